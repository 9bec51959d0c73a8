/**
 * Random expressions that are rational entry by entry, of parts that meet again so that something cancels.
 *
 *     seed 3  ─▶  { "types": CAST, "text": "(x./(x+y) + …).*(x+y)", "shape": "vector" }
 */
import { type Random, randomFrom } from "../../src/evaluate/sample/random.ts";

export type RandomShape = "scalar" | "vector" | "matrix" | "square";

export const ENTRYWISE_TYPES: Readonly<Record<string, string>> = {
  A: "matrix m n",
  B: "matrix m n",
  M: "matrix n n",
  S: "symmetric n",
  x: "vector n",
  y: "vector n",
  u: "vector m",
  v: "vector m",
  a: "scalar",
  b: "scalar",
};

interface State {
  readonly random: Random;
  readonly shape: RandomShape;
  /** Parts so far, to be met again. */
  readonly parts: string[];
}

const pick = <T>({ random }: State, from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;

const LEAVES: Readonly<Record<RandomShape, readonly string[]>> = {
  scalar: ["a", "b", "(x'*y)", "sum(x)", "norm2(y)", "n", "exp(a)", "sigmoid(b)", "sigmoid(-b)"],
  vector: [
    "x",
    "y",
    "(a*x)",
    "(M*y)",
    "exp(x)",
    "sigmoid(y)",
    "sigmoid(-y)",
    "tanh(x)",
    "softmax(x)",
    "exp(-x)",
    "(M*ones(n,m)*u)",
    "(((x*ones(1,n)).*M)*ones(n,m)*u)",
  ],
  matrix: [
    "A",
    "B",
    "(u*x')",
    "(u*ones(1,n))",
    "(ones(m)*y')",
    "(A*M)",
    "(A*ones(n,n))",
    "exp(A)",
    "sigmoid(B)",
    "softmax_rows(A)",
    "(A*ones(n,m)*B)",
  ],
  square: [
    "M",
    "S",
    "eye(n)",
    "(x*y')",
    "(x*x')",
    "(M*S)",
    "M'",
    "(x*ones(1,n))",
    "sigmoid(S)",
    "(M*ones(n,m)*A)",
  ],
};

const ONES: Readonly<Record<RandomShape, string>> = {
  scalar: "1",
  vector: "ones(n)",
  matrix: "ones(m,n)",
  square: "ones(n,n)",
};

/** Never 0 at more than single points. */
const isDivisor = (part: string): boolean => !/eye|diag/.test(part);

function leaf(state: State): string {
  const again = state.parts.length > 0 && state.random.next() < 0.5;
  const chosen = again ? pick(state, state.parts) : pick(state, LEAVES[state.shape]);
  state.parts.push(chosen);
  return chosen;
}

function tree(state: State, depth: number): string {
  if (depth === 0 || state.random.next() < 0.1) return leaf(state);
  const made = branch(state, depth);
  state.parts.push(made);
  return made;
}

function branch(state: State, depth: number): string {
  const { random, shape } = state;
  const times = shape === "scalar" ? "*" : ".*";
  const over = shape === "scalar" ? "/" : "./";
  const power = shape === "scalar" ? "^" : ".^";
  const inner = () => tree(state, depth - 1);
  const left = inner();
  switch (random.whole(0, 9)) {
    case 0:
    case 1:
      return `(${left} + ${inner()})`;
    case 2:
    case 3:
      return `(${left} - ${inner()})`;
    case 4:
      return `(${ONES[shape]} - ${left})`;
    case 5:
      return `(${left}${times}${inner()})`;
    case 6: {
      const below = inner();
      return isDivisor(below) ? `(${left}${over}${below})` : `(${left}${times}${below})`;
    }
    case 7:
      return isDivisor(left) ? `(${left})${power}(${pick(state, ["2", "-1", "3", "-2"])})` : `(2*${left})`;
    case 8:
      return scaledBy(state, left);
    default: {
      const base = pick(state, [...state.parts.filter(isDivisor), ONES[shape]]);
      const root = `(${base}${power}2 + ${ONES[shape]})${power}(${pick(state, ["1/2", "-1/2", "-3/2", "-1"])})`;
      return `(${left}${times}${root})`;
    }
  }
}

/** Scaled by rows and columns, or by a scalar. */
function scaledBy(state: State, part: string): string {
  switch (state.shape) {
    case "matrix":
      return pick(state, [`(diag(u)*${part})`, `(${part}*diag(x))`, `(diag(u.^-1)*${part}*diag(y))`]);
    case "square":
      return pick(state, [
        `(diag(x)*${part})`,
        `(${part}*diag(y))`,
        `(diag(x.^-1)*${part})`,
        `(eye(n).*${part})`,
      ]);
    case "vector":
      return pick(state, [`(diag(x)*${part})`, `(${part}/a)`, `((x'*y)*${part})`]);
    case "scalar":
      return pick(state, [`(${part}/n)`, `(2*${part})`]);
  }
}

const SHAPES: readonly RandomShape[] = ["scalar", "vector", "vector", "matrix", "square"];

export function randomEntrywise(seed: number): string {
  const random = randomFrom(seed, "entrywise");
  const shape = SHAPES[seed % SHAPES.length] as RandomShape;
  return tree({ random, shape, parts: [] }, random.whole(2, 4));
}
