/**
 * Nodes in order to instructions: each node has one slot, and one instruction that fills it.
 *
 *     A, B, A·B, tr(A·B)  ─▶  slots 0 and 1 for the values of A and B; A·B → slot 2, tr → slot 3
 *
 * The body of an indexed sum is a program of its own, with slots of its own.
 */
import { UnsupportedError } from "../../errors.ts";
import { sizeOf } from "../../expression/dimension.ts";
import type { BoundNode, CallNode, Expr } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import type { Sized } from "./algebra.ts";
import { countNode, countWork, shapeIn } from "./cost.ts";
import {
  blockKernel,
  type Context,
  callKernel,
  entryKernel,
  type Kernel,
  powerKernel,
  productKernel,
  type SlotOf,
  sumKernel,
} from "./kernels.ts";
import { operands, type Scope, sizeValue } from "./program.ts";

export interface Instruction<M> {
  readonly slot: number;
  readonly inputs: readonly number[];
  readonly kernel: Kernel<M>;
}

/** Sums nested deeper than this are refused: each level multiplies the work. */
const DEEPEST_NESTING = 24;

/** Instructions for nodes, given in order; inputs (symbols) get a slot and no instruction. */
export function instructionsFor<M extends Sized>(
  context: Context<M>,
  nodes: readonly Expr[],
  outer?: SlotOf,
): { readonly instructions: readonly Instruction<M>[]; readonly slotOf: SlotOf } {
  const { slots, scopes } = context;
  const own = new Map<Expr, number>();
  const slotOf: SlotOf = (e) => own.get(e) ?? (outer as SlotOf)(e);
  const instructions: Instruction<M>[] = [];
  for (const e of nodes) {
    const slot = slots.length;
    own.set(e, slot);
    slots.push(leafValue(context, e));
    if (e.kind === "number" || e.kind === "symbol") continue;
    countNode(context, e);
    const inputs = operands(e, scopes).map(slotOf);
    instructions.push({ slot, inputs, kernel: watched(context, e, kernelOf(context, e, slotOf)) });
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

function watched<M extends Sized>(context: Context<M>, e: Expr, kernel: Kernel<M>): Kernel<M> {
  const { algebra, places } = context;
  const disturb = places.has(e) ? undefined : context.disturb;
  if (!disturb && !algebra.spend) return kernel;
  const { rows, cols } = shapeIn(context, e);
  return (slots) => {
    algebra.spend?.(rows * cols);
    const result = kernel(slots);
    disturb?.(result);
    return result;
  };
}

/** Of a number and a size; a variable's comes with the run. */
function leafValue<M extends Sized>({ algebra, sizes }: Context<M>, e: Expr): M {
  if (e.kind === "number") return algebra.number(e.value);
  if (e.kind === "symbol" && e.role === "size") return algebra.whole(sizeValue({ sizes }, sizeOf(e.name)));
  return undefined as unknown as M;
}

function kernelOf<M extends Sized>(context: Context<M>, e: Expr, slotOf: SlotOf): Kernel<M> {
  const { algebra } = context;
  switch (e.kind) {
    case "sum":
      return sumKernel(algebra, e, slotOf);
    case "product":
      return productKernel(context, e, slotOf);
    case "power":
      return powerKernel(context, e, slotOf);
    case "call":
      return callKernel(context, e, slotOf);
    case "index":
      return entryKernel(algebra, e, slotOf);
    case "block":
      return blockKernel(context, e, slotOf);
    case "bound":
      return boundKernel(context, e, slotOf);
    case "number":
    case "symbol":
      throw new Error(`a ${e.kind} is an input and has no kernel`);
  }
}

/** Σ over the index: the body's program once for each value, and for each value of the indices around it that it has. */
function boundKernel<M extends Sized>(context: Context<M>, e: BoundNode, outer: SlotOf): Kernel<M> {
  const around = context.loops;
  const { free } = context.scopes.get(e) as Scope;
  const own = [...around].filter(([index]) => free.has(index as BoundNode["index"]));
  context.loops = new Map(own);
  const isOutermost = around.size === 0;
  const kernel = roundsKernel(context, e, outer);
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
  const { algebra } = context;
  const places = own.map(([index, count]) => ({ slot: outer(index), count }));
  const memory = new Map<number, M>();
  context.memories.push(memory);
  return (slots) => {
    let key = 0;
    for (const { slot, count } of places) key = key * (count + 1) + algebra.wholeOf(slots[slot] as M);
    const known = memory.get(key) ?? algebra.sum([kernel(slots)]);
    memory.set(key, known);
    // what disturbs a result writes into it
    return context.disturb ? algebra.sum([known]) : known;
  };
}

function roundsKernel<M extends Sized>(context: Context<M>, e: BoundNode, outer: SlotOf): Kernel<M> {
  const { algebra, slots } = context;
  const count = sizeValue(context, e.size);
  context.loops = new Map([...context.loops, [e.index, count]]);
  if (++context.depth > DEEPEST_NESTING) {
    throw new UnsupportedError(`sums are nested more than ${DEEPEST_NESTING} deep`);
  }
  const { inside } = context.scopes.get(e) as Scope;
  const { instructions, slotOf } = instructionsFor(context, inside, outer);
  const indexSlot = inside.includes(e.index) ? slotOf(e.index) : undefined;
  const bodySlot = slotOf(e.body);
  const { rows, cols } = shapeIn(context, e);
  countWork(context, rows * cols);
  context.depth--;
  let room: M | undefined;
  return () => {
    let total: M | undefined;
    for (let value = 1; value <= count; value++) {
      if (indexSlot !== undefined) slots[indexSlot] = algebra.whole(value);
      for (const { slot, kernel } of instructions) slots[slot] = kernel(slots);
      const term = slots[bodySlot] as M;
      total = algebra.sum(total ? [total, term] : [term], room);
      room = total;
    }
    return total ?? algebra.zeros(rows, cols);
  };
}
