/**
 * What the values of expressions are made of: doubles (doubles.ts), residues modulo a prime (field/), numbers of many
 * digits (precise/). One walk over expressions, instructions.ts, is that of all.
 *
 *     tr(A⁻¹ A) at n = 3 over the residues modulo 7  ─▶  3
 */
import { UnsupportedError } from "../../errors.ts";
import type { CallNode, Expr, PowerNode } from "../../expression/expr.ts";
import type { Rational } from "../../expression/rational.ts";

export interface Sized {
  readonly rows: number;
  readonly cols: number;
}

/** A factor of a product; `isTurned`: it is the transpose that is multiplied. */
export interface Factor<M> {
  readonly of: M;
  readonly isTurned: boolean;
}

/** Of a call's value; `told`: the sizes that the call has besides its arguments. */
export interface CallSizes extends Sized {
  readonly told: readonly number[];
}

/** What can be done with its matrices. A result may take the room of the last one at its place, `room`. */
export interface Algebra<M extends Sized> {
  number(value: Rational): M;
  /** A whole number that isn't reduced: a size, an index. */
  whole(value: number): M;
  wholeOf(value: M): number;
  zeros(rows: number, cols: number): M;
  /** Of one or more; of one a copy, if others may write into that. */
  sum(terms: readonly M[], room?: M): M;
  /** A number times a matrix. */
  scale(number: M, of: M, room?: M): M;
  multiply(a: Factor<M>, b: Factor<M>, room?: M): M;
  transpose(of: M, room?: M): M;
  /** From 1. */
  entry(of: M, row: number, column: number): M;
  block(cells: readonly (readonly M[])[], shape: Sized, room?: M): M;
  /** `valueAt`: of what the base is made of. */
  power(e: PowerNode, base: M, exponent: M, valueAt: (part: Expr) => M): M;
  /** Of any function but the transpose. */
  call(e: CallNode, args: readonly M[], sizes: CallSizes, room?: M): M;
  /** What a value costs besides, whatever it is of. */
  spend?(entries: number): void;
}

/** Counts multiplications, roughly. @throws UnsupportedError past the limit */
export function budget(limit: number, of: string): (amount: number) => void {
  let done = 0;
  return (amount) => {
    done += amount;
    if (done > limit) throw new UnsupportedError(`too much work for ${of}`);
  };
}

/** Of A and B, or of the transposes of those that are turned. */
export const upright = <M extends Sized>({ of, isTurned }: Factor<M>, transpose: (of: M) => M): M =>
  isTurned ? transpose(of) : of;
