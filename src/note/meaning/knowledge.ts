import { ShapeError, UnsupportedError } from "../../errors.ts";
import { block, index } from "../../expression/blocks.ts";
import { isZero, number, zeros } from "../../expression/build.ts";
import { evaluateSize, UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, type Shape, type Structure } from "../../expression/expr.ts";
import { functionNamed } from "../../functions/index.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Letters } from "./letters.ts";
import type { Reference } from "./reference.ts";

export interface Definition {
  /** Of the name alone, without the values of its indices. */
  readonly reference: Reference;
  readonly parameters: readonly string[];
  readonly value: Syntax;
}

/** What a claim is judged by. */
export interface Knowledge {
  readonly letters: Letters;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly structures: ReadonlyMap<string, Structure>;
  readonly definitions: readonly Definition[];
  readonly functions: ReadonlySet<string>;
  /** K depends on θ without being given. */
  readonly dependences: readonly { readonly of: string; readonly on: string }[];
  /** Names that move with time, each at a rate that has a name: \dot x. */
  readonly rates: ReadonlySet<string>;
  /** A loss that isn't given is a function of these. */
  readonly frontier: readonly string[];
  /** Of states h_t made of h_{t-1} it is one of each of them, where of layers it is one of the last. */
  readonly isOfEach?: boolean;
  /** Letters that vary under an expectation. */
  readonly random: ReadonlySet<string>;
  /** Losses that are differentiated, and not declared to be anything. */
  readonly losses: ReadonlySet<string>;
  /** dX is ∂L/∂X. */
  readonly cotangents: string | undefined;
  /** y down or across. */
  readonly layout: "mixed" | "numerator" | "denominator";
  /** ∇f is a column in a layout in which ∂f/∂x is a row. */
  readonly isNablaDown?: boolean;
  /** A vector by a number lies across, as the layout has it. */
  readonly isAcross?: boolean;
  /** How far families go, by size name. */
  readonly ranges: ReadonlyMap<string, Syntax>;
}

export type Indices = ReadonlyMap<string, number>;
export type Cut = ReadonlySet<string>;
export const NO_CUT: Cut = new Set();
export const MOST_DEPTH = 60;

export interface Target {
  readonly name: string;
  readonly key: string;
  readonly terms: readonly number[];
  readonly entry: readonly number[] | undefined;
  readonly line?: { readonly at: number; readonly isRow: boolean };
}

export interface Differentiated {
  readonly value: Expr;
  readonly variable: Expr;
  readonly entry: readonly number[] | undefined;
  readonly back: ReadonlyMap<Expr, Expr>;
}

export const SOFTMAX = functionNamed("softmax")!;
export const EMPTY: Syntax = { kind: "number", text: "0", span: { start: 0, end: 0 } };
export const LOSS = /^(?:[LJECℓ]|ℒ|L_calligraphic|loss)$/u;
export const isConstant = (name: string): boolean => /^(?:I|𝟏|pi|π|e|∞)$|^(?:I_|𝟏_)/u.test(name);
export const isOpen = ({ shape }: Expr): boolean => `${shape.rows.key}${shape.cols.key}`.includes("?");
export const without = (cut: Cut, key: string): Cut => new Set([...cut].filter((other) => other !== key));

/** Every square matrix that nothing is said of as one of a structure, or of these alone. */
export function asStructured(
  reading: Knowledge,
  structure: Structure,
  only?: ReadonlySet<string>,
): Knowledge {
  const isMeant = (name: string, { rows, cols }: Shape): boolean =>
    rows === cols && rows !== UNIT && (only === undefined || only.has(name));
  const square = [...reading.shapes].filter(([name, shape]) => isMeant(name, shape));
  const structures = new Map<string, Structure>(square.map(([name]) => [name, structure]));
  for (const [name, own] of reading.structures) structures.set(name, own);
  return { ...reading, structures };
}

/** g, g' */
export function isFunction({ functions, definitions }: Knowledge, part: Syntax): boolean {
  const own = part.kind === "transpose" ? part.of : part;
  if (own.kind !== "name") return false;
  const name = own.name.replace(/'+$/, "");
  const isOf = ({ reference, parameters }: Definition): boolean =>
    reference.key === name && parameters.length > 0;
  return functions.has(name) || definitions.some(isOf);
}

/** 0 is the zero of any shape. */
export const zeroAs = (value: Expr, shape: Shape): Expr => (isZero(value) ? zeros(shape) : value);

/** `isNamed`: the place is told by letters, which mean something at every size or nowhere. */
export function entryOf(whole: Expr, [row = 1, column = 1]: readonly number[], isNamed = false): Expr {
  const { rows } = whole.shape;
  if (rows === UNIT && column === 1 && whole.shape.cols !== UNIT) return index(whole, number(1), number(row));
  const limit = [whole.shape.rows, whole.shape.cols].map((size) => evaluateSize(size, new Map()) ?? 1);
  if (row < 1 || column < 1 || row > limit[0]! || column > limit[1]!) {
    const Kind = isNamed || row < 1 || column < 1 ? ShapeError : UnsupportedError;
    throw new Kind(`there is no entry ${row}, ${column}`);
  }
  return isScalar(whole) ? whole : index(whole, number(row), number(column));
}

export function lineOf(whole: Expr, at: number, isRow: boolean): Expr {
  const [rows, cols] = [whole.shape.rows, whole.shape.cols].map((size) => evaluateSize(size, new Map()) ?? 1);
  const count = isRow ? cols! : rows!;
  const cells = Array.from({ length: count }, (_, k) => [entryOf(whole, isRow ? [at, k + 1] : [k + 1, at])]);
  return count === 1 ? cells[0]![0]! : block(cells);
}

/** Values of names by the claim's own indices, which may stand free in their definitions. */
export class ValuesAt {
  readonly #all = new Map<string, Map<string, Expr>>();

  at(outer: Indices): Map<string, Expr> {
    const key = [...outer].join(" ");
    const known = this.#all.get(key) ?? new Map<string, Expr>();
    this.#all.set(key, known);
    return known;
  }
}
