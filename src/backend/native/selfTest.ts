/**
 * A few products and passes beside plain loops, before anybody relies on the addon: a miscompiled kernel or a
 * processor that isn't what it says makes the backend step aside. Takes a few milliseconds.
 */
import type { Backend, ElementwiseProgram, Operand, UnaryOperation, Workspace } from "../backend.ts";

const TOLERANCE = 1e-12;

/** Rows, columns and inner size: tiles and their edges, vectors, outer products, a blocked one. */
const SIZES: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [2, 3, 4],
  [5, 1, 9],
  [1, 6, 11],
  [9, 10, 1],
  [17, 29, 13],
  [18, 135, 500],
];

/** The same numbers at every start, in (−1, 1). */
function numbers(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x40000000 - 1;
  });
}

const near = (got: number, wanted: number, size: number): boolean =>
  Math.abs(got - wanted) <= TOLERANCE * size || Object.is(got, wanted);

/** left · right at (i, j). */
function entryOfProduct(data: Float64Array, left: Operand, right: Operand, i: number, j: number): number {
  const depth = left.transposed ? left.rows : left.cols;
  let sum = 0;
  for (let k = 0; k < depth; k++) {
    const a = left.transposed ? k * left.stride + i : i * left.stride + k;
    const b = right.transposed ? j * right.stride + k : k * right.stride + j;
    sum += (data[left.offset + a] as number) * (data[right.offset + b] as number);
  }
  return sum;
}

function operand(offset: number, rows: number, cols: number, transposed: boolean): Operand {
  const stride = (transposed ? rows : cols) + 1;
  return transposed
    ? { offset, rows: cols, cols: rows, stride, transposed }
    : { offset, rows, cols, stride, transposed };
}

function productIsRight(room: Workspace, left: Operand, right: Operand, rows: number, cols: number): boolean {
  const depth = left.transposed ? left.rows : left.cols;
  const out = { offset: room.data.length - rows * (cols + 2), rows, cols, stride: cols + 2 };
  for (const beta of [0, 0.5]) {
    room.data.fill(beta === 0 ? Number.NaN : 2, out.offset);
    room.product(left, right, out, 3, beta)();
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j += cols > 40 ? 19 : 1) {
        const wanted = 3 * entryOfProduct(room.data, left, right, i, j) + 2 * beta;
        if (!near(room.data[out.offset + i * out.stride + j] as number, wanted, depth)) return false;
      }
    }
  }
  return true;
}

function wrongProduct(backend: Backend): string | undefined {
  for (const [rows, cols, depth] of SIZES) {
    const leftRoom = (rows + 1) * (depth + 1);
    const rightRoom = (depth + 1) * (cols + 1);
    const room = backend.workspace(leftRoom + rightRoom + rows * (cols + 2));
    room.data.set(numbers(leftRoom + rightRoom, rows + cols));
    for (const [a, b] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const left = operand(0, rows, depth, a);
      const right = operand(leftRoom, depth, cols, b);
      if (!productIsRight(room, left, right, rows, cols)) return `${rows}×${depth} times ${depth}×${cols}`;
    }
  }
  return undefined;
}

const FUNCTIONS: readonly (readonly [UnaryOperation, (x: number) => number])[] = [
  ["negate", (x) => -x],
  ["abs", Math.abs],
  ["sign", Math.sign],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["log", Math.log],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
  ["tanh", Math.tanh],
  ["sinh", Math.sinh],
  ["cosh", Math.cosh],
  ["sigmoid", (x) => 1 / (1 + Math.exp(-x))],
  ["softplus", (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))],
  ["relu", (x) => Math.max(x, 0)],
  ["reciprocal", (x) => 1 / x],
  ["square", (x) => x * x],
];

const ARGUMENTS = [0.25, -1.5, 3, -20, 1e-9, 30, Number.NaN, Number.POSITIVE_INFINITY, 0, -700, 1e7];

function wrongFunction(backend: Backend): string | undefined {
  const count = ARGUMENTS.length;
  const room = backend.workspace(2 * count);
  room.data.set(ARGUMENTS);
  for (const [operation, plain] of FUNCTIONS) {
    room.elementwise({
      ...{ rows: 1, cols: count, inputs: [{ offset: 0, replication: "none" }], constants: [] },
      ...{ steps: [{ operation, of: 0 }], result: "entries", out: count },
    })();
    const wrong = ARGUMENTS.findIndex(
      (x, i) => !near(room.data[count + i] as number, plain(x), Math.max(Math.abs(plain(x)), 1e-290)),
    );
    if (wrong >= 0) return `${operation}(${ARGUMENTS[wrong]})`;
  }
  return undefined;
}

/** Σ by each kind of result of (x + row) · (2 − column), the sizes across blocks. */
function wrongSum(backend: Backend): string | undefined {
  for (const [rows, cols] of [
    [3, 5],
    [70, 4],
    [3, 300],
  ] as const) {
    const row = rows * cols;
    const column = row + cols;
    const out = column + rows;
    const room = backend.workspace(out + row);
    room.data.set(numbers(out, rows));
    const at = (i: number) => room.data[i] as number;
    const value = (i: number, j: number) => (at(i * cols + j) + at(row + j)) * (2 - at(column + i));
    for (const result of ["entries", "sum", "row-sums", "column-sums"] as const) {
      const program: ElementwiseProgram = {
        ...{ rows, cols, constants: [2], result, out },
        inputs: [
          { offset: 0, replication: "none" },
          { offset: row, replication: "row" },
          { offset: column, replication: "column" },
        ],
        steps: [
          { operation: "add", left: 0, right: 1 },
          { operation: "subtract", left: 3, right: 2 },
          { operation: "multiply", left: 4, right: 5 },
        ],
      };
      room.elementwise(program)();
      const wanted = new Map<number, number>();
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          const k = { entries: i * cols + j, sum: 0, "row-sums": i, "column-sums": j }[result];
          wanted.set(k, (wanted.get(k) ?? 0) + value(i, j));
        }
      }
      if ([...wanted].some(([k, w]) => !near(at(out + k), w, 4 * row))) return `${result} of ${rows}×${cols}`;
    }
  }
  return undefined;
}

/** What comes out wrong, if anything. */
export function wrongResult(backend: Backend): string | undefined {
  return wrongProduct(backend) ?? wrongFunction(backend) ?? wrongSum(backend);
}
