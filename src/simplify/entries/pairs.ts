/**
 * Two terms of a sum that are one together, and powers of what only a sign tells apart.
 *
 *     2 relu(x) − x  ─▶  |x|        max(x, y) + min(x, y)  ─▶  x + y        erf(z) + erfc(z)  ─▶  1
 */
import {
  call,
  negate,
  number,
  ones,
  scale,
  splitCoefficient,
  subtract,
  sum,
} from "../../expression/build.ts";
import type { CallNode, Expr } from "../../expression/expr.ts";
import { entryPowerParts, hadamardPower } from "../../expression/hadamard.ts";
import * as Q from "../../expression/rational.ts";
import { functionNamed } from "../../functions/index.ts";
import { elementwiseCall } from "../../functions/reductions.ts";
import { isShorter } from "../cost.ts";
import { onCall, type Rule } from "../rule.ts";
import { isNamed } from "./entrywise.ts";

/** That the function's value, plus these, is that. */
type Identity = readonly [also: Expr, whole: Expr];

function identitiesOf(e: CallNode): readonly Identity[] {
  const [z, other] = e.args as readonly [Expr, Expr | undefined];
  const of = (name: string, x: Expr): Expr => elementwiseCall(name, x);
  if (isNamed(e, "relu")) return [[scaledTerms(Q.rational(-1, 2), z), scale(Q.rational(1, 2), of("abs", z))]];
  if (isNamed(e, "erf")) return [[of("erfc", z), ones(z.shape)]];
  if (isNamed(e, "abs")) {
    return [z, negate(z)].map((x) => [x, scale(Q.rational(2), of("relu", x))] as const);
  }
  if (isNamed(e, "cosh")) {
    return [
      [of("sinh", z), of("exp", z)],
      [negate(of("sinh", z)), of("exp", negate(z))],
    ];
  }
  const least = isNamed(e, "max") && other && functionNamed("min");
  if (!least) return [];
  const smaller = call(least, e.args, [], e.shape);
  return [
    [smaller, sum([z, other])],
    [negate(smaller), of("abs", subtract(z, other))],
  ];
}

const scaledTerms = (coefficient: Q.Rational, e: Expr): Expr =>
  e.kind === "sum" ? sum(e.terms.map((t) => scale(coefficient, t))) : scale(coefficient, e);

/** The identity is used where the sum gets shorter. */
function together(e: Expr): Expr | undefined {
  if (e.kind !== "sum") return undefined;
  // c (x + y) is no call: its terms may be
  const terms = e.terms.flatMap((t) => {
    const opened = scaledTerms(...splitCoefficient(t));
    return opened.kind === "sum" ? opened.terms : [t];
  });
  for (const term of terms) {
    const [coefficient, body] = splitCoefficient(term);
    if (body.kind !== "call") continue;
    for (const [also, whole] of identitiesOf(body)) {
      const after = sum([
        ...terms,
        ...[whole, negate(body), negate(also)].map((t) => scaledTerms(coefficient, t)),
      ]);
      if (isShorter(after, e)) return after;
    }
  }
  return undefined;
}

/** max(x, −x) = |x|, min(x, −x) = −|x| */
function ofOpposites(e: CallNode): Expr | undefined {
  const [x, y] = e.args as readonly [Expr, Expr | undefined];
  if (!y || negate(x) !== y) return undefined;
  const size = elementwiseCall("abs", x);
  return isNamed(e, "max") ? size : negate(size);
}

/** Base and whole exponent of a power, of a scalar or entry by entry. */
function wholePower(e: Expr): readonly [Expr, number] | undefined {
  const [base, k] = e.kind === "power" ? [e.base, e.exponent] : entryPowerParts(e);
  return k.kind === "number" && k.value.d === 1 ? [base, k.value.n] : undefined;
}

/** |x|² = x² */
function evenPowerOfAbsolute(e: Expr): Expr | undefined {
  const [base, k] = wholePower(e) ?? [];
  return base && k && k % 2 === 0 && isNamed(base, "abs")
    ? hadamardPower(base.args[0] as Expr, number(k))
    : undefined;
}

/** √(x²) = |x| */
function rootOfEvenPower(e: Expr): Expr | undefined {
  const [root, exponent] = e.kind === "power" ? [e.base, e.exponent] : entryPowerParts(e);
  const [base, k] = wholePower(root) ?? [];
  if (!base || k !== 2 || exponent.kind !== "number" || exponent.value.d !== 2) return undefined;
  return hadamardPower(elementwiseCall("abs", base), number(exponent.value.n));
}

export const PAIR_RULES: readonly Rule[] = [
  {
    name: "two terms that are one",
    law: ["3*relu(x) + y + 3*relu(-x)", "3*abs(x) + y"],
    on: ["sum"],
    rewrite: together,
  },
  {
    name: "larger of two opposites",
    law: ["max(x,-x)", "abs(x)"],
    on: ["max", "min"],
    rewrite: onCall(ofOpposites),
  },
  {
    name: "even power of an absolute value",
    law: ["abs(x).^2", "x.^2"],
    on: ["hadamard_power", "power"],
    rewrite: evenPowerOfAbsolute,
  },
  {
    name: "root of an even power",
    law: ["sqrt(x.^2)", "abs(x)"],
    on: ["hadamard_power", "power"],
    rewrite: rootOfEvenPower,
  },
];
