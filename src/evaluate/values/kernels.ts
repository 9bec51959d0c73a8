/**
 * Kernels: for a node, a function that reads the operands' values and gives the node's, by an algebra.
 */
import { ShapeError } from "../../errors.ts";
import type {
  BlockNode,
  BoundNode,
  CallNode,
  Expr,
  IndexNode,
  PowerNode,
  ProductNode,
  SumNode,
} from "../../expression/expr.ts";
import { TRANSPOSE } from "../../expression/heads.ts";
import { chainOf, inOrder } from "../../matrix/chain.ts";
import type { Algebra, Sized } from "./algebra.ts";
import { type Cost, countEntries, countWork, shapeIn } from "./cost.ts";
import { folded, type Scope, sizeValue } from "./program.ts";

/** Reads its operands' slots; the result is a matrix that only this kernel ever overwrites. */
export type Kernel<M> = (slots: readonly M[]) => M;

export type SlotOf = (e: Expr) => number;

/** Sees the arguments of each call and power as it is evaluated, in every round of a sum as well. */
export type Inspector<M> = (node: CallNode | PowerNode, args: readonly M[]) => void;

export interface Context<M extends Sized> extends Cost {
  readonly algebra: Algebra<M>;
  readonly inspect: Inspector<M> | undefined;
  /** Changes each result as it is made. */
  readonly disturb: ((result: M) => void) | undefined;
  /** What isn't disturbed. */
  readonly places: ReadonlySet<Expr>;
  readonly slots: M[];
  readonly scopes: ReadonlyMap<BoundNode, Scope>;
  depth: number;
  /** What sums within sums remember; forgotten when the outermost begins. */
  memories: Map<number, M>[];
}

const valuesIn = <M>(slots: readonly M[], numbers: readonly number[]): M[] =>
  numbers.map((slot) => slots[slot] as M);

export function sumKernel<M extends Sized>(algebra: Algebra<M>, e: SumNode, slotOf: SlotOf): Kernel<M> {
  const terms = e.terms.map(slotOf);
  let room: M | undefined;
  return (slots) => {
    room = algebra.sum(valuesIn(slots, terms), room);
    return room;
  };
}

/** Coefficient times scalars, times at most one matrix or several in the cheapest order. */
export function productKernel<M extends Sized>(
  context: Context<M>,
  e: ProductNode,
  slotOf: SlotOf,
): Kernel<M> {
  const { algebra } = context;
  const coefficient = algebra.number(e.coefficient);
  const scalars = e.scalars.map(slotOf);
  const scaleIn = (slots: readonly M[]): M => {
    let scale = coefficient;
    for (const slot of scalars) scale = algebra.scale(slots[slot] as M, scale);
    return scale;
  };
  const [only] = e.factors;
  if (!only) return scaleIn;
  if (e.factors.length > 1) {
    const chain = chainKernel(context, e, slotOf);
    return (slots) => {
      const product = chain(slots);
      return algebra.scale(scaleIn(slots), product, product);
    };
  }
  const factor = slotOf(only);
  let room: M | undefined;
  return (slots) => {
    room = algebra.scale(scaleIn(slots), slots[factor] as M, room);
    return room;
  };
}

/** One product: of two operands by number, the given factors first, then earlier results in order. */
interface ChainStep {
  readonly left: number;
  readonly right: number;
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/** Steps for factors of sizes `dims[0]×dims[1]`, `dims[1]×dims[2]`, …; the last step is the whole product. */
export function chainSteps(dims: readonly number[]): ChainStep[] {
  const count = dims.length - 1;
  const steps: ChainStep[] = [];
  const factors = dims.slice(1).map((cols, at) => ({ at, rows: dims[at] as number, cols }));
  inOrder(factors, chainOf(dims), (left, right) => {
    const { rows, cols: inner } = left;
    steps.push({ left: left.at, right: right.at, rows, inner, cols: right.cols });
    return { at: count + steps.length - 1, rows, cols: right.cols };
  });
  return steps;
}

/** A product of two or more matrices, in the cheapest order, transposes folded in. */
function chainKernel<M extends Sized>(context: Context<M>, e: ProductNode, slotOf: SlotOf): Kernel<M> {
  const { algebra } = context;
  const inputs = e.factors.map((f) => slotOf(folded(f)));
  const isTurned = e.factors.map((f) => folded(f) !== f);
  const shapes = e.factors.map((f) => shapeIn(context, f));
  const steps = chainSteps([...shapes.map(({ rows }) => rows), shapes.at(-1)?.cols ?? 1]);
  steps.forEach(({ rows, inner, cols }, at) => {
    countWork(context, rows * inner * cols);
    if (at + 1 < steps.length) countEntries(context, rows * cols);
  });
  const results: M[] = [];
  const factorAt = (at: number) => ({ of: results[at] as M, isTurned: isTurned[at] ?? false });
  return (slots) => {
    for (let i = 0; i < inputs.length; i++) results[i] = slots[inputs[i] as number] as M;
    let at = inputs.length;
    for (const { left, right } of steps) {
      results[at] = algebra.multiply(factorAt(left), factorAt(right), results[at]);
      at++;
    }
    return results[at - 1] as M;
  };
}

export function powerKernel<M extends Sized>(
  { algebra, inspect }: Context<M>,
  e: PowerNode,
  slotOf: SlotOf,
): Kernel<M> {
  const inputs = [slotOf(e.base), slotOf(e.exponent)];
  return (slots) => {
    const [base, exponent] = valuesIn(slots, inputs) as [M, M];
    inspect?.(e, [base, exponent]);
    return algebra.power(e, base, exponent, (part) => slots[slotOf(part)] as M);
  };
}

export function callKernel<M extends Sized>(context: Context<M>, e: CallNode, slotOf: SlotOf): Kernel<M> {
  const { algebra, inspect } = context;
  const inputs = e.args.map(slotOf);
  const sizes = { told: e.sizes.map((size) => sizeValue(context, size)), ...shapeIn(context, e) };
  let room: M | undefined;
  return (slots) => {
    const args = valuesIn(slots, inputs);
    inspect?.(e, args);
    room = e.fn === TRANSPOSE ? algebra.transpose(args[0] as M, room) : algebra.call(e, args, sizes, room);
    return room;
  };
}

export function entryKernel<M extends Sized>(
  algebra: Algebra<M>,
  { of, row, column }: IndexNode,
  slotOf: SlotOf,
): Kernel<M> {
  const inputs = [of, row, column].map(slotOf);
  return (slots) => {
    const [x, ...place] = valuesIn(slots, inputs) as [M, M, M];
    const [i, j] = place.map(algebra.wholeOf) as [number, number];
    if (!(i >= 1 && i <= x.rows && j >= 1 && j <= x.cols && Number.isInteger(i) && Number.isInteger(j))) {
      throw new ShapeError(`there is no entry (${i}, ${j}) in a ${x.rows}×${x.cols} matrix`);
    }
    return algebra.entry(x, i, j);
  };
}

export function blockKernel<M extends Sized>(context: Context<M>, e: BlockNode, slotOf: SlotOf): Kernel<M> {
  const { algebra } = context;
  const shape = shapeIn(context, e);
  const cells = e.cells.map((row) => row.map(slotOf));
  let room: M | undefined;
  return (slots) => {
    room = algebra.block(
      cells.map((row) => valuesIn(slots, row)),
      shape,
      room,
    );
    return room;
  };
}
