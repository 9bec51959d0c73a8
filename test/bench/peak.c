/*
 * Multiplications and additions that depend on none but their own: what one core can do at most, in 10⁹ a second.
 *
 *     cc -O2 -march=native -ffp-contract=fast -DBYTES=64 peak.c -o peak && ./peak
 */
#include <stdio.h>
#include <time.h>

typedef double Vector __attribute__((vector_size(BYTES)));
#define SUMS 12
#define STEPS 4000000

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(void) {
  double best = 0;
  for (int round = 0; round < 15; round++) {
    Vector sums[SUMS], factor = {0}, term = {0};
    for (int lane = 0; lane < BYTES / 8; lane++) factor[lane] = 0.999999, term[lane] = 1e-6;
#pragma GCC unroll 12
    for (int s = 0; s < SUMS; s++) sums[s] = term * s;
    /* the compiler may assume nothing of them, so it can't take the loop away */
    __asm__ volatile("" : "+x"(factor), "+x"(term));
    const double start = now();
    for (int step = 0; step < STEPS; step++)
#pragma GCC unroll 12
      for (int s = 0; s < SUMS; s++) sums[s] = sums[s] * factor + term;
    const double seconds = now() - start;
    Vector total = {0};
#pragma GCC unroll 12
    for (int s = 0; s < SUMS; s++) total += sums[s];
    volatile double kept = total[0];
    (void)kept;
    const double speed = 2.0 * SUMS * STEPS * (BYTES / 8) / seconds / 1e9;
    if (speed > best) best = speed;
  }
  printf("%.2f\n", best);
  return 0;
}
