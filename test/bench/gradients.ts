/**
 * Gradients as compiled plans beside NumPy written by hand (gradients.py), a part of `npm run bench`. Asserts that
 * both sides agree, and nothing of times.
 *
 * One thread on both sides, processor time of each process, the two in turn; the median of the rounds' ratios.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { python, unsteered } from "./python.ts";

process.env.MATGRAD_THREADS = "1";
const { parse } = await import("../../src/index.ts");
const { statementsBy } = await import("../../src/library/parse.ts");
const { bestBackend } = await import("../../src/backend/index.ts");
const { planProblem } = await import("../../src/code/compiled.ts");
const { solveAll } = await import("../../src/code/solved.ts");

interface GradientProblem {
  readonly name: string;
  readonly statements: readonly string[];
  readonly wrt: readonly string[];
  readonly sizes: Readonly<Record<string, number>>;
  /** The arguments of the function of the same name in gradients.py, in order. */
  readonly inputs: readonly string[];
}

const PROBLEMS: readonly GradientProblem[] = [
  {
    name: "ridge",
    statements: ["X : n x d", "w : d", "y : n", "λ : scalar", "L = ‖X w - y‖^2 + λ*‖w‖^2"],
    wrt: ["w"],
    sizes: { n: 20000, d: 200 },
    inputs: ["X", "w", "y", "λ"],
  },
  {
    name: "logistic",
    statements: ["X : n x d", "w : d", "y : n", "L = sum(softplus(X w)) - y'*X*w"],
    wrt: ["w"],
    sizes: { n: 20000, d: 200 },
    inputs: ["X", "w", "y"],
  },
  {
    name: "logistic_hvp",
    // the gradient of its derivative along v
    statements: ["X : n x d", "w : d", "y : n", "v : d", "D = v'*X'*(sigmoid(X w) - y)"],
    wrt: ["w"],
    sizes: { n: 20000, d: 200 },
    inputs: ["X", "w", "y", "v"],
  },
  {
    name: "softmax",
    statements: ["X : n x d", "W : d x k", "b : k", "T : n x k", "L = -sum(T .* log(softmax_rows(X W + b)))"],
    wrt: ["W", "b"],
    sizes: { n: 10000, d: 200, k: 10 },
    inputs: ["X", "W", "b", "T"],
  },
  {
    name: "mlp2",
    statements: [
      "X : n x d",
      "W1 : d x h",
      "b1 : h",
      "W2 : h x k",
      "b2 : k",
      "T : n x k",
      "L = ‖tanh(X W1 + b1) W2 + b2 - T‖^2",
    ],
    wrt: ["W1", "b1", "W2", "b2"],
    sizes: { n: 4000, d: 200, h: 150, k: 10 },
    inputs: ["X", "W1", "b1", "W2", "b2", "T"],
  },
  {
    name: "mlp3",
    statements: [
      "X : n x d",
      "W1 : d x h",
      "b1 : h",
      "W2 : h x g",
      "b2 : g",
      "W3 : g x k",
      "T : n x k",
      "L = ‖tanh(tanh(X W1 + b1) W2 + b2) W3 - T‖^2",
    ],
    wrt: ["W1", "b1", "W2", "b2", "W3"],
    sizes: { n: 4000, d: 200, h: 150, g: 100, k: 10 },
    inputs: ["X", "W1", "b1", "W2", "b2", "W3", "T"],
  },
  {
    name: "attention",
    statements: [
      "X : n x d",
      "Q : d x h",
      "K : d x h",
      "V : d x h",
      "G : n x h",
      "c : scalar",
      "L = sum(G .* (softmax_rows(c*(X Q)*(X K)')*X*V))",
    ],
    wrt: ["Q", "K", "V"],
    sizes: { n: 800, d: 256, h: 64 },
    inputs: ["X", "Q", "K", "V", "G", "c"],
  },
  {
    name: "gaussian",
    statements: ["S : spd n", "C : symmetric n", "N : scalar", "L = N*logdet(S)/2 + tr(inv(S)*C)/2"],
    wrt: ["S"],
    sizes: { n: 500 },
    inputs: ["S", "C", "N"],
  },
  {
    name: "factorisation",
    statements: ["U : m x k", "V : n x k", "M : m x n", "D : m x n", "L = ‖M .* (U V' - D)‖^2"],
    wrt: ["U", "V"],
    sizes: { m: 1500, n: 1000, k: 20 },
    inputs: ["U", "V", "M", "D"],
  },
  {
    name: "rayleigh",
    statements: ["A : symmetric n", "x : n", "f = x'*A*x/(x'*x)"],
    wrt: ["x"],
    sizes: { n: 2000 },
    inputs: ["A", "x"],
  },
  {
    name: "logdet",
    statements: ["A : symmetric n", "X : n x p", "f = logdet(X'*A*X)"],
    wrt: ["X"],
    sizes: { n: 1000, p: 100 },
    inputs: ["A", "X"],
  },
  {
    name: "trace",
    statements: ["A : m x m", "X : m x n", "B : n x n", "C : m x m", "f = tr(A X B X' C)"],
    wrt: ["X"],
    sizes: { m: 1000, n: 50 },
    inputs: ["A", "X", "B", "C"],
  },
];

export interface GradientRow {
  readonly problem: string;
  readonly sizes: string;
  /** Milliseconds of one run, medians. */
  readonly matgrad: number;
  readonly numpy: number;
  /** Median of the rounds' ratios, matgrad over NumPy. */
  readonly ratio: number;
  /** Bytes with the inputs: of the workspace, and at most at once. */
  readonly bytes: number;
  readonly numpyBytes: number;
  /** Milliseconds from statements to simplified derivatives without their check, and on to the plan but for its memory; warm. */
  readonly solving: number;
  readonly planning: number;
  /** The largest difference of any result, relative to its largest entry. */
  readonly difference: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** A repeatable sequence in (−1, 1). */
function* uniform(): Generator<number> {
  for (let state = 12345; ; ) {
    state = (1103515245 * state + 12345) % 2147483648;
    yield state / 1073741824 - 1;
  }
}

/** Values that the functions are smooth and well-conditioned at: symmetric with a heavy diagonal where square. */
function fillInput(name: string, rows: number, cols: number, data: Float64Array): void {
  const random = uniform();
  const scale = rows === cols && rows > 1 ? 1 / rows : cols > 1 && rows > 1 ? 1 / Math.sqrt(cols) : 1;
  for (let i = 0; i < data.length; i++) data[i] = scale * (random.next().value as number);
  if (rows === 1 && cols === 1) data[0] = 0.7;
  if (name === "T")
    for (let i = 0; i < data.length; i++) data[i] = i % cols === Math.floor(i / cols) % cols ? 1 : 0;
  if (name === "M") for (let i = 0; i < data.length; i++) data[i] = (data[i] as number) > 0 ? 1 : 0;
  if (rows !== cols || rows === 1 || name === "B") return;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) data[i * cols + j] = data[j * cols + i] as number;
    (data[i * cols + i] as number) += 1;
  }
}

interface Server {
  ask(request: object): Promise<Record<string, unknown>>;
  stop(): void;
}

function serve(python: string): Server {
  const script = fileURLToPath(new URL("gradients.py", import.meta.url));
  const child: ChildProcessWithoutNullStreams = spawn(python, [script], { env: unsteered() });
  child.stderr.on("data", (text) => process.stderr.write(text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("gradients.py ended");
      return JSON.parse(value as string);
    },
    stop: () => void child.stdin.end(),
  };
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function timed(run: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = cpuSeconds();
    run();
    best = Math.min(best, cpuSeconds() - start);
  }
  return best;
}

/** Rounds of which a figure is the median. */
export const ROUNDS = 15;
const TIMES = 4;
/** The first half warms up: processor time includes that of the compiler, which takes some hundred rounds. */
const PLANNINGS = 400;

/** One row for each problem; undefined where no python3 has NumPy. */
export async function gradientRows(): Promise<GradientRow[] | undefined> {
  if (!python) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "matgrad-gradients-"));
  const server = serve(python);
  try {
    const rows: GradientRow[] = [];
    for (const problem of PROBLEMS) {
      rows.push(await rowOf(problem, server, folder));
      console.log(`gradient ${problem.name}`);
    }
    return rows;
  } finally {
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function rowOf(problem: GradientProblem, server: Server, folder: string): Promise<GradientRow> {
  const { name, statements, wrt, sizes } = problem;
  const text = statements.join("\n");
  const solved = () => solveAll(statementsBy(parse(text)), { wrt, check: false });
  // one workspace for all plans: collecting the memory of those before is no planning
  const fastest = bestBackend();
  let room: ReturnType<typeof fastest.workspace> | undefined;
  const backend = {
    ...fastest,
    workspace: (entries: number) => {
      room ??= fastest.workspace(entries);
      return room;
    },
  };
  const made = Array.from({ length: PLANNINGS }, () => {
    const start = cpuSeconds();
    const found = solved();
    const between = cpuSeconds();
    planProblem(found, { sizes, backend });
    return [between - start, cpuSeconds() - between] as const;
  }).slice(PLANNINGS / 2);
  const [solving, planning] = [0, 1].map((k) => 1000 * median(made.map((times) => times[k] as number)));
  const plan = planProblem(solved(), { sizes });
  const inputs = problem.inputs.map((input) => {
    const room = plan.inputs.get(input);
    if (!room) throw new Error(`${name} has no input ${input}`);
    fillInput(input, room.rows, room.cols, room.data);
    const path = join(folder, `${name}-${input}`);
    writeFileSync(path, new Uint8Array(room.data.buffer, room.data.byteOffset, room.data.byteLength));
    return [room.rows, room.cols, path] as const;
  });
  const { values, bytes } = (await server.ask({ do: "prepare", problem: name, inputs })) as {
    values: number[][];
    bytes: number;
  };
  const { value, derivatives } = plan.run();
  const difference = Math.max(
    ...[value, ...derivatives.map((d) => d.value)].map((m, k) => distance(m.data, values[k] as number[])),
  );
  if (!(difference < 1e-9)) throw new Error(`${name}: the two sides differ by ${difference}`);
  const rounds: (readonly [number, number])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const own = timed(() => plan.run(), TIMES);
    const { seconds } = (await server.ask({ do: "run", times: TIMES })) as { seconds: number };
    rounds.push([own, seconds]);
  }
  const inputBytes = inputs.reduce((total, [rows, cols]) => total + 8 * rows * cols, 0);
  return {
    problem: name,
    sizes: Object.entries(sizes)
      .map(([size, n]) => `${size} = ${n}`)
      .join(", "),
    matgrad: 1000 * median(rounds.map(([own]) => own)),
    numpy: 1000 * median(rounds.map(([, other]) => other)),
    ratio: median(rounds.map(([own, other]) => own / other)),
    bytes: plan.bytes,
    numpyBytes: inputBytes + bytes,
    solving: solving as number,
    planning: planning as number,
    difference,
  };
}

function distance(own: Float64Array, other: readonly number[]): number {
  if (own.length !== other.length) return Number.NaN;
  const largest = own.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-300);
  return own.reduce((most, x, i) => Math.max(most, Math.abs(x - (other[i] as number))), 0) / largest;
}
