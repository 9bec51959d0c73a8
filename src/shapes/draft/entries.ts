/**
 * Entries, rows, columns and ranges of a matrix, and sums over an index.
 *
 *     X[i, :]  ─▶  e_iᵀ X          sum_i v[i]  ─▶  Σ over i from 1 to the size of v
 */
import { ShapeError, type Span, UnsupportedError } from "../../errors.ts";
import { bound, index, selection } from "../../expression/blocks.ts";
import { call, eye, number, sizeScalar, symbol } from "../../expression/build.ts";
import { addSizes, constantSize, type Dimension, UNIT } from "../../expression/dimension.ts";
import { type Expr, SCALAR, shapeOf } from "../../expression/expr.ts";
import { SINGLE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { partsOf } from "../../syntax/parts.ts";
import type { IndexSyntax, Syntax } from "../../syntax/tree.ts";
import { sizeFrom } from "../declarations.ts";
import type { Draft, Scope } from "../scope.ts";
import { writtenText } from "../written.ts";
import { draft, equate, shownShape } from "./draft.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

export function draftEntry(syntax: Of<"entry">, scope: Scope): Draft {
  const of = draft(syntax.of, scope);
  const [first, second] = syntax.indices;
  const vector = scope.sizes.resolve(of.shape.cols) === UNIT;
  if (first?.kind === "at" && !second && !vector && isSampled(syntax.of, scope))
    return draftSample(syntax, first, of, scope);
  if (!first || syntax.indices.length > 2 || (!second && !vector)) {
    const what = vector ? "a vector has one index" : "a matrix has two indices";
    const facts = `${writtenText(syntax.of)} is ${shownShape(of.shape, scope)}`;
    const hint = first && !second ? `write [i, :] for a row, [:, j] for a column` : undefined;
    throw new ShapeError(
      `${facts}: ${what}, and here ${syntax.indices.length === 1 ? "is 1" : `are ${syntax.indices.length}`}`,
      syntax.span,
      hint,
    );
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

/** An undeclared name: notes have readings of their own for it. */
const isSampled = (of: Syntax, scope: Scope): boolean =>
  of.kind === "name" && scope.matricesByRows && scope.variables.get(of.name)?.declared === false;

/** x_i is row i of the matrix x, as a column. */
function draftSample(syntax: Of<"entry">, first: IndexSyntax, of: Draft, scope: Scope): Draft {
  const row = draftIndex(first, of.shape.rows, scope);
  scope.choices.push({ kind: "samples", name: writtenText(syntax.of), where: writtenText(syntax) });
  const make = (): Expr => {
    const matrix = of.make();
    return transpose(product([picking(row, matrix.shape.rows), matrix]));
  };
  return { shape: shapeOf(of.shape.cols, UNIT), make };
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
const unitRow = (i: Expr, n: Dimension): Expr =>
  n === UNIT ? number(1) : call(SINGLE, [number(1), i], [UNIT, n], shapeOf(UNIT, n));

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

/** An index that stands in two places runs over one size. */
export function equateIndex(name: string, a: Dimension, b: Dimension, scope: Scope, span: Span): void {
  equate(a, b, scope, span, () => {
    const [one, other] = [a, b].map((d) => scope.sizes.resolve(d).key.replace(/\?/g, "n"));
    return `the index ${name} runs to ${one} in one place and to ${other} here: the sizes must be equal`;
  });
}

/** n + 1: of sizes and numbers only, and more than a name, which may be an index. */
function isSize(at: Syntax, scope: Scope): boolean {
  const parts = partsOf(at);
  const isPart = (part: Syntax): boolean =>
    part.kind === "name"
      ? scope.sizeNames.has(part.name) && !scope.indices.has(part.name)
      : part.kind === "number" || isSize(part, scope);
  return parts.length > 0 && (at.kind === "sum" || at.kind === "product") && parts.every(isPart);
}

/** The recipe for one place: a number, a size, a bound index, or a free one. */
function draftPlace(at: Syntax, size: Dimension, scope: Scope): () => Expr {
  if (at.kind === "number") {
    const n = Number(at.text);
    const limit = scope.sizes.resolve(size).key;
    if (!Number.isInteger(n) || n < 1 || (/^\d+$/.test(limit) && n > Number(limit))) {
      throw new ShapeError(
        `indices run from 1 to ${/\?|\d\D|\D\d/.test(limit) ? "n" : limit}, and this one is ${at.text}`,
        at.span,
      );
    }
    return () => number(n);
  }
  if (isSize(at, scope)) {
    const place = sizeFrom(at);
    const constant = constantSize(place);
    if (constant !== undefined && constant < 1)
      throw new ShapeError(`indices run from 1, and this one is ${constant}`, at.span);
    return () => sizeScalar(place);
  }
  if (at.kind !== "name") {
    const hint = "indices run from 1; the last entry of a vector of n is x[n]";
    throw new UnsupportedError("an index is a number or a name here", at.span, hint);
  }
  const known = scope.indices.get(at.name);
  if (known) {
    equateIndex(at.name, known.size, size, scope, at.span);
    return () => known.symbol;
  }
  const free = { symbol: symbol(at.name, SCALAR, undefined, "index"), size };
  scope.indices.set(at.name, free);
  return () => symbol(at.name, SCALAR, undefined, "index");
}

export function draftIndexedSum(syntax: Of<"indexed-sum">, scope: Scope): Draft {
  if (syntax.isProduct) throw new UnsupportedError("a product over an index is not supported", syntax.span);
  const size = scope.sizes.fresh();
  const outer = scope.indices.get(syntax.index);
  const index = symbol(syntax.index, SCALAR, undefined, "index");
  scope.indices.set(syntax.index, { symbol: index, size });
  const body = draft(syntax.body, scope);
  if (outer) scope.indices.set(syntax.index, outer);
  else scope.indices.delete(syntax.index);
  if (syntax.to) {
    const to = sizeFrom(syntax.to);
    equate(size, to, scope, syntax.span, () => {
      const used = scope.sizes.resolve(size).key.replace(/\?/g, "n");
      return `the index ${syntax.index} runs to ${to.key}, and where it stands it runs to ${used}: the two must be equal`;
    });
  }
  return { shape: body.shape, make: () => bound(index, scope.sizes.resolve(size), body.make()) };
}
