/**
 * Functions that act entry by entry. An entry needs a name, the derivative as a formula in matgrad's
 * own text (in x and F = f(x)), a kernel and where its argument may lie; the helper fills the rest.
 */
import { number } from "../expression/build.ts";
import { hadamardPower } from "../expression/hadamard.ts";
import { map } from "../matrix/matrix.ts";
import type { Condition, Domain, FunctionEntry } from "./function.ts";

interface Elementwise {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly derivative: string;
  readonly numeric: (x: number) => number;
  readonly domain?: Domain;
  readonly latex: string;
  readonly normal?: FunctionEntry["normal"];
  readonly rational?: false;
  readonly condition?: Condition;
}

/** A full entry from the few facts of an element-wise function of one argument. */
export function elementwise({ numeric, domain, normal, ...facts }: Elementwise): FunctionEntry {
  return {
    ...facts,
    elementwise: true,
    arity: 1,
    shape: ([x]) => x!,
    numeric: ([x]) => map(x!, numeric),
    ...(domain && { domain: [domain] }),
    ...(normal && { normal }),
  };
}

const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x)));

/** log(1 + eˣ) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Beyond this |x|, erf(x) is ±1 to the last bit. */
const ERF_LIMIT = 6;

/** 2/√π · x e^(−x²) Σ_n (2x²)ⁿ / (1·3·…·(2n+1)) (Olver et al. 2010, eq. 7.6.2). */
function erf(x: number): number {
  if (Math.abs(x) > ERF_LIMIT) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > Number.EPSILON * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

export const ELEMENTWISE: readonly FunctionEntry[] = [
  elementwise({
    name: "exp",
    summary: "exponential of each entry",
    derivative: "F",
    numeric: Math.exp,
    latex: "\\exp(#1)",
  }),
  elementwise({
    name: "log",
    aliases: ["ln"],
    summary: "natural logarithm of each entry",
    derivative: "1/x",
    numeric: Math.log,
    domain: "positive",
    condition: "positive",
    latex: "\\log(#1)",
  }),
  elementwise({
    name: "sqrt",
    summary: "square root of each entry",
    derivative: "1/(2*F)",
    numeric: Math.sqrt,
    domain: "positive",
    latex: "\\sqrt{#1}",
    normal: ([x]) => hadamardPower(x!, number(1, 2)),
  }),
  elementwise({
    name: "sin",
    summary: "sine of each entry",
    derivative: "cos(x)",
    numeric: Math.sin,
    latex: "\\sin(#1)",
  }),
  elementwise({
    name: "cos",
    summary: "cosine of each entry",
    derivative: "-sin(x)",
    numeric: Math.cos,
    latex: "\\cos(#1)",
  }),
  elementwise({
    name: "tan",
    summary: "tangent of each entry",
    derivative: "1 + F^2",
    numeric: Math.tan,
    domain: "unit",
    latex: "\\tan(#1)",
  }),
  elementwise({
    name: "sinh",
    summary: "hyperbolic sine of each entry",
    derivative: "cosh(x)",
    numeric: Math.sinh,
    latex: "\\sinh(#1)",
  }),
  elementwise({
    name: "cosh",
    summary: "hyperbolic cosine of each entry",
    derivative: "sinh(x)",
    numeric: Math.cosh,
    latex: "\\cosh(#1)",
  }),
  elementwise({
    name: "tanh",
    summary: "hyperbolic tangent of each entry",
    derivative: "1 - F^2",
    numeric: Math.tanh,
    latex: "\\tanh(#1)",
  }),
  elementwise({
    name: "arcsin",
    aliases: ["asin"],
    summary: "inverse sine of each entry",
    derivative: "1/sqrt(1 - x^2)",
    numeric: Math.asin,
    domain: "unit",
    condition: "unit",
    latex: "\\arcsin(#1)",
  }),
  elementwise({
    name: "arccos",
    aliases: ["acos"],
    summary: "inverse cosine of each entry",
    derivative: "-1/sqrt(1 - x^2)",
    numeric: Math.acos,
    domain: "unit",
    condition: "unit",
    latex: "\\arccos(#1)",
  }),
  elementwise({
    name: "arctan",
    aliases: ["atan"],
    summary: "inverse tangent of each entry",
    derivative: "1/(1 + x^2)",
    numeric: Math.atan,
    latex: "\\arctan(#1)",
  }),
  elementwise({
    name: "erf",
    summary: "error function of each entry",
    derivative: "2/sqrt(pi)*exp(-x^2)",
    numeric: erf,
    latex: "\\operatorname{erf}(#1)",
  }),
  elementwise({
    name: "abs",
    summary: "absolute value of each entry; its derivative at 0 is taken as 0",
    derivative: "sign(x)",
    numeric: Math.abs,
    domain: "nonzero",
    latex: "\\left\\lvert #1\\right\\rvert",
    rational: false,
  }),
  elementwise({
    name: "sign",
    aliases: ["sgn"],
    summary: "sign of each entry, 0 at 0",
    derivative: "0",
    numeric: Math.sign,
    domain: "nonzero",
    condition: "nonzero-entries",
    latex: "\\operatorname{sign}(#1)",
    rational: false,
  }),
  elementwise({
    name: "relu",
    summary: "max(x, 0) of each entry; its derivative at 0 is taken as 1/2",
    derivative: "(1 + sign(x))/2",
    numeric: (x) => Math.max(x, 0),
    domain: "nonzero",
    latex: "\\operatorname{relu}(#1)",
    rational: false,
  }),
  elementwise({
    name: "sigmoid",
    aliases: ["σ", "logistic", "expit"],
    summary: "logistic function 1/(1 + exp(-x)) of each entry",
    derivative: "F*(1 - F)",
    numeric: sigmoid,
    latex: "\\sigma(#1)",
  }),
  elementwise({
    name: "softplus",
    summary: "log(1 + exp(x)) of each entry",
    derivative: "sigmoid(x)",
    numeric: softplus,
    latex: "\\operatorname{softplus}(#1)",
  }),
];
