/**
 * What decides how a formula is read: the names that the problem knows, and facts seen in all formulas that are
 * read together.
 *
 *     \sum_{t} \exp(x_t)  ─▶  x_s elsewhere is an entry of x too        \sigma'(z)  ─▶  \sigma is an unknown function
 */

import type { KnownNames } from "../likeness.ts";
import { argumentOf } from "./arguments.ts";
import { layersIn } from "./layers.ts";
import type { RawToken } from "./tokens/characters.ts";
import type { Style } from "./tokens/commands.ts";
import { knownHere } from "./tokens/names.ts";
import type { Structure } from "./tokens/partners.ts";
import { twofoldIn } from "./twofold.ts";

export type NameRole = "scalar" | "vector" | "matrix" | "function";

interface Facts {
  /** Letters that a sum runs over. */
  readonly bound: ReadonlySet<string>;
  /** Letters that have such an index. */
  readonly indexed: ReadonlySet<string>;
  /** Letters with a transpose: they are no functions. */
  readonly transposed: ReadonlySet<string>;
  /** Letters with a prime before a bracket. */
  readonly primed: ReadonlySet<string>;
  /** Letters that an equation defines as functions, S(b) = …. */
  readonly defined: ReadonlySet<string>;
  /** Letters that an equation gives a value, and the letters in it: V = ‖x‖². */
  readonly equated: ReadonlyMap<string, ReadonlySet<string>>;
  /** Letters that stand somewhere without a bracket behind them. */
  readonly plain: ReadonlySet<string>;
  /** The styles in which `d` stands for itself rather than before what it is the differential of. */
  readonly variableD: ReadonlySet<Style>;
  /** Letters that stand above others as labels, and not as exponents. */
  readonly layers: ReadonlySet<string>;
  readonly twofold: ReadonlySet<string>;
  readonly styles: ReadonlyMap<string, ReadonlySet<Style>>;
}

export interface Context {
  readonly functionNames: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, NameRole>;
  readonly known: KnownNames;
  readonly facts: Facts;
  /** Letters whose styles are told apart. */
  readonly styled: ReadonlySet<string>;
  readonly bars: "guess" | "determinant" | "absolute";
  readonly maximumDepth: number;
  /** Those that are names though a remark could be written so: 损失. */
  readonly words: ReadonlySet<string>;
}

export function contextOf(
  structures: readonly Structure[],
  options: Pick<Context, "functionNames" | "roles" | "styled" | "bars" | "maximumDepth" | "words">,
): Context {
  return { ...options, known: knownHere(options.roles.keys()), facts: factsOf(structures) };
}

/** The tokens of an argument or of a script, without its braces. */
const argumentAt = (structure: Structure, at: number): readonly RawToken[] =>
  argumentOf(structure, at).tokens;

const addTo = <V>(map: Map<string, Set<V>>, key: string, value: V): void => {
  const values = map.get(key) ?? new Set();
  map.set(key, values.add(value));
};

function factsOf(structures: readonly Structure[]): Facts {
  const [bound, transposed, primed, plain, defined] = Array.from({ length: 5 }, () => new Set<string>()) as [
    ...[Set<string>, Set<string>, Set<string>, Set<string>, Set<string>],
  ];
  const variableD = new Set<Style>();
  const styles = new Map<string, Set<Style>>();
  const equated = new Map<string, Set<string>>();
  const subscripts = new Map<string, Set<string>>();
  for (const structure of structures) {
    const { tokens } = structure;
    tokens.forEach((token, at) => {
      const next = tokens[at + 1];
      if (isOver(token)) for (const index of boundAt(structure, at)) bound.add(index);
      if (token.type !== "letter") return;
      if (isDefinedAt(structure, at)) defined.add(token.text);
      for (const letter of valueLettersAt(structure, at)) addTo(equated, token.text, letter);
      const style = token.style ?? "plain";
      addTo(styles, token.text, style);
      if (next?.type === "raise" && isTranspose(argumentAt(structure, at + 2))) transposed.add(token.text);
      if (isPrimedAt(structure, at + 1)) primed.add(token.text);
      else if (next?.type !== "open" && next?.type !== "lower" && next?.type !== "raise")
        plain.add(token.text);
      else if (next.type === "raise" && argumentAt(structure, at + 2)[0]?.type === "number")
        plain.add(token.text);
      if (token.text === "d" && !beginsOperand(next) && !opensBars(tokens, at + 1)) variableD.add(style);
      if (token.text === "I" && next?.type === "lower" && argumentAt(structure, at + 2)[0]?.text === "1")
        defined.add("I_1");
      const lower = tokens[at + 1]?.type === "braceClose" ? at + 2 : at + 1; // \hat{x}_i
      if (tokens[lower]?.type !== "lower") return;
      for (const { type, text } of argumentAt(structure, lower + 1))
        if (type === "letter") addTo(subscripts, token.text, text);
    });
  }
  const indexed = new Set(
    [...subscripts].filter(([, used]) => [...used].some((s) => bound.has(s))).map(([x]) => x),
  );
  for (const name of defined) equated.delete(name);
  return {
    bound,
    indexed,
    transposed,
    primed,
    defined,
    equated,
    plain,
    variableD,
    layers: layersIn(structures),
    twofold: twofoldIn(structures),
    styles,
  };
}

/** d ‖x‖²: of the bars in a row every other one opens. */
function opensBars(tokens: readonly RawToken[], at: number): boolean {
  if (tokens[at]?.type !== "bar") return false;
  const row = tokens.slice(0, at);
  const start = row.findLastIndex(({ type }) => type === "rowEnd") + 1;
  return (
    row.slice(start).filter(({ type, text }) => type === "bar" && text === tokens[at]!.text).length % 2 === 0
  );
}

/** A subscripted d says nothing about a plain one. */
const beginsOperand = (token: RawToken | undefined): boolean =>
  token !== undefined &&
  (["letter", "word", "open", "lower"].includes(token.type) ||
    (token.type === "command" && !token.text.startsWith("\\begin")) ||
    isOver(token));

/** ∑ and ∏ bind their index. */
const isOver = ({ text }: RawToken): boolean => text === "∑" || text === "∏";

export const isTransposeMark = ({ type, text }: RawToken): boolean =>
  text === "⊤" || (text === "T" && (type === "letter" || type === "word"));

export const isTranspose = (script: readonly RawToken[]): boolean =>
  script.length === 1 && isTransposeMark(script[0]!);

function boundAt(structure: Structure, at: number): string[] {
  const { tokens, match } = structure;
  let p = at + 1;
  for (let script = 0; script < 2 && p < tokens.length; script++) {
    const { type } = tokens[p]!;
    if (type !== "lower" && type !== "raise") break;
    if (type === "lower") {
      const inside = argumentAt(structure, p + 1);
      const equals = inside.findIndex(({ text }) => text === "=");
      const before = equals < 0 ? inside : inside.slice(0, equals);
      return before.filter(({ type: kind }) => kind === "letter").map(({ text }) => text);
    }
    p = tokens[p + 1]?.type === "braceOpen" ? match[p + 1]! + 1 : p + 2;
    if (p <= at) break;
  }
  return tokens
    .slice(p, lineEnd(tokens, p))
    .flatMap(({ type }, i) => {
      const [first] = type === "lower" ? argumentAt(structure, p + i + 1) : [];
      return first?.type === "letter" && /^[ijklmnt]$/.test(first.text) ? [first.text] : [];
    })
    .slice(0, 1);
}

/** A sum without an index runs over the first one that comes, in its line. */
function lineEnd(tokens: readonly RawToken[], from: number): number {
  const end = tokens.findIndex(({ type }, i) => i >= from && (type === "rowEnd" || type === "relation"));
  return Math.min(end < 0 ? tokens.length : end, from + 40);
}

/** Primes, perhaps in a superscript, before a bracket: f'(x), \sigma^{'}(z). */
function isPrimedAt(structure: Structure, at: number): boolean {
  const { tokens, match } = structure;
  const isRaised = tokens[at]?.type === "raise";
  const marks = isRaised ? argumentAt(structure, at + 1) : tokens.slice(at, at + 1);
  const next = isRaised ? (tokens[at + 1]?.type === "braceOpen" ? match[at + 1]! + 1 : at + 2) : at + 1;
  return marks[0]?.type === "prime" && /^(open|prime)$/.test(tokens[next]?.type ?? "");
}

const BEGINS_FORMULA: ReadonlySet<RawToken["type"]> = new Set(["rowEnd", "quad", "comma", "prose", "dollar"]);
const IN_PARAMETERS: ReadonlySet<RawToken["type"]> = new Set([
  ...(["letter", "word", "number", "comma", "lower", "raise", "prime", "braceOpen", "braceClose"] as const),
]);

/** A letter at the beginning of a formula, a bracket with names only, and =: S(b) = …, R_1(x; y) = …. */
function isDefinedAt({ tokens, match }: Structure, at: number): boolean {
  const before = tokens[at - 1];
  if (before && !BEGINS_FORMULA.has(before.type)) return false;
  const open = tokens.findIndex(
    ({ type }, i) => i > at && !/^(lower|raise|letter|word|number|brace)/.test(type),
  );
  const close = match[open] ?? -1;
  if (tokens[open]?.text !== "(" || close < 0 || (open > at + 1 && tokens[at + 1]?.type !== "lower"))
    return false;
  const inside = tokens.slice(open + 1, close);
  const hasNames = inside.every((token) => IN_PARAMETERS.has(token.type) || isAccentMark(token));
  const next = tokens.slice(close + 1, close + 3).find(({ type }) => type !== "align");
  return hasNames && next?.type === "relation" && /^[=≔≡]$|^:=$/.test(next.text);
}

/** The letters of a value whose formula begins with this letter alone: V = …. */
function valueLettersAt({ tokens }: Structure, at: number): string[] {
  const before = tokens[at - 1];
  if (before && !BEGINS_FORMULA.has(before.type)) return [];
  const sign = tokens[at + 1]?.type === "align" ? at + 2 : at + 1;
  if (tokens[sign]?.type !== "relation" || !/^(?:[=≔≡]|:=|coloneqq)$/.test(tokens[sign]!.text)) return [];
  const end = tokens.findIndex(({ type }, i) => i > sign && /^(?:relation|rowEnd|prose|dollar)$/.test(type));
  return tokens
    .slice(sign + 1, end < 0 ? tokens.length : end)
    .flatMap(({ type, text }) => (type === "letter" ? [text] : []));
}

const isAccentMark = ({ type, text }: RawToken): boolean =>
  (type === "command" && /^\\(?:hat|bar|tilde|vec|overrightarrow|widehat|overline)$/.test(text)) ||
  text === ";" ||
  text === "|";
