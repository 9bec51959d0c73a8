/**
 * The digits of an exact number, and its powers of π: what stands above a line and below it.
 *
 *     5/3 ─▶ 5 over 3      1/1000 ─▶ 0.001      −3π/4 ─▶ 3 and π over 4      10⁻³⁰ ─▶ 1e-30
 */
import { exactOf, type Rational } from "../expression/rational.ts";

/** Of the absolute value. */
interface NumberParts {
  readonly above: string;
  readonly below: string;
  /** The power of π. */
  readonly pi: number;
}

/** With a longer denominator a decimal is better. */
const LONG = 1e6;
/** Numbers with exponents beyond these are written with them. */
const [SMALLEST, LARGEST] = [-7, 20];

export function numberParts(value: Rational): NumberParts {
  if (!Number.isFinite(value.n)) return { above: String(Math.abs(value.n)), below: "1", pi: 0 };
  if (!value.exact && value.d < LONG) return { above: String(Math.abs(value.n)), below: `${value.d}`, pi: 0 };
  const { n, d, pi } = exactOf(value);
  const size = n < 0n ? -n : n;
  const tens = pi === 0 ? decimalsOf(d) : undefined;
  if (tens === undefined) return { above: decimal(size, 0), below: decimal(d, 0), pi };
  return { above: decimal((size * 10n ** BigInt(tens)) / d, tens), below: "1", pi };
}

/** The least k for which 10^k/d is whole; undefined where there is none. */
function decimalsOf(d: bigint): number | undefined {
  const counts = [2n, 5n].map((prime) => {
    let count = 0;
    for (; d % prime === 0n; d /= prime) count++;
    return count;
  });
  return d === 1n ? Math.max(...counts) : undefined;
}

/** n / 10^decimals. */
function decimal(n: bigint, decimals: number): string {
  const digits = String(n);
  const exponent = digits.length - 1 - decimals;
  if (exponent < SMALLEST || exponent > LARGEST) {
    const rest = digits.slice(1).replace(/0+$/, "");
    return `${digits[0]}${rest === "" ? "" : `.${rest}`}e${exponent}`;
  }
  if (decimals === 0) return digits;
  const padded = digits.padStart(decimals + 1, "0");
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
