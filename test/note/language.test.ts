/**
 * What is said of a note in its own language: the catalogue of sentences, the language of a note, and reports in which
 * nothing stays English.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { LocaleName } from "../../src/derivation/locales/locale.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { proofread } from "../../src/note/proofread.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { CATALOGUE } from "../../src/note/report/language/catalogue.ts";
import { languageOf } from "../../src/note/report/language/ofNote.ts";
import { say } from "../../src/note/report/language/say.ts";
import { filledWith, templateOf } from "../../src/note/report/language/template.ts";
import { reportText } from "../../src/note/report/report.ts";
import { reportSarif } from "../../src/note/report/sarif.ts";
import { RULE_IDS, RULES } from "../../src/note/rules/table.ts";
import { drawMutant, mutated, sitesOf } from "./mutants.ts";

const ROWS = Object.entries(CATALOGUE);
const OTHERS = ["zh", "ja"] as const;

const gapsIn = (text: string): string[] => [...new Set(templateOf(text).gaps.map(({ name }) => name))].sort();

/** What a gap may hold: in English, and as it is said in another language. */
const HELD = {
  text: ["x_1", "x_1"],
  said: ["q_2", "q_2"],
  list: ["u and v", "u、v"],
  shape: ["m×n", "m×n"],
} as const;

describe("each row of the catalogue", () => {
  it("has the same gaps in each language", () => {
    const other = ROWS.filter(([english, said]) =>
      said.some((text) => gapsIn(text).join(" ") !== gapsIn(english).join(" ")),
    );
    expect(other).toEqual([]);
  });

  it("says its own sentence, and no other row does", () => {
    for (const [english, others] of ROWS) {
      const template = templateOf(english);
      const values = (which: 0 | 1) =>
        new Map(template.gaps.map(({ name, holds }) => [name, HELD[holds][which]] as const));
      const sentence = filledWith(template, values(0));
      const own = others.map((text) => filledWith(templateOf(text), values(1)));
      expect([sentence, ...OTHERS.map((locale) => say(locale, sentence))]).toEqual([sentence, ...own]);
    }
  });

  it("is written in wide punctuation", () => {
    const narrow = /[\u3040-\u30ff\u3400-\u9fff][,;:!?]/;
    expect(ROWS.filter(([, said]) => said.some((text) => narrow.test(text)))).toEqual([]);
  });
});

describe("a sentence", () => {
  it.each([
    ["the two sides differ; the sign is wrong", "等式两边不相等；符号有误", "両辺が等しくない。符号が誤り"],
    // a semicolon of its own, and one that it quotes
    [
      "the two sides differ; it is right in the other layout; here a derivative has the shape of its variable",
      "等式两边不相等；在另一种布局下成立；此处导数与其变量形状相同",
      "両辺が等しくない。もう一方のレイアウトでは正しい。ここでは導関数は変数と同じ形である",
    ],
    ["right is p(y; \\theta) \\; x", "正确的是 p(y; \\theta) \\; x", "正しくは p(y; \\theta) \\; x"],
    ["f(a; b) stands where f(b; a) is right", "f(a; b) 应为 f(b; a)", "f(a; b) は正しくは f(b; a)"],
    // a gap that holds a sentence, with a hint behind it
    [
      "not read: the set 'Q' is not read; write x \\in \\mathbb{R}^n",
      "无法解析：不支持集合 'Q'；请写成 x \\in \\mathbb{R}^n",
      "読み取れない：集合 'Q' は扱わない。x \\in \\mathbb{R}^n と書く",
    ],
    [
      "one side is n×k and the other a scalar",
      "一边是 n×k，另一边是标量",
      "一方の辺は n×k、もう一方の辺はスカラー",
    ],
    [
      "it holds where the matrix is symmetric, and the note doesn't say which are",
      "当矩阵是对称矩阵时成立，而文中没有说明哪些矩阵如此",
      "行列が対称行列である場合に成り立つが、どの行列がそうかは書かれていない",
    ],
    // what no row has stays
    ["the moon is full", "the moon is full", "the moon is full"],
    ["the moon is full; the sign is wrong", "the moon is full；符号有误", "the moon is full。符号が誤り"],
    ["not judged: the moon is full", "未判定：the moon is full", "未判定：the moon is full"],
    ["", "", ""],
  ])("%s", (english, zh, ja) => {
    expect([say("zh", english), say("ja", english)]).toEqual([zh, ja]);
  });

  it("that quotes a long formula is said in the time of its length", () => {
    const quoted = "a; b where c is right and ".repeat(4000);
    expect(say("zh", `right is ${quoted}`)).toBe(`正确的是 ${quoted}`);
  });
});

/** Two words in a row outside of LaTeX and quotations. */
const ENGLISH = /\b[a-z]{2,}(?:'[a-z]+)? [a-z]{2,}\b/;
const bare = (text: string): string =>
  text.replace(/\\[a-zA-Z]+/g, " ").replace(/“[^”]*”|「[^」]*」|'[^']*'/g, " ");
const isSaid = (text: string): boolean =>
  !ENGLISH.test(bare(text)) && /[\u3040-\u30ff\u3400-\u9fff]/.test(text);

/** What stays English of all that is said of a note. */
function unsaid(file: string, text: string): string[] {
  const { findings, listed = [] } = proofread(readNote(file, text), judgeNote, { all: true, locale: "en" });
  const said = [...findings, ...listed].flatMap(({ why }) => OTHERS.map((locale) => say(locale, why)));
  return said.filter((why) => !isSaid(why));
}

describe("in another language nothing stays English", () => {
  it.each(RULE_IDS.filter((id) => RULES[id].example !== undefined))("of the example of %s", (id) => {
    expect(unsaid(id === "broken-notebook" ? "a.ipynb" : "a.md", RULES[id].example as string)).toEqual([]);
  });

  test("of mistakes made on purpose", () => {
    const text = readFileSync(new URL("../../docs/gallery/001.md", import.meta.url), "utf8");
    const note = readNote("001.md", text);
    const [random, sites] = [randomFrom(20261130, "language"), sitesOf(note)];
    const drawn = Array.from({ length: 10 }, () => drawMutant(note, sites, random));
    const mutants = drawn.filter((mutant) => mutant !== undefined);
    expect(mutants.length).toBeGreaterThan(3);
    expect(mutants.flatMap((mutant) => unsaid("001.md", mutated(text, mutant)))).toEqual([]);
  });
});

describe("a note is in", () => {
  it.each<[LocaleName, string, string]>([
    ["en", "English", "Let $x \\in \\mathbb{R}^n$ be a vector. Then $\\nabla_x x^\\top x = 2x$."],
    [
      "en",
      "English that quotes Chinese",
      "The gradient (梯度) of a loss points uphill; the Hessian (黑塞矩阵) tells how it bends there. Let $x$ be any vector.",
    ],
    [
      "en",
      "English that quotes Japanese",
      "The word 勾配（こうばい） is Japanese for the gradient of a function of several variables.",
    ],
    ["en", "formulas alone", "$$\\nabla_x x^\\top x = 2x$$"],
    [
      "en",
      "formulas with words in Chinese",
      "$$y = x \\text{，其中 } x \\text{ 为任意向量，维数是多少都可以}$$\n\nThis is said.",
    ],
    [
      "ja",
      "one formula with words in Japanese",
      "\\frac{\\partial l}{\\partial a} = w \\\\ \\text{として次を求める}",
    ],
    ["en", "nothing", ""],
    ["zh", "Chinese", "设 $x$ 为向量。则梯度为 $2x$。"],
    ["zh", "a line of Chinese", "求导：$$\\nabla_x x^\\top x = 2x$$"],
    ["zh", "traditional Chinese", "設 $x$ 為任意向量，則梯度為 $2x$。"],
    [
      "zh",
      "Chinese with English terms",
      "使用 softmax 与 cross entropy 作为 loss，对 weight 求 gradient，得到的结果如下式所示：",
    ],
    [
      "zh",
      "Chinese that quotes Japanese",
      "日语中的“勾配”读作こうばい，即梯度。本文讨论损失函数关于权重矩阵的梯度，并给出反向传播算法的推导过程与实现细节。",
    ],
    ["ja", "Japanese", "$x$ をベクトルとする。このとき勾配は $2x$ である。"],
    [
      "ja",
      "Japanese with many kanji",
      "損失関数 $L$ の重み行列 $W$ に関する偏微分係数、二次形式最小化問題の最適性必要条件",
    ],
    ["ja", "a line of Japanese", "勾配は $$\\nabla_x x^\\top x = 2x$$"],
  ])("%s: %s", (locale, _what, text) => {
    expect(languageOf(readNote("a.md", text))).toBe(locale);
  });

  it("that of its prose in LaTeX, whose commands tell nothing", () => {
    const text = String.raw`\documentclass{article}\usepackage{ctex}\begin{document}
\section{梯度}
设 $x$ 为向量，则 $\nabla_x x^\top x = 2x$。
\end{document}`;
    expect(languageOf(readNote("a.tex", text))).toBe("zh");
  });
});

describe("a report", () => {
  const text = "设 $x \\in \\mathbb{R}^n$，$f = x^\\top x$。则梯度为 $\\nabla_x f = x$。\n";
  const note = readNote("a.md", text);

  it("is in the note's own language", () => {
    expect(reportText(note, proofread(note, judgeNote)).split("\n")).toEqual([
      expect.stringMatching(/^a\.md:1:\d+: 错误: 等式两边不相等；缺少因子 2 \[wrong-factor\]$/),
      expect.any(String),
      expect.stringMatching(/\^$/),
      "  正确的是：2x",
      "",
      "a.md: 1 个错误，0 个警告，0 条提示；1 个论断中 0 个正确",
      "",
    ]);
  });

  it("is in the one that is asked for", () => {
    const of = (locale: LocaleName): string => reportText(note, proofread(note, judgeNote, { locale }));
    expect(of("en")).toContain("error: the two sides differ; the factor 2 is missing [wrong-factor]");
    expect(of("en")).toContain("1 error, 0 warnings, 0 notes; 0 of 1 claim right");
    expect(of("ja")).toContain("誤り: 両辺が等しくない。因子 2 が欠けている [wrong-factor]");
    expect(of("ja")).toContain("誤り 1、警告 0、注記 0。主張 1 のうち 0 が正しい");
  });

  it("for services has each note in its own", () => {
    const english = readNote(
      "b.md",
      "Let $x \\in \\mathbb{R}^n$ and $f = x^\\top x$. Then $\\nabla_x f = x$.\n",
    );
    const sarif = JSON.stringify(reportSarif([note, english].map((one) => [one, proofread(one, judgeNote)])));
    expect(sarif).toContain("等式两边不相等；缺少因子 2。正确的是：2x");
    expect(sarif).toContain("the two sides differ; the factor 2 is missing. Right is: 2x");
  });

  it("leaves rules, verdicts and roles as they are", () => {
    const of = (locale: LocaleName) => {
      const { findings, listed = [] } = proofread(note, judgeNote, { locale, all: true });
      return [findings.map(({ why, ...rest }) => rest), listed.map(({ why, ...rest }) => rest)];
    };
    expect(of("zh")).toEqual(of("en"));
  });
});
