/**
 * JavaScript: plain arrays of rows, calls for what is done with matrices; nothing is imported.
 */
import { Level } from "../../print/part.ts";
import { added, scalarOperators } from "../pieces/infix.ts";
import { type FunctionParts, helpersFor, type Language, words } from "../pieces/language.ts";
import { alone, called, infix, type Piece, piece, within } from "../pieces/piece.ts";
import { type Code, code, joined, needsOf, own } from "../pieces/text.ts";
import { JS_HELPERS, jsPattern } from "./jsHelpers.ts";

const KEYWORDS =
  "arguments await break case catch class const continue debugger default delete do else enum eval export " +
  "extends false finally for function if implements import in instanceof interface let new null package private " +
  "protected public return static super switch this throw true try typeof undefined var void while with yield " +
  "Math Number Array Object NaN Infinity undefined entry";

const place = (at: Piece | number): Code | string =>
  typeof at === "number" ? String(at - 1) : code`${within(at, Level.SUM)} - 1`;

const scalar = (operator: string) => (a: Piece, b: Piece) => infix(a, operator, b, Level.PRODUCT);
const raised = (base: Piece, exponent: Piece): Piece =>
  piece(code`${within(base, Level.POSTFIX)} ** ${within(exponent, Level.ATOM)}`, Level.POWER);
const both =
  (name: string) =>
  (a: Piece, b: Piece): Piece =>
    called(name, [alone(a), alone(b)]);

/** −A; the sign goes into a factor that is there already and no sum or power. */
const negatedMatrix = (matrix: Code): Code =>
  /^scale\(\d(?:[\w. /]| \* )*,/.test(matrix.text)
    ? { ...matrix, text: matrix.text.replace("(", "(-") }
    : called("scale", ["-1", matrix]);

const DRIVER = `
import { readFileSync } from "node:fs";
const sine = (k) => (x) => Math.sin(x + (k * Math.PI) / 2);
const shape = (x) => (Array.isArray(x) ? [x.length, ...(x.length > 0 ? shape(x[0]) : [])] : []);
const entries = (x) => (Array.isArray(x) ? x.flatMap(entries) : [x]);
for (const line of readFileSync(0, "utf8").split("\\n").filter(Boolean)) {
  const { code, name, args } = JSON.parse(line);
  try {
    const module = await import("data:text/javascript," + encodeURIComponent(code));
    const given = args.map((a) => JSON.parse(a)).map((a) => (a.sine === undefined ? a : sine(a.sine)));
    const all = module[name](...given).map((x) => \`{"shape":[\${shape(x)}],"data":[\${entries(x)}]}\`);
    console.log(\`[\${all}]\`);
  } catch (error) {
    console.log(JSON.stringify(String(error)));
  }
}`;

export const JS: Language<"js"> = {
  ...scalarOperators,
  target: "js",
  title: "JavaScript",
  extension: "js",
  helpers: JS_HELPERS,
  pattern: jsPattern,
  runner: {
    programs: ["node"],
    probes: [["--version"]],
    args: ["--input-type=module", "--eval", DRIVER],
  },
  functionName: "valueAndGradients",
  pi: "Math.PI",
  transpose: (x) => called("transpose", [alone(x)]),
  multiply: both("multiply"),
  solve: both("solve"),
  scalarOf: (x) => piece(code`${within(x, Level.POSTFIX)}[0][0]`, Level.POSTFIX),
  hadamard: both("hadamard"),
  quotient: both("quotient"),
  entryPower: (base, exponent) =>
    called("map", [alone(base), code`(entry) => ${alone(raised(piece("entry"), exponent))}`]),
  scalarPower: raised,
  matrixPower: both("matrixPower"),
  scale: both("scale"),
  divide: (x, by) => called("scale", [alone(infix(piece("1"), " / ", by, Level.PRODUCT)), alone(x)]),
  negate: (x) => ({ ...x, negative: !x.negative, minus: negatedMatrix }),
  add: (a, b) => (b.negative ? both("subtract")(a, { ...b, negative: false }) : both("add")(a, b)),
  replicates: false,
  entrywise: (name, args) => called(args.length === 1 ? "map" : "zip", [...args.map(alone), own(name)]),
  block: (cells) => {
    const rows = cells.map((row) => code`[${joined(row.map(alone), ", ")}]`);
    return called("block", [code`[${joined(rows, ", ")}]`]);
  },
  entry: (x, row, column) =>
    piece(code`${within(x, Level.POSTFIX)}[${place(row)}][${place(column)}]`, Level.POSTFIX),
  indexedSum: (index, size, body) => called("sumOver", [alone(size), code`(${index}) => ${alone(body)}`]),
  given: "given",
  sizeOf: (name, axis) => (axis === 1 ? `${name}.length` : `${name}[0].length`),
  reserved: words(KEYWORDS),
  shell: functionText,
  scalars: {
    hadamard: scalar(" * "),
    quotient: scalar(" / "),
    scale: scalar(" * "),
    divide: scalarOperators.divide,
    negate: (x) => ({ ...x, negative: !x.negative }),
    add: (a, b) => added(a, b, " + ", " - "),
    entrywise: (name, args) => called(name, args.map(alone)),
    entryPower: raised,
  },
};

function functionText(
  { name, args, documentation, sizes, body, outputs }: FunctionParts,
  helpers: ReadonlyMap<string, string>,
): string {
  const safe = documentation.map((line) => line.replaceAll("*/", "* /"));
  const vectors = args.filter((a) => a.isVector);
  const lines: Code[] = [];
  for (const { name: vector, given } of vectors) {
    if (given) lines.push(code`const ${given} = ${vector};`);
    lines.push(code`${vector} = ${called("column", [vector])};`);
  }
  for (const [left, value] of [...sizes, ...body]) lines.push(code`const ${left} = ${value};`);
  const results = outputs.map((o) => (o.like === undefined ? o.name : called("likeGiven", [o.name, o.like])));
  lines.push(code`return [${joined(results, ", ")}];`);
  return [
    ...helpersFor(needsOf(lines), helpers).map((helper) => `${helper}\n`),
    "/**",
    ...safe.map((line) => ` * ${line}`.trimEnd()),
    " */",
    `export function ${name}(${args.map((a) => a.name).join(", ")}) {`,
    ...lines.map(({ text }) => `  ${text}`),
    "}",
    "",
  ].join("\n");
}
