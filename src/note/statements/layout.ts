/**
 * The layout of derivatives that a note follows, as it names it or says in words which way a gradient lies.
 *
 *     "the denominator layout … in contrast to the numerator layout"  ─▶  denominator
 *     "A gradient is a row vector here", 勾配は行ベクトルとする         ─▶  numerator, gradients are rows
 */
import type { Note } from "../note.ts";
import { FORMULA, sentencesOf } from "./sentences.ts";

type Name = "numerator" | "denominator";

export interface SaidLayout {
  readonly layout: Name | undefined;
  /** Of whose derivatives it is said in words that they are rows: of ∇f too, or of ∂f/∂x alone. */
  readonly rows: "gradients" | "derivatives" | undefined;
  /** It is known by such words alone. */
  readonly isInWords: boolean;
}

const NAMED = /(numerator|denominator)[- ]layout|(分子|分母)\s*(?:布局|布置|レイアウト|配置)/giu;

/** What is said before the name of a layout that is only spoken of. */
const CONTRASTED =
  /(?:\b(?:contrast|unlike|rather than|instead of|as opposed to|opposite|not|n't|while|whereas|differs?|different|compared|versus|vs\.?|other|transposes?)\b|而不是|而非|并非|不(?:是|采用|使用|用|同于)|区别于|相对于|[与和跟]|相比)[^,，、]{0,24}$/iu;
const CONTRASTED_AFTER =
  /^[\s"'”」』）)*}\]]*(?:（[^）]*）|\([^)]*\))?\s*(?:ではなく|でなく|とは(?:異な|違|逆|反対)|と(?:異な|違)|に対して|的?不同|相反|(?:is|are) not\b)/iu;
const IN_CASE =
  /\b(?:when|if|in case|for those|some|other|many|often)\b[^,;]*$|(?:若|如果|有些|有的|一些)[^，]*$/iu;
const IN_CASE_AFTER = /^[\s"'”」』）)*}\]]*(?:时|時|のとき|の場合|では、?(?=.*では))/u;
const FOLLOWED =
  /\b(?:us(?:e[sd]?|ing)|follow(?:s|ed|ing)?|adopt(?:s|ed|ing)?|adher\w+|assum\w+|stick\w*|employ\w*|according|convention|throughout|prefer\w*|are in|is in|be in|written in|work(?:s|ing)? (?:in|with))\b|采用|使用|遵循|约定|按照?|用/iu;
const FOLLOWED_AFTER =
  /\b(?:(?:is|are|be|being|will be) (?:used|followed|adopted|assumed|employed)|convention|throughout)\b|を?(?:採用|使用|用い|使|採|取)|に(?:従|則|よ)|を前提/iu;

/** The layout by its name: that which is followed, else the only one that is spoken of. */
function namedIn(sentences: readonly string[]): Name | undefined {
  const followed = new Set<Name>();
  const spokenOf = new Set<Name>();
  for (const text of sentences) {
    const mentions = [...text.matchAll(NAMED)];
    mentions.forEach(({ index, 0: words, 1: latin, 2: han }, i) => {
      const name = /^(?:numerator|分子)$/iu.test(latin ?? han!) ? "numerator" : "denominator";
      const last = mentions[i - 1];
      const before = text.slice(last ? last.index + last[0].length : 0, index);
      const after = text.slice(index + words.length, mentions[i + 1]?.index);
      if (CONTRASTED.test(before) || CONTRASTED_AFTER.test(after)) return;
      spokenOf.add(name);
      if (IN_CASE.test(before) || IN_CASE_AFTER.test(after)) return;
      if (FOLLOWED.test(before) || FOLLOWED_AFTER.test(after)) followed.add(name);
    });
  }
  const [name, another] = followed.size > 0 ? followed : spokenOf;
  return another === undefined ? name : undefined;
}

const NO_MORE = String.raw`(?:(?!\b(?:gradients?|derivatives?|columns?|not|never|unlike|transposed?|bias(?:es)?|weights?|layers?)\b|\ufffc)[^.;,])`;
const ENGLISH = new RegExp(
  String.raw`\b(gradient|derivative|jacobian)s?\b${NO_MORE}*?\b(?:is|are|be|as|into)\b${NO_MORE}{0,30}?\b(?:row(?!s? of\b)|columns?\b)`,
  "giu",
);
const CHINESE =
  /(梯度|导数|導數|微分)(?:(?!列向量的?(?:是|为)|梯度|不|并非|而非|\ufffc是)[^。；，,]){0,20}?(?:是|为|取|写|记|记作|看|视|表示|规定|约定|采用|用|排)(?:(?!不是|而非|并非|不)[^。；，,]){0,8}?(行|列)向量/gu;
const JAPANESE =
  /(勾配|微分|導関数|導函数)(?:(?!ではな)[^。；、]){0,14}?[はをが](?:(?!ではな|列|縦)[^。；、]){0,12}?(行|横|列|縦)ベクトル(?!ではな|でな)/gu;
const BY_A_COLUMN =
  /\b(?:with respect to|w\.r\.t\.?|by) (?:an? |the |any )?(?:column[- ])?vectors?(?: (?:variable|argument))?(?:\s*\ufffc)?|(?:关于|对)列?向量\s*\ufffc?\s*|(?:列)?ベクトル\s*\ufffc?\s*(?:による|に関する|での)/giu;
const OF_OTHERS =
  /\b(?:some|other|many|certain|most) (?:authors?|books?|texts?|textbooks?|people|references?|papers?|conventions?|sources?|notes?)\b|\b(?:often|sometimes|elsewhere|would|could|might|if|when)\b|有些|有的|一些|其他|有时|如果|场合|文献によって|多くの|一部の|場合がある|こともある|ならば/iu;

/** What is said in words to be a row: of a formula that is a derivative alone, too. */
function rowsIn(sentences: readonly string[]): SaidLayout["rows"] {
  const rows = new Set<string>();
  const columns = new Set<string>();
  for (const text of sentences) {
    if (OF_OTHERS.test(text)) continue;
    const plain = text.replace(BY_A_COLUMN, " ");
    for (const pattern of [ENGLISH, CHINESE, JAPANESE])
      for (const [words, noun = ""] of plain.matchAll(pattern)) {
        const kind = /gradient|梯度|勾配/iu.test(noun) ? "gradients" : "derivatives";
        (/row$|[行横](?:向量|ベクトル)$/iu.test(words) ? rows : columns).add(kind);
      }
  }
  if (rows.has("gradients")) return columns.has("gradients") ? undefined : "gradients";
  return rows.has("derivatives") && !columns.has("derivatives") ? "derivatives" : undefined;
}

const FUNCTION =
  /^\s*(?:[fghLJE]|\\(?:phi|varphi|psi|ell)|\\(?:mathcal|mathbb|mathrm)\s*\{[A-Z]\})\s*(?:\([^()]*\))?\s*$/;

/** f, ∂f/∂x, \nabla f, 1 × n, in words. */
function inWords(latex: string): string {
  if (/=|\\in\b/.test(latex)) return FORMULA;
  if (FUNCTION.test(latex)) return " function ";
  if (/^\s*\\nabla\b[^+\-^]*$/.test(latex)) return " gradient ";
  if (/^\s*\\frac\s*\{\s*(?:\\partial|\\?d\b|\\mathrm\s*\{?d)[^+\-^]*$/.test(latex)) return " derivative ";
  return /^\s*1\s*\\times\s*\w+\s*$/.test(latex) ? " row " : FORMULA;
}

/** What the words of a note say of its layout. */
export function layoutIn({ text, passages }: Note): SaidLayout {
  const layout = namedIn(text.split(/[.。;；](?=\s|$|\P{ASCII})|\n\s*\n|\n\s*(?=[-*#|])/u));
  const prose = sentencesOf(
    passages.map((passage) =>
      passage.kind === "formula" && inWords(passage.text) !== FORMULA
        ? { ...passage, kind: "prose" as const, text: inWords(passage.text) }
        : passage,
    ),
  ).map((sentence) => sentence.text);
  // what a sentence says that names a layout is said of that layout
  const rows = rowsIn(
    layout === "numerator" ? prose : prose.filter((one) => !new RegExp(NAMED, "iu").test(one)),
  );
  if (layout === "denominator") return { layout, rows: undefined, isInWords: false };
  return {
    layout: layout ?? (rows && "numerator"),
    rows,
    isInWords: layout === undefined && rows !== undefined,
  };
}
