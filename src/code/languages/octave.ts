/**
 * GNU Octave: a function file; vectors are columns as they are.
 */
import { OCTAVE_HELPERS } from "../helpers/octave.ts";
import { infixLanguage } from "../pieces/infix.ts";
import { type FunctionParts, helpersFor, type Language } from "../pieces/language.ts";
import { alone, called, infix, Level, type Piece, piece, within } from "../pieces/piece.ts";
import { type Code, code, joined, needsOf } from "../pieces/text.ts";

const KEYWORDS =
  "arguments break case catch classdef continue do else elseif end endfor endfunction endif endwhile for function global " +
  "enumeration events if methods otherwise parfor persistent properties spmd return switch try until unwind_protect while endswitch endparfor end_try_catch end_unwind_protect unwind_protect_cleanup " +
  "__FILE__ __LINE__ e i j pi Inf NaN eps ans";
const FUNCTIONS =
  "inv eye ones zeros floor mod diag vec reshape kron trace det lu log abs sum mean norm tril triu pinv expm " +
  "chol svd max min exp sqrt sin cos tan sinh cosh tanh asin acos atan erf erfc sign size double eig";

const whole = (at: Piece | number): Code | string => (typeof at === "number" ? String(at) : alone(at));

export const OCTAVE: Language = {
  ...infixLanguage({
    multiply: " * ",
    hadamard: " .* ",
    quotient: " ./ ",
    power: " ^ ",
    entryPower: " .^ ",
    transpose: "'",
    spreadPlus: " + ",
    spreadMinus: " - ",
  }),
  target: "octave",
  isRun: true,
  vectors: "Vectors are columns.",
  pi: "pi",
  matrixPower: (base, exponent) =>
    piece(code`${within(base, Level.ATOM)} ^ ${within(exponent, Level.ATOM)}`, Level.POWER),
  solve: (a, b) => infix(a, " \\ ", b, Level.PRODUCT),
  // a 1×1 matrix is a scalar
  scalarOf: (x) => x,
  entrywise: (name, args) => called(name, args.map(alone)),
  block: (cells) =>
    piece(
      code`[${joined(
        cells.map((row) => joined(row.map(alone), ", ")),
        "; ",
      )}]`,
    ),
  entry: (x, row, column) => piece(code`${within(x, Level.ATOM)}(${whole(row)}, ${whole(column)})`),
  indexedSum: (index, size, body) => called("sum_over", [code`@(${index}) ${alone(body)}`, alone(size)]),
  given: "given",
  sizeOf: (name, axis) => `size(${name}, ${axis})`,
  reserved: new Set([...`${KEYWORDS} ${FUNCTIONS}`.split(" "), ...OCTAVE_HELPERS.keys()]),
  shell: functionText,
};

function functionText({ name, args, documentation, sizes, body, outputs }: FunctionParts): string {
  const results = outputs.map((o) => o.name).join(", ");
  const lines = [...sizes, ...body].map(([left, value]) => code`  ${left} = ${value};`);
  return [
    `function [${results}] = ${name}(${args.map((a) => a.name).join(", ")})`,
    ...documentation.map((line) => `  % ${line}`.trimEnd()),
    "",
    ...lines.map(({ text }) => text),
    "end",
    "",
    ...helpersFor(needsOf(lines), OCTAVE_HELPERS).map((helper) => `${helper}\n`),
  ].join("\n");
}
