/**
 * A node of mathjs ─▶ statements in matgrad's text.
 *
 *     r = X * w - y; norm(r)^2  ─▶  r = ((X*w)-y)⏎(‖r‖_2)^2
 *
 * What means something else in mathjs is written as what it means there: norm(X) of a matrix is its largest singular
 * value, sum(X, 1) a vector, [1, 2] a vector. What matgrad has no word for is refused.
 */
import type { MathNode } from "mathjs";
import { UnsupportedError } from "../errors.ts";
import { CALLS, type CallOf, FUNCTION_OF_ENTRIES } from "./calls.ts";

/** What the translation must know and tell besides the text. */
export interface Reading {
  /** Definitions that stand before the formula: those of the node, and vectors whose norms are taken. */
  readonly statements: string[];
  /** Names of values that must be vectors, with what is asked of them. */
  readonly vectors: Map<string, string>;
  /** Is it declared or defined, and no constant? */
  isVariable(name: string): boolean;
  /** size(X)[k] of a variable. */
  sizeOf(name: string, axis: number): string;
  /** What a variable of a function on entries stands for. */
  readonly bound: ReadonlyMap<string, string>;
}

interface Fields {
  readonly name?: unknown;
  readonly fn?: unknown;
  readonly args?: readonly MathNode[];
  readonly content?: MathNode;
  readonly items?: readonly MathNode[];
  readonly value?: unknown;
  readonly object?: MathNode;
  readonly index?: MathNode | null;
  readonly dimensions?: readonly MathNode[];
  readonly start?: MathNode;
  readonly end?: MathNode;
  readonly step?: MathNode | null;
  readonly blocks?: readonly { readonly node: MathNode }[];
  readonly params?: readonly string[];
  readonly expr?: MathNode;
}

export const fieldsOf = (node: MathNode): Fields => node as unknown as Fields;

const unsupported = (node: MathNode, why?: string): UnsupportedError =>
  new UnsupportedError(`not supported: ${node.toString()}${why === undefined ? "" : ` (${why})`}`);

/** The statements of a whole: definitions, and last the formula. */
export function statementsOf(node: MathNode, reading: Reading): void {
  const { blocks, object, index, value, name, params, expr } = fieldsOf(node);
  switch (node.type) {
    case "BlockNode":
      for (const block of blocks ?? []) statementsOf(block.node, reading);
      return;
    case "AssignmentNode": {
      const target = object && fieldsOf(object).name;
      if (typeof target !== "string" || index) throw unsupported(node, "an assignment to a part");
      reading.statements.push(`${target} = ${textOf(value as MathNode, reading)}`);
      return;
    }
    case "FunctionAssignmentNode":
      reading.statements.push(`${name}(${params?.join(", ")}) = ${textOf(expr as MathNode, reading)}`);
      return;
    default:
      reading.statements.push(textOf(node, reading));
  }
}

const INFIX: Readonly<Record<string, string>> = {
  ...{ add: "+", subtract: "-", multiply: "*", divide: "/", dotMultiply: ".*", dotDivide: "./" },
  ...{ pow: "^", dotPow: ".^" },
};

/** A formula, in brackets unless it is a name, a number or a call. */
function textOf(node: MathNode, reading: Reading): string {
  const { args = [], content, items, value, object, index, fn } = fieldsOf(node);
  switch (node.type) {
    case "ParenthesisNode":
      return textOf(content as MathNode, reading);
    case "ConstantNode":
      if (typeof value === "number" && Number.isFinite(value)) return numberText(value);
      throw unsupported(node, "no finite number");
    case "SymbolNode":
      return symbolText(node, reading);
    case "OperatorNode": {
      const operator = INFIX[fn as string];
      const parts = args.map((a) => textOf(a, reading));
      if (operator !== undefined)
        return `(${parts.join(operator.startsWith(".") ? ` ${operator} ` : operator)})`;
      if (fn === "unaryMinus") return `(-${parts[0]})`;
      if (fn === "unaryPlus") return parts[0] as string;
      if (fn === "transpose" || fn === "ctranspose") return `(${parts[0]})'`;
      throw unsupported(node, "its operator is none of + - * / ^ .* ./ .^ '");
    }
    case "ArrayNode":
      return arrayText(items ?? [], node, reading);
    case "AccessorNode":
      return accessText(object as MathNode, index as MathNode, node, reading);
    case "FunctionNode":
      return callText(node, reading);
    default:
      throw unsupported(node, node.type);
  }
}

const numberText = (value: number): string => (value < 0 ? `(${value})` : String(value));

const CONSTANTS: Readonly<Record<string, string>> = {
  pi: "π",
  PI: "π",
  e: "exp(1)",
  E: "exp(1)",
  tau: "(2*π)",
};

const REFUSED: ReadonlySet<string> = new Set("i phi Infinity NaN true false null undefined".split(" "));

function symbolText(node: MathNode, reading: Reading): string {
  const { name } = fieldsOf(node) as { name: string };
  if (REFUSED.has(name) && !reading.bound.has(name) && !reading.isVariable(name)) {
    throw unsupported(node, "a constant of mathjs; a variable of that name needs a type");
  }
  return reading.bound.get(name) ?? (reading.isVariable(name) ? name : (CONSTANTS[name] ?? name));
}

/** [a, b] is a vector, [a, b; c, d] a matrix. */
function arrayText(items: readonly MathNode[], node: MathNode, reading: Reading): string {
  if (items.length === 0) throw unsupported(node, "no entries");
  const isArray = (item: MathNode) => item.type === "ArrayNode";
  if (!items.some(isArray)) return `[${items.map((i) => textOf(i, reading)).join("; ")}]`;
  if (!items.every(isArray)) throw unsupported(node, "rows and numbers side by side");
  const rows = items.map((row) => fieldsOf(row).items ?? []);
  if (rows.flat().some(isArray)) throw unsupported(node, "more than two indices");
  return `[${rows.map((row) => row.map((c) => textOf(c, reading)).join(", ")).join("; ")}]`;
}

/** X[1, 2], x[1], X[1, :] (a vector), X[1:2, :]; size(X)[1]. */
function accessText(object: MathNode, index: MathNode, node: MathNode, reading: Reading): string {
  const { dimensions = [] } = fieldsOf(index);
  const { name, args = [], fn } = fieldsOf(object);
  const called = object.type === "FunctionNode" ? (name ?? (fn && fieldsOf(fn as MathNode).name)) : undefined;
  if (called === "size") {
    const [of, axis] = [args[0] && fieldsOf(args[0]).name, dimensions[0] && fieldsOf(dimensions[0]).value];
    if (typeof of !== "string" || typeof axis !== "number")
      throw unsupported(node, "the size of no variable");
    return reading.sizeOf(of, axis);
  }
  const places = dimensions.map((d) => placeText(d, node, reading));
  const text = `(${textOf(object, reading)})[${places.map((p) => p.text).join(", ")}]`;
  // of a matrix one row is a list
  return places.length === 2 && places[0]?.isNumber && !places[1]?.isNumber ? `(${text})'` : text;
}

function placeText(place: MathNode, node: MathNode, reading: Reading) {
  if (place.type !== "RangeNode") return { text: textOf(place, reading), isNumber: true };
  const { start, end, step } = fieldsOf(place);
  if (step) throw unsupported(node, "a range with steps");
  const isEnd = end && fieldsOf(end).name === "end";
  const from = textOf(start as MathNode, reading);
  if (isEnd && from === "1") return { text: ":", isNumber: false };
  if (isEnd) throw unsupported(node, "a range to an end that is not told");
  return { text: `${from}:${textOf(end as MathNode, reading)}`, isNumber: false };
}

function callText(node: MathNode, reading: Reading): string {
  const { fn, args = [] } = fieldsOf(node);
  const name = typeof fn === "string" ? fn : ((fn && fieldsOf(fn as MathNode).name) as string);
  if (name === "map") return mapText(args, node, reading);
  if (name === "sum" && args[0]?.type === "FunctionNode" && args.length === 1) {
    const over = indexedSum(args[0], reading);
    if (over !== undefined) return over;
  }
  const call: CallOf | undefined = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call) return call({ node, args, text: (i) => textOf(args[i] as MathNode, reading), reading });
  return `${name}(${args.map((a) => textOf(a, reading)).join(", ")})`;
}

/** map(X, exp) and map(X, f(x) = x^2 + 1) act on each entry. */
function mapText(args: readonly MathNode[], node: MathNode, reading: Reading): string {
  const [of, f] = args;
  if (!of || !f || args.length !== 2) throw unsupported(node, "one matrix and one function");
  const { name, params = [], expr } = fieldsOf(f);
  const x = textOf(of, reading);
  if (f.type === "SymbolNode") {
    const own = FUNCTION_OF_ENTRIES[name as string];
    return own ? own(x) : `${name}(${x})`;
  }
  if (f.type !== "FunctionAssignmentNode" || params.length !== 1)
    throw unsupported(node, "no function of one entry");
  return entrywise(expr as MathNode, {
    ...reading,
    bound: new Map([...reading.bound, [params[0] as string, x]]),
  });
}

/** A formula of an entry as one of all entries. */
function entrywise(node: MathNode, reading: Reading): string {
  const { args = [], content, fn } = fieldsOf(node);
  const dotted: Readonly<Record<string, string>> = { multiply: ".*", divide: "./", pow: ".^" };
  const holdsEntry = (n: MathNode): boolean =>
    n.filter((m) => m.type === "SymbolNode" && reading.bound.has(fieldsOf(m).name as string)).length > 0;
  if (!holdsEntry(node)) return textOf(node, reading);
  if (node.type === "ParenthesisNode") return entrywise(content as MathNode, reading);
  if (node.type === "SymbolNode") return textOf(node, reading);
  if (node.type === "OperatorNode" && (INFIX[fn as string] || fn === "unaryMinus")) {
    const parts = args.map((a) => entrywise(a, reading));
    if (fn === "unaryMinus") return `(-${parts[0]})`;
    if (fn === "pow" && holdsEntry(args[1] as MathNode)) throw unsupported(node, "an entry in an exponent");
    const both = args.every(holdsEntry);
    const plain = fn === "multiply" && !both;
    return `(${parts.join(plain ? " * " : ` ${dotted[fn as string] ?? INFIX[fn as string]} `)})`;
  }
  const name = typeof fn === "string" ? fn : fn && (fieldsOf(fn as MathNode).name as string);
  if (node.type === "FunctionNode" && args.length === 1 && typeof name === "string") {
    const x = entrywise(args[0] as MathNode, reading);
    const own = FUNCTION_OF_ENTRIES[name];
    return own ? own(x) : `${name}(${x})`;
  }
  throw unsupported(node, "no formula of one entry");
}

/** sum(map(1:n, f(k) = …)) is a sum over an index. */
function indexedSum(node: MathNode, reading: Reading): string | undefined {
  const { fn, args = [] } = fieldsOf(node);
  const [range, f] = args;
  const name = typeof fn === "string" ? fn : fn && fieldsOf(fn as MathNode).name;
  if (name !== "map" || range?.type !== "RangeNode" || f?.type !== "FunctionAssignmentNode") return undefined;
  const { start, end, step } = fieldsOf(range);
  const { params = [], expr } = fieldsOf(f);
  if (step || params.length !== 1) throw unsupported(node, "a sum over one index without steps");
  const [from, to] = [start, end].map((n) => textOf(n as MathNode, reading));
  return `(sum_(${params[0]}=${from})^{${to}} (${textOf(expr as MathNode, reading)}))`;
}
