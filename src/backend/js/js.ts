/**
 * The backend in plain TypeScript: always there, complete, and the reference of the others.
 */

import { UnsupportedError } from "../../errors.ts";
import type { Backend } from "../backend.ts";
import { prepareProduct } from "../product.ts";
import { jsBench, prepareElementwise } from "./elementwise.ts";
import { jsKernel } from "./kernel.ts";

export const jsBackend: Backend = {
  name: "js",
  workspace(entries) {
    const data = zeros(entries);
    const kernel = jsKernel(data);
    const bench = jsBench(data);
    return {
      data,
      product: (left, right, out, alpha, beta) =>
        prepareProduct(kernel, entries, left, right, out, alpha, beta),
      elementwise: (program) => prepareElementwise(bench, program),
    };
  },
};

function zeros(entries: number): Float64Array {
  try {
    return new Float64Array(entries);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnsupportedError(
      `a workspace of ${entries} numbers (${Math.ceil((8 * entries) / 2 ** 20)} MiB) is more than there is memory`,
    );
  }
}
