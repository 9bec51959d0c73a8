/**
 * Where values are kept: equal ones are the same object.
 */
import type { Expr } from "../../expression/expr.ts";
import { type Node, type Operator, operandsOf } from "./node.ts";

export interface Graph {
  readonly nodes: Map<string, Node>;
  /** Loops by what they were made of; see renew.ts. */
  readonly loops: Map<string, Node>;
  /** The expression that is being lowered. */
  term: Expr | undefined;
}

export const emptyGraph = (): Graph => ({ nodes: new Map(), loops: new Map(), term: undefined });

const NONE: ReadonlySet<Node> = new Set();

function freeCells(operator: Operator, operands: readonly Node[], self: () => Node): ReadonlySet<Node> {
  if (operator.kind === "cell") return new Set([self()]);
  if (operator.kind === "loop") {
    return new Set([...operator.body.free].filter((cell) => cell !== operator.cell));
  }
  const open = operands.filter((n) => n.free.size > 0);
  return open.length === 0 ? NONE : new Set(open.flatMap((n) => [...n.free]));
}

/** The node with that key, made if there is none. */
export function make(
  g: Graph,
  key: string,
  rows: number,
  cols: number,
  operator: Operator,
  symmetric = false,
): Node {
  const full = `${key}|${rows}×${cols}`;
  const known = g.nodes.get(full);
  if (known) return known;
  const bare = { ...operator, id: g.nodes.size, rows, cols, symmetric, term: g.term, free: NONE };
  const node = bare as Node & { free: ReadonlySet<Node> };
  node.free = freeCells(operator, operandsOf(node), () => node);
  g.nodes.set(full, node);
  return node;
}

export const constant = (g: Graph, value: number): Node =>
  make(g, `n${Object.is(value, -0) ? 0 : value}`, 1, 1, { kind: "constant", value });
