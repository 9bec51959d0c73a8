/*
 * OpenBLAS as an addon of the same make as ours, for comparison only: operations prepared once, called
 * without arguments; and the clock of the thread.
 *
 *     open(file)                    takes numpy's library (ILP64, prefixed) or a plain one
 *     setThreads(count)
 *     product(data, numbers)        numbers as in src/backend/native/program.ts
 *     threadTime()                  seconds
 */
#define _GNU_SOURCE
#define NAPI_VERSION 8
#include <dlfcn.h>
#include <node_api.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROW_MAJOR 101
#define STRAIGHT 111
#define TRANSPOSED 112

typedef void Gemm64(int, int, int, int64_t, int64_t, int64_t, double, const double *, int64_t, const double *,
                    int64_t, double, double *, int64_t);
typedef void Gemv64(int, int, int64_t, int64_t, double, const double *, int64_t, const double *, int64_t, double,
                    double *, int64_t);
typedef void Gemm32(int, int, int, int, int, int, double, const double *, int, const double *, int, double,
                    double *, int);
typedef void Gemv32(int, int, int, int, double, const double *, int, const double *, int, double, double *, int);

static void *gemm, *gemv, *set_threads;
static int wide;

typedef struct {
  double *left, *right, *out;
  int64_t rows, cols, depth, left_row, left_step, right_step, right_col, out_stride;
  double alpha, beta;
} Product;

static napi_value js_open(napi_env env, napi_callback_info info) {
  size_t count = 1, length;
  napi_value argument, name;
  char file[4096];
  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  napi_get_value_string_utf8(env, argument, file, sizeof file, &length);
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    napi_throw_error(env, NULL, dlerror());
    return NULL;
  }
  wide = dlsym(library, "scipy_cblas_dgemm64_") != NULL;
  gemm = dlsym(library, wide ? "scipy_cblas_dgemm64_" : "cblas_dgemm");
  gemv = dlsym(library, wide ? "scipy_cblas_dgemv64_" : "cblas_dgemv");
  set_threads = dlsym(library, wide ? "scipy_openblas_set_num_threads64_" : "openblas_set_num_threads");
  char *(*core)(void) = dlsym(library, wide ? "scipy_openblas_get_corename64_" : "openblas_get_corename");
  if (!gemm || !gemv || !set_threads || !core) {
    napi_throw_error(env, NULL, "the library is not an OpenBLAS");
    return NULL;
  }
  napi_create_string_utf8(env, core(), NAPI_AUTO_LENGTH, &name);
  return name;
}

static napi_value js_set_threads(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument;
  int32_t threads;
  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  napi_get_value_int32(env, argument, &threads);
  ((void (*)(int))set_threads)(threads);
  return NULL;
}

static napi_value js_thread_time(napi_env env, napi_callback_info info) {
  (void)info;
  struct timespec now;
  napi_value seconds;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  napi_create_double(env, now.tv_sec + 1e-9 * now.tv_nsec, &seconds);
  return seconds;
}

/* matrix (rows × cols as it is used, by its steps) times vector */
static void times_vector(int64_t rows, int64_t cols, const double *matrix, int64_t row, int64_t step, double alpha,
                         const double *vector, int64_t vector_step, double beta, double *out, int64_t out_step) {
  const int how = step == 1 ? STRAIGHT : TRANSPOSED;
  const int64_t m = step == 1 ? rows : cols, n = step == 1 ? cols : rows, stride = step == 1 ? row : step;
  if (wide)
    ((Gemv64 *)gemv)(ROW_MAJOR, how, m, n, alpha, matrix, stride, vector, vector_step, beta, out, out_step);
  else ((Gemv32 *)gemv)(ROW_MAJOR, how, m, n, alpha, matrix, stride, vector, vector_step, beta, out, out_step);
}

static napi_value run_product(napi_env env, napi_callback_info info) {
  Product *p;
  napi_get_cb_info(env, info, NULL, NULL, NULL, (void **)&p);
  if (p->cols == 1) {
    times_vector(p->rows, p->depth, p->left, p->left_row, p->left_step, p->alpha, p->right, p->right_step, p->beta,
                 p->out, p->out_stride);
    return NULL;
  }
  if (p->rows == 1) {
    times_vector(p->cols, p->depth, p->right, p->right_col, p->right_step, p->alpha, p->left, p->left_step, p->beta,
                 p->out, 1);
    return NULL;
  }
  const int left = p->left_step == 1 ? STRAIGHT : TRANSPOSED, right = p->right_col == 1 ? STRAIGHT : TRANSPOSED;
  const int64_t left_stride = p->left_step == 1 ? p->left_row : p->left_step;
  const int64_t right_stride = p->right_col == 1 ? p->right_step : p->right_col;
  if (wide)
    ((Gemm64 *)gemm)(ROW_MAJOR, left, right, p->rows, p->cols, p->depth, p->alpha, p->left, left_stride, p->right,
                     right_stride, p->beta, p->out, p->out_stride);
  else
    ((Gemm32 *)gemm)(ROW_MAJOR, left, right, p->rows, p->cols, p->depth, p->alpha, p->left, left_stride, p->right,
                     right_stride, p->beta, p->out, p->out_stride);
  return NULL;
}

/* Kept for good: the benchmark ends soon, and so does what it prepared. */
static napi_value js_product(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2], function;
  double *data, *n;
  napi_ref kept;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_typedarray_info(env, arguments[0], NULL, NULL, (void **)&data, NULL, NULL);
  napi_get_typedarray_info(env, arguments[1], NULL, NULL, (void **)&n, NULL, NULL);
  napi_create_reference(env, arguments[0], 1, &kept);
  Product *p = malloc(sizeof *p);
  *p = (Product){.rows = n[0], .cols = n[1], .depth = n[2], .left = data + (int64_t)n[3], .left_row = n[4],
                 .left_step = n[5], .right = data + (int64_t)n[6], .right_step = n[7], .right_col = n[8],
                 .out = data + (int64_t)n[9], .out_stride = n[10], .alpha = n[11], .beta = n[12]};
  napi_create_function(env, NULL, 0, run_product, p, &function);
  return function;
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor members[] = {
      {"open", NULL, js_open, NULL, NULL, NULL, napi_enumerable, NULL},
      {"setThreads", NULL, js_set_threads, NULL, NULL, NULL, napi_enumerable, NULL},
      {"product", NULL, js_product, NULL, NULL, NULL, napi_enumerable, NULL},
      {"threadTime", NULL, js_thread_time, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_define_properties(env, exports, sizeof members / sizeof *members, members);
  return exports;
}
