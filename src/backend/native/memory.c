#define _GNU_SOURCE
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#define HUGE_PAGE ((size_t)2 << 20)
#define LINE 64

static size_t bytes_of(long count) { return ((size_t)count + SLACK) * sizeof(double); }
static int is_large(size_t bytes) { return bytes >= HUGE_PAGE; }
static size_t whole_pages(size_t bytes) { return (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE; }

/* One huge page more than needed, of which the unaligned ends go back. */
static void *map_pages(size_t bytes) {
  const size_t size = whole_pages(bytes);
  char *all = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) return NULL;
  const size_t before = (HUGE_PAGE - (uintptr_t)all % HUGE_PAGE) % HUGE_PAGE;
  if (before > 0) munmap(all, before);
  if (before < HUGE_PAGE) munmap(all + before + size, HUGE_PAGE - before);
#if defined(MADV_HUGEPAGE)
  madvise(all + before, size, MADV_HUGEPAGE);
#endif
  return all + before;
}

double *take_memory(long count) {
  const size_t bytes = bytes_of(count);
  if (is_large(bytes)) return map_pages(bytes);
  void *memory;
  if (posix_memalign(&memory, LINE, bytes) != 0) return NULL;
  return memset(memory, 0, bytes);
}

void give_back(double *memory, long count) {
  if (!memory) return;
  if (is_large(bytes_of(count))) munmap(memory, whole_pages(bytes_of(count)));
  else free(memory);
}

long second_cache(void) {
  long bytes = 0;
#if defined(_SC_LEVEL2_CACHE_SIZE)
  bytes = sysconf(_SC_LEVEL2_CACHE_SIZE);
#elif defined(__APPLE__)
  size_t size = sizeof bytes;
  if (sysctlbyname("hw.perflevel0.l2cachesize", &bytes, &size, NULL, 0) != 0 &&
      sysctlbyname("hw.l2cachesize", &bytes, &size, NULL, 0) != 0)
    bytes = 0;
#endif
  return bytes > 0 ? bytes : 512L << 10;
}

int make_room(Room *room, long count) {
  if (count <= room->size) return 1;
  double *grown = take_memory(count);
  if (!grown) return 0;
  give_back(room->at, room->size);
  room->at = grown, room->size = count;
  return 1;
}

void release_room(Room *room) {
  give_back(room->at, room->size);
  room->at = NULL, room->size = 0;
}
