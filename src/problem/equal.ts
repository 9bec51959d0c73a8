/**
 * Are two formulas the same function? For `matgrad equal A B`.
 *
 *     A*B, B*A  ─▶  different, by finite fields; they would be equal if A and B commute
 */
import { MatrixCalculusError } from "../errors.ts";
import { type AtSizes, areEqual, type CheckOptions, type EqualityVerdict } from "../evaluate/index.ts";
import { type Dimension, sizeNames, sizeOf, substituteSizes } from "../expression/dimension.ts";
import { type Expr, freshStore, type Shape, shapeOf } from "../expression/expr.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { symbolsIn } from "../expression/walk.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { toUnicode } from "../print/unicode.ts";
import { type DeclaredType, declaredType, readingOf } from "../shapes/declarations.ts";
import { elaborate } from "../shapes/elaborate.ts";
import { parseType } from "../syntax/parse.ts";
import { readTogether } from "../syntax/read.ts";
import type { Choice, Statement, Syntax } from "../syntax/tree.ts";
import { neededAssumption } from "./claim/assumptions.ts";
import { factorBetween, openTrial } from "./claim/trial.ts";

export interface EqualAnswer extends EqualityVerdict {
  /** One sentence: by which path, at which sizes, how certain. */
  readonly why: string;
  /** Where they differ: what would make them equal, "the second transposed", "A is symmetric". */
  readonly needs?: string;
  readonly assumed: readonly string[];
  /** Of what is assumed the readings that were chosen among several. */
  readonly choices: readonly Choice[];
}

/** The types of names, as a batch line has them: { A: "matrix n n" }. */
export type Declarations = Readonly<Record<string, string>>;

interface Pair {
  readonly left: Expr;
  readonly right: Expr;
  readonly types: ReadonlyMap<string, DeclaredType>;
  readonly assumed: readonly string[];
  readonly choices: readonly Choice[];
}

/**
 * Compares two formulas, each of them perhaps with definitions before it. A name stands for the same in
 * both; undeclared shapes are inferred from both, so that the two have one shape if that is possible.
 * Throws the errors of a formula that can't be read or doesn't conform, with places in the two one below the other.
 */
export function equalTexts(
  left: string,
  right: string,
  declarations: Declarations = {},
  options: CheckOptions = {},
  strict = false,
): EqualAnswer {
  freshStore();
  const declared = new Map(
    Object.entries(declarations).map(([name, text]) => [
      name,
      declaredType(parseType(text, { functionNames: FUNCTION_NAMES })),
    ]),
  );
  // places in the second are those behind the first
  const second = `${" ".repeat(left.length)}\n${right}`;
  const statements = readTogether([left, second], readingOf(declared));
  const pair = readPair(statements as [Statement[], Statement[]], declared, strict);
  const found = areEqual(pair.left, pair.right, options);
  const needs =
    found.verdict === "different"
      ? neededFor(pair, statements as [Statement[], Statement[]], options)
      : undefined;
  return {
    ...found,
    why: sentence(found),
    ...(needs !== undefined && { needs }),
    assumed: pair.assumed,
    choices: pair.choices,
  };
}

const LEFT = "left side";
const RIGHT = "right side";

function readPair(
  [left, right]: readonly [readonly Statement[], readonly Statement[]],
  types: ReadonlyMap<string, DeclaredType>,
  strict: boolean,
): Pair {
  const sides = [...named(left, LEFT), ...named(right, RIGHT)];
  try {
    return elaboratedPair([...sides, difference(sides)], types, strict);
  } catch (error) {
    // the two have not one shape, or a side is at fault: then this throws again
    if (!(error instanceof MatrixCalculusError)) throw error;
    return elaboratedPair(sides, types, strict);
  }
}

/** The statements with the last formula under a name that nobody can write. */
function named(statements: readonly Statement[], name: string): Statement[] {
  const last = statements.findLastIndex((s) => s.kind !== "declaration");
  return statements.map((s, i) =>
    i !== last || s.kind === "declaration"
      ? s
      : { kind: "definition", name, nameSpan: s.span, parameters: [], value: s.value, span: s.span },
  );
}

function difference(sides: readonly Statement[]): Statement {
  const { span } = sides.at(-1) as Statement;
  const side = (name: string): Syntax => ({ kind: "name", name, span });
  const value: Syntax = {
    kind: "sum",
    terms: [
      { sign: "+", term: side(LEFT) },
      { sign: "-", term: side(RIGHT) },
    ],
    span,
  };
  return { kind: "expression", value, span };
}

function elaboratedPair(
  statements: readonly Statement[],
  types: ReadonlyMap<string, DeclaredType>,
  strict = false,
): Pair {
  const { definitions, variables, assumed, choices } = elaborate(statements, { types, strict });
  const side = (name: string): Expr => definitions.find((d) => d.name === name)?.value as Expr;
  const known = new Map(types);
  for (const [name, s] of variables) {
    known.set(name, { kind: "variable", shape: s.shape, structure: s.structure });
  }
  return { left: side(LEFT), right: side(RIGHT), types: known, assumed, choices };
}

// ---- what a difference would need

function neededFor(
  pair: Pair,
  statements: readonly [readonly Statement[], readonly Statement[]],
  options: CheckOptions,
): string | undefined {
  const { left, right } = pair;
  if (left.shape !== right.shape) {
    const turned = transpose(right);
    if (left.shape === turned.shape && areEqual(left, turned, options).verdict === "equal") {
      return "one of them transposed";
    }
    return neededSizes(pair, statements, options);
  }
  const symbols = [...symbolsIn(left), ...symbolsIn(right)].filter((s) => s.role === "variable");
  const trial = openTrial(left, [left], [...new Set(symbols)], options);
  const factor = trial && factorBetween(trial, right);
  if (factor) {
    const isMinus = factor.kind === "number" && factor.value.n === -1 && factor.value.d === 1;
    return isMinus ? "the other sign" : `the factor ${toUnicode(factor)} on the second`;
  }
  if (areEqual(left, transpose(right), options).verdict === "equal") return "one of them transposed";
  const turnedFactor = trial && factorBetween(trial, product([transpose(right)]));
  if (turnedFactor) return `the second transposed, and times ${toUnicode(turnedFactor)}`;
  return neededAssumption(left, right, options);
}

/** "m = n": two sizes that would have to coincide. */
function neededSizes(
  { left, right, types }: Pair,
  statements: readonly [readonly Statement[], readonly Statement[]],
  options: CheckOptions,
): string | undefined {
  const names = [
    ...new Set([left, right].flatMap(({ shape }) => [...sizeNames(shape.rows), ...sizeNames(shape.cols)])),
  ];
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      const rename = (d: Dimension) => substituteSizes(d, (name) => (name === b ? sizeOf(a) : undefined));
      const renamed = ({ rows, cols }: Shape): Shape => shapeOf(rename(rows), rename(cols));
      const merged = new Map([...types].map(([name, type]) => [name, withShape(type, renamed)]));
      try {
        const pair = elaboratedPair([...named(statements[0], LEFT), ...named(statements[1], RIGHT)], merged);
        if (areEqual(pair.left, pair.right, options).verdict === "equal") return `${a} = ${b}`;
      } catch (error) {
        if (!(error instanceof MatrixCalculusError)) throw error;
      }
    }
  }
  return undefined;
}

const withShape = (type: DeclaredType, renamed: (shape: Shape) => Shape): DeclaredType =>
  type.kind === "variable" ? { ...type, shape: renamed(type.shape) } : type;

// ---- words

function sentence({
  path,
  verdict,
  trials,
  errorExponent,
  maxRelError,
  tried,
  reason,
}: EqualityVerdict): string {
  const at = sizesText(tried);
  if (path === "same expression") return "both have the same form";
  if (path === "shapes") return reason as string;
  const times = `${trials} ${trials === 1 ? "draw" : "draws"}${at}`;
  if (path === "finite field") {
    return verdict === "equal"
      ? `over finite fields, ${times}: the chance of an error is below 2^${errorExponent}`
      : `over finite fields, ${times}`;
  }
  const error = maxRelError === undefined ? "" : `, relative difference ${maxRelError.toExponential(1)}`;
  return `by values, ${times}${error}${reason === undefined ? "" : `: ${reason}`}`;
}

/** " at n = 3, 4, 1 and 2", " at m = 3, n = 5 and m = 7, n = 4 and 2 more choices". */
function sizesText(tried: readonly AtSizes[]): string {
  const sets = tried.map(({ sizes }) => [...sizes]).filter((sizes) => sizes.length > 0);
  const [first] = sets;
  if (!first) return "";
  if (first.length === 1) {
    const [name] = first[0] as [string, number];
    const values = [...new Set(sets.map((sizes) => sizes[0]?.[1] as number))];
    const last = values.length > 1 ? ` and ${values.pop()}` : "";
    return ` at ${name} = ${values.join(", ")}${last}`;
  }
  const texts = sets.map((sizes) => sizes.map(([name, size]) => `${name} = ${size}`).join(", "));
  const more = texts.length > 2 ? ` and ${texts.length - 2} more choices` : "";
  return ` at ${texts.slice(0, 2).join(" and ")}${more}`;
}
