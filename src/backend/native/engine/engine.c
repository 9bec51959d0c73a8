#include "engine.h"

#include <stddef.h>

static const Engine *const engines[] = {
#if defined(__x86_64__)
    &engine_avx512,
    &engine_avx2,
#elif defined(__aarch64__)
    &engine_neon,
#endif
    &engine_portable,
};

static int runs_here(const Engine *engine) {
#if defined(__x86_64__)
  if (engine == &engine_avx512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  if (engine == &engine_avx2) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  (void)engine;
#endif
  return 1;
}

const Engine *engine_at(unsigned index) {
  for (unsigned i = 0; i < sizeof engines / sizeof *engines; i++)
    if (runs_here(engines[i]) && index-- == 0) return engines[i];
  return NULL;
}
