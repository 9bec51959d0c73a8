/**
 * Functions of one number that JavaScript lacks, in doubles and in as many digits as are asked for.
 */
import type { Decimal } from "decimal.js";

/** Accurate also where it is tiny: 1 − 1/(1 + eˣ) would be 0 there. */
export const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
};

/** log(1 + eˣ) without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Beyond this |x|, erf(x) is ±1 to the last bit. */
const ERF_LIMIT = 6;

/** 2/√π · x e^(−x²) Σ_n (2x²)ⁿ / (1·3·…·(2n+1)) (Olver et al. 2010, eq. 7.6.2). */
export function erf(x: number): number {
  if (Math.abs(x) > ERF_LIMIT) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > Number.EPSILON * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

export const digitsOf = (x: Decimal): typeof Decimal => x.constructor as typeof Decimal;

/** (eˣ + sign · e⁻ˣ)/2 */
export function preciseHyperbolic(x: Decimal, sign: 1 | -1): Decimal {
  const e = x.exp();
  return e.plus(new (digitsOf(x))(sign).div(e)).div(2);
}

/** (1 − e)/(1 + e) with e = exp(−2|x|), so that nothing overflows. */
export function preciseTanh(x: Decimal): Decimal {
  const e = x.abs().times(-2).exp();
  const value = e.neg().plus(1).div(e.plus(1));
  return x.isNeg() ? value.neg() : value;
}

export const preciseSigmoid = (x: Decimal): Decimal => new (digitsOf(x))(1).div(x.neg().exp().plus(1));

/** 1 − erf(30) is below 10⁻³⁹⁰. */
const PRECISE_ERF_LIMIT = 30;

/** The same series as for doubles. */
export function preciseErf(x: Decimal): Decimal {
  const D = digitsOf(x);
  if (x.abs().gt(PRECISE_ERF_LIMIT)) return new D(x.isNeg() ? -1 : 1);
  const square = x.times(x).times(2);
  let term = x;
  let total = x;
  const least = new D(10).pow(-D.precision);
  for (let n = 1; term.abs().gt(least.times(total.abs())); n++) {
    term = term.times(square).div(2 * n + 1);
    total = total.plus(term);
  }
  return D.acos(-1).sqrt().pow(-1).times(2).times(x.times(x).neg().exp()).times(total);
}
