/**
 * The backend in WebAssembly: products in SIMD128, with relaxed SIMD (a multiply-add that rounds once) where
 * there is one. A workspace is the memory of an instance of its own, so that its numbers are where the product
 * reads them; entry-wise chains are the ones of `js` on the same memory.
 *
 *     memory   | scratch of the product | data: `workspace.data` …
 */
import { UnsupportedError } from "../../errors.ts";
import type { Backend, Operation, Workspace } from "../backend.ts";
import { jsElementwise } from "../js/elementwise.ts";
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

/** What assembly/product.ts exports. */
interface Exports {
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
  return create && { name: "wasm", workspace: (entries) => workspaceOf(create() as Exports, entries) };
}

function workspaceOf(exports: Exports, entries: number): Workspace {
  const start = exports.DATA_AT.value;
  grow(exports.memory, start, entries);
  const data = new Float64Array(exports.memory.buffer, start, entries);
  const kernel = kernelOf(exports);
  return {
    data,
    product: (left, right, out, alpha, beta) =>
      prepareProduct(kernel, entries, left, right, out, alpha, beta),
    elementwise: (program) => jsElementwise(data, program),
  };
}

/** To the full size at once, so that the view of it lives as long as the workspace. */
function grow(memory: Exports["memory"], start: number, entries: number): void {
  const pages = Math.ceil((start + 8 * entries) / PAGE);
  try {
    if (pages > PAGES_AT_MOST) throw new RangeError();
    memory.grow(pages - memory.buffer.byteLength / PAGE);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const most = Math.floor((PAGES_AT_MOST * PAGE - start) / 8);
    throw new UnsupportedError(
      `a workspace of ${entries} numbers takes ${Math.ceil(pages / 16)} MiB: WebAssembly gives at most ` +
        `${most} numbers (${PAGES_AT_MOST / 16} MiB), and here not this much`,
    );
  }
}

function kernelOf({ packed, direct, dots, columns }: Exports): Kernel {
  return {
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
