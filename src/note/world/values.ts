/**
 * Matrices whose entries are nodes of a graph: what a formula is worth in a world.
 *
 * A scalar is 1×1, a vector n×1. Sizes that don't fit are a ShapeError.
 */
import { ShapeError, type Span, UnsupportedError } from "../../errors.ts";
import type { Graph, ScalarNode } from "./graph.ts";

export interface Value {
  readonly rows: number;
  readonly cols: number;
  /** Row by row. */
  readonly entries: readonly ScalarNode[];
}

/** Matrices with more entries are not judged entry by entry. */
const LARGEST = 1024;

export const scalarValue = (node: ScalarNode): Value => ({ rows: 1, cols: 1, entries: [node] });
export const isScalar = ({ rows, cols }: Value): boolean => rows === 1 && cols === 1;
export const entryAt = ({ cols, entries }: Value, i: number, j: number): ScalarNode => entries[i * cols + j]!;

export function matrixOf(rows: number, cols: number, entry: (i: number, j: number) => ScalarNode): Value {
  if (!(rows >= 1 && cols >= 1 && rows * cols <= LARGEST))
    throw new UnsupportedError(`a ${rows}×${cols} matrix is not written out here`);
  const entries: ScalarNode[] = [];
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) entries.push(entry(i, j));
  return { rows, cols, entries };
}

export const mapped = (value: Value, f: (node: ScalarNode) => ScalarNode): Value => ({
  ...value,
  entries: value.entries.map(f),
});

export const transposed = (value: Value): Value =>
  matrixOf(value.cols, value.rows, (i, j) => entryAt(value, j, i));

export const identityValue = (graph: Graph, n: number): Value =>
  matrixOf(n, n, (i, j) => (i === j ? graph.one : graph.zero));

/** How a world writes a size: `m` where it stands for a symbol. */
type Sizes = (value: Value) => string;

export function product(graph: Graph, a: Value, b: Value, span: Span, sizes: Sizes): Value {
  if (isScalar(a)) return mapped(b, (x) => graph.multiply(a.entries[0]!, x));
  if (isScalar(b)) return mapped(a, (x) => graph.multiply(x, b.entries[0]!));
  if (a.cols !== b.rows)
    throw new ShapeError(`the product of a ${sizes(a)} and a ${sizes(b)} matrix has no meaning`, span);
  return matrixOf(a.rows, b.cols, (i, j) => {
    const terms: ScalarNode[] = [];
    for (let k = 0; k < a.cols; k++) terms.push(graph.multiply(entryAt(a, i, k), entryAt(b, k, j)));
    return graph.sum(terms);
  });
}

/** Entry by entry; a scalar is replicated. */
export function combined(
  a: Value,
  b: Value,
  f: (x: ScalarNode, y: ScalarNode) => ScalarNode,
  span: Span,
  sizes: Sizes,
): Value {
  if (isScalar(a)) return mapped(b, (y) => f(a.entries[0]!, y));
  if (isScalar(b)) return mapped(a, (x) => f(x, b.entries[0]!));
  if (a.rows !== b.rows || a.cols !== b.cols)
    throw new ShapeError(`a ${sizes(a)} and a ${sizes(b)} matrix don't fit together entry by entry`, span);
  return { ...a, entries: a.entries.map((x, i) => f(x, b.entries[i]!)) };
}

/** Blocks side by side and below each other; a scalar beside a block of several rows is replicated downwards. */
export function stacked(rows: readonly (readonly Value[])[], span: Span, sizes: Sizes): Value {
  const widest = Math.max(...rows.map((row) => row.reduce((sum, part) => sum + part.cols, 0)));
  const bands = rows.map((written) => {
    const [only] = written;
    // a number above a block is as wide as the block
    const isFiller =
      written.length === 1 && only && isScalar(only) && only.entries[0]!.operation === "constant";
    const row =
      isFiller && widest > 1
        ? [{ rows: 1, cols: widest, entries: Array.from({ length: widest }, () => only.entries[0]!) }]
        : written;
    const height = Math.max(...row.map((part) => part.rows));
    const odd = row.find((part) => part.rows !== height && !isScalar(part));
    if (odd) throw new ShapeError(`a block of ${sizes(odd)} stands beside one of ${height} rows`, span);
    const lines: ScalarNode[][] = [];
    for (let i = 0; i < height; i++)
      lines.push(
        row.flatMap((p) => p.entries.slice(isScalar(p) ? 0 : i * p.cols, isScalar(p) ? 1 : (i + 1) * p.cols)),
      );
    return lines;
  });
  const lines = bands.flat();
  const width = lines[0]?.length ?? 0;
  if (lines.some((line) => line.length !== width)) throw new ShapeError("the rows differ in length", span);
  return { rows: lines.length, cols: width, entries: lines.flat() };
}

/** Gauss and Jordan without pivots, as the values are in general position: the inverse, and the determinant. */
export function inverted(
  graph: Graph,
  value: Value,
  span: Span,
  sizes: Sizes,
): { inverse: Value; determinant: ScalarNode } {
  const n = value.rows;
  if (value.cols !== n)
    throw new ShapeError(`a ${sizes(value)} matrix has no inverse and no determinant`, span);
  const rows = Array.from({ length: n }, (_, i) => [
    ...value.entries.slice(i * n, (i + 1) * n),
    ...Array.from({ length: n }, (_, j) => (i === j ? graph.one : graph.zero)),
  ]);
  let determinant = graph.one;
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    determinant = graph.multiply(determinant, pivot);
    rows[k] = rows[k]!.map((x) => graph.divide(x, pivot));
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      rows[i] = rows[i]!.map((x, j) => graph.subtract(x, graph.multiply(factor, rows[k]![j]!)));
    }
  }
  return { inverse: { rows: n, cols: n, entries: rows.flatMap((row) => row.slice(n)) }, determinant };
}
