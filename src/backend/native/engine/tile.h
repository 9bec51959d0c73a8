/*
 * The register tile: up to ROWS × (VECTORS · LANES) entries of the result are sums held in registers, and each
 * step along the inner size adds an outer product to them:
 *
 *                  right  [ b b b | b b b ]      sum[r][v] += left[r] · right[v]
 *     left  [ a ]         [ s s s | s s s ]
 *           [ a ]         [ s s s | s s s ]
 *
 * Every smaller tile is an instance of its own, so that an edge costs what it has to.
 */
#include "engine.h"
#include "vector.h"

INLINE void tile(const int rows, const int vectors, const long left_row, const long left_step,
                 const long right_step, long depth, const double *left, const double *right, double *out,
                 long out_stride, double alpha, double beta, int tail) {
  Vector sum[ROWS][VECTORS];
#pragma GCC unroll 16
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 16
    for (int v = 0; v < vectors; v++) sum[r][v] = (Vector){0};
  for (long k = 0; k < depth; k++) {
    Vector b[VECTORS];
#pragma GCC unroll 16
    for (int v = 0; v < vectors; v++) b[v] = load(right + v * LANES);
#pragma GCC unroll 16
    for (int r = 0; r < rows; r++) {
      const Vector a = splat(left[r * left_row]);
#pragma GCC unroll 16
      for (int v = 0; v < vectors; v++) sum[r][v] += a * b[v];
    }
    left += left_step;
    right += right_step;
  }
#pragma GCC unroll 16
  for (int r = 0; r < rows; r++) {
    double *to = out + r * out_stride;
#pragma GCC unroll 16
    for (int v = 0; v < vectors; v++) {
      Vector value = sum[r][v] * alpha;
      const int partial = v == vectors - 1 && tail < LANES;
      if (beta != 0)
        value += beta * (partial ? load_first(to + v * LANES, tail) : load(to + v * LANES));
      if (partial)
        store_first(to + v * LANES, value, tail);
      else
        store(to + v * LANES, value);
    }
  }
}

/* Operands where they are: strides as they come; `right` runs along its rows. */
#define IN_PLACE(rows, vectors)                                                                             \
  static void in_place_##rows##_##vectors(long depth, const double *left, long left_row, long left_step,    \
                                          const double *right, long right_step, double *out,                \
                                          long out_stride, double alpha, double beta, int tail) {           \
    tile(rows, vectors, left_row, left_step, right_step, depth, left, right, out, out_stride, alpha, beta,  \
         tail);                                                                                             \
  }

/* Packed operands: entry after entry as the tile reads them. */
#define PACKED(rows, vectors)                                                                               \
  static void packed_##rows##_##vectors(long depth, const double *left, const double *right, double *out,   \
                                        long out_stride, double alpha, double beta, int tail) {             \
    /* The result is wanted after the sums only, and comes from far away. */                                \
    for (int r = 0; r < rows; r++)                                                                          \
      for (int v = 0; v < vectors; v++) __builtin_prefetch(out + r * out_stride + v * LANES, 1);            \
    tile(rows, vectors, 1, rows, vectors *LANES, depth, left, right, out, out_stride, alpha, beta, tail);   \
  }

#define TILES(rows) \
  IN_PLACE(rows, 1) IN_PLACE(rows, 2) IN_PLACE(rows, 3) PACKED(rows, 1) PACKED(rows, 2) PACKED(rows, 3)
TILES(1) TILES(2) TILES(3) TILES(4)
#if ROWS > 4
TILES(5) TILES(6) TILES(7) TILES(8)
#endif

#define NAMES(kind, rows) {kind##_##rows##_1, kind##_##rows##_2, kind##_##rows##_3}
static InPlaceTile *const in_place_tiles[][VECTORS] = {
  NAMES(in_place, 1), NAMES(in_place, 2), NAMES(in_place, 3), NAMES(in_place, 4),
#if ROWS > 4
  NAMES(in_place, 5), NAMES(in_place, 6), NAMES(in_place, 7), NAMES(in_place, 8),
#endif
};
static PackedTile *const packed_tiles[][VECTORS] = {
  NAMES(packed, 1), NAMES(packed, 2), NAMES(packed, 3), NAMES(packed, 4),
#if ROWS > 4
  NAMES(packed, 5), NAMES(packed, 6), NAMES(packed, 7), NAMES(packed, 8),
#endif
};
