/*
 * Packing: a panel of `width` rows (or columns) of an operand, stored as a tile reads it, step after step
 * along the inner size:
 *
 *     a b c d            a e i  b f j  c g k  d h l
 *     e f g h     ─▶     (width 3, depth 4, across = stride, along = 1)
 *     i j k l
 */
#include "engine.h"
#include "vector.h"

#if defined(__AVX2__)
/* Four rows of four entries, turned. */
INLINE void turn(double *to, long padded, const double *from, long across) {
  const __m256d r0 = _mm256_loadu_pd(from), r1 = _mm256_loadu_pd(from + across);
  const __m256d r2 = _mm256_loadu_pd(from + 2 * across), r3 = _mm256_loadu_pd(from + 3 * across);
  const __m256d even01 = _mm256_unpacklo_pd(r0, r1), odd01 = _mm256_unpackhi_pd(r0, r1);
  const __m256d even23 = _mm256_unpacklo_pd(r2, r3), odd23 = _mm256_unpackhi_pd(r2, r3);
  _mm256_storeu_pd(to, _mm256_permute2f128_pd(even01, even23, 0x20));
  _mm256_storeu_pd(to + padded, _mm256_permute2f128_pd(odd01, odd23, 0x20));
  _mm256_storeu_pd(to + 2 * padded, _mm256_permute2f128_pd(even01, even23, 0x31));
  _mm256_storeu_pd(to + 3 * padded, _mm256_permute2f128_pd(odd01, odd23, 0x31));
}
#else
INLINE void turn(double *to, long padded, const double *from, long across) {
  for (int k = 0; k < 4; k++)
    for (int i = 0; i < 4; i++) to[k * padded + i] = from[i * across + k];
}
#endif

/* Neighbours along the inner size are neighbours in memory. */
static void pack_turned(double *to, long width, long padded, long depth, const double *from, long across) {
  long i = 0;
  for (; i + 4 <= width; i += 4) {
    long k = 0;
    for (; k + 4 <= depth; k += 4) turn(to + k * padded + i, padded, from + i * across + k, across);
    for (; k < depth; k++)
      for (int r = 0; r < 4; r++) to[k * padded + i + r] = from[(i + r) * across + k];
  }
  for (; i < width; i++)
    for (long k = 0; k < depth; k++) to[k * padded + i] = from[i * across + k];
}

INLINE void copy_steps(double *to, const int vectors, long padded, long depth, const double *from, long along) {
  for (long k = 0; k < depth; k++)
#pragma GCC unroll 4
    for (int v = 0; v < vectors; v++) store(to + k * padded + v * LANES, load(from + k * along + v * LANES));
}

/* Neighbours across it are. */
static void pack_straight(double *to, long width, long padded, long depth, const double *from, long along) {
  if (width == VECTORS * LANES) return copy_steps(to, VECTORS, padded, depth, from, along);
  if (width == LANES) return copy_steps(to, 1, padded, depth, from, along);
  for (long k = 0; k < depth; k++)
    for (long i = 0; i < width; i++) to[k * padded + i] = from[k * along + i];
}

static void pack(double *to, long width, long padded, long depth, const double *from, long across, long along) {
  if (width < padded)
    for (long k = 0; k < depth; k++)
      for (long i = width; i < padded; i++) to[k * padded + i] = 0;
  if (across == 1)
    pack_straight(to, width, padded, depth, from, along);
  else if (along == 1)
    pack_turned(to, width, padded, depth, from, across);
  else
    for (long k = 0; k < depth; k++)
      for (long i = 0; i < width; i++) to[k * padded + i] = from[i * across + k * along];
}
