/**
 * Diagonals, traces, inverses and Kronecker products: diag(x yᵀ) = x ⊙ y, tr(AᵀA) = ‖A‖².
 */
import { index } from "../../expression/blocks.ts";
import { call, isCall, number, rationalNumber, sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import {
  type CallNode,
  type Expr,
  isSquare,
  isVector,
  type ProductNode,
  SCALAR,
} from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { DIAG, EYE, HADAMARD, HADAMARD_POWER, INVERSE, SINGLE } from "../../expression/heads.ts";
import { inverse, power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { KRONECKER, kronecker } from "../../functions/kronecker.ts";
import { diagonal, trace } from "../../functions/matrix.ts";
import { NORM2, totalOf } from "../../functions/reductions.ts";
import { isShorter } from "../cost.ts";
import { onCall, type Rule } from "../rule.ts";
import { isDiagonal } from "./triangles.ts";

const shorter = (e: Expr, other: Expr | undefined): Expr | undefined =>
  other && isShorter(other, e) ? other : undefined;

const constants = (e: ProductNode): readonly Expr[] => [rationalNumber(e.coefficient), ...e.scalars];

/** The argument of a call of that name, where it is a product. */
const productIn = (e: Expr): ProductNode | undefined => {
  const x = e.kind === "call" ? e.args[0] : undefined;
  return x?.kind === "product" ? x : undefined;
};

const vectorInDiagonal = (f: Expr | undefined): Expr | undefined =>
  f && isCall(f, DIAG) && isVector(f.args[0] as Expr) ? f.args[0] : undefined;

/** diag(x yᵀ) = x ⊙ y */
function diagonalOfOuter(e: Expr): Expr | undefined {
  const x = productIn(e);
  const cut = x?.factors.findIndex((f, i) => i > 0 && f.shape.rows === UNIT) ?? -1;
  if (!x || cut < 1 || isVector(x)) return undefined;
  const left = product(x.factors.slice(0, cut));
  const right = transpose(product(x.factors.slice(cut)));
  return product([...constants(x), hadamard([left, right])]);
}

/** diag(diag(u) A) = u ⊙ diag(A), diag(A diag(v) B) = (A ⊙ Bᵀ) v */
function diagonalOfScaled(e: Expr): Expr | undefined {
  const x = productIn(e);
  if (!x || isVector(x)) return undefined;
  const { factors } = x;
  for (const [i, f] of factors.entries()) {
    const v = vectorInDiagonal(f);
    if (!v) continue;
    const [left, right] = [factors.slice(0, i), factors.slice(i + 1)];
    if (left.length === 0 || right.length === 0) {
      return product([...constants(x), hadamard([v, diagonal(product([...left, ...right]))])]);
    }
    return product([...constants(x), hadamard([product(left), transpose(product(right))]), v]);
  }
  return undefined;
}

/** diag is linear: taken into a sum where its terms get shorter. */
function diagonalOfSum(e: Expr): Expr | undefined {
  const x = e.kind === "call" ? e.args[0] : undefined;
  if (!x || isVector(x) || x.kind !== "sum") return undefined;
  const parts = x.terms.map((t) => {
    const d = diagonal(t);
    return diagonalOfOuter(d) ?? diagonalOfScaled(d) ?? d;
  });
  return shorter(e, sum(parts));
}

/** tr(AᵀA) = ‖A‖² */
function traceOfSquare(e: Expr): Expr | undefined {
  const x = productIn(e);
  if (x?.factors.length !== 2 || x.scalars.length > 0) return undefined;
  const [a, b] = x.factors as readonly [Expr, Expr];
  if (transpose(a) !== b || isVector(b)) return undefined;
  return product([...constants(x), power(call(NORM2, [b], [], SCALAR), number(2))]);
}

/** tr(A B C) = tr(B C A), where the turn makes neighbours cancel. */
function traceTurned(e: Expr): Expr | undefined {
  const x = productIn(e);
  if (!x) return undefined;
  for (let i = 1; i < x.factors.length; i++) {
    const turned = product([...constants(x), ...x.factors.slice(i), ...x.factors.slice(0, i)]);
    if (isShorter(turned, x)) return trace(turned);
  }
  return undefined;
}

/** tr(A ⊗ B) = tr(A) tr(B) */
function traceOfKronecker(e: Expr): Expr | undefined {
  const x = e.kind === "call" ? e.args[0] : undefined;
  if (!x || !isCall(x, KRONECKER) || !x.args.every(isSquare)) return undefined;
  return product(x.args.map(trace));
}

function inverseOf(e: Expr): Expr | undefined {
  const x = isCall(e, INVERSE) ? (e.args[0] as Expr) : undefined;
  if (!x) return undefined;
  const v = vectorInDiagonal(x);
  if (v) return diagonal(hadamardPower(v, number(-1)));
  if (isCall(x, KRONECKER) && x.args.every(isSquare)) {
    return kronecker(inverse(x.args[0] as Expr), inverse(x.args[1] as Expr));
  }
  return undefined;
}

/** A ⊙ I = diag(diag(A)), term by term, where the inner diagonals are shorter. */
function hadamardIdentity(e: Expr): Expr | undefined {
  const identity = isCall(e, HADAMARD) ? e.args.find((a) => isCall(a, EYE)) : undefined;
  if (!isCall(e, HADAMARD) || !identity) return undefined;
  const others = hadamard(e.args.filter((a) => a !== identity));
  const terms = others.kind === "sum" ? others.terms : [others];
  return shorter(e, sum(terms.map((t) => diagonalPart(t) ?? hadamard([identity, t]))));
}

function diagonalPart(e: Expr): Expr | undefined {
  if (isDiagonal(e)) return e;
  const inner = diagonal(e);
  const short = diagonalOfOuter(inner) ?? diagonalOfScaled(inner);
  return short && diagonal(short);
}

/** I^⊙2 = I and diag(u)^⊙2 = diag(u^⊙2) */
function entryPowerOfDiagonal(e: Expr): Expr | undefined {
  if (!isCall(e, HADAMARD_POWER)) return undefined;
  const [base, k] = e.args as readonly [Expr, Expr];
  if (k.kind !== "number" || k.value.n <= 0) return undefined;
  if (isCall(base, EYE) || isCall(base, SINGLE)) return base;
  const u = vectorInDiagonal(base);
  return u && diagonal(hadamardPower(u, k));
}

/** diag(u) ⊙ B = diag(u ⊙ diag(B)) */
function hadamardDiagonal(e: Expr): Expr | undefined {
  if (!isCall(e, HADAMARD)) return undefined;
  const u = e.args.map(vectorInDiagonal).find((v) => v !== undefined);
  if (!u) return undefined;
  const others = e.args.filter((a) => vectorInDiagonal(a) !== u);
  return diagonal(hadamard([u, ...others.map(diagonal)]));
}

/** X ⊙ E_ij = X_ij E_ij */
function hadamardSingle(e: Expr): Expr | undefined {
  if (!isCall(e, HADAMARD)) return undefined;
  const single = e.args.find((a): a is CallNode => isCall(a, SINGLE));
  if (!single) return undefined;
  const [row, column] = single.args as readonly [Expr, Expr];
  return product([index(hadamard(e.args.filter((a) => a !== single)), row, column), single]);
}

/** det(A ⊗ B) and sums of diagonals, whose parts are known. */
function sumOfDiagonal(e: Expr): Expr | undefined {
  const x = e.kind === "call" ? e.args[0] : undefined;
  const v = vectorInDiagonal(x);
  return v && totalOf(v);
}

export const MATRIX_RULES: readonly Rule[] = [
  {
    name: "diagonal of an outer product",
    law: ["diag(x*y')", "x.*y"],
    on: ["diag"],
    rewrite: onCall(diagonalOfOuter),
  },
  {
    name: "diagonal of a scaled product",
    law: ["diag(M*diag(x)*N)", "(M.*N')*x"],
    on: ["diag"],
    rewrite: onCall(diagonalOfScaled),
  },
  {
    name: "diagonal of a sum",
    law: ["diag(M*diag(x)*N + y*z')", "(M.*N')*x + y.*z"],
    on: ["diag"],
    rewrite: onCall(diagonalOfSum),
  },
  { name: "trace of a square", law: ["tr(A'*A)", "norm2(A)^2"], on: ["tr"], rewrite: onCall(traceOfSquare) },
  {
    name: "cyclic property of the trace",
    law: ["tr(inv(M)*N*M)", "tr(N)"],
    on: ["tr"],
    rewrite: onCall(traceTurned),
  },
  {
    name: "trace of a Kronecker product",
    law: ["tr(kron(M,N))", "tr(M)*tr(N)"],
    on: ["tr"],
    rewrite: onCall(traceOfKronecker),
  },
  {
    name: "inverse, factor by factor",
    law: ["inv(kron(M,N))", "kron(inv(M),inv(N))"],
    on: ["inv"],
    rewrite: onCall(inverseOf),
  },
  {
    name: "Hadamard product with the identity",
    law: ["(M*diag(x)*N).*eye(n)", "diag((M.*N')*x)"],
    on: ["hadamard"],
    rewrite: onCall(hadamardIdentity),
  },
  {
    name: "Hadamard product with a diagonal",
    law: ["diag(x).*(M*N)", "diag(x.*diag(M*N))"],
    on: ["hadamard"],
    rewrite: onCall(hadamardDiagonal),
  },
  {
    name: "entry-by-entry power of a diagonal",
    law: ["a*eye(n).^2 + diag(x).^3", "a*eye(n) + diag(x.^3)"],
    on: ["hadamard_power"],
    rewrite: entryPowerOfDiagonal,
  },
  {
    name: "Hadamard product with a single-entry matrix",
    law: ["N.*single(1,2,n,n)", "N[1,2]*single(1,2,n,n)"],
    on: ["hadamard"],
    rewrite: onCall(hadamardSingle),
  },
  {
    name: "sum of a diagonal matrix",
    law: ["sum(diag(x))", "sum(x)"],
    on: ["sum"],
    rewrite: onCall(sumOfDiagonal),
  },
];
