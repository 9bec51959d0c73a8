/**
 * Each loop has a cell of its own, and values of its own that depend on it: two loops over one index may stand one
 * within the other, and what both compute from it has two values at a time.
 *
 *     Σ_i u_i (Σ_i v_i) u_i  ─▶  Σ_a u_a (Σ_b v_b) u_a
 */

import { type Node, type NodeOf, type Operator, operandsOf, type Ref } from "./node.ts";
import { type Graph, make } from "./store.ts";

/** Σ of the body over the cell, with both of them made anew. */
export function loop(g: Graph, cell: NodeOf<"cell">, count: number, body: Node): Node {
  const key = `loop ${cell.id} ${count} ${body.id}`;
  const known = g.loops.get(key);
  if (known) return known;
  const made = renewedLoop(g, { cell, count, body }, new Map());
  g.loops.set(key, made);
  return made;
}

type Loop = { readonly cell: Node; readonly count: number; readonly body: Node };

function renewedLoop(g: Graph, { cell, count, body }: Loop, cells: ReadonlyMap<Node, Node>): Node {
  if (cell.kind !== "cell") throw new Error(`a loop runs over a cell, not a ${cell.kind}`);
  const own = make(g, `cell ${g.nodes.size}`, 1, 1, { kind: "cell", index: cell.index });
  const renewed = renewedValue(g, body, new Map([...cells, [cell, own]]));
  const operator = { kind: "loop", cell: own, count, body: renewed } as const;
  return make(g, `loop ${own.id} ${count} ${renewed.id}`, body.rows, body.cols, operator);
}

/** The value with other cells; recursion is as deep as loops are nested. */
function renewedValue(g: Graph, value: Node, cells: ReadonlyMap<Node, Node>): Node {
  const depends = (n: Node) => [...n.free].some((cell) => cells.has(cell));
  const reached = new Set([value]);
  for (const node of reached) {
    if (node.kind !== "loop" && depends(node)) for (const operand of operandsOf(node)) reached.add(operand);
  }
  const renewed = new Map<Node, Node>(cells);
  const at = (n: Node): Node => renewed.get(n) ?? n;
  for (const node of [...reached].sort((a, b) => a.id - b.id)) {
    if (!depends(node) || renewed.has(node)) continue;
    const other =
      node.kind === "loop"
        ? renewedLoop(g, node, cells)
        : make(g, `new ${g.nodes.size}`, node.rows, node.cols, withOperands(node, at), node.symmetric);
    renewed.set(node, other);
  }
  return at(value);
}

function withOperands(node: Exclude<Node, { kind: "loop" }>, at: (n: Node) => Node): Operator {
  const read = (ref: Ref): Ref => ({ ...ref, node: at(ref.node) });
  switch (node.kind) {
    case "input":
    case "constant":
    case "fill":
    case "cell":
      return node;
    case "map":
    case "call":
      return { ...node, args: node.args.map(at) };
    case "replicate":
    case "total":
    case "row-maxima":
    case "transpose":
    case "view":
    case "diagonal":
    case "factor":
      return { ...node, of: at(node.of) };
    case "product":
      return { ...node, left: read(node.left), right: read(node.right), onto: node.onto && at(node.onto) };
    case "onto-diagonal":
      return { ...node, vector: at(node.vector), onto: node.onto && at(node.onto) };
    case "solve":
      return { ...node, factor: at(node.factor), right: at(node.right) };
    case "inverse":
    case "log-determinant":
    case "determinant":
      return { ...node, factor: at(node.factor) };
    case "kronecker":
      return { ...node, left: at(node.left), right: at(node.right) };
    case "block":
      return { ...node, cells: node.cells.map((line) => line.map(at)) };
    case "entry":
      return { ...node, of: at(node.of), row: at(node.row), column: at(node.column) };
    case "matrix-power":
      return { ...node, base: at(node.base), exponent: at(node.exponent) };
  }
}
