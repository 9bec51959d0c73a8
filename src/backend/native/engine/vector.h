/*
 * Vectors of LANES doubles in the compiler's own notation, so that one source serves every instruction set:
 *
 *     Vector sum = {0};   sum += load(a) * splat(x);      // fused where the instruction set has it
 *
 * A file that includes this says LANES first, and `#pragma GCC target` before any include.
 */
#ifndef MATGRAD_VECTOR_H
#define MATGRAD_VECTOR_H

#include <stdint.h>
#if defined(__AVX__)
#include <immintrin.h>
#endif

typedef double Vector __attribute__((vector_size(LANES * 8)));
typedef int64_t Bits __attribute__((vector_size(LANES * 8)));
typedef double AnywhereVector __attribute__((vector_size(LANES * 8), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE Vector load(const double *from) { return *(const AnywhereVector *)from; }
INLINE void store(double *to, Vector value) { *(AnywhereVector *)to = value; }
INLINE Vector splat(double value) { return value - (Vector){0}; }
INLINE Vector choose(Bits mask, Vector yes, Vector no) {
  return (Vector)(((Bits)yes & mask) | ((Bits)no & ~mask));
}

/* The first `count` lanes; the others of a load are zero, of a store untouched. */
#if defined(__AVX512F__) && LANES == 8
INLINE Vector load_first(const double *from, int count) {
  return (Vector)_mm512_maskz_loadu_pd((__mmask8)((1u << count) - 1), from);
}
INLINE void store_first(double *to, Vector value, int count) {
  _mm512_mask_storeu_pd(to, (__mmask8)((1u << count) - 1), (__m512d)value);
}
#elif defined(__AVX2__) && LANES == 4
INLINE __m256i first_lanes(int count) {
  return _mm256_cmpgt_epi64(_mm256_set1_epi64x(count), _mm256_setr_epi64x(0, 1, 2, 3));
}
INLINE Vector load_first(const double *from, int count) {
  return (Vector)_mm256_maskload_pd(from, first_lanes(count));
}
INLINE void store_first(double *to, Vector value, int count) {
  _mm256_maskstore_pd(to, first_lanes(count), (__m256d)value);
}
#else
INLINE Vector load_first(const double *from, int count) {
  Vector value = {0};
  for (int lane = 0; lane < LANES; lane++)
    if (lane < count) value[lane] = from[lane];
  return value;
}
INLINE void store_first(double *to, Vector value, int count) {
  for (int lane = 0; lane < LANES; lane++)
    if (lane < count) to[lane] = value[lane];
}
#endif

/* The sum of the lanes, by halves. */
INLINE double total(Vector value) {
  double lanes[LANES];
  store(lanes, value);
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  return lanes[0];
}

#endif
