/**
 * Under which assumption two expressions would be equal: a symmetric matrix, matrices that commute, a
 * vector that sums to 1, a unit vector.
 *
 *     2 A x and (A + Aᵀ) x  ─▶  "A is symmetric"
 */
import { areEqual, type CheckOptions } from "../evaluate/index.ts";
import { call, number, sum, symbol } from "../expression/build.ts";
import { type Expr, isSquare, isVector, SCALAR, type SymbolNode } from "../expression/expr.ts";
import { power } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { substitute, symbolsIn } from "../expression/walk.ts";
import { NORM2, totalOf } from "../functions/reductions.ts";

/** Each symbol's replacement that makes the assumption true. */
interface Assumption {
  readonly words: string;
  readonly replacements: ReadonlyMap<Expr, Expr>;
}

/** The weakest of a few assumptions under which the two are equal, in words; undefined where none is. */
export function neededAssumption(left: Expr, right: Expr, options: CheckOptions): string | undefined {
  const symbols = [...new Set([...symbolsIn(left), ...symbolsIn(right)])].filter(
    (s) => s.role === "variable",
  );
  for (const { words, replacements } of assumptionsOn(symbols)) {
    const [a, b] = [substitute(left, replacements), substitute(right, replacements)];
    if (areEqual(a, b, options).verdict === "equal") return words;
  }
  return undefined;
}

function assumptionsOn(symbols: readonly SymbolNode[]): Assumption[] {
  const square = symbols.filter((s) => isSquare(s) && s.shape !== SCALAR && s.structure === undefined);
  const vectors = symbols.filter(isVector);
  const symmetric = (s: SymbolNode) => symbol(s.name, s.shape, "symmetric");
  const each = square.map((s) => ({
    words: `${s.name} is symmetric`,
    replacements: new Map<Expr, Expr>([[s, symmetric(s)]]),
  }));
  const pairs = square.flatMap((a, i) => square.slice(i + 1).map((b) => [a, b] as const));
  const both = pairs.map(([a, b]) => ({
    words: `${a.name} and ${b.name} are symmetric`,
    replacements: new Map<Expr, Expr>([a, b].map((s) => [s, symmetric(s)])),
  }));
  const all = square.length > 2 ? [allSymmetric(square)] : [];
  return [...each, ...both, ...all, ...commuting(pairs), ...vectors.flatMap(normalised)];
}

const allSymmetric = (square: readonly SymbolNode[]): Assumption => ({
  words: `${square.map((s) => s.name).join(", ")} are all symmetric`,
  replacements: new Map<Expr, Expr>(square.map((s) => [s, symbol(s.name, s.shape, "symmetric")])),
});

/** B = c A + A² commutes with A. */
function commuting(pairs: readonly (readonly [SymbolNode, SymbolNode])[]): Assumption[] {
  return pairs
    .filter(([a, b]) => a.shape === b.shape)
    .map(([a, b]) => {
      const c = symbol(`${b.name} weight`, SCALAR);
      return {
        words: `${a.name} and ${b.name} commute`,
        replacements: new Map<Expr, Expr>([[b, sum([product([c, a]), power(a, number(2))])]]),
      };
    });
}

function normalised(v: SymbolNode): Assumption[] {
  const divided = (by: Expr) => new Map<Expr, Expr>([[v, product([power(by, number(-1)), v])]]);
  return [
    { words: `the entries of ${v.name} sum to 1`, replacements: divided(totalOf(v)) },
    { words: `${v.name} has length 1`, replacements: divided(call(NORM2, [v], [], SCALAR)) },
  ];
}
