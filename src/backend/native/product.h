/* Prepared matrix products: which way a product is computed is decided once, running it allocates nothing. */
#ifndef MATGRAD_PRODUCT_H
#define MATGRAD_PRODUCT_H

#include "engine/engine.h"
#include "memory.h"

/* What a caller's products write on the way; one for each JavaScript thread. */
typedef struct {
  const Engine *engine;
  int threads;
  /* Bytes of the second cache. */
  long cache;
  /* Packed blocks of the operands; a vector, laid out densely. */
  Room left, right, vector;
} Context;

void release_context(Context *context);

/* Columns in panels of at most VECTORS vectors, as even as can be: a narrow tile waits for its loads. */
typedef struct {
  long cols, count;
  /* Of each panel, and how many panels have one more. */
  long vectors, wider;
} Panels;

/* `tail` columns in its last vector. */
typedef struct {
  long first, cols;
  int vectors, tail;
} Panel;

typedef struct Product Product;
struct Product {
  void (*run)(const Product *);
  Context *context;
  const double *left, *right;
  double *out;
  /* left_ik is left[i · left_row + k · left_step], right_kj is right[k · right_step + j · right_col]. */
  long left_row, left_step, right_step, right_col, out_stride;
  long rows, cols, depth;
  double alpha, beta;
  Panels panels;
  /* Where one tile does. */
  InPlaceTile *only_tile;
  int only_tail;
};

/* Chooses `run` and makes room for it. 0 if there is no memory. */
int prepare_product(Product *product);

#endif
