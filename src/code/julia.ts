/**
 * Julia: operators on matrices, dots for entries; vectors are reshaped to columns.
 */
import { JULIA_HELPERS } from "./helpers/julia.ts";
import { infixLanguage } from "./infix.ts";
import { type FunctionParts, helpersIn, type Language } from "./language.ts";
import { alone, called, infix, Level, type Piece, piece, within } from "./piece.ts";

const KEYWORDS =
  "baremodule begin break catch const continue do else elseif end export false finally for function global if " +
  "import let local macro module quote return struct true try using while in isa where type abstract mutable I " +
  "Matrix Diagonal Symmetric pi im Inf NaN";
const FUNCTIONS =
  "inv eye ones zeros div mod1 diag reshape vec kron permutedims tr det logabsdet sum length norm abs tril triu " +
  "pinv exp cholesky svdvals svd opnorm maximum max min log sqrt sin cos tan sinh cosh tanh asin acos atan erf " +
  "sign hcat vcat only size eigen float";

const whole = (at: Piece | number): string => (typeof at === "number" ? String(at) : alone(at));

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
  pi: "pi",
  matrixPower: (base, exponent) =>
    piece(`${within(base, Level.ATOM)} ^ ${within(exponent, Level.ATOM)}`, Level.POWER),
  solve: (a, b) => infix(a, " \\ ", b, Level.PRODUCT),
  scalarOf: (x) => called("only", [alone(x)]),
  entrywise: (name, args) => called(`${name}.`, args.map(alone)),
  // brackets of numbers would read [a -b] as two
  block: (cells) =>
    called(
      "vcat",
      cells.map((row) => `hcat(${row.map(alone).join(", ")})`),
    ),
  entry: (x, row, column) =>
    piece(`${within(x, Level.ATOM)}[${whole(row)}, ${whole(column)}]`, Level.POSTFIX),
  indexedSum: (index, size, body) =>
    called("sum", [`${alone(body)} for ${index} in 1:${within(size, Level.SUM)}`]),
  given: "size",
  sizeOf: (name, axis) => `size(${name}, ${axis})`,
  reserved: new Set([...`${KEYWORDS} ${FUNCTIONS}`.split(" "), ...JULIA_HELPERS.keys()]),
  helpers: JULIA_HELPERS,
  shell: functionText,
};

function functionText({ name, args, documentation, sizes, body, outputs }: FunctionParts): string {
  const lines: string[] = [];
  for (const a of args) {
    if (!a.isVector) continue;
    if (a.given) lines.push(`${a.given} = size(${a.name})`);
    lines.push(`${a.name} = reshape(${a.name}, :, 1)`);
  }
  for (const [left, text] of [...sizes, ...body]) lines.push(`${left} = ${text}`);
  const results = outputs.map((o) => (o.like === undefined ? o.name : `reshape(${o.name}, ${o.like})`));
  lines.push(`return ${results.join(", ")}`);
  const safe = documentation.map((line) => line.replace(/[\\$"]/g, "\\$&"));
  const special = /\berf\b/.test(lines.join("\n")) ? "using SpecialFunctions\n" : "";
  const text = [
    ...helpersIn(lines.join("\n"), JULIA_HELPERS).map((helper) => `${helper}\n`),
    '"""',
    ...safe,
    '"""',
    `function ${name}(${args.map((a) => a.name).join(", ")})`,
    ...lines.map((line) => `    ${line}`),
    "end",
    "",
  ].join("\n");
  return `using LinearAlgebra\n${special}\n${text}`;
}
