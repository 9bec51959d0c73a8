/*
 * exp, log, tanh and their like on vectors: reduce the argument to a short interval, sum a series there, put
 * the scale back. Errors are one or two units in the last place; the series are Taylor's, long enough that the
 * first term left out is below a quarter of a unit:
 *
 *     exp x  = 2ⁿ eʳ           n = round(x / ln 2),      |r| ≤ ½ ln 2
 *     log x  = n ln 2 + log m  m in [√½, √2),            log m = 2 artanh((m − 1)/(m + 1))
 *     sin x  = ± sin r, cos r  n = round(x / ½π),        |r| ≤ ¼π
 *
 * They need fused multiplication and addition; without it these functions are the C library's.
 */
#include <math.h>

#include "vector.h"

INLINE Vector magnitude(Vector x) { return (Vector)((Bits)x & INT64_MAX); }
INLINE Vector with_sign_of(Vector size, Vector sign) { return (Vector)(((Bits)size & INT64_MAX) | ((Bits)sign & INT64_MIN)); }
INLINE Bits is_nan(Vector x) { return x != x; }
INLINE int any(Bits mask) {
  int64_t all = 0;
  for (int lane = 0; lane < LANES; lane++) all |= mask[lane];
  return all != 0;
}

/* Lane by lane, by the C library. */
INLINE Vector each(double (*function)(double), Vector x) {
  for (int lane = 0; lane < LANES; lane++) x[lane] = function(x[lane]);
  return x;
}

#if defined(__FMA__) || defined(__aarch64__)
#define HAS_FUSED 1

/* Adding and subtracting it rounds to the nearest integer, which the low bits of the sum then hold. */
#define ROUNDER 0x1.8p52
#define LN2_HIGH 0x1.62e42fefa39efp-1
#define LN2_LOW 0x1.abc9e3b39803fp-56

/* 2ⁿ x for |n| ≤ 2044, in two steps, so that neither leaves the range before the result does. */
INLINE Vector scale(Vector x, Bits n) {
  const Bits half = n >> 1;
  const Vector first = (Vector)((half + 1023) << 52), second = (Vector)((n - half + 1023) << 52);
  return x * first * second;
}

/* x = n ln 2 + r; then *n, and eʳ − 1. |x| < 2000. */
INLINE Vector exp_minus_one_reduced(Vector x, Bits *n) {
  const Vector shifted = x * 0x1.71547652b82fep0 + ROUNDER;
  const Vector whole = shifted - ROUNDER;
  *n = (Bits)shifted - (Bits)splat(ROUNDER);
  Vector r = x - whole * LN2_HIGH;
  r = r - whole * LN2_LOW;
  Vector q = splat(1.0 / 6227020800);
  q = q * r + 1.0 / 479001600;
  q = q * r + 1.0 / 39916800;
  q = q * r + 1.0 / 3628800;
  q = q * r + 1.0 / 362880;
  q = q * r + 1.0 / 40320;
  q = q * r + 1.0 / 5040;
  q = q * r + 1.0 / 720;
  q = q * r + 1.0 / 120;
  q = q * r + 1.0 / 24;
  q = q * r + 1.0 / 6;
  q = q * r + 0.5;
  return r + r * r * q;
}

/* 2ᵉ eˣ. */
INLINE Vector scaled_exp(Vector x, int64_t e) {
  Vector bounded = choose(x > 720, splat(720), x);
  bounded = choose(bounded < -760, splat(-760), bounded);
  Bits n;
  const Vector p = exp_minus_one_reduced(bounded, &n);
  return scale(1 + p, n + e);
}

/* eˣ − 1 for 0 ≤ x ≤ 64. */
INLINE Vector exp_minus_one(Vector x) {
  Bits n;
  const Vector p = exp_minus_one_reduced(x, &n);
  const Vector power = (Vector)((n + 1023) << 52);
  return power * p + (power - 1);
}

INLINE Vector exp_of(Vector x) { return scaled_exp(x, 0); }

/* For x > 0, zero, infinite or NaN as well as negative. */
INLINE Vector log_of(Vector x) {
  const Bits tiny = x < 0x1p-1022;
  const Vector normal = choose(tiny, x * 0x1p54, x);
  const Bits bits = (Bits)normal;
  /* The exponent that leaves a mantissa in [√½, √2). */
  const Bits n = (bits - 0x3fe6a09e667f3bcd) >> 52;
  const Vector m = (Vector)(bits - (n << 52));
  const Vector whole = (Vector)((n - (tiny & 54)) + (Bits)splat(ROUNDER)) - ROUNDER;
  const Vector f = m - 1, s = f / (2 + f), z = s * s;
  Vector q = splat(2.0 / 23);
  q = q * z + 2.0 / 21;
  q = q * z + 2.0 / 19;
  q = q * z + 2.0 / 17;
  q = q * z + 2.0 / 15;
  q = q * z + 2.0 / 13;
  q = q * z + 2.0 / 11;
  q = q * z + 2.0 / 9;
  q = q * z + 2.0 / 7;
  q = q * z + 2.0 / 5;
  q = q * z + 2.0 / 3;
  /* log(1 + f) = f − ½f² + s(½f² + z q), of which f is exact. */
  const Vector half_square = 0.5 * f * f;
  Vector value = whole * LN2_HIGH + (f - (half_square - (s * (half_square + z * q) + whole * LN2_LOW)));
  value = choose(x < INFINITY, value, x);
  value = choose(x == 0, splat(-INFINITY), value);
  return choose(x < 0, splat(NAN), value);
}

/* log(1 + u) for 0 ≤ u ≤ 1: what rounding 1 + u lost is put back. */
INLINE Vector log_one_plus(Vector u) {
  const Vector sum = 1 + u;
  return log_of(sum) + (u - (sum - 1)) / sum;
}

INLINE Vector tanh_of(Vector x) {
  const Vector size = magnitude(x);
  const Vector t = exp_minus_one(choose(size > 20, splat(40), 2 * size));
  return choose(is_nan(x), x, with_sign_of(t / (t + 2), x));
}

INLINE Vector sinh_of(Vector x) {
  const Vector size = magnitude(x);
  const Vector t = exp_minus_one(choose(size > 20, splat(20), size));
  const Vector value = choose(size > 20, scaled_exp(size, -1), 0.5 * (t + t / (1 + t)));
  return choose(is_nan(x), x, with_sign_of(value, x));
}

INLINE Vector cosh_of(Vector x) {
  const Vector half = scaled_exp(magnitude(x), -1);
  return half + 0.25 / half;
}

/* By the exponential that is at most 1, so that small values keep their digits. */
INLINE Vector sigmoid_of(Vector x) {
  const Vector e = exp_of(-magnitude(x));
  return choose(x < 0, e, splat(1)) / (1 + e);
}

INLINE Vector softplus_of(Vector x) {
  return choose(x > 0, x, splat(0)) + log_one_plus(exp_of(-magnitude(x)));
}

/* A vector at a time, up to here ½π in three parts leaves r exact enough. */
#define LARGEST_ANGLE 1e6

INLINE Vector quarter_turns(Vector x, Bits *n) {
  const Vector shifted = x * 0x1.45f306dc9c883p-1 + ROUNDER;
  const Vector whole = shifted - ROUNDER;
  *n = (Bits)shifted;
  Vector r = x - whole * 0x1.921fb54442d18p0;
  r = r - whole * 0x1.1a62633145c07p-54;
  return r - whole * -0x1.f1976b7ed8fbcp-110;
}

INLINE Vector sin_reduced(Vector r) {
  const Vector z = r * r;
  Vector q = splat(1.0 / 355687428096000);
  q = q * z - 1.0 / 1307674368000;
  q = q * z + 1.0 / 6227020800;
  q = q * z - 1.0 / 39916800;
  q = q * z + 1.0 / 362880;
  q = q * z - 1.0 / 5040;
  q = q * z + 1.0 / 120;
  q = q * z - 1.0 / 6;
  return r + r * z * q;
}

INLINE Vector cos_reduced(Vector r) {
  const Vector z = r * r;
  Vector q = splat(1.0 / 20922789888000);
  q = q * z - 1.0 / 87178291200;
  q = q * z + 1.0 / 479001600;
  q = q * z - 1.0 / 3628800;
  q = q * z + 1.0 / 40320;
  q = q * z - 1.0 / 720;
  q = q * z + 1.0 / 24;
  q = q * z - 0.5;
  return 1 + z * q;
}

/* sin(x + turns · ½π), no lane beyond LARGEST_ANGLE. */
INLINE Vector turned_sin(Vector x, int64_t turns) {
  Bits n;
  const Vector r = quarter_turns(x, &n);
  n += turns;
  const Vector value = choose((n & 1) != 0, cos_reduced(r), sin_reduced(r));
  return (Vector)((Bits)value ^ ((n & 2) << 62));
}

INLINE int large(Vector x) { return any(~(magnitude(x) <= LARGEST_ANGLE)); }
INLINE Vector sin_of(Vector x) { return large(x) ? each(sin, x) : choose(x == 0, x, turned_sin(x, 0)); }
INLINE Vector cos_of(Vector x) { return large(x) ? each(cos, x) : turned_sin(x, 1); }
INLINE Vector tan_of(Vector x) { return large(x) ? each(tan, x) : sin_of(x) / turned_sin(x, 1); }

#else

static double sigmoid_of_one(double x) {
  const double e = exp(-fabs(x));
  return (x < 0 ? e : 1) / (1 + e);
}
static double softplus_of_one(double x) { return (x > 0 ? x : 0) + log1p(exp(-fabs(x))); }
INLINE Vector exp_of(Vector x) { return each(exp, x); }
INLINE Vector log_of(Vector x) { return each(log, x); }
INLINE Vector tanh_of(Vector x) { return each(tanh, x); }
INLINE Vector sinh_of(Vector x) { return each(sinh, x); }
INLINE Vector cosh_of(Vector x) { return each(cosh, x); }
INLINE Vector sigmoid_of(Vector x) { return each(sigmoid_of_one, x); }
INLINE Vector softplus_of(Vector x) { return each(softplus_of_one, x); }
INLINE Vector sin_of(Vector x) { return each(sin, x); }
INLINE Vector cos_of(Vector x) { return each(cos, x); }
INLINE Vector tan_of(Vector x) { return each(tan, x); }

#endif
