/* Vectors of two, which any compiler makes of what the processor surely has. */
#define ENGINE engine_portable
#define NAME "portable"
#define LANES 2
#define ROWS 4
#include "body.h"
