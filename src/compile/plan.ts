/**
 * A compiled plan: expressions at given sizes, made ready once and run for many values.
 *
 *     compilePlan([‖X w − y‖², 2 Xᵀ (X w − y)], { n: 20000, d: 200 }, { backend })
 *       ─▶  X w, one pass for − y, one for the sum of squares, Xᵀ r with factor 2; 32.6 MB
 *
 * After the first run nothing is allocated but by functions that only the table's kernel has.
 */
import type { Backend } from "../backend/backend.ts";
import { ShapeError, UnknownNameError, UnsupportedError } from "../errors.ts";
import { type Expr, inThisStore } from "../expression/expr.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { stored } from "./graph/graph.ts";
import { entriesOf, type Node, type NodeOf, operandsOf } from "./graph/node.ts";
import { lower } from "./lowering/lower.ts";
import { explain, type Line, lineOf } from "./running/explain.ts";
import { operationOf } from "./running/prepare.ts";
import { inSequence, matrixAt, type Room } from "./running/room.ts";
import { flopsOf, type Step, schedule } from "./running/schedule.ts";
import { allocate } from "./running/storage.ts";

export interface Limits {
  /** Doubles of all values that are kept at once, inputs included. */
  readonly entries: number;
  /** Multiplications and additions of one run. */
  readonly flops: number;
}

const DEFAULT_LIMITS: Limits = { entries: 2 ** 29, flops: 1e14 };

interface CompileOptions {
  readonly backend: Backend;
  readonly limits?: Partial<Limits> | undefined;
  /** A term as the user knows it, for errors and explain(). */
  readonly nameOf?: ((e: Expr) => string) | undefined;
}

export interface CompiledPlan {
  /** Room for the variables' values, by name: filled by run(), or written by the caller, who then runs without. */
  readonly inputs: ReadonlyMap<string, Matrix>;
  /** The roots' values after a run: the same arrays, overwritten by the next. */
  readonly results: readonly Matrix[];
  /**
   * @throws UnknownNameError for a name that the plan has no input for; ShapeError where a value has another size
   */
  run(values?: ReadonlyMap<string, Matrix>): readonly Matrix[];
  /** Multiplications and additions of one run. */
  readonly flops: number;
  /** Of the whole workspace. */
  readonly bytes: number;
  readonly steps: readonly Line[];
  /** The steps as text: what, sizes, flops, bytes. */
  explain(): string;
}

/** What a plan will do, before there is room for it. */
export interface Draft {
  readonly steps: readonly Step[];
  readonly inputs: readonly NodeOf<"input">[];
  readonly targets: readonly Node[];
  readonly flops: number;
}

/**
 * The steps for some expressions at given sizes.
 * @throws UnknownNameError where a size has no value; UnsupportedError for an index inside and outside its sum
 */
export function draft(roots: readonly Expr[], sizes: ReadonlyMap<string, number>): Draft {
  const { graph, refs } = lower(roots, sizes);
  const targets = refs.map((ref) => stored(graph, ref));
  const open = targets.flatMap((t) => [...t.free])[0];
  if (open?.kind === "cell") {
    throw new UnsupportedError(
      `not supported: the index ${open.index.name} of a sum that is used outside it`,
    );
  }
  const steps = schedule(targets);
  const inputs = inputsBelow(targets);
  return { steps, inputs, targets, flops: steps.reduce((total, step) => total + flopsOf(step), 0) };
}

function inputsBelow(targets: readonly Node[]): NodeOf<"input">[] {
  const seen = new Set<Node>(targets);
  for (const node of seen) for (const operand of operandsOf(node)) seen.add(operand);
  return [...seen].filter((n): n is NodeOf<"input"> => n.kind === "input").sort((a, b) => a.id - b.id);
}

/** @throws UnsupportedError where a limit would be passed, before anything is allocated. */
export function compilePlan(
  roots: readonly Expr[],
  sizes: ReadonlyMap<string, number>,
  options: CompileOptions,
): CompiledPlan {
  return prepared(draft(roots, sizes), options);
}

export function prepared(plan: Draft, options: CompileOptions): CompiledPlan {
  const { steps, inputs, targets, flops } = plan;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  refuseLarge(steps, limits, options.nameOf);
  const storage = allocate(steps, inputs, targets);
  if (storage.entries > limits.entries) {
    throw tooLarge(largest([...inputs, ...allNodes(steps)]), storage.entries, limits, options.nameOf);
  }
  const room: Room = {
    workspace: options.backend.workspace(storage.entries),
    storage,
    factors: new Map(),
  };
  writeConstants(room);
  const operation = inSequence(steps.map((step) => operationOf(step, room)));
  const views = new Map(inputs.map((node) => [node.symbol.key, matrixAt(node, room)]));
  const results = targets.map((target) => matrixAt(target, room));
  // what a step is for, is written in the store of its terms, when somebody asks
  const again = inThisStore();
  let lines: readonly Line[] | undefined;
  const written = () => (lines ??= again(() => steps.map((step) => lineOf(step, options.nameOf))));
  return {
    inputs: views,
    results,
    run(values) {
      if (values) for (const [name, view] of views) setInput(name, view, values.get(name));
      operation();
      return results;
    },
    flops,
    bytes: 8 * storage.entries,
    get steps() {
      return written();
    },
    explain: () => explain(written(), inputs, storage, flops),
  };
}

function setInput(name: string, view: Matrix, value: Matrix | undefined): void {
  if (!value) throw new UnknownNameError(`${name} has no value`);
  if (value.rows !== view.rows || value.cols !== view.cols) {
    throw new ShapeError(
      `${name} is ${view.rows}×${view.cols}, and its value is ${value.rows}×${value.cols}`,
    );
  }
  const isOwn = value.data.buffer === view.data.buffer && value.data.byteOffset === view.data.byteOffset;
  if (!isOwn) view.data.set(value.data);
}

function writeConstants({ workspace, storage }: Room): void {
  for (const [node, offset] of storage.offsets) {
    if (node.kind === "constant") workspace.data[offset] = node.value;
  }
}

const allNodes = (steps: readonly Step[]): Node[] =>
  steps.flatMap((step) => (step.kind === "loop" ? [step.node, ...allNodes(step.body)] : [step.node]));

const largest = (nodes: readonly Node[]): Node | undefined =>
  nodes.reduce<Node | undefined>((a, b) => (a && entriesOf(a) >= entriesOf(b) ? a : b), undefined);

/** A single value or step that passes a limit is named. */
function refuseLarge(steps: readonly Step[], limits: Limits, nameOf: CompileOptions["nameOf"]): void {
  let flops = 0;
  let most: { readonly node: Node; readonly flops: number } | undefined;
  for (const step of steps) {
    for (const node of allNodes([step])) {
      if (!(entriesOf(node) <= limits.entries)) throw tooLarge(node, entriesOf(node), limits, nameOf);
    }
    const own = flopsOf(step);
    flops += own;
    if (!most || own > most.flops) most = { node: step.node, flops: own };
  }
  if (flops <= limits.flops || !most) return;
  throw new UnsupportedError(
    `a run would take ${flops.toExponential(1)} operations, ${most.flops.toExponential(1)} of them for ` +
      `${termText(most.node, nameOf)}, and the limit is ${limits.flops.toExponential(1)}`,
    undefined,
    "choose smaller sizes, or raise the limit flops",
  );
}

const termText = (node: Node, nameOf: CompileOptions["nameOf"]): string => {
  const name = node.term && nameOf?.(node.term);
  return `${name ?? `a ${node.kind}`} (${node.rows}×${node.cols})`;
};

function tooLarge(
  node: Node | undefined,
  entries: number,
  limits: Limits,
  nameOf: CompileOptions["nameOf"],
): UnsupportedError {
  const which = node ? `, the largest for ${termText(node, nameOf)}` : "";
  return new UnsupportedError(
    `the plan would keep ${entries} entries at once${which}, and the limit is ${limits.entries}`,
    undefined,
    "choose smaller sizes, or raise the limit entries",
  );
}
