/**
 * Powers, inverses and transposes, with what is always true of them: (Xᵏ)ᵀ = (Xᵀ)ᵏ, (X⁻¹)⁻¹ = X, Xᵀᵀ = X.
 */
import { ShapeError } from "../errors.ts";
import { hasValues, traits } from "../structures.ts";
import { block, bound } from "./blocks.ts";
import { call, eye, isCall, isNumber, isZero, negate, number, rationalNumber, sum } from "./build.ts";
import {
  type CallNode,
  type Expr,
  find,
  intern,
  isScalar,
  isSquare,
  memoised,
  type PowerNode,
  SCALAR,
  type Shape,
  shapeText,
  transposedShape,
} from "./expr.ts";
import { hadamard } from "./hadamard.ts";
import { EYE, HADAMARD, INVERSE, TRANSPOSE } from "./heads.ts";
import { product, productNode } from "./product.ts";
import * as Q from "./rational.ts";

/** A scalar to any scalar power, or a square matrix to a whole or symbolic one. */
export function power(base: Expr, exponent: Expr): Expr {
  if (!isScalar(exponent))
    throw new ShapeError(`an exponent is a scalar, and this one is ${shapeText(exponent.shape)}`);
  if (isNumber(exponent, 1)) return base;
  if (isNumber(exponent, 0)) return base.shape === SCALAR ? number(1) : eye(base.shape.rows);
  if (isScalar(base)) return scalarPower(base, exponent);
  if (!isSquare(base)) {
    throw new ShapeError(`only a square matrix has powers, and this one is ${shapeText(base.shape)}`);
  }
  if (isCall(base, EYE)) return base;
  const k = exponent.kind === "number" ? exponent.value : undefined;
  if (isZero(base) && k && k.n > 0) return base;
  if (isCall(base, INVERSE)) return power(base.args[0] as Expr, negate(exponent));
  if (k && Q.isInteger(k) && k.n < 0) return inverse(power(base, negate(exponent)));
  if (base.kind === "power" && k) return power(base.base, product([base.exponent, exponent]));
  if (base.kind === "product" && base.factors.length === 1 && k) {
    return product([
      power(productNode(base.coefficient, base.scalars, [], SCALAR), exponent),
      power(base.factors[0] as Expr, exponent),
    ]);
  }
  if (isCall(base, TRANSPOSE)) return transpose(power(base.args[0] as Expr, exponent));
  return intern(`^${base.id}|${exponent.id}`, base.shape, { kind: "power", base, exponent });
}

function scalarPower(base: Expr, exponent: Expr): Expr {
  const k = exponent.kind === "number" ? exponent.value : undefined;
  if (base.kind === "number" && k) {
    const value = Q.powerOf(base.value, k);
    if (value) return rationalNumber(value);
  }
  if (isNumber(base, 1)) return base;
  if (base.kind === "power" && k) {
    const inner = base.exponent;
    // (s^a)^k = s^(ak) for whole k; (s²)^½ = |s| is left alone
    if (Q.isInteger(k) || (inner.kind === "number" && !Q.isInteger(inner.value))) {
      return power(base.base, product([inner, exponent]));
    }
  }
  if (base.kind === "product" && k && Q.isInteger(k) && base.scalars.length > 0) {
    return product([
      power(rationalNumber(base.coefficient), exponent),
      ...base.scalars.map((s) => power(s, exponent)),
    ]);
  }
  return intern(`^${base.id}|${exponent.id}`, SCALAR, { kind: "power", base, exponent });
}

/** A⁻¹ of a square matrix; s⁻¹ of a scalar. */
export function inverse(e: Expr): Expr {
  if (isScalar(e)) return power(e, number(-1));
  if (!isSquare(e))
    throw new ShapeError(`only a square matrix has an inverse, and this one is ${shapeText(e.shape)}`);
  if (isCall(e, EYE)) return e;
  if (isCall(e, INVERSE)) return e.args[0] as Expr;
  if (isCall(e, TRANSPOSE)) return transpose(inverse(e.args[0] as Expr));
  if (e.kind === "symbol" && hasValues(e.structure, "orthonormal")) return transpose(e);
  if (e.kind === "product") {
    const [f] = e.factors;
    const s = productNode(e.coefficient, e.scalars, [], SCALAR);
    if (!isNumber(s, 1))
      return product([power(s, number(-1)), inverse(productNode(Q.ONE, [], e.factors, e.shape))]);
    if (e.factors.length === 1 && f) return inverse(f);
  }
  // (XᵀAX)⁻¹ and (XᵀAᵀX)⁻¹ are transposes of one node
  const t = transpose(e);
  if (t !== e && find(`cinv|${t.id}|`)) return transpose(call(INVERSE, [t], [], e.shape));
  return call(INVERSE, [e], [], e.shape);
}

/** Transposes, pushed to symbols and calls. A symmetric expression is its own transpose. */
export const transpose: (e: Expr) => Expr = memoised((e) => {
  if (isScalar(e)) return e;
  const shape = transposedShape(e.shape);
  switch (e.kind) {
    case "sum":
      return sum(e.terms.map(transpose));
    case "product":
      return product([rationalNumber(e.coefficient), ...e.scalars, ...e.factors.map(transpose).reverse()]);
    case "block":
      return block((e.cells[0] ?? []).map((_, j) => e.cells.map((row) => transpose(row[j] as Expr))));
    case "symbol": {
      const { transposed } = traits(e.structure);
      return transposed === undefined ? wrapTranspose(e, shape) : transposed === 1 ? e : negate(e);
    }
    case "power":
      return transposePower(e, shape);
    case "call":
      return transposeCall(e, shape);
    case "bound":
      return bound(e.index, e.size, transpose(e.body));
    case "number":
    case "index":
      return e;
  }
});

/** (Kᵏ)ᵀ = ±Kᵏ for Kᵀ = ±K. */
function transposePower(e: PowerNode, shape: Shape): Expr {
  const turned = transpose(e.base);
  if (turned === e.base) return e;
  const k = e.exponent.kind === "number" ? e.exponent.value.n : undefined;
  if (k !== undefined && turned === negate(e.base)) return k % 2 === 0 ? e : negate(e);
  return wrapTranspose(e, shape);
}

const wrapTranspose = (e: Expr, shape: Shape): Expr => call(TRANSPOSE, [e], [], shape);

function transposeCall(e: CallNode, shape: Shape): Expr {
  const { fn, args, sizes } = e;
  const [x] = args;
  if (isCall(e, TRANSPOSE)) return x as Expr;
  if (fn.transposed === "reversed") return call(fn, [...args].reverse(), [...sizes].reverse(), shape);
  if (fn.transposed === "itself" && shape === e.shape) return e;
  if (isCall(e, HADAMARD)) return hadamard(args.map(transpose));
  if (fn.transposed === "arguments") {
    const turned = args.map(transpose);
    return fn.normal?.(turned, sizes) ?? call(fn, turned, sizes, shape);
  }
  const isInverse = isCall(e, INVERSE);
  if (isInverse || fn.elementwise) {
    if (args.every((a) => transpose(a) === a)) return e;
    if (isInverse && x && transpose(x) === negate(x)) return negate(e);
  }
  return wrapTranspose(e, shape);
}
