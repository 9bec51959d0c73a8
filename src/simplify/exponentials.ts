/**
 * Exponentials that are one, and what a shift does to softmax and logsumexp.
 *
 *     exp(a) exp(b)  ─▶  exp(a + b)        softmax(x − max(x) 1)  ─▶  softmax(x)
 */
import { isCall, isZero, sum } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import type { CallNode, Expr } from "../expression/expr.ts";
import { entryPowerParts, splitScalars } from "../expression/hadamard.ts";
import { ONES } from "../expression/heads.ts";
import { product } from "../expression/product.ts";
import { EXPONENTIAL } from "../functions/decompositions.ts";
import { apply } from "../functions/index.ts";
import { elementwiseCall, LOG_SUM_EXP, SOFTMAX } from "../functions/reductions.ts";
import { ROW_LOG_SUM_EXP, ROW_SOFTMAX } from "../functions/rowwise.ts";
import { isNamed, onFactors } from "./entries/entrywise.ts";
import { halves } from "./fraction/atoms.ts";
import { onNeighbours } from "./matrices/products.ts";
import { onCall, type Rule } from "./rule.ts";

/** k z, where e is exp(z)ᵏ. */
function exponentIn(e: Expr): Expr | undefined {
  const [base, k] = e.kind === "power" ? [e.base, e.exponent] : entryPowerParts(e);
  return isNamed(base, "exp") ? product([k, base.args[0] as Expr]) : undefined;
}

/** Among the factors of a product, or of one entry by entry: one exponential for all. */
function joined(factors: readonly Expr[]): readonly Expr[] | undefined {
  const exponents = factors.flatMap((f) => exponentIn(f) ?? []);
  if (exponents.length < 2) return undefined;
  return [...factors.filter((f) => !exponentIn(f)), elementwiseCall("exp", sum(exponents))];
}

/** expm(a X) expm(b X) = expm((a + b) X) */
function joinedMatrixExponentials(left: Expr, right: Expr): Expr | undefined {
  if (!isCall(left, EXPONENTIAL) || !isCall(right, EXPONENTIAL)) return undefined;
  const [X, Y] = [left.args[0] as Expr, right.args[0] as Expr];
  return splitScalars(X)[1] === splitScalars(Y)[1] ? apply(EXPONENTIAL, [sum([X, Y])]) : undefined;
}

/** A sum as what is the same in every entry (of a vector), or in a whole row (of a matrix), and the rest. */
function shiftOf(x: Expr, byRows: boolean): { readonly shift: Expr; readonly rest: Expr } | undefined {
  if (x.kind !== "sum") return undefined;
  const shifts = x.terms.map((t) => (byRows ? columnReplicatedIn(t) : scalarReplicatedIn(t)));
  if (!shifts.some((s) => s) || shifts.every((s) => s)) return undefined;
  return {
    shift: sum(shifts.flatMap((s) => s ?? [])),
    rest: sum(x.terms.filter((_, i) => !shifts[i])),
  };
}

/** c, where e is c 1. */
function scalarReplicatedIn(e: Expr): Expr | undefined {
  const [scalar, body] = splitScalars(e);
  return isCall(body, ONES) ? scalar : undefined;
}

/** u, where e is u 1ᵀ. */
function columnReplicatedIn(e: Expr): Expr | undefined {
  const [scalar, body] = splitScalars(e);
  const parts = halves(body.kind === "product" ? body.factors : [body]);
  const last = parts.at(-1) as Expr;
  if (parts.length < 2 || !isCall(last, ONES) || last.shape.rows !== UNIT) return undefined;
  return product([scalar, ...parts.slice(0, -1)]);
}

const isByRows = ({ fn, args: [x] }: CallNode): boolean =>
  fn === ROW_SOFTMAX || fn === ROW_LOG_SUM_EXP || (fn.elementwise === true && x?.shape.cols !== UNIT);

/** softmax(x + c 1) = softmax(x) */
function withoutShift(e: CallNode): Expr | undefined {
  const split = shiftOf(e.args[0] as Expr, isByRows(e));
  return split && apply(isByRows(e) ? ROW_SOFTMAX : SOFTMAX, [split.rest]);
}

/** logsumexp(x + c 1) = logsumexp(x) + c */
function shiftTakenOut(e: CallNode): Expr | undefined {
  const split = shiftOf(e.args[0] as Expr, isByRows(e));
  return split && sum([apply(isByRows(e) ? ROW_LOG_SUM_EXP : LOG_SUM_EXP, [split.rest]), split.shift]);
}

/** exp(x − logsumexp(x) 1) = softmax(x) */
function exponentialOfLogarithm(e: CallNode): Expr | undefined {
  const [x] = e.args as readonly [Expr];
  const split = x.shape.rows === UNIT ? undefined : shiftOf(x, isByRows(e));
  if (!split) return undefined;
  const total = apply(isByRows(e) ? ROW_LOG_SUM_EXP : LOG_SUM_EXP, [split.rest]);
  return isZero(sum([split.shift, total]))
    ? apply(isByRows(e) ? ROW_SOFTMAX : SOFTMAX, [split.rest])
    : undefined;
}

export const EXPONENTIAL_RULES: readonly Rule[] = [
  {
    name: "product of exponentials",
    law: ["exp(x).*exp(-2*y).*exp(z).^3", "exp(x-2*y+3*z)"],
    on: ["hadamard", "product"],
    rewrite: onFactors(joined),
  },
  {
    name: "product of matrix exponentials",
    law: ["expm(a*M)*expm(b*M)*N", "expm(a*M+b*M)*N"],
    on: ["product"],
    rewrite: onNeighbours(joinedMatrixExponentials),
  },
  {
    name: "softmax of what is shifted",
    law: ["softmax(x+a*ones(n))", "softmax(x)"],
    on: ["softmax", "softmax_rows"],
    rewrite: onCall(withoutShift),
  },
  {
    name: "logsumexp of what is shifted",
    law: ["logsumexp_rows(A+u*ones(1,n))", "logsumexp_rows(A)+u"],
    on: ["logsumexp", "logsumexp_rows"],
    rewrite: onCall(shiftTakenOut),
  },
  {
    name: "exponential of a logarithm of a softmax",
    law: ["exp(x-logsumexp(x)*ones(n))", "softmax(x)"],
    on: ["exp"],
    rewrite: onCall(exponentialOfLogarithm),
  },
];
