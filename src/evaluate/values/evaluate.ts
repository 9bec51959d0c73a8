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
import { type Arithmetic, PLAIN_ARITHMETIC } from "./arithmetic.ts";
import { compile, placesIn } from "./compile.ts";
import { withInnerSums } from "./innerSums.ts";
import {
  type Context,
  findScopes,
  type Inspector,
  type Instruction,
  type Limits,
  operands,
  reachable,
  sizeValue,
} from "./program.ts";

export type Values = ReadonlyMap<string, Matrix>;
export type Sizes = ReadonlyMap<string, number>;

export interface PlanOptions {
  readonly arithmetic?: Arithmetic;
  readonly limits?: Partial<Limits>;
  /** Sees the arguments of each call and power as it is evaluated. */
  readonly inspect?: Inspector;
  /** Changes each intermediate result as it is made. */
  readonly disturb?: (result: Matrix) => void;
}

export interface Plan {
  /** The symbols whose values a run needs. */
  readonly symbols: readonly SymbolNode[];
  /**
   * The roots' values, in matrices of their own. `values` has every variable by name, and index symbols
   * that no sum binds (1×1, from 1).
   * @throws UnknownNameError where a value is missing; ShapeError where it has another size.
   */
  run(values: Values): Matrix[];
  /**
   * After a run: the roots' values where the one named variable has another value. The matrices are
   * overwritten by the next call.
   */
  rerun(key: string, value: Matrix): readonly Matrix[];
}

const DEFAULT_LIMITS: Limits = { entries: 2 ** 24, work: 2e9 };

interface Input {
  readonly symbol: SymbolNode;
  readonly slot: number;
  readonly rows: number;
  readonly cols: number;
}

/**
 * Compiles expressions for given sizes.
 * @throws UnknownNameError where a size has no value; UnsupportedError where a limit would be passed.
 */
export function plan(asked: readonly Expr[], sizes: Sizes, options: PlanOptions = {}): Plan {
  // an inspector is told of the nodes that it knows
  const roots = options.inspect ? asked : withInnerSums(asked);
  const scopes = findScopes(roots);
  const context: Context = {
    sizes,
    arithmetic: options.arithmetic ?? PLAIN_ARITHMETIC,
    inspect: options.inspect,
    disturb: options.disturb,
    places: options.disturb ? placesIn(topological(roots)) : new Set(),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    slots: [],
    scopes,
    entries: 0,
    work: 0,
    loops: new Map(),
    depth: 0,
    memories: [],
  };
  const nodes = reachable(roots, (e) => operands(e, scopes));
  const { instructions, slotOf } = compile(context, nodes);
  const inputs = nodes
    .filter((e): e is SymbolNode => e.kind === "symbol" && e.role !== "size")
    .map((e) => ({
      symbol: e,
      slot: slotOf(e),
      rows: sizeValue(context, e.shape.rows),
      cols: sizeValue(context, e.shape.cols),
    }));
  return planOver(context.slots, instructions, inputs, roots.map(slotOf));
}

function planOver(
  slots: Matrix[],
  instructions: readonly Instruction[],
  inputs: readonly Input[],
  roots: readonly number[],
): Plan {
  const affected = new Map<string, readonly Instruction[]>();
  const results = () => roots.map((slot) => slots[slot] as Matrix);
  return {
    symbols: inputs.map((input) => input.symbol),
    run(values) {
      for (const input of inputs) setInput(slots, input, values.get(input.symbol.key));
      for (const { slot, kernel } of instructions) slots[slot] = kernel(slots);
      return results().map((m) => matrix(m.rows, m.cols, m.data.slice()));
    },
    rerun(key, value) {
      const own = inputs.filter((input) => input.symbol.key === key);
      const list = affected.get(key) ?? dependents(instructions, own);
      affected.set(key, list);
      for (const input of own) setInput(slots, input, value);
      for (const { slot, kernel } of list) slots[slot] = kernel(slots);
      return results();
    },
  };
}

function setInput(slots: Matrix[], { symbol, slot, rows, cols }: Input, value: Matrix | undefined): void {
  const { name } = symbol;
  if (!value) throw new UnknownNameError(`${name} has no value`);
  if (value.rows !== rows || value.cols !== cols) {
    throw new ShapeError(`${name} is ${rows}×${cols}, and its value is ${value.rows}×${value.cols}`);
  }
  slots[slot] = value;
}

/** The instructions that depend on one of the inputs. */
function dependents(instructions: readonly Instruction[], inputs: readonly Input[]): Instruction[] {
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
