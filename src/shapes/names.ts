/**
 * Names in a syntax tree, and what a misspelt one may have meant.
 */
import { functionNamed } from "../functions/index.ts";
import { nearest } from "../nearest.ts";
import { boundIn } from "../syntax/known.ts";
import { allParts, nameNodes } from "../syntax/parts.ts";
import type { Syntax } from "../syntax/tree.ts";
import { conventionalKind } from "./declarations.ts";

/** The names that occur as values, in order, each once. Names of called functions and bound indices are not among them. */
export function namesIn(root: Syntax): string[] {
  const found = new Set(nameNodes(root).map(({ name }) => name));
  const bound = boundIn(root);
  return [...found].filter((name) => !bound.has(name));
}

/** Undeclared names that are constants: I, 𝟏, 𝟙, e_i, E_ij. */
export const isConstantName = (name: string): boolean =>
  name === "I" || name === "𝟏" || name === "𝟙" || UNITS.some((unit) => unit.test(name));
const UNITS = [/^e_(\d+|[a-z])$/, /^E_(\d|[a-z])_?(\d|[a-z])$/] as const;

/** Of e_i the [i], of E_ij the [i, j]; undefined for every other name. */
export const unitPlaces = (name: string): readonly string[] | undefined =>
  UNITS.map((unit) => unit.exec(name)?.slice(1)).find((places) => places !== undefined);

/**
 * What use says of names: operands of an `@` are matrices, exponents scalars, and nobody transposes a scalar.
 *
 *     (x − μ)ᵀ Σ⁻¹ (x − μ), a^t  ─▶  μ a vector, t a scalar
 */
export function kindsByUse(root: Syntax): Map<string, "scalar" | "vector" | "matrix"> {
  const found = new Map<string, "scalar" | "vector" | "matrix">();
  for (const s of allParts(root)) {
    if (s.kind === "power") for (const name of plainTerms(s.exponent)) found.set(name, "scalar");
    if (s.kind === "transpose")
      for (const name of plainTerms(s.of)) if (conventionalKind(name) === "scalar") found.set(name, "vector");
    if (s.kind !== "product") continue;
    s.factors.forEach(({ operator }, i) => {
      if (operator !== "@") return;
      for (const operand of [s.factors[i - 1]?.factor, s.factors[i]?.factor]) {
        if (operand?.kind === "name") found.set(operand.name, "matrix");
      }
    });
  }
  return found;
}

/** The name that it is, or those that stand alone in the sum that it is. */
export function plainTerms(s: Syntax): string[] {
  const terms = s.kind === "sum" ? s.terms.map(({ term }) => term) : s.kind === "negate" ? [s.of] : [s];
  return terms.flatMap((term) => (term.kind === "name" ? [term.name] : []));
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

/** "XW" of the known names X and W. */
export const isRunOf = (name: string, known: readonly string[]): boolean =>
  (splitInto(name, known)?.length ?? 0) > 1;

function splitInto(name: string, known: readonly string[]): string[] | undefined {
  if (name === "") return [];
  if (name.length > 40) return undefined;
  const first = known.filter((k) => k !== "" && k !== name && name.startsWith(k));
  for (const k of first.sort((a, b) => b.length - a.length)) {
    const rest = splitInto(name.slice(k.length), known);
    if (rest) return [k, ...rest];
  }
  return known.includes(name) ? [name] : undefined;
}

/** The names that stand where a size does: n of ones(n), and of a sum to n. */
export function writtenSizes(roots: readonly Syntax[]): Set<string> {
  const found = new Set<string>();
  const bound = new Set<string>();
  for (const s of roots.flatMap((root) => allParts(root))) {
    const entry = s.kind === "call" ? functionNamed(s.name) : undefined;
    const own = s.kind === "call" && entry?.sizeArity ? s.args.slice(entry.arity) : [];
    const sizes = s.kind === "indexed-sum" && s.to ? [s.to] : own;
    for (const name of sizes.flatMap(namesIn)) found.add(name);
    if (s.kind === "indexed-sum") bound.add(s.index);
  }
  return new Set([...found].filter((name) => !bound.has(name)));
}
