/**
 * Which sizes a formula makes equal, as far as it says so; nothing is judged here.
 *
 *     A (m × k), \quad C = A B  ─▶  B has k rows, C has m
 */
import type { Syntax } from "../../syntax/tree.ts";
import { insideOf } from "../context/context.ts";
import { referenceOf } from "../context/reference.ts";
import { isDotted } from "../meaning/dots.ts";
import { type Dimension, type DimensionPair, type Dimensions, isUnit, rootOf } from "./dimensions.ts";

export interface ShapeScope {
  readonly dimensions: Dimensions;
  /** Of a name or entry its shape, made up where nothing is known. */
  shapeOf(syntax: Syntax): DimensionPair | undefined;
  /** Of the matrix that entries with this letter belong to. */
  shapeBehind(name: Syntax): DimensionPair | undefined;
}

const SCALAR_CALLS: ReadonlySet<string> = new Set(
  "tr det logdet sum mean norm norm1 norm2 logsumexp delta norm_inf norm_nuclear norm_spectral".split(" "),
);
const SQUARE_CALLS: ReadonlySet<string> = new Set("tr det logdet inv expm adj".split(" "));

const isScalarShape = (shape: DimensionPair): boolean => isUnit(shape.rows) && isUnit(shape.cols);

/** Undefined where the shape isn't plain from the formula. */
export function inferShape(syntax: Syntax, scope: ShapeScope): DimensionPair | undefined {
  const { dimensions } = scope;
  const scalar: DimensionPair = { rows: dimensions.one, cols: dimensions.one };
  const at = (part: Syntax): DimensionPair | undefined => inferShape(part, scope);
  switch (syntax.kind) {
    case "number":
      return scalar;
    case "name":
      if (syntax.derivative) return derivativeShape(syntax.derivative, scope, scalar);
      if (syntax.differential !== undefined)
        return at({ kind: "name", name: syntax.differential, span: syntax.span });
      return scope.shapeOf(syntax);
    case "entry":
      if (syntax.of.kind !== "name") at(syntax.of);
      return scope.shapeOf(syntax) ?? scalar;
    case "sum":
      return together(
        syntax.terms.map(({ term }) => at(term)),
        scope,
      );
    case "negate":
      return at(syntax.of);
    case "transpose": {
      const inner = at(syntax.of);
      return inner && { rows: inner.cols, cols: inner.rows };
    }
    case "product":
      return productShape(syntax, scope);
    case "power": {
      const base = at(syntax.base);
      if (base && !syntax.elementwise && !isScalarShape(base) && syntax.exponent.kind !== "name")
        dimensions.unify(base.rows, base.cols);
      return base;
    }
    case "norm":
      at(syntax.of);
      return scalar;
    case "call":
      return callShape(syntax, scope, scalar);
    case "block":
      return blockShape(syntax, scope);
    case "indexed-sum":
      unifyBound(syntax, scope);
      return at(syntax.body);
  }
}

/** The terms of a sum have one shape; scalars are replicated. */
export function together(
  shapes: readonly (DimensionPair | undefined)[],
  { dimensions }: ShapeScope,
): DimensionPair | undefined {
  if (shapes.includes(undefined)) return undefined;
  const [first, ...others] = shapes.filter((shape): shape is DimensionPair => !isScalarShape(shape!));
  if (!first) return shapes[0];
  for (const other of others) {
    // a vector beside a matrix is a bias: as long as a row
    if (isUnit(other.cols) && !isUnit(first.cols)) dimensions.unify(other.rows, first.cols);
    else {
      dimensions.unify(first.rows, other.rows);
      dimensions.unify(first.cols, other.cols);
    }
  }
  return first;
}

function productShape(
  syntax: Extract<Syntax, { kind: "product" }>,
  scope: ShapeScope,
): DimensionPair | undefined {
  let whole: DimensionPair | undefined;
  let isFirst = true;
  for (const { operator, factor } of syntax.factors) {
    const shape = inferShape(factor, scope);
    if (operator === "kron" || !shape) return undefined;
    if (isFirst || (whole && isScalarShape(whole))) whole = operator === "/" && !isFirst ? whole : shape;
    else if (whole && !isScalarShape(shape) && operator !== "/") {
      if (operator === ".*" || operator === "./") whole = together([whole, shape], scope);
      else {
        scope.dimensions.unify(whole.cols, shape.rows);
        whole = { rows: whole.rows, cols: shape.cols };
      }
    }
    isFirst = false;
  }
  return whole;
}

function derivativeShape(
  { of, by }: NonNullable<Extract<Syntax, { kind: "name" }>["derivative"]>,
  scope: ShapeScope,
  scalar: DimensionPair,
): DimensionPair | undefined {
  const above = of && inferShape(of, scope);
  const [variable] = by;
  if (!variable) return above;
  if (by.length > 1) return undefined;
  const below = inferShape(variable, scope);
  if (!above || !below) return undefined;
  if (isScalarShape(above)) return below;
  if (isScalarShape(below)) return above;
  return isUnit(above.cols) && isUnit(below.cols)
    ? { rows: above.rows, cols: below.rows }
    : scalar && undefined;
}

function callShape(
  syntax: Extract<Syntax, { kind: "call" }>,
  scope: ShapeScope,
  scalar: DimensionPair,
): DimensionPair | undefined {
  const { dimensions } = scope;
  const { name, args } = syntax;
  if (name === "eye") {
    const n = dimensions.of(args[0]!);
    return { rows: n, cols: n };
  }
  if (name === "ones" || name === "zeros")
    return { rows: dimensions.of(args[0]!), cols: args[1] ? dimensions.of(args[1]) : dimensions.one };
  if (name === "delta") return scalar;
  const shapes = args.map((arg) => inferShape(arg, scope));
  const [first] = shapes;
  if (SQUARE_CALLS.has(name) && first) dimensions.unify(first.rows, first.cols);
  if (SCALAR_CALLS.has(name)) return scalar;
  if (name === "diag" || name === "vec" || name === "kron") return undefined;
  return args.length === 1 ? first : undefined;
}

function blockShape(
  syntax: Extract<Syntax, { kind: "block" }>,
  scope: ShapeScope,
): DimensionPair | undefined {
  const { dimensions } = scope;
  if (isDotted(syntax)) return dottedShape(syntax, scope);
  const shapes = syntax.rows.map((row) => row.map((cell) => inferShape(cell, scope)));
  if (shapes.flat().every((shape) => shape && isScalarShape(shape)))
    return { rows: dimensions.constant(shapes.length), cols: dimensions.constant(shapes[0]!.length) };
  const heights = shapes.map((row) => commonSize(row, "rows", scope));
  const widths = shapes[0]!.map((_, j) =>
    commonSize(
      shapes.map((row) => row[j]),
      "cols",
      scope,
    ),
  );
  const [rows, cols] = [totalSize(heights, scope), totalSize(widths, scope)];
  return rows && cols ? { rows, cols } : undefined;
}

/** Blocks beside each other are as high, numbers as high as they need be. */
function commonSize(
  shapes: readonly (DimensionPair | undefined)[],
  side: "rows" | "cols",
  { dimensions }: ShapeScope,
): Dimension | undefined {
  const wide = shapes.filter((shape): shape is DimensionPair => shape !== undefined && !isScalarShape(shape));
  const [first] = wide;
  for (const shape of wide) dimensions.unify(first![side], shape[side]);
  return first?.[side] ?? (shapes.includes(undefined) ? undefined : dimensions.one);
}

function totalSize(
  sizes: readonly (Dimension | undefined)[],
  { dimensions }: ShapeScope,
): Dimension | undefined {
  if (sizes.includes(undefined)) return undefined;
  const open = sizes.filter((size) => rootOf(size!).constant === undefined);
  const constant = sizes.reduce((sum, size) => sum + (rootOf(size!).constant ?? 0), 0);
  if (open.length === 0) return dimensions.constant(constant);
  return open.length === 1 ? dimensions.plus(open[0]!, constant) : dimensions.fresh();
}

/** The indices of the last row and of the last column are the sizes. */
function dottedShape(
  syntax: Extract<Syntax, { kind: "block" }>,
  { dimensions }: ShapeScope,
): DimensionPair | undefined {
  const { rows } = syntax;
  const corner = (row: number, column: number): readonly string[] | undefined => {
    const cell = rows.at(row)?.at(column);
    const entry = cell && (referenceOf(cell) ?? innerReference(cell));
    return entry?.indices.map(({ letter, offset }) =>
      letter === undefined ? `${offset}` : `${letter}${offset ? `+${offset}` : ""}`,
    );
  };
  const size = (a: readonly string[] | undefined, b: readonly string[] | undefined): Dimension => {
    const which = a && b ? b.findIndex((text, i) => text !== a[i]) : -1;
    const text = which < 0 ? undefined : b![which];
    const [, letter, by] = /^(\p{L})(?:\+(-?\d+))?$/u.exec(text ?? "") ?? [];
    return letter ? dimensions.shifted(letter, Number(by ?? 0)) : dimensions.fresh();
  };
  return {
    rows: rows.length === 1 ? dimensions.one : size(corner(0, 0), corner(-1, 0)),
    cols: rows[0]!.length === 1 ? dimensions.one : size(corner(0, 0), corner(0, -1)),
  };
}

/** Of ∂L/∂w_{11} the w_{11}. */
function innerReference(cell: Syntax): ReturnType<typeof referenceOf> {
  const by = cell.kind === "name" ? cell.derivative?.by[0] : undefined;
  return by && referenceOf(by);
}

/** \sum_{i=1}^{n} x_{i1}: x has n rows. */
function unifyBound(syntax: Extract<Syntax, { kind: "indexed-sum" }>, scope: ShapeScope): void {
  const { index, to, body } = syntax;
  if (!to) return;
  const bound = scope.dimensions.of(to);
  const open: Syntax[] = [body];
  while (open.length > 0) {
    const part = open.pop()!;
    if (part.kind === "entry") {
      const whole = scope.shapeBehind(part.of);
      const [first, second] = part.indices;
      const isAt = (i: typeof first): boolean =>
        i?.kind === "at" && i.index.kind === "name" && i.index.name === index;
      if (whole && isAt(first)) scope.dimensions.unify(whole.rows, bound);
      if (whole && isAt(second)) scope.dimensions.unify(whole.cols, bound);
    }
    open.push(...insideOf(part));
  }
}
