/* 64-bit ARM: 8 × 6 tiles in 24 of the 32 registers. */
#if defined(__aarch64__)
#define ENGINE engine_neon
#define NAME "neon"
#define LANES 2
#define ROWS 8
#include "body.h"
#endif
