/**
 * The functions that take a square matrix to those of a structure whose equal entries lie in lines: for each
 * such row of the table of structures the nearest matrix, and the sums of what would be one entry.
 *
 *     toeplitzpart([1, 2; 3, 5])  ─▶  [3, 2; 3, 3]        toeplitzsums([1, 2; 3, 5])  ─▶  [6, 2; 3, 6]
 */

import { index } from "../expression/blocks.ts";
import { call, isZero, negate, number, ones } from "../expression/build.ts";
import { type Expr, isScalar, type Structure } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { fill, zip } from "../matrix/matrix.ts";
import { counted, tied } from "../matrix/patterns.ts";
import { fillPrecise, type PreciseMatrix, preciseAt, totalPrecise } from "../matrix/precise.ts";
import { type Pattern, STRUCTURE_NAMES, STRUCTURES, traits } from "../structures.ts";
import { singleEntry } from "./decompositions.ts";
import { type Definition, define, type FunctionEntry } from "./function.ts";
import { square } from "./structure.ts";

/** Both are their own adjoints: each entry takes of all that it is tied to. */
function selfAdjoint(name: string, structure: Structure, rest: Partial<Definition>): FunctionEntry {
  const entry: FunctionEntry = define({
    name,
    summary: "",
    arity: 1,
    shape: square,
    transposed: "arguments",
    normal: ([x]) => normalPart(entry, structure, x),
    adjoint: (_args, _which, G) => apply(entry, structure, G),
    // linear in X:  ∂F_ij/∂X_pq is the entry of what is of E_pq
    partial: ([X], _F, { i, j, p, q }) => index(apply(entry, structure, singleEntry(X, p, q)), i, j),
    turned: () => [],
    equation: "F_ij is made of the entries of X that are tied to X_ij",
    numeric: ([x]) => x,
    latex: `\\operatorname{${name}}(#1)`,
    code: `${name}(#1)`,
    ...rest,
  });
  return entry;
}

const apply = (entry: FunctionEntry, structure: Structure, x: Expr): Expr =>
  normalPart(entry, structure, x) ?? call(entry, [x], [], x.shape);

/** Of c X it is c times that of X; the part of what has the structure is that itself. */
function normalPart(entry: FunctionEntry, structure: Structure, x: Expr): Expr | undefined {
  if (isZero(x)) return x;
  // of one entry there is the middle line only
  if (isScalar(x)) return STRUCTURES[structure].pattern?.(0, 0, 1) ? x : number(0);
  const [scalar, body] = splitScalars(x);
  if (body !== x) return product([scalar, apply(entry, structure, body)]);
  // the lines of a Hankel matrix are symmetric: what is antisymmetric cancels along them
  if (traits(structure).transposed === 1 && transpose(x) === negate(x)) return product([number(0), x]);
  const isPart = entry.name === partOf(structure);
  const has =
    (x.kind === "symbol" && x.structure === structure) ||
    (x.kind === "call" && [partOf(structure), sumsOf(structure)].includes(x.fn.name));
  return isPart && has ? x : undefined;
}

const partOf = (structure: Structure): string => `${structure}part`;
const sumsOf = (structure: Structure): string => `${structure}sums`;

const means = (x: Matrix, pattern: Pattern, divide: (sum: number, count: number) => number): Matrix =>
  zip(tied(x, pattern), counted(x.rows, pattern), (sum, count) => (count === 0 ? 0 : divide(sum, count)));

/** Each entry as the mean of those that it is tied to. */
function preciseMeans(x: PreciseMatrix, pattern: Pattern): PreciseMatrix {
  const placeOf = (i: number, j: number) => pattern(i, j, x.rows);
  return fillPrecise(x.rows, x.cols, (i, j) => {
    const own = placeOf(i, j);
    const isTied = (p: typeof own) => p !== undefined && p[0] === own?.[0] && p[1] === own[1];
    const line = x.data.flatMap((v, k) => {
      const place = placeOf(Math.floor(k / x.cols), k % x.cols);
      return own && place && isTied(place) ? [v.times(place[2] * own[2])] : [];
    });
    return line.length === 0 ? preciseAt(x, i, j).times(0) : totalPrecise(line).div(line.length);
  });
}

/** tril, triu: entries on and below, or on and above, the diagonal. */
const mask = (name: string, summary: string, keeps: (i: number, j: number) => boolean): FunctionEntry => {
  const entry: FunctionEntry = define({
    name,
    mayVanish: true,
    summary,
    arity: 1,
    shape: ([x]) => x,
    // a mask of c X is c times that of X
    normal: ([x]) => {
      if (isScalar(x) || isZero(x)) return x;
      const [scalar, body] = splitScalars(x);
      return body === x ? undefined : product([scalar, call(entry, [body], [], x.shape)]);
    },
    adjoint: (_args, _which, G) => call(entry, [G], [], G.shape),
    // X_ij times the entry of the mask, which is the function of a matrix of ones
    entry: ([X], i, j) => product([index(call(entry, [ones(X.shape)], [], X.shape), i, j), index(X, i, j)]),
    numeric: ([x]) => fill(x.rows, x.cols, (i, j) => (keeps(i, j) ? (x.data[i * x.cols + j] as number) : 0)),
    modular: "exact",
    code: { python: `$.${name}(#1)`, any: `${name}(#1)` },
    latex: `\\operatorname{${name}}(#1)`,
  });
  return entry;
};

export const MASKS: readonly FunctionEntry[] = [
  mask("tril", "lower triangle with the diagonal", (i, j) => i >= j),
  mask("triu", "upper triangle with the diagonal", (i, j) => i <= j),
];

export const PATTERNS: readonly FunctionEntry[] = STRUCTURE_NAMES.flatMap((structure) => {
  const { pattern, lines, said } = STRUCTURES[structure];
  if (!pattern || !lines) return [];
  return [
    selfAdjoint(partOf(structure), structure, {
      summary: `the nearest of ${said.en[1]}: ${said.en[2].replace(/^its /, "the ")}`,
      numeric: ([x]) => means(x, pattern, (sum, count) => sum / count),
      precise: ([x]) => preciseMeans(x, pattern),
      modular: ([x], _sizes, { reduce, invert }) =>
        means(x, pattern, (sum, count) => reduce(reduce(sum) * invert(count))),
    }),
    selfAdjoint(sumsOf(structure), structure, {
      summary: `each entry with those that equal it in ${said.en[1]}, up to signs, summed`,
      numeric: ([x]) => tied(x, pattern),
      modular: "exact",
    }),
  ];
});
