#include "engine.h"

#include <string.h>

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

const Engine *choose_engine(const char *wanted) {
  for (unsigned i = 0; i < sizeof engines / sizeof *engines; i++) {
    const Engine *engine = engines[i];
    if (runs_here(engine) && (!*wanted || strcmp(wanted, engine->name) == 0)) return engine;
  }
  return &engine_portable;
}
