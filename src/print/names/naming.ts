/**
 * Names for shared subexpressions: a letter by shape while they are few (S a matrix, r a vector, s a scalar),
 * A1, A2, … (or S1, S2, … beside a variable A) when they are many. Never a
 * symbol, size or function of the problem, nor I, T, e_i.
 */
import { sizeNames } from "../../expression/dimension.ts";
import { type Expr, isRow, isScalar, isVector } from "../../expression/expr.ts";
import { FUNCTION_NAMES } from "../../functions/index.ts";
import type { Letters } from "./letters.ts";
import { looksOf } from "./names.ts";

const MATRIX_LETTERS = "SPQRMHUVZ";
const VECTOR_LETTERS = "rvuzpqh";
const SCALAR_LETTERS = "stcqk";

/** More definitions than this are numbered through. */
export const FEW = 12;

/** What numbered names begin with: the first letter that the problem does not use. */
const PREFIXES = "ASPRHUV";

/** Every name that occurs in the nodes. */
export function namesInUse(
  nodes: readonly Expr[],
  letters: Letters,
  others: Iterable<string> = [],
): Set<string> {
  const taken = new Set<string>(others);
  const addSizes = (...sizes: Parameters<typeof sizeNames>): void => {
    for (const name of sizes.flatMap(sizeNames)) taken.add(name);
  };
  for (const e of nodes) {
    if (e.kind === "symbol") {
      taken.add(letters.of(e));
      addSizes(e.shape.rows);
      addSizes(e.shape.cols);
    } else if (e.kind === "call") {
      taken.add(e.fn.name);
      for (const size of e.sizes) addSizes(size);
    }
  }
  return taken;
}

/** A source of names for `count` definitions. */
export function nameSource(taken: ReadonlySet<string>, count: number): (e: Expr) => string {
  const looks = new Set([...taken].flatMap(looksOf));
  const isFree = (name: string): boolean =>
    !FUNCTION_NAMES.has(name) && !looksOf(name).some((look) => looks.has(look));
  const counters = new Map<string, number>();
  const numbered = (letter: string): string => {
    let n = counters.get(letter) ?? 0;
    do n += 1;
    while (!isFree(`${letter}${n}`));
    counters.set(letter, n);
    return `${letter}${n}`;
  };
  const prefix = [...PREFIXES].find(isFree) ?? "A";
  return (e) => {
    if (count > FEW) return numbered(prefix);
    const letters = isScalar(e) ? SCALAR_LETTERS : isVector(e) || isRow(e) ? VECTOR_LETTERS : MATRIX_LETTERS;
    const letter = [...letters].find(isFree);
    const name = letter ?? numbered(letters[0] as string);
    for (const look of looksOf(name)) looks.add(look);
    return name;
  };
}
