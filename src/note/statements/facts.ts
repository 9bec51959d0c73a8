/**
 * What a note says of its names in words.
 *
 *     Let $S$ and $A$ be symmetric $n \times n$ matrices  ─▶  S, A: symmetric, n×n
 *     $M$ 不一定对称                                       ─▶  nothing
 */

import type { Structure } from "../../expression/expr.ts";
import { functionNamed } from "../../functions/index.ts";
import type { VariableKind } from "../../shapes/declarations.ts";
import { meansSymmetric } from "../../structures.ts";
import type { Note } from "../note.ts";
import type { Said } from "../said.ts";
import { layoutIn, type SaidLayout } from "./layout.ts";
import { DECOMPOSITION, PROPERTIES, type Property, SPECTRAL } from "./properties.ts";
import { type Ones, takeOnes } from "./rewritten/ones.ts";
import { FORMULA, sentencesOf } from "./sentences.ts";
import { STRUCTURE_WORDS } from "./structureWords.ts";
import { type At, group, mentions, subjects } from "./subjects.ts";

/** What a formula names: $A$, $X \in \mathbb{R}^{n \times d}$, or a size alone, $n \times k$. */
export interface Named {
  readonly names: readonly string[];
  /** The left side of $A = \alpha I$, if it is a name, or "" of another relation. */
  readonly defined?: string | undefined;
  /** x of $x(t)$, which is no function of each entry. */
  readonly curve?: string | undefined;
  readonly size: readonly [string, string] | undefined;
}

export interface Facts {
  readonly structures: Said<Structure>[];
  readonly kinds: Map<string, VariableKind>;
  readonly sizes: Said<readonly [string, string]>[];
  readonly properties: Said<Property>[];
  /** Sections in which all matrices are said to be symmetric. */
  readonly symmetric: Set<number>;
  /** By section the structures of which words speak without saying what has them. */
  readonly unnamed: Map<number, Set<Structure>>;
  /** Of matrices that are said to have an inverse. */
  readonly squares: Said<true>[];
  /** Vectors whose entries sum to 1. */
  readonly summingToOne: Set<string>;
  /** Of matrices, the columns. */
  readonly isByColumns: boolean;
  /** Eigenvalues, singular vectors, …, and whether words speak of a decomposition. */
  readonly spectral: Set<string>;
  readonly isDecomposed: boolean;
  readonly ones: Ones;
  readonly functions: Map<string, string | undefined>;
  readonly adjugates: Map<string, string>;
  readonly dependences: { of: string; on: string }[];
  readonly lines: { family: string; of: string; isRow: boolean }[];
  readonly derivativePrimes: boolean;
  readonly layout: SaidLayout["layout"];
  readonly gradients: Pick<SaidLayout, "rows" | "isInWords">;
}

const KINDS: readonly [VariableKind, RegExp][] = [
  ["scalar", /\bscalars?\b|real (?:number|variable)|\bfor real\b|标量|スカラー|实数|実数/giu],
  ["vector", /\bvectors?\b|向量|ベクトル|one-hot/giu],
  ["matrix", /\bmatri(?:x|ces)\b|矩阵|行列(?!式)/giu],
];

const ALL_SYMMETRIC =
  /\b(?:all|both|these|the)(?: (?:the|of|[a-z]+)){0,3} matrices\b(?: (?:here|below|that occur|involved|in question))?(?: (?:are|being|is|be|to be|will be))?(?: (?:assumed|taken|supposed|all|both|real))*(?: to be)?(?: real)? symmetric|(?:所有|这些|两个|以下)(?:的)?\p{Script=Han}{0,4}?矩阵(?:均|都|皆)?(?:是|为)?(?:实)?对称|(?:すべて|全て|両方|どちら)の?行列は?(?:すべて|ともに|みな)?(?:実)?対称|行列は(?:すべて|全て|ともに|みな)(?:実)?対称/iu;

/** "$y_t$ is a one-hot vector" */
const IS_KIND = new RegExp(
  `${FORMULA}\\s*(?:is|are|be|denotes?|は|が|を|是|为|為)\\s*(?:an? |the |some |一个|一個)?(?:[\\p{L}-]+ ){0,3}?[^.。,，${FORMULA}]{0,12}?(vectors?\\b|ベクトル|向量)`,
  "giu",
);

const ONE_HOT = /one-hot|独热|ワンホット|probabilit\w+ vector|distribution over/giu;
const ONE_HOT_COLUMNS =
  /\bcolumns?\b[^.]{0,30}one-hot|one-hot[^.]{0,20}\bcolumns?\b|(?:[各每]一?个?列|列向量|列ベクトル|の各?列)[^。]{0,20}(?:独热|one-hot|ワンホット)/iu;
const INVERTIBLE = /\binvertible\b|\bnon-?singular\b|可逆|非奇异|正則/giu;

export function factsOf(
  note: Note,
  named: ReadonlyMap<number, Named>,
  sectionOf: (passage: number) => number,
): Facts {
  const told = layoutIn(note);
  const facts: Facts = {
    structures: [],
    kinds: new Map(),
    sizes: [],
    properties: [],
    symmetric: new Set(),
    unnamed: new Map(),
    squares: [],
    summingToOne: new Set(),
    isByColumns: ONE_HOT_COLUMNS.test(note.text),
    spectral: new Set(),
    isDecomposed: DECOMPOSITION.test(note.text),
    ones: new Map(),
    functions: new Map(),
    adjugates: new Map(),
    dependences: [],
    lines: [],
    derivativePrimes:
      /differentiable|derivative|(?:product|chain|quotient) rule|导数|可微|微分|導関数|求导|(?:链式|乘积|商的?求导)法则/iu.test(
        note.text,
      ) && !/prime is (?:the |a )?transpose|转置.{0,6}撇/iu.test(note.text),
    layout: told.layout ?? note.given?.layout,
    gradients: told,
  };
  const sentences = sentencesOf(note.passages);
  for (const [i, { text, places }] of sentences.entries()) {
    const at = new Map([...places].map(([passage, place]) => [place, named.get(passage)]));
    // a sentence without formulas is about those of the next
    const next = sentences.slice(i).find((one) => one.places.size > 0);
    const section = sectionOf(Math.min(...(next?.places.keys() ?? [])));
    const structures = new Map<string, Structure>();
    for (const [structure, words] of STRUCTURE_WORDS)
      for (const name of subjects(text, words, at))
        if (!(meansSymmetric(structure) && structures.has(name))) structures.set(name, structure);
    for (const [name, value] of structures) facts.structures.push({ name, value, section });
    if (ALL_SYMMETRIC.test(text)) facts.symmetric.add(section);
    for (const [structure, words] of STRUCTURE_WORDS)
      if (mentions(text, words, at).some((names) => names.length === 0))
        facts.unnamed.set(section, (facts.unnamed.get(section) ?? new Set<Structure>()).add(structure));
    for (const [kind, words] of KINDS)
      for (const name of subjects(text, words, at, kind !== "scalar"))
        if (!facts.kinds.has(name)) facts.kinds.set(name, kind);
    for (const name of subjects(text, INVERTIBLE, at)) facts.squares.push({ name, value: true, section });
    for (const { index } of text.matchAll(IS_KIND))
      for (const name of at.get(index)?.names ?? [])
        if (!facts.kinds.has(name)) facts.kinds.set(name, "vector");
    for (const [value, words] of PROPERTIES)
      for (const name of subjects(text, words, at)) facts.properties.push({ name, value, section });
    for (const name of subjects(text, ONE_HOT, at)) facts.summingToOne.add(name);
    for (const name of subjects(text, SPECTRAL, at)) facts.spectral.add(name);
    takeOnes(text, at, facts.ones);
    takeSizes(text, at, facts, section);
    takeRelations(text, at, facts);
  }
  takeSubject(note.text, facts);
  return facts;
}

const LOGISTIC =
  /sigmoid|logistic|cross[- ]entropy|シグモイド|ロジスティック|交差エントロピー|逻辑(?:回归|斯[谛蒂])|交叉熵/iu;
const SIGMA_OF = /(?:\\sigma|σ)\s*(?:\\(?:left|big[lg]?)\s*)?\(/iu;
const GAUSSIAN =
  /gaussian|normal (?:distribution|density)|likelihood|covariance|mahalanobis|高斯|正态|似然|协方差|ガウス|正規分布|尤度|共分散/iu;
const SIGMA_INVERSE =
  /\\Sigma\s*\^\s*(?:\{\s*)?-\s*1|Σ⁻¹|\|\s*\\Sigma\s*\||\\det\s*(?:\\left\s*)?\(?\s*\\Sigma/u;

/** What letters mean in notes on their subject that say nothing else of them: the σ of logistic regression, a covariance Σ. */
function takeSubject(text: string, { functions, structures }: Facts): void {
  if (LOGISTIC.test(text) && SIGMA_OF.test(text) && !functions.has("σ")) functions.set("σ", "sigmoid");
  const isTold = structures.some(({ name }) => name === "Σ");
  const isDoubted =
    /(?:not|non-?|un)\s*(?:necessarily )?symmetric|未必对称|不(?:一定)?对称|対称とは限らない/iu.test(text);
  if (GAUSSIAN.test(text) && SIGMA_INVERSE.test(text) && !isTold && !isDoubted)
    structures.push({ name: "Σ", value: "spd", section: -1 });
}

function takeSizes(text: string, at: At, { sizes }: Facts, section: number): void {
  for (const [place, named] of at) {
    if (!named?.size) continue;
    const after = /^\s*(?:real\s+|的|の)?(?:matri(?:x|ces)|矩阵|行列)\s*/iu.exec(text.slice(place + 1));
    const next = after ? place + 1 + after[0].length : -1;
    const last = text.lastIndexOf(FORMULA, place - 1);
    const isBefore = last >= 0 && place > 0 && place - last < 24;
    const names =
      text[next] === FORMULA ? group(text, next, at, 1) : isBefore ? group(text, last, at, -1) : [];
    for (const name of names) sizes.push({ name, value: named.size, section });
  }
}

function takeRelations(text: string, at: At, facts: Facts): void {
  const only = (place: number): string | undefined => at.get(place)?.names.at(-1);
  const between = (pattern: RegExp, take: (first: string, second: string) => void): void => {
    for (const match of text.matchAll(pattern)) {
      const first = only(match.index);
      const second = only(match.index + match[0].lastIndexOf(FORMULA));
      if (first !== undefined && second !== undefined && first !== second) take(first, second);
    }
  };
  const F = FORMULA;
  between(
    new RegExp(
      `${F}[^.。${F}]{0,60}(?:depends? on|function of|depending on|依赖于?|取决于)[^.。${F}]{0,30}${F}`,
      "giu",
    ),
    (of, on) => facts.dependences.push({ of, on }),
  );
  between(new RegExp(`${F}[^.。${F}]{0,40}${F}\\s*(?:に依存|の関数)`, "giu"), (of, on) =>
    facts.dependences.push({ of, on }),
  );
  between(new RegExp(`${F}[^.。${F}]{0,30}(?:adjugate|伴随)[^.。${F}]{0,30}${F}`, "giu"), (adjugate, of) =>
    facts.adjugates.set(adjugate, of),
  );
  between(
    new RegExp(
      `${F}(?:[^.。${F}]{0,8}${F})?[^.。${F}]{0,16}(?:(?:are|as|be) the (row|column)s? of|的第?.{0,4}行|の.{0,4}行)\\s*${F}`,
      "giu",
    ),
    (family, of) => facts.lines.push({ family, of, isRow: !/columns? of/iu.test(text) }),
  );
  // X has the rows x_i^T
  for (const { index, 0: words } of text.matchAll(
    new RegExp(
      `${F}\\s*(?:(?:have|has|having|with) (?:the )?(?:row|column)s|的(?:各|第\\S{0,3})?[行列](?:为|是|向量为))\\s*${F}`,
      "giu",
    ),
  )) {
    const [of, family] = [only(index), only(index + words.length - 1)];
    if (of && family) facts.lines.push({ family, of, isRow: !/column|列/iu.test(words) });
  }
  for (const { index, 0: words } of text.matchAll(
    new RegExp(
      `${F}\\s*(?:and|,|和|、)\\s*${F}\\s*are the (row|column)s of\\s*${F}\\s*(?:and|,)\\s*${F}`,
      "giu",
    ),
  )) {
    const marks = [...words.matchAll(new RegExp(F, "gu"))].map((mark) => only(index + mark.index));
    for (const k of [0, 1])
      if (marks[k] && marks[k + 2])
        facts.lines.push({ family: marks[k]!, of: marks[k + 2]!, isRow: words.includes("row") });
  }
  for (const [name, word] of [
    ["sigmoid", /sigmoid|logistic function|シグモイド/iu],
    ["softmax", /softmax/iu],
    ["tanh", /\btanh\b/iu],
    ["relu", /\brelu\b/iu],
  ] as const) {
    const match = new RegExp(
      `${F}\\s*(?:is|denotes|为|是|は|表示)\\s*(?:the |a )?(?:[\\w-]+ )?(?:${word.source})`,
      "iu",
    ).exec(text);
    const own = match && only(match.index);
    if (own) facts.functions.set(own, name);
  }
  const curves = new Set([...at.values()].map((named) => named?.curve));
  // \min is what it is
  for (const name of subjects(
    text,
    /(?:differentiable |smooth |activation |element-?wise )?functions?(?! of)|函数|関数/giu,
    at,
  ))
    if (!facts.functions.has(name) && !functionNamed(name) && !curves.has(name))
      facts.functions.set(name, undefined);
}
