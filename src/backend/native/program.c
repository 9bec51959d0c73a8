/*
 * A pass over rows × cols entries in blocks that stay in the first cache: whole rows where they are short,
 * pieces of a row where they are long.
 *
 *     for each block:  point at the inputs (or replicate them) ─▶ each step over the block ─▶ keep or add up
 *
 * Sums are added up by a cascade: totals of equally many blocks meet, as in a tree, so that the error grows
 * with the logarithm of the count.
 */
#include "program.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define BLOCK 256
/* Rows added into one partial sum of columns. */
#define ROWS_A_PARTIAL 64

typedef struct {
  unsigned long count;
  int height;
  double totals[64];
} Cascade;

static void add_to(Cascade *cascade, double value) {
  for (unsigned long bit = cascade->count++; bit & 1; bit >>= 1) value += cascade->totals[--cascade->height];
  cascade->totals[cascade->height++] = value;
}

static double sum_of(const Cascade *cascade) {
  double value = 0;
  for (int i = cascade->height - 1; i >= 0; i--) value += cascade->totals[i];
  return value;
}

static void fill(double *to, long count, double value) {
  for (long i = 0; i < count; i++) to[i] = value;
}

static double *buffer_of(const Program *p, int place) { return p->buffers + (long)place * BLOCK; }

/* What stays the same for all blocks of `width` columns and `rows` rows. */
static void replicate_once(Program *p, long rows, long width) {
  for (int i = 0; i < p->inputs; i++) {
    const Input *input = &p->input[i];
    p->at[i] = buffer_of(p, i);
    if (input->replication == FROM_SCALAR) fill(p->at[i], rows * width, *input->from);
    if (input->replication == FROM_ROW && width == p->cols)
      for (long r = 0; r < rows; r++) memcpy(p->at[i] + r * width, input->from, sizeof(double) * width);
  }
  for (int place = p->inputs; place < p->inputs + p->constants + p->slots; place++) {
    p->at[place] = buffer_of(p, place);
    if (place < p->inputs + p->constants) fill(p->at[place], rows * width, p->constant[place - p->inputs]);
  }
}

static void point_at_block(Program *p, long row, long rows, long col, long width) {
  for (int i = 0; i < p->inputs; i++) {
    const Input *input = &p->input[i];
    if (input->replication == ENTRY_BY_ENTRY) p->at[i] = (double *)input->from + row * p->cols + col;
    if (input->replication == FROM_ROW && width < p->cols) p->at[i] = (double *)input->from + col;
    if (input->replication == FROM_COLUMN)
      for (long r = 0; r < rows; r++) fill(p->at[i] + r * width, width, input->from[row + r]);
  }
}

/* The block's result. */
static const double *run_block(Program *p, long row, long rows, long col, long width) {
  point_at_block(p, row, rows, col, width);
  double *entries = p->out + row * p->cols + col;
  if (p->result == ENTRIES && p->steps > 0) p->at[p->result_place] = entries;
  for (int i = 0; i < p->steps; i++) {
    const Step *s = &p->step[i];
    p->engine->entrywise[s->operation](rows * width, p->at[s->to], p->at[s->left], p->at[s->right]);
  }
  if (p->result == ENTRIES && p->steps == 0)
    memmove(entries, p->at[p->result_place], sizeof(double) * rows * width);
  return p->at[p->result_place];
}

static long smaller(long a, long b) { return a < b ? a : b; }

static void run_by_rows(Program *p, long rows_at_once) {
  Cascade all = {0};
  for (long row = 0; row < p->rows; row += rows_at_once) {
    const long rows = smaller(rows_at_once, p->rows - row);
    Cascade of_row = {0};
    for (long col = 0; col < p->cols; col += BLOCK) {
      const long width = smaller(BLOCK, p->cols - col);
      const double *block = run_block(p, row, rows, col, width);
      if (p->result == SUM) add_to(&all, p->engine->sum(rows * width, block));
      if (p->result != ROW_SUMS) continue;
      if (width < p->cols) add_to(&of_row, p->engine->sum(width, block));
      else
        for (long r = 0; r < rows; r++) p->out[row + r] = p->engine->sum(width, block + r * width);
    }
    if (p->result == ROW_SUMS && p->cols > BLOCK) p->out[row] = sum_of(&of_row);
  }
  if (p->result == SUM) *p->out = sum_of(&all);
}

static void run_by_columns(Program *p, long rows_at_once) {
  Entrywise *const add = p->engine->add;
  double partial[BLOCK];
  for (long col = 0; col < p->cols; col += BLOCK) {
    const long width = smaller(BLOCK, p->cols - col);
    long in_partial = 0, flushed = 0;
    for (long row = 0; row < p->rows; row += rows_at_once) {
      const long rows = smaller(rows_at_once, p->rows - row);
      const double *block = run_block(p, row, rows, col, width);
      for (long r = 0; r < rows; r++) {
        if (in_partial++ == 0) memcpy(partial, block + r * width, sizeof(double) * width);
        else add(width, partial, partial, block + r * width);
        if (in_partial < ROWS_A_PARTIAL && row + r + 1 < p->rows) continue;
        if (flushed++ == 0) memcpy(p->out + col, partial, sizeof(double) * width);
        else add(width, p->out + col, p->out + col, partial);
        in_partial = 0;
      }
    }
  }
}

void run_program(Program *p) {
  if (p->rows == 0 || p->cols == 0) {
    const long count = p->result == SUM ? 1 : p->result == ROW_SUMS ? p->rows : p->result == COLUMN_SUMS ? p->cols : 0;
    return fill(p->out, count, 0);
  }
  const long rows_at_once = p->cols <= BLOCK / 2 ? smaller(BLOCK / p->cols, p->rows) : 1;
  replicate_once(p, rows_at_once, smaller(BLOCK, p->cols));
  if (p->result == COLUMN_SUMS) run_by_columns(p, rows_at_once);
  else run_by_rows(p, rows_at_once);
}

Program *new_program(const Engine *engine, long rows, long cols, int inputs, int constants, int slots, int steps) {
  const int places = inputs + constants + slots;
  Program *p = calloc(1, sizeof *p);
  if (!p) return NULL;
  *p = (Program){.engine = engine, .rows = rows, .cols = cols, .inputs = inputs, .constants = constants,
                 .slots = slots, .steps = steps};
  p->input = calloc(inputs + 1, sizeof *p->input);
  p->constant = calloc(constants + 1, sizeof *p->constant);
  p->step = calloc(steps + 1, sizeof *p->step);
  p->at = calloc(places + 1, sizeof *p->at);
  p->buffers = take_memory((long)(places + 1) * BLOCK);
  if (p->input && p->constant && p->step && p->at && p->buffers) return p;
  free_program(p);
  return NULL;
}

void free_program(Program *p) {
  give_back(p->buffers, (long)(p->inputs + p->constants + p->slots + 1) * BLOCK);
  free(p->input), free(p->constant), free(p->step), free(p->at), free(p);
}
