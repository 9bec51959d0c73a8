/**
 * Makes values: equal ones are the same object, so that whatever occurs twice is computed once.
 *
 *     multiply(3, 4) is 12 · add(x, negate(y)) is subtract(x, y) · square(sqrt(Σ x²)) is Σ x²
 */
import type { BinaryOperation, UnaryOperation } from "../../backend/backend.ts";
import { foldBinary, foldUnary } from "./fold.ts";
import { type Along, entriesOf, isMatrix, isNumber, type MapOperation, type Node, type Ref } from "./node.ts";
import { constant, type Graph, make } from "./store.ts";

export const plain = (node: Node): Ref => ({ node, transposed: false });

/** The transpose; of a row or column the same entries in another size. */
export function flipped(g: Graph, { node, transposed }: Ref): Ref {
  if (node.symmetric || isNumber(node)) return plain(node);
  if (node.kind === "replicate" && !transposed) {
    return plain(replicate(g, stored(g, flipped(g, plain(node.of))), node.cols, node.rows));
  }
  if (node.kind === "fill") return plain(fill(g, node.value, node.cols, node.rows));
  if (!isMatrix(node)) return plain(view(g, node, node.cols, node.rows));
  return { node, transposed: !transposed };
}

/** A value whose entries stand as the reference reads them. */
export function stored(g: Graph, { node, transposed }: Ref): Node {
  if (!transposed) return node;
  return make(g, `t${node.id}`, node.cols, node.rows, { kind: "transpose", of: node });
}

export const fill = (g: Graph, value: number, rows: number, cols: number): Node =>
  rows * cols === 1
    ? constant(g, value)
    : make(g, `f${value}`, rows, cols, { kind: "fill", value }, rows === cols);

export function view(g: Graph, of: Node, rows: number, cols: number): Node {
  if (of.rows === rows && of.cols === cols) return of;
  if (of.kind === "view") return view(g, of.of, rows, cols);
  if (of.kind === "fill") return fill(g, of.value, rows, cols);
  if (of.kind === "map" && of.args.every((a) => isNumber(a) || (a.rows === of.rows && a.cols === of.cols))) {
    return mapNode(
      g,
      of.operation,
      of.args.map((a) => (isNumber(a) ? a : view(g, a, rows, cols))),
    );
  }
  return make(g, `v${of.id}`, rows, cols, { kind: "view", of });
}

export function replicate(g: Graph, of: Node, rows: number, cols: number): Node {
  if (of.rows === rows && of.cols === cols) return of;
  if (of.kind === "constant" || of.kind === "fill") return fill(g, of.value, rows, cols);
  const symmetric = rows === cols && isNumber(of);
  return make(g, `r${of.id}`, rows, cols, { kind: "replicate", of }, symmetric);
}

function total(g: Graph, of: Node, along: Along): Node {
  const rows = along === "row-sums" ? of.rows : 1;
  const cols = along === "column-sums" ? of.cols : 1;
  if (rows === of.rows && cols === of.cols) return of;
  if (of.kind === "fill") return fill(g, (of.value * entriesOf(of)) / (rows * cols), rows, cols);
  // the sums of a diagonal matrix
  if (of.kind === "onto-diagonal" && !of.onto) {
    const vector = replicate(g, of.vector, of.rows, 1);
    return along === "sum" ? total(g, vector, "sum") : view(g, vector, rows, cols);
  }
  return make(g, `s${along}${of.id}`, rows, cols, { kind: "total", along, of });
}

/** The sums of a value as it is read. */
export function totalOf(g: Graph, { node, transposed }: Ref, along: Along): Ref {
  if (!transposed || along === "sum") return plain(total(g, node, along));
  const sums = total(g, node, along === "row-sums" ? "column-sums" : "row-sums");
  return flipped(g, plain(sums));
}

export const unary = (g: Graph, operation: UnaryOperation, x: Ref): Ref => map(g, operation, [x]);
export const binary = (g: Graph, operation: BinaryOperation, x: Ref, y: Ref): Ref =>
  map(g, operation, [x, y]);

/** Entry by entry; transposed where more of the arguments are. */
export function map(g: Graph, operation: MapOperation, args: readonly Ref[]): Ref {
  const full = args.filter(({ node }) => isMatrix(node) && !node.symmetric && !isReplicated(node));
  const turned = full.filter((a) => a.transposed).length * 2 > full.length;
  const nodes = (turned ? args.map((a) => flipped(g, a)) : args).map((a) => stored(g, a));
  const result = plain(mapNode(g, operation, nodes));
  return turned ? flipped(g, result) : result;
}

const isReplicated = ({ kind }: Node): boolean => kind === "replicate" || kind === "fill";

const COMMUTES: ReadonlySet<MapOperation> = new Set(["add", "multiply", "min", "max"]);

function mapNode(g: Graph, operation: MapOperation, args: readonly Node[]): Node {
  const rows = Math.max(...args.map((a) => a.rows));
  const cols = Math.max(...args.map((a) => a.cols));
  const narrow = args.map((a) =>
    a.kind === "replicate" ? a.of : a.kind === "fill" ? constant(g, a.value) : a,
  );
  const small = smallest(narrow, rows, cols);
  if (small) return replicate(g, mapNode(g, operation, narrow), rows, cols);
  const [x, y] = narrow as [Node, Node | undefined];
  const folded = y
    ? foldBinary(g, operation as BinaryOperation, x, y, mapNode)
    : foldUnary(g, operation as UnaryOperation, x, mapNode);
  if (folded) return replicate(g, folded, rows, cols);
  const ids = narrow.map((a) => a.id);
  if (COMMUTES.has(operation)) ids.sort((a, b) => a - b);
  const symmetric = rows === cols && narrow.every((a) => a.symmetric || isNumber(a));
  return make(g, `${operation} ${ids}`, rows, cols, { kind: "map", operation, args: narrow }, symmetric);
}

/** Whether the arguments as stored are smaller than the result. */
const smallest = (args: readonly Node[], rows: number, cols: number): boolean =>
  Math.max(...args.map((a) => a.rows)) < rows || Math.max(...args.map((a) => a.cols)) < cols;
