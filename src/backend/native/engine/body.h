/* The parts of an engine, compiled for the instruction set of the file that includes this. */
#include "tile.h"
#include "pack.h"
#include "vectors.h"
#include "operations.h"

const Engine ENGINE = {
  .name = NAME,
  .lanes = LANES,
  .rows = ROWS,
  .in_place = in_place_tiles,
  .packed = packed_tiles,
  .pack = pack,
  .row_dots = row_dots,
  .row_sum = row_sum,
  .outer = outer,
  .entrywise = entrywise,
  .add = add_all,
  .sum = sum,
};
