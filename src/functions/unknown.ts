/**
 * Functions that a problem declares without saying what they are: `f : function` acts entry by entry
 * and has f′, f″, …; `L : function m x n -> scalar` has a gradient. For checks each is a random smooth
 * function, the same one wherever its name occurs.
 */
import { index } from "../expression/blocks.ts";
import { call } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, SCALAR, type Shape } from "../expression/expr.ts";
import { product } from "../expression/product.ts";
import { map, matrix, scalarMatrix } from "../matrix/matrix.ts";
import type { FunctionEntry } from "./function.ts";
import { inner } from "./matrix.ts";

/** FNV-1a, for a reproducible draw from a name. */
function hashOf(name: string): number {
  let h = 0x811c9dc5;
  for (const c of name) h = Math.imul(h ^ (c.codePointAt(0) as number), 0x01000193) >>> 0;
  return h;
}

/** Σ_k a_k sin(b_k x + c_k), differentiated `order` times: d/dx sin = sin shifted by a quarter turn. */
function smooth(name: string, x: number, order: number): number {
  const h = hashOf(name);
  let total = 0;
  for (let k = 1; k <= 3; k++) {
    const a = 0.4 + ((h >>> (k * 5)) & 31) / 40;
    const b = 0.5 + ((h >>> (k * 3)) & 15) / 20;
    const c = (((h >>> (k * 7)) & 63) / 64) * Math.PI;
    total += a * b ** order * Math.sin(b * x + c + (order * Math.PI) / 2);
  }
  return total;
}

/** An unknown f, applied to each entry, and its derivatives f′, f″, … */
export function unknownElementwise(name: string, order = 0): FunctionEntry {
  const shown = name + "'".repeat(order);
  return {
    name: shown,
    summary: order === 0 ? "an unknown function of each entry" : "a derivative of an unknown function",
    elementwise: true,
    arity: 1,
    shape: ([x]) => x!,
    derivative: (x) => call(unknownElementwise(name, order + 1), [x], [], x.shape),
    numeric: ([x]) => map(x!, (v) => smooth(name, v, order)),
    latex: `${name}${"'".repeat(order)}(#1)`,
    rational: false,
  };
}

/** ∇L of an unknown L of a whole vector or matrix. */
export const unknownGradient = (name: string): FunctionEntry => ({
  name: `grad_${name}`,
  summary: "the gradient of an unknown function",
  arity: 1,
  shape: ([x]) => x!,
  // L(X) = Σ smooth(X_ij + position): the positions keep the entries apart
  numeric: ([x]) =>
    matrix(
      x!.rows,
      x!.cols,
      x!.data.map((v, i) => smooth(name, v + i, 1)),
    ),
  latex: `\\nabla ${name}(#1)`,
  rational: false,
});

/**
 * An unknown function of a whole vector or matrix. A scalar-valued one has the gradient ∇L(X);
 * its Hessian and the Jacobian of a vector-valued one are not written in matrix form here.
 */
export function unknownFunction(name: string, argument: Shape, result: Shape): FunctionEntry {
  const gradient = unknownGradient(name);
  return {
    name,
    summary: "an unknown function",
    arity: 1,
    shape: ([x], rules) => {
      rules.equal(
        x!.rows,
        argument.rows,
        `its argument has ${argument.rows.key} ${argument.rows === UNIT ? "row" : "rows"}`,
      );
      rules.equal(
        x!.cols,
        argument.cols,
        `its argument has ${argument.cols.key} ${argument.cols === UNIT ? "column" : "columns"}`,
      );
      return result;
    },
    ...(result === SCALAR && {
      differential: ([X]: readonly Expr[], [dX]: readonly Expr[]) =>
        inner(call(gradient, [X!], [], X!.shape), product([dX!])),
    }),
    ...(result === SCALAR && {
      partial: ([X]: readonly Expr[], _F: Expr, { p, q }: { readonly p: Expr; readonly q: Expr }) =>
        index(call(gradient, [X!], [], X!.shape), p, q),
      equation: `∂${name}/∂X_pq is the entry (p, q) of its gradient`,
    }),
    numeric: ([x]) => scalarMatrix(x!.data.reduce((total, v, i) => total + smooth(name, v + i, 0), 0)),
    latex: `${name}(#1)`,
    rational: false,
  };
}
