/* AVX2 with FMA: 4 × 12 tiles in 12 of the 16 registers. */
#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif
#define ENGINE engine_avx2
#define NAME "avx2"
#define LANES 4
#define ROWS 4
#include "body.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
