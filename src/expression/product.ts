/**
 * Products in normal form: scalars apart, matrix factors in order, a 1×1 chain taken out as a scalar.
 *
 *     x xᵀ x  ─▶  (xᵀ x) x            X⁻¹ X  ─▶  I
 */

import { ShapeError } from "../errors.ts";
import { hasValues } from "../structures.ts";
import {
  eye,
  ids,
  isCall,
  isZero,
  negate,
  number,
  rationalNumber,
  sortedIds,
  splitCoefficient,
  sum,
  zeros,
} from "./build.ts";
import { UNIT } from "./dimension.ts";
import {
  type Expr,
  find,
  intern,
  isScalar,
  isSquare,
  SCALAR,
  type Shape,
  shapeOf,
  shapeText,
} from "./expr.ts";
import { EYE, INVERSE, TRANSPOSE } from "./heads.ts";
import { power, transpose } from "./power.ts";
import * as Q from "./rational.ts";

export function productNode(
  coefficient: Q.Rational,
  scalars: readonly Expr[],
  factors: readonly Expr[],
  shape: Shape,
): Expr {
  const [scalar] = scalars;
  const [factor] = factors;
  if (factors.length === 0) {
    if (!scalar) return rationalNumber(coefficient);
    if (scalars.length === 1 && Q.isOne(coefficient)) return scalar;
  } else if (factors.length === 1 && scalars.length === 0 && Q.isOne(coefficient) && factor) {
    return factor;
  }
  const key = `*${Q.keyOf(coefficient)}|${sortedIds(scalars)}|${ids(factors)}`;
  return intern(key, shape, {
    kind: "product",
    coefficient,
    scalars: Object.freeze([...scalars]),
    factors: Object.freeze([...factors]),
  });
}

/** A 1×1 chain xᵀ A y, the same as yᵀ Aᵀ x: the orientation written first is kept. */
function chainScalar(factors: readonly Expr[]): Expr {
  const [only] = factors;
  if (factors.length === 1 && only) return only;
  const key = `*1/1||${ids(factors)}`;
  const known = find(key);
  if (known) return known;
  const turned = factors.map(transpose).reverse();
  const bare = turned.map(unsigned);
  const odd = bare.filter((f, i) => f !== turned[i]).length % 2 === 1;
  const alias = `*1/1||${ids(bare)}`;
  // xᵀ K x = −xᵀ K x for an antisymmetric K
  if (odd && alias === key) return number(0);
  const other = find(alias);
  if (other) return odd ? negate(other) : other;
  // rᵀ X dw, not (dw)ᵀ Xᵀ r
  const direction = [factors, bare].find((chain) => isHole(chain.at(-1)));
  const fewer = transposeCount(bare) < transposeCount(factors) ? bare : factors;
  const kept = odd ? factors : (direction ?? fewer);
  return intern(
    kept === factors ? key : alias,
    SCALAR,
    { kind: "product", coefficient: Q.ONE, scalars: [], factors: Object.freeze([...kept]) },
    odd ? undefined : kept === factors ? alias : key,
  );
}

const isHole = (e: Expr | undefined): boolean => e?.kind === "symbol" && e.role === "hole";

/** −X without its sign; anything else as it is. */
function unsigned(e: Expr): Expr {
  const [coefficient, body] = splitCoefficient(e);
  return Q.isMinusOne(coefficient) ? body : e;
}

const transposeCount = (factors: readonly Expr[]): number =>
  factors.filter((f) => isCall(f, TRANSPOSE)).length;

interface Parts {
  coefficient: Q.Rational;
  scalars: Expr[];
  factors: Expr[];
}

function addScalar(parts: Parts, e: Expr): void {
  if (e.kind === "number") parts.coefficient = Q.multiply(parts.coefficient, e.value);
  else if (e.kind === "product" && e.scalars.length > 0) {
    parts.coefficient = Q.multiply(parts.coefficient, e.coefficient);
    parts.scalars.push(...e.scalars);
  } else if (isCall(e, TRANSPOSE)) addScalar(parts, e.args[0] as Expr);
  else parts.scalars.push(e);
}

function addFactor(parts: Parts, e: Expr): void {
  if (e.kind === "product") {
    parts.coefficient = Q.multiply(parts.coefficient, e.coefficient);
    parts.scalars.push(...e.scalars);
    for (const f of e.factors) addFactor(parts, f);
    return;
  }
  const last = parts.factors.at(-1);
  const joined = last && joinFactors(last, e);
  if (!joined) {
    parts.factors.push(e);
    return;
  }
  parts.factors.pop();
  if (!isCall(joined, EYE)) addFactor(parts, joined);
  else if (parts.factors.length === 0) parts.factors.push(joined);
}

/** X·X = X², X^a·X^b = X^(a+b), X⁻¹X = I, and I·X = X; undefined where two factors stay as they are. */
function joinFactors(left: Expr, right: Expr): Expr | undefined {
  if (isCall(left, EYE)) return right;
  if (isCall(right, EYE)) return left;
  if (!isSquare(left) || left.shape !== right.shape) return undefined;
  const [base, a] = matrixPowerParts(left);
  const [other, b] = matrixPowerParts(right);
  if (base === other) return power(base, sum([a, b]));
  if ((isOrthogonal(left) || isOrthogonal(right)) && transpose(left) === right) return eye(left.shape.rows);
  const bare = isCall(left, TRANSPOSE) && isCall(right, TRANSPOSE);
  if (!bare) return undefined;
  const inner = joinFactors(right.args[0] as Expr, left.args[0] as Expr);
  return inner && transpose(inner);
}

const isOrthogonal = (e: Expr): boolean => e.kind === "symbol" && hasValues(e.structure, "orthonormal");

/** X^k as [X, k], X⁻¹ as [X, −1]; anything else as [X, 1]. */
function matrixPowerParts(e: Expr): readonly [Expr, Expr] {
  if (e.kind === "power") return [e.base, e.exponent];
  if (isCall(e, INVERSE)) {
    const [base, k] = matrixPowerParts(e.args[0] as Expr);
    return [base, negate(k)];
  }
  return [e, number(1)];
}

/** Multiplies scalars, vectors and matrices in order; neighbours must conform. */
export function product(items: readonly Expr[]): Expr {
  const parts: Parts = { coefficient: Q.ONE, scalars: [], factors: [] };
  let shape = SCALAR;
  let seen = false;
  for (const item of items) {
    if (isScalar(item)) {
      addScalar(parts, item);
      continue;
    }
    if (seen && shape === SCALAR) takeOutScalarChains(parts);
    if (seen && shape !== SCALAR && shape.cols !== item.shape.rows) {
      throw new ShapeError(`cannot multiply ${shapeText(shape)} by ${shapeText(item.shape)}`);
    }
    shape = seen && shape !== SCALAR ? shapeOf(shape.rows, item.shape.cols) : item.shape;
    seen = true;
    addFactor(parts, item);
  }
  if (Q.isZero(parts.coefficient) || parts.factors.some(isZero)) return zeros(shape);
  takeOutScalarChains(parts);
  const scalars = collectScalars(parts);
  if (Q.isZero(parts.coefficient)) return zeros(shape);
  if (shape === SCALAR && scalars.length === 0 && Q.isOne(parts.coefficient) && parts.factors.length > 0) {
    return chainScalar(parts.factors);
  }
  return productNode(parts.coefficient, scalars, parts.factors, shape);
}

/** A stretch of factors that is 1×1 is a scalar: x xᵀ x = (xᵀx) x. */
function takeOutScalarChains(parts: Parts): void {
  const { factors } = parts;
  const starts: number[] = [];
  factors.forEach((f, i) => {
    if (f.shape.rows === UNIT) starts.push(i);
  });
  const last = factors.at(-1);
  const end = last?.shape.cols === UNIT ? factors.length : (starts.at(-1) ?? factors.length);
  const first = starts[0];
  if (first === undefined || end <= first) return;
  const cuts = [...starts.filter((s) => s < end), end];
  for (let i = 0; i + 1 < cuts.length; i++) {
    addScalar(parts, chainScalar(factors.slice(cuts[i], cuts[i + 1])));
  }
  parts.factors = [...factors.slice(0, first), ...factors.slice(end)];
}

/** Equal bases are one power: s·s⁻¹ = 1, s·s = s². */
function collectScalars(parts: Parts): Expr[] {
  if (parts.scalars.length < 2) return parts.scalars;
  const exponents = new Map<Expr, Expr[]>();
  for (const s of parts.scalars) {
    const [base, exponent] = s.kind === "power" ? [s.base, s.exponent] : [s, number(1)];
    const list = exponents.get(base);
    if (list) list.push(exponent);
    else exponents.set(base, [exponent]);
  }
  if (exponents.size === parts.scalars.length) return parts.scalars;
  const collected: Parts = { coefficient: parts.coefficient, scalars: [], factors: [] };
  for (const [base, list] of exponents) addScalar(collected, power(base, sum(list)));
  parts.coefficient = collected.coefficient;
  return collected.scalars;
}
