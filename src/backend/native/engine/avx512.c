/* AVX-512: 8 × 24 tiles in 24 of the 32 registers. */
#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#endif
#define ENGINE engine_avx512
#define NAME "avx512"
#define LANES 8
#define ROWS 8
#include "body.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
