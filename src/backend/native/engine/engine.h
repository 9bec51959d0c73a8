/*
 * An engine is what one instruction set does: register tiles, packing, matrix times vector, entry-wise
 * operations. Everything above it (blocking, threads, programs, the addon) is the same for all.
 */
#ifndef MATGRAD_ENGINE_H
#define MATGRAD_ENGINE_H

/* Vectors side by side in a register tile. */
#define VECTORS 3

/* out ← alpha · left · right + beta · out for one tile; `tail` lanes of its last vector count. */
typedef void InPlaceTile(long depth, const double *left, long left_row, long left_step, const double *right,
                         long right_step, double *out, long out_stride, double alpha, double beta, int tail);
typedef void PackedTile(long depth, const double *left, const double *right, double *out, long out_stride,
                        double alpha, double beta, int tail);

/* to[k · padded + i] ← from[i · across + k · along] for i < width; zeros up to `padded`. */
typedef void Pack(double *to, long width, long padded, long depth, const double *from, long across, long along);

/* out ← alpha · matrix · vector + beta · out, a dot product for each row. */
typedef void RowDots(long rows, long cols, const double *matrix, long stride, const double *vector, double *out,
                     long out_stride, double alpha, double beta);
/* out ← alpha · matrixᵀ · vector + beta · out, adding up the rows. */
typedef void RowSum(long rows, long cols, const double *matrix, long stride, const double *vector,
                    long vector_stride, double *out, double alpha, double beta);
/* out ← alpha · left · rightᵀ + beta · out for vectors. */
typedef void Outer(long rows, long cols, const double *left, long left_stride, const double *right, double *out,
                   long out_stride, double alpha, double beta);

/* to[i] ← f(a[i], b[i]); a function of one argument ignores b. */
typedef void Entrywise(long count, double *to, const double *a, const double *b);
typedef double Reduction(long count, const double *from);

typedef struct {
  const char *name;
  int lanes, rows;
  /* By rows − 1 and vectors − 1. */
  InPlaceTile *const (*in_place)[VECTORS];
  PackedTile *const (*packed)[VECTORS];
  Pack *pack;
  RowDots *row_dots;
  RowSum *row_sum;
  Outer *outer;
  /* In the order of operations.h. */
  Entrywise *const *entrywise;
  Entrywise *add;
  Reduction *sum;
} Engine;

extern const Engine engine_portable;
#if defined(__x86_64__)
extern const Engine engine_avx2, engine_avx512;
#elif defined(__aarch64__)
extern const Engine engine_neon;
#endif

/* Those this processor can run, the best first; NULL after the last. */
const Engine *engine_at(unsigned index);

#endif
