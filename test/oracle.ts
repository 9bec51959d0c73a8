/**
 * The value of what was written, computed step by step from the syntax: an oracle for the constructors and
 * the shape conventions, which it does not use.
 *
 *     x' * A  ─▶  transpose the value of x, multiply by the value of A
 */
import { evaluateSize } from "../src/expression/dimension.ts";
import { functionNamed } from "../src/functions/index.ts";
import { inverse } from "../src/matrix/linear.ts";
import {
  at,
  fill,
  identity,
  type Matrix,
  map,
  multiply,
  scalarMatrix,
  transposed,
  zip,
} from "../src/matrix/matrix.ts";
import { sizeFrom } from "../src/shapes/declarations.ts";
import type { IndexSyntax, ProductFactor, Syntax } from "../src/syntax/tree.ts";

export interface Given {
  /** Variables and indices. */
  readonly values: ReadonlyMap<string, Matrix>;
  readonly sizes: ReadonlyMap<string, number>;
}

const isOne = (x: Matrix): boolean => x.rows === 1 && x.cols === 1;
const only = (x: Matrix): number => x.data[0] as number;

export function naiveValue(s: Syntax, given: Given): Matrix {
  const at = (part: Syntax): Matrix => naiveValue(part, given);
  switch (s.kind) {
    case "number":
      return scalarMatrix(Number(s.text));
    case "name":
      return given.values.get(s.name) ?? scalarMatrix(given.sizes.get(s.name) ?? Number.NaN);
    case "sum":
      return s.terms
        .map(({ sign, term }) => (sign === "-" ? map(at(term), (v) => -v) : at(term)))
        .reduce((a, b) => zip(a, b, (x, y) => x + y));
    case "product":
      return s.factors
        .slice(1)
        .reduce((left, factor) => joined(left, factor, given), at((s.factors[0] as ProductFactor).factor));
    case "negate":
      return map(at(s.of), (v) => -v);
    case "transpose":
      return transposed(at(s.of));
    case "power":
      return raised(at(s.base), only(at(s.exponent)), s.elementwise);
    case "call":
      return called(s, given);
    case "block":
      return stacked(s.rows.map((row) => row.map(at)));
    case "entry":
      return entry(at(s.of), s.indices, given);
    case "indexed-sum":
      return indexedSum(s, given);
    case "norm":
      throw new Error("norms are written as calls here");
  }
}

function joined(left: Matrix, { operator, factor }: ProductFactor, given: Given): Matrix {
  const right = naiveValue(factor, given);
  const scaled = (x: Matrix, by: Matrix): Matrix => map(x, (v) => v * only(by));
  switch (operator) {
    case "*":
    case "@":
    case "juxtaposed":
      return isOne(left) ? scaled(right, left) : isOne(right) ? scaled(left, right) : multiply(left, right);
    case "/":
      return map(left, (v) => v / only(right));
    case ".*":
      return zip(left, right, (x, y) => x * y);
    case "./":
      return zip(left, right, (x, y) => x / y);
    case "kron":
      throw new Error("Kronecker products are written as calls here");
  }
}

function raised(base: Matrix, k: number, entrywise: boolean): Matrix {
  if (entrywise || isOne(base)) return map(base, (v) => v ** k);
  const factor = k < 0 ? inverse(base) : base;
  return Array.from({ length: Math.abs(k) }).reduce<Matrix>(
    (product) => multiply(product, factor),
    identity(base.rows),
  );
}

function called(s: Extract<Syntax, { kind: "call" }>, given: Given): Matrix {
  const f = functionNamed(s.name);
  if (!f) throw new Error(`no function ${s.name}`);
  const args = s.args.slice(0, f.arity).map((a) => naiveValue(a, given));
  const sizes = s.args.slice(f.arity).map((a) => evaluateSize(sizeFrom(a), given.sizes) as number);
  return f.numeric(args, sizes);
}

function stacked(cells: readonly (readonly Matrix[])[]): Matrix {
  const beside = (a: Matrix, b: Matrix): Matrix =>
    fill(a.rows, a.cols + b.cols, (i, j) => (j < a.cols ? at(a, i, j) : at(b, i, j - a.cols)));
  const wide = cells.map((row) => row.reduce(beside));
  return transposed(wide.map(transposed).reduce(beside));
}

function entry(of: Matrix, indices: readonly IndexSyntax[], given: Given): Matrix {
  const place = (index: IndexSyntax | undefined, count: number): number[] => {
    if (!index || index.kind === "all") return Array.from({ length: count }, (_, i) => i);
    if (index.kind === "at") return [only(naiveValue(index.index, given)) - 1];
    throw new Error("ranges are not written here");
  };
  const rows = place(indices[0], of.rows);
  const cols = indices.length === 1 ? [0] : place(indices[1], of.cols);
  return fill(rows.length, cols.length, (i, j) => at(of, rows[i] as number, cols[j] as number));
}

/** The index runs over the size of what it stands in, which `sizes` says under the index's name. */
function indexedSum(s: Extract<Syntax, { kind: "indexed-sum" }>, given: Given): Matrix {
  const count = lengthOver(s.body, s.index, given);
  const terms = Array.from({ length: count }, (_, i) => {
    const values = new Map(given.values).set(s.index, scalarMatrix(i + 1));
    return naiveValue(s.body, { ...given, values });
  });
  return terms.reduce((a, b) => zip(a, b, (x, y) => x + y));
}

/** The size that an index runs over, from the first entry in which it stands. */
function lengthOver(body: Syntax, index: string, given: Given): number {
  const inside = new Map(given.values).set(index, scalarMatrix(1));
  const pending: unknown[] = [body];
  for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
    if (typeof part !== "object" || part === null) continue;
    const s = part as Syntax;
    if (s.kind === "entry") {
      const which = s.indices.findIndex(
        (i) => i.kind === "at" && i.index.kind === "name" && i.index.name === index,
      );
      if (which >= 0) {
        const of = naiveValue(s.of, { ...given, values: inside });
        return which === 0 ? of.rows : of.cols;
      }
    }
    pending.push(...(Array.isArray(part) ? part : Object.values(part)));
  }
  throw new Error(`the index ${index} is not used`);
}
