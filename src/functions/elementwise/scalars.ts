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

/** From here on erf(x) is 1 less what is small, erfc(x). */
const ERF_TURN = 1 / 2;

/** 2/√π · x e^(−x²) Σ_n (2x²)ⁿ / (1·3·…·(2n+1)) (Olver et al. 2010, eq. 7.6.2). */
export function erf(x: number): number {
  if (Math.abs(x) > ERF_TURN) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > Number.EPSILON * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/**
 * 1 − erf(x), accurate also where it is tiny: h e^(−x²)/(πx) · (1 + 2 Σ_k e^(−k²h²)/(1 + (kh/x)²)),
 * less 2/(e^(2πx/h) − 1) for x < π/h: the trapezoidal rule, with an error below e^(−(π/h)²) (Chiarella and Reichel 1968).
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < ERF_TURN) return 1 - erf(x);
  const h = 1 / 2;
  let total = 1;
  for (let k = 1; k <= 12; k++) total += (2 * Math.exp(-((k * h) ** 2))) / (1 + ((k * h) / x) ** 2);
  const pole = x < Math.PI / h ? 2 / Math.expm1((2 * Math.PI * x) / h) : 0;
  return ((h * Math.exp(-x * x)) / (Math.PI * x)) * total - pole;
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

/** The same series as for doubles. */
export function preciseErf(x: Decimal): Decimal {
  const D = digitsOf(x);
  if (x.abs().gt(ERF_TURN))
    return preciseErfc(x.abs())
      .neg()
      .plus(1)
      .times(x.isNeg() ? -1 : 1);
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

/** The same rule as for doubles, with steps as small as the digits need. */
export function preciseErfc(x: Decimal): Decimal {
  const D = digitsOf(x);
  if (x.isNeg()) return preciseErfc(x.neg()).neg().plus(2);
  if (x.lt(ERF_TURN)) return preciseErf(x).neg().plus(1);
  const pi = D.acos(-1);
  const exponent = (D.precision + 1) * Math.LN10;
  const h = pi.div(Math.sqrt(exponent));
  let total = new D(1);
  for (let k = 1; k <= exponent / Math.PI; k++) {
    const node = h.times(k).pow(2);
    total = total.plus(
      node
        .neg()
        .exp()
        .times(2)
        .div(node.div(x.times(x)).plus(1)),
    );
  }
  const tail = h.times(x.times(x).neg().exp()).div(pi.times(x)).times(total);
  const hasPole = x.lt(pi.div(h));
  return hasPole ? tail.minus(pi.times(2).times(x).div(h).exp().minus(1).pow(-1).times(2)) : tail;
}
