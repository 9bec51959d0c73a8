/* Memory for numbers: aligned to a cache line, large pieces to a huge page where the system has them. */
#ifndef MATGRAD_MEMORY_H
#define MATGRAD_MEMORY_H

/* Zeros; NULL if there aren't that many. Up to SLACK entries after the last may be read. */
double *take_memory(long count);
void give_back(double *memory, long count);

#define SLACK 8

/* Bytes of the second cache of a core, 512 KiB where the system doesn't say. */
long second_cache(void);

/* Room that grows when something is prepared, never when it runs. */
typedef struct {
  double *at;
  long size;
} Room;

/* 0 if there is no memory. */
int make_room(Room *room, long count);
void release_room(Room *room);

#endif
