/**
 * Derivatives as text, both sides in one run, a part of `npm run bench`. Prints tables; asserts nothing.
 *
 * 1. Growth: all gradients of an L-layer tanh network, from text to text with named parts.
 * 2. The problems of peers.json, beside SymPy where python3 has it.
 * 3. The program as a whole process, beside an empty node.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gradients } from "../../src/derivative/differentiate.ts";
import { number } from "../../src/expression/build.ts";
import { freshStore, type SymbolNode } from "../../src/expression/expr.ts";
import { topological } from "../../src/expression/walk.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { toTextWithDefinitions } from "../../src/print/text.ts";
import { answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function networkText(layers: number): string {
  const declarations = ["x : n0"];
  let value = "x";
  for (let l = 1; l <= layers; l++) {
    declarations.push(`W${l} : n${l} x n${l - 1}`);
    value = `tanh(W${l}*${value})`;
  }
  return `${declarations.join("\n")}\nnorm2(${value})^2`;
}

function growth(layers: number): { ms: number; nodes: number; length: number } {
  const text = networkText(layers);
  const start = performance.now();
  freshStore();
  const statements = parseStatements(text, { functionNames: FUNCTION_NAMES, maximumDepth: 10 * layers });
  const { value, variables } = elaborate(statements);
  const weights = Array.from({ length: layers }, (_, l) => variables.get(`W${l + 1}`) as SymbolNode);
  const found = gradients(value, number(1), weights);
  const roots = weights.map((w) => simplify(found.get(w) ?? w));
  const printed = toTextWithDefinitions(roots);
  const ms = performance.now() - start;
  return { ms, nodes: topological(roots).length, length: printed.text.length };
}

/** Slope of log y over log x by least squares. */
function exponent(xs: readonly number[], ys: readonly number[]): number {
  const lx = xs.map(Math.log);
  const ly = ys.map(Math.log);
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(lx), mean(ly)];
  const covariance = lx.reduce((total, x, i) => total + (x - mx) * ((ly[i] as number) - my), 0);
  return covariance / lx.reduce((total, x) => total + (x - mx) ** 2, 0);
}

function growthTable(): void {
  const layers = [10, 30, 100, 300, 1000];
  for (let i = 0; i < 20; i++) growth(30);
  const rows = layers.map((l) => {
    const runs = Array.from({ length: 7 }, () => growth(l));
    const first = runs[0] as ReturnType<typeof growth>;
    return { layers: l, ms: median(runs.map((r) => r.ms)), nodes: first.nodes, length: first.length };
  });
  console.log("Gradients of an L-layer tanh network by all its weights\n");
  console.table(rows);
  for (const key of ["ms", "nodes", "length"] as const) {
    console.log(
      `${key} grows as L^${exponent(
        layers,
        rows.map((r) => r[key]),
      ).toFixed(2)}`,
    );
  }
}

function peersTable(): void {
  const problems = JSON.parse(readFileSync(path("peers.json"), "utf8")) as BatchProblem[];
  const time = (problem: BatchProblem): number => {
    const runs = Array.from(
      { length: 40 },
      () => answerProblem({ ...problem, check: false }).ms ?? Number.NaN,
    );
    return median(runs.slice(20));
  };
  for (const p of problems) time(p);
  const own = problems.map(time);
  const python = ["/usr/bin/python3", "python3"].find(
    (command) => spawnSync(command, ["-c", "import sympy"]).status === 0,
  );
  if (!python) console.log("SymPy is not installed: its column is left out");
  const sympy = python
    ? (JSON.parse(execFileSync(python, [path("peers.py")], { encoding: "utf8" })) as Record<
        string,
        { ms?: number; error?: string }
      >)
    : {};
  console.log("\nText to printed result, warm, milliseconds\n");
  console.table(
    problems.map((p, i) => {
      const answer = answerProblem(p);
      const other = sympy[String(p.id)];
      return {
        problem: p.id,
        matgrad: own[i]?.toFixed(3),
        sympy: other?.ms?.toFixed(1) ?? other?.error ?? "",
        verdict: answer.check?.verdict ?? answer.error?.message,
        ops: answer.ops,
      };
    }),
  );
  const others = Object.values(sympy).flatMap((s) => (s.ms === undefined ? [] : [s.ms]));
  console.log(
    `median: matgrad ${median(own).toFixed(3)} ms${others.length > 0 ? `, SymPy ${median(others).toFixed(1)} ms` : ""}`,
  );
}

function processTable(): void {
  const program = path("../../dist/matgrad.js");
  if (!existsSync(program)) {
    console.log("the program is not built (npm run build): its time is left out");
    return;
  }
  const once = (args: readonly string[]): number => {
    const start = performance.now();
    spawnSync(process.execPath, args);
    return performance.now() - start;
  };
  const ratios: number[] = [];
  for (let i = 0; i < 15; i++) {
    const empty = once(["-e", "0"]);
    ratios.push(once([program, "derive", "Y = X W + b", "--wrt", "W"]) / empty);
  }
  console.log(
    `\nmatgrad derive 'Y = X W + b' --wrt W, as a process: ${median(ratios).toFixed(2)} times an empty node`,
  );
  const problem = { expr: "X*W + b", wrt: "W", kind: "vjp", check: false } as const;
  const warm = Array.from({ length: 300 }, () => answerProblem(problem).ms ?? Number.NaN);
  console.log(`text to LaTeX of the same, warm, without its check: ${median(warm.slice(100)).toFixed(3)} ms`);
}

export function printDerivatives(): void {
  growthTable();
  peersTable();
  processTable();
}
