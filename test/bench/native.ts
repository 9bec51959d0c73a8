/**
 * The native backend beside OpenBLAS, both called from this process on the same memory, taking turns:
 *
 *     tsx test/bench/native.ts [--threads 2] [--engine avx2 --coretype Haswell] [--only 512,XᵀG]
 *
 * One thread is timed by the processor time of the thread, so that others on the machine count little; several
 * by the wall, which says something on an idle machine only, or by the best. Ratios are medians over the rounds. JSON.
 * OpenBLAS is numpy's own (MATGRAD_OPENBLAS names another library).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Operand, Operation } from "../../src/backend/backend.ts";
import { loadAddon } from "../../src/backend/native/addon.ts";
import { openEngine } from "../../src/backend/native/native.ts";
import { productNumbers } from "../../src/backend/native/program.ts";
import type { NativeRun } from "./nativeRuns.ts";
import { numpyFacts } from "./python.ts";

interface OpenBlas {
  open(file: string): string;
  setThreads(count: number): void;
  product(data: Float64Array, numbers: Float64Array): Operation;
  threadTime(): number;
}

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly depth: number;
  readonly transposed?: "left" | "right";
}

const SQUARES = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048];
const CASES: readonly Case[] = [
  ...SQUARES.map((n) => ({ name: String(n), rows: n, cols: n, depth: n })),
  { name: "XᵀG", rows: 512, cols: 256, depth: 1024, transposed: "left" },
  { name: "GWᵀ", rows: 1024, cols: 512, depth: 256, transposed: "right" },
  { name: "XᵀG 784 inputs", rows: 784, cols: 100, depth: 1000, transposed: "left" },
  { name: "GWᵀ 784 inputs", rows: 1000, cols: 784, depth: 100, transposed: "right" },
  { name: "A x 64", rows: 64, cols: 1, depth: 64 },
  { name: "A x 512", rows: 512, cols: 1, depth: 512 },
  { name: "A x 2048", rows: 2048, cols: 1, depth: 2048 },
  { name: "Aᵀ x 64", rows: 64, cols: 1, depth: 64, transposed: "left" },
  { name: "Aᵀ x 512", rows: 512, cols: 1, depth: 512, transposed: "left" },
  { name: "Aᵀ x 2048", rows: 2048, cols: 1, depth: 2048, transposed: "left" },
];

/** One thread: few rounds of many calls. Several: many of one call, some of which meet an idle machine. */
const ROUNDS = { one: 11, several: 61 };
/** Of one side in one round. */
const SECONDS = { one: 0.03, several: 0.0005 };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function buildBridge(folder: string): OpenBlas {
  const source = fileURLToPath(new URL("openblas.c", import.meta.url));
  const include = join(dirname(dirname(process.execPath)), "include", "node");
  const addon = join(folder, "openblas.node");
  execFileSync("cc", ["-O2", "-shared", "-fPIC", `-I${include}`, source, "-o", addon, "-ldl"]);
  return createRequire(import.meta.url)(addon) as OpenBlas;
}

/** numpy's bundled library, or the one Debian's numpy is linked with. */
const openBlasFile = (): string => process.env.MATGRAD_OPENBLAS ?? (numpyFacts()?.file || "libopenblas.so.0");

function operand(offset: number, rows: number, cols: number, transposed: boolean): Operand {
  const [r, c] = transposed ? [cols, rows] : [rows, cols];
  return { offset, rows: r, cols: c, stride: c, transposed };
}

/** OpenBLAS's threads go on looking for work after a call, on the processor that the other side's want. Each side is woken first. */
const REST = 100;
const rest = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, REST);

/** Seconds for one call of each side, a round each. */
function measure(sides: readonly Operation[], now: () => number, kind: keyof typeof ROUNDS): number[][] {
  const timeOf = (run: Operation, count: number): number => {
    const start = now();
    for (let i = 0; i < count; i++) run();
    return now() - start;
  };
  const counts = sides.map((run) => {
    let count = 1;
    while (timeOf(run, count) < SECONDS[kind] / 4) count *= 2;
    return Math.max(1, Math.round((SECONDS[kind] * count) / Math.max(timeOf(run, count), 1e-9)));
  });
  const rounds = Array.from({ length: ROUNDS[kind] }, () =>
    sides.map((run, i) => {
      if (kind === "several") {
        rest();
        run();
      }
      return timeOf(run, counts[i] as number);
    }),
  );
  return sides.map((_, i) => rounds.map((round) => (round[i] as number) / (counts[i] as number)));
}

const { values: options } = parseArgs({
  options: {
    threads: { type: "string", default: "1" },
    engine: { type: "string" },
    coretype: { type: "string" },
    only: { type: "string" },
  },
});
const threads = Number(options.threads);
delete process.env.OPENBLAS_CORETYPE;
delete process.env.OPENBLAS_L2_SIZE;
if (options.coretype) process.env.OPENBLAS_CORETYPE = options.coretype;
const folder = mkdtempSync(join(tmpdir(), "matgrad-bench-"));
const openBlas = buildBridge(folder);
rmSync(folder, { recursive: true });
const core = openBlas.open(openBlasFile());
openBlas.setThreads(threads);
const addon = loadAddon();
const engine = options.engine ?? (addon.engines()[0] as string);
const native = openEngine(addon, engine, threads);
if (!native) throw new Error(`this processor doesn't run ${engine}`);

const now = threads === 1 ? openBlas.threadTime : () => performance.now() / 1000;
const only = options.only?.split(",");
const results = CASES.filter(({ name }) => !only || only.includes(name)).map((c) => {
  const left = operand(0, c.rows, c.depth, c.transposed === "left");
  const right = operand(c.rows * c.depth, c.depth, c.cols, c.transposed === "right");
  const out = operand(right.offset + c.depth * c.cols, c.rows, c.cols, false);
  const room = native.workspace(out.offset + c.rows * c.cols);
  room.data.forEach((_, i, data) => {
    data[i] = Math.random() - 0.5;
  });
  const own = room.product(left, right, out, 1, 0);
  const other = openBlas.product(room.data, productNumbers(left, right, out, 1, 0, room.data.length));
  const [ownTimes, otherTimes] = measure([own, other], now, threads === 1 ? "one" : "several") as [
    number[],
    number[],
  ];
  const flops = 2 * c.rows * c.cols * c.depth;
  return {
    case: c.name,
    native: flops / median(ownTimes) / 1e9,
    openblas: flops / median(otherTimes) / 1e9,
    ratio: median(ownTimes.map((time, i) => (otherTimes[i] as number) / time)),
    bestRatio: Math.min(...otherTimes) / Math.min(...ownTimes),
    nanoseconds: median(ownTimes) * 1e9,
  };
});
console.log(JSON.stringify({ engine, core, threads, results } satisfies NativeRun));
