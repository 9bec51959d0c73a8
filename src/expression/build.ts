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
  type Role,
  SCALAR,
  type Shape,
  type Structure,
  type SymbolNode,
  shapeOf,
  shapeText,
  transposedShape,
} from "./expr.ts";
import { EYE, ONES, TRANSPOSE, ZEROS } from "./heads.ts";
import { transpose } from "./power.ts";
import { product, productNode } from "./product.ts";
import * as Q from "./rational.ts";

export const ids = (list: readonly Expr[]): string => list.map((e) => e.id).join(",");
export const sortedIds = (list: readonly Expr[]): string =>
  list
    .map((e) => e.id)
    .sort((a, b) => a - b)
    .join(",");

// ---- leaves

export const rationalNumber = (value: Q.Rational): Expr =>
  intern(`n${Q.keyOf(value)}`, SCALAR, { kind: "number", value });

export const number = (n: number, d = 1): Expr => rationalNumber(Q.rational(n, d));

export function symbol(
  name: string,
  shape: Shape,
  structure?: Structure,
  role: Role = "variable",
  purpose = name,
): SymbolNode {
  const key = role === "variable" || role === "size" ? name : `${role} ${purpose}`;
  return symbolNode({ key, name, role }, shape, structure);
}

function symbolNode(
  { key, name, role }: Pick<SymbolNode, "key" | "name" | "role">,
  shape: Shape,
  structure: Structure | undefined,
): SymbolNode {
  const place = `s${role}|${key}|${name}|${shape.rows.key}|${shape.cols.key}|${structure ?? ""}`;
  return intern(place, shape, { kind: "symbol", key, name, role, structure }) as SymbolNode;
}

/**
 * A symbol of the program's own, which is no symbol of the user's whatever either is called. `name` is the letter
 * that it has where that is free; symbols for different purposes differ though they ask for the same letter.
 */
export const madeSymbol = (
  name: string,
  shape: Shape,
  structure?: Structure,
  purpose: string = name,
): SymbolNode => symbol(name, shape, structure, "made", purpose);

/** dX: the differential of a symbol, of its shape. */
export const holeOf = (s: SymbolNode, structure?: Structure): SymbolNode =>
  symbol(`d${s.name}`, s.shape, structure, "hole", s.key);

/** An index of a sum or of an entry. */
export const indexSymbol = (name: string): SymbolNode => symbol(name, SCALAR, undefined, "index");

/** The same symbol of another shape or structure. */
export const symbolLike = (s: SymbolNode, shape: Shape = s.shape, structure?: Structure): SymbolNode =>
  symbolNode(s, shape, structure);

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
  const apart: [Expr, Q.Rational][] = [];
  const collect = (term: Expr, factor: Q.Rational): void => {
    if (term.shape !== first.shape) {
      throw new ShapeError(`cannot add ${shapeText(first.shape)} and ${shapeText(term.shape)}`);
    }
    const [own, body] = splitCoefficient(term);
    const coefficient = Q.multiply(factor, own);
    if (body.kind === "sum" && Math.abs(coefficient.n) === 1 && coefficient.d === 1) {
      for (const inner of body.terms) collect(inner, coefficient);
    } else if (!isZero(body)) {
      const before = coefficients.get(body) ?? Q.ZERO;
      if (!Q.canAdd(before, coefficient)) apart.push([body, coefficient]);
      else coefficients.set(body, Q.add(before, coefficient));
    }
  };
  for (const term of terms) collect(term, Q.ONE);
  const kept = [...coefficients, ...apart].filter(([, c]) => !Q.isZero(c));
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
