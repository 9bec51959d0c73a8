/**
 * Expressions to numbers. A plan is made once for some expressions and sizes, and run for many values.
 *
 *     plan([xᵀ A x], { n: 2 }).run({ A: [1 2; 3 4], x: (1, 1) })  ─▶  [10]
 *
 * After a run, `rerun` gives the results where one variable has another value: only what depends on it
 * is computed again. Neither depth nor size of an expression is limited by the stack.
 */
import { ShapeError, UnknownNameError } from "../../errors.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import type { Algebra, Sized } from "./algebra.ts";
import { type Limits, shapeIn } from "./cost.ts";
import { DOUBLES } from "./doubles.ts";
import { withInnerSums } from "./innerSums.ts";
import { type Instruction, instructionsFor, placesIn } from "./instructions.ts";
import type { Context, Inspector } from "./kernels.ts";
import { findScopes, operands, reachable } from "./program.ts";

export type Values = ReadonlyMap<string, Matrix>;
export type Sizes = ReadonlyMap<string, number>;

interface OptionsOver<M> {
  readonly limits?: Partial<Limits>;
  /** Sees the arguments of each call and power as it is evaluated. */
  readonly inspect?: Inspector<M>;
  /** Changes each intermediate result as it is made. */
  readonly disturb?: (result: M) => void;
}

interface PlanOver<M> {
  /** The symbols whose values a run needs. */
  readonly symbols: readonly SymbolNode[];
  /**
   * The roots' values. `values` has every variable by name, and index symbols that no sum binds (1×1, from 1).
   * They are overwritten by the next run.
   * @throws UnknownNameError where a value is missing; ShapeError where it has another size.
   */
  run(values: ReadonlyMap<string, M>): M[];
  /** After a run: the roots' values where the one named variable has another value. Overwritten as well. */
  rerun(key: string, value: M): readonly M[];
}

export interface PlanOptions extends OptionsOver<Matrix> {
  readonly algebra?: Algebra<Matrix>;
}
/** Of doubles: the values of `run` are in matrices of their own. */
export type Plan = PlanOver<Matrix>;

const DEFAULT_LIMITS: Limits = { entries: 2 ** 24, work: 2e9 };

/**
 * A plan of doubles for given sizes.
 * @throws UnknownNameError where a size has no value; UnsupportedError where a limit would be passed.
 */
export function plan(asked: readonly Expr[], sizes: Sizes, options: PlanOptions = {}): Plan {
  // an inspector is told of the nodes that it knows
  const roots = options.inspect ? asked : withInnerSums(asked);
  const made = planOver(options.algebra ?? DOUBLES, roots, sizes, options);
  return {
    ...made,
    run: (values) => made.run(values).map((m) => matrix(m.rows, m.cols, m.data.slice())),
  };
}

/** A plan over an algebra. @throws as `plan` does, and what the algebra throws */
export function planOver<M extends Sized>(
  algebra: Algebra<M>,
  roots: readonly Expr[],
  sizes: Sizes,
  { limits, inspect, disturb }: OptionsOver<M> = {},
): PlanOver<M> {
  const scopes = findScopes(roots);
  const context: Context<M> = {
    ...{ algebra, sizes, scopes, inspect, disturb },
    places: disturb ? placesIn(topological(roots)) : new Set(),
    limits: { ...DEFAULT_LIMITS, ...limits },
    slots: [],
    entries: 0,
    work: 0,
    loops: new Map(),
    depth: 0,
    memories: [],
  };
  const nodes = reachable(roots, (e) => operands(e, scopes));
  const { instructions, slotOf } = instructionsFor(context, nodes);
  const inputs = nodes
    .filter((e): e is SymbolNode => e.kind === "symbol" && e.role !== "size")
    .map((e) => ({ symbol: e, slot: slotOf(e), ...shapeIn(context, e) }));
  return planOf(context.slots, instructions, inputs, roots.map(slotOf));
}

interface Input extends Sized {
  readonly symbol: SymbolNode;
  readonly slot: number;
}

function planOf<M extends Sized>(
  slots: M[],
  instructions: readonly Instruction<M>[],
  inputs: readonly Input[],
  roots: readonly number[],
): PlanOver<M> {
  const affected = new Map<string, readonly Instruction<M>[]>();
  const run = (list: readonly Instruction<M>[]): M[] => {
    for (const { slot, kernel } of list) slots[slot] = kernel(slots);
    return roots.map((slot) => slots[slot] as M);
  };
  return {
    symbols: inputs.map((input) => input.symbol),
    run(values) {
      for (const input of inputs) setInput(slots, input, values.get(input.symbol.key));
      return run(instructions);
    },
    rerun(key, value) {
      const own = inputs.filter((input) => input.symbol.key === key);
      const list = affected.get(key) ?? dependents(instructions, own);
      affected.set(key, list);
      for (const input of own) setInput(slots, input, value);
      return run(list);
    },
  };
}

function setInput<M extends Sized>(
  slots: M[],
  { symbol, slot, rows, cols }: Input,
  value: M | undefined,
): void {
  const { name } = symbol;
  if (!value) throw new UnknownNameError(`${name} has no value`);
  if (value.rows !== rows || value.cols !== cols) {
    throw new ShapeError(`${name} is ${rows}×${cols}, and its value is ${value.rows}×${value.cols}`);
  }
  slots[slot] = value;
}

/** The instructions that depend on one of the inputs. */
function dependents<M>(instructions: readonly Instruction<M>[], inputs: readonly Input[]): Instruction<M>[] {
  const changed = new Set(inputs.map((input) => input.slot));
  return instructions.filter(({ slot, inputs: read }) => {
    const depends = read.some((s) => changed.has(s));
    if (depends) changed.add(slot);
    return depends;
  });
}

/** The values of some expressions, once. */
export const evaluate = (
  roots: readonly Expr[],
  values: Values,
  sizes: Sizes,
  options?: PlanOptions,
): Matrix[] => plan(roots, sizes, options).run(values);
