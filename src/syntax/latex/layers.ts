/**
 * Letters that stand above others to say which layer, or which step, is meant: labels, and no exponents.
 *
 *     a^{l+1} = W^{l+1} a^l + b^{l+1}  ─▶  l      a_j^L = g(z_j^L)  ─▶  L      w^i_{nm} a^{i-1}_m  ─▶  i
 */
import type { Span } from "../../errors.ts";
import { argumentOf, insideScripts } from "./arguments.ts";
import type { RawToken } from "./tokens/characters.ts";
import type { Structure } from "./tokens/partners.ts";

/** A letter that stands above another one, alone or with a step; whether that has indices below it, too. */
interface Raised {
  readonly base: string;
  readonly isIndexed: boolean;
  readonly hasStep: boolean;
}

export function layersIn(structures: readonly Structure[]): Set<string> {
  const raised = new Map<string, Raised[]>();
  const values = new Set<string>();
  for (const structure of structures) {
    structure.tokens.forEach(({ type }, at) => {
      if (type !== "raise") return;
      const { tokens: script, from } = argumentOf(structure, at + 1);
      const [letter, step] = layerOf(script) ?? [];
      const on = baseBefore(structure, at, from + script.length);
      // \sum_{l=1}^L
      if (on === undefined) return;
      if (letter === undefined) {
        // e^{z^L}: of z, and L is above it
        const own = { start: from, end: from + script.length };
        for (const token of outsideScripts(structure, own).filter(isLetter)) values.add(nameOf(token));
      }
      // a bracket and a norm have powers
      else if (on.base === "" && !USUAL.test(letter)) values.add(letter);
      else {
        const uses = raised.get(letter) ?? [];
        uses.push({ ...on, hasStep: step !== undefined });
        raised.set(letter, uses);
      }
    });
    const outside = outsideScripts(structure, { start: 0, end: structure.tokens.length });
    for (const stretch of stretchesOf(outside))
      if (!isOfCounters(stretch)) for (const token of stretch.filter(isLetter)) values.add(nameOf(token));
  }
  const isStepped = ([letter, uses]: readonly [string, readonly Raised[]]): boolean =>
    USUAL.test(letter) && uses.some(({ hasStep }) => hasStep);
  const isFree = ([letter]: readonly [string, unknown]): boolean =>
    !values.has(letter) && !TRANSPOSES.test(letter);
  const found = [...raised].filter((one) => isStepped(one) || (isFree(one) && isLabel(...one)));
  const layered = new Set(found.flatMap(([, uses]) => uses.map(({ base }) => base.toLowerCase())));
  const last = [...raised].filter(
    (one) => isFree(one) && LAST.test(one[0]) && one[1].every(({ base }) => layered.has(base.toLowerCase())),
  );
  return new Set([...found, ...last].map(([letter]) => letter));
}

const USUAL = /^[lLℓ]$/;

const TRANSPOSES = /^[TH]$/;

const LAST = /^(?:\p{Lu}|[lℓ])$/u;

/** On letters with indices, and on more than one of them: a_j^L, z_j^L; x_i^{n-1} alone is a power. */
function isLabel(letter: string, uses: readonly Raised[]): boolean {
  const bases = new Set(uses.flatMap(({ base, isIndexed }) => (isIndexed ? [base] : [])));
  const letters = new Set([...bases].map((base) => base.toLowerCase()));
  const isOfThese = uses.every(({ base }) => letters.has(base.toLowerCase()));
  return isOfThese && bases.size > 1 && (LAST.test(letter) || uses.some(({ hasStep }) => hasStep));
}

const isSetBrace = ({ type, text }: RawToken): boolean =>
  (type === "open" || type === "close") && /^\\?[{}]$/.test(text);

/** \mathcal{L} is a loss where L is a layer. */
const nameOf = ({ text, style = "plain" }: RawToken): string =>
  style === "plain" ? text : `${style} ${text}`;

const isLetter = ({ type }: RawToken): boolean => type === "letter";

/** l, l+1 or L-1, perhaps with a transpose behind it. */
function layerOf([letter, sign, step, ...rest]: readonly RawToken[]):
  | readonly [letter: string, step?: string]
  | undefined {
  if (letter?.type !== "letter") return undefined;
  if (!sign) return [nameOf(letter)];
  if (sign.type !== "sign" || step?.type !== "number") return undefined;
  return rest.length === 0 || USUAL.test(letter.text) ? [nameOf(letter), step.text] : undefined;
}

/** The letter that a superscript is above: a of a^l, \hat{a}_j^l and a^l_j. */
function baseBefore(
  { tokens, match }: Structure,
  raise: number,
  end: number,
): Omit<Raised, "hasStep"> | undefined {
  const before = (at: number): number => (tokens[at]?.type === "braceClose" ? match[at]! : at) - 1;
  const isBelow = tokens[before(raise - 1)]?.type === "lower";
  const at = isBelow ? before(raise - 1) - 1 : raise - 1;
  const last = tokens[at];
  if (last && /^[∑∏∫]$/.test(last.text)) return undefined;
  const base = last?.type === "braceClose" ? tokens[at - 1] : last;
  const behind = tokens[end]?.type === "braceClose" ? end + 1 : end;
  const isIndexed = isBelow || tokens[behind]?.type === "lower";
  return { base: base && /^(?:letter|word)$/.test(base.type) ? base.text : "", isIndexed };
}

/** What stands between two places, neither above nor below anything there. */
function outsideScripts(structure: Structure, { start, end }: Span): RawToken[] {
  const inScripts = insideScripts(structure, start, end);
  return structure.tokens
    .slice(start, end)
    .filter(({ type }, at) => !inScripts.has(start + at) && !OF_SCRIPTS.has(type));
}

const OF_SCRIPTS: ReadonlySet<RawToken["type"]> = new Set(["raise", "lower", "braceOpen", "braceClose"]);
const BETWEEN: ReadonlySet<RawToken["type"]> = new Set(["comma", "quad", "rowEnd", "prose", "dollar"]);

/** What stands between commas, gaps and line ends. */
const stretchesOf = (tokens: readonly RawToken[]): RawToken[][] =>
  split(tokens, ({ type }) => BETWEEN.has(type));

/** l = 1 or L-1 or l \in \{1: what is counted. */
const isOfCounters = (stretch: readonly RawToken[]): boolean =>
  split(stretch, (token) => token.type === "relation" || isSetBrace(token)).every(
    (item) =>
      item.length <= 1 ||
      (item.length === 3 && isLetter(item[0]!) && item[1]!.type === "sign" && item[2]!.type === "number"),
  );

function split(tokens: readonly RawToken[], isBetween: (token: RawToken) => boolean): RawToken[][] {
  const parts: RawToken[][] = [[]];
  for (const token of tokens)
    if (isBetween(token)) parts.push([]);
    else parts.at(-1)!.push(token);
  return parts;
}
