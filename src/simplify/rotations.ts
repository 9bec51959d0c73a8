/**
 * What orthogonal matrices leave as it is: ‖Q X‖ = ‖X‖, det(Q M Qᵀ) = det(M), det(Q)² = 1.
 */
import { isCall, number } from "../expression/build.ts";
import { type CallNode, type Expr, isScalar, isSquare, type ProductNode } from "../expression/expr.ts";
import { EYE } from "../expression/heads.ts";
import { power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { apply, entryOf } from "../functions/index.ts";
import { DETERMINANT, LOG_DETERMINANT } from "../functions/matrix.ts";
import { isNamed } from "./entries/entrywise.ts";
import { withFactors } from "./matrices/products.ts";
import { onCall, type Rule } from "./rule.ts";

const isIdentity = (e: Expr): boolean => isCall(e, EYE);
/** QᵀQ = I */
const hasOrthonormalColumns = (Q: Expr): boolean => !isScalar(Q) && isIdentity(product([transpose(Q), Q]));
const isOrthogonal = (Q: Expr): boolean => isSquare(Q) && hasOrthonormalColumns(Q);

/** A product without its first factors of orthonormal columns, and its last of orthonormal rows. */
function withoutRotations(x: ProductNode): Expr {
  let { factors } = x;
  while (factors.length > 1 && hasOrthonormalColumns(factors[0] as Expr)) factors = factors.slice(1);
  while (factors.length > 1 && hasOrthonormalColumns(transpose(factors.at(-1) as Expr)))
    factors = factors.slice(0, -1);
  return factors === x.factors ? x : withFactors(x, factors);
}

function normOfRotated(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  const rest = x.kind === "product" ? withoutRotations(x) : x;
  return rest === x ? undefined : apply(entryOf(e.fn), [rest]);
}

/** det(N M N⁻¹) = det(M), and log |det(Q M)| = log |det(M)|. */
function determinantOfRotated(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (isCall(e, LOG_DETERMINANT) && isOrthogonal(x)) return number(0);
  if (x.kind !== "product") return undefined;
  const { factors } = x;
  const [first, last] = [factors[0], factors.at(-1)] as [Expr, Expr];
  if (factors.length > 2 && isSquare(first) && isIdentity(product([last, first])))
    return apply(entryOf(e.fn), [withFactors(x, factors.slice(1, -1))]);
  const kept = factors.filter((f) => !isOrthogonal(f));
  const isLess = isCall(e, LOG_DETERMINANT) && kept.length > 0 && kept.length < factors.length;
  return isLess ? apply(LOG_DETERMINANT, [withFactors(x, kept)]) : undefined;
}

const isSign = (e: Expr): boolean => isCall(e, DETERMINANT) && isOrthogonal(e.args[0] as Expr);

/** det(Q) is 1 or −1: of its whole powers, it or 1 is left. */
function powerOfSign(e: Expr): Expr | undefined {
  if (isNamed(e, "abs")) return isSign(e.args[0] as Expr) ? number(1) : undefined;
  if (e.kind !== "power" || !isSign(e.base) || e.exponent.kind !== "number") return undefined;
  const { n, d } = e.exponent.value;
  return d === 1 ? power(e.base, number(Math.abs(n % 2))) : undefined;
}

export const ROTATION_RULES: readonly Rule[] = [
  {
    name: "norm of what is rotated",
    law: ["norm2(Q*M*Q')", "norm2(M)"],
    on: ["norm2", "norm_nuclear", "norm_spectral"],
    rewrite: onCall(normOfRotated),
  },
  {
    name: "determinant of what is rotated",
    law: ["logdet(Q*M) + det(Q*N*Q')", "logdet(M) + det(N)"],
    on: ["det", "logdet"],
    rewrite: onCall(determinantOfRotated),
  },
  {
    name: "determinant of an orthogonal matrix",
    law: ["a*det(Q)^3 + abs(det(Q))", "a*det(Q) + 1"],
    on: ["power", "abs"],
    rewrite: powerOfSign,
  },
];
