/*
 * out ← alpha · left · right + beta · out, by the way that suits the sizes:
 *
 *     inner size 1             outer product
 *     a vector on either side  dot products with the rows, or a sum of rows
 *     small or flat            register tiles over the operands where they are
 *     the rest                 blocks of the operands, packed (K. Goto, R. van de Geijn 2008):
 *
 *            right  ┌────────┐          for each block of columns, for each block of the inner size:
 *                   │▒▒▒▒▒▒▒▒│ DEPTH      pack a block of right, in panels of VECTORS · lanes columns
 *            left   └────────┘            for each block of rows (the threads' parts):
 *     HEIGHT ┌─▒─┐  ┌────────┐              pack a block of left, in panels of the tile's rows
 *            └─▒─┘  └────────┘              tile after tile
 */
#include "product.h"

#include <pthread.h>

#include "memory.h"
#include "pool.h"

/* A panel of `right`, DEPTH · VECTORS · lanes numbers, stays in the first cache. */
#define DEPTH 256
#define WIDTH 1024
/* Multiplications below which a second thread costs more than it brings. */
#define WORTH_THREADS (256.0 * 256 * 256)

static long smaller(long a, long b) { return a < b ? a : b; }
static long larger(long a, long b) { return a > b ? a : b; }
static long parts_of(long count, long size) { return (count + size - 1) / size; }

/* Rows of a packed block of `left`, which fills three quarters of the second cache: 192 of 512 KiB. */
static long height_of(const Context *context) {
  return larger(context->engine->rows, context->cache / 4 * 3 / (DEPTH * (long)sizeof(double)));
}

/* A right operand that fills half of the second cache stays there as it is, with the others beside it. */
static long entries_in_place(const Context *context) { return context->cache / 2 / (long)sizeof(double); }

static void scale_out(const Product *p) {
  for (long i = 0; i < p->rows; i++)
    for (long j = 0; j < p->cols; j++) {
      double *entry = p->out + i * p->out_stride + j;
      *entry = p->beta == 0 ? 0 : p->beta * *entry;
    }
}

/*
 * The rows of a panel of `right` as it is lie a stride apart: where that is a multiple of 1 KiB, they share a few sets of
 * the first cache (64 sets of 8 lines of 64 bytes), which hold 64 of them.
 */
static int has_conflicts(const Product *p) {
  return p->right_col == 1 && p->right_step * (long)sizeof(double) % 1024 == 0 && p->depth > 64;
}

static Panels panels_of(const Engine *engine, long cols) {
  const long vectors = parts_of(cols, engine->lanes), count = parts_of(vectors, VECTORS);
  return (Panels){cols, count, vectors / count, vectors % count};
}

static Panel panel_at(const Panels *p, long index, int lanes) {
  const int vectors = (int)(p->vectors + (index < p->wider));
  const long first = (index * p->vectors + smaller(index, p->wider)) * lanes;
  const long cols = smaller(vectors * lanes, p->cols - first);
  return (Panel){first, cols, vectors, (int)(cols - (vectors - 1) * lanes)};
}

/* All of it in one register tile. */
static void run_one_tile(const Product *p) {
  p->only_tile(p->depth, p->left, p->left_row, p->left_step, p->right, p->right_step, p->out, p->out_stride, p->alpha,
               p->beta, p->only_tail);
}

/* One panel of `right` at a time. */
static void run_in_place(const Product *p) {
  const Engine *e = p->context->engine;
  for (long index = 0; index < p->panels.count; index++) {
    const Panel panel = panel_at(&p->panels, index, e->lanes);
    const double *right = p->right + panel.first * p->right_col;
    long right_step = p->right_step;
    if (p->right_col != 1) {
      right_step = panel.vectors * e->lanes;
      e->pack(p->context->right.at, panel.cols, right_step, p->depth, right, p->right_col, p->right_step);
      right = p->context->right.at;
    }
    for (long i = 0; i < p->rows; i += e->rows)
      e->in_place[smaller(e->rows, p->rows - i) - 1][panel.vectors - 1](
          p->depth, p->left + i * p->left_row, p->left_row, p->left_step, right, right_step,
          p->out + i * p->out_stride + panel.first, p->out_stride, p->alpha, p->beta, panel.tail);
  }
}

/* Of the threads of the pool, which serves one caller at a time. */
static Room helper_left[MOST_THREADS];
static pthread_mutex_t helper_rooms = PTHREAD_MUTEX_INITIALIZER;

/* One block of `right`, as the parts of the threads see it. */
typedef struct {
  const Product *product;
  Panels panels;
  long first_col, first_step, depth, height;
} Block;

static void pack_panel(const void *job, long index, int worker) {
  (void)worker;
  const Block *b = job;
  const Product *p = b->product;
  const Engine *e = p->context->engine;
  const Panel panel = panel_at(&b->panels, index, e->lanes);
  e->pack(p->context->right.at + panel.first * b->depth, panel.cols, panel.vectors * e->lanes, b->depth,
          p->right + b->first_step * p->right_step + (b->first_col + panel.first) * p->right_col, p->right_col,
          p->right_step);
}

static void multiply_rows(const void *job, long part, int worker) {
  const Block *b = job;
  const Product *p = b->product;
  const Engine *e = p->context->engine;
  const long first = part * b->height, rows = smaller(b->height, p->rows - first);
  const double beta = b->first_step == 0 ? p->beta : 1;
  double *left = worker == 0 ? p->context->left.at : helper_left[worker].at;
  for (long i = 0; i < rows; i += e->rows) {
    const long count = smaller(e->rows, rows - i);
    e->pack(left + i * b->depth, count, count, b->depth,
            p->left + (first + i) * p->left_row + b->first_step * p->left_step, p->left_row, p->left_step);
  }
  for (long index = 0; index < b->panels.count; index++) {
    const Panel panel = panel_at(&b->panels, index, e->lanes);
    for (long i = 0; i < rows; i += e->rows)
      e->packed[smaller(e->rows, rows - i) - 1][panel.vectors - 1](
          b->depth, left + i * b->depth, p->context->right.at + panel.first * b->depth,
          p->out + (first + i) * p->out_stride + b->first_col + panel.first, p->out_stride, p->alpha, beta,
          panel.tail);
  }
}

static int threads_for(const Product *p) {
  return (double)p->rows * p->cols * p->depth < WORTH_THREADS ? 1 : p->context->threads;
}

static void run_blocked(const Product *p) {
  const Engine *e = p->context->engine;
  const int threads = threads_for(p);
  /* As many blocks of rows for each thread. */
  const long blocks = parts_of(parts_of(p->rows, height_of(p->context)), threads) * threads;
  const long height = parts_of(parts_of(p->rows, blocks), e->rows) * e->rows;
  const long depth = parts_of(p->depth, parts_of(p->depth, DEPTH));
  for (long j = 0; j < p->cols; j += WIDTH)
    for (long k = 0; k < p->depth; k += depth) {
      const Panels panels = panels_of(e, smaller(WIDTH, p->cols - j));
      const Block block = {p, panels, j, k, smaller(depth, p->depth - k), height};
      run_parts(pack_panel, &block, panels.count, threads);
      run_parts(multiply_rows, &block, parts_of(p->rows, height), threads);
    }
}

static const double *dense(const Product *p, const double *vector, long count, long stride) {
  if (stride == 1) return vector;
  double *to = p->context->vector.at;
  for (long k = 0; k < count; k++) to[k] = vector[k * stride];
  return to;
}

static void run_outer(const Product *p) {
  p->context->engine->outer(p->rows, p->cols, p->left, p->left_row, dense(p, p->right, p->cols, p->right_col), p->out,
                            p->out_stride, p->alpha, p->beta);
}

/* left is a matrix stored by rows, right a column. */
static void run_dots(const Product *p) {
  p->context->engine->row_dots(p->rows, p->depth, p->left, p->left_row, dense(p, p->right, p->depth, p->right_step),
                               p->out, p->out_stride, p->alpha, p->beta);
}

/* left is a matrix stored by columns, right a column. */
static void run_row_sum(const Product *p) {
  double *to = p->out_stride == 1 ? p->out : p->context->vector.at;
  if (to != p->out && p->beta != 0)
    for (long i = 0; i < p->rows; i++) to[i] = p->out[i * p->out_stride];
  p->context->engine->row_sum(p->depth, p->rows, p->left, p->left_step, p->right, p->right_step, to, p->alpha,
                              p->beta);
  if (to != p->out)
    for (long i = 0; i < p->rows; i++) p->out[i * p->out_stride] = to[i];
}

/* (A B)ᵀ = Bᵀ Aᵀ for a result of one row, which is a column as well. */
static void turn_product(Product *p) {
  const Product given = *p;
  p->left = given.right, p->left_row = given.right_col, p->left_step = given.right_step;
  p->right = given.left, p->right_step = given.left_step, p->right_col = given.left_row;
  p->rows = given.cols, p->cols = 1, p->out_stride = 1;
}

static int make_room_for_helpers(int threads, long block) {
  int made = 1;
  pthread_mutex_lock(&helper_rooms);
  for (int worker = 1; worker < threads && made; worker++) made = make_room(&helper_left[worker], block);
  pthread_mutex_unlock(&helper_rooms);
  return made;
}

static int prepare_blocked(Product *p) {
  Context *context = p->context;
  const long panel = context->engine->lanes * VECTORS, width = smaller(WIDTH, parts_of(p->cols, panel) * panel);
  /* The rows of a part are rounded up to whole tiles. */
  const long block = (height_of(context) + context->engine->rows) * DEPTH;
  p->run = run_blocked;
  return make_room(&context->left, block) && make_room(&context->right, width * DEPTH) &&
         make_room_for_helpers(context->threads, block);
}

int prepare_product(Product *p) {
  Context *context = p->context;
  if (p->depth == 0 || p->rows == 0 || p->cols == 0) {
    p->run = scale_out;
    return 1;
  }
  if (p->depth == 1) {
    p->run = run_outer;
    return p->right_col == 1 || make_room(&context->vector, p->cols);
  }
  if (p->rows == 1 && p->cols > 1) turn_product(p);
  if (p->cols == 1) {
    p->run = p->left_step == 1 ? run_dots : run_row_sum;
    return make_room(&context->vector, p->depth > p->rows ? p->depth : p->rows);
  }
  const int large = p->depth * p->cols > entries_in_place(context) || has_conflicts(p) || threads_for(p) > 1;
  if (large && p->rows > 2 * context->engine->rows) return prepare_blocked(p);
  p->run = run_in_place;
  p->panels = panels_of(context->engine, p->cols);
  if (p->right_col == 1 && p->panels.count == 1 && p->rows <= context->engine->rows) {
    const Panel panel = panel_at(&p->panels, 0, context->engine->lanes);
    p->run = run_one_tile;
    p->only_tile = context->engine->in_place[p->rows - 1][panel.vectors - 1];
    p->only_tail = panel.tail;
  }
  return p->right_col == 1 || make_room(&context->right, p->depth * context->engine->lanes * VECTORS);
}

void release_context(Context *context) {
  release_room(&context->left);
  release_room(&context->right);
  release_room(&context->vector);
}
