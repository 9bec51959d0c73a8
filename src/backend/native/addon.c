/*
 * What JavaScript sees of the native backend:
 *
 *     engines()                       names of the engines this processor runs, the best first
 *     open(engine, threads, cache)    a context; bytes of the second cache, 0 for those of the processor
 *     workspace(context, entries)     [Float64Array, arena]
 *     product(arena, numbers)         a function without arguments that runs it
 *     elementwise(arena, numbers)     likewise
 *
 * `numbers` is a Float64Array that native.ts has checked and written. An operation is a function with its
 * facts behind it, so that a call costs little more than entering C++. The arena counts who may still touch
 * its memory: the array, its handle and every operation.
 */
#define NAPI_VERSION 8
#include <node_api.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "product.h"
#include "program.h"

typedef struct {
  Context context;
  long holders;
} Opened;

typedef struct {
  Opened *opened;
  double *data;
  long entries, holders;
} Arena;

typedef struct {
  Arena *arena;
  Product product;
} ProductOperation;

typedef struct {
  Arena *arena;
  Program *program;
} ProgramOperation;

static void let_go_of_context(Opened *opened) {
  if (--opened->holders > 0) return;
  release_context(&opened->context);
  free(opened);
}

static void let_go(Arena *arena) {
  if (--arena->holders > 0) return;
  give_back(arena->data, arena->entries);
  let_go_of_context(arena->opened);
  free(arena);
}

static void finalize_context(napi_env env, void *opened, void *hint) {
  (void)env, (void)hint;
  let_go_of_context(opened);
}

static void finalize_arena(napi_env env, void *memory, void *arena) {
  (void)env, (void)memory;
  let_go(arena);
}

static void finalize_product(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  ProductOperation *operation = data;
  let_go(operation->arena);
  free(operation);
}

static void finalize_program(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  ProgramOperation *operation = data;
  let_go(operation->arena);
  free_program(operation->program);
  free(operation);
}

static napi_value no_memory(napi_env env) {
  napi_throw_error(env, "ENOMEM", "there isn't that much memory");
  return NULL;
}

static napi_value failed(napi_env env) {
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  if (!pending) napi_throw_error(env, NULL, "the addon got other arguments than it expects");
  return NULL;
}

#define TRY(call) \
  if ((call) != napi_ok) return failed(env)

static napi_value js_engines(napi_env env, napi_callback_info info) {
  (void)info;
  napi_value list, name;
  TRY(napi_create_array(env, &list));
  for (unsigned i = 0; engine_at(i); i++) {
    TRY(napi_create_string_utf8(env, engine_at(i)->name, NAPI_AUTO_LENGTH, &name));
    TRY(napi_set_element(env, list, i, name));
  }
  return list;
}

static napi_value js_open(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3], handle;
  uint32_t index;
  int32_t threads;
  int64_t cache;
  TRY(napi_get_cb_info(env, info, &count, arguments, NULL, NULL));
  TRY(napi_get_value_uint32(env, arguments[0], &index));
  TRY(napi_get_value_int32(env, arguments[1], &threads));
  TRY(napi_get_value_int64(env, arguments[2], &cache));
  const Engine *engine = engine_at(index);
  if (!engine) return failed(env);
  Opened *opened = calloc(1, sizeof *opened);
  if (!opened) return no_memory(env);
  opened->context.engine = engine;
  opened->context.threads = threads;
  opened->context.cache = cache > 0 ? (long)cache : second_cache();
  opened->holders = 1;
  TRY(napi_create_external(env, opened, finalize_context, NULL, &handle));
  return handle;
}

static napi_value js_workspace(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2], buffer, pair[2], result;
  Opened *opened;
  double entries;
  TRY(napi_get_cb_info(env, info, &count, arguments, NULL, NULL));
  TRY(napi_get_value_external(env, arguments[0], (void **)&opened));
  TRY(napi_get_value_double(env, arguments[1], &entries));
  Arena *arena = calloc(1, sizeof *arena);
  if (!arena) return no_memory(env);
  *arena = (Arena){opened, take_memory((long)entries), (long)entries, 1};
  if (!arena->data) {
    free(arena);
    return no_memory(env);
  }
  opened->holders++;
  const size_t bytes = sizeof(double) * (size_t)(entries > 0 ? entries : 1);
  const napi_status status =
      napi_create_external_arraybuffer(env, arena->data, bytes, finalize_arena, arena, &buffer);
  /* Where foreign memory isn't allowed at all; after any other failure the memory has been let go. */
  if (status == napi_no_external_buffers_allowed) let_go(arena);
  if (status != napi_ok) return failed(env);
  arena->holders++;
  TRY(napi_create_external(env, arena, finalize_arena, arena, &pair[1]));
  TRY(napi_create_typedarray(env, napi_float64_array, (size_t)entries, buffer, 0, &pair[0]));
  TRY(napi_create_array_with_length(env, 2, &result));
  TRY(napi_set_element(env, result, 0, pair[0]));
  TRY(napi_set_element(env, result, 1, pair[1]));
  return result;
}

/* The two arguments of product() and elementwise(). */
static napi_status read_arguments(napi_env env, napi_callback_info info, Arena **arena, const double **numbers) {
  size_t count = 2, length;
  napi_value arguments[2];
  napi_typedarray_type type;
  napi_status status = napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  if (status == napi_ok) status = napi_get_value_external(env, arguments[0], (void **)arena);
  if (status == napi_ok)
    status = napi_get_typedarray_info(env, arguments[1], &type, &length, (void **)numbers, NULL, NULL);
  return status == napi_ok && type != napi_float64_array ? napi_invalid_arg : status;
}

static napi_value run_product(napi_env env, napi_callback_info info) {
  void *data;
  napi_get_cb_info(env, info, NULL, NULL, NULL, &data);
  const Product *product = &((ProductOperation *)data)->product;
  product->run(product);
  return NULL;
}

static napi_value run_elementwise(napi_env env, napi_callback_info info) {
  void *data;
  napi_get_cb_info(env, info, NULL, NULL, NULL, &data);
  run_program(((ProgramOperation *)data)->program);
  return NULL;
}

/* The function that runs `data`, which goes with it. */
static napi_value operation(napi_env env, napi_callback run, void *data, napi_finalize finalize) {
  napi_value function;
  if (napi_create_function(env, NULL, 0, run, data, &function) != napi_ok ||
      napi_add_finalizer(env, function, data, finalize, NULL, NULL) != napi_ok) {
    finalize(env, data, NULL);
    return failed(env);
  }
  return function;
}

static napi_value js_product(napi_env env, napi_callback_info info) {
  Arena *arena;
  const double *n;
  TRY(read_arguments(env, info, &arena, &n));
  ProductOperation *made = malloc(sizeof *made);
  if (!made) return no_memory(env);
  arena->holders++;
  made->arena = arena;
  made->product = (Product){
      .context = &arena->opened->context,
      .rows = (long)n[0], .cols = (long)n[1], .depth = (long)n[2],
      .left = arena->data + (long)n[3], .left_row = (long)n[4], .left_step = (long)n[5],
      .right = arena->data + (long)n[6], .right_step = (long)n[7], .right_col = (long)n[8],
      .out = arena->data + (long)n[9], .out_stride = (long)n[10],
      .alpha = n[11], .beta = n[12],
  };
  if (!prepare_product(&made->product)) {
    finalize_product(env, made, NULL);
    return no_memory(env);
  }
  return operation(env, run_product, made, finalize_product);
}

/* The header, then inputs, constants and steps. */
static Program *read_program(const Arena *arena, const double *n) {
  Program *p = new_program(arena->opened->context.engine, (long)n[0], (long)n[1], (int)n[2], (int)n[3], (int)n[4],
                           (int)n[5]);
  if (!p) return NULL;
  p->result_place = (int)n[6];
  p->result = (Result)n[7];
  p->out = arena->data + (long)n[8];
  n += 9;
  for (int i = 0; i < p->inputs; i++, n += 2) p->input[i] = (Input){arena->data + (long)n[0], (Replication)n[1]};
  for (int i = 0; i < p->constants; i++) p->constant[i] = *n++;
  for (int i = 0; i < p->steps; i++, n += 4) p->step[i] = (Step){(int)n[0], (int)n[1], (int)n[2], (int)n[3]};
  return p;
}

static napi_value js_elementwise(napi_env env, napi_callback_info info) {
  Arena *arena;
  const double *numbers;
  TRY(read_arguments(env, info, &arena, &numbers));
  ProgramOperation *made = malloc(sizeof *made);
  if (!made) return no_memory(env);
  *made = (ProgramOperation){arena, read_program(arena, numbers)};
  if (!made->program) {
    free(made);
    return no_memory(env);
  }
  arena->holders++;
  return operation(env, run_elementwise, made, finalize_program);
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor members[] = {
      {"engines", NULL, js_engines, NULL, NULL, NULL, napi_enumerable, NULL},
      {"open", NULL, js_open, NULL, NULL, NULL, napi_enumerable, NULL},
      {"workspace", NULL, js_workspace, NULL, NULL, NULL, napi_enumerable, NULL},
      {"product", NULL, js_product, NULL, NULL, NULL, napi_enumerable, NULL},
      {"elementwise", NULL, js_elementwise, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  TRY(napi_define_properties(env, exports, sizeof members / sizeof *members, members));
  return exports;
}
