/**
 * One part of the syntax ─▶ its shape and the recipe for its expression. Sums and products, where
 * conventions decide what is meant, are in combine.ts.
 */
import { ShapeError, type Span, UnsupportedError } from "../errors.ts";
import { bound, index, selection } from "../expression/blocks.ts";
import { call, eye, number, ones, product, rationalNumber, sizeScalar, symbol } from "../expression/build.ts";
import {
  addSizes,
  constantSize,
  type Dimension,
  multiplySizes,
  sizeOf,
  UNIT,
} from "../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf, shapeText, transposedShape } from "../expression/expr.ts";
import { hadamardPower } from "../expression/hadamard.ts";
import { SINGLE } from "../expression/heads.ts";
import { power, transpose } from "../expression/power.ts";
import { parseRational } from "../expression/rational.ts";
import type { FunctionEntry, ShapeRules } from "../functions/function.ts";
import { apply, functionNamed } from "../functions/index.ts";
import type { IndexSyntax, Syntax } from "../syntax/tree.ts";
import { draftBlock } from "./blocks.ts";
import { draftProduct, draftSum } from "./combine.ts";
import { sizeFrom } from "./declarations.ts";
import { assumeVariable, symbolOf } from "./elaborate.ts";
import { namesIn } from "./names.ts";
import type { Draft, Scope } from "./scope.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

/** Drafts the parts first, the innermost before all: nothing recurses along the depth of the syntax. */
export function draft(syntax: Syntax, scope: Scope): Draft {
  for (const part of innermostFirst(syntax, scope)) {
    const { shape, make } = draftNode(part, scope);
    let made: Expr | undefined;
    const drafted: Draft = {
      shape,
      make: () => {
        made ??= make();
        return made;
      },
    };
    scope.drafted.set(part, drafted);
  }
  return scope.drafted.get(syntax) as Draft;
}

function innermostFirst(root: Syntax, scope: Scope): Syntax[] {
  const order = [root];
  for (const s of order) order.push(...plainParts(s, scope).filter((part) => !scope.drafted.has(part)));
  return scope.drafted.has(root) ? [] : order.reverse();
}

/** The parts that mean the same wherever they stand: no sizes, indices or exponents, nothing below a Σ. */
function plainParts(s: Syntax, scope: Scope): readonly Syntax[] {
  switch (s.kind) {
    case "sum":
      return s.terms.map((t) => t.term).reverse();
    case "product":
      return s.factors.map((f) => f.factor).reverse();
    case "negate":
    case "transpose":
    case "norm":
    case "entry":
      return [s.of];
    case "power":
      return [s.base];
    case "call":
      return s.args.slice(0, functionOf(s.name, scope)?.arity ?? 0).reverse();
    case "block":
      return s.rows.flat().reverse();
    case "number":
    case "name":
    case "indexed-sum":
      return [];
  }
}

const functionOf = (name: string, scope: Scope): FunctionEntry | undefined =>
  scope.functions.get(name) ?? functionNamed(name);

function draftNode(syntax: Syntax, scope: Scope): Draft {
  switch (syntax.kind) {
    case "number":
      return { shape: SCALAR, make: () => rationalNumber(parseRational(syntax.text)) };
    case "name":
      return draftName(syntax, scope);
    case "sum":
      return draftSum(syntax, scope);
    case "product":
      return draftProduct(syntax, scope);
    case "negate":
      return draftSum({ kind: "sum", terms: [{ sign: "-", term: syntax.of }], span: syntax.span }, scope);
    case "transpose": {
      const of = draft(syntax.of, scope);
      return { shape: transposedShape(of.shape), make: () => transpose(of.make()) };
    }
    case "power":
      return draftPower(syntax, scope);
    case "call":
      return draftCall(syntax, scope);
    case "norm":
      return draftNorm(syntax, scope);
    case "block":
      return draftBlock(syntax, scope);
    case "entry":
      return draftEntry(syntax, scope);
    case "indexed-sum":
      return draftIndexedSum(syntax, scope);
  }
}

export const isScalarShape = (shape: Shape, scope: Scope): boolean =>
  scope.sizes.resolveShape(shape) === SCALAR;

/** Makes two sizes equal, or fails with both facts. */
export function equate(a: Dimension, b: Dimension, scope: Scope, span: Span, message: () => string): void {
  if (!scope.sizes.unify(a, b)) throw new ShapeError(message(), span);
}

export const shownShape = (shape: Shape, scope: Scope): string =>
  shapeText(scope.sizes.resolveShape(shape)).replace(/\?/g, "n");

function draftName(syntax: Of<"name">, scope: Scope): Draft {
  const { name } = syntax;
  const definition = scope.definitions.get(name);
  if (definition) return definition;
  const bound = scope.indices.get(name);
  if (bound) return { shape: SCALAR, make: () => bound.symbol };
  const variable = scope.variables.get(name);
  if (variable) return { shape: variable.shape, make: () => symbolOf(variable, scope) };
  if (scope.sizeNames.has(name)) return { shape: SCALAR, make: () => sizeScalar(sizeOf(name)) };
  const constant = draftConstant(name, scope);
  if (constant) return constant;
  if (!scope.undeclaredAllowed || isJoined(name, scope)) throw scope.unknown(name, syntax.span);
  const assumed = assumeVariable(name, scope);
  return { shape: assumed.shape, make: () => symbolOf(assumed, scope) };
}

/** A run of letters that is made of declared names only is a slip, and no new variable. */
function isJoined(name: string, scope: Scope): boolean {
  if (name.length < 2 || ![...scope.variables.values()].some((v) => v.declared)) return false;
  return scope.unknown(name, { start: 0, end: 0 }).hint?.includes("a run of letters") ?? false;
}

/** Undeclared I, 𝟏, e_i and E_ij: identity, ones, unit vectors and single-entry matrices, of inferred size. */
function draftConstant(name: string, scope: Scope): Draft | undefined {
  if (name === "I") {
    const n = scope.sizes.fresh();
    return { shape: shapeOf(n, n), make: () => eye(scope.sizes.resolve(n)) };
  }
  if (name === "𝟏" || name === "𝟙") {
    const shape = shapeOf(scope.sizes.fresh(), UNIT);
    return { shape, make: () => ones(scope.sizes.resolveShape(shape)) };
  }
  const unit = /^e_(\d+|[a-z])$/.exec(name) ?? /^E_(\d|[a-z])_?(\d|[a-z])$/.exec(name);
  if (!unit) return undefined;
  const [, row = "", column] = unit;
  const shape = shapeOf(scope.sizes.fresh(), column === undefined ? UNIT : scope.sizes.fresh());
  const at = (place: string): Expr => {
    const index = scope.indices.get(place);
    if (index) return index.symbol;
    return /\d/.test(place) ? number(Number(place)) : symbol(place, SCALAR, undefined, "index");
  };
  return {
    shape,
    make: () => {
      const { rows, cols } = scope.sizes.resolveShape(shape);
      const places = [at(row), column === undefined ? number(1) : at(column)];
      return call(SINGLE, places, [rows, cols], shapeOf(rows, cols));
    },
  };
}

function draftPower(syntax: Of<"power">, scope: Scope): Draft {
  const { exponent } = syntax;
  const isT = exponent.kind === "name" && exponent.name === "T";
  if (isT && !scope.variables.has("T") && !scope.definitions.has("T")) {
    return draft({ kind: "transpose", of: syntax.base, span: syntax.span }, scope);
  }
  const base = draft(syntax.base, scope);
  const matrix = !syntax.elementwise && !isScalarShape(base.shape, scope);
  // X^k: the k that nothing declares is a whole number, like a size
  if (matrix) for (const name of namesIn(exponent)) if (isFree(name, scope)) scope.sizeNames.add(name);
  const to = draft(exponent, scope);
  equate(
    to.shape.rows,
    UNIT,
    scope,
    exponent.span,
    () => `an exponent is a scalar, and this one is ${shownShape(to.shape, scope)}`,
  );
  equate(
    to.shape.cols,
    UNIT,
    scope,
    exponent.span,
    () => `an exponent is a scalar, and this one is ${shownShape(to.shape, scope)}`,
  );
  if (!matrix) {
    return { shape: base.shape, make: () => hadamardPower(base.make(), to.make()) };
  }
  if (!scope.sizes.unify(base.shape.rows, base.shape.cols)) {
    throw new ShapeError(
      `only a square matrix has powers, and this one is ${shownShape(base.shape, scope)}`,
      syntax.span,
      "for each entry to a power write .^, for the squared length of a vector ‖x‖^2",
    );
  }
  return {
    shape: base.shape,
    make: () => {
      const k = to.make();
      if (k.kind === "number" && k.value.d !== 1) {
        throw new UnsupportedError(
          "a matrix has whole powers only here, and this exponent is no whole number",
          exponent.span,
        );
      }
      return power(base.make(), k);
    },
  };
}

const isFree = (name: string, scope: Scope): boolean =>
  !scope.variables.has(name) && !scope.definitions.has(name) && !scope.indices.has(name);

const inferenceRules = (name: string, scope: Scope, span: Span): ShapeRules => ({
  equal(a, b, why) {
    const say = (d: Dimension) => scope.sizes.resolve(d).key.replace(/\?/g, "n");
    equate(a, b, scope, span, () => `${name}: ${why}, and here the sizes are ${say(a)} and ${say(b)}`);
  },
  unit: UNIT,
  shape: shapeOf,
  multiply: (a, b) => sizeProduct(a, b, scope),
});

function sizeProduct(a: Dimension, b: Dimension, scope: Scope): Dimension {
  const [x, y] = [scope.sizes.resolve(a), scope.sizes.resolve(b)];
  return x === UNIT ? y : y === UNIT ? x : multiplySizes(x, y);
}

function draftCall(syntax: Of<"call">, scope: Scope): Draft {
  const entry = functionOf(syntax.name, scope);
  if (!entry) throw scope.unknown(syntax.name, syntax.span);
  const [fewest, most] = entry.sizeArity ?? [0, 0];
  const count = syntax.args.length - entry.arity;
  if (count < fewest || count > most) {
    const wanted =
      fewest === most ? `${entry.arity + fewest}` : `${entry.arity + fewest} or ${entry.arity + most}`;
    throw new ShapeError(
      `${entry.name} takes ${wanted} arguments, and here are ${syntax.args.length}`,
      syntax.span,
    );
  }
  const args = syntax.args.slice(0, entry.arity).map((a) => draft(a, scope));
  const sizes = syntax.args.slice(entry.arity).map(sizeFrom);
  if (most === 2 && sizes.length === 1) sizes.push(UNIT);
  return draftApplication(entry, args, sizes, scope, syntax.span);
}

function draftApplication(
  entry: FunctionEntry,
  args: readonly Draft[],
  sizes: readonly Dimension[],
  scope: Scope,
  span: Span,
): Draft {
  const shapes = args.map((a) => scope.sizes.resolveShape(a.shape));
  const shape = entry.shape(shapes, inferenceRules(entry.name, scope, span), sizes);
  return {
    shape,
    make: () =>
      apply(
        entry,
        args.map((a) => a.make()),
        sizes,
      ),
  };
}

const NORMS: Record<Of<"norm">["which"], string> = {
  none: "norm2",
  "1": "norm1",
  "2": "norm2",
  F: "norm2",
  inf: "norm_inf",
  nuclear: "norm_nuclear",
  abs: "abs",
};

/** ‖x‖₂ is Euclid's for a vector and the spectral norm for a matrix; ‖X‖ without a mark is Frobenius'. */
function draftNorm(syntax: Of<"norm">, scope: Scope): Draft {
  const of = draft(syntax.of, scope);
  const { cols } = scope.sizes.resolveShape(of.shape);
  const spectral = syntax.which === "2" && cols !== UNIT;
  const entry = functionNamed(spectral ? "norm_spectral" : NORMS[syntax.which]) as FunctionEntry;
  return draftApplication(entry, [of], [], scope, syntax.span);
}

function draftEntry(syntax: Of<"entry">, scope: Scope): Draft {
  const of = draft(syntax.of, scope);
  const [first, second] = syntax.indices;
  const vector = scope.sizes.resolve(of.shape.cols) === UNIT;
  if (!first || syntax.indices.length > 2 || (!second && !vector)) {
    const what = vector ? "a vector has one index" : "a matrix has two indices";
    throw new ShapeError(`${what}, and here are ${syntax.indices.length}`, syntax.span);
  }
  const row = draftIndex(first, of.shape.rows, scope);
  const column: Picked = second
    ? draftIndex(second, of.shape.cols, scope)
    : { size: UNIT, at: () => number(1), rows: undefined };
  const make = (): Expr => {
    const matrix = of.make();
    if (row.at && column.at) return index(matrix, row.at(), column.at());
    const { rows, cols } = matrix.shape;
    return product([picking(row, rows), matrix, transpose(picking(column, cols))]);
  };
  return { shape: shapeOf(row.size, column.size), make };
}

/** What an index picks: how many, and either which one or which rows as a selection [0 I 0]. */
interface Picked {
  readonly size: Dimension;
  readonly at: (() => Expr) | undefined;
  readonly rows: ((n: Dimension) => Expr) | undefined;
}

/** The matrix that picks rows from the left. */
function picking({ at, rows }: Picked, n: Dimension): Expr {
  if (at) return unitRow(at(), n);
  return rows ? rows(n) : eye(n);
}

/** e_iᵀ, which picks row i from the left. */
const unitRow = (i: Expr, n: Dimension): Expr => call(SINGLE, [number(1), i], [UNIT, n], shapeOf(UNIT, n));

function draftIndex(syntax: IndexSyntax, size: Dimension, scope: Scope): Picked {
  if (syntax.kind === "all") return { size, at: undefined, rows: undefined };
  if (syntax.kind === "range") return draftRange(syntax);
  return { size: UNIT, at: draftPlace(syntax.index, size, scope), rows: undefined };
}

/** Rows `from` to `to`, both counted: [0 I 0]. */
function draftRange(syntax: Extract<IndexSyntax, { kind: "range" }>): Picked {
  const before = addSizes(sizeFrom(syntax.from), UNIT, -1);
  const size = addSizes(sizeFrom(syntax.to), before, -1);
  const count = constantSize(size);
  if (count !== undefined && count < 1) {
    throw new ShapeError("a range runs from a smaller index to a larger one", syntax.from.span);
  }
  const rows = (n: Dimension): Expr => {
    const after = addSizes(addSizes(n, size, -1), before, -1);
    const left = constantSize(after);
    if (left !== undefined && left < 0) {
      throw new ShapeError(`the range ends after the last of ${n.key}`, syntax.to.span);
    }
    const parts = [before, size, after].filter((d) => constantSize(d) !== 0);
    return selection(parts, constantSize(before) === 0 ? 0 : 1);
  };
  return { size, at: count === 1 ? () => sizeScalar(sizeFrom(syntax.from)) : undefined, rows };
}

/** The recipe for one place: a number, a bound index, or a free one. */
function draftPlace(at: Syntax, size: Dimension, scope: Scope): () => Expr {
  if (at.kind === "number") {
    const n = Number(at.text);
    const limit = scope.sizes.resolve(size).key;
    if (!Number.isInteger(n) || n < 1 || (/^\d+$/.test(limit) && n > Number(limit))) {
      throw new ShapeError(
        `indices run from 1 to ${limit.replace(/\?/g, "n")}, and this one is ${at.text}`,
        at.span,
      );
    }
    return () => number(n);
  }
  if (at.kind !== "name") throw new UnsupportedError("an index is a number or a name here", at.span);
  const known = scope.indices.get(at.name);
  if (known) {
    equate(known.size, size, scope, at.span, () => `the index ${at.name} runs over two different sizes`);
    return () => known.symbol;
  }
  const free = { symbol: symbol(at.name, SCALAR, undefined, "index"), size };
  scope.indices.set(at.name, free);
  return () => symbol(at.name, SCALAR, undefined, "index");
}

function draftIndexedSum(syntax: Of<"indexed-sum">, scope: Scope): Draft {
  const size = scope.sizes.fresh();
  const outer = scope.indices.get(syntax.index);
  const index = symbol(syntax.index, SCALAR, undefined, "index");
  scope.indices.set(syntax.index, { symbol: index, size });
  const body = draft(syntax.body, scope);
  if (outer) scope.indices.set(syntax.index, outer);
  else scope.indices.delete(syntax.index);
  if (syntax.to) {
    const to = sizeFrom(syntax.to);
    equate(
      size,
      to,
      scope,
      syntax.span,
      () => `the index ${syntax.index} runs to ${to.key}, but is used over another size`,
    );
  }
  return { shape: body.shape, make: () => bound(index, scope.sizes.resolve(size), body.make()) };
}
