/**
 * eˣ and what is made of it, two entries at once.
 *
 *     x = n log 2 + r,  |r| ≤ ½ log 2:    eˣ = 2ⁿ (1 + p),   p = eʳ − 1 = r + r²/2! + … + r¹³/13!
 *
 * The first term that is left out is below 2⁻⁵⁷ of r.
 */

/** log 2 in two parts, the first with zeros at its end: n times it is exact. */
const LOG2_HIGH: f64 = 6.93147180369123816490e-1;
const LOG2_LOW: f64 = 1.90821492927058770002e-10;
const LOG2_E: f64 = 1.44269504088896340736;
/** Beyond these eˣ is infinite, or 0. */
const LARGEST: f64 = 710;
const SMALLEST: f64 = -746;
/** Added to a small whole number: its bits are the last ones of the sum, so that a shift makes an exponent of it. */
const SHIFTER: f64 = 6755399441055744 + 1023;

/** 2ⁿ, n whole from −1022 to 1023. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i64x2.shl(f64x2.add(n, f64x2.splat(SHIFTER)), 52);
}

/** eʳ − 1. */
// @ts-ignore: decorator
@inline
function seriesMinusOne(r: v128): v128 {
  let h = f64x2.splat(1.0 / 6227020800.0);
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 479001600.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 39916800.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 3628800.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 362880.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 40320.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 5040.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 720.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 120.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 24.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(1.0 / 6.0));
  h = f64x2.add(f64x2.mul(h, r), f64x2.splat(0.5));
  return f64x2.add(r, f64x2.mul(f64x2.mul(r, r), h));
}

// @ts-ignore: decorator
@inline
function whole(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, f64x2.splat(LOG2_E)));
}

// @ts-ignore: decorator
@inline
function rest(x: v128, n: v128): v128 {
  const high = f64x2.sub(x, f64x2.mul(n, f64x2.splat(LOG2_HIGH)));
  return f64x2.sub(high, f64x2.mul(n, f64x2.splat(LOG2_LOW)));
}

// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const y = f64x2.max(f64x2.min(x, f64x2.splat(LARGEST)), f64x2.splat(SMALLEST));
  const n = whole(y);
  const value = f64x2.add(f64x2.splat(1), seriesMinusOne(rest(y, n)));
  // in two steps: 2ⁿ alone may be beyond the largest or smallest number
  const half = f64x2.nearest(f64x2.mul(n, f64x2.splat(0.5)));
  return f64x2.mul(f64x2.mul(value, powerOfTwo(half)), powerOfTwo(f64x2.sub(n, half)));
}

/** tanh x = ± m / (m + 2), m = e^(2|x|) − 1 = 2ⁿ p + (2ⁿ − 1); it is ±1 to the last bit from 20 on. */
// @ts-ignore: decorator
@inline
export function hyperbolicTangent(x: v128): v128 {
  const sign = v128.and(x, f64x2.splat(-0.0));
  const y = f64x2.mul(f64x2.splat(2), f64x2.min(f64x2.abs(x), f64x2.splat(20)));
  const n = whole(y);
  const scale = powerOfTwo(n);
  const p = seriesMinusOne(rest(y, n));
  const m = f64x2.add(f64x2.mul(scale, p), f64x2.sub(scale, f64x2.splat(1)));
  return v128.or(sign, f64x2.div(m, f64x2.add(m, f64x2.splat(2))));
}

/** 1 / (1 + e⁻ˣ), for x < 0 as eˣ / (1 + eˣ). */
// @ts-ignore: decorator
@inline
export function logistic(x: v128): v128 {
  const e = exponential(f64x2.neg(f64x2.abs(x)));
  const one = f64x2.splat(1);
  const above = v128.bitselect(e, one, f64x2.lt(x, f64x2.splat(0)));
  return f64x2.div(above, f64x2.add(one, e));
}
