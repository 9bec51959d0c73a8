/**
 * Functions that act entry by entry. An entry needs a name, the derivative as a formula in matgrad's
 * own text (in x and F = f(x)), a kernel and where its argument may lie; the helper fills the rest.
 */
import { Decimal } from "decimal.js";
import { call, number } from "../expression/build.ts";
import { hadamardPower } from "../expression/hadamard.ts";
import { type Matrix, map } from "../matrix/matrix.ts";
import { mapPrecise, type PreciseMatrix } from "../matrix/precise.ts";
import type { CodeColumn, CodeTemplate, Condition, Domain, FunctionEntry } from "./function.ts";

interface Elementwise {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly source?: string;
  readonly derivative: string;
  readonly numeric: (x: number) => number;
  readonly precise?: (x: Decimal) => Decimal;
  /** A kink or jump at 0. */
  readonly kink?: true;
  readonly domain?: Domain;
  readonly latex: string;
  readonly text?: string;
  readonly unicode?: string;
  readonly normal?: FunctionEntry["normal"];
  readonly rational?: false;
  readonly condition?: Condition;
  readonly code?: CodeTemplate | CodeColumn;
}

/** A function of scalars that each language has by some name. */
const math = (name: string, other = name): CodeColumn => ({
  python: `$.${name}`,
  js: `Math.${other}`,
  any: other,
});

/** A full entry from the few facts of an element-wise function of one argument. */
export function elementwise({
  numeric,
  precise,
  kink,
  domain,
  normal,
  ...facts
}: Elementwise): FunctionEntry {
  return {
    ...facts,
    elementwise: true,
    arity: 1,
    shape: ([x]) => x!,
    numeric: ([x]) => map(x!, numeric),
    ...(precise && { precise: ([x]: readonly PreciseMatrix[]) => mapPrecise(x!, precise) }),
    ...(kink && { pieces: ([x]: readonly Matrix[]) => Array.from(x!.data, Math.sign) }),
    ...(domain && { domain: [domain] }),
    ...(normal && { normal }),
  };
}

/** Accurate also where it is tiny: 1 − 1/(1 + eˣ) would be 0 there. */
const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
};

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

const digitsOf = (x: Decimal): typeof Decimal => x.constructor as typeof Decimal;

/** (eˣ + sign · e⁻ˣ)/2 */
function preciseHyperbolic(x: Decimal, sign: 1 | -1): Decimal {
  const e = x.exp();
  return e.plus(new (digitsOf(x))(sign).div(e)).div(2);
}

/** (1 − e)/(1 + e) with e = exp(−2|x|), so that nothing overflows. */
function preciseTanh(x: Decimal): Decimal {
  const e = x.abs().times(-2).exp();
  const value = e.neg().plus(1).div(e.plus(1));
  return x.isNeg() ? value.neg() : value;
}

const preciseSigmoid = (x: Decimal): Decimal => new (digitsOf(x))(1).div(x.neg().exp().plus(1));

/** 1 − erf(30) is below 10⁻³⁹⁰. */
const PRECISE_ERF_LIMIT = 30;

/** The same series as for doubles. */
function preciseErf(x: Decimal): Decimal {
  const D = digitsOf(x);
  if (x.abs().gt(PRECISE_ERF_LIMIT)) return new D(x.isNeg() ? -1 : 1);
  const square = x.times(x).times(2);
  let term = x;
  let total = x;
  const least = new D(10).pow(-D.precision);
  for (let n = 1; term.abs().gt(least.times(total.abs())); n++) {
    term = term.times(square).div(2 * n + 1);
    total = total.plus(term);
  }
  return D.acos(-1).sqrt().pow(-1).times(2).times(x.times(x).neg().exp()).times(total);
}

const STEP = elementwise({
  name: "step",
  summary: "1 for each entry that is positive, 0 for the others",
  derivative: "0",
  numeric: (x) => (x > 0 ? 1 : x * 0),
  precise: (x) => new (digitsOf(x))(x.gt(0) ? 1 : 0),
  kink: true,
  domain: "nonzero",
  text: "sign(relu(#1))",
  code: {
    python: "((#1! > 0) * 1.0)",
    julia: "(#1! .> 0)",
    octave: "(#1! > 0)",
    js: "step",
    torch: "torch.heaviside(#1, torch.zeros_like(#1))",
  },
  latex: "\\mathbb{1}[#1 > 0]",
  rational: false,
});

export const ELEMENTWISE: readonly FunctionEntry[] = [
  elementwise({
    name: "exp",
    summary: "exponential of each entry",
    derivative: "F",
    numeric: Math.exp,
    precise: (x) => x.exp(),
    code: math("exp"),
    latex: "\\exp(#1)",
  }),
  elementwise({
    name: "log",
    aliases: ["ln"],
    summary: "natural logarithm of each entry",
    derivative: "1/x",
    numeric: Math.log,
    precise: (x) => x.ln(),
    domain: "positive",
    condition: "positive",
    code: math("log"),
    latex: "\\log(#1)",
  }),
  elementwise({
    name: "sqrt",
    summary: "square root of each entry",
    derivative: "1/(2*F)",
    numeric: Math.sqrt,
    precise: (x) => x.sqrt(),
    domain: "positive",
    code: math("sqrt"),
    latex: "\\sqrt{#1}",
    normal: ([x]) => hadamardPower(x!, number(1, 2)),
  }),
  elementwise({
    name: "sin",
    summary: "sine of each entry",
    derivative: "cos(x)",
    numeric: Math.sin,
    precise: (x) => x.sin(),
    code: math("sin"),
    latex: "\\sin(#1)",
  }),
  elementwise({
    name: "cos",
    summary: "cosine of each entry",
    derivative: "-sin(x)",
    numeric: Math.cos,
    precise: (x) => x.cos(),
    code: math("cos"),
    latex: "\\cos(#1)",
  }),
  elementwise({
    name: "tan",
    summary: "tangent of each entry",
    derivative: "1 + F^2",
    numeric: Math.tan,
    precise: (x) => x.sin().div(x.cos()),
    domain: "unit",
    code: math("tan"),
    latex: "\\tan(#1)",
  }),
  elementwise({
    name: "sinh",
    summary: "hyperbolic sine of each entry",
    derivative: "cosh(x)",
    numeric: Math.sinh,
    precise: (x) => preciseHyperbolic(x, -1),
    code: math("sinh"),
    latex: "\\sinh(#1)",
  }),
  elementwise({
    name: "cosh",
    summary: "hyperbolic cosine of each entry",
    derivative: "sinh(x)",
    numeric: Math.cosh,
    precise: (x) => preciseHyperbolic(x, 1),
    code: math("cosh"),
    latex: "\\cosh(#1)",
  }),
  elementwise({
    name: "tanh",
    summary: "hyperbolic tangent of each entry",
    derivative: "1 - F^2",
    numeric: Math.tanh,
    precise: preciseTanh,
    code: math("tanh"),
    latex: "\\tanh(#1)",
  }),
  elementwise({
    name: "arcsin",
    aliases: ["asin"],
    summary: "inverse sine of each entry",
    derivative: "1/sqrt(1 - x^2)",
    numeric: Math.asin,
    precise: (x) => x.asin(),
    domain: "unit",
    condition: "unit",
    code: math("arcsin", "asin"),
    latex: "\\arcsin(#1)",
  }),
  elementwise({
    name: "arccos",
    aliases: ["acos"],
    summary: "inverse cosine of each entry",
    derivative: "-1/sqrt(1 - x^2)",
    numeric: Math.acos,
    precise: (x) => x.acos(),
    domain: "unit",
    condition: "unit",
    code: math("arccos", "acos"),
    latex: "\\arccos(#1)",
  }),
  elementwise({
    name: "arctan",
    aliases: ["atan"],
    summary: "inverse tangent of each entry",
    derivative: "1/(1 + x^2)",
    numeric: Math.atan,
    precise: (x) => x.atan(),
    code: math("arctan", "atan"),
    latex: "\\arctan(#1)",
  }),
  elementwise({
    name: "erf",
    summary: "error function of each entry",
    derivative: "2/sqrt(pi)*exp(-x^2)",
    numeric: erf,
    precise: preciseErf,
    code: { any: "erf", jax: "jax.scipy.special.erf", torch: "torch.erf" },
    latex: "\\operatorname{erf}(#1)",
  }),
  elementwise({
    name: "abs",
    summary: "absolute value of each entry; its derivative at 0 is taken as 0",
    derivative: "sign(x)",
    numeric: Math.abs,
    precise: (x) => x.abs(),
    kink: true,
    domain: "nonzero",
    code: math("abs"),
    latex: "\\left\\lvert #1\\right\\rvert",
    rational: false,
  }),
  elementwise({
    name: "sign",
    aliases: ["sgn"],
    summary: "sign of each entry, 0 at 0",
    derivative: "0",
    numeric: Math.sign,
    precise: (x) => new (digitsOf(x))(Decimal.sign(x)),
    kink: true,
    domain: "nonzero",
    condition: "nonzero-entries",
    // the step has no name in the language of the corpora
    normal: ([x]) =>
      x?.kind === "call" && x.fn.name === "relu" ? call(STEP, x.args, [], x.shape) : undefined,
    code: math("sign"),
    latex: "\\operatorname{sign}(#1)",
    rational: false,
  }),
  elementwise({
    name: "relu",
    summary: "max(x, 0) of each entry; its derivative at 0 is taken as 0",
    derivative: "step(x)",
    numeric: (x) => Math.max(x, 0),
    precise: (x) => (x.isNeg() ? new (digitsOf(x))(0) : x),
    kink: true,
    domain: "nonzero",
    code: { any: "relu", jax: "jax.nn.relu", torch: "torch.relu" },
    latex: "\\operatorname{relu}(#1)",
    rational: false,
  }),
  STEP,
  elementwise({
    name: "sigmoid",
    aliases: ["σ", "logistic", "expit"],
    summary: "logistic function 1/(1 + exp(-x)) of each entry",
    derivative: "F*(1 - F)",
    numeric: sigmoid,
    precise: preciseSigmoid,
    code: { any: "sigmoid", jax: "jax.nn.sigmoid", torch: "torch.sigmoid" },
    latex: "\\sigma(#1)",
  }),
  elementwise({
    name: "gelu",
    summary: "x times the normal distribution function of x, x/2 (1 + erf(x/√2)), of each entry",
    source: "Hendrycks and Gimpel (2016), Gaussian error linear units",
    derivative: "(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)",
    numeric: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
    precise: (x) =>
      preciseErf(x.div(new (digitsOf(x))(2).sqrt()))
        .plus(1)
        .times(x)
        .div(2),
    code: {
      numpy: { call: "gelu", helper: "def gelu(x):\n    return x * (1 + erf(x / np.sqrt(2))) / 2" },
      jax: "jax.nn.gelu(#1, approximate=False)",
      torch: "torch.nn.functional.gelu",
      julia: { call: "gelu", helper: "gelu(x) = x * (1 + erf(x / sqrt(2))) / 2" },
      octave: {
        call: "gelu",
        helper: "function y = gelu(x)\n  y = x .* (1 + erf(x / sqrt(2))) / 2;\nend",
      },
      js: { call: "gelu", helper: "const gelu = (x) => (x / 2) * (1 + erf(x / Math.SQRT2));" },
    },
    latex: "\\operatorname{gelu}(#1)",
  }),
  elementwise({
    name: "softplus",
    summary: "log(1 + exp(x)) of each entry",
    derivative: "sigmoid(x)",
    numeric: softplus,
    precise: (x) => x.exp().plus(1).ln(),
    code: { any: "softplus", jax: "jax.nn.softplus" },
    latex: "\\operatorname{softplus}(#1)",
  }),
];
