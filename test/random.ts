/**
 * Random well-shaped problems over the whole function table, as batch lines, so that a failure is one line.
 *
 *     seed 7  ─▶  {"vars": {"A": "matrix n m", …}, "expr": "tr(A'*(B.*C))", "wrt": "A", "kind": "gradient"}
 *
 * Arguments are brought into their functions' domains (`log(X.*X + ones(m,n))`, `inv(X'*X + eye(n))`).
 */

import type { StructureMeaning } from "../src/evaluate/index.ts";
import { type Random, randomFrom } from "../src/evaluate/sample/random.ts";
import { type Dimension, UNIT } from "../src/expression/dimension.ts";
import { SCALAR, type Shape, shapeOf, transposedShape } from "../src/expression/expr.ts";
import type { Domain, FunctionEntry } from "../src/functions/function.ts";
import { FUNCTIONS } from "../src/functions/index.ts";
import { applications, isDerived, isSquareShape, m, n, next, row, SIZES, vector } from "./applications.ts";

export interface RandomProblem {
  readonly id: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly wrt: string;
  readonly kind: "gradient" | "vjp" | "jacobian" | "scalar-wrt" | "tensor";
  readonly order: 1 | 2;
  /** Where the variable is symmetric or diagonal: what a derivative within the structure means. */
  readonly structure?: StructureMeaning;
}

// ---- the generator

interface State {
  readonly random: Random;
  readonly vars: Map<string, string>;
  readonly shapes: Map<string, Shape>;
  indices: number;
  /** How often a variable is one that is there already. */
  readonly reuse: number;
  /** Makers and functions of this problem: a few of them meet each other more often than all do. */
  readonly makers: readonly (readonly [number, Maker])[];
  readonly functions: ReadonlySet<string>;
}

const pick = <T>(random: Random, from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;
const chance = (random: Random, probability: number): boolean => random.next() < probability;

const STRUCTURES: readonly string[] = [
  "symmetric",
  "antisymmetric",
  "diagonal",
  "spd",
  "lower",
  "upper",
  "orthogonal",
];
const MATRIX_NAMES = [..."ABCDEFGHKMNPQRSTUVWXYZ"].filter((c) => c !== "G" && c !== "T");
const VECTOR_NAMES = [..."uvwxyzrstfgh"];
const SCALAR_NAMES = [..."abcdkq"];

const sizesText = (shape: Shape): string => `${shape.rows.key} ${shape.cols.key}`;

/** A variable of that shape: most often one that is there already. */
function variable(state: State, shape: Shape, structures = STRUCTURES): string {
  const { random } = state;
  const plain = (name: string) =>
    structures.length > 0 || /^(scalar|vector|matrix)/.test(state.vars.get(name) as string);
  const known = [...state.shapes].filter(([name, s]) => s === shape && plain(name)).map(([name]) => name);
  const names = (shape === SCALAR ? SCALAR_NAMES : shape.cols === UNIT ? VECTOR_NAMES : MATRIX_NAMES).filter(
    (name) => !state.vars.has(name),
  );
  if ((names.length === 0 && known.length > 0) || (known.length > 0 && chance(random, state.reuse)))
    return pick(random, known);
  const name = names[0] ?? `${shape === SCALAR ? "c" : shape.cols === UNIT ? "x" : "X"}${state.vars.size}`;
  const structured = isSquareShape(shape) && structures.length > 0 && chance(random, 0.35);
  state.vars.set(
    name,
    shape === SCALAR
      ? "scalar"
      : shape.cols === UNIT
        ? `vector ${shape.rows.key}`
        : structured
          ? `${pick(random, structures)} ${shape.rows.key}`
          : `matrix ${sizesText(shape)}`,
  );
  state.shapes.set(name, shape);
  return name;
}

const onesText = (shape: Shape): string =>
  shape === SCALAR
    ? "1"
    : shape.cols === UNIT
      ? `ones(${shape.rows.key})`
      : `ones(${shape.rows.key},${shape.cols.key})`;

function leaf(state: State, shape: Shape): string {
  const { random } = state;
  const r = random.next();
  if (shape === SCALAR && r < 0.25) {
    // a size that no variable has would be a variable of its own
    const has = (size: Dimension) =>
      [...state.shapes.values()].some((s) => s.rows === size || s.cols === size);
    return pick(random, ["2", "3", "1/2", "0.25", ...(has(n) ? ["n"] : []), ...(has(m) ? ["(m+1)"] : [])]);
  }
  if (shape !== SCALAR && r < 0.06) return onesText(shape);
  if (isSquareShape(shape) && r < 0.12) return `eye(${shape.rows.key})`;
  if (shape !== SCALAR && r < 0.08) return `zeros(${shape.rows.key},${shape.cols.key})`;
  const turned = transposedShape(shape);
  if (shape !== turned && shape !== SCALAR && (shape.rows === UNIT || r > 0.85))
    return `${variable(state, turned)}'`;
  return variable(state, shape);
}

type Maker = (state: State, shape: Shape, depth: number) => string | undefined;

const sumOf: Maker = (state, shape, depth) => {
  const count = state.random.whole(2, 3);
  const terms = Array.from({ length: count }, () => part(state, shape, depth));
  return `(${terms.map((t, i) => (i === 0 ? t : `${pick(state.random, [" + ", " - "])}${t}`)).join("")})`;
};

const productOf: Maker = (state, shape, depth) => {
  const inner = pick(state.random, SIZES);
  const left = part(state, shapeOf(shape.rows, inner), depth);
  if (chance(state.random, 0.25)) {
    const second = pick(state.random, SIZES);
    const middle = part(state, shapeOf(inner, second), depth - 1);
    return `(${left}*${middle}*${part(state, shapeOf(second, shape.cols), depth)})`;
  }
  return `(${left}*${part(state, shapeOf(inner, shape.cols), depth)})`;
};

const scaled: Maker = (state, shape, depth) =>
  `(${part(state, SCALAR, depth - 1)}*${part(state, shape, depth)})`;

const quotient: Maker = (state, shape, depth) =>
  `(${part(state, shape, depth)}/${inDomain(state, SCALAR, "positive", depth - 1)})`;

const entrywise: Maker = (state, shape, depth) => {
  const left = part(state, shape, depth);
  if (shape === SCALAR) return `(${left}*${part(state, shape, depth)})`;
  return chance(state.random, 0.25)
    ? `(${left} ./ ${inDomain(state, shape, "positive", depth - 1)})`
    : `(${left} .* ${part(state, shape, depth)})`;
};

const powerOf: Maker = (state, shape, depth) => {
  const { random } = state;
  if (shape === SCALAR || !isSquareShape(shape) || chance(random, 0.3)) {
    const caret = shape === SCALAR ? "^" : ".^";
    if (chance(random, 0.5)) return `(${part(state, shape, depth)})${caret}${pick(random, ["2", "3"])}`;
    const exponent = pick(random, ["-1", "-2", "(1/2)", "(3/2)", "0.3", `${variable(state, SCALAR)}`]);
    return `(${inDomain(state, shape, "positive", depth)})${caret}${exponent}`;
  }
  if (chance(random, 0.3))
    return `(${inDomain(state, shape, "invertible", depth)})^${pick(random, ["-1", "-2"])}`;
  return `(${part(state, shape, depth)})^${pick(random, ["2", "2", "3"])}`;
};

const transposeOf: Maker = (state, shape, depth) =>
  shape === SCALAR ? undefined : `(${part(state, transposedShape(shape), depth)})'`;

const negateOf: Maker = (state, shape, depth) => `(-${part(state, shape, depth)})`;

/** [X; y'] and the like where the size is n + 1; entries for scalars; rows and columns for vectors. */
const piece: Maker = (state, shape, depth) => {
  const { random } = state;
  const of = (s: Shape): string => part(state, s, depth);
  if (shape === vector(next)) return `[${of(vector(n))}; ${of(SCALAR)}]`;
  if (shape === shapeOf(next, n)) return `[${of(shapeOf(n, n))}; ${of(row(n))}]`;
  if (shape === shapeOf(next, next)) {
    return `[${of(shapeOf(n, n))}, ${of(vector(n))}; ${of(row(n))}, ${of(SCALAR)}]`;
  }
  const [i, j] = [random.whole(1, 3), random.whole(1, 3)];
  const [a, b] = [pick(random, SIZES), pick(random, SIZES)];
  if (shape === SCALAR) {
    return chance(random, 0.5)
      ? `${bracketed(part(state, vector(a), depth))}[${i}]`
      : `${bracketed(part(state, shapeOf(a, b), depth))}[${i},${j}]`;
  }
  if (shape.cols === UNIT && !isDerived(shape))
    return `${bracketed(part(state, shapeOf(shape.rows, a), depth))}[:,${j}]`;
  if (shape.rows === UNIT && !isDerived(shape))
    return `${bracketed(part(state, shapeOf(a, shape.cols), depth))}[${i},:]`;
  return undefined;
};

const bracketed = (text: string): string => (/^[A-Za-z]$/.test(text) ? text : `(${text})`);

/** Σ over an index of something in which an entry of a vector or a row of a matrix stands. */
const indexedSum: Maker = (state, shape, depth) => {
  if (isDerived(shape) || state.indices > 1) return undefined;
  const { random } = state;
  const index = ["i", "j"][state.indices] as string;
  const size = pick(random, SIZES);
  state.indices++;
  const body = part(state, shape, depth - 1);
  const weight = `${bracketed(part(state, vector(size), Math.min(1, depth)))}[${index}]`;
  state.indices--;
  return `(sum_${index} (${weight}*${body}))`;
};

const applied: Maker = (state, shape, depth) => {
  const all = applications.get(shape) ?? [];
  if (all.length === 0) return undefined;
  const names = [...new Set(all.map((a) => a.entry.name))].filter((name) => state.functions.has(name));
  if (names.length === 0) return undefined;
  const name = pick(state.random, names);
  const { entry, args, sizes } = pick(
    state.random,
    all.filter((a) => a.entry.name === name),
  );
  const texts = args.map((a, i) => argument(state, entry, a, i, depth));
  const sizeTexts = sizes.map((d) => d.key);
  return `${entry.name}(${[...texts, ...sizeTexts].join(", ")})`;
};

function argument(state: State, entry: FunctionEntry, shape: Shape, which: number, depth: number): string {
  // eigval(A, k), single(i, j, m, n): numbers that name an entry; X .^ k: any number
  if (/^(eigval|eigvec|single|leftsingular|rightsingular)$/.test(entry.name) && shape === SCALAR)
    return pick(state.random, ["1", "2"]);
  if (entry.name === "hadamard_power") {
    if (which === 1) return pick(state.random, ["2", "3", "-1", "1/2"]);
    return inDomain(state, shape, "positive", depth);
  }
  // ranks and ties are no matter of entries: an argument without structure has full rank and one peak
  const delicate = entry.condition !== undefined || entry.name.startsWith("norm_");
  if (which === 0 && delicate && shape !== SCALAR && !entry.domain?.[0]) {
    return variable(state, shape, []);
  }
  return inDomain(state, shape, entry.domain?.[which] ?? "real", depth);
}

/** A part whose value lies in the domain, whatever the values of its variables. */
function inDomain(state: State, shape: Shape, domain: Domain, depth: number): string {
  const inner = (s: Shape): string => part(state, s, depth - 1);
  const { random } = state;
  const sum = (text: string): string =>
    shape === SCALAR ? `(${text} + 1)` : `(${text} + ${onesText(shape)})`;
  switch (domain) {
    case "real":
      return part(state, shape, depth);
    case "nonzero":
      // zeros of a structure would lie on a kink
      return chance(random, 0.5) ? variable(state, shape, []) : inDomain(state, shape, "positive", depth);
    case "positive":
      if (depth <= 0 || chance(random, 0.3)) return `exp(${inner(shape)})`;
      return sum(shape === SCALAR ? `(${inner(shape)})^2` : `(${inner(shape)}).^2`);
    case "unit":
      return `(tanh(${inner(shape)})/2)`;
    case "symmetric":
      return symmetrised(variable(state, shape, []));
    case "full-rank":
    case "full-column-rank":
      return variable(state, shape, []);
    case "invertible":
    case "positive-determinant":
    case "spd": {
      if (domain === "invertible" && chance(random, 0.3)) return variable(state, shape);
      const x = inner(shapeOf(pick(random, SIZES), shape.rows));
      return `((${x})'*(${x}) + eye(${shape.rows.key}))`;
    }
  }
}

const symmetrised = (x: string): string => `(${x} + (${x})')`;

const MAKERS: readonly (readonly [number, Maker])[] = [
  [18, sumOf],
  [24, productOf],
  [6, scaled],
  [4, quotient],
  [10, entrywise],
  [7, powerOf],
  [4, transposeOf],
  [2, negateOf],
  [7, piece],
  [3, indexedSum],
  [30, applied],
];

/** A part of that shape, up to `depth` levels deep. */
function part(state: State, shape: Shape, depth: number): string {
  const { random } = state;
  if (depth <= 0 || chance(random, 0.12)) return leaf(state, shape);
  let at = random.next() * state.makers.reduce((total, [weight]) => total + weight, 0);
  for (const [weight, make] of state.makers) {
    at -= weight;
    if (at < 0) return make(state, shape, depth - 1) ?? leaf(state, shape);
  }
  return leaf(state, shape);
}

/** What is asked: kinds that fit the value and the variable. */
const GOALS: readonly (readonly [number, RandomProblem["kind"], 1 | 2])[] = [
  [0.4, "gradient", 1],
  [0.17, "vjp", 1],
  [0.14, "jacobian", 1],
  [0.11, "scalar-wrt", 1],
  [0.09, "tensor", 1],
  [0.09, "tensor", 2],
];

function goalOf(random: Random): readonly [number, RandomProblem["kind"], 1 | 2] {
  let at = random.next();
  for (const goal of GOALS) {
    at -= goal[0];
    if (at < 0) return goal;
  }
  return GOALS[0]!;
}

function goalShape(random: Random, kind: RandomProblem["kind"], order: 1 | 2): Shape {
  const [a, b] = [pick(random, SIZES), pick(random, SIZES)];
  if (kind === "gradient" || order === 2) return SCALAR;
  if (kind === "jacobian") return vector(a);
  return pick(random, [vector(a), shapeOf(a, b), shapeOf(a, b)]);
}

const fits = (shape: Shape, kind: RandomProblem["kind"], order: 1 | 2): boolean => {
  if (kind === "scalar-wrt") return shape === SCALAR;
  if (kind === "jacobian") return shape.cols === UNIT && shape !== SCALAR;
  if (order === 2) return shape !== SCALAR && shape.cols === UNIT;
  return shape !== SCALAR;
};

function meaning(random: Random, type: string): StructureMeaning | undefined {
  if (chance(random, 0.3)) return undefined;
  if (type.startsWith("diagonal")) return "diagonal";
  return type.startsWith("symmetric") ? pick(random, ["projection", "independent-entries"]) : undefined;
}

function openState(random: Random): State {
  const share = pick(random, [0.3, 0.6, 1]);
  const some = MAKERS.filter(() => chance(random, share));
  const names = FUNCTIONS.map((f) => f.name).filter(() => chance(random, share));
  return {
    random,
    vars: new Map(),
    shapes: new Map(),
    indices: 0,
    reuse: pick(random, [0.4, 0.7, 0.95]),
    makers: some.length > 0 ? some : MAKERS,
    functions: new Set(names),
  };
}

/** The problem of a seed; `deepest` levels at most. */
export function randomProblem(seed: number, deepest = 6): RandomProblem {
  for (let attempt = 0; ; attempt++) {
    const random = randomFrom(seed, `problem ${attempt}`);
    const state = openState(random);
    const [, kind, order] = goalOf(random);
    const depth = random.whole(2, kind === "gradient" || kind === "vjp" ? deepest : Math.min(3, deepest));
    const expr = part(state, goalShape(random, kind, order), depth);
    const candidates = [...state.shapes].filter(([, s]) => fits(s, kind, order)).map(([name]) => name);
    if (candidates.length === 0 || expr.length > 600) continue;
    const wrt = pick(random, candidates);
    const vars = Object.fromEntries(state.vars);
    const structure = order === 1 && kind === "gradient" ? meaning(random, vars[wrt] as string) : undefined;
    return { id: `random-${seed}`, vars, expr, wrt, kind, order, ...(structure && { structure }) };
  }
}
