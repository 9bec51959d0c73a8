/**
 * What needn't be computed entry by entry: numbers, neutral elements, signs.
 *
 *     x + (−y)  ─▶  x − y        x · (1 ⊘ y)  ─▶  x ⊘ y        2 · (3 · x)  ─▶  6 · x
 */
import type { BinaryOperation, UnaryOperation } from "../../backend/backend.ts";
import { BINARY, UNARY } from "../../backend/js/operations.ts";
import type { MapOperation, Node } from "./node.ts";
import type { Graph } from "./store.ts";
import { constant } from "./store.ts";

/** By the plain backend's own loops, over one entry. */
function unaryOf(operation: UnaryOperation, x: number): number {
  const cell = Float64Array.of(x);
  UNARY[operation](cell, 0, cell, 0, 1);
  return cell[0] as number;
}

function binaryOf(operation: BinaryOperation, x: number, y: number): number {
  const cells = Float64Array.of(x, y);
  BINARY[operation](cells, 0, cells, 1, cells, 0, 1);
  return cells[0] as number;
}

type MakeMap = (g: Graph, operation: MapOperation, args: readonly Node[]) => Node;

const isMap = (node: Node, operation: MapOperation): boolean =>
  node.kind === "map" && node.operation === operation;
const argument = (node: Node, which = 0): Node => (node.kind === "map" ? (node.args[which] as Node) : node);
const isValue = (node: Node, value: number): boolean => node.kind === "constant" && node.value === value;

export function foldUnary(g: Graph, operation: UnaryOperation, x: Node, map: MakeMap): Node | undefined {
  if (x.kind === "constant") return constant(g, unaryOf(operation, x.value));
  if (operation === "negate" && isMap(x, "negate")) return argument(x);
  if (operation === "negate" && isMap(x, "subtract"))
    return map(g, "subtract", [argument(x, 1), argument(x)]);
  if (operation === "square" && isMap(x, "negate")) return map(g, "square", [argument(x)]);
  // ‖x‖² is the sum of squares itself
  if (operation === "square" && isMap(x, "sqrt") && isSumOfSquares(argument(x))) return argument(x);
  return undefined;
}

const isSumOfSquares = (node: Node): boolean => node.kind === "total" && isMap(node.of, "square");

export function foldBinary(
  g: Graph,
  operation: BinaryOperation,
  x: Node,
  y: Node,
  map: MakeMap,
): Node | undefined {
  if (x.kind === "constant" && y.kind === "constant")
    return constant(g, binaryOf(operation, x.value, y.value));
  switch (operation) {
    case "add":
      if (isValue(x, 0)) return y;
      if (isValue(y, 0)) return x;
      if (isMap(y, "negate")) return map(g, "subtract", [x, argument(y)]);
      if (isMap(x, "negate")) return map(g, "subtract", [y, argument(x)]);
      return undefined;
    case "subtract":
      if (isValue(y, 0)) return x;
      if (isValue(x, 0)) return map(g, "negate", [y]);
      if (isMap(y, "negate")) return map(g, "add", [x, argument(y)]);
      return undefined;
    case "multiply":
      return foldProduct(g, x, y, map);
    case "divide":
      return isValue(y, 1) ? x : undefined;
    case "power":
      return y.kind === "constant" ? foldPower(g, x, y.value, map) : undefined;
    case "min":
    case "max":
      return x === y ? x : undefined;
  }
}

function foldProduct(g: Graph, x: Node, y: Node, map: MakeMap): Node | undefined {
  const [a, b] = x.kind === "constant" ? [x, y] : [y, x];
  if (a.kind === "constant") {
    if (a.value === 1) return b;
    if (a.value === -1) return map(g, "negate", [b]);
    const inner = isMap(b, "multiply") ? [argument(b), argument(b, 1)] : [];
    const number = inner.find((n) => n.kind === "constant");
    if (number?.kind === "constant") {
      const other = inner.find((n) => n !== number) as Node;
      return map(g, "multiply", [constant(g, a.value * number.value), other]);
    }
    if (isMap(b, "negate")) return map(g, "multiply", [constant(g, -a.value), argument(b)]);
    return undefined;
  }
  if (x === y) return map(g, "square", [x]);
  if (isMap(x, "negate")) return map(g, "negate", [map(g, "multiply", [argument(x), y])]);
  if (isMap(y, "negate")) return map(g, "negate", [map(g, "multiply", [x, argument(y)])]);
  const cancelled = cancelQuotient(g, x, y, map) ?? cancelQuotient(g, y, x, map);
  if (cancelled) return cancelled;
  // one reciprocal of a small operand is cheaper than many quotients
  if (isMap(y, "reciprocal") && y.rows >= x.rows && y.cols >= x.cols)
    return map(g, "divide", [x, argument(y)]);
  if (isMap(x, "reciprocal") && x.rows >= y.rows && x.cols >= y.cols)
    return map(g, "divide", [y, argument(x)]);
  return undefined;
}

/** x (a − t ⊘ x) = x a − t, which is finite where x vanishes: the gradient of log softmax. */
function cancelQuotient(g: Graph, x: Node, y: Node, map: MakeMap): Node | undefined {
  if (!isMap(y, "subtract")) return undefined;
  const [a, quotient] = [argument(y), argument(y, 1)];
  if (!isMap(quotient, "divide") || argument(quotient, 1) !== x) return undefined;
  return map(g, "subtract", [map(g, "multiply", [x, a]), argument(quotient)]);
}

function foldPower(g: Graph, x: Node, k: number, map: MakeMap): Node | undefined {
  switch (k) {
    case 1:
      return x;
    case 2:
      return map(g, "square", [x]);
    case 3:
      return map(g, "multiply", [map(g, "square", [x]), x]);
    case 4:
      return map(g, "square", [map(g, "square", [x])]);
    case -1:
      return map(g, "reciprocal", [x]);
    case -2:
      return map(g, "reciprocal", [map(g, "square", [x])]);
    case 0.5:
      return map(g, "sqrt", [x]);
    case -0.5:
      return map(g, "reciprocal", [map(g, "sqrt", [x])]);
    default:
      return undefined;
  }
}
