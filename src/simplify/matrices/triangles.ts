/**
 * Triangular and diagonal matrices, and what is known of a Cholesky factor: tril(tril(X)) = tril(X),
 * diag(L M) = diag(L) ⊙ diag(M) for lower triangular L and M, L⁻ᵀ L⁻¹ = S⁻¹ for L = cholesky(S).
 */
import { eye, isCall, isNumber, number, rationalNumber, sum } from "../../expression/build.ts";
import {
  type CallNode,
  type Expr,
  isSquare,
  isVector,
  memoised,
  type ProductNode,
  type SumNode,
} from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { DIAG, EYE, HADAMARD, HADAMARD_POWER, INVERSE, TRANSPOSE, ZEROS } from "../../expression/heads.ts";
import { inverse, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { topological } from "../../expression/walk.ts";
import { CHOLESKY, HALF_LOWER } from "../../functions/decompositions.ts";
import { diagonal } from "../../functions/matrix.ts";
import { traits } from "../../structures.ts";
import { onCall, type Rule } from "../rule.ts";

/** Where a matrix is zero for certain: above the diagonal, below it, or both. */
interface Triangle {
  readonly lower: boolean;
  readonly upper: boolean;
}

const found = memoised<{ triangle?: Triangle }>(() => ({}));

/** Is it lower triangular, upper triangular? */
function triangleOf(e: Expr): Triangle {
  for (const node of topological([e], (n) => found(n).triangle !== undefined)) {
    found(node).triangle ??= isSquare(node) ? ofSquare(node) : NEITHER;
  }
  return found(e).triangle as Triangle;
}

export function isTriangular(e: Expr): boolean {
  const { lower, upper } = triangleOf(e);
  return lower || upper;
}

const NEITHER: Triangle = { lower: false, upper: false };
const LOWER: Triangle = { lower: true, upper: false };
const BOTH: Triangle = { lower: true, upper: true };

const every = (parts: readonly Expr[]): Triangle => ({
  lower: parts.every((p) => found(p).triangle?.lower),
  upper: parts.every((p) => found(p).triangle?.upper),
});

function ofSquare(e: Expr): Triangle {
  switch (e.kind) {
    case "number":
    case "index":
      return BOTH;
    case "symbol":
      return traits(e.structure);
    case "sum":
      return every(e.terms);
    case "product":
      return e.factors.every(isSquare) ? every(e.factors) : NEITHER;
    case "power":
      return every([e.base]);
    case "call":
      return ofCall(e);
    case "block":
    case "bound":
      return NEITHER;
  }
}

const NAMED: Readonly<Record<string, Triangle>> = {
  [EYE.name]: BOTH,
  [ZEROS.name]: BOTH,
  [CHOLESKY.name]: LOWER,
};

function ofCall(e: CallNode): Triangle {
  const [x] = e.args;
  if (isCall(e, DIAG) && x && isVector(x)) return BOTH;
  if (isCall(e, INVERSE)) return every(e.args);
  const of = x && found(x).triangle;
  if (isCall(e, TRANSPOSE) && of) return { lower: of.upper, upper: of.lower };
  if (e.fn.name === "tril" || e.fn.name === HALF_LOWER.name)
    return { lower: true, upper: of?.upper ?? false };
  if (e.fn.name === "triu") return { lower: of?.lower ?? false, upper: true };
  if (isCall(e, HADAMARD)) {
    const parts = e.args.map((a) => found(a).triangle ?? NEITHER);
    return { lower: parts.some((p) => p.lower), upper: parts.some((p) => p.upper) };
  }
  return NAMED[e.fn.name] ?? NEITHER;
}

/** Is it 0 off its diagonal, as its structure or its parts say? */
export function isDiagonal(e: Expr): boolean {
  const { lower, upper } = triangleOf(e);
  return lower && upper;
}

/** tril and triu of what is triangular. */
function maskOf(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (!isSquare(x)) return e.fn.name === masked(x) ? x : undefined;
  const { lower, upper } = triangleOf(x);
  const isLower = e.fn.name === "tril";
  if (isLower ? lower : upper) return x;
  return lower || upper ? diagonalPart(x) : undefined;
}

const masked = (e: Expr): string | undefined => (e.kind === "call" ? e.fn.name : undefined);
const diagonalPart = (x: Expr): Expr => diagonal(diagonal(x));

/** Φ(U) = ½ diag(diag(U)) for an upper triangular U. */
function halfOf(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  return triangleOf(x).upper ? product([number(1, 2), diagonalPart(x)]) : undefined;
}

/** Φ(S) + Φ(S)ᵀ = S for a symmetric S. */
function halvesAdded(e: SumNode): Expr | undefined {
  for (const t of e.terms) {
    const half = t.kind === "product" && t.factors.length === 1 ? t.factors[0] : t;
    if (half?.kind !== "call" || half.fn.name !== HALF_LOWER.name) continue;
    const S = half.args[0] as Expr;
    const other = transpose(t);
    if (transpose(S) !== S || !e.terms.includes(other)) continue;
    const whole = t.kind === "product" ? product([...constants(t), S]) : S;
    return sum([...e.terms.filter((x) => x !== t && x !== other), whole]);
  }
  return undefined;
}

const constants = (e: ProductNode): readonly Expr[] => [rationalNumber(e.coefficient), ...e.scalars];

/** diag(L M) = diag(L) ⊙ diag(M), diag(L⁻¹) = 1 ⊘ diag(L), diag(diag(D)) = D. */
function diagonalOfTriangle(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (isVector(x)) return diagonalMatrix(x);
  const { lower, upper } = triangleOf(x);
  if (!lower && !upper) return undefined;
  if (x.kind === "product" && x.factors.length > 1) {
    return product([...constants(x), hadamard(x.factors.map(diagonal))]);
  }
  if (isCall(x, INVERSE)) return hadamardPower(diagonal(x.args[0] as Expr), number(-1));
  if (masked(x) === "tril" || masked(x) === "triu") return diagonal((x as CallNode).args[0] as Expr);
  return undefined;
}

/** diag(diag(D)) = D for a diagonal D; else X ⊙ I. */
function diagonalMatrix(v: Expr): Expr | undefined {
  // diag(1 ⊘ diag(D)) = D⁻¹
  const base = isCall(v, HADAMARD_POWER) && isNumber(v.args[1] as Expr, -1) ? (v.args[0] as Expr) : undefined;
  const D = base && isCall(base, DIAG) ? (base.args[0] as Expr) : undefined;
  if (D && isDiagonal(D)) return inverse(D);
  if (isCall(v, DIAG)) {
    const X = v.args[0] as Expr;
    return isDiagonal(X) ? X : hadamard([X, eye(X.shape.rows)]);
  }
  return undefined;
}

/** L Lᵀ = S and L⁻ᵀ L⁻¹ = S⁻¹ for the Cholesky factor of a symmetric S. */
function choleskyProduct(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (let i = 0; i + 1 < e.factors.length; i++) {
    const [left, right] = [e.factors[i], e.factors[i + 1]] as [Expr, Expr];
    if (transpose(left) !== right) continue;
    const S = factored(left);
    const T = isCall(right, INVERSE) ? factored(right.args[0] as Expr) : undefined;
    const joined = S ?? (T && inverse(T));
    if (!joined) continue;
    const factors = [...e.factors.slice(0, i), joined, ...e.factors.slice(i + 2)];
    return product([...constants(e), ...factors]);
  }
  return undefined;
}

/** S, for cholesky(S) of a symmetric S. */
const factored = (e: Expr): Expr | undefined => {
  const S = isCall(e, CHOLESKY) ? (e.args[0] as Expr) : undefined;
  return S && transpose(S) === S ? S : undefined;
};

export const TRIANGLE_RULES: readonly Rule[] = [
  {
    name: "triangle of a triangle",
    law: ["tril(tril(M))", "tril(M)"],
    on: ["tril", "triu"],
    rewrite: onCall(maskOf),
  },
  {
    name: "half of an upper triangle",
    law: ["halflower(triu(M))", "(M.*eye(n))/2"],
    on: [HALF_LOWER.name],
    rewrite: onCall(halfOf),
  },
  {
    name: "two halves of a symmetric matrix",
    law: ["halflower(S)+halflower(S)'", "S"],
    on: ["sum"],
    rewrite: (e) => (e.kind === "sum" ? halvesAdded(e) : undefined),
  },
  {
    name: "diagonal of triangular matrices",
    law: ["diag(tril(M)*tril(N))", "diag(M).*diag(N)"],
    on: [DIAG.name],
    rewrite: onCall(diagonalOfTriangle),
  },
  {
    name: "Cholesky factor times its transpose",
    law: ["inv(cholesky(M*M'))'*inv(cholesky(M*M'))", "inv(M*M')"],
    on: ["product"],
    rewrite: choleskyProduct,
  },
];
