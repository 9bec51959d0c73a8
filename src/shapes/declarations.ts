/**
 * What a name stands for: from its declaration, or by convention where nothing declares it.
 *
 *     X : m x k  ─▶  matrix m×k          S : symmetric n  ─▶  n×n, Sᵀ = S
 */
import { ShapeError } from "../errors.ts";
import {
  addSizes,
  constantSize,
  type Dimension,
  multiplySizes,
  sizeNames,
  sizeOf,
  UNIT,
} from "../expression/dimension.ts";
import { SCALAR, type Shape, type Structure, shapeOf, shapeText } from "../expression/expr.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { isOfSquares, structureNamed, structuresNamed } from "../structures.ts";
import type { Role } from "../syntax/known.ts";
import type { Syntax, TypeSyntax } from "../syntax/tree.ts";

/** The declared type of a variable, or of an unknown function. */
export type DeclaredType =
  | { readonly kind: "variable"; readonly shape: Shape; readonly structure: Structure | undefined }
  | { readonly kind: "elementwise-function" }
  | { readonly kind: "function"; readonly argument: Shape; readonly result: Shape };

/** A size written as an expression of names and whole numbers: `n+1`, `m*n`. */
export function sizeFrom(syntax: Syntax): Dimension {
  switch (syntax.kind) {
    case "number":
      if (/^\d+$/.test(syntax.text)) return sizeOf(Number(syntax.text));
      break;
    case "name":
      return sizeOf(syntax.name);
    case "sum":
      return syntax.terms.reduce(
        (total, { sign, term }) => addSizes(total, sizeFrom(term), sign === "+" ? 1 : -1),
        sizeOf(0),
      );
    case "product":
      if (syntax.factors.every(({ operator }) => operator === "*" || operator === "juxtaposed")) {
        return syntax.factors.reduce((total, { factor }) => multiplySizes(total, sizeFrom(factor)), UNIT);
      }
      break;
    case "power":
      if (syntax.exponent.kind === "number" && /^[2-9]$/.test(syntax.exponent.text)) {
        const factor = sizeFrom(syntax.base);
        return Array.from({ length: Number(syntax.exponent.text) }, () => factor).reduce(multiplySizes, UNIT);
      }
      break;
    default:
      break;
  }
  throw new ShapeError("a size is a whole number, a name, or a sum or product of them", syntax.span);
}

/** A size that something can have. */
export function positiveSize(syntax: Syntax): Dimension {
  const size = sizeFrom(syntax);
  const constant = constantSize(size);
  if (constant !== undefined && constant < 1) {
    throw new ShapeError(`a size is at least 1, and this one is ${constant}`, syntax.span);
  }
  return size;
}

const isOfMatrices = (word: string): boolean => isOfSquares(structureNamed(word));

function variableShape(type: TypeSyntax): Shape {
  const sizes = type.sizes.map(positiveSize);
  const [first, second] = sizes;
  const has = (word: string): boolean => type.words.includes(word);
  const structured = type.words.find(isOfMatrices);
  const expected = has("scalar")
    ? 0
    : has("vector")
      ? 1
      : structured !== undefined
        ? undefined
        : has("matrix")
          ? 2
          : undefined;
  if (expected !== undefined && sizes.length !== expected) {
    const name = has("scalar") ? "scalar" : has("vector") ? "vector" : "matrix";
    const wanted = ["no size", "one size", "two sizes"][expected];
    const here = sizes.length === 1 ? "is 1" : `are ${sizes.length}`;
    throw new ShapeError(`a ${name} has ${wanted}, and here ${here}`, type.span);
  }
  if (!first && structured !== undefined)
    throw new ShapeError(
      `a ${structured} matrix has a size, and here is none`,
      type.span,
      `write ${structured} n`,
    );
  if (!first) return SCALAR;
  if (structured !== undefined) {
    if (second && second !== first) {
      throw new ShapeError(
        `a ${structured} matrix is square, and this one is ${first.key}×${second.key}`,
        type.span,
      );
    }
    return shapeOf(first, first);
  }
  return shapeOf(first, second ?? UNIT);
}

export function declaredType(type: TypeSyntax): DeclaredType {
  if (type.words.includes("function")) {
    if (type.sizes.length === 0 && !type.result) return { kind: "elementwise-function" };
    const argument = variableShape({ ...type, words: [], result: undefined });
    return { kind: "function", argument, result: type.result ? variableShape(type.result) : SCALAR };
  }
  const named = type.words.filter((word) => structureNamed(word) !== undefined);
  const [structure, other] = structuresNamed(named) ?? [];
  if (other)
    throw new ShapeError(`it can be declared as one of ${structure} and ${other}, not as both`, type.span);
  return { kind: "variable", shape: variableShape(type), structure };
}

const rolesOf = (types: ReadonlyMap<string, DeclaredType>): Map<string, Role | undefined> =>
  new Map(
    [...types].flatMap(([name, type]) => (type.kind === "variable" ? [[name, roleOf(type.shape)]] : [])),
  );

const sizesOf = (type: DeclaredType): string[] => {
  const shapes =
    type.kind === "variable" ? [type.shape] : type.kind === "function" ? [type.argument, type.result] : [];
  return shapes.flatMap(({ rows, cols }) => [rows, cols]).flatMap(sizeNames);
};

/** How a text is read beside types and names from outside: its functions, variables and sizes. */
export function readingOf(
  types: ReadonlyMap<string, DeclaredType>,
  names: Iterable<string> = [],
): {
  readonly functionNames: ReadonlySet<string>;
  readonly functions: readonly string[];
  readonly variables: ReadonlyMap<string, Role | undefined>;
  readonly sizes: readonly string[];
} {
  const functions = [...types].flatMap(([name, type]) => (type.kind === "variable" ? [] : [name]));
  const others = [...names].filter((name) => !types.has(name));
  return {
    functionNames: FUNCTION_NAMES,
    functions,
    variables: new Map([...others.map((name) => [name, undefined] as const), ...rolesOf(types)]),
    sizes: [...types.values()].flatMap(sizesOf),
  };
}

export function roleOf({ rows, cols }: Shape): VariableKind {
  if (cols !== UNIT) return "matrix";
  return rows === UNIT ? "scalar" : "vector";
}

/** A declared type in words, for messages. */
export function typeText(type: DeclaredType): string {
  if (type.kind === "elementwise-function") return "a function of each entry";
  if (type.kind === "function") return `a function ${shapeText(type.argument)} → ${shapeText(type.result)}`;
  return type.structure ? `${type.structure} ${shapeText(type.shape)}` : shapeText(type.shape);
}

export type VariableKind = "scalar" | "vector" | "matrix";

const GREEK_NAMES = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau " +
    "upsilon phi chi psi omega"
  ).split(" "),
);

/** Capitals are matrices, lower case Latin vectors, lower case Greek (λ or lambda) scalars. */
export function conventionalKind(name: string): VariableKind {
  const [first = ""] = name;
  if (first > "\x7f" && /\p{Script=Greek}/u.test(first) && first === first.toLowerCase()) return "scalar";
  if (GREEK_NAMES.has(name.split("_")[0] ?? "")) return "scalar";
  return first !== first.toLowerCase() ? "matrix" : "vector";
}

const PARAMETER_LETTERS = /^(?:theta|beta|mu|phi|omega|[θβμφϕω])(?:_|$)/;

/** θ, β_0, mu: vectors of parameters in many texts, although Greek. */
export const isParameterLetter = (name: string): boolean => PARAMETER_LETTERS.test(name);
