/**
 * Julia: operators on matrices, dots for entries; vectors are reshaped to columns.
 */
import { JULIA_HELPERS } from "../helpers/julia.ts";
import { infixLanguage } from "../pieces/infix.ts";
import { type FunctionParts, helpersFor, type Language } from "../pieces/language.ts";
import { alone, called, infix, Level, type Piece, piece, within } from "../pieces/piece.ts";
import { type Code, code, needsOf, wordsIn } from "../pieces/text.ts";

const KEYWORDS =
  "baremodule begin break catch const continue do else elseif end export false finally for function global if " +
  "import let local macro module quote return struct true try using while in isa where type abstract mutable I " +
  "Matrix Diagonal Symmetric pi im Inf NaN";
const FUNCTIONS =
  "inv eye ones zeros div mod1 diag reshape vec kron permutedims tr det logabsdet sum length norm abs tril triu " +
  "pinv exp cholesky svdvals svd opnorm maximum max min log sqrt sin cos tan sinh cosh tanh asin acos atan erf erfc " +
  "sign hcat vcat only size eigen float";

const whole = (at: Piece | number): Code | string => (typeof at === "number" ? String(at) : alone(at));

export const JULIA: Language = {
  ...infixLanguage({
    multiply: " * ",
    hadamard: " .* ",
    quotient: " ./ ",
    power: " ^ ",
    entryPower: " .^ ",
    transpose: "'",
    spreadPlus: " .+ ",
    spreadMinus: " .- ",
  }),
  target: "julia",
  isRun: false,
  pi: "pi",
  matrixPower: (base, exponent) =>
    piece(code`${within(base, Level.ATOM)} ^ ${within(exponent, Level.ATOM)}`, Level.POWER),
  solve: (a, b) => infix(a, " \\ ", b, Level.PRODUCT),
  scalarOf: (x) => called("only", [alone(x)]),
  entrywise: (name, args) => called(typeof name === "string" ? `${name}.` : code`${name}.`, args.map(alone)),
  // brackets of numbers would read [a -b] as two
  block: (cells) =>
    called(
      "vcat",
      cells.map((row) => called("hcat", row.map(alone))),
    ),
  entry: (x, row, column) =>
    piece(code`${within(x, Level.ATOM)}[${whole(row)}, ${whole(column)}]`, Level.POSTFIX),
  indexedSum: (index, size, body) =>
    called("sum", [code`${alone(body)} for ${index} in 1:${within(size, Level.SUM)}`]),
  given: "size",
  sizeOf: (name, axis) => `size(${name}, ${axis})`,
  reserved: new Set([...`${KEYWORDS} ${FUNCTIONS}`.split(" "), ...JULIA_HELPERS.keys()]),
  shell: functionText,
};

function functionText({ name, args, documentation, sizes, body, outputs }: FunctionParts): string {
  const lines: Code[] = [];
  for (const a of args) {
    if (!a.isVector) continue;
    if (a.given) lines.push(code`${a.given} = size(${a.name})`);
    lines.push(code`${a.name} = reshape(${a.name}, :, 1)`);
  }
  for (const [left, value] of [...sizes, ...body]) lines.push(code`${left} = ${value}`);
  const results = outputs.map((o) => (o.like === undefined ? o.name : `reshape(${o.name}, ${o.like})`));
  lines.push(code`return ${results.join(", ")}`);
  const needs = needsOf(lines);
  const safe = documentation.map((line) => line.replace(/[\\$"]/g, "\\$&"));
  const helpers = helpersFor(needs, JULIA_HELPERS);
  const words = [...needs, ...helpers.flatMap(wordsIn)];
  const special = words.some((word) => word === "erf" || word === "erfc") ? "using SpecialFunctions\n" : "";
  const text = [
    ...helpers.map((helper) => `${helper}\n`),
    '"""',
    ...safe,
    '"""',
    `function ${name}(${args.map((a) => a.name).join(", ")})`,
    ...lines.map((line) => `    ${line.text}`),
    "end",
    "",
  ].join("\n");
  return `using LinearAlgebra\n${special}\n${text}`;
}
