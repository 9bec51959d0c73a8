/**
 * Element-wise functions and scalars: what is recognised as σ, softmax or logsumexp, and what cancels.
 */
import { call, isCall, isNumber, negate, number, ones, rationalNumber } from "../../expression/build.ts";
import { type CallNode, type Expr, isScalar, isVector, SCALAR } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { HADAMARD, HADAMARD_POWER, ONES, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { elementwiseCall, LOG_SUM_EXP, SOFTMAX, SUM } from "../../functions/reductions.ts";
import { hasValues, traits } from "../../structures.ts";
import type { Rule } from "../rule.ts";

type Named = CallNode & { readonly fn: { readonly name: string; readonly elementwise: true } };
export const isNamed = (e: Expr, name: string): e is Named => e.kind === "call" && e.fn.name === name;
export const isOnes = (e: Expr): boolean => isNumber(e, 1) || isCall(e, ONES);

/** z, where e is 1 + exp(z). */
function logisticArgument(e: Expr): Expr | undefined {
  if (e.kind !== "sum" || e.terms.length !== 2) return undefined;
  const [a, b] = e.terms as readonly [Expr, Expr];
  const exponential = isOnes(a) ? b : isOnes(b) ? a : undefined;
  return exponential && isNamed(exponential, "exp") ? exponential.args[0] : undefined;
}

/** Base and numeric exponent of a factor of an entry-by-entry (or scalar) product. */
export function powerParts(e: Expr): readonly [Expr, number] {
  const exponent = e.kind === "power" ? e.exponent : isCall(e, HADAMARD_POWER) ? e.args[1] : undefined;
  const base = e.kind === "power" ? e.base : isCall(e, HADAMARD_POWER) ? (e.args[0] as Expr) : e;
  if (!exponent) return [e, 1];
  return exponent.kind === "number" ? [base, exponent.value.n / exponent.value.d] : [e, 1];
}

/** A rewrite among the factors of a product of scalars or entry by entry; a power is a product of one. */
export const onFactors =
  (f: (factors: readonly Expr[]) => readonly Expr[] | undefined) =>
  (e: Expr): Expr | undefined => {
    if (e.kind === "product") {
      const found = f(e.scalars);
      return found && product([rationalNumber(e.coefficient), ...found, ...e.factors]);
    }
    const found = f(isCall(e, HADAMARD) ? e.args : [e]);
    return found && hadamard(found);
  };

/** 1 / (1 + exp(z)) = σ(−z) */
function logistic(factors: readonly Expr[]): readonly Expr[] | undefined {
  for (const f of factors) {
    const [base, k] = powerParts(f);
    const z = logisticArgument(base);
    if (!z || !Number.isInteger(k) || k >= 0) continue;
    const whole = hadamardPower(elementwiseCall("sigmoid", negate(z)), number(-k));
    return factors.map((g) => (g === f ? whole : g));
  }
  return undefined;
}

/** log(1 + exp(z)) = softplus(z) is left as written; log(exp(z)) = z. */
function logarithm(e: Expr): Expr | undefined {
  const x = isNamed(e, "log") ? (e.args[0] as Expr) : undefined;
  if (!x) return undefined;
  if (isNamed(x, "exp")) return x.args[0];
  const inside = isCall(x, SUM) ? (x.args[0] as Expr) : undefined;
  return inside && isNamed(inside, "exp") && isVector(inside)
    ? call(LOG_SUM_EXP, inside.args, [], SCALAR)
    : undefined;
}

function exponential(e: Expr): Expr | undefined {
  const x = isNamed(e, "exp") ? (e.args[0] as Expr) : undefined;
  return x && isNamed(x, "log") ? x.args[0] : undefined;
}

/** exp(z) / sum(exp(z)) = softmax(z) */
function softmaxOf(e: Expr): Expr | undefined {
  if (e.kind !== "product" || e.scalars.length === 0) return undefined;
  for (const s of e.scalars) {
    const [base, k] = powerParts(s);
    const inside = isCall(base, SUM) && k === -1 ? (base.args[0] as Expr) : undefined;
    if (!inside || !isNamed(inside, "exp") || !isVector(inside)) continue;
    const at = e.factors.findIndex((f) => f === inside || f === transpose(inside));
    if (at < 0) continue;
    const softmax = call(SOFTMAX, inside.args, [], inside.shape);
    const factors = e.factors.map((f, i) => (i !== at ? f : f === inside ? softmax : transpose(softmax)));
    return product([rationalNumber(e.coefficient), ...e.scalars.filter((x) => x !== s), ...factors]);
  }
  return undefined;
}

/** Is a real scalar (or each entry) never negative? */
export function isNonnegative(e: Expr): boolean {
  switch (e.kind) {
    case "number":
      return e.value.n >= 0;
    case "symbol":
      return hasValues(e.structure, "positive") || e.role === "size";
    case "sum":
      return e.terms.every(isNonnegative);
    case "power":
      return (
        isScalar(e.base) &&
        (isNonnegative(e.base) ||
          (e.exponent.kind === "number" && e.exponent.value.n % 2 === 0 && e.exponent.value.d === 1))
      );
    case "product": {
      if (e.coefficient.n < 0 || !e.scalars.every(isNonnegative)) return false;
      return e.factors.every(isNonnegative) || isSquareNorm(e.factors);
    }
    case "call":
      return isNonnegativeCall(e);
    case "index":
    case "block":
    case "bound":
      return false;
  }
}

/** xᵀ(AᵀA)x: a chain that mirrors itself about its middle. */
export function isSquareNorm(factors: readonly Expr[]): boolean {
  return (
    factors.length % 2 === 0 && factors.every((f, i) => transpose(f) === factors[factors.length - 1 - i])
  );
}

function isNonnegativeCall(e: CallNode): boolean {
  if (entryOf(e.fn).sign) return true;
  if (isCall(e, HADAMARD)) return e.args.every(isNonnegative);
  if (isCall(e, HADAMARD_POWER)) {
    const k = e.args[1] as Expr;
    return (
      isNonnegative(e.args[0] as Expr) || (k.kind === "number" && k.value.d === 1 && k.value.n % 2 === 0)
    );
  }
  return (isCall(e, SUM) || isCall(e, TRANSPOSE)) && isNonnegative(e.args[0] as Expr);
}

/** Can entries be 0 at more than single points? What is analytic, and not 0 everywhere, can't. */
const mayVanish = (e: Expr): boolean =>
  isNumber(e, 0) ||
  topological([e]).some(
    (part) =>
      part.kind === "block" ||
      (part.kind === "symbol" && traits(part.structure).hasZeros) ||
      (part.kind === "call" && entryOf(part.fn).mayVanish),
  );

function signOf(e: Expr): Expr | undefined {
  const x = isNamed(e, "sign") || isNamed(e, "step") ? (e.args[0] as Expr) : undefined;
  return x && isNonnegative(x) && !mayVanish(x) ? ones(x.shape) : undefined;
}

/** Of powers of 0 and 1 nothing is left but the base. */
function powerOfStep(e: Expr): Expr | undefined {
  const [base, k] = powerParts(e);
  return base !== e && isNamed(base, "step") && k > 0 ? base : undefined;
}

function absoluteOf(e: Expr): Expr | undefined {
  const x = isNamed(e, "abs") ? (e.args[0] as Expr) : undefined;
  return x && isNonnegative(x) ? x : undefined;
}

/** 1 − σ(−z) = σ(z), and its opposite; 1 − σ(z) is the book's form and stays. */
function complement(e: Expr): Expr | undefined {
  if (e.kind !== "sum" || e.terms.length !== 2) return undefined;
  for (const [one, other] of [e.terms, [...e.terms].reverse()] as (readonly [Expr, Expr])[]) {
    const sign = isOnes(one) ? 1 : isOnes(negate(one)) ? -1 : 0;
    const s = sign === 1 ? negate(other) : other;
    const z = isNamed(s, "sigmoid") ? (s.args[0] as Expr) : undefined;
    if (sign === 0 || z?.kind !== "product" || z.coefficient.n > 0) continue;
    return product([number(sign), elementwiseCall("sigmoid", negate(z))]);
  }
  return undefined;
}

/** a (b / a) with sums: c X / c = X is the constructors' work; what is left is a sum over its own factor. */
export const ENTRYWISE_RULES: readonly Rule[] = [
  {
    name: "logistic function",
    law: ["y./(ones(n)+exp(x))/(1+exp(-a))^2", "y.*sigmoid(-x)*sigmoid(a)^2"],
    on: ["hadamard", "hadamard_power", "product", "power"],
    rewrite: onFactors(logistic),
  },
  { name: "logarithm of an exponential", law: ["log(exp(x))", "x"], on: ["log"], rewrite: logarithm },
  {
    name: "exponential of a logarithm",
    law: ["exp(log(exp(x)+y.^2))", "exp(x)+y.^2"],
    on: ["exp"],
    rewrite: exponential,
  },
  { name: "softmax", law: ["exp(x)/sum(exp(x))", "softmax(x)"], on: ["product"], rewrite: softmaxOf },
  { name: "sign of what is not negative", law: ["sign(x'*x)", "1"], on: ["sign"], rewrite: signOf },
  { name: "step of what is positive", law: ["step(exp(x))", "ones(n)"], on: ["step"], rewrite: signOf },
  {
    name: "power of a step",
    law: ["step(x).^2", "step(x)"],
    on: ["hadamard_power", "power"],
    rewrite: powerOfStep,
  },
  {
    name: "absolute value of what is not negative",
    law: ["abs(x'*x)", "x'*x"],
    on: ["abs"],
    rewrite: absoluteOf,
  },
  {
    name: "complement of the logistic function",
    law: ["1-sigmoid(-a)", "sigmoid(a)"],
    on: ["sum"],
    rewrite: complement,
  },
];
