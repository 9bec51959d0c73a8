/**
 * Chains of entry-wise operations as one pass: which values are computed within the pass of their reader.
 *
 *     G ⊙ (1 − H²)  ─▶  inputs G, H; constants 1; steps r₁ r₁, r₂ − r₃, r₀ r₄
 */
import type { BinaryOperation, ElementwiseStep, Replication, UnaryOperation } from "../../backend/backend.ts";
import { entriesOf, type Node, type NodeOf } from "../graph/node.ts";
import type { Pass } from "./schedule.ts";

/** A pass with more inputs or steps than these is cut, so that its registers stay in the first cache. */
const MOST_INPUTS = 12;
const MOST_STEPS = 24;

/** Longer groups are not computed twice. */
const MOST_REPEATED = 4;

type Whole = NodeOf<"map"> | NodeOf<"total"> | NodeOf<"replicate">;

const sameSize = (a: Node, b: Node): boolean => a.rows === b.rows && a.cols === b.cols;
const argumentsOf = (node: Node): readonly Node[] =>
  node.kind === "map" ? node.args : node.kind === "total" ? [node.of] : [];

interface Group {
  /** Values of full size that the pass reads. */
  readonly inputs: number;
  readonly steps: number;
  /** Only additions and multiplications. */
  readonly cheap: boolean;
}

const CHEAP: ReadonlySet<string> = new Set([
  "add",
  "subtract",
  "multiply",
  "negate",
  "square",
  "abs",
  "min",
  "max",
]);

/** Values without a step of their own: nodes in order, operands first. */
export function fused(
  order: readonly Node[],
  readers: ReadonlyMap<Node, readonly Node[]>,
  targets: ReadonlySet<Node>,
): Set<Node> {
  const within = new Set<Node>();
  const groups = new Map<Node, Group>();
  for (const node of order) {
    const args = argumentsOf(node);
    if (args.length === 0) continue;
    let inputs = args.filter((a) => a.kind !== "constant").length;
    let steps = 1;
    let cheap = node.kind === "map" && CHEAP.has(node.operation);
    for (const arg of new Set(args)) {
      const group = groups.get(arg);
      if (!group || targets.has(arg) || !mayStandWithin(arg, group, readers.get(arg) ?? [])) continue;
      if (inputs + group.inputs - 1 > MOST_INPUTS || steps + group.steps > MOST_STEPS) {
        // whoever else reads it needs it in any case
        within.delete(arg);
        targets = new Set([...targets, arg]);
        continue;
      }
      inputs += group.inputs - 1;
      steps += group.steps;
      cheap &&= group.cheap;
      within.add(arg);
    }
    if (node.kind === "map") groups.set(node, { inputs, steps, cheap });
  }
  return within;
}

/**
 * Whether a value is computed within every pass that reads it: the only one, or where that costs less traffic
 * than writing it once (i inputs, r readers: r i < i + 1 + r).
 */
function mayStandWithin(arg: Node, group: Group, readers: readonly Node[]): boolean {
  const isPass = readers.every(
    (r) => argumentsOf(r).includes(arg) && sameSize(arg, r.kind === "total" ? r.of : r),
  );
  if (!isPass) return false;
  const { inputs, steps, cheap } = group;
  if (readers.length === 1) return true;
  return cheap && steps <= MOST_REPEATED && readers.length * inputs < inputs + 1 + readers.length;
}

/** The pass that computes a value, and within it the values that are fused into it. */
export function programOf(node: Whole, within: ReadonlySet<Node>): Pass {
  const last = node.kind === "map" ? node : node.of;
  const { rows, cols } = node.kind === "total" ? node.of : node;
  const result = node.kind === "total" ? node.along : "entries";
  const isStep = (n: Node): n is NodeOf<"map"> => n.kind === "map" && (n === node || within.has(n));
  const order = stepOrder(last, isStep);
  const leaves =
    order.length === 0 ? [last] : [...new Set(order.flatMap((n) => n.args))].filter((n) => !isStep(n));
  const inputs = leaves.filter((n) => n.kind !== "constant");
  const constants = leaves.filter((n): n is NodeOf<"constant"> => n.kind === "constant");
  const registers = new Map<Node, number>();
  for (const n of [...inputs, ...constants, ...order]) registers.set(n, registers.size);
  return {
    rows,
    cols,
    inputs: inputs.map((n) => ({ node: n, replication: replicationOf(n, rows, cols) })),
    constants: constants.map((n) => n.value),
    steps: order.map((n) =>
      stepFor(
        n,
        n.args.map((a) => registers.get(a) as number),
      ),
    ),
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
