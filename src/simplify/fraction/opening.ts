/**
 * What is made of atoms that others may have too, written so that they meet.
 *
 *     relu(−z)  ─▶  relu(z) − z        det(A B⁻¹)  ─▶  det(A)/det(B)        log det(A)  ─▶  logdet(A)
 */
import { call, isCall, negate, number, sum } from "../../expression/build.ts";
import { type CallNode, type Expr, isScalar, SCALAR } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { INVERSE } from "../../expression/heads.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { negatedAt } from "../../functions/formula.ts";
import { entryOf } from "../../functions/index.ts";
import { DETERMINANT, LOG_DETERMINANT, TRACE, trace } from "../../functions/matrix.ts";
import { elementwiseCall, SUM, totalOf } from "../../functions/reductions.ts";
import { isNamed } from "../entries/entrywise.ts";

/** Undefined for what is an atom. Equal wherever both are defined. */
export function opened(e: Expr): Expr | undefined {
  if (e.kind !== "call") return undefined;
  if (isCall(e, DETERMINANT)) return determinantOf(e.args[0] as Expr);
  if (isCall(e, LOG_DETERMINANT)) return logDeterminantOf(e.args[0] as Expr);
  if (isNamed(e, "log")) return logarithmOf(e.args[0] as Expr);
  const x = e.args[0] as Expr;
  if (isCall(e, TRACE) && x.kind === "sum") return sum(x.terms.map(trace));
  if (isCall(e, SUM) && x.kind === "sum") return sum(x.terms.map(totalOf));
  if (isNamed(e, "norm1")) return totalOf(elementwiseCall("abs", x));
  if (isNamed(e, "sign")) return hadamard([x, hadamardPower(elementwiseCall("abs", x), number(-1))]);
  return ofOpposite(e);
}

/** f(−z) by f(z) */
function ofOpposite({ fn, args: [z] }: CallNode): Expr | undefined {
  if (z?.kind !== "product" || z.coefficient.n > 0) return undefined;
  const entry = entryOf(fn);
  if (entry.negated === undefined) return undefined;
  const x = negate(z);
  return negatedAt(entry, x, elementwiseCall(fn.name, x));
}

/** log det(A), where it is defined, is log |det(A)|. */
function logarithmOf(x: Expr): Expr | undefined {
  const of = isNamed(x, "abs") ? (x.args[0] as Expr) : x;
  return isCall(of, DETERMINANT) ? call(LOG_DETERMINANT, of.args, [], SCALAR) : undefined;
}

const determinant = (x: Expr): Expr => call(DETERMINANT, [x], [], SCALAR);
const logDeterminant = (x: Expr): Expr => call(LOG_DETERMINANT, [x], [], SCALAR);

function determinantOf(x: Expr): Expr | undefined {
  const exponent = exponentOf(x);
  if (exponent) return power(determinant(exponent.base), exponent.k);
  return squareFactors(x) && product(squareFactors(x)?.map(determinant) as Expr[]);
}

function logDeterminantOf(x: Expr): Expr | undefined {
  const exponent = exponentOf(x);
  if (exponent) return product([exponent.k, logDeterminant(exponent.base)]);
  return squareFactors(x) && sum(squareFactors(x)?.map(logDeterminant) as Expr[]);
}

function exponentOf(x: Expr): { readonly base: Expr; readonly k: Expr } | undefined {
  if (isCall(x, INVERSE)) return { base: x.args[0] as Expr, k: number(-1) };
  return x.kind === "power" && !isScalar(x) ? { base: x.base, k: x.exponent } : undefined;
}

/** Of a product of square matrices alone. */
function squareFactors(x: Expr): readonly Expr[] | undefined {
  if (x.kind !== "product" || x.factors.length < 2) return undefined;
  const isPlain = Q.isOne(x.coefficient) && x.scalars.length === 0;
  return isPlain && x.factors.every((f) => f.shape === x.shape) ? x.factors : undefined;
}
