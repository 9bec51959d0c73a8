/* A few threads that wait for parts of a product. */
#ifndef MATGRAD_POOL_H
#define MATGRAD_POOL_H

/* `worker` is 0 for the caller. */
typedef void Task(const void *job, long part, int worker);

#define MOST_THREADS 64

/* Runs parts 0 … count − 1, the caller's thread included, and returns when all are done. */
void run_parts(Task *task, const void *job, long count, int threads);

#endif
