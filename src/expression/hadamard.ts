/**
 * Entry-by-entry products and powers. A quotient A ⊘ B is A ⊙ B.^-1.
 */
import { ShapeError } from "../errors.ts";
import { call, isCall, isNumber, isZero, number, ones, sum, zeros } from "./build.ts";
import { type Expr, isScalar, SCALAR, shapeText } from "./expr.ts";
import { HADAMARD, HADAMARD_POWER, ONES, TRANSPOSE } from "./heads.ts";
import { power, transpose } from "./power.ts";
import { product, productNode } from "./product.ts";
import * as Q from "./rational.ts";

/** The scalar part of a term and what is left, `ones` where nothing is. */
export function splitScalars(e: Expr): readonly [Expr, Expr] {
  if (isScalar(e)) return [e, number(1)];
  if (e.kind !== "product") return [number(1), e];
  return [productNode(e.coefficient, e.scalars, [], SCALAR), productNode(Q.ONE, [], e.factors, e.shape)];
}

/** Entry-by-entry product; scalars multiply, everything else has one shape. */
export function hadamard(items: readonly Expr[]): Expr {
  const shape = items.find((e) => !isScalar(e))?.shape ?? SCALAR;
  if (shape === SCALAR) return product(items);
  const scalars: Expr[] = [];
  const exponents = new Map<Expr, Expr[]>();
  const add = (e: Expr): void => {
    if (!isScalar(e) && e.shape !== shape) {
      throw new ShapeError(`cannot multiply ${shapeText(shape)} and ${shapeText(e.shape)} entry by entry`);
    }
    const [scalar, body] = splitScalars(e);
    if (!isNumber(scalar, 1)) scalars.push(scalar);
    if (isScalar(e) || isCall(body, ONES)) return;
    if (isCall(body, HADAMARD)) {
      for (const inner of body.args) add(inner);
      return;
    }
    const [base, exponent] = entryPowerParts(body);
    const list = exponents.get(base);
    if (list) list.push(exponent);
    else exponents.set(base, [exponent]);
  };
  for (const item of items) add(item);
  const args = [...exponents].map(([base, list]) => hadamardPower(base, sum(list)));
  if (args.some(isZero)) return zeros(shape);
  const kept = args.filter((a) => !isCall(a, ONES));
  const [only] = kept;
  const body = !only ? ones(shape) : kept.length === 1 ? only : call(HADAMARD, kept, [], shape);
  return product([...scalars, body]);
}

/** X.^k as [X, k], also where it stands transposed; anything else as [X, 1]. */
export function entryPowerParts(e: Expr): readonly [Expr, Expr] {
  const turned = isCall(e, TRANSPOSE) ? (e.args[0] as Expr) : undefined;
  if (turned && isCall(turned, HADAMARD_POWER)) {
    return [transpose(turned.args[0] as Expr), turned.args[1] as Expr];
  }
  return isCall(e, HADAMARD_POWER) ? [e.args[0] as Expr, e.args[1] as Expr] : [e, number(1)];
}

/** Each entry to the power of a scalar. */
export function hadamardPower(base: Expr, exponent: Expr): Expr {
  if (isScalar(base)) return power(base, exponent);
  if (isNumber(exponent, 1)) return base;
  if (isNumber(exponent, 0) || isCall(base, ONES)) return ones(base.shape);
  if (isCall(base, TRANSPOSE)) return transpose(hadamardPower(base.args[0] as Expr, exponent));
  const k = exponent.kind === "number" ? exponent.value : undefined;
  if (k && Q.isInteger(k)) {
    const [scalar, body] = splitScalars(base);
    if (!isNumber(scalar, 1)) return product([power(scalar, exponent), hadamardPower(body, exponent)]);
    if (isCall(base, HADAMARD)) return hadamard(base.args.map((a) => hadamardPower(a, exponent)));
    if (isCall(base, HADAMARD_POWER)) {
      return hadamardPower(base.args[0] as Expr, product([base.args[1] as Expr, exponent]));
    }
  }
  return call(HADAMARD_POWER, [base, exponent], [], base.shape);
}
