/**
 * A target of this test's own, in one file: Python without any library, a matrix as a list of rows.
 *
 * What it says nothing of is written by the definition of its entries (tr, kron, vec, softmax, …).
 */

import { scalarOperators } from "../../src/code/pieces/infix.ts";
import { helpersFor, type Language, type Runner, words } from "../../src/code/pieces/language.ts";
import { alone, called, infix, type Piece, piece, within } from "../../src/code/pieces/piece.ts";
import { code, joined, needsOf, own } from "../../src/code/pieces/text.ts";
import { Level } from "../../src/print/part.ts";

const HELPERS = {
  transpose: "def transpose(a): return [list(column) for column in zip(*a)]",
  multiply:
    "def multiply(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in transpose(b)] for r in a]",
  each: "def each(f, *ms): return [[f(*xs) for xs in zip(*rows)] for rows in zip(*ms)]",
  add: "def add(a, b): return each(lambda x, y: x + y, a, b)",
  hadamard: "def hadamard(a, b): return each(lambda x, y: x * y, a, b)",
  quotient: "def quotient(a, b): return each(lambda x, y: x / y, a, b)",
  scale: "def scale(s, a): return each(lambda x: s * x, a)",
  block: "def block(rows): return [sum(parts, []) for row in rows for parts in zip(*map(as_rows, row))]",
  as_rows: "def as_rows(x): return x if isinstance(x, list) else [[x]]",
  matrix_power:
    "def matrix_power(a, k): return a if k == 1 else multiply(a, matrix_power(a, k - 1)) if k > 0 else identity(len(a))",
  identity: "def identity(n): return [[float(i == j) for j in range(n)] for i in range(n)]",
  tril: "def tril(a): return [[x if i >= j else 0.0 for j, x in enumerate(row)] for i, row in enumerate(a)]",
  triu: "def triu(a): return transpose(tril(transpose(a)))",
  sum_over: `def sum_over(terms):
    total, *rest = terms
    for term in rest: total = add(total, term) if isinstance(total, list) else total + term
    return total`,
  step: "def step(x): return float(x > 0)",
  sign: "def sign(x): return (x > 0) - (x < 0)",
  sigmoid: "def sigmoid(x): return 1 / (1 + exp(-x))",
  softplus: "def softplus(x): return log(1 + exp(x))",
  relu: "def relu(x): return max(x, 0.0)",
};

const runner: Runner = {
  programs: ["python3"],
  probes: [["--version"]],
  args: [
    "-c",
    `
import json, sys
for line in sys.stdin:
    job = json.loads(line)
    try:
        scope = {}
        exec(job["code"], scope)
        results = scope[job["name"]](*map(json.loads, job["args"]))
        flat = lambda r: [x for row in r for x in row] if isinstance(r, list) else [r]
        shape = lambda r: [len(r), len(r[0])] if isinstance(r, list) else []
        print(json.dumps([{"shape": shape(r), "data": [float(x) for x in flat(r)]} for r in results]))
    except Exception as error:
        print(json.dumps(repr(error)))`,
  ],
};

const both = (name: string) => (a: Piece, b: Piece) => called(name, [alone(a), alone(b)]);
const scalar = (operator: string) => (a: Piece, b: Piece) => infix(a, operator, b, Level.PRODUCT);
const place = (at: Piece | number) => (typeof at === "number" ? `${at - 1}` : code`${alone(at)} - 1`);
const power = (base: Piece, exponent: Piece): Piece =>
  piece(code`${within(base, Level.POSTFIX)} ** ${within(exponent, Level.ATOM)}`, Level.POWER);
const minus = (x: Piece): Piece => called("scale", ["-1", alone(x)]);

export const LISTS: Language<"lists"> = {
  ...scalarOperators,
  target: "lists",
  title: "Python without libraries",
  extension: "py",
  helpers: HELPERS,
  functions: {
    ...{ delta: "float(#1! == #2!)", quotient: "((#1! - 1) // #m! + 1)", remainder: "((#1! - 1) % #m! + 1)" },
    ...{ step: "step", abs: "abs", max: "max", min: "min" },
  },
  without: words(
    "inv pinv det logdet adj expm expm_frechet sqrtm cholesky eigval eigvec polar leftsingular rightsingular mean " +
      "rowsum colsum largest onehot_max smallest onehot_min norm_nuclear norm_spectral norm_inf peak gelu " +
      "toeplitzpart toeplitzsums circulantpart circulantsums hankelpart hankelsums skewhankelpart skewhankelsums",
  ),
  pi: "pi",
  runner,
  transpose: (x) => called("transpose", [alone(x)]),
  multiply: both("multiply"),
  // no inverse, so none is solved with
  solve: both("solve"),
  scalarOf: (x) => piece(code`${within(x, Level.POSTFIX)}[0][0]`, Level.POSTFIX),
  hadamard: both("hadamard"),
  quotient: both("quotient"),
  entryPower: (base, exponent) =>
    called("each", [code`lambda x: ${power(piece("x"), exponent)}`, alone(base)]),
  scalarPower: power,
  matrixPower: both("matrix_power"),
  scale: both("scale"),
  divide: (x, by) => called("scale", [alone(infix(piece("1"), " / ", by, Level.PRODUCT)), alone(x)]),
  negate: (x) => (x.negative ? { ...x, negative: false } : minus(x)),
  add: both("add"),
  replicates: false,
  entrywise: (name, args) => called("each", [own(name), ...args.map(alone)]),
  block: (cells) =>
    called("block", [
      code`[${joined(
        cells.map((row) => code`[${joined(row.map(alone), ", ")}]`),
        ", ",
      )}]`,
    ]),
  entry: (x, row, column) =>
    piece(code`${within(x, Level.POSTFIX)}[${place(row)}][${place(column)}]`, Level.POSTFIX),
  entries: ([i, j], [m, n], body) =>
    piece(
      code`[[${alone(body)} for ${j} in range(1, ${alone(n)} + 1)] for ${i} in range(1, ${alone(m)} + 1)]`,
    ),
  indexedSum: (index, size, body) =>
    called("sum_over", [code`${alone(body)} for ${index} in range(1, ${alone(size)} + 1)`]),
  vectors: "Vectors are columns.",
  given: "given",
  sizeOf: (name, axis) => (axis === 1 ? `len(${name})` : `len(${name}[0])`),
  reserved: words(
    "def return for in lambda if else and or not is sum range len list zip map float x y exp log sqrt sin cos tan " +
      "sinh cosh tanh asin acos atan erf erfc pi e",
  ),
  scalars: {
    hadamard: scalar(" * "),
    quotient: scalar(" / "),
    scale: scalar(" * "),
    divide: scalarOperators.divide,
    negate: (x) => ({ ...x, negative: !x.negative }),
    add: (a, b) => infix(a, " + ", b, Level.SUM),
    entryPower: power,
  },
  shell: ({ name, args, documentation, sizes, body, outputs }, helpers) => {
    const lines = [...sizes, ...body].map(([left, value]) => code`    ${left} = ${value}`);
    return [
      "from math import *",
      ...helpersFor(needsOf(lines), helpers),
      `def ${name}(${args.map((a) => a.name).join(", ")}):`,
      ...documentation.map((line) => `    # ${line}`.trimEnd()),
      ...lines.map(({ text }) => text),
      `    return [${outputs.map((o) => o.name).join(", ")}]\n`,
    ].join("\n");
  },
};
