/* Chains of entry-wise operations in one pass. */
#ifndef MATGRAD_PROGRAM_H
#define MATGRAD_PROGRAM_H

#include "engine/engine.h"

typedef enum { ENTRY_BY_ENTRY, FROM_SCALAR, FROM_ROW, FROM_COLUMN } Replication;
typedef enum { ENTRIES, SUM, ROW_SUMS, COLUMN_SUMS } Result;

typedef struct {
  const double *from;
  Replication replication;
} Input;

/* Places: the inputs, the constants, then slots that results share once they are read no more. */
typedef struct {
  int operation, to, left, right;
} Step;

typedef struct {
  const Engine *engine;
  long rows, cols;
  int inputs, constants, slots, steps;
  Input *input;
  double *constant;
  Step *step;
  /* The place of the result; its slot, if it has one, is its own. */
  int result_place;
  Result result;
  double *out;
  /* Of every place the block at hand, and a buffer of BLOCK entries. */
  double **at;
  double *buffers;
} Program;

/* Everything but `engine`, `rows`, `cols` and the four counts is made here. NULL if there is no memory. */
Program *new_program(const Engine *engine, long rows, long cols, int inputs, int constants, int slots, int steps);
void free_program(Program *program);
void run_program(Program *program);

#endif
