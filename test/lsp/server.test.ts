/** The language server over standard input and output. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeAction, Hover, InlayHint, Location, SemanticTokens } from "vscode-languageserver/node";
import { afterAction, type Client, rangeOf, start } from "./client.ts";

const folder = mkdtempSync(join(tmpdir(), "matgrad-lsp-"));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

let client: Client;
beforeAll(async () => {
  client = await start({ sizes: true });
});
afterAll(async () => {
  const status = client.server.exitCode ?? (await client.stop());
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
});

const ask = <T>(method: string, uri: string, more: object = {}): Promise<T> =>
  client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, ...more });

const at = (uri: string, piece: string, nth = 0) => ({
  position: rangeOf(client.document(uri), piece, nth).start,
});

const actions = (uri: string, piece: string, nth = 0): Promise<CodeAction[]> =>
  ask("codeAction", uri, { range: rangeOf(client.document(uri), piece, nth), context: { diagnostics: [] } });

const WRONG = "Let $x \\in \\mathbb{R}^n$ be a vector and $f = x^\\top x$. Then $\\nabla_x f = x$.\n";

describe("a note", () => {
  const uri = uriOf("a.md");

  test("is proof-read when it is opened and at each edit, and a quick fix mends it", async () => {
    const [finding, ...more] = await client.open(uri, "markdown", WRONG);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 1,
      source: "matgrad",
      message: expect.stringContaining("right: "),
    });
    expect(client.document(uri).getText(finding!.range)).toBe("x");

    const [fix] = (await actions(uri, "x$.\n")).filter(({ kind }) => kind === "quickfix");
    expect(fix).toMatchObject({ isPreferred: true, diagnostics: [finding] });
    const mended = afterAction(client.document(uri), fix!);
    expect(mended).toBe(WRONG.replace("f = x$.", "f = 2x$."));
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await client.edit(uri, whole, mended)).toEqual([]);

    const again = await client.edit(uri, rangeOf(client.document(uri), "2x"), "3 x");
    expect(again).toHaveLength(1);
  });

  test("says of a claim what its verdict is, and what its sides are worth", async () => {
    const hover = await ask<Hover>("hover", uri, at(uri, "\\nabla"));
    const said = (hover.contents as { value: string }).value;
    expect(said).toMatch(/^\*\*wrong\*\*: /);
    const numbers =
      /both sides \d×1: entry \d is (\S+) on the left and (\S+) on the right; relative error 3e-1/;
    const [, left, right] = numbers.exec(said) ?? [];
    expect(Number(left) / Number(right)).toBeCloseTo(2 / 3, 3);
  });

  test("is read once where letters follow quickly, as it is then", async () => {
    const before = client.published.length;
    for (const digit of "4567892") {
      const document = client.document(uri);
      const end = document.getText().lastIndexOf(" x$.");
      const range = { start: document.positionAt(end - 1), end: document.positionAt(end) };
      client.send(uri, range, digit);
    }
    expect(await client.said(uri)).toEqual([]);
    expect(client.published.length - before).toBeLessThan(3);
  });
});

describe("other notes", () => {
  test.each([
    ["a.tex", "latex", WRONG],
    [
      "a.rst",
      "restructuredtext",
      "Let :math:`f = x^\\top x` with a vector :math:`x`. Then :math:`\\nabla_x f = x`.\n",
    ],
    ["a.qmd", "quarto", WRONG],
    ["untitled", "latex", WRONG],
  ])("%s as they are read", async (name, language, text) => {
    const uri = name === "untitled" ? "untitled:Untitled-1" : uriOf(name);
    const findings = await client.open(uri, language, text);
    expect(findings.map(({ severity }) => severity)).toContain(1);
    expect(client.document(uri).getText(findings[0]!.range)).toBe("x");
  });

  test("in their own language", async () => {
    const uri = uriOf("zh.md");
    const text = "设 $x \\in \\mathbb{R}^n$，$f = x^\\top x$。则梯度为 $\\nabla_x f = x$。\n";
    const [finding] = await client.open(uri, "markdown", text);
    expect(finding).toMatchObject({
      code: "wrong-factor",
      message: "等式两边不相等；缺少因子 2\n正确的是：2x",
    });
    const [fix] = await actions(uri, "x$。\n");
    expect(fix?.title).toBe("matgrad: 改为 2x");
    const hover = await ask<Hover>("hover", uri, at(uri, "\\nabla"));
    expect((hover.contents as { value: string }).value).toMatch(
      /^\*\*错误\*\*：等式两边不相等；缺少因子 2\n\n取随机值，两边均为 \d×1：元素 \d 左边为 \S+，右边为 \S+；相对误差 \S+\n\n正确的是：/,
    );
  });

  test("a notebook's cells, in the file", async () => {
    const uri = uriOf("a.ipynb");
    const cell = { cell_type: "markdown", metadata: {}, source: ['Some "words".\n', WRONG] };
    const text = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }, null, 1);
    const [finding] = await client.open(uri, "json", text);
    expect(client.document(uri).getText(finding!.range)).toBe("x");
    const [fix] = await actions(uri, "x$.\\n");
    expect(afterAction(client.document(uri), fix!)).toBe(text.replace("f = x$.", "f = 2x$."));
  });

  test("with the commands of the files that they take", async () => {
    writeFileSync(join(folder, "commands.sty"), String.raw`\newcommand{\sq}[1]{#1^{\mathsf{T}} #1}`);
    const text = String.raw`\usepackage{commands} Let $f = \sq{x}$. Then $\nabla_x f = x$.`;
    const [finding] = await client.open(uriOf("taking.tex"), "latex", text);
    expect(client.document(uriOf("taking.tex")).getText(finding!.range)).toBe("x");
  });

  test("by the settings beside them", async () => {
    writeFileSync(join(folder, "matgrad.config.json"), '{ "rules": { "shape": "nonsense" } }');
    const [settings] = await client.open(uriOf("b.md"), "markdown", "Words.\n");
    expect(settings).toMatchObject({ code: "settings", message: expect.stringContaining("nonsense") });
    rmSync(join(folder, "matgrad.config.json"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    await expect
      .poll(() => client.published.findLast((p) => p.uri === uriOf("b.md"))?.diagnostics)
      .toEqual([]);
  });
});

describe("a block of a note", () => {
  const uri = uriOf("block.md");
  const NOTE = "# Layer\n\n> ```matgrad --wrt W\n> Y = X W + b\n> ```\n\nWords.\n";

  test("gets its derivation below it", async () => {
    expect(await client.open(uri, "markdown", NOTE)).toEqual([]);
    const derive = (await actions(uri, "X W")).find(({ title }) => title === "matgrad: derive this");
    const resolved = await client.connection.sendRequest<CodeAction>("codeAction/resolve", derive!);
    const derived = afterAction(client.document(uri), resolved);
    expect(derived).toContain("> \\boxed{\\;\\frac{\\partial L}{\\partial W} = X^{\\top} G\\;}");
    expect(derived.startsWith(NOTE.replace("\nWords.\n", ""))).toBe(true);
    expect(derived.endsWith("\nWords.\n")).toBe(true);
  });

  test("has names that can be declared", async () => {
    const declare = (await actions(uri, "W +")).find(({ title }) => title.startsWith("matgrad: declare W"));
    expect(afterAction(client.document(uri), declare!)).toMatch(/--wrt W\n> W : \w+ x \w+\n> Y = X W/);
  });

  test("shows where it is at fault", async () => {
    const [mistake] = await client.edit(uri, rangeOf(client.document(uri), "W + b"), "W) + b");
    expect(mistake).toMatchObject({ code: "problem", range: rangeOf(client.document(uri), ")") });
  });
});

describe("a problem's file", () => {
  const uri = uriOf("layer.matgrad");
  const TEXT = "--wrt W\nX : matrix m k  # data\nY = relu(X W)\nf = sum(Y)\n";

  test("is read as it is typed, with the place of what is wrong", async () => {
    expect(await client.open(uri, "matgrad", TEXT)).toEqual([]);
    const whole = rangeOf(client.document(uri), "sum(Y)");
    const [mistake, ...more] = await client.edit(uri, whole, "sum(X + X')");
    expect(more).toEqual([]);
    expect(mistake?.message).toContain("m×k");
    expect(mistake?.range.start.line).toBe(3);
    const options = await client.edit(uri, rangeOf(client.document(uri), "--wrt"), "--wart");
    expect(options[0]?.range).toEqual(rangeOf(client.document(uri), "--wart W"));
    await client.edit(uri, rangeOf(client.document(uri), "--wart"), "--wrt");
    expect(await client.edit(uri, rangeOf(client.document(uri), "sum(X + X')"), "sum(Y)")).toEqual([]);
  });

  test("tells of a name its kind, size and origin, and of a function what it is", async () => {
    const of = async (piece: string) =>
      JSON.stringify((await ask<Hover>("hover", uri, at(uri, piece))).contents);
    expect(await of("X W")).toMatch(/`X` : matrix m×k.*declared, in line 2/);
    expect(await of("W)")).toMatch(/`W` : matrix k×\w+.*not declared: found from its use, first in line 3/);
    expect(await of("Y)")).toMatch(/`Y` : matrix m×\w+.*defined, in line 3/);
    expect(await of("relu")).toMatch(/`relu`: /);
  });

  test("leads from a name to where it is introduced and to all its places", async () => {
    const document = client.document(uri);
    expect(await ask<Location>("definition", uri, at(uri, "Y)"))).toEqual({
      uri,
      range: rangeOf(document, "Y"),
    });
    const places = await ask<Location[]>("references", uri, {
      ...at(uri, "X W"),
      context: { includeDeclaration: true },
    });
    expect(places.map(({ range }) => range)).toEqual([rangeOf(document, "X"), rangeOf(document, "X", 1)]);
  });

  test("shows sizes where they are wanted", async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hints = await ask<InlayHint[]>("inlayHint", uri, { range });
    expect(hints.map(({ position, label }) => [position.line, label])).toContainEqual([
      2,
      expect.stringMatching(/^: m×/),
    ]);
    await client.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { matgrad: { sizes: false } },
    });
    expect(await ask("inlayHint", uri, { range })).toEqual([]);
  });

  test("has tokens with their kinds", async () => {
    const { tokenTypes } = client.initialized.capabilities.semanticTokensProvider!.legend;
    const { data } = await ask<SemanticTokens>("semanticTokens/full", uri);
    let [line, character] = [0, 0];
    const tokens: string[] = [];
    for (let k = 0; k < data.length; k += 5) {
      character = data[k] === 0 ? character + data[k + 1]! : data[k + 1]!;
      line += data[k]!;
      const range = { start: { line, character }, end: { line, character: character + data[k + 2]! } };
      tokens.push(`${client.document(uri).getText(range)} ${tokenTypes[data[k + 3]!]}`);
    }
    expect(tokens.slice(0, 8)).toEqual([
      "--wrt keyword",
      "X variable",
      ": operator",
      "matrix type",
      "m typeParameter",
      "k typeParameter",
      "# data comment",
      "Y variable",
    ]);
    expect(tokens).toContain("relu function");
  });
});

test("a server that is told to go is gone", async () => {
  expect(await client.stop()).toBe(0);
});
