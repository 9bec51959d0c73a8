/**
 * Under which assumption two expressions would be equal: a symmetric matrix, matrices that commute, a
 * vector that sums to 1, a unit vector.
 *
 *     2 A x and (A + Aᵀ) x  ─▶  "A is symmetric"
 */
import { areEqual, type CheckOptions } from "../../evaluate/index.ts";
import { call, number, sum, symbol } from "../../expression/build.ts";
import { type Expr, isSquare, isVector, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { NORM2, totalOf } from "../../functions/reductions.ts";

/** Each symbol's replacement that makes the assumption true. */
interface Assumption {
  readonly words: string;
  readonly replacements: ReadonlyMap<Expr, Expr>;
}

/** Of nodes that are compared, over all assumptions tried. */
const MOST_WORK = 5_000;

/** The weakest of a few assumptions under which the two are equal, in words; undefined where none of those tried is. */
export function neededAssumption(left: Expr, right: Expr, options: CheckOptions): string | undefined {
  const symbols = [...new Set([...symbolsIn(left), ...symbolsIn(right)])].filter(
    (s) => s.role === "variable",
  );
  const tries = Math.floor(MOST_WORK / topological([left, right]).length);
  for (const { words, replacements } of assumptionsOn(symbols, tries)) {
    const [a, b] = [substitute(left, replacements), substitute(right, replacements)];
    if (areEqual(a, b, options).verdict === "equal") return words;
  }
  return undefined;
}

/** The weakest first, and no more than so many. */
function assumptionsOn(symbols: readonly SymbolNode[], most: number): Assumption[] {
  const all = symbols.filter((s) => isSquare(s) && s.shape !== SCALAR && s.structure === undefined);
  const square = all.slice(0, most);
  const vectors = symbols.filter(isVector).slice(0, most);
  const symmetric = (s: SymbolNode) => symbol(s.name, s.shape, "symmetric");
  const each = square.map((s) => ({
    words: `${s.name} is symmetric`,
    replacements: new Map<Expr, Expr>([[s, symmetric(s)]]),
  }));
  const few = square.slice(0, Math.ceil(Math.sqrt(most)));
  const pairs = few.flatMap((a, i) => few.slice(i + 1).map((b) => [a, b] as const));
  const both = pairs.map(([a, b]) => ({
    words: `${a.name} and ${b.name} are symmetric`,
    replacements: new Map<Expr, Expr>([a, b].map((s) => [s, symmetric(s)])),
  }));
  const every = all.length > 2 ? [allSymmetric(all)] : [];
  return [...each, ...both, ...every, ...commuting(pairs), ...vectors.flatMap(normalised)].slice(0, most);
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
