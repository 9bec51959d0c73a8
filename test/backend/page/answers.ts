/**
 * What a page is asked, as plain data, so that Node's answers can stand beside it.
 *
 *     answers.ts ─ vite ─▶ matgrad.js ─▶ a page, and a Worker of it
 */
import type { Backend } from "../../../src/backend/backend.ts";
import { backendNamed, bestBackend } from "../../../src/backend/index.ts";
import { randomFrom } from "../../../src/evaluate/sample/random.ts";
import { compile, derive, differentiate, parse, print } from "../../../src/index.ts";

/** Products of 48·48·48 and more are packed; smaller ones go entry by entry. */
const n = 48;
const NETWORK = parse(`X : n x d\nW : d x k\nV : k x d\nT : n x d\nL = ‖tanh(X W) V - T‖²`);
const RIDGE = parse(`X : n x d\ny : n\nλ : scalar\nf = y' inv(X X' + λ I) y + log(det(X X' + λ I))`);
const PROBLEMS = [
  { problem: NETWORK, wrt: ["W", "V"], sizes: { n: 64, d: n, k: 56 } },
  { problem: RIDGE, wrt: ["y", "λ"], sizes: { n, d: 40 } },
];

/** Values and gradients of all problems, one list of entries for each; on the fastest backend unless named. */
export function computed(backend?: Backend["name"]): number[][] {
  return PROBLEMS.flatMap(({ problem, wrt, sizes }) => {
    const { inputs, run } = compile(problem, { wrt, sizes, backend });
    for (const [name, { data }] of inputs) {
      const random = randomFrom(1, name);
      data.forEach((_, i) => {
        data[i] = random.uniform(0.1, 0.3);
      });
    }
    const { value, derivatives } = run();
    return [value, ...derivatives.map((derivative) => derivative.value)].map(({ data }) => [...data]);
  });
}

/**
 * Whether a product rounds x·x − c once: in floating point c = x·x, and only a fused multiply-add sees the rest.
 *
 *     [ −1  x  0 … ] [ c  x  0 … ]' = x·x − c
 */
export function fuses(backend: Backend): boolean {
  const room = backend.workspace(3 * n * n);
  const x = 1 + 2 ** -30;
  const place = (i: number) => ({ offset: i * n * n, rows: n, cols: n, stride: n, transposed: false });
  room.data.set([-1, x]);
  room.data[n * n] = x * x;
  room.data[n * n + n] = x;
  room.product(place(0), place(1), place(2), 1, 0)();
  return room.data[2 * n * n] !== 0;
}

/** (a, b, c) ↦ f64x2.relaxed_madd(a, b, c), by hand: whether the engine knows relaxed SIMD. */
const RELAXED_MADD =
  "0061736d01000000 0108 01 60037b7b7b017b 0302 0100 0a0d 01 0b00 2000 2001 2002 fd8702 0b";

function knowsRelaxedSimd(): boolean {
  const bytes = RELAXED_MADD.replaceAll(" ", "").match(/../g) as string[];
  const { WebAssembly: engine } = globalThis as unknown as {
    WebAssembly: { validate(b: Uint8Array): boolean };
  };
  return engine.validate(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

function reasonAgainst(name: Backend["name"]): string | undefined {
  try {
    backendNamed(name);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** The closing line is left out: it tells rounding errors, which an engine's sin and exp may change. */
export function formulas() {
  const layer = parse("Y = X W + b");
  const { text, check } = differentiate(layer, { wrt: "W" });
  const derivation = print(derive(RIDGE, { wrt: ["λ"] }), { format: "latex", closing: false });
  return { text, verdict: check?.verdict, derivation };
}

export const best = (): Backend["name"] => bestBackend().name;

export const answers = () => ({
  formulas: formulas(),
  wasm: computed("wasm"),
  js: computed("js"),
  knowsRelaxedSimd: knowsRelaxedSimd(),
  fuses: fuses(backendNamed("wasm")),
  best: best(),
  againstNative: reasonAgainst("native"),
});

export type Answers = ReturnType<typeof answers>;
