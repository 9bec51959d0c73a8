import { index } from "../../expression/blocks.ts";
import {
  call,
  isCall,
  number,
  ones,
  rationalNumber,
  sizeScalar,
  subtract,
  sum,
} from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import {
  type Expr,
  isScalar,
  isSquare,
  isVector,
  type ProductNode,
  SCALAR,
  shapeOf,
} from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { DIAG, HADAMARD, HADAMARD_POWER, INVERSE, ONES, SINGLE, TRANSPOSE } from "../../expression/heads.ts";
import { inverse, power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { KRONECKER, kronecker, VEC, vec } from "../../functions/kronecker.ts";
import { DETERMINANT, diagonal } from "../../functions/matrix.ts";
import { totalOf } from "../../functions/reductions.ts";
import { isShorter } from "../cost.ts";
import type { Rule } from "../rule.ts";

/** Two neighbours and whether they are the first and the last factor. */
type Neighbours = (left: Expr, right: Expr, first: boolean, last: boolean) => Expr | undefined;

/** Applies a rule for two neighbours at the first place where it fits. */
export const onNeighbours =
  (f: Neighbours) =>
  (e: Expr): Expr | undefined => {
    if (e.kind !== "product") return undefined;
    const { factors } = e;
    for (let i = 0; i + 1 < factors.length; i++) {
      const joined = f(factors[i] as Expr, factors[i + 1] as Expr, i === 0, i + 2 === factors.length);
      if (joined) return withFactors(e, [...factors.slice(0, i), joined, ...factors.slice(i + 2)]);
    }
    return undefined;
  };

export const withFactors = (e: ProductNode, factors: readonly Expr[]): Expr =>
  product([rationalNumber(e.coefficient), ...e.scalars, ...factors]);

const diagonalOf = (e: Expr): Expr | undefined =>
  isCall(e, DIAG) && isVector(e.args[0] as Expr) ? e.args[0] : undefined;

function diagonalTimesVector(left: Expr, right: Expr): Expr | undefined {
  const v = diagonalOf(left);
  return v && right.shape.cols === UNIT ? hadamard([v, right]) : undefined;
}

function rowTimesDiagonal(left: Expr, right: Expr): Expr | undefined {
  const v = diagonalOf(right);
  return v && left.shape.rows === UNIT ? transpose(hadamard([v, transpose(left)])) : undefined;
}

function diagonals(left: Expr, right: Expr): Expr | undefined {
  const [u, v] = [diagonalOf(left), diagonalOf(right)];
  return u && v ? diagonal(hadamard([u, v])) : undefined;
}

function stackedProduct(left: Expr, right: Expr): Expr | undefined {
  if (!isCall(left, KRONECKER) || !isCall(right, VEC)) return undefined;
  const [A, B] = left.args as readonly [Expr, Expr];
  const X = right.args[0] as Expr;
  if (A.shape.cols !== X.shape.cols || B.shape.cols !== X.shape.rows) return undefined;
  return vec(product([B, X, transpose(A)]));
}

function kroneckerProduct(left: Expr, right: Expr): Expr | undefined {
  if (!isCall(left, KRONECKER) || !isCall(right, KRONECKER)) return undefined;
  const [A, B] = left.args as readonly [Expr, Expr];
  const [C, D] = right.args as readonly [Expr, Expr];
  if (A.shape.cols !== C.shape.rows || B.shape.cols !== D.shape.rows) return undefined;
  return kronecker(product([A, C]), product([B, D]));
}

/** 1ᵀv = sum(v); 1 1ᵀ is one matrix of ones; 1ᵀ1 counts. */
function onesProduct(left: Expr, right: Expr, first: boolean, last: boolean): Expr | undefined {
  const [a, b] = [isCall(left, ONES), isCall(right, ONES)];
  if (a && b) {
    return product([sizeScalar(left.shape.cols), ones(shapeOf(left.shape.rows, right.shape.cols))]);
  }
  if (!first || !last || left.shape.rows !== UNIT || right.shape.cols !== UNIT) return undefined;
  if (a) return totalOf(right);
  return b ? totalOf(left) : undefined;
}

/** (1 1ᵀ)ᵏ = nᵏ⁻¹ 1 1ᵀ */
function onesPower(e: Expr): Expr | undefined {
  if (e.kind !== "power" || !isCall(e.base, ONES) || isScalar(e)) return undefined;
  const times = power(sizeScalar(e.shape.rows), subtract(e.exponent, number(1)));
  return product([times, e.base]);
}

/** A product with its matrices of ones, and powers of them, as one. */
export function joinOnes(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  const factors = e.factors.map((f) => onesPower(f) ?? f);
  if (factors.some((f, i) => f !== e.factors[i])) return withFactors(e, factors);
  return onNeighbours(onesProduct)(e);
}

/** xᵀ(y ⊙ x.^-1) = sum(y): a dot product with a Hadamard product in which the two cancel. */
function dotCancels(e: Expr): Expr | undefined {
  if (e.kind !== "product" || !isScalar(e) || e.factors.length !== 2 || e.scalars.length > 0)
    return undefined;
  const [row, column] = e.factors as readonly [Expr, Expr];
  const x = transpose(row);
  const entrywise = (v: Expr): boolean => isCall(v, HADAMARD) || isCall(v, HADAMARD_POWER);
  if (!entrywise(x) && !entrywise(column)) return undefined;
  const total = totalOf(hadamard([x, column]));
  return total !== e && isShorter(total, e) ? total : undefined;
}

/** The factors of (A B C)⁻¹ = C⁻¹ B⁻¹ A⁻¹ where all are square. */
export function invertedFactors(f: Expr): readonly Expr[] | undefined {
  const turned = isCall(f, TRANSPOSE);
  const inner = turned ? (f.args[0] as Expr) : f;
  if (!isCall(inner, INVERSE)) return undefined;
  const X = inner.args[0] as Expr;
  if (X.kind !== "product" || !X.factors.every(isSquare)) return undefined;
  const inverses = X.factors.map(inverse).reverse();
  return turned ? inverses.map(transpose).reverse() : inverses;
}

/** A (X A)⁻¹ = X⁻¹: an inverse of a product is taken apart where that is shorter. */
function inverseCancels(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const [i, f] of e.factors.entries()) {
    const parts = invertedFactors(f);
    if (!parts) continue;
    const result = withFactors(e, [...e.factors.slice(0, i), ...parts, ...e.factors.slice(i + 1)]);
    if (isShorter(result, e)) return result;
  }
  return undefined;
}

/** a (b + c/a) = a b + c: a scalar goes into a sum that divides by it, where that is shorter. */
function scalarCancels(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const [i, s] of e.scalars.entries()) {
    const terms = s.kind === "sum" ? s : s.kind === "power" && s.base.kind === "sum" ? s.base : undefined;
    if (!terms) continue;
    const others = e.scalars.filter((_, j) => j !== i);
    for (const [j, other] of others.entries()) {
      const [base, k] = other.kind === "power" ? [other.base, other.exponent] : [other, number(1)];
      const exponent = s.kind === "power" ? s.exponent : number(1);
      if (k !== exponent || !terms.terms.some((t) => dividesBy(t, base))) continue;
      const inside = power(sum(terms.terms.map((t) => product([base, t]))), exponent);
      const rest = others.filter((_, l) => l !== j);
      const result = product([rationalNumber(e.coefficient), ...rest, inside, ...e.factors]);
      if (isShorter(result, e)) return result;
    }
  }
  return undefined;
}

const dividesBy = (t: Expr, base: Expr): boolean =>
  t.kind === "product" &&
  t.scalars.some(
    (s) => s.kind === "power" && s.base === base && s.exponent.kind === "number" && s.exponent.value.n < 0,
  );

/** det(A + u vᵀ) (A + u vᵀ)⁻¹ u = det(A) A⁻¹ u (Sherman and Morrison 1950; the determinant lemma). */
function rankOneUpdate(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const s of e.scalars) {
    const M = isCall(s, DETERMINANT) ? (s.args[0] as Expr) : undefined;
    if (M?.kind !== "sum") continue;
    for (const [i, f] of e.factors.entries()) {
      const u = e.factors[i + 1];
      if (f !== inverse(M) || !u) continue;
      const update = M.terms.find(
        (t) => t.kind === "product" && t.factors[0] === u && t.factors.length > 1 && t.scalars.length === 0,
      );
      if (!update || u.shape.cols !== UNIT) continue;
      const A = subtract(M, update);
      const scalars = e.scalars.map((x) => (x === s ? call(DETERMINANT, [A], [], SCALAR) : x));
      const factors = e.factors.map((x, j) => (j === i ? inverse(A) : x));
      return product([rationalNumber(e.coefficient), ...scalars, ...factors]);
    }
  }
  return undefined;
}

/** E_ij E_kl = δ_jk E_il, for one common inner place. */
function singleProduct(left: Expr, right: Expr): Expr | undefined {
  if (!isCall(left, SINGLE) || !isCall(right, SINGLE) || left.args[1] !== right.args[0]) return undefined;
  const { rows } = left.shape;
  const { cols } = right.shape;
  return call(SINGLE, [left.args[0] as Expr, right.args[1] as Expr], [rows, cols], shapeOf(rows, cols));
}

/** e_kᵀ x = x_k = xᵀ e_k */
function entryPicked(left: Expr, right: Expr): Expr | undefined {
  if (left.shape.rows !== UNIT || right.shape.cols !== UNIT) return undefined;
  if (isCall(left, SINGLE)) return index(right, left.args[1] as Expr, number(1));
  return isCall(right, SINGLE) ? index(left, number(1), right.args[0] as Expr) : undefined;
}

export const PRODUCT_RULES: readonly Rule[] = [
  {
    name: "product of single-entry matrices",
    law: ["single(1,2,n,n)*single(2,3,n,n)", "single(1,3,n,n)"],
    on: ["product"],
    rewrite: onNeighbours(singleProduct),
  },
  {
    name: "entry picked by a unit vector",
    law: ["single(1,2,1,n)*x", "x[2]"],
    on: ["product"],
    rewrite: onNeighbours(entryPicked),
  },
  {
    name: "power of a matrix of ones",
    law: ["ones(n,n)^3*x", "n^2*ones(n,n)*x"],
    on: ["power"],
    rewrite: onesPower,
  },
  {
    name: "diagonal times vector",
    law: ["diag(x)*y", "x.*y"],
    on: ["product"],
    rewrite: onNeighbours(diagonalTimesVector),
  },
  {
    name: "row times diagonal",
    law: ["y'*diag(x)", "(x.*y)'"],
    on: ["product"],
    rewrite: onNeighbours(rowTimesDiagonal),
  },
  {
    name: "product of diagonals",
    law: ["diag(x)*diag(y)", "diag(x.*y)"],
    on: ["product"],
    rewrite: onNeighbours(diagonals),
  },
  {
    name: "vec of a product",
    law: ["kron(B',A)*vec(N)", "vec(A*N*B)"],
    on: ["product"],
    rewrite: onNeighbours(stackedProduct),
  },
  {
    name: "product of Kronecker products",
    law: ["kron(M,A)*kron(N,B)", "kron(M*N,A*B)"],
    on: ["product"],
    rewrite: onNeighbours(kroneckerProduct),
  },
  {
    name: "sum as a product with ones",
    law: ["ones(n)'*x", "sum(x)"],
    on: ["product"],
    rewrite: joinOnes,
  },
  { name: "entries cancel", law: ["x'*(y./x)", "sum(y)"], on: ["product"], rewrite: dotCancels },
  {
    name: "inverse of a product",
    law: ["M*inv(N*M)", "inv(N)"],
    on: ["product"],
    rewrite: inverseCancels,
  },
  { name: "scalar into a sum", law: ["a*(1 + b/a)", "a + b"], on: ["product"], rewrite: scalarCancels },
  {
    name: "determinant of a rank-one update",
    law: ["det(M+x*y')*inv(M+x*y')*x", "det(M)*inv(M)*x"],
    on: ["product"],
    rewrite: rankOneUpdate,
  },
];
