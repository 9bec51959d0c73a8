/**
 * Functions that somebody wrote out: sinh/cosh is tanh, exp(X) over its row sums is a softmax of rows, and
 * max(z, 0) knows where z is positive.
 */
import { call, isCall, isZero, negate, number, ones, scale } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type CallNode, type Expr, isVector, shapeOf } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { HADAMARD, ONES } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { entryOf, FUNCTIONS } from "../../functions/index.ts";
import { elementwiseCall } from "../../functions/reductions.ts";
import { ROW_LOG_SUM_EXP, ROW_SOFTMAX } from "../../functions/rowwise.ts";
import { scalarMatrix } from "../../matrix/matrix.ts";
import { onCall, type Rule } from "../rule.ts";
import { isNamed, isOnes, onFactors, powerParts } from "./entrywise.ts";

/** f(z) times g(z), or over it, that has a name; g by z. */
const NAMED: readonly { of: string; by: (z: Expr) => Expr; power: 1 | -1; is: string }[] = [
  { of: "sinh", by: (z) => elementwiseCall("cosh", z), power: -1, is: "tanh" },
  { of: "sin", by: (z) => elementwiseCall("cos", z), power: -1, is: "tan" },
  { of: "exp", by: (z) => elementwiseCall("sigmoid", negate(z)), power: 1, is: "sigmoid" },
];

/** sinh(z) / cosh(z) = tanh(z), exp(z) σ(−z) = σ(z), among the factors of a product; both once or more. */
function namedQuotient(factors: readonly Expr[]): readonly Expr[] | undefined {
  for (const f of factors) {
    const [above, j] = powerParts(f);
    const row = NAMED.find(({ of }) => isNamed(above, of) && j >= 1);
    if (!row) continue;
    const z = (above as CallNode).args[0] as Expr;
    const other = row.by(z);
    const g = factors.find((x) => powerParts(x)[0] === other && powerParts(x)[1] * row.power >= 1);
    if (!g) continue;
    const [, k] = powerParts(g);
    const times = Math.min(j, k * row.power);
    return [
      ...factors.filter((x) => x !== f && x !== g),
      hadamardPower(above, number(j - times)),
      hadamardPower(other, number(k - times * row.power)),
      hadamardPower(elementwiseCall(row.is, z), number(times)),
    ];
  }
  return undefined;
}

/** max(z, 0) (1 + sign(z)) = 2 max(z, 0): the larger of z and 0 knows where z is positive. */
function positivePart(factors: readonly Expr[]): readonly Expr[] | undefined {
  for (const f of factors) {
    const [base] = powerParts(f);
    const z = isNamed(base, "max")
      ? positiveArgument(base)
      : isNamed(base, "relu")
        ? base.args[0]
        : undefined;
    const step = z && factors.find((g) => isStepOf(g, z));
    if (step) return [number(isNamed(step, "step") ? 1 : 2), ...factors.filter((g) => g !== step)];
  }
  return undefined;
}

/** z step(z) = relu(z) */
function argumentOfStep(factors: readonly Expr[]): readonly Expr[] | undefined {
  const step = factors.find((f) => isNamed(f, "step") && factors.includes(f.args[0] as Expr)) as
    | CallNode
    | undefined;
  const [z] = step?.args ?? [];
  return z && [elementwiseCall("relu", z), ...factors.filter((f) => f !== step && f !== z)];
}

/** z, where e is max(z, 0). */
function positiveArgument({ args }: CallNode): Expr | undefined {
  const [x, y] = args as readonly [Expr, Expr];
  return isZero(y) ? x : isZero(x) ? y : undefined;
}

/** Is it 1 + sign(z), or the step of z? */
function isStepOf(e: Expr, z: Expr): boolean {
  if (isNamed(e, "step")) return e.args[0] === z;
  if (e.kind !== "sum" || e.terms.length !== 2) return false;
  const [a, b] = e.terms as readonly [Expr, Expr];
  const sign = isOnes(a) ? b : isOnes(b) ? a : undefined;
  return sign !== undefined && isNamed(sign, "sign") && sign.args[0] === z;
}

/** exp(X) ⊘ (exp(X) 1 1ᵀ) = softmax of each row, however the row sums are replicated. */
function rowSoftmax(e: Expr): Expr | undefined {
  if (!isCall(e, HADAMARD)) return undefined;
  const exponential = e.args.find((a) => isNamed(a, "exp"));
  const X = exponential && isNamed(exponential, "exp") ? (exponential.args[0] as Expr) : undefined;
  if (!X) return undefined;
  const column = ones(shapeOf(X.shape.cols, UNIT));
  const row = ones(shapeOf(UNIT, X.shape.cols));
  const totals = product([exponential as Expr, column]);
  const replicated = [
    hadamardPower(product([exponential as Expr, ones(shapeOf(X.shape.cols, X.shape.cols))]), number(-1)),
    hadamardPower(product([totals, row]), number(-1)),
    product([hadamardPower(totals, number(-1)), row]),
  ];
  const divisor = e.args.find((a) => replicated.includes(a));
  if (!divisor) return undefined;
  const others = e.args.filter((a) => a !== exponential && a !== divisor);
  return hadamard([...others, call(ROW_SOFTMAX, [X], [], X.shape)]);
}

/** log(exp(X) 1) = logsumexp of each row. */
function rowLogarithm(e: Expr): Expr | undefined {
  const x = isNamed(e, "log") ? (e.args[0] as Expr) : undefined;
  if (x?.kind !== "product" || x.scalars.length > 0 || x.factors.length !== 2) return undefined;
  if (x.coefficient.n !== 1 || x.coefficient.d !== 1) return undefined;
  const [inside, column] = x.factors as readonly [Expr, Expr];
  if (!isNamed(inside, "exp") || !isCall(column, ONES) || !isVector(column)) return undefined;
  const X = inside.args[0] as Expr;
  return ROW_LOG_SUM_EXP.normal?.([X], []) ?? call(ROW_LOG_SUM_EXP, [X], [], x.shape);
}

/** Arguments at which a function may have a value that is one of these numbers, exactly. */
const EXACT = [0, 1];
const VALUES = [0, 1 / 2, 1, -1];

/** exp(0) = 1, log(1) = 0, and the like. */
function exactValue(e: CallNode): Expr | undefined {
  const [x] = e.args as readonly [Expr];
  const at = EXACT.find((c) => x === scale(Q.rational(c), ones(x.shape)));
  if (at === undefined) return undefined;
  const [value] = entryOf(e.fn).numeric([scalarMatrix(at)], []).data;
  return value !== undefined && VALUES.includes(value)
    ? scale(Q.rational(2 * value, 2), ones(e.shape))
    : undefined;
}

export const RECOGNISED_RULES: readonly Rule[] = [
  {
    name: "value that is exact",
    law: ["exp(x-x) + cos(0)*y", "ones(n) + y"],
    on: FUNCTIONS.filter((f) => f.elementwise && f.arity === 1).map((f) => f.name),
    rewrite: onCall(exactValue),
  },
  {
    name: "named quotient",
    law: ["sinh(x)./cosh(x)*exp(a)^2/(1+exp(a))", "tanh(x)*exp(a)*sigmoid(a)"],
    on: ["hadamard", "product"],
    rewrite: onFactors(namedQuotient),
  },
  {
    name: "step of a positive part",
    law: ["max(x,zeros(n)).*(ones(n)+sign(x)) + relu(y).*step(y)", "2*max(x,zeros(n)) + relu(y)"],
    on: ["hadamard", "product"],
    rewrite: onFactors(positivePart),
  },
  {
    name: "argument beside its step",
    law: ["y.*x.*step(x)", "y.*relu(x)"],
    on: ["hadamard", "product"],
    rewrite: onFactors(argumentOfStep),
  },
  {
    name: "softmax of rows",
    law: ["exp(A)./(exp(A)*ones(n,n))", "softmax_rows(A)"],
    on: ["hadamard"],
    rewrite: rowSoftmax,
  },
  {
    name: "logarithm of row sums",
    law: ["log(exp(A)*ones(n))", "logsumexp_rows(A)"],
    on: ["log"],
    rewrite: rowLogarithm,
  },
];
