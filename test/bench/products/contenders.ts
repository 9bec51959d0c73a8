/**
 * Who multiplies, inverts and takes determinants in the benchmark, each as a function of the calls to make that
 * gives the CPU seconds of one; undefined where a contender doesn't do a task, or not at that size.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import dgemm from "@stdlib/blas-base-dgemm";
import { matrix, multiply } from "mathjs";
import { Matrix as MlMatrix } from "ml-matrix";
import type { Backend, Operation } from "../../../src/backend/backend.ts";
import { backendNamed } from "../../../src/backend/index.ts";
import { jsBackend } from "../../../src/backend/js/js.ts";
import { wasmBackend } from "../../../src/backend/wasm/wasm.ts";
import { cholesky, choleskyInverse, choleskyLogDeterminant } from "../../../src/factor/cholesky.ts";
import { lowerUpper, luInverse } from "../../../src/factor/lowerUpper.ts";
import { inverse, logAbsDeterminant } from "../../../src/matrix/linear.ts";
import { python, unsteered } from "../python.ts";
import { MATHJS, OPENBLAS, OPENBLAS_AVX2, RELAXED, SIMD, type Task } from "./names.ts";

/** CPU seconds of a call, over that many. */
export type Timer = (calls: number) => number | Promise<number>;

export interface Contender {
  readonly name: string;
  prepare(task: Task, n: number): Timer | undefined;
}

/** Of all threads of this process: its compiler and garbage collector count too. */
function timed(run: Operation): Timer {
  run();
  return (calls) => {
    const start = process.cpuUsage();
    for (let i = 0; i < calls; i++) run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6 / calls;
  };
}

const entries = (n: number): Float64Array => Float64Array.from({ length: n * n }, () => Math.random() - 0.5);
const nested = (n: number): number[][] =>
  Array.from({ length: n }, () => Array.from({ length: n }, () => Math.random() - 0.5));

/** Symmetric, and the diagonal is larger than the sum of its row. */
function positiveDefinite(n: number): Float64Array {
  const a = entries(n);
  return a.map((x, e) => (e % (n + 1) === 0 ? n : (x + a[(e % n) * n + Math.floor(e / n)]!) / 2));
}

function ofBackend(name: string, backend: Backend): Contender {
  return {
    name,
    prepare(task, n) {
      const room = backend.workspace(3 * n * n + 1);
      const place = (i: number) => ({ offset: i * n * n, rows: n, cols: n, stride: n });
      const operand = (i: number) => ({ ...place(i), transposed: false });
      if (task === "product") {
        room.data.set(entries(n));
        room.data.set(entries(n), n * n);
        return timed(room.product(operand(0), operand(1), place(2), 1, 0));
      }
      const given = task === "spd" ? positiveDefinite(n) : entries(n);
      if (task === "inverse") {
        const lu = lowerUpper(room, place(0));
        return timed(together([() => room.data.set(given), lu.factor, luInverse(room, lu, place(1))]));
      }
      return timed(
        together([
          () => room.data.set(given),
          cholesky(room, place(0)),
          choleskyLogDeterminant(room, place(0), 3 * n * n),
          choleskyInverse(room, place(0), place(1), place(2)),
        ]),
      );
    },
  };
}

const together =
  (operations: readonly Operation[]): Operation =>
  () => {
    for (const run of operations) run();
  };

/** src/matrix as it is called for the small matrices of a check. */
const plainMatrix: Contender = {
  name: "src/matrix",
  prepare(task, n) {
    if (task === "product") return undefined;
    const given = { rows: n, cols: n, data: task === "spd" ? positiveDefinite(n) : entries(n) };
    return timed(() => {
      inverse(given);
      if (task === "spd") logAbsDeterminant(given);
    });
  },
};

const mathjs: Contender = {
  name: MATHJS,
  prepare(task, n) {
    if (task !== "product" || n > 512) return undefined;
    const [a, b] = [matrix(nested(n)), matrix(nested(n))];
    return timed(() => multiply(a, b));
  },
};

const mlMatrix: Contender = {
  name: "ml-matrix",
  prepare(task, n) {
    if (task !== "product" || n > 512) return undefined;
    const [a, b] = [new MlMatrix(nested(n)), new MlMatrix(nested(n))];
    return timed(() => a.mmul(b));
  },
};

const stdlib: Contender = {
  name: "@stdlib/blas",
  prepare(task, n) {
    if (task !== "product" || n > 512) return undefined;
    const [a, b, c] = [entries(n), entries(n), entries(n)];
    return timed(() => dgemm("row-major", "no-transpose", "no-transpose", n, n, n, 1, a, n, b, n, 0, c, n));
  },
};

/** NumPy on one thread; OpenBLAS finds out itself which processor this is, or is told. */
function numpy(name: string, python: string, environment: NodeJS.ProcessEnv): NumPy {
  const child = spawn(python, [fileURLToPath(new URL("openblas.py", import.meta.url))], {
    env: unsteered(environment),
  });
  child.stderr.pipe(process.stderr);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const prepare = (task: Task, n: number) => async (calls: number) => {
    child.stdin.write(`${task} ${n} ${calls}\n`);
    return Number((await answers.next()).value);
  };
  return { name, prepare, child };
}

interface NumPy extends Contender {
  readonly child: ChildProcessWithoutNullStreams;
}

/** All that are here, and how to let them go. */
export function contenders(): { readonly all: readonly Contender[]; end(): void } {
  if (!python) console.log("NumPy is not installed: its columns are left out");
  const peers = python
    ? [numpy(OPENBLAS, python, {}), numpy(OPENBLAS_AVX2, python, { OPENBLAS_CORETYPE: "Haswell" })]
    : [];
  const [simd, relaxed, native] = [wasmBackend("simd"), wasmBackend("relaxed"), nativeBackend()];
  const all = [
    ...peers,
    ...(native ? [ofBackend("native", native)] : []),
    ...(relaxed ? [ofBackend(RELAXED, relaxed)] : []),
    ...(simd ? [ofBackend(SIMD, simd)] : []),
    ofBackend("js", jsBackend),
    ...[plainMatrix, mathjs, mlMatrix, stdlib],
  ];
  return {
    all,
    end() {
      for (const { child } of peers) child.stdin.end();
    },
  };
}

function nativeBackend(): Backend | undefined {
  try {
    return backendNamed("native");
  } catch {
    return undefined;
  }
}
