/**
 * What was aimed at beside what was measured, and why where it falls short: reasons are worked out from the figures.
 *
 *     n = 16 … 32 at 1.3 of OpenBLAS, which is at 0.85 of the peak   ─▶   no more than 1.18 is possible
 */
import { type Figures, geometricMean } from "./figures.ts";
import type { Machine } from "./machine.ts";
import type { NativeRow, NativeRun } from "./nativeRuns.ts";
import { MATHJS, OPENBLAS, OPENBLAS_AVX2, RELAXED, SIMD } from "./products/names.ts";
import { speed } from "./products/page.ts";

export interface Aim {
  readonly what: string;
  /** "at least 1.3", "below 5 ms" */
  readonly aimed: string;
  readonly measured: string;
  readonly verdict: "reached" | "short" | "undecided";
  /** Empty where it is reached. */
  readonly reason: string;
}

/** Tasks that may want a core besides. */
const IDLE = 0.5;
const UNKNOWN = "not known";

/** Of these the worst counts. */
function atLeast(
  what: string,
  least: number,
  rows: readonly { readonly name: string; readonly value: number }[],
  reason: (short: readonly string[]) => string = () => UNKNOWN,
): Aim[] {
  if (rows.length === 0) return [];
  const worst = rows.reduce((a, b) => (b.value < a.value ? b : a));
  const short = rows.filter(({ value }) => value < least).map(({ name }) => name);
  const ofAll = rows.length === 1 ? "" : `, at ${worst.name} (short in ${short.length} of ${rows.length})`;
  return [
    {
      what,
      aimed: `at least ${least}`,
      measured: `${worst.value.toPrecision(3)}${ofAll}`,
      verdict: short.length === 0 ? "reached" : "short",
      reason: short.length === 0 ? "" : reason(short),
    },
  ];
}

const peakOf = (machine: Machine, doubles: number): number | undefined =>
  machine.peak.find((p) => p.doubles === doubles)?.speed;

/** By the peak no ratio can be larger than peak over OpenBLAS: that explains what is short of the aim for it. */
function byPeak(rows: readonly NativeRow[], least: number, peak: number | undefined): string {
  const short = rows.filter((r) => r.ratio < least);
  const limited = short.filter((r) => peak !== undefined && peak / r.openblas < least);
  const limits = limited.map(
    (r) => `${r.case}: at most ${((peak as number) / r.openblas).toFixed(2)} by the peak`,
  );
  const others = short.filter((r) => !limited.includes(r)).map((r) => `${r.case}: ${UNKNOWN}`);
  return [...limits, ...others].join("; ");
}

const WIDTH_OF: Readonly<Record<string, number>> = { avx512: 8, avx2: 4, neon: 2 };

function nativeAims({ engine, core, results }: NativeRun, machine: Machine): Aim[] {
  const peak = peakOf(machine, WIDTH_OF[engine] ?? 2);
  const aim = (what: string, least: number, chosen: (row: NativeRow) => boolean): Aim[] => {
    const rows = results.filter(chosen);
    const values = rows.map((r) => ({ name: r.case, value: r.ratio }));
    const title = `native ${engine} over OpenBLAS ${core}, ${what}`;
    return atLeast(title, least, values, () => byPeak(rows, least, peak));
  };
  const between = (from: number, to: number) => (row: NativeRow) =>
    Number(row.case) >= from && Number(row.case) <= to;
  return [
    ...aim("n = 2 … 32", 1.3, between(2, 32)),
    ...aim("n = 64 … 128", 1, between(64, 128)),
    ...aim("n = 256 … 2048", 0.97, between(256, 2048)),
    ...aim("XᵀG", 0.95, (r) => r.case.startsWith("XᵀG")),
    ...aim("GWᵀ", 1, (r) => r.case.startsWith("GWᵀ")),
    ...aim("matrix–vector", 1, (r) => r.case.includes(" x ")),
  ];
}

function productAims({ rows, machine }: NonNullable<Figures["products"]>): Aim[] {
  const products = rows.filter((r) => r.task === "product");
  const speedOf = (name: string, n: number): number | undefined => {
    const row = products.find((r) => r.name === name && r.n === n);
    return row && speed(row);
  };
  const ratios = (own: string, other: string, from: number) =>
    [...new Set(products.map((r) => r.n))]
      .filter((n) => n >= from)
      .map((n) => ({
        name: String(n),
        value: (speedOf(own, n) ?? Number.NaN) / (speedOf(other, n) ?? Number.NaN),
      }))
      .filter(({ value }) => !Number.isNaN(value));
  const narrow = peakOf(machine, 2);
  const wasm = (own: string, other: string, least: number) =>
    atLeast(`${own} over ${other}, n = 256 …`, least, ratios(own, other, 256), (short) =>
      short
        .map((n) => {
          const limit = (narrow ?? Number.NaN) / (speedOf(other, Number(n)) as number);
          return `${n}: ${limit < least ? `at most ${limit.toFixed(2)} by the peak of two doubles` : UNKNOWN}`;
        })
        .join("; "),
    );
  return [
    ...atLeast(
      "native over mathjs, n = 512",
      150,
      ratios("native", MATHJS, 512).filter((r) => r.name === "512"),
    ),
    ...[OPENBLAS, OPENBLAS_AVX2].flatMap((other) => [
      ...wasm(SIMD, other, 0.3),
      ...wasm(RELAXED, other, 0.42),
    ]),
  ];
}

function gradientAims({ rows }: NonNullable<Figures["gradients"]>): Aim[] {
  const most = (what: string, limit: number, unit: string, value: number, at: string): Aim => ({
    what,
    aimed: `at most ${limit}${unit}`,
    measured: `${value.toFixed(2)}${unit}${at}`,
    verdict: value <= limit ? "reached" : "short",
    reason: value <= limit ? "" : UNKNOWN,
  });
  const worst = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((a, b) => (of(b) > of(a) ? b : a));
  const slowest = worst((r) => r.ratio);
  const planned = worst((r) => r.planning);
  const whole = worst((r) => r.solving + r.planning);
  return [
    most(
      "time of gradients over NumPy's, geometric mean",
      0.9,
      "",
      geometricMean(rows.map((r) => r.ratio)),
      "",
    ),
    most("the same, the worst problem", 1.2, "", slowest.ratio, ` (${slowest.problem})`),
    most("planning, the worst problem", 5, " ms", planned.planning, ` (${planned.problem})`),
    most(
      "planning with the derivation before it",
      5,
      " ms",
      whole.solving + whole.planning,
      ` (${whole.problem}; ${rows.filter((r) => r.solving + r.planning > 5).length} of ${rows.length} above)`,
    ),
  ];
}

/** Two threads can't be judged by the wall where others want a core: threads that wait spoil either side's rounds. */
function twoThreadAims({ twoThreads, machine }: NonNullable<Figures["native"]>): Aim[] {
  const idle = machine.load < IDLE;
  const aim = (what: string, of: (row: NativeRow) => number): Aim[] =>
    atLeast(
      `native over OpenBLAS, two threads, wall time, ${what}`,
      0.9,
      twoThreads.results.map((r) => ({ name: r.case, value: of(r) })),
    ).map((a) =>
      idle
        ? a
        : { ...a, verdict: "undecided", reason: `needs an idle machine: the load was ${machine.load}` },
    );
  return [...aim("medians", (r) => r.ratio), ...aim("the best rounds", (r) => r.bestRatio)];
}

export function aims({ products, native, gradients }: Figures): Aim[] {
  return [
    ...(native
      ? [native.own, native.avx2].flatMap((run) => (run ? nativeAims(run, native.machine) : []))
      : []),
    ...(native ? twoThreadAims(native) : []),
    ...(products ? productAims(products) : []),
    ...(gradients ? gradientAims(gradients) : []),
  ];
}
