/**
 * Nodes in order to instructions: each node has one slot, and one instruction that fills it.
 *
 *     A, B, A·B, tr(A·B)  ─▶  slots 0 and 1 for the values of A and B; A·B → slot 2, tr → slot 3
 *
 * The body of an indexed sum is a program of its own, with slots of its own.
 */
import { UnknownNameError, UnsupportedError } from "../../errors.ts";
import type { BoundNode, CallNode, Expr } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { type Matrix, matrix, scalarMatrix } from "../../matrix/matrix.ts";
import { chainKernel } from "./chain.ts";
import { blockKernel, callKernel, indexKernel, powerKernel, scaledKernel, sumKernel } from "./kernels.ts";
import {
  addWork,
  allocate,
  type Context,
  type Instruction,
  type Kernel,
  operands,
  type Scope,
  type SlotOf,
  sizeValue,
} from "./program.ts";

/** Sums nested deeper than this are refused: each level multiplies the work. */
const DEEPEST_NESTING = 24;

/** Compiles nodes, given in order; inputs (symbols) get a slot and no instruction. */
export function compile(
  context: Context,
  nodes: readonly Expr[],
  outer?: SlotOf,
): { readonly instructions: readonly Instruction[]; readonly slotOf: SlotOf } {
  const own = new Map<Expr, number>();
  const slotOf: SlotOf = (e) => own.get(e) ?? (outer as SlotOf)(e);
  const instructions: Instruction[] = [];
  for (const e of nodes) {
    const slot = context.slots.length;
    own.set(e, slot);
    context.slots.push(leafValue(context, e));
    if (e.kind === "number" || e.kind === "symbol") continue;
    addWork(context, 1);
    const inputs = operands(e, context.scopes).map(slotOf);
    const kernel = kernelOf(context, e, slotOf);
    instructions.push({ slot, inputs, kernel: context.places.has(e) ? kernel : disturbed(context, kernel) });
  }
  return { instructions, slotOf };
}

/** What stands for the number of a row or column: there is no entry beside it, so it isn't disturbed. */
export function placesIn(nodes: readonly Expr[]): Set<Expr> {
  const isOfPlaces = (e: Expr): e is CallNode => e.kind === "call" && entryOf(e.fn).numbers === "places";
  return new Set(
    topological(
      nodes.flatMap((e) => (e.kind === "index" ? [e.row, e.column] : isOfPlaces(e) ? [e, ...e.args] : [])),
    ),
  );
}

function disturbed({ disturb }: Context, kernel: Kernel): Kernel {
  if (!disturb) return kernel;
  return (slots) => {
    const result = kernel(slots);
    disturb(result);
    return result;
  };
}

const UNSET: Matrix = matrix(0, 0);

function leafValue(context: Context, e: Expr): Matrix {
  if (e.kind === "number") return scalarMatrix(e.value.n / e.value.d);
  if (e.kind !== "symbol" || e.role !== "size") return UNSET;
  const value = context.sizes.get(e.name);
  if (value === undefined) throw new UnknownNameError(`the size ${e.name} has no value`);
  return scalarMatrix(value);
}

/** Σ over the index: the body's program once for each value, and for each value of the indices around it that it has. */
function boundKernel(context: Context, e: BoundNode, outer: SlotOf): Kernel {
  const around = context.loops;
  const { free } = context.scopes.get(e) as Scope;
  const own = [...around].filter(([index]) => free.has(index));
  context.loops = new Map(own);
  const isOutermost = around.size === 0;
  const kernel = sumKernelOf(context, e, outer);
  context.loops = around;
  if (isOutermost) {
    const { memories } = context;
    context.memories = [];
    return (slots) => {
      for (const memory of memories) memory.clear();
      return kernel(slots);
    };
  }
  if (own.length === around.size) return kernel;
  const places = own.map(([index, count]) => ({ slot: outer(index), count }));
  const memory = new Map<number, Matrix>();
  context.memories.push(memory);
  return (slots) => {
    let key = 0;
    for (const { slot, count } of places)
      key = key * (count + 1) + ((slots[slot] as Matrix).data[0] as number);
    const known = memory.get(key) ?? copied(kernel(slots));
    memory.set(key, known);
    // what disturbs a result writes into it
    return context.disturb ? copied(known) : known;
  };
}

const copied = ({ rows, cols, data }: Matrix): Matrix => matrix(rows, cols, data.slice());

function sumKernelOf(context: Context, e: BoundNode, outer: SlotOf): Kernel {
  const count = sizeValue(context, e.size);
  const out = allocate(context, sizeValue(context, e.shape.rows), sizeValue(context, e.shape.cols));
  context.loops = new Map([...context.loops, [e.index, count]]);
  if (++context.depth > DEEPEST_NESTING) {
    throw new UnsupportedError(`sums are nested more than ${DEEPEST_NESTING} deep`);
  }
  const { inside } = context.scopes.get(e) as Scope;
  const { instructions, slotOf } = compile(context, inside, outer);
  const indexSlot = inside.includes(e.index) ? slotOf(e.index) : undefined;
  const bodySlot = slotOf(e.body);
  addWork(context, out.data.length);
  context.depth--;
  const { slots } = context;
  return () => {
    out.data.fill(0);
    for (let value = 1; value <= count; value++) {
      if (indexSlot !== undefined) slots[indexSlot] = scalarMatrix(value);
      for (const { slot, kernel } of instructions) slots[slot] = kernel(slots);
      const term = (slots[bodySlot] as Matrix).data;
      for (let i = 0; i < term.length; i++) (out.data[i] as number) += term[i] as number;
    }
    return out;
  };
}

function kernelOf(context: Context, e: Expr, slotOf: SlotOf): Kernel {
  switch (e.kind) {
    case "sum":
      return sumKernel(context, e, slotOf);
    case "product":
      return e.factors.length > 1 ? chainKernel(context, e, slotOf) : scaledKernel(context, e, slotOf);
    case "power":
      return powerKernel(context, e, slotOf);
    case "call":
      return callKernel(context, e, slotOf);
    case "index":
      return indexKernel(context, e, slotOf);
    case "block":
      return blockKernel(context, e, slotOf);
    case "bound":
      return boundKernel(context, e, slotOf);
    case "number":
    case "symbol":
      throw new Error(`a ${e.kind} is an input and has no kernel`);
  }
}
