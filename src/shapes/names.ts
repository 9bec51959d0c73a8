/**
 * Names in a syntax tree, and what a misspelt one may have meant.
 */
import { nearest } from "../nearest.ts";
import { partsOf } from "../syntax/parts.ts";
import type { Syntax } from "../syntax/tree.ts";

/** The names that occur as values, in order, each once. Names of called functions and bound indices are not among them. */
export function namesIn(root: Syntax): string[] {
  const found = new Set<string>();
  const bound = new Set<string>();
  const pending: Syntax[] = [root];
  for (let s = pending.pop(); s; s = pending.pop()) {
    if (s.kind === "name") found.add(s.name);
    if (s.kind === "indexed-sum") bound.add(s.index);
    pending.push(...[...partsOf(s)].reverse());
  }
  return [...found].filter((name) => !bound.has(name));
}

/** Undeclared names that are constants: I, 𝟏, 𝟙, e_i, E_ij. */
export const isConstantName = (name: string): boolean =>
  name === "I" || name === "𝟏" || name === "𝟙" || UNITS.some((unit) => unit.test(name));
const UNITS = [/^e_(\d+|[a-z])$/, /^E_(\d|[a-z])_?(\d|[a-z])$/] as const;

/** Of e_i the [i], of E_ij the [i, j]; undefined for every other name. */
export const unitPlaces = (name: string): readonly string[] | undefined =>
  UNITS.map((unit) => unit.exec(name)?.slice(1)).find((places) => places !== undefined);

/** The names that are operands of an `@`. */
export function matrixOperands(root: Syntax): string[] {
  const found: string[] = [];
  const pending: Syntax[] = [root];
  for (let s = pending.pop(); s; s = pending.pop()) {
    pending.push(...partsOf(s));
    if (s.kind !== "product") continue;
    s.factors.forEach(({ operator }, i) => {
      if (operator !== "@") return;
      for (const operand of [s.factors[i - 1]?.factor, s.factors[i]?.factor]) {
        if (operand?.kind === "name") found.push(operand.name);
      }
    });
  }
  return found;
}

/** "XW" of the known names X and W: did you mean `X W`? Otherwise the nearest. */
export function nearestNames(name: string, known: readonly string[]): string | undefined {
  const pieces = splitInto(name, known);
  if (pieces && pieces.length > 1) {
    const list = pieces.length === 2 ? pieces.join(" and ") : pieces.join(", ");
    return `${list} are: did you mean ${pieces.join(" ")}? (a run of letters is one name)`;
  }
  const near = nearest(name, known);
  return near ? `did you mean ${near}?` : undefined;
}

function splitInto(name: string, known: readonly string[]): string[] | undefined {
  if (name === "") return [];
  if (name.length > 40) return undefined;
  for (const k of [...known].sort((a, b) => b.length - a.length)) {
    if (k !== "" && k !== name && name.startsWith(k)) {
      const rest = splitInto(name.slice(k.length), known);
      if (rest) return [k, ...rest];
    }
  }
  return known.includes(name) ? [name] : undefined;
}
