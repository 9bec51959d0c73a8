/**
 * Syntax → what it is worth in a world: a matrix of nodes.
 *
 *     \frac{\partial L}{\partial W} = X^\top G  ─▶  both sides as matrices, the left by differentiating L's entry
 *
 * A ShapeError says that sizes don't fit, an UnknownNameError that something is undefined, an UnsupportedError
 * that the formula isn't understood.
 */
import { ShapeError, UnknownNameError, UnsupportedError } from "../../errors.ts";
import type { DerivativeSyntax, Syntax } from "../../syntax/tree.ts";
import { referenceOf } from "../context/reference.ts";
import { isDotted, writtenOut } from "../meaning/dots.ts";
import { interpretCall } from "./calls.ts";
import { derivativeOf, differentialOf, gradientOfLoss } from "./derivatives.ts";
import type { ScalarNode } from "./graph.ts";
import {
  combined,
  identityValue,
  inverted,
  isScalar,
  mapped,
  product,
  scalarValue,
  stacked,
  transposed,
  type Value,
} from "./values.ts";
import { type Indices, OutOfRange, type World } from "./world.ts";

export function interpret(world: World, syntax: Syntax, indices: Indices): Value {
  const { graph } = world;
  const at = (part: Syntax): Value => interpret(world, part, indices);
  switch (syntax.kind) {
    case "number":
      return scalarValue(graph.constant(Number(syntax.text)));
    case "name":
      return interpretName(world, syntax, indices);
    case "entry":
      return interpretEntry(world, syntax, indices);
    case "sum": {
      const add = (x: ScalarNode, y: ScalarNode): ScalarNode => graph.add(x, y);
      const terms = syntax.terms.map(({ sign, term }) =>
        sign === "-" ? mapped(at(term), (x) => graph.negate(x)) : at(term),
      );
      return terms.reduce((a, b, i) =>
        combined(a, withBias(a, b, syntax.terms[i]!.term), add, syntax.terms[i]!.term.span, world.sizeText),
      );
    }
    case "product":
      return interpretProduct(world, syntax, indices);
    case "negate":
      return mapped(at(syntax.of), (x) => graph.negate(x));
    case "transpose":
      return transposed(at(syntax.of));
    case "power":
      return interpretPower(world, syntax, indices);
    case "norm":
    case "call":
      return interpretCall(world, syntax, indices);
    case "block":
      return stacked(
        (isDotted(syntax)
          ? writtenOut(syntax, (term) => world.indexValue(term, new Map(), syntax))
          : syntax.rows
        ).map((row) => row.map(at)),
        syntax.span,
        world.sizeText,
      );
    case "indexed-sum":
      return interpretSum(world, syntax, indices);
  }
}

function interpretName(world: World, syntax: Extract<Syntax, { kind: "name" }>, indices: Indices): Value {
  if (syntax.derivative) return interpretDerivative(world, syntax.derivative, indices, syntax);
  if (syntax.differential !== undefined) return differentialOf(world, syntax.differential, syntax);
  const constant = world.constantAt(syntax, indices);
  if (constant) return constant;
  const reference = referenceOf(syntax)!;
  const index = indices.get(syntax.name);
  if (index !== undefined) return scalarValue(world.graph.constant(index));
  if (reference.indices.length === 0 || world.isNamed(reference.key))
    return world.named(reference.key, syntax);
  return world.entry(reference, indices, syntax);
}

function interpretEntry(world: World, syntax: Extract<Syntax, { kind: "entry" }>, indices: Indices): Value {
  const reference = referenceOf(syntax);
  if (reference && world.isNamed(reference.key)) return world.named(reference.key, syntax);
  if (reference) return world.entry(reference, indices, syntax);
  const whole = interpret(world, syntax.of, indices);
  const places = syntax.indices.map((index) => {
    if (index.kind !== "at" || index.index.kind === "entry")
      throw new UnsupportedError("a slice is not read here", syntax.span);
    const entry = referenceOf({
      ...syntax,
      of: { kind: "name", name: "X", span: syntax.span },
      indices: [index],
    });
    if (!entry) throw new UnsupportedError("this index is not read", syntax.span);
    return world.indexValue(entry.indices[0]!, indices, syntax);
  });
  const [row = 0, column = 1] = whole.rows === 1 && places.length === 1 ? [1, places[0]!] : places;
  const found = row >= 1 && column >= 1 && row <= whole.rows && column <= whole.cols;
  if (!found) throw new OutOfRange("the matrix", world.sizeText(whole), syntax.span);
  return scalarValue(whole.entries[(row - 1) * whole.cols + column - 1]!);
}

/** A vector beside a matrix is a bias, the same in every row; a printed column is not. */
function withBias(whole: Value, part: Value, syntax: Syntax): Value {
  const isBias = part.cols === 1 && part.rows === whole.cols && whole.cols > 1 && !isScalar(part);
  if (!isBias || syntax.kind === "block" || whole.rows === part.rows) return part;
  const row = transposed(part);
  return {
    rows: whole.rows,
    cols: whole.cols,
    entries: Array.from({ length: whole.rows }, () => row.entries).flat(),
  };
}

function interpretProduct(
  world: World,
  syntax: Extract<Syntax, { kind: "product" }>,
  indices: Indices,
): Value {
  const { graph, sizeText } = world;
  let whole: Value | undefined;
  for (const { operator, factor } of syntax.factors) {
    const value = interpret(world, factor, indices);
    if (!whole) whole = value;
    else if (operator === ".*")
      whole = combined(whole, value, (x, y) => graph.multiply(x, y), factor.span, sizeText);
    else if (operator === "./" || operator === "/") {
      if (operator === "/" && !isScalar(value))
        throw new UnsupportedError("a quotient by a matrix is not read", factor.span);
      whole = combined(whole, value, (x, y) => graph.divide(x, y), factor.span, sizeText);
    } else if (operator === "kron") whole = kronecker(world, whole, value);
    else whole = product(graph, whole, value, syntax.span, sizeText);
  }
  return whole!;
}

function kronecker({ graph }: World, a: Value, b: Value): Value {
  const rows = a.rows * b.rows;
  const cols = a.cols * b.cols;
  const entries: ScalarNode[] = [];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++)
      entries.push(
        graph.multiply(
          a.entries[Math.floor(i / b.rows) * a.cols + Math.floor(j / b.cols)]!,
          b.entries[(i % b.rows) * b.cols + (j % b.cols)]!,
        ),
      );
  return { rows, cols, entries };
}

function interpretPower(world: World, syntax: Extract<Syntax, { kind: "power" }>, indices: Indices): Value {
  const { graph, sizeText } = world;
  const base = interpret(world, syntax.base, indices);
  const exponent = constantIn(syntax.exponent, world, indices);
  if (exponent === undefined) throw new UnsupportedError("this exponent is not read", syntax.exponent.span);
  if (isScalar(base) || syntax.elementwise) return mapped(base, (x) => graph.power(x, exponent));
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 8)
    throw new UnsupportedError("this power of a matrix is not read", syntax.span);
  if (base.rows !== base.cols) throw new ShapeError(`a ${sizeText(base)} matrix has no powers`, syntax.span);
  const one = exponent < 0 ? inverted(graph, base, syntax.span, sizeText).inverse : base;
  let whole = identityValue(graph, base.rows);
  for (let i = 0; i < Math.abs(exponent); i++)
    whole = i === 0 ? one : product(graph, whole, one, syntax.span, sizeText);
  return whole;
}

function constantIn(syntax: Syntax, world: World, indices: Indices): number | undefined {
  if (syntax.kind === "number") return Number(syntax.text);
  if (syntax.kind === "name" && world.isStated(syntax.name)) return undefined;
  const value = syntax.kind === "name" ? undefined : interpret(world, syntax, indices);
  const [only] = value && isScalar(value) ? value.entries : [];
  if (!only || only.operation === "variable") return undefined;
  return only.values.every((x) => x === only.values[0]) ? only.values[0] : undefined;
}

const LONGEST_SUM = 100;

function interpretSum(
  world: World,
  syntax: Extract<Syntax, { kind: "indexed-sum" }>,
  indices: Indices,
): Value {
  const { index, body } = syntax;
  const from = syntax.from ? boundOf(world, syntax.from, indices) : 1;
  const to = syntax.to ? boundOf(world, syntax.to, indices) : world.rangeOf(index, body);
  if (to === undefined) throw new UnknownNameError(`nothing says how far ${index} runs`, syntax.span);
  if (to - from >= LONGEST_SUM)
    throw new UnsupportedError("the sum has too many terms to be written out", syntax.span);
  let whole: Value | undefined;
  for (let i = from; i <= to; i++) {
    const term = interpret(world, body, new Map([...indices, [index, i]]));
    whole = whole ? combined(whole, term, (x, y) => world.graph.add(x, y), body.span, world.sizeText) : term;
  }
  return whole ?? scalarValue(world.graph.zero);
}

function boundOf(world: World, bound: Syntax, indices: Indices): number {
  const probe: Syntax = {
    kind: "entry",
    of: { kind: "name", name: "X", span: bound.span },
    indices: [{ kind: "at", index: bound }],
    span: bound.span,
  };
  const [term] = referenceOf(probe)?.indices ?? [];
  if (!term) throw new UnsupportedError("this bound of a sum is not read", bound.span);
  return world.indexValue(term, indices, bound);
}

function interpretDerivative(
  world: World,
  derivative: DerivativeSyntax,
  indices: Indices,
  syntax: Syntax,
): Value {
  const { of, by, order, operator } = derivative;
  if (order > 1 || by.length > 1 || operator === "D")
    throw new UnsupportedError("a derivative of higher order is not read here", syntax.span);
  if (!of) throw new UnsupportedError("a derivative of nothing", syntax.span);
  const [variable] = by;
  if (!variable) {
    if (operator !== "nabla") throw new UnsupportedError("a differential is not read here", syntax.span);
    return gradientOfLoss(world, of, indices, syntax);
  }
  return derivativeOf(world, of, variable, indices, syntax);
}
