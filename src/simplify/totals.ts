/**
 * Sums of entries, exponentials and Kronecker products as wholes: sum(X 1) = sum(X), log det e^X = tr X,
 * X ⊗ I + (I ⊗ X) K = (I + K)(X ⊗ I).
 */
import {
  call,
  eye,
  isCall,
  number,
  ones,
  rationalNumber,
  sizeScalar,
  sum,
  zeros,
} from "../expression/build.ts";
import { multiplySizes } from "../expression/dimension.ts";
import {
  type CallNode,
  type Expr,
  isRow,
  isScalar,
  isVector,
  type SumNode,
  shapeOf,
} from "../expression/expr.ts";
import { COMMUTATION, ONES, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { EXPONENTIAL } from "../functions/decompositions.ts";
import { KRONECKER } from "../functions/kronecker.ts";
import { trace } from "../functions/matrix.ts";
import { elementwiseCall, SOFTMAX, SUM, totalOf } from "../functions/reductions.ts";
import { CENTER, ROW_SOFTMAX } from "../functions/rowwise.ts";
import { isShorter } from "./cost.ts";
import { onNeighbours } from "./matrices/products.ts";
import { onCall, type Rule } from "./rule.ts";

/** sum(X 1) = sum(X), sum(1ᵀ X) = sum(X) */
function totalOfTotals(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (x.kind !== "product" || x.factors.length < 2) return undefined;
  const [first, last] = [x.factors[0], x.factors.at(-1)] as [Expr, Expr];
  const isRow = (f: Expr): boolean => isCall(f, ONES) && isVector(transpose(f));
  const kept =
    isCall(last, ONES) && isVector(last)
      ? x.factors.slice(0, -1)
      : isRow(first)
        ? x.factors.slice(1)
        : undefined;
  return kept && totalOf(product([rationalNumber(x.coefficient), ...x.scalars, ...kept]));
}

/** What has rows that add up to nothing, or to one: (I − 1 1ᵀ/n) 1 = 0, softmax of the rows. */
function knownTotals(left: Expr, right: Expr): Expr | undefined {
  const [a, b] = [isCall(left, ONES), isCall(right, ONES)];
  const shape = shapeOf(left.shape.rows, right.shape.cols);
  if ((a && isCall(right, CENTER)) || (b && isCall(left, CENTER))) return zeros(shape);
  const rows = b ? left : a ? transpose(right) : undefined;
  const inner = rows && isCall(rows, TRANSPOSE) ? (rows.args[0] as Expr) : rows;
  if (!inner) return undefined;
  // softmax(z)ᵀ 1, and softmax_rows(Z) 1
  const isSoftmax = isCall(inner, SOFTMAX)
    ? isRow(rows as Expr)
    : isCall(inner, ROW_SOFTMAX) && inner === rows;
  return isSoftmax ? ones(shape) : undefined;
}

/** sum(softmax(z)) = 1; the rows of a matrix are so many ones. */
function totalOfSoftmax(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (isCall(x, SOFTMAX)) return number(1);
  return isCall(x, ROW_SOFTMAX) ? sizeScalar(x.shape.rows) : undefined;
}

/** log|det e^X| = tr X, det e^X = exp(tr X) */
function determinantOfExponential(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (!isCall(x, EXPONENTIAL)) return undefined;
  const t = trace(x.args[0] as Expr);
  return e.fn.name === "det" ? elementwiseCall("exp", t) : t;
}

const isCommutation = (e: Expr): boolean => isCall(e, COMMUTATION);
const upright = (e: Expr): Expr => (isCall(e, TRANSPOSE) ? (e.args[0] as Expr) : e);

/** A ⊗ B and c (A ⊗ B) as [A, B]; anything else as undefined. */
function kroneckerFactors(e: Expr): readonly [Expr, Expr] | undefined {
  if (isCall(e, KRONECKER)) return e.args as unknown as readonly [Expr, Expr];
  const turned = upright(e);
  return isCall(turned, KRONECKER) ? (turned.args.map(transpose) as unknown as [Expr, Expr]) : undefined;
}

/** A ⊗ B + (B ⊗ A) K = (I + K)(A ⊗ B), and A ⊗ B + K (B ⊗ A) = (A ⊗ B)(I + K). */
function commuted(e: SumNode): Expr | undefined {
  for (const swapped of e.terms) {
    if (swapped.kind !== "product" || swapped.scalars.length > 0 || swapped.factors.length !== 2) continue;
    const [left, right] = swapped.factors as readonly [Expr, Expr];
    const parts = kroneckerFactors(isCommutation(left) ? right : left);
    if (!parts || !(isCommutation(left) || isCommutation(right))) continue;
    const [B, A] = parts;
    const whole = KRONECKER.normal?.([A, B], []) ?? call(KRONECKER, [A, B], [], swapped.shape);
    const straight = product([rationalNumber(swapped.coefficient), whole]);
    if (!e.terms.includes(straight)) continue;
    // K_pm (A ⊗ B) = (B ⊗ A) K_qn for A of m×n and B of p×q (Magnus and Neudecker 1979, thm 3.1)
    const size = isCommutation(left) ? "cols" : "rows";
    const [a, b] = [A.shape[size], B.shape[size]];
    const K = call(COMMUTATION, [], [b, a], shapeOf(multiplySizes(a, b), multiplySizes(a, b)));
    const both = sum([eye(multiplySizes(a, b)), K]);
    const joined = isCommutation(left) ? [straight, both] : [both, straight];
    const result = sum([...e.terms.filter((t) => t !== swapped && t !== straight), product(joined)]);
    if (isShorter(result, e)) return result;
  }
  return undefined;
}

const onScalarCall = (rewrite: (e: CallNode) => Expr | undefined) =>
  onCall((e) => (isScalar(e) ? rewrite(e) : undefined));

export const TOTAL_RULES: readonly Rule[] = [
  {
    name: "total of a softmax",
    law: ["sum(softmax(x))*a", "a"],
    on: [SUM.name],
    rewrite: onScalarCall(totalOfSoftmax),
  },
  {
    name: "totals of rows and columns that are known",
    law: ["A*center(n)*ones(n) + softmax_rows(A)*ones(n)", "ones(m)"],
    on: ["product"],
    rewrite: onNeighbours(knownTotals),
  },
  {
    name: "sum of row sums",
    law: ["sum(A*ones(n))", "sum(A)"],
    on: [SUM.name],
    rewrite: onScalarCall(totalOfTotals),
  },
  {
    name: "determinant of an exponential",
    law: ["logdet(expm(M))", "tr(M)"],
    on: ["det", "logdet"],
    rewrite: onScalarCall(determinantOfExponential),
  },
  {
    name: "Kronecker product and its commuted one",
    law: ["kron(A,eye(m))+kron(eye(m),A)*commutation(m,n)", "(eye(m*m)+commutation(m,m))*kron(A,eye(m))"],
    on: ["sum"],
    rewrite: (e) => (e.kind === "sum" ? commuted(e) : undefined),
  },
];
