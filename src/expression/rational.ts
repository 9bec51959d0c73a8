/**
 * Exact coefficients: n/d in lowest terms with d > 0, while both are safe integers;
 * beyond that (and for numbers that are no short fraction) n is a double and d is 1.
 */
export interface Rational {
  readonly n: number;
  readonly d: number;
}

export const ZERO: Rational = Object.freeze({ n: 0, d: 1 });
export const ONE: Rational = Object.freeze({ n: 1, d: 1 });
export const MINUS_ONE: Rational = Object.freeze({ n: -1, d: 1 });

function greatestCommonDivisor(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

export function rational(n: number, d = 1): Rational {
  if (d === 1 && n === 1) return ONE;
  if (d === 1 && n === 0) return ZERO;
  if (d === 1 && n === -1) return MINUS_ONE;
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) return fromDouble(n / d);
  const g = greatestCommonDivisor(n, d) * (d < 0 ? -1 : 1);
  return { n: n / g || 0, d: d / g };
}

/** Longest decimal fraction that is kept exact. */
const EXACT_DIGITS = 12;

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["π", Math.PI],
  ["e", Math.E],
]);

/** `0.25` is 1/4 and so is ¼; a literal too long to be exact stays a double, as π and e do. */
export function parseRational(text: string): Rational {
  const [, above, below] = /^(\d+)\u2044(\d+)$/.exec(text.normalize("NFKC")) ?? [];
  if (above !== undefined) return rational(Number(above), Number(below));
  const value = CONSTANTS.get(text) ?? Number(text);
  if (Number.isSafeInteger(value)) return rational(value);
  const match = /^(\d*)\.(\d+)$/.exec(text);
  const digits = match?.[2];
  if (digits !== undefined && digits.length <= EXACT_DIGITS) {
    return rational(Number(`${match?.[1] ?? ""}${digits}`), 10 ** digits.length);
  }
  return { n: value, d: 1 };
}

/** Largest denominator that is looked for behind a double. */
const LARGEST_DENOMINATOR = 64;

/** 1.5 is 3/2: the fraction with a small denominator that a double stands for, or the double. */
export function fromDouble(value: number): Rational {
  for (let d = 1; d <= LARGEST_DENOMINATOR; d++) {
    const n = Math.round(value * d);
    if (n / d === value && Number.isSafeInteger(n)) return rational(n, d);
  }
  return { n: value, d: 1 };
}

export const toNumber = (r: Rational): number => r.n / r.d;
export const add = (a: Rational, b: Rational): Rational =>
  a.d === 1 && b.d === 1 ? rational(a.n + b.n) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
/** A double that is smaller than so much of another loses digits when they are added. */
const ABSORBED = 1e-9;

/** Whether the sum would be a double in which not much is left of one of the two: 1 + 1e-20. */
export function isAbsorbed(a: Rational, b: Rational): boolean {
  if (isZero(a) || isZero(b)) return false;
  const [x, y] = [Math.abs(toNumber(a)), Math.abs(toNumber(b))];
  return Math.min(x, y) < ABSORBED * Math.max(x, y) && ![a, b, add(a, b)].every(isFraction);
}

/** Known exactly. */
export const isFraction = ({ n, d }: Rational): boolean => Number.isSafeInteger(n) && Number.isSafeInteger(d);

export const multiply = (a: Rational, b: Rational): Rational =>
  a === ONE ? b : b === ONE ? a : rational(a.n * b.n, a.d * b.d);
export const negate = (a: Rational): Rational => rational(-a.n, a.d);
export const invert = (a: Rational): Rational => rational(a.d, a.n);
export const isZero = (a: Rational): boolean => a.n === 0;
export const isOne = (a: Rational): boolean => a.n === 1 && a.d === 1;
export const isMinusOne = (a: Rational): boolean => a.n === -1 && a.d === 1;
export const isInteger = (a: Rational): boolean => a.d === 1 && Number.isInteger(a.n);
export const same = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;

/** a^k for a whole k, or for a root that is exact; undefined where the result is no short fraction. */
export function powerOf(a: Rational, k: Rational): Rational | undefined {
  if (isInteger(k) && Math.abs(k.n) <= 64) {
    if (k.n < 0) return isZero(a) ? undefined : powerOf(invert(a), negate(k));
    const n = a.n ** k.n;
    const d = a.d ** k.n;
    return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? rational(n, d) : undefined;
  }
  if (k.d === 2 && a.n > 0) {
    const n = Math.sqrt(a.n);
    const d = Math.sqrt(a.d);
    if (Number.isInteger(n) && Number.isInteger(d)) return powerOf(rational(n, d), rational(k.n));
  }
  return undefined;
}
