/**
 * What number a coefficient stands for, exactly: where it is too long for a fraction it is kept as a double.
 *
 *     1e-20  ─▶  1 · 10⁻²⁰      6.283185307179586  ─▶  2 π      0.1234567890123456  ─▶  a double
 */
import { fromDouble, type Rational } from "../expression/rational.ts";

/** n/d · 10^tens, times π where that is a factor. */
export interface ExactNumber {
  readonly n: number;
  readonly d: number;
  readonly tens: number;
  readonly pi: boolean;
}

/** A decimal with more digits than these isn't what somebody wrote. */
const MOST_DIGITS = 12;
/** Rounding of a few operations on doubles, relative. */
const FEW_ROUNDINGS = 2 ** -50;
const LARGEST_PART = 10_000;

/** Undefined where only the double is known. */
export function exactNumber({ n, d }: Rational): ExactNumber | undefined {
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return { n, d, tens: 0, pi: false };
  const value = n / d;
  if (!Number.isFinite(value)) return undefined;
  const turns = fromDouble(Number((value / Math.PI).toPrecision(15)));
  const isPart = turns.d > 1 || Number.isInteger(turns.n);
  if (isPart && Math.abs(turns.n) < LARGEST_PART && isNear(value, (turns.n * Math.PI) / turns.d, 2 ** -52)) {
    return { ...turns, tens: 0, pi: true };
  }
  const [mantissa, exponent] = value.toExponential(MOST_DIGITS - 1).split("e") as [string, string];
  if (!isNear(value, Number(`${mantissa}e${exponent}`), FEW_ROUNDINGS)) return undefined;
  return {
    n: Number(mantissa.replace(".", "")),
    d: 1,
    tens: Number(exponent) - (MOST_DIGITS - 1),
    pi: false,
  };
}

const isNear = (a: number, b: number, within: number): boolean => Math.abs(a - b) <= within * Math.abs(a);
