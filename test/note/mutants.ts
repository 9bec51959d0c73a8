/**
 * Mistakes made on purpose in the right equations of a note: a transpose dropped, factors exchanged, another index,
 * another sign, a factor 2, another symbol. Each is one change of the text.
 */
import type { Random } from "../../src/evaluate/sample/random.ts";
import type { Note } from "../../src/note/note.ts";
import { statementsOf } from "../../src/note/statements/formulas.ts";
import { partsOf } from "../../src/syntax/parts.ts";
import type { Syntax } from "../../src/syntax/tree.ts";

export type Kind = "transpose" | "order" | "index" | "sign" | "factor" | "symbol";

export interface Mutant {
  readonly kind: Kind;
  /** In the note. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const mutated = (text: string, { start, end, text: to }: Mutant): string =>
  text.slice(0, start) + to + text.slice(end);

const KINDS: readonly Kind[] = ["transpose", "order", "index", "sign", "factor", "symbol"];

/** One mutant of an equation that is no mere definition; undefined where the kind drawn doesn't apply. */
export function drawMutant(note: Note, sites: readonly Site[], random: Random): Mutant | undefined {
  const site = sites[random.whole(0, sites.length - 1)]!;
  const kind = KINDS[random.whole(0, KINDS.length - 1)]!;
  const found = mutantsOf(note, site, kind);
  return found.length === 0 ? undefined : found[random.whole(0, found.length - 1)];
}

export interface Site {
  readonly syntax: Syntax;
  /** Where the formula's text begins in the file. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
  /** The other names and letters of the problem. */
  readonly names: readonly string[];
}

/** The sides of the equations that claim something: all but first definitions of a name. */
export function sitesOf(note: Note): Site[] {
  const defined = new Set<string>();
  return statementsOf(note).problems.flatMap(({ formulas }) => {
    const names = new Set<string>();
    for (const { equations } of formulas)
      for (const { sides } of equations) for (const { syntax } of sides) if (syntax) collect(syntax, names);
    return formulas.flatMap(({ equations, passage }) =>
      equations.flatMap(({ sides }) => {
        const [left] = sides;
        const key = left?.syntax?.kind === "name" && !left.syntax.derivative ? left.syntax.name : undefined;
        const isNew = sides.length === 2 && key !== undefined && !defined.has(key);
        if (key !== undefined) defined.add(key);
        const isNaming = sides.length === 2 && sides.some(({ syntax }) => syntax && isNames(syntax));
        if (sides.length < 2 || isNaming || isNew || sides.some(({ syntax }) => !syntax)) return [];
        if (sides.some(({ syntax }) => syntax?.kind === "number")) return [];
        return sides.map(({ syntax, span }) => ({
          syntax: syntax!,
          offset: passage.start,
          ...span,
          names: [...names],
        }));
      }),
    );
  });
}

/** A printed matrix of names says how its entries are called. */
const isNames = (syntax: Syntax): boolean =>
  syntax.kind === "block" &&
  syntax.rows.flat().every((cell) => cell.kind === "entry" || (cell.kind === "name" && !cell.derivative));

function collect(syntax: Syntax, names: Set<string>): void {
  if (syntax.kind === "name" && /^\p{L}$/u.test(syntax.name)) names.add(syntax.name);
  for (const part of partsOf(syntax)) collect(part, names);
}

function mutantsOf(note: Note, site: Site, kind: Kind): Mutant[] {
  const text = note.text.slice(site.start, site.end);
  const at = (index: number, length: number, to: string): Mutant => ({
    kind,
    start: site.start + index,
    end: site.start + index + length,
    text: to,
  });
  switch (kind) {
    case "transpose":
      return [...text.matchAll(/\^(?:\{(?:\\top|T)\}|\\top|T)/g)].map(({ index, 0: mark }) =>
        at(index, mark.length, ""),
      );
    case "sign":
      return [...text.matchAll(/ [+-] /g)].map(({ index, 0: sign }) =>
        at(index + 1, 1, sign === " + " ? "-" : "+"),
      );
    case "factor":
      return site.syntax.kind === "product" || site.syntax.kind === "name" || site.syntax.kind === "entry"
        ? [at(0, 0, "2 ")]
        : [];
    case "index":
      return indexMutants(text).map(([index, to]) => at(index, 1, to));
    case "order":
      return orderMutants(note, site);
    case "symbol":
      // another name on the left would be another definition
      if (site.syntax.kind === "name" && !site.syntax.derivative) return [];
      return symbolMutants(text, site.names).map(([index, to]) => at(index, 1, to));
  }
}

/** A digit or letter of a subscript for another of the same formula. */
function indexMutants(text: string): [number, string][] {
  const places = [...text.matchAll(/_\{([0-9a-z,]{1,5})\}/g)].flatMap(({ index, 1: inside = "" }) =>
    [...inside].flatMap((char, i): [number, string][] => (char === "," ? [] : [[index + 2 + i, char]])),
  );
  const chars = [...new Set(places.map(([, char]) => char))];
  return places.flatMap(([index, char]) =>
    chars
      .filter((other) => other !== char && /\d/.test(other) === /\d/.test(char))
      .map((other): [number, string] => [index, other]),
  );
}

/** Factors of one product, side by side. */
function orderMutants({ text }: Note, { syntax, offset }: Site): Mutant[] {
  const found: Mutant[] = [];
  const open: Syntax[] = [syntax];
  while (open.length > 0) {
    const part = open.pop()!;
    if (part.kind === "product")
      part.factors.forEach(({ factor, operator }, i) => {
        const before = part.factors[i - 1]?.factor;
        if (!before || operator === "/" || before.kind === "number") return;
        // entries are numbers, and commute
        if (before.kind === "entry" && factor.kind === "entry") return;
        const [a, b] = [before.span, factor.span].map(({ start, end }) => ({
          start: start + offset,
          end: end + offset,
        }));
        const [x, y] = [text.slice(a!.start, a!.end), text.slice(b!.start, b!.end)];
        if (!isWhole(x) || !isWhole(y) || a!.end > b!.start) return;
        // a span may be the inside of a command's braces, or lack its subscript
        if (/[{]/.test(text[a!.start - 1]!) || [a!.end, b!.end].some((end) => /[}_^]/.test(text[end]!)))
          return;
        found.push({
          kind: "order",
          start: a!.start,
          end: b!.end,
          text: `${y}${text.slice(a!.end, b!.start) || " "}${x}`,
        });
      });
    open.push(...partsOf(part));
  }
  return found;
}

const isWhole = (text: string): boolean => {
  let depth = 0;
  for (const char of text) {
    depth += char === "{" || char === "(" ? 1 : char === "}" || char === ")" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
};

/** A letter for another of its kind: capital for capital, small for small. */
function symbolMutants(text: string, names: readonly string[]): [number, string][] {
  return [...text.matchAll(/(?<![\\A-Za-z{_])([A-Za-z])(?![A-Za-z}])/g)].flatMap(({ index, 0: letter }) =>
    names
      .filter((other) => other !== letter && /\p{Lu}/u.test(other) === /\p{Lu}/u.test(letter))
      .map((other): [number, string] => [index, other]),
  );
}
