/*
 * Entry-wise operations over a run of entries, and their sum. NaN, infinities and zeros come out as
 * JavaScript's Math has them: the order of the table is that of OPERATIONS in native.ts.
 */
#include "engine.h"
#include "functions.h"

INLINE Vector sqrt_of(Vector x) {
#if defined(__AVX512F__) && LANES == 8
  return (Vector)_mm512_sqrt_pd((__m512d)x);
#elif defined(__AVX2__) && LANES == 4
  return (Vector)_mm256_sqrt_pd((__m256d)x);
#else
  return each(sqrt, x);
#endif
}

INLINE Vector sign_of(Vector x) { return choose(x > 0, splat(1), choose(x < 0, splat(-1), x)); }
INLINE Vector relu_of(Vector x) { return choose(x <= 0, splat(0), x); }
/* Where neither is smaller they are equal (0 and −0 too, by bits) or not comparable. */
INLINE Vector min_of(Vector x, Vector y) {
  const Vector same = (Vector)((Bits)x | (Bits)y);
  return choose(x < y, x, choose(y < x, y, choose(x == y, same, x + y)));
}
INLINE Vector max_of(Vector x, Vector y) {
  const Vector same = (Vector)((Bits)x & (Bits)y);
  return choose(x > y, x, choose(y > x, y, choose(x == y, same, x + y)));
}

#define UNARY(name, value)                                                      \
  static void name##_all(long count, double *to, const double *a, const double *b) { \
    (void)b;                                                                    \
    long i = 0;                                                                 \
    for (; i + LANES <= count; i += LANES) {                                    \
      const Vector x = load(a + i);                                             \
      store(to + i, value);                                                     \
    }                                                                           \
    if (i < count) {                                                            \
      const Vector x = load_first(a + i, (int)(count - i));                     \
      store_first(to + i, value, (int)(count - i));                             \
    }                                                                           \
  }

#define BINARY(name, value)                                                     \
  static void name##_all(long count, double *to, const double *a, const double *b) { \
    long i = 0;                                                                 \
    for (; i + LANES <= count; i += LANES) {                                    \
      const Vector x = load(a + i), y = load(b + i);                            \
      store(to + i, value);                                                     \
    }                                                                           \
    if (i < count) {                                                            \
      const int rest = (int)(count - i);                                        \
      const Vector x = load_first(a + i, rest), y = load_first(b + i, rest);    \
      store_first(to + i, value, rest);                                         \
    }                                                                           \
  }

UNARY(negate, -x)
UNARY(abs, magnitude(x))
UNARY(sign, sign_of(x))
UNARY(sqrt, sqrt_of(x))
UNARY(exp, exp_of(x))
UNARY(log, log_of(x))
UNARY(sin, sin_of(x))
UNARY(cos, cos_of(x))
UNARY(tan, tan_of(x))
UNARY(tanh, tanh_of(x))
UNARY(sinh, sinh_of(x))
UNARY(cosh, cosh_of(x))
UNARY(sigmoid, sigmoid_of(x))
UNARY(softplus, softplus_of(x))
UNARY(relu, relu_of(x))
UNARY(reciprocal, 1 / x)
UNARY(square, x *x)
UNARY(cube, x *x *x)
BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, x *y)
BINARY(divide, x / y)
BINARY(min, min_of(x, y))
BINARY(max, max_of(x, y))

/* The C library says pow(1, NaN) = pow(±1, ±∞) = 1, JavaScript NaN. */
static double power_of(double x, double y) {
  if (y != y || ((x == 1 || x == -1) && y - y != 0)) return NAN;
  return pow(x, y);
}

static int all_are(long count, const double *values, double value) {
  for (long i = 0; i < count; i++)
    if (values[i] != value) return 0;
  return 1;
}

static void power_all(long count, double *to, const double *a, const double *b) {
  if (all_are(count, b, 2)) return square_all(count, to, a, b);
  if (all_are(count, b, 3)) return cube_all(count, to, a, b);
  if (all_are(count, b, -1)) return reciprocal_all(count, to, a, b);
  for (long i = 0; i < count; i++) to[i] = power_of(a[i], b[i]);
}

static Entrywise *const entrywise[] = {
    negate_all,     abs_all,      sign_all,     sqrt_all,       exp_all,      log_all,
    sin_all,        cos_all,      tan_all,      tanh_all,       sinh_all,     cosh_all,
    sigmoid_all,    softplus_all, relu_all,     reciprocal_all, square_all,   add_all,
    subtract_all,   multiply_all, divide_all,   power_all,      min_all,      max_all,
};

static double sum(long count, const double *from) {
  Vector a = {0}, b = {0}, c = {0}, d = {0};
  long i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    a += load(from + i), b += load(from + i + LANES);
    c += load(from + i + 2 * LANES), d += load(from + i + 3 * LANES);
  }
  for (; i < count; i += LANES) a += load_first(from + i, count - i < LANES ? (int)(count - i) : LANES);
  return total((a + b) + (c + d));
}
