/**
 * Functions of indices: single entries, Kronecker's delta, and an index by its block and its place within that.
 */
import { call, isNumber, number } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, SCALAR, type Shape } from "../expression/expr.ts";
import { DELTA, QUOTIENT, REMAINDER, SINGLE } from "../expression/heads.ts";
import { product } from "../expression/product.ts";
import { fill, scalarMatrix } from "../matrix/matrix.ts";
import type { Definition, ShapeRules } from "./function.ts";

export const delta = (i: Expr, j: Expr): Expr => {
  if (i === j) return number(1);
  if (i.kind === "number" && j.kind === "number") return number(isNumber(i, j.value.n) ? 1 : 0);
  return call(DELTA, [i, j], [], SCALAR);
};

/** The arguments are numbers: indices, exponents. */
export const scalars = (args: readonly Shape[], rules: ShapeRules, why: string): void => {
  for (const { rows, cols } of args) {
    rules.equal(rows, rules.unit, why);
    rules.equal(cols, rules.unit, why);
  }
};

const ofIndices: Definition["shape"] = (args, rules) => {
  scalars(args, rules, "an index is a number");
  return rules.shape(rules.unit, rules.unit);
};

/** What stands between two places: nothing where each is one character or command. */
const between = (a: string, b: string): string =>
  [a, b].every((place) => /^(\d|[a-z]|\\[a-z]+|[a-z]_\{\w+\})$/.test(place))
    ? a.startsWith("\\")
      ? " "
      : ""
    : ",";

export const PLACES: readonly Definition[] = [
  {
    ...SINGLE,
    isConstant: true,
    latexForm: ({ isTaken, shape, texts: [row = "", column = ""] }) => {
      if (isTaken("e", "E")) return undefined;
      if (shape.cols === UNIT && shape.rows !== UNIT) return { text: `e_{${row}}` };
      if (shape.rows === UNIT && shape.cols !== UNIT) return { text: `e_{${column}}^{\\top}`, raised: true };
      return { text: `E_{${row}${between(row, column)}${column}}` };
    },
    unicodeForm: ({ isTaken, shape, texts: [row = "", column = ""] }) => {
      if (isTaken("e", "E")) return undefined;
      if (shape.cols === UNIT && shape.rows !== UNIT) return { text: `e_${row}` };
      const isRow = shape.rows === UNIT && shape.cols !== UNIT;
      return isRow ? { text: `e_${column}`, transposed: true } : { text: `E_${row}${column}` };
    },
    mayVanish: true,
    numbers: "places",
    summary: "single-entry matrix E_ij: 1 at (i, j), 0 elsewhere; single(i, j, m, n)",
    arity: 2,
    sizeArity: [2, 2],
    shape: (args, rules, [m, n]) => {
      scalars(args, rules, "the first two arguments are a row and a column");
      return rules.shape(m, n);
    },
    entry: ([p, q], i, j) => product([delta(i, p), delta(j, q)]),
    numeric: ([p, q], [m, n]) => fill(m, n, (i, j) => (i + 1 === p.data[0] && j + 1 === q.data[0] ? 1 : 0)),
    modular: "exact",
    code: {
      any: "single(#1, #2, #m, #n)",
      torch: "single(#1, #2, torch.zeros((#m, #n), dtype=dtype, device=device))",
    },
    latex: "E_{#1#2}",
  },
  {
    ...DELTA,
    latexForm: ({ isTaken, texts: [i = "", j = ""] }) => ({
      text: isTaken("δ", "delta", "Δ", "Delta") ? `[${i} = ${j}]` : `\\delta_{${i}${between(i, j)}${j}}`,
    }),
    unicodeForm: ({ isTaken, texts: [i = "", j = ""] }) => {
      if (isTaken("δ", "delta", "Δ", "Delta")) return { text: `[${i} = ${j}]` };
      return [i, j].every((place) => [...place].length === 1) ? { text: `δ_${i}${j}` } : undefined;
    },
    numbers: "places",
    aliases: ["δ"],
    summary: "Kronecker delta of two indices",
    arity: 2,
    shape: ofIndices,
    numeric: ([i, j]) => scalarMatrix(i.data[0] === j.data[0] ? 1 : 0),
    modular: "exact",
    code: {
      python: "float(#1! == #2!)",
      julia: "float(#1! == #2!)",
      octave: "double(#1! == #2!)",
      js: "Number(#1! === #2!)",
    },
    latex: "\\delta_{#1#2}",
    rational: true,
  },
  {
    ...QUOTIENT,
    latexForm: ({ sizes: [p = ""] }) => `\\lceil #1/${/\W/.test(p) ? `(${p})` : p}\\rceil`,
    numbers: "places",
    summary: "which block of p an index is in: (i - 1) div p + 1",
    arity: 1,
    sizeArity: [1, 1],
    shape: ofIndices,
    numeric: ([i], [p]) => scalarMatrix(Math.floor(((i.data[0] as number) - 1) / p) + 1),
    modular: "exact",
    code: {
      python: "((#1! - 1) // #m! + 1)",
      julia: "(div(#1! - 1, #m) + 1)",
      octave: "(floor((#1! - 1) / #m!) + 1)",
      js: "(Math.floor((#1! - 1) / #m!) + 1)",
    },
    latex: "\\operatorname{quotient}(#1)",
  },
  {
    ...REMAINDER,
    latexForm: ({ sizes: [p = ""], isLetter, args: [x] }) =>
      `((${isLetter(x) ? "#1 - 1" : "(#1) - 1"}) \\bmod ${p} + 1)`,
    numbers: "places",
    summary: "the place of an index within its block of p: (i - 1) mod p + 1",
    arity: 1,
    sizeArity: [1, 1],
    shape: ofIndices,
    numeric: ([i], [p]) => scalarMatrix((((i.data[0] as number) - 1) % p) + 1),
    modular: "exact",
    code: {
      python: "((#1! - 1) % #m! + 1)",
      julia: "mod1(#1, #m)",
      octave: "(mod(#1! - 1, #m) + 1)",
      js: "((#1! - 1) % #m! + 1)",
    },
    latex: "\\operatorname{remainder}(#1)",
  },
];
