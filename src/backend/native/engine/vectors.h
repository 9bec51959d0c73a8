/*
 * Matrix times vector, bound by memory, and the outer product. Several rows at a time, so that the vector is
 * read (or the result written) once for all of them:
 *
 *     row_dots   out_i = Σ_j M_ij v_j        row_sum   out_j = Σ_i M_ij v_i        outer   out_ij = u_i v_j
 */
#include "engine.h"
#include "vector.h"

INLINE void dots_of(const int rows, long cols, const double *matrix, long stride, const double *vector,
                    double *out, long out_stride, double alpha, double beta) {
  Vector low[4], high[4];
#pragma GCC unroll 4
  for (int r = 0; r < rows; r++) low[r] = high[r] = (Vector){0};
  long j = 0;
  for (; j + 2 * LANES <= cols; j += 2 * LANES) {
    const Vector x = load(vector + j), y = load(vector + j + LANES);
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
      low[r] += load(matrix + r * stride + j) * x;
      high[r] += load(matrix + r * stride + j + LANES) * y;
    }
  }
  for (; j < cols; j += LANES) {
    const int count = cols - j < LANES ? (int)(cols - j) : LANES;
    const Vector x = load_first(vector + j, count);
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) low[r] += load_first(matrix + r * stride + j, count) * x;
  }
#pragma GCC unroll 4
  for (int r = 0; r < rows; r++) {
    const double value = alpha * total(low[r] + high[r]);
    out[r * out_stride] = beta == 0 ? value : value + beta * out[r * out_stride];
  }
}

static void row_dots(long rows, long cols, const double *matrix, long stride, const double *vector, double *out,
                     long out_stride, double alpha, double beta) {
  long i = 0;
  for (; i + 4 <= rows; i += 4)
    dots_of(4, cols, matrix + i * stride, stride, vector, out + i * out_stride, out_stride, alpha, beta);
  for (; i < rows; i++)
    dots_of(1, cols, matrix + i * stride, stride, vector, out + i * out_stride, out_stride, alpha, beta);
}

#define ROWS_AT_ONCE 8
#define FEW_ROWS 4
/* Entries of a matrix that comes from the memory itself, where more rows at once are better. */
#define FAR (1 << 20)
/* So many results stay in the first cache while the rows pass. */
#define STRIP 2048
/* A matrix up to here stays there as well, and needs no order of its rows. */
#define CACHED 4096

/* The sum of the rows in `lanes` lanes of column j, with what `out` had before. */
INLINE Vector added(const int rows, const double *matrix, long stride, const Vector *x, const double *out,
                    const int fresh, double beta, int lanes) {
  const int whole = lanes == LANES;
  Vector value = (whole ? load(matrix) : load_first(matrix, lanes)) * x[0];
#pragma GCC unroll 16
  for (int r = 1; r < rows; r++)
    value += (whole ? load(matrix + r * stride) : load_first(matrix + r * stride, lanes)) * x[r];
  if (fresh && beta == 0) return value;
  return value + (fresh ? beta : 1) * (whole ? load(out) : load_first(out, lanes));
}

INLINE void add_rows(const int rows, long cols, const double *matrix, long stride, const double *factors,
                     double *out, const int fresh, double beta) {
  Vector x[ROWS_AT_ONCE];
#pragma GCC unroll 16
  for (int r = 0; r < rows; r++) x[r] = splat(factors[r]);
  long j = 0;
#pragma GCC unroll 2
  for (; j + LANES <= cols; j += LANES)
    store(out + j, added(rows, matrix + j, stride, x, out + j, fresh, beta, LANES));
  if (j < cols) {
    const int rest = (int)(cols - j);
    store_first(out + j, added(rows, matrix + j, stride, x, out + j, fresh, beta, rest), rest);
  }
}

static void add_any_rows(long rows, long cols, const double *matrix, long stride, const double *factors,
                         double *out, int fresh, double beta) {
  if (rows == ROWS_AT_ONCE) {
    if (fresh) add_rows(ROWS_AT_ONCE, cols, matrix, stride, factors, out, 1, beta);
    else add_rows(ROWS_AT_ONCE, cols, matrix, stride, factors, out, 0, 0);
    return;
  }
  if (rows == FEW_ROWS) {
    if (fresh) add_rows(FEW_ROWS, cols, matrix, stride, factors, out, 1, beta);
    else add_rows(FEW_ROWS, cols, matrix, stride, factors, out, 0, 0);
    return;
  }
  for (long r = 0; r < rows; r++, fresh = 0)
    add_rows(1, cols, matrix + r * stride, stride, factors + r, out, fresh, beta);
}

#define STRIP_VECTORS 8

/* Columns enough for eight vectors at a time, whose sums stay in registers; returns how many it has done. */
static long sum_in_registers(long rows, long cols, const double *matrix, long stride, const double *vector,
                             long vector_stride, double *out, double alpha, double beta) {
  long j = 0;
  for (; j + STRIP_VECTORS * LANES <= cols; j += STRIP_VECTORS * LANES) {
    Vector sum[STRIP_VECTORS];
#pragma GCC unroll 8
    for (int v = 0; v < STRIP_VECTORS; v++) sum[v] = (Vector){0};
    const double *row = matrix + j;
    for (long i = 0; i < rows; i++, row += stride) {
      const Vector x = splat(vector[i * vector_stride]);
#pragma GCC unroll 8
      for (int v = 0; v < STRIP_VECTORS; v++) sum[v] += load(row + v * LANES) * x;
    }
#pragma GCC unroll 8
    for (int v = 0; v < STRIP_VECTORS; v++) {
      double *to = out + j + v * LANES;
      store(to, beta == 0 ? alpha * sum[v] : alpha * sum[v] + beta * load(to));
    }
  }
  return j;
}

static void row_sum(long rows, long cols, const double *matrix, long stride, const double *vector,
                    long vector_stride, double *out, double alpha, double beta) {
  long j = 0;
  if (rows * cols <= CACHED)
    j = sum_in_registers(rows, cols, matrix, stride, vector, vector_stride, out, alpha, beta);
  const long at_once = rows * cols < FAR ? FEW_ROWS : ROWS_AT_ONCE;
  for (; j < cols; j += STRIP) {
    const long width = cols - j < STRIP ? cols - j : STRIP;
    for (long i = 0; i < rows; i += at_once) {
      const long count = rows - i < at_once ? rows - i : at_once;
      double factors[ROWS_AT_ONCE];
      for (long r = 0; r < count; r++) factors[r] = alpha * vector[(i + r) * vector_stride];
      add_any_rows(count, width, matrix + i * stride + j, stride, factors, out + j, i == 0, beta);
    }
  }
}

static void outer(long rows, long cols, const double *left, long left_stride, const double *right, double *out,
                  long out_stride, double alpha, double beta) {
  for (long i = 0; i < rows; i++) {
    const double factor = alpha * left[i * left_stride];
    double *to = out + i * out_stride;
    for (long j = 0; j < cols; j += LANES) {
      const int count = cols - j < LANES ? (int)(cols - j) : LANES;
      if (count == LANES) {
        const Vector value = factor * load(right + j);
        store(to + j, beta == 0 ? value : value + beta * load(to + j));
      } else {
        const Vector value = factor * load_first(right + j, count);
        store_first(to + j, beta == 0 ? value : value + beta * load_first(to + j, count), count);
      }
    }
  }
}
