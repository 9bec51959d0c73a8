/**
 * Functions that act entry by entry and are made of two pieces, or join two smoothly.
 */
import { call } from "../../expression/build.ts";
import type { FunctionEntry } from "../function.ts";
import { elementwise, math } from "./elementwiseEntry.ts";
import { digitsOf, erfc, preciseErfc, preciseSigmoid, sigmoid, softplus } from "./scalars.ts";

const STEP = elementwise({
  name: "step",
  between: [0, 1],
  sign: "nonnegative",
  mayVanish: true,
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

export const PIECES: readonly FunctionEntry[] = [
  elementwise({
    name: "abs",
    // |det X|, not ||X||
    latexForm: ({ args: [x], isLetter }) => {
      const [inner] = x?.kind === "call" && x.fn.name === "det" ? x.args : [];
      if (!inner) return "\\lvert #1\\rvert";
      return {
        template: isLetter(inner) ? "\\lvert\\det #1\\rvert" : "\\lvert\\det(#1)\\rvert",
        of: [inner],
      };
    },
    unicode: "|#1|",
    sign: "nonnegative",
    summary: "absolute value of each entry; its derivative at 0 is taken as 0",
    negated: "F",
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
    between: [-1, 1],
    mayVanish: true,
    aliases: ["sgn"],
    summary: "sign of each entry, 0 at 0",
    negated: "-F",
    derivative: "0",
    numeric: Math.sign,
    precise: (x) => new (digitsOf(x))(digitsOf(x).sign(x)),
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
    increasing: true,
    sign: "nonnegative",
    mayVanish: true,
    summary: "max(x, 0) of each entry; its derivative at 0 is taken as 0",
    negated: "F - x",
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
    latexForm: ({ isTaken }) => (isTaken("sigma", "σ") ? "\\operatorname{sigmoid}(#1)" : "\\sigma(#1)"),
    unicodeForm: ({ isTaken }) => (isTaken("sigma", "σ") ? "sigmoid(#1)" : "σ(#1)"),
    increasing: true,
    sign: "positive",
    aliases: ["σ", "logistic", "expit"],
    summary: "logistic function 1/(1 + exp(-x)) of each entry",
    negated: "1 - F",
    derivative: "F*(1 - F)",
    numeric: sigmoid,
    precise: preciseSigmoid,
    code: { any: "sigmoid", jax: "jax.nn.sigmoid", torch: "torch.sigmoid" },
    latex: "\\sigma(#1)",
  }),
  elementwise({
    name: "gelu",
    summary: "x times the normal distribution function of x, x/2 erfc(-x/√2), of each entry",
    negated: "F - x",
    source: "Hendrycks and Gimpel (2016), Gaussian error linear units",
    derivative: "erfc(-x/sqrt(2))/2 + x*exp(-x^2/2)/sqrt(2*pi)",
    numeric: (x) => (x / 2) * erfc(-x / Math.SQRT2),
    precise: (x) =>
      preciseErfc(x.div(new (digitsOf(x))(2).sqrt()).neg())
        .times(x)
        .div(2),
    code: {
      numpy: { call: "gelu", helper: "def gelu(x):\n    return x * erfc(-x / np.sqrt(2)) / 2" },
      jax: "jax.nn.gelu(#1, approximate=False)",
      // torch.nn.functional.gelu has no digits far below 0
      torch: { call: "gelu", helper: "def gelu(x):\n    return x * torch.erfc(-x / 2**0.5) / 2" },
      julia: { call: "gelu", helper: "gelu(x) = x * erfc(-x / sqrt(2)) / 2" },
      octave: { call: "gelu", helper: "function y = gelu(x)\n  y = x .* erfc(-x / sqrt(2)) / 2;\nend" },
      js: { call: "gelu", helper: "const gelu = (x) => (x / 2) * erfc(-x / Math.SQRT2);" },
    },
    latex: "\\operatorname{gelu}(#1)",
  }),
  elementwise({
    name: "softplus",
    increasing: true,
    sign: "positive",
    summary: "log(1 + exp(x)) of each entry",
    negated: "F - x",
    derivative: "sigmoid(x)",
    numeric: softplus,
    precise: (x) => x.exp().plus(1).ln(),
    code: { any: "softplus", jax: "jax.nn.softplus" },
    latex: "\\operatorname{softplus}(#1)",
  }),
];
