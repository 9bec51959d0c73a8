/**
 * Functions that a problem declares without saying what they are: `f : function` acts entry by entry
 * and has f′, f″, …; `L : function m x n -> scalar` has a gradient, `f : function n -> m` a Jacobian. For checks each is a random smooth
 * function, the same one wherever its name occurs.
 */
import { index } from "../../expression/blocks.ts";
import { call } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { map, matrix } from "../../matrix/matrix.ts";
import type { FunctionEntry } from "../function.ts";
import { inner } from "../matrix.ts";

/** FNV-1a, for a reproducible draw from a name. */
function hashOf(name: string): number {
  let h = 0x811c9dc5;
  for (const c of name) h = Math.imul(h ^ (c.codePointAt(0) as number), 0x01000193) >>> 0;
  return h;
}

/** Σ_k a_k sin(b_k x + c_k), differentiated `order` times: d/dx sin = sin shifted by a quarter turn. */
function smooth(name: string, order = 0): (x: number) => number {
  const h = hashOf(name);
  const waves = [1, 2, 3].map((k) => {
    const a = 0.4 + ((h >>> (k * 5)) & 31) / 40;
    const b = 0.5 + ((h >>> (k * 3)) & 15) / 20;
    const c = (((h >>> (k * 7)) & 63) / 64) * Math.PI;
    return { amplitude: a * b ** order, b, c };
  });
  const turn = (order * Math.PI) / 2;
  return (x) => {
    let total = 0;
    for (const { amplitude, b, c } of waves) total += amplitude * Math.sin(b * x + c + turn);
    return total;
  };
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
    numeric: ([x]) => map(x!, smooth(name, order)),
    latex: `${name}${"'".repeat(order)}(#1)`,
    rational: false,
  };
}

/** The entry `o` of an unknown F: Σ smooth(X_ij + position), the positions keep the entries of X and of F apart. */
const position = (k: number, o: number): number => k + 0.7 * o * (k + 1);

/** ∇L of an unknown L of a whole vector or matrix. */
const unknownGradient = (name: string): FunctionEntry => ({
  name: `grad_${name}`,
  summary: "the gradient of an unknown function",
  arity: 1,
  shape: ([x]) => x!,
  numeric: ([x]) => {
    const slope = smooth(name, 1);
    return matrix(
      x!.rows,
      x!.cols,
      x!.data.map((v, k) => slope(v + position(k, 0))),
    );
  },
  latex: `\\nabla ${name}(#1)`,
  rational: false,
});

/** J_f of an unknown f from vectors to vectors: down the entries of f, across those of x. */
const unknownJacobian = (name: string, argument: Shape, result: Shape): FunctionEntry => ({
  name: `J_${name}`,
  summary: "the Jacobian of an unknown function",
  arity: 1,
  shape: (_, rules) => rules.shape(result.rows, argument.rows),
  numeric: ([x], _, [rows, cols] = [1, 1]) => {
    const slope = smooth(name, 1);
    const entry = (_: number, at: number): number => {
      const [o, k] = [Math.floor(at / cols), at % cols];
      return slope((x!.data[k] as number) + position(k, o));
    };
    return matrix(rows, cols, new Float64Array(rows * cols).map(entry));
  },
  latex: `J_${name}(#1)`,
  rational: false,
});

/**
 * An unknown function of a whole vector or matrix. A scalar-valued one has the gradient ∇L(X), one from vectors to
 * vectors the Jacobian J_f(x); second derivatives, and those of what is a matrix, are not written in matrix form here.
 */
export function unknownFunction(name: string, argument: Shape, result: Shape): FunctionEntry {
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
    ...derivativeOf(name, argument, result),
    numeric: ([x], _, [rows, cols] = [1, 1]) => {
      const value = smooth(name);
      const entry = (_: number, o: number): number =>
        x!.data.reduce((total, v, k) => total + value(v + position(k, o)), 0);
      return matrix(rows, cols, new Float64Array(rows * cols).map(entry));
    },
    latex: `${name}(#1)`,
    rational: false,
  };
}

type Derived = Pick<FunctionEntry, "whole" | "differential" | "partial" | "equation">;

function derivativeOf(name: string, argument: Shape, result: Shape): Derived {
  if (result === SCALAR) {
    const whole = unknownGradient(name);
    return {
      whole,
      differential: ([X], [dX]) => inner(call(whole, [X!], [], X!.shape), product([dX!])),
      partial: ([X], _, { p, q }) => index(call(whole, [X!], [], X!.shape), p, q),
      equation: `∂${name}/∂X_pq is the entry (p, q) of its gradient`,
    };
  }
  if (result.cols !== UNIT || argument.cols !== UNIT) return {};
  const whole = unknownJacobian(name, argument, result);
  // written out, the sizes are numbers
  const at = (x: Expr, f: Expr): Expr => call(whole, [x], [], shapeOf(f.shape.rows, x.shape.rows));
  return {
    whole,
    differential: ([x], [dx], f) => product([at(x!, f), dx!]),
    partial: ([x], f, { i, p }) => index(at(x!, f), i, p),
    equation: `∂${name}_i/∂x_p is the entry (i, p) of its Jacobian`,
  };
}
