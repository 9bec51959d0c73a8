/**
 * The backend in WebAssembly: products in SIMD128, with relaxed SIMD (a multiply-add that rounds once) where
 * there is one. A workspace is the memory of an instance of its own, so that its numbers are where the product
 * reads them; entry-wise chains are the ones of `js` on the same memory, with SIMD where it has the operation.
 *
 *     memory   | scratch | data: `workspace.data` …
 */
import { UnsupportedError } from "../../errors.ts";
import type { Backend, Operation, Workspace } from "../backend.ts";
import { type Bench, BLOCK, jsBench, prepareElementwise } from "../js/elementwise.ts";
import { BINARY, type BinaryLoop, UNARY, type UnaryLoop } from "../js/operations.ts";
import { type Kernel, type Product, prepareProduct } from "../product.ts";
import { instanceOf, type Variant } from "./module.ts";

const PAGE = 2 ** 16;
const PAGES_AT_MOST = 2 ** 16;

type Loop = (
  rows: number,
  cols: number,
  inner: number,
  left: number,
  leftRow: number,
  leftCol: number,
  right: number,
  rightRow: number,
  rightCol: number,
  out: number,
  outRow: number,
  alpha: number,
  beta: number,
) => void;

type Unary = (x: number, z: number, count: number) => void;
type Binary = (x: number, y: number, z: number, count: number) => void;

const UNARY_HERE = [
  "negate",
  "abs",
  "sqrt",
  "relu",
  "reciprocal",
  "square",
  "exp",
  "tanh",
  "sigmoid",
] as const;
const BINARY_HERE = ["add", "subtract", "multiply", "divide", "min", "max"] as const;

/** What assembly/ exports. */
interface Exports
  extends Record<(typeof UNARY_HERE)[number], Unary>,
    Record<(typeof BINARY_HERE)[number], Binary> {
  readonly packed: Loop;
  readonly direct: Loop;
  readonly dots: Loop;
  readonly columns: Loop;
  /** Where the data begin, in bytes. */
  readonly DATA_AT: { readonly value: number };
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
}

/** The backend of that variant; undefined where this engine can't run it. */
export function wasmBackend(variant: Variant): Backend | undefined {
  const create = instanceOf(variant);
  return create && { name: "wasm", workspace: (entries) => workspaceOf(create as () => Exports, entries) };
}

function workspaceOf(create: () => Exports, entries: number): Workspace {
  const exports = instanceFor(create, entries);
  const start = exports.DATA_AT.value;
  const data = new Float64Array(exports.memory.buffer, start, entries);
  const kernel = kernelOf(exports);
  const [wasm, js] = [benchOf(exports), jsBench(data)];
  return {
    data,
    product: (left, right, out, alpha, beta) =>
      prepareProduct(kernel, entries, left, right, out, alpha, beta),
    elementwise(program) {
      const registers = program.inputs.length + program.constants.length + program.steps.length;
      return prepareElementwise(8 * BLOCK * registers <= start ? wasm : js, program);
    },
  };
}

/** With a memory of the full size at once, so that the view of it lives as long as the workspace. */
function instanceFor(create: () => Exports, entries: number): Exports {
  try {
    const exports = create();
    const { memory } = exports;
    const pages = Math.ceil((exports.DATA_AT.value + 8 * entries) / PAGE);
    if (pages > PAGES_AT_MOST) throw new RangeError();
    memory.grow(pages - memory.buffer.byteLength / PAGE);
    return exports;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnsupportedError(
      `a workspace of ${entries} numbers takes ${Math.ceil((8 * entries) / 2 ** 20)} MiB, and there isn't that ` +
        `much: WebAssembly has at most ${(PAGES_AT_MOST * PAGE) / 2 ** 20} MiB`,
    );
  }
}

function kernelOf({ packed, direct, dots, columns }: Exports): Kernel {
  return {
    small: 40 ** 3,
    packed: running(packed),
    direct: (p) => running(p.rightCol === 1 || p.cols === 1 ? direct : packed)(p),
    dots: running(dots),
    columns: running(columns),
  };
}

const running =
  (loop: Loop) =>
  (p: Product): Operation => {
    const { rows, cols, inner, left, leftRow, leftCol, right, rightRow, rightCol, out, outRow } = p;
    const { alpha, beta } = p;
    return () =>
      loop(rows, cols, inner, left, leftRow, leftCol, right, rightRow, rightCol, out, outRow, alpha, beta);
  };

/** Registers are in the scratch, which the product uses between two runs only. */
function benchOf(exports: Exports): Bench {
  const values = new Float64Array(exports.memory.buffer);
  const unary = UNARY_HERE.map((name): [string, UnaryLoop] => {
    const loop = exports[name];
    return [name, (_x, i, _z, k, count) => loop(i, k, count)];
  });
  const binary = BINARY_HERE.map((name): [string, BinaryLoop] => {
    const loop = exports[name];
    return [name, (_x, i, _y, j, _z, k, count) => loop(i, j, k, count)];
  });
  return {
    values,
    origin: exports.DATA_AT.value / 8,
    block: (i) => ({ values, offset: i * BLOCK, advance: 0 }),
    unary: { ...UNARY, ...Object.fromEntries(unary) },
    binary: { ...BINARY, ...Object.fromEntries(binary) },
  };
}
