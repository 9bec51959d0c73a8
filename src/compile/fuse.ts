/**
 * Chains of entry-wise operations as one pass: which values are computed within the pass of their reader.
 *
 *     G ⊙ (1 − H²)  ─▶  inputs G, H; constants 1; steps r₁ r₁, r₂ − r₃, r₀ r₄
 */
import type { BinaryOperation, ElementwiseStep, Replication, UnaryOperation } from "../backend/backend.ts";
import { entriesOf, type Node, type NodeOf } from "./node.ts";
import type { Pass } from "./schedule.ts";

/** A pass with more inputs or steps than these is cut, so that its registers stay in the first cache. */
const MOST_INPUTS = 12;
const MOST_STEPS = 24;

type Whole = NodeOf<"map"> | NodeOf<"total"> | NodeOf<"replicate">;

const sameSize = (a: Node, b: Node): boolean => a.rows === b.rows && a.cols === b.cols;
const argumentsOf = (node: Node): readonly Node[] =>
  node.kind === "map" ? node.args : node.kind === "total" ? [node.of] : [];

/** Values without a step of their own: nodes in order, operands first. */
export function fused(
  order: readonly Node[],
  readers: ReadonlyMap<Node, readonly Node[]>,
  targets: ReadonlySet<Node>,
): Set<Node> {
  const within = new Set<Node>();
  const inputs = new Map<Node, number>();
  const steps = new Map<Node, number>();
  for (const node of order) {
    const args = argumentsOf(node);
    if (args.length === 0) continue;
    let inputCount = args.filter((a) => a.kind !== "constant").length;
    let stepCount = 1;
    for (const arg of new Set(args)) {
      const [only, ...others] = readers.get(arg) ?? [];
      const alone = only === node && others.length === 0 && !targets.has(arg);
      const size = node.kind === "total" ? arg : node;
      if (!alone || arg.kind !== "map" || !sameSize(arg, size)) continue;
      const more = (inputs.get(arg) as number) - 1;
      const longer = steps.get(arg) as number;
      if (inputCount + more > MOST_INPUTS || stepCount + longer > MOST_STEPS) continue;
      inputCount += more;
      stepCount += longer;
      within.add(arg);
    }
    inputs.set(node, inputCount);
    steps.set(node, stepCount);
  }
  return within;
}

/** The pass that computes a value, and within it the values that are fused into it. */
export function programOf(node: Whole, within: ReadonlySet<Node>): Pass {
  const last = node.kind === "map" ? node : node.of;
  const { rows, cols } = node.kind === "total" ? node.of : node;
  const result = node.kind === "total" ? node.along : "entries";
  const isStep = (n: Node): n is NodeOf<"map"> => n.kind === "map" && (n === node || within.has(n));
  const order = stepOrder(last, isStep);
  const leaves = order.length === 0 ? [last] : [...new Set(order.flatMap((n) => n.args))].filter((n) => !isStep(n));
  const inputs = leaves.filter((n) => n.kind !== "constant");
  const constants = leaves.filter((n): n is NodeOf<"constant"> => n.kind === "constant");
  const registers = new Map<Node, number>();
  for (const n of [...inputs, ...constants, ...order]) registers.set(n, registers.size);
  return {
    rows,
    cols,
    inputs: inputs.map((n) => ({ node: n, replication: replicationOf(n, rows, cols) })),
    constants: constants.map((n) => n.value),
    steps: order.map((n) => stepFor(n, n.args.map((a) => registers.get(a) as number))),
    result,
  };
}

/** The steps within a pass, operands first. */
function stepOrder(last: Node, isStep: (n: Node) => n is NodeOf<"map">): NodeOf<"map">[] {
  const order: NodeOf<"map">[] = [];
  const visit = (n: Node): void => {
    if (!isStep(n) || order.includes(n)) return;
    // at most MOST_STEPS deep
    n.args.forEach(visit);
    order.push(n);
  };
  visit(last);
  return order;
}

function stepFor({ operation, args }: NodeOf<"map">, registers: readonly number[]): ElementwiseStep {
  const [left, right] = registers as readonly [number, number];
  return args.length === 1
    ? { operation: operation as UnaryOperation, of: left }
    : { operation: operation as BinaryOperation, left, right };
}

function replicationOf(node: Node, rows: number, cols: number): Replication {
  if (node.rows === rows && node.cols === cols) return "none";
  if (entriesOf(node) === 1) return "scalar";
  return node.rows === 1 ? "row" : "column";
}
