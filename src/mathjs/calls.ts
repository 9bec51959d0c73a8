/**
 * Calls of mathjs as matgrad's text, where name or meaning differ; the others are called alike.
 *
 *     norm(X, "fro")  ─▶  norm2(X)        dotMultiply(a, b)  ─▶  (a .* b)
 */
import type { MathNode } from "mathjs";
import { UnsupportedError } from "../errors.ts";
import type { Reading } from "./fromNode.ts";

interface Call {
  readonly node: MathNode;
  readonly args: readonly MathNode[];
  readonly text: (which: number) => string;
  readonly reading: Reading;
}

export type CallOf = (call: Call) => string;

const refused = ({ node }: Call, why: string): UnsupportedError =>
  new UnsupportedError(`not supported: ${node.toString()} (${why})`);

const named =
  (name: string): CallOf =>
  ({ args, text }) =>
    `${name}(${args.map((_, i) => text(i)).join(", ")})`;
const infix =
  (operator: string): CallOf =>
  (call) => {
    if (call.args.length < 2) throw refused(call, "two operands");
    return `(${call.args.map((_, i) => call.text(i)).join(` ${operator} `)})`;
  };
/** #1 stands for the argument. */
const one =
  (template: string): CallOf =>
  (call) => {
    if (call.args.length !== 1) throw refused(call, "one argument");
    return template.replaceAll("#1", () => call.text(0));
  };

const constant = (node: MathNode | undefined): unknown => {
  if (node === undefined) return undefined;
  const { value, name } = node as unknown as { value?: unknown; name?: unknown };
  return node.type === "SymbolNode" ? name : value;
};

/** The argument under a name, which must turn out a vector: of a matrix mathjs means something else. */
function vectorOf({ node, text, reading: { statements, vectors } }: Call): string {
  const vector = `vector_${vectors.size + 1}`;
  statements.push(`${vector} = ${text(0)}`);
  vectors.set(vector, node.toString());
  return vector;
}

/** ‖x‖₂ is Euclid's for a vector and the largest singular value for a matrix, as in mathjs. */
const norm: CallOf = (call) => {
  const p = constant(call.args[1]);
  if (p === undefined || p === 2) return `(‖${call.text(0)}‖_2)`;
  if (p === "fro") return `norm2(${call.text(0)})`;
  if (p === 1) return `norm1(${vectorOf(call)})`;
  if (p === "inf" || p === "Infinity" || p === Number.POSITIVE_INFINITY) return `norm_inf(${vectorOf(call)})`;
  throw refused(call, 'the norm is none of 1, 2, "fro", Infinity');
};

/** Along a dimension what is left is a list. */
const along =
  (all: string, down: string, across: string): CallOf =>
  (call) => {
    const dimension = constant(call.args[1]);
    if (call.args.length === 1) return `${all}(${call.text(0)})`;
    if (dimension === 1) return down.replaceAll("#1", () => call.text(0));
    if (dimension === 2) return across.replaceAll("#1", () => call.text(0));
    throw refused(call, "a dimension is 1 or 2");
  };

const identity: CallOf = (call) => {
  if (call.args.length > 2) throw refused(call, "a size");
  const [rows, columns] = [call.text(0), call.args[1] ? call.text(1) : undefined];
  if (columns !== undefined && columns !== rows) throw refused(call, "an identity that is not square");
  return `eye(${rows})`;
};

/** The entries as a column or as a row, in mathjs's order: row by row. */
const reshape: CallOf = (call) => {
  const items = (call.args[1] as unknown as { items?: readonly MathNode[] } | undefined)?.items ?? [];
  const [rows, columns] = items.map((item) => item.toString());
  const entries = `vec((${call.text(0)})')`;
  if (items.length === 2 && rows === "-1" && columns === "1") return entries;
  if (items.length === 2 && rows === "1" && columns === "-1") return `(${entries})'`;
  throw refused(call, "to a column [-1, 1] or a row [1, -1] only");
};

/** concat(A, B, 1) is one above the other; without a dimension by the last one, which for matrices is the second. */
const concat: CallOf = (call) => {
  const dimension = constant(call.args.at(-1));
  if (dimension !== 1 && dimension !== 2) throw refused(call, "the dimension is 1 or 2, and is given");
  const parts = call.args.slice(0, -1).map((_, i) => call.text(i));
  return `[${parts.join(dimension === 1 ? "; " : ", ")}]`;
};

/** Of two numbers, or of all entries of a matrix; the largest modulus of a matrix is a norm. */
const extreme =
  (name: "max" | "min"): CallOf =>
  (call) => {
    const [first] = call.args;
    const of = first as unknown as { fn?: { name?: string }; args?: readonly MathNode[] } | undefined;
    const isNorm = name === "max" && call.args.length === 1 && of?.fn?.name === "abs";
    if (isNorm) return call.text(0).replace(/^abs/, "norm_inf");
    if (call.args.length > 2) throw refused(call, "of two numbers, or of a matrix");
    return named(name)(call);
  };

const subset: CallOf = (call) => {
  const index = call.args[1] as unknown as { args?: readonly MathNode[]; fn?: { name?: string } } | undefined;
  if (index?.fn?.name !== "index" || call.args.length !== 2) throw refused(call, "an index() of numbers");
  return `(${call.text(0)})[${(index.args ?? []).map((a) => a.toString()).join(", ")}]`;
};

const log: CallOf = ({ args, text }) =>
  args.length === 1 ? `log(${text(0)})` : `(log(${text(0)})/log(${text(1)}))`;

/** As functions of one entry, of matrices too; `map(X, square)` is of each. */
export const FUNCTION_OF_ENTRIES: Readonly<Record<string, (x: string) => string>> = {
  ln: (x) => `log(${x})`,
  square: (x) => `((${x}) .^ 2)`,
  cube: (x) => `((${x}) .^ 3)`,
  log2: (x) => `(log(${x})/log(2))`,
  log10: (x) => `(log(${x})/log(10))`,
  log1p: (x) => `log(1 + ${x})`,
  expm1: (x) => `(exp(${x}) - 1)`,
  asin: (x) => `arcsin(${x})`,
  acos: (x) => `arccos(${x})`,
  atan: (x) => `arctan(${x})`,
  sec: (x) => `(1 ./ cos(${x}))`,
  csc: (x) => `(1 ./ sin(${x}))`,
  cot: (x) => `(1 ./ tan(${x}))`,
  unaryMinus: (x) => `(-${x})`,
};

export const CALLS: Readonly<Record<string, CallOf>> = {
  ...Object.fromEntries(
    Object.entries(FUNCTION_OF_ENTRIES).map(([name, of]): [string, CallOf] => [
      name,
      (call) => of(call.text(0)),
    ]),
  ),
  add: infix("+"),
  subtract: infix("-"),
  multiply: infix("*"),
  divide: infix("/"),
  pow: infix("^"),
  dotMultiply: infix(".*"),
  dotDivide: infix("./"),
  dotPow: infix(".^"),
  transpose: one("(#1)'"),
  ctranspose: one("(#1)'"),
  trace: named("tr"),
  log,
  norm,
  identity,
  reshape,
  concat,
  subset,
  flatten: one("vec((#1)')"),
  sum: along("sum", "(colsum(#1))'", "rowsum(#1)"),
  mean: (call) => {
    if (call.args.length === 1) return `mean(${call.text(0)})`;
    throw refused(call, "along a dimension: a sum over the size");
  },
  lusolve: ({ text }) => `(inv(${text(0)})*(${text(1)}))`,
  pseudoinverse: named("pinv"),
  maximum: named("max"),
  minimum: named("min"),
  max: extreme("max"),
  min: extreme("min"),
  column: ({ text }) => `(${text(0)})[:, ${text(1)}]`,
  row: ({ text }) => `(${text(0)})[${text(1)}, :]`,
};
