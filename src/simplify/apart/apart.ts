/**
 * What is shorter as one, taken apart, so that it may meet and cancel with what it is made of.
 *
 *     det(2 A) − 2ⁿ det(A)  ─▶  0        (A B)⁻¹ − B⁻¹ A⁻¹  ─▶  0        B (A + B)⁻¹ A − A (A + B)⁻¹ B  ─▶  0
 *
 * A form taken apart is only a candidate: it stands where it has become shorter, and inverts nothing new.
 */
import {
  isCall,
  isNumber,
  number,
  ones,
  rationalNumber,
  sizeScalar,
  subtract,
  sum,
} from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, isSquare } from "../../expression/expr.ts";
import { entryPowerParts, splitScalars } from "../../expression/hadamard.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { children, topological, transform } from "../../expression/walk.ts";
import { apply, entryOf } from "../../functions/index.ts";
import { KRONECKER } from "../../functions/kronecker.ts";
import { DETERMINANT, LOG_DETERMINANT } from "../../functions/matrix.ts";
import { elementwiseCall, LOG_SUM_EXP } from "../../functions/reductions.ts";
import { ROW_LOG_SUM_EXP } from "../../functions/rowwise.ts";
import { isNamed, isNonnegative, isOnes } from "../entries/entrywise.ts";
import { invertedIn } from "../matrices/inverses.ts";
import { onCall, type Rule } from "../rule.ts";
import { besideInverse, inverted } from "./inverses.ts";

const sizeOf = (e: Expr): Expr => elementwiseCall("abs", e);
const magnitude = (e: Expr): Expr =>
  e.kind === "number" ? rationalNumber(Q.absolute(e.value)) : isNonnegative(e) ? e : sizeOf(e);

/** det(c X) = cⁿ det(X), det(A ⊗ B) = det(A)ⁿ det(B)ᵐ */
function determinant(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  const [scalar, body] = splitScalars(x);
  const n = sizeScalar(x.shape.rows);
  const isLog = isCall(e, LOG_DETERMINANT);
  const of = (m: Expr): Expr => apply(isLog ? LOG_DETERMINANT : DETERMINANT, [m]);
  const times = (m: Expr, k: Expr): Expr => (isLog ? product([k, m]) : power(m, k));
  const join = isLog ? sum : product;
  if (!isScalar(x) && !isNumber(scalar, 1)) {
    return join([times(isLog ? elementwiseCall("log", magnitude(scalar)) : scalar, n), of(body)]);
  }
  if (!isCall(x, KRONECKER) || !x.args.every(isSquare)) return undefined;
  const [A, B] = x.args as readonly [Expr, Expr];
  return join([times(of(A), sizeScalar(B.shape.rows)), times(of(B), sizeScalar(A.shape.rows))]);
}

/** ‖c X‖ = |c| ‖X‖, ‖u vᵀ‖ = ‖u‖ ‖v‖, of all entries. */
function norm(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (x.kind !== "product") return undefined;
  const [scalar, body] = splitScalars(x);
  const of = (m: Expr): Expr => apply(entryOf(e.fn), [m]);
  if (!isNumber(scalar, 1)) return product([magnitude(scalar), of(body)]);
  const cut = x.factors.findIndex((f, i) => i > 0 && f.shape.rows === UNIT);
  if (cut < 0) return undefined;
  const parts = [x.factors.slice(0, cut), x.factors.slice(cut)];
  return product(parts.map((part) => of(product(part))));
}

/** |a b| = |a| |b| */
function absoluteValue(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  if (x.kind !== "product") return undefined;
  const constant = Q.isOne(x.coefficient) ? [] : [rationalNumber(x.coefficient)];
  const parts = [...constant, ...x.scalars, ...(x.factors.length > 0 ? [product(x.factors)] : [])];
  return parts.length > 1 ? product(parts.map(magnitude)) : undefined;
}

/** log(softmax(x)) = x − logsumexp(x) 1, log(σ(z)) = −softplus(−z), log(1 + exp(z)) = softplus(z) */
function logarithm(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  const z = x.kind === "call" ? (x.args[0] as Expr) : undefined;
  if (z && isNamed(x, "sigmoid"))
    return product([number(-1), elementwiseCall("softplus", product([number(-1), z]))]);
  if (z && isNamed(x, "softmax")) return subtract(z, product([apply(LOG_SUM_EXP, [z]), ones(z.shape)]));
  if (z && isNamed(x, "softmax_rows")) {
    const row = transpose(ones({ ...z.shape, rows: z.shape.cols, cols: UNIT }));
    return subtract(z, product([apply(ROW_LOG_SUM_EXP, [z]), row]));
  }
  if (x.kind !== "sum" || x.terms.length !== 2) return undefined;
  const exponential = x.terms.find((t) => isNamed(t, "exp"));
  const other = x.terms.find((t) => t !== exponential) as Expr;
  return exponential && isNamed(exponential, "exp") && isOnes(other)
    ? elementwiseCall("softplus", exponential.args[0] as Expr)
    : undefined;
}

/** exp(z)ᵏ = exp(k z) */
function powerOfExponential(e: Expr): Expr | undefined {
  const [base, k] = e.kind === "power" ? [e.base, e.exponent] : entryPowerParts(e);
  return base !== e && isNamed(base, "exp")
    ? elementwiseCall("exp", product([k, base.args[0] as Expr]))
    : undefined;
}

/** These make longer what they are used on. */
export const APART_RULES: readonly Rule[] = [
  {
    name: "determinant of a multiple",
    law: ["logdet(2*P) + det(a*kron(M,N))", "n*log(2) + logdet(P) + a^(n*n)*det(M)^n*det(N)^n"],
    on: ["det", "logdet"],
    rewrite: onCall(determinant),
  },
  {
    name: "norm of a multiple",
    law: ["norm2(a*x*y') + norm1(-2*M)", "abs(a)*norm2(x)*norm2(y) + 2*norm1(M)"],
    on: ["norm2", "norm1"],
    rewrite: onCall(norm),
  },
  {
    name: "absolute value of a product",
    law: ["abs(a*b) + abs(2*a)", "abs(a)*abs(b) + 2*abs(a)"],
    on: ["abs"],
    rewrite: onCall(absoluteValue),
  },
  {
    name: "logarithm of a softmax",
    law: ["log(softmax(x)) + log(sigmoid(y))", "x - logsumexp(x)*ones(n) - softplus(-y)"],
    on: ["log"],
    rewrite: onCall(logarithm),
  },
  {
    name: "power of an exponential",
    law: ["exp(a)^2 + sqrt(exp(b))", "exp(2*a) + exp(b/2)"],
    on: ["power", "hadamard_power"],
    rewrite: powerOfExponential,
  },
  {
    name: "inverse, taken apart",
    law: ["inv(M*N) + inv(inv(S)+P)", "inv(N)*inv(M) + inv(eye(n)+S*P)*S"],
    on: ["inv"],
    rewrite: onCall(inverted),
  },
  {
    name: "term beside the inverse of a sum",
    law: ["M*inv(M+N)*N - N*inv(M+N)*M", "zeros(n,n)"],
    on: ["product"],
    rewrite: besideInverse,
  },
];

const headOf = (e: Expr): string => (e.kind === "call" ? e.fn.name : e.kind);

function apartAt(e: Expr): Expr | undefined {
  for (const rule of APART_RULES) {
    const after = rule.on.includes(headOf(e)) ? rule.rewrite(e) : undefined;
    if (after && after !== e) return after;
  }
  return undefined;
}

/** Larger forms are left as they are. */
const MOST_NODES = 60;
/** Rounds of taking apart what has been taken apart. */
const MOST_ROUNDS = 4;

/** A sum with its terms taken apart, where there is something to take apart. */
export function takenApart(e: Expr): Expr[] {
  if (e.kind !== "sum" || !hasParts(e)) return [];
  let current: Expr = e;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = transform([current], (x) => apartAt(x) ?? x)[0] as Expr;
    if (next === current) break;
    current = next;
  }
  return current === e ? [] : [current];
}

/** Is nothing inverted in a form that isn't in the other? */
export function invertsNothingNew(form: Expr, than: Expr): boolean {
  const known = new Set(topological([than]).flatMap((e) => invertedIn(e) ?? []));
  return topological([form]).every((e) => {
    const X = invertedIn(e);
    return !X || known.has(X) || known.has(transpose(X)) || X.kind === "symbol";
  });
}

/** Is there anything to take apart? */
function hasParts(root: Expr): boolean {
  const met = new Set<Expr>();
  const pending: Expr[] = [root];
  let found = false;
  for (let e = pending.pop(); e; e = pending.pop()) {
    if (met.has(e)) continue;
    met.add(e);
    if (met.size > MOST_NODES) return false;
    found ||= apartAt(e) !== undefined;
    pending.push(...children(e));
  }
  return found;
}
