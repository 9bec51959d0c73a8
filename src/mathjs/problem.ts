/**
 * An expression of mathjs with the types of its variables ─▶ a problem of matgrad.
 *
 *     "norm(X * w - y)^2", { X: "n x d" }  ─▶  X : n x d⏎(‖((X*w)-y)‖_2)^2
 */
import type { MathNode } from "mathjs";
import { ArgumentError, UnknownNameError, UnsupportedError } from "../errors.ts";
import { freshStore, isVector, shapeText } from "../expression/expr.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { type ParsedProblem, parse, statementsBy } from "../library/parse.ts";
import { type Elaborated, elaborate } from "../shapes/elaborate.ts";
import { parseType } from "../syntax/parse.ts";
import { fieldsOf, statementsOf } from "./fromNode.ts";
import type { VectorForm } from "./laid.ts";

/**
 * Sizes as mathjs has them, `[3, 2]`, `[3]`, `[3, 1]` for a column, `[]` for a number; or a type in matgrad's words:
 * "n x d", "vector n", "symmetric n", "scalar".
 */
export type MathTypes = Readonly<Record<string, readonly number[] | string>>;

interface MathProblem {
  readonly problem: ParsedProblem;
  readonly elaborated: Elaborated;
  readonly forms: ReadonlyMap<string, VectorForm>;
}

/** The type in matgrad's words. */
export function typeText(name: string, type: unknown): string {
  if (typeof type === "string") return type;
  if (!Array.isArray(type) || type.some((size) => !Number.isInteger(size) || size < 1) || type.length > 2) {
    throw new ArgumentError(
      `the type of ${name} is ${JSON.stringify(type)}`,
      undefined,
      'it is a list of at most two sizes, [3, 2], or words such as "n x d", "vector n", "symmetric n"',
    );
  }
  if (type.length === 0) return "scalar";
  return type.length === 1 || type[1] === 1 ? `vector ${type[0]}` : `matrix ${type[0]} ${type[1]}`;
}

/** The sizes in a type, as text. */
function sizesIn(type: string): readonly string[] {
  return parseType(type, { functionNames: FUNCTION_NAMES }).sizes.map(({ span }) =>
    type.slice(span.start, span.end),
  );
}

const isList = (type: unknown): boolean => Array.isArray(type) && type.length === 1;

/** Names that are assigned or given to a function in the node itself. */
function namesIn(node: MathNode): { readonly free: Set<string>; readonly defined: Set<string> } {
  const [free, defined] = [new Set<string>(), new Set<string>()];
  node.traverse((part, path, parent) => {
    const { name, object, params } = fieldsOf(part);
    if (part.type === "AssignmentNode") defined.add(fieldsOf(object as MathNode).name as string);
    if (part.type === "FunctionAssignmentNode")
      for (const p of [name as string, ...(params ?? [])]) defined.add(p);
    const isFunction = parent?.type === "FunctionNode" && (path === "fn" || fieldsOf(parent).fn === part);
    if (part.type === "SymbolNode" && !isFunction) free.add(name as string);
  });
  for (const name of defined) free.delete(name);
  return { free, defined };
}

/** @throws UnsupportedError for what matgrad has no word for; the errors of reading and of shapes */
export function problemOf(node: MathNode, types: MathTypes): MathProblem {
  const { free, defined } = namesIn(node);
  const declared = new Map(
    Object.entries(types).map(([name, type]) => [name, typeText(name, type)] as const),
  );
  const statements: string[] = [];
  const vectors = new Map<string, string>();
  const measured = new Set<string>();
  statementsOf(node, {
    ...{ statements, vectors, bound: new Map() },
    isVariable: (name) => declared.has(name) || defined.has(name),
    sizeOf(name, axis) {
      const type = declared.get(name);
      const sizes = type === undefined ? undefined : sizesIn(type);
      const size = sizes?.[axis - 1] ?? sizes?.[0];
      if (size !== undefined) return size;
      measured.add(name);
      return `${axis === 1 ? "rows" : "columns"}_${name}`;
    },
  });
  for (const name of measured) {
    const isMatrix = /^\p{Lu}/u.test(name) || statements.some((s) => s.includes(`columns_${name}`));
    declared.set(name, isMatrix ? `matrix rows_${name} columns_${name}` : `vector rows_${name}`);
  }
  const used = [...declared].filter(([name]) => free.has(name));
  const text = [...used.map(([name, type]) => `${name} : ${type}`), ...statements].join("\n");
  const problem = parse(text);
  freshStore();
  const elaborated = elaborate(statementsBy(problem), { functions: problem.functions });
  requireVectors(elaborated, vectors);
  requireNames(free, elaborated);
  requireConvention(elaborated);
  const lists = used.filter(([name]) => isList(types[name])).map(([name]) => [name, "list"] as const);
  return { problem, elaborated, forms: new Map<string, VectorForm>(lists) };
}

function requireVectors({ definitions }: Elaborated, vectors: ReadonlyMap<string, string>): void {
  for (const { name, value } of definitions) {
    const asked = vectors.get(name);
    if (asked === undefined || isVector(value)) continue;
    throw new UnsupportedError(
      `not supported: ${asked}, as its argument is ${shapeText(value.shape)} and no vector`,
    );
  }
}

/** Constants of mathjs, and sizes that stand as numbers. */
const CONSTANTS: ReadonlySet<string> = new Set(["pi", "PI", "e", "E", "tau", "end"]);

/** I is the identity to matgrad and e_1 a unit vector, unless something declares them. */
function requireNames(free: ReadonlySet<string>, { variables, sizeNames }: Elaborated): void {
  for (const name of free) {
    if (CONSTANTS.has(name) || variables.has(name) || sizeNames.has(name) || FUNCTION_NAMES.has(name))
      continue;
    if ([...variables.keys()].some((v) => v.normalize("NFC") === name.normalize("NFC"))) continue;
    throw new UnknownNameError(
      `matgrad reads ${name} as something else than a variable`,
      undefined,
      `give its type: { ${name}: "scalar" }, { ${name}: "vector n" } or { ${name}: "matrix m n" }`,
    );
  }
}

/** A / B divides by a scalar B, and by a matrix in mathjs: which is meant must be told. */
function requireConvention({ choices }: Elaborated): void {
  for (const choice of choices) {
    if (choice.kind !== "scalar" || !/^\p{Lu}/u.test(choice.name)) continue;
    throw new UnknownNameError(
      `${choice.name} can only be a scalar here, and capitals stand for matrices`,
      undefined,
      `give its type: { ${choice.name}: "scalar" }`,
    );
  }
}
