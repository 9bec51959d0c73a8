/**
 * Values to steps in order: what a plan does, one after the other.
 *
 *     A, B, A B, tanh, 1 − tanh²  ─▶  product; one pass for tanh; 1 − h² goes into the pass of who reads it
 *
 * A value that only one pass reads is computed within that pass. The body of a loop is a list of steps of its
 * own; what doesn't depend on the loop's cell is computed once, before it.
 */
import type { ElementwiseProgram } from "../../backend/backend.ts";
import { entriesOf, type Node, type NodeOf, operandsOf } from "../graph/node.ts";
import { fused, programOf } from "./fuse.ts";

/** Inputs with the values that they read; offsets are given out later. */
export interface Pass extends Omit<ElementwiseProgram, "inputs" | "out"> {
  readonly inputs: readonly { readonly node: Node; readonly replication: ReplicationOf }[];
}
type ReplicationOf = ElementwiseProgram["inputs"][number]["replication"];

export type Step =
  | { readonly kind: "pass"; readonly node: Node; readonly pass: Pass; readonly reads: readonly Node[] }
  | { readonly kind: "single"; readonly node: Node; readonly reads: readonly Node[] }
  | {
      readonly kind: "loop";
      readonly node: NodeOf<"loop">;
      readonly reads: readonly Node[];
      readonly body: readonly Step[];
    };

/** Values that are there before a plan runs. */
export const isGiven = (node: Node): boolean =>
  node.kind === "input" || node.kind === "constant" || node.kind === "cell";

/** The value in whose memory a value lies. */
export function sourceOf(node: Node): Node {
  return node.kind === "view" ? sourceOf(node.of) : node;
}

/** The steps that give the targets, in an order in which each finds its operands. */
export const schedule = (targets: readonly Node[]): Step[] => region(targets.map(sourceOf), new Set());

/** What a value reads in a region: of a loop, what its body needs from outside. */
function operandsIn(node: Node): readonly Node[] {
  if (node.kind !== "loop") return operandsOf(node).map(sourceOf);
  const { cell, body } = node;
  const inside = new Set<Node>([sourceOf(body)]);
  const outside = new Set<Node>();
  for (const n of inside) {
    for (const operand of operandsIn(n)) (operand.free.has(cell) ? inside : outside).add(operand);
  }
  return [...outside];
}

function region(targets: readonly Node[], done: ReadonlySet<Node>): Step[] {
  const operands = new Map<Node, readonly Node[]>();
  const reached = new Set<Node>(targets.filter((t) => !isGiven(t) && !done.has(t)));
  for (const node of reached) {
    const read = operandsIn(node).filter((n) => !isGiven(n) && !done.has(n));
    operands.set(node, read);
    for (const operand of read) reached.add(operand);
  }
  const readers = new Map<Node, Node[]>();
  for (const [node, read] of operands) {
    for (const operand of new Set(read)) {
      const list = readers.get(operand);
      if (list) list.push(node);
      else readers.set(operand, [node]);
    }
  }
  const within = fused(inOrder(targets, operands), readers, new Set(targets));
  const known = new Set([...done, ...reached]);
  return summarisedEarly(
    inOrder(targets, operands)
      .filter((node) => !within.has(node))
      .map((node) => stepOf(node, within, known)),
  );
}

/** A result this many times smaller than what is read for it is made as soon as that is there. */
const SMALLER = 8;

/** What shrinks its operands comes first, so that these are in the cache still, and their room is free soon. */
function summarisedEarly(steps: readonly Step[]): Step[] {
  const own = new Set(steps.map((step) => step.node));
  const waiting = new Set(steps);
  const made = new Set<Node>();
  const order: Step[] = [];
  const isReady = (step: Step) => step.reads.every((n) => !own.has(n) || made.has(n));
  const shrinks = ({ node, reads }: Step) =>
    SMALLER * entriesOf(node) <= Math.max(0, ...reads.filter((n) => own.has(n)).map(entriesOf));
  const readers = new Map<Node, Step[]>();
  for (const step of steps) {
    if (!shrinks(step) || step.node.kind === "product" || step.kind === "loop") continue;
    for (const read of step.reads) readers.set(read, [...(readers.get(read) ?? []), step]);
  }
  const take = (step: Step): void => {
    waiting.delete(step);
    made.add(step.node);
    order.push(step);
  };
  for (const step of steps) {
    if (!waiting.has(step)) continue;
    take(step);
    for (const reader of readers.get(step.node) ?? [])
      if (waiting.has(reader) && isReady(reader)) take(reader);
  }
  return order;
}

/** Operands before what reads them, in the order in which the targets need them. */
function inOrder(targets: readonly Node[], operands: ReadonlyMap<Node, readonly Node[]>): Node[] {
  const order: Node[] = [];
  const open = new Set<Node>();
  const seen = new Set<Node>();
  const pending = targets.filter((t) => operands.has(t)).reverse();
  for (let node = pending.at(-1); node; node = pending.at(-1)) {
    if (seen.has(node)) {
      pending.pop();
      if (open.delete(node)) order.push(node);
      continue;
    }
    seen.add(node);
    open.add(node);
    for (const operand of operands.get(node) ?? []) if (!seen.has(operand)) pending.push(operand);
  }
  return order;
}

function stepOf(node: Node, within: ReadonlySet<Node>, known: ReadonlySet<Node>): Step {
  if (node.kind === "loop") {
    const outside = new Set([...known].filter((n) => !n.free.has(node.cell)));
    const body = region([sourceOf(node.body)], outside);
    const reads = [...new Set(body.flatMap((step) => step.reads))].filter((n) => !n.free.has(node.cell));
    return { kind: "loop", node, body, reads: [...reads, sourceOf(node.body)] };
  }
  if (node.kind === "map" || node.kind === "total" || node.kind === "replicate") {
    const pass = programOf(node, within);
    return {
      kind: "pass",
      node,
      pass,
      reads: [...new Set(pass.inputs.map((input) => sourceOf(input.node)))],
    };
  }
  return { kind: "single", node, reads: [...new Set(operandsOf(node).map(sourceOf))] };
}

/** Arithmetic of a step, in multiplications and additions. */
export function flopsOf(step: Step): number {
  const { node } = step;
  if (step.kind === "loop") {
    const body = step.body.reduce((total, s) => total + flopsOf(s), 0);
    return step.node.count * (body + entriesOf(node));
  }
  if (step.kind === "pass") {
    const { rows, cols, steps, result } = step.pass;
    return rows * cols * (steps.length + (result === "entries" ? 0 : 1));
  }
  return singleFlops(node);
}

function singleFlops(node: Node): number {
  const { rows, cols } = node;
  switch (node.kind) {
    case "product": {
      const inner = node.left.transposed ? node.left.node.rows : node.left.node.cols;
      return rows * cols * (2 * inner + (node.onto ? 1 : 0));
    }
    case "factor":
      return (node.symmetric ? 1 / 3 : 2 / 3) * rows ** 3;
    case "solve":
      return 2 * rows ** 2 * cols;
    case "inverse":
      return (node.symmetric ? 2 / 3 : 4 / 3) * rows ** 3;
    case "log-determinant":
    case "determinant":
      return node.factor.rows;
    case "matrix-power":
      return 2 * rows ** 3;
    case "call":
      return Math.max(...[node, ...node.args].map((a) => entriesOf(a) * Math.min(a.rows, a.cols)));
    default:
      return entriesOf(node);
  }
}
