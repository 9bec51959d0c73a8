/*
 * Parts are claimed by ticket: whoever is free takes the next one, so the caller never waits for a helper that
 * gets no processor, only for parts that a helper has begun.
 *
 *     ticket = round (high half) · next part (low half)        a late helper's round no longer matches
 *
 * Helpers look for work for a short while after a round, then sleep. One caller at a time has them; a second
 * one (another JavaScript thread) works alone.
 */
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>

#define LOOKS 20000
#define LOOKS_A_YIELD 1000

static pthread_mutex_t busy = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t sleep_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER;
static int helpers = 0;
static atomic_int sleeping;

static _Atomic uint64_t ticket;
static atomic_long part_count, done;
static _Atomic(Task *) current_task;
static _Atomic(const void *) current_job;

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* Works on round `round` until no part is left. */
static void take_parts(uint32_t round, int worker) {
  for (;;) {
    uint64_t seen = atomic_load(&ticket);
    Task *task = atomic_load(&current_task);
    const void *job = atomic_load(&current_job);
    const long part = (long)(uint32_t)seen, count = atomic_load(&part_count);
    if ((uint32_t)(seen >> 32) != round) return;
    if (count == 0) { /* the round is only being opened: who leaves now would miss it */
      pause_briefly();
      continue;
    }
    if (part >= count) return;
    if (!atomic_compare_exchange_weak(&ticket, &seen, seen + 1)) continue;
    task(job, part, worker);
    atomic_fetch_add(&done, 1);
  }
}

static uint32_t round_now(void) { return (uint32_t)(atomic_load(&ticket) >> 32); }

static uint32_t wait_for_round_after(uint32_t last) {
  for (int look = 0; look < LOOKS; look++) {
    if (round_now() != last) return round_now();
    pause_briefly();
  }
  pthread_mutex_lock(&sleep_lock);
  atomic_fetch_add(&sleeping, 1);
  while (round_now() == last) pthread_cond_wait(&wake, &sleep_lock);
  atomic_fetch_sub(&sleeping, 1);
  pthread_mutex_unlock(&sleep_lock);
  return round_now();
}

static void *helper(void *number) {
  for (uint32_t round = 0;;) {
    round = wait_for_round_after(round);
    take_parts(round, (int)(intptr_t)number);
  }
  return 0;
}

static void start_helpers(int wanted) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  for (pthread_t thread; helpers < wanted; helpers++)
    if (pthread_create(&thread, &attributes, helper, (void *)(intptr_t)(helpers + 1)) != 0) break;
  pthread_attr_destroy(&attributes);
}

static void run_alone(Task *task, const void *job, long count) {
  for (long part = 0; part < count; part++) task(job, part, 0);
}

void run_parts(Task *task, const void *job, long count, int threads) {
  if (threads < 2 || count < 2 || pthread_mutex_trylock(&busy) != 0) return run_alone(task, job, count);
  start_helpers((threads < MOST_THREADS ? threads : MOST_THREADS) - 1);
  /* A round that admits no part, while its facts change. */
  const uint32_t round = round_now() + 1;
  atomic_store(&part_count, 0);
  atomic_store(&done, 0);
  atomic_store(&current_task, task);
  atomic_store(&current_job, job);
  atomic_store(&ticket, (uint64_t)round << 32);
  atomic_store(&part_count, count);
  if (atomic_load(&sleeping) > 0) {
    pthread_mutex_lock(&sleep_lock);
    pthread_cond_broadcast(&wake);
    pthread_mutex_unlock(&sleep_lock);
  }
  take_parts(round, 0);
  /* A helper that was sent away in the middle of its part may need this processor to come back. */
  for (int look = 1; atomic_load(&done) < count; look++)
    if (look % LOOKS_A_YIELD == 0) sched_yield();
    else pause_briefly();
  pthread_mutex_unlock(&busy);
}
