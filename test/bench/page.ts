/**
 * docs/performance.md and its pictures, from the figures in docs/performance.json and nothing else.
 */
import { aims } from "./aims.ts";
import { bars } from "./bars.ts";
import { type Figures, geometricMean } from "./figures.ts";
import type { Machine } from "./machine.ts";
import type { NativeRow, NativeRun } from "./nativeRuns.ts";
import { millisecondTable, productTables, short } from "./products/page.ts";
import { plot } from "./products/plot.ts";

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, i) => (i === 0 ? ":---" : "---:"))), ...rows.map(line)].join("\n");
}

const FACTS: readonly (readonly [string, (machine: Machine) => string])[] = [
  ["processor", (m) => `${m.processor}, ${m.cores} cores`],
  ["Node", (m) => m.node],
  ["compiler of the native backend", (m) => m.compiler],
  ["native backend", (m) => m.native],
  ["NumPy", (m) => m.numpy],
  ["its OpenBLAS, and the core it chooses", (m) => `${m.openblas}, ${m.core}`],
  ...[2, 4, 8].map(
    (doubles) =>
      [
        `peak of one core, vectors of ${doubles} doubles`,
        (m: Machine) => {
          const found = m.peak.find((p) => p.doubles === doubles);
          return found ? `${short(found.speed)} GF/s` : "not there";
        },
      ] as const,
  ),
  ["load when it began (tasks that want a core)", (m) => String(m.load)],
];

function machines(figures: Figures): string {
  const parts = (["gradients", "products", "native"] as const).flatMap((name) => {
    const part = figures[name];
    return part ? [[name, part.machine] as const] : [];
  });
  return table(
    ["", ...parts.map(([name]) => name)],
    FACTS.map(([name, fact]) => [name, ...parts.map(([, m]) => fact(m))]),
  );
}

function pairings({ own, avx2 }: NonNullable<Figures["native"]>): string {
  const cells = (row: NativeRow | undefined): string[] =>
    row ? [short(row.native), short(row.openblas), row.ratio.toFixed(2)] : ["", "", ""];
  const heads = ({ engine, core }: NativeRun) => [engine, core, "ratio"];
  return table(
    ["product", ...heads(own), ...(avx2 ? heads(avx2) : [])],
    own.results.map((row) => [
      row.case,
      ...cells(row),
      ...(avx2 ? cells(avx2.results.find((other) => other.case === row.case)) : []),
    ]),
  );
}

const products = ({
  rows,
  rounds,
}: NonNullable<Figures["products"]>): string => `## Products of two n×n matrices

A figure is the median of ${rounds} rounds. "OpenBLAS" is NumPy's \`matmul\` with the core that the library chooses;
"AVX2" is the same library told to be a Haswell. The others are called from JavaScript, NumPy from Python, each with
what its call costs; the next section has calls that cost the same.

![GF/s by size](performance.svg)

${productTables(rows)}

## Inverse and log-determinant of an n×n SPD matrix

Milliseconds. NumPy: \`inv\` and \`slogdet\`; src/matrix: the same two for small matrices, without blocks; the
backends: Cholesky's factor once, and both from it.

${millisecondTable(rows, "spd")}

## Inverse of any n×n matrix

Milliseconds.

${millisecondTable(rows, "inverse")}
`;

const native = (runs: NonNullable<Figures["native"]>): string => `## Native beside OpenBLAS, prepared calls

Both are called from one process on the same memory, as addons of the same make, GF/s. At left each as it
chooses itself${runs.avx2 ? ", at right both with AVX2" : ""}. "ratio" is the median of the rounds' ratios of speed: above 1, native is
faster. Squares by n; XᵀG is 512×1024 by 1024×256, GWᵀ 1024×256 by 256×512; with 784 inputs, XᵀG is 784×1000 by
1000×100 and GWᵀ 1000×100 by 100×784; A x and Aᵀ x are matrix–vector.

${pairings(runs)}

### Two threads

Wall time, which says something on an idle machine only: here ${runs.machine.load} tasks wanted its
${runs.machine.cores} cores. A median far
from the ratio "of the best", which compares each side's best round, tells of threads that waited.

${table(
  ["n", "native, GF/s", "OpenBLAS, GF/s", "ratio", "of the best"],
  runs.twoThreads.results.map((r) => [
    r.case,
    short(r.native),
    short(r.openblas),
    r.ratio.toFixed(2),
    r.bestRatio.toFixed(2),
  ]),
)}
`;

const gradients = ({
  rows,
  rounds,
}: NonNullable<Figures["gradients"]>): string => `## Gradients beside NumPy by hand

A value and all its gradients: a compiled plan, and a function in NumPy that shares what can be shared
(test/bench/gradients.py). Milliseconds; "ratio" is the median of ${rounds} rounds' ratios of time, each side's the best
of a few runs: below 1, the plan is faster. Memory: of the plan over the most that NumPy holds at once, with the inputs on both sides. "deriving" is from text
to simplified derivatives without their check, "planning" from there to the plan but for its memory; both warm. Both sides
agree to a relative ${Math.max(...rows.map((r) => r.difference)).toExponential(0)}.

![time over NumPy's](performance-gradients.svg)

${table(
  ["problem", "sizes", "plan", "NumPy", "ratio", "memory", "deriving", "planning"],
  rows.map((r) => [
    r.problem,
    r.sizes,
    r.matgrad.toFixed(2),
    r.numpy.toFixed(2),
    r.ratio.toFixed(2),
    (r.bytes / r.numpyBytes).toFixed(2),
    r.solving.toFixed(1),
    r.planning.toFixed(1),
  ]),
)}

Geometric mean of the ratios: ${geometricMean(rows.map((r) => r.ratio)).toFixed(2)}.
`;

/** Of another processor: what native and the plans reach there. */
function elsewhere(figures: Figures): string {
  const { native: runs, gradients: plans } = figures;
  const ratios = plans?.rows.map((r) => `${r.problem} ${r.ratio.toFixed(2)}`).join(", ");
  const mean = geometricMean(plans?.rows.map((r) => r.ratio) ?? []).toFixed(2);
  return [
    "## On another processor",
    machines(figures),
    ...(runs ? ["Native beside OpenBLAS, prepared calls, GF/s:", pairings(runs)] : []),
    ...(ratios ? [`Gradients, a plan's time over NumPy's: ${ratios}; geometric mean ${mean}.`] : []),
  ].join("\n\n");
}

const aimed = (figures: Figures): string => `## Aimed at, and measured

Of a range of sizes the worst counts. A limit "by the peak" is the peak of these vectors over OpenBLAS's speed there.

${table(
  ["", "aimed at", "measured", "", "reason"],
  aims(figures).map((a) => [a.what, a.aimed, a.measured, a.verdict, a.reason]),
)}
`;

const page = (figures: Figures): string => `# Performance

Written by \`npm run bench\` (\`npm run bench -- --only products\`, or \`native\`, \`gradients\`, \`derivatives\`, runs a
part and keeps the figures of the others). One thread and CPU time, not wall time, unless it says otherwise; the sides
take turns. OpenBLAS chooses its core itself: variables of the shell that would tell it another are taken away.

${machines(figures)}

A peak is measured: multiplications and additions in registers that wait for nothing (test/bench/peak.c), the best of
its rounds. A WebAssembly vector holds two doubles, one of AVX2 four, one of AVX-512 eight.

${[
  figures.products ? products(figures.products) : "",
  figures.native ? native(figures.native) : "",
  figures.gradients ? gradients(figures.gradients) : "",
  aimed(figures),
  ...(figures.elsewhere ?? []).map(elsewhere),
]
  .filter((section) => section !== "")
  .join("\n")}`;

/** By file in docs/. */
export const performancePages = (figures: Figures): Map<string, string> =>
  new Map([
    ["performance.md", page(figures)],
    ...(figures.products ? [["performance.svg", plot(figures.products.rows)] as const] : []),
    ...(figures.gradients ? [["performance-gradients.svg", bars(figures.gradients.rows)] as const] : []),
  ]);
