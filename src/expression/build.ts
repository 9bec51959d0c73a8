/**
 * The normalising constructors: every expression is made here.
 *
 * They keep the cheap invariants: sums and products flat, numbers folded, like terms collected,
 * transposes at the leaves, `I` and `0` gone, a 1×1 chain taken out as a scalar. What they can't see
 * is a named rewrite (simplify/). Matrix factors are never reordered. Sums, scalar factors, Hadamard
 * products and 1×1 chains are equal whatever the order (or orientation) they were written in, and
 * keep the one that was written first.
 */
import { ShapeError } from "../errors.ts";
import { type Dimension, UNIT } from "./dimension.ts";
import {
  type CallNode,
  type Expr,
  type FunctionHead,
  find,
  intern,
  isScalar,
  isSquare,
  type Role,
  SCALAR,
  type Shape,
  type Structure,
  type SymbolNode,
  shapeOf,
  shapeText,
  transposedShape,
} from "./expr.ts";
import { EYE, INVERSE, ONES, TRANSPOSE, ZEROS } from "./heads.ts";
import { power, transpose } from "./power.ts";
import * as Q from "./rational.ts";

const ids = (list: readonly Expr[]): string => list.map((e) => e.id).join(",");
const sortedIds = (list: readonly Expr[]): string =>
  list
    .map((e) => e.id)
    .sort((a, b) => a - b)
    .join(",");

// ---- leaves

export const rationalNumber = (value: Q.Rational): Expr =>
  intern(`n${value.n}/${value.d}`, SCALAR, { kind: "number", value });

export const number = (n: number, d = 1): Expr => rationalNumber(Q.rational(n, d));

export function symbol(
  name: string,
  shape: Shape,
  structure?: Structure,
  role: Role = "variable",
): SymbolNode {
  const key = `s${role}|${name}|${shape.rows.key}|${shape.cols.key}|${structure ?? ""}`;
  return intern(key, shape, { kind: "symbol", name, role, structure }) as SymbolNode;
}

export const isNumber = (e: Expr, n: number, d = 1): boolean =>
  e.kind === "number" && e.value.n === n && e.value.d === d;
/** A call of that function; a type guard that leaves calls of other functions alone. */
export const isCall = <H extends FunctionHead>(e: Expr, head: H): e is CallNode & { readonly fn: H } =>
  e.kind === "call" && e.fn.name === head.name;
export const isZero = (e: Expr): boolean => isCall(e, ZEROS) || isNumber(e, 0);

const constant = (head: FunctionHead, shape: Shape): Expr => call(head, [], [shape.rows, shape.cols], shape);
export const zeros = (shape: Shape): Expr => (shape === SCALAR ? number(0) : constant(ZEROS, shape));
export const ones = (shape: Shape): Expr => (shape === SCALAR ? number(1) : constant(ONES, shape));
export const eye = (n: Dimension): Expr => (n === UNIT ? number(1) : call(EYE, [], [n], shapeOf(n, n)));

/** A size as a scalar: the `m` of a mean. */
export function sizeScalar(d: Dimension): Expr {
  const terms = d.monomials.map(({ coefficient, names }) =>
    product([number(coefficient), ...names.map((name) => symbol(name, SCALAR, undefined, "size"))]),
  );
  return terms.length === 0 ? number(0) : sum(terms);
}

/** A call as it stands; functions/apply.ts checks shapes and normalises. */
export function call(
  fn: FunctionHead,
  args: readonly Expr[],
  sizes: readonly Dimension[],
  shape: Shape,
): Expr {
  const [x] = args;
  if (fn.elementwise && x && !isScalar(x)) {
    // one of f(X) and f(Xᵀ) exists, the other is its transpose
    if (isCall(x, TRANSPOSE)) return transpose(call(fn, args.map(transpose), sizes, transposedShape(shape)));
    const turned = args.map(transpose);
    if (turned[0] !== x && !find(callKey(fn, args, sizes)) && find(callKey(fn, turned, sizes))) {
      return transpose(call(fn, turned, sizes, transposedShape(shape)));
    }
  }
  const key = callKey(fn, args, sizes);
  return intern(key, shape, {
    kind: "call",
    fn,
    args: Object.freeze([...args]),
    sizes: Object.freeze([...sizes]),
  });
}

function callKey(fn: FunctionHead, args: readonly Expr[], sizes: readonly Dimension[]): string {
  const argumentIds = fn.commutative ? sortedIds(args) : ids(args);
  return `c${fn.name}|${argumentIds}|${sizes.map((d) => d.key).join(",")}`;
}

// ---- sums

/** A term's coefficient, and the term without it. */
export function splitCoefficient(e: Expr): readonly [Q.Rational, Expr] {
  if (e.kind === "number") return [e.value, number(1)];
  if (e.kind !== "product" || Q.isOne(e.coefficient)) return [Q.ONE, e];
  return [e.coefficient, productNode(Q.ONE, e.scalars, e.factors, e.shape)];
}

export function scale(coefficient: Q.Rational, e: Expr): Expr {
  if (Q.isOne(coefficient)) return e;
  if (Q.isZero(coefficient)) return zeros(e.shape);
  if (isZero(e)) return e;
  if (e.kind === "number") return rationalNumber(Q.multiply(coefficient, e.value));
  if (e.kind === "product" && (e.scalars.length > 0 || e.shape !== SCALAR)) {
    return productNode(Q.multiply(coefficient, e.coefficient), e.scalars, e.factors, e.shape);
  }
  return e.shape === SCALAR
    ? productNode(coefficient, [e], [], SCALAR)
    : productNode(coefficient, [], [e], e.shape);
}

export const negate = (e: Expr): Expr => scale(Q.MINUS_ONE, e);
export const subtract = (a: Expr, b: Expr): Expr => sum([a, negate(b)]);

/** Adds; all terms have one shape. */
export function sum(terms: readonly Expr[]): Expr {
  const [first] = terms;
  if (!first) throw new Error("a sum needs a term");
  if (terms.length === 1) return first;
  const coefficients = new Map<Expr, Q.Rational>();
  const collect = (term: Expr, factor: Q.Rational): void => {
    if (term.shape !== first.shape) {
      throw new ShapeError(`cannot add ${shapeText(first.shape)} and ${shapeText(term.shape)}`);
    }
    const [own, body] = splitCoefficient(term);
    const coefficient = Q.multiply(factor, own);
    if (body.kind === "sum" && Math.abs(coefficient.n) === 1 && coefficient.d === 1) {
      for (const inner of body.terms) collect(inner, coefficient);
    } else if (!isZero(body)) coefficients.set(body, Q.add(coefficients.get(body) ?? Q.ZERO, coefficient));
  };
  for (const term of terms) collect(term, Q.ONE);
  const kept = [...coefficients].filter(([, c]) => !Q.isZero(c));
  const [only] = kept;
  if (!only) return zeros(first.shape);
  if (kept.length === 1) return scale(only[1], only[0]);
  return sumNode(
    kept.map(([body, c]) => scale(c, body)),
    first.shape,
  );
}

/** `a − b` and `b − a` are one node with a sign: the orientation written first is kept. */
function sumNode(terms: readonly Expr[], shape: Shape): Expr {
  const key = `+${sortedIds(terms)}`;
  const known = find(key);
  if (known) return known;
  // −a − b is −(a + b)
  if (terms.every((t) => splitCoefficient(t)[0].n < 0)) return negate(sumNode(terms.map(negate), shape));
  const opposite = find(`+${sortedIds(terms.map(negate))}`);
  if (opposite) return negate(opposite);
  // A + Aᵀ, not Aᵀ + A
  const [first, second] = terms as readonly [Expr, Expr];
  const turned = terms.length === 2 && isCall(first, TRANSPOSE) && first.args[0] === second;
  return intern(key, shape, { kind: "sum", terms: Object.freeze(turned ? [second, first] : [...terms]) });
}

// ---- products

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
  const key = `*${coefficient.n}/${coefficient.d}|${sortedIds(scalars)}|${ids(factors)}`;
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
  const kept = !odd && transposeCount(bare) < transposeCount(factors) ? bare : factors;
  return intern(
    kept === factors ? key : alias,
    SCALAR,
    { kind: "product", coefficient: Q.ONE, scalars: [], factors: Object.freeze([...kept]) },
    odd ? undefined : kept === factors ? alias : key,
  );
}

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

const isOrthogonal = (e: Expr): boolean => e.kind === "symbol" && e.structure === "orthogonal";

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
