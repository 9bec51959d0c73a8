/**
 * Exact coefficients: n/d in lowest terms with d > 0, while both are safe integers. Beyond that, and with powers of π,
 * `exact` is the number, n the double near it and d is 1.
 *
 *     2/6 ─▶ 1/3      1e-20 · 1e-20 ─▶ 10⁻⁴⁰      2π · π/4 ─▶ ½ π²
 */
export interface Rational {
  readonly n: number;
  readonly d: number;
  readonly exact?: Exact;
}

/** n/d · π^pi, in lowest terms with d > 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
  readonly pi: number;
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

export const exactOf = ({ n, d, exact }: Rational): Exact => exact ?? { n: BigInt(n), d: BigInt(d), pi: 0 };

function fromExact(n: bigint, d: bigint, pi: number): Rational {
  if (n === 0n) return ZERO;
  const g = greatestCommonDivisorOf(n, d) * (d < 0n ? -1n : 1n);
  const [top, below] = [n / g, d / g];
  if (pi === 0 && isSafe(top) && isSafe(below)) return rational(Number(top), Number(below));
  return { n: nearDouble(top, below, pi), d: 1, exact: { n: top, d: below, pi } };
}

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const isSafe = (n: bigint): boolean => n <= LARGEST_SAFE && n >= -LARGEST_SAFE;

function greatestCommonDivisorOf(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** More digits than a double has. */
const DIGITS = 25;

/** A double that is no small whole number: none that is not one may be taken for it. */
function nearDouble(n: bigint, d: bigint, pi: number): number {
  const size = n < 0n ? -n : n;
  const tens = DIGITS + String(d).length - String(size).length;
  const digits = tens >= 0 ? (size * 10n ** BigInt(tens)) / d : size / (d * 10n ** BigInt(-tens));
  const value = Number(`${digits}e${-tens}`) * Math.PI ** pi;
  const near = Number.isInteger(value) && value < 2 ** 53 ? value * (1 + Number.EPSILON) : value;
  return Math.min(Number.MAX_VALUE, near || Number.MIN_VALUE) * (n < 0n ? -1 : 1);
}

export const PI: Rational = Object.freeze({
  n: Math.PI,
  d: 1,
  exact: Object.freeze({ n: 1n, d: 1n, pi: 1 }),
});

/** Beyond so many digits before or behind the point a number is neither read nor made. */
const LONGEST = 400;

/** `0.25` is 1/4 and so is ¼; π is itself, and so are its digits as programs print them. */
export function parseRational(text: string): Rational {
  const [, above, below] = /^(\d+)\u2044(\d+)$/.exec(text.normalize("NFKC")) ?? [];
  if (above !== undefined) return rational(Number(above), Number(below));
  return text === "π" || text === String(Math.PI) ? PI : decimal(text);
}

function decimal(text: string): Rational {
  const [, whole = "", part = "", exponent = "0"] = /^(-?\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  const tens = Number(exponent) - part.length;
  if (Math.abs(tens) > LONGEST) return { n: Number(text), d: 1 };
  const digits = BigInt(`${whole}${part}`);
  return tens < 0
    ? fromExact(digits, 10n ** BigInt(-tens), 0)
    : fromExact(digits * 10n ** BigInt(tens), 1n, 0);
}

/** Largest denominator that is looked for behind a double. */
const LARGEST_DENOMINATOR = 64;

/** 1.5 is 3/2: the fraction with a small denominator that a double stands for, or the decimal that it is printed as. */
export function fromDouble(value: number): Rational {
  for (let d = 1; d <= LARGEST_DENOMINATOR; d++) {
    const n = Math.round(value * d);
    if (n / d === value && Number.isSafeInteger(n)) return rational(n, d);
  }
  return Number.isFinite(value) ? decimal(String(value)) : { n: value, d: 1 };
}

export const toNumber = (r: Rational): number => r.n / r.d;

/** Told apart by it. */
export const keyOf = ({ n, d, exact }: Rational): string =>
  exact ? `${exact.n}/${exact.d}π${exact.pi}` : `${n}/${d}`;

/** Two numbers have a sum that is a number: no fraction is 1 + π. */
export const canAdd = (a: Rational, b: Rational): boolean =>
  (a.exact?.pi ?? 0) === (b.exact?.pi ?? 0) || isZero(a) || isZero(b);

/** The numbers have the same power of π, or one is 0. */
export function add(a: Rational, b: Rational): Rational {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const [s, t, d] = [a.n * b.d, b.n * a.d, a.d * b.d];
  const isPlain = !a.exact && !b.exact && [s, t, s + t, d].every(Number.isSafeInteger);
  if (isPlain) return rational(s + t, d);
  const [x, y] = [exactOf(a), exactOf(b)];
  return fromExact(x.n * y.d + y.n * x.d, x.d * y.d, x.pi);
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a === ONE) return b;
  if (b === ONE) return a;
  const [n, d] = [a.n * b.n, a.d * b.d];
  if (!a.exact && !b.exact && Number.isSafeInteger(n) && Number.isSafeInteger(d)) return rational(n, d);
  const [x, y] = [exactOf(a), exactOf(b)];
  return fromExact(x.n * y.n, x.d * y.d, x.pi + y.pi);
}

const changed = (r: Rational, change: (e: Exact) => Exact): Rational => {
  const { n, d, pi } = change(exactOf(r));
  return fromExact(n, d, pi);
};

export const negate = (a: Rational): Rational =>
  a.exact ? changed(a, (e) => ({ ...e, n: -e.n })) : rational(-a.n, a.d);
export const invert = (a: Rational): Rational =>
  a.exact ? changed(a, (e) => ({ n: e.d, d: e.n, pi: -e.pi })) : rational(a.d, a.n);
export const absolute = (a: Rational): Rational => (a.n < 0 ? negate(a) : a);
export const isZero = (a: Rational): boolean => a.n === 0;
export const isOne = (a: Rational): boolean => a.n === 1 && a.d === 1;
export const isMinusOne = (a: Rational): boolean => a.n === -1 && a.d === 1;
export const isInteger = ({ n, d, exact }: Rational): boolean =>
  exact ? exact.d === 1n && exact.pi === 0 : d === 1 && Number.isInteger(n);
export const same = (a: Rational, b: Rational): boolean => keyOf(a) === keyOf(b);

/** Beyond so many digits a power is not multiplied out. */
const MOST_DIGITS = 600;

/** a^k for a whole k, or for a root that is exact; undefined where the result is no number, or has too many digits. */
export function powerOf(a: Rational, k: Rational): Rational | undefined {
  if (isInteger(k) && Math.abs(k.n) <= 64) {
    if (k.n < 0) return isZero(a) ? undefined : powerOf(invert(a), negate(k));
    const { n, d, pi } = exactOf(a);
    if ((String(n).length + String(d).length) * k.n > MOST_DIGITS) return undefined;
    return fromExact(n ** BigInt(k.n), d ** BigInt(k.n), pi * k.n);
  }
  if (k.d === 2 && a.n > 0 && !a.exact) {
    const n = Math.sqrt(a.n);
    const d = Math.sqrt(a.d);
    if (Number.isInteger(n) && Number.isInteger(d)) return powerOf(rational(n, d), rational(k.n));
  }
  return undefined;
}
