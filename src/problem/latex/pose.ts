/**
 * A claim's problem with the shapes of its names, and the question that it puts to the engine.
 *
 *     f = x^\top A x by x  ─▶  x is a vector of n, A is n×n; the gradient of f by x
 */

import { MatrixCalculusError, UnsupportedError } from "../../errors.ts";
import type { CheckOptions } from "../../evaluate/index.ts";
import { symbol } from "../../expression/build.ts";
import { sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Expr, isVector, type Structure, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import type { Notation } from "../../print/notation.ts";
import { conventionalKind, type DeclaredType } from "../../shapes/declarations.ts";
import type { Elaborated } from "../../shapes/elaborate.ts";
import { allParts } from "../../syntax/parts.ts";
import type { Statement } from "../../syntax/tree.ts";
import { type ClaimContext, contextOf } from "../claim/claimText.ts";
import type { PrintedForm } from "../claim/judge.ts";
import type { Layout } from "../claim/layout.ts";
import { type Kind, type Question, usualKind } from "../problem.ts";
import { lettersIn, notationOf, printerFor } from "./letters.ts";
import { namesOf } from "./reading/parts.ts";
import type { LatexProblem } from "./reading/problem.ts";
import type { LatexReading, LatexTexts } from "./reading/read.ts";
import { type RowReading, rowReadings, rowsIn, withRowSoftmax } from "./reading/rows.ts";
import { costOf, likelyKinds, typed } from "./types.ts";

export interface LatexClaim extends LatexTexts {
  readonly layout?: Layout | undefined;
  /** What is known of names besides. */
  readonly structures?: ReadonlyMap<string, Structure>;
  readonly positive?: readonly string[];
  /** Vectors whose entries sum to 1, as those of one-hot labels do. */
  readonly summingToOne?: readonly string[];
  readonly seed?: number | undefined;
}

export interface Posed {
  /** As it is read. */
  readonly problem: LatexProblem;
  readonly question: Question;
  readonly context: ClaimContext;
  readonly layout: Layout | undefined;
  readonly options: CheckOptions;
  /** ∂L/∂Y is a row where Y is a column, in numerator layout. */
  readonly isRowCotangent: boolean;
  readonly summingToOne: ReadonlySet<string>;
  /** How much the shapes take for granted. */
  readonly cost: number;
  readonly print: (derivative: Expr) => PrintedForm;
}

/**
 * With `isScalarMeant`, letters are scalars where the function is one then; with `isAsWritten`, no other reading
 * of it is tried.
 */
export function pose(
  given: LatexProblem,
  reading: LatexReading,
  claim: LatexClaim,
  isScalarMeant: boolean,
  isAsWritten = false,
): Posed {
  const functions = functionTypes(given, reading);
  const { problem, elaborated, types, cost } = elaborateBest(
    isAsWritten ? [{ problem: given, matrices: new Set(), rows: [] }] : guesses(given, reading),
    reading,
    claim,
    functions,
    isScalarMeant,
  );
  const wrt = elaborated.variables.get(problem.wrt);
  if (!wrt) throw new UnsupportedError(`${problem.wrt}, which the derivative is by, isn't in the function`);
  const value = asColumn(elaborated.value, wrt, problem);
  const kind = kindOf(problem, value, wrt, claim);
  const cotangent = problem.cotangent === undefined ? undefined : symbol(problem.cotangent, value.shape);
  const question: Question = { value, wrt, kind, order: problem.order, ...(cotangent && { cotangent }) };
  const names = new Set(elaborated.variables.keys());
  const positive = [...known(claim.positive, names)];
  const hints = { positive, structures: underLetters(claim.structures ?? new Map(), names) };
  return {
    problem,
    question,
    cost,
    context: { ...contextOf(elaborated, question, problem.statements, types), columnPowers: true },
    layout: problem.indices ? "gradient" : reading.isTransposed ? "numerator" : claim.layout,
    print: printerFor(
      lettersOf(reading, problem),
      notationIn(reading),
      claim.layout === "numerator" ? problem.cotangent : undefined,
    ),
    summingToOne: known(claim.summingToOne, names),
    isRowCotangent: claim.layout === "numerator",
    options: { hints, ...(claim.seed !== undefined && { seed: claim.seed }) },
  };
}

/** The author's letters, with those for the cotangent and the direction. */
function lettersOf({ sources }: LatexReading, problem: LatexProblem): Map<string, string> {
  const letters = lettersIn(sources);
  const claim = sources.at(-1)!;
  const given = lettersIn([{ ...claim, parts: problem.sides }]);
  const wrt = letters.get(problem.wrt);
  if (problem.cotangent !== undefined && given.has(problem.cotangent))
    letters.set(problem.cotangent, given.get(problem.cotangent)!);
  if (problem.direction !== undefined && wrt !== undefined)
    letters.set(problem.direction, `\\mathrm{d}${wrt}`);
  return letters;
}

function notationIn({ sources }: LatexReading): Notation {
  const parts = sources.flatMap((source) => source.parts.flatMap((part) => allParts(part)));
  const hasPrimes = parts.some((part) => part.kind === "transpose" && part.prime);
  return notationOf(
    sources.map(({ text }) => text),
    hasPrimes,
  );
}

/** The function is a loss by its name or by the sign of its derivative. */
export function isScalarMeant({ head, name }: LatexReading, problem: LatexProblem): boolean {
  if (problem.cotangent !== undefined || problem.isStacked || problem.indices) return false;
  const operator = head?.kind === "name" ? head.derivative?.operator : undefined;
  if (operator === "nabla" || problem.order === 2) return true;
  const letter = name?.kind === "name" || name?.kind === "call" ? name.name : "";
  const hasLogarithm = name && allParts(name).some((part) => part.kind === "call" && part.name === "log");
  return hasLogarithm === true || /^[LJEℓ](?:_|$)/.test(letter);
}

interface Reading {
  readonly problem: LatexProblem;
  readonly elaborated: Elaborated;
  readonly types: ReadonlyMap<string, DeclaredType>;
  readonly cost: number;
}

/** What an undeclared name may be besides what convention says. */
interface Guess extends RowReading {
  /** Names of row vectors. */
  readonly rows: readonly string[];
}

/** As it stands, with x_i as the rows of a matrix, or x as a row; whichever takes least for granted. */
function elaborateBest(
  guessed: Iterable<Guess>,
  reading: LatexReading,
  claim: LatexClaim,
  types: ReadonlyMap<string, DeclaredType>,
  isScalarMeant: boolean,
): Reading {
  let best: Reading | undefined;
  let failure: unknown;
  for (const guess of guessed) {
    try {
      const found = elaborateProblem(guess, reading, claim, types, isScalarMeant);
      if (!best || found.cost < best.cost) best = found;
      if (found.cost === 0) break;
    } catch (error) {
      if (!(error instanceof MatrixCalculusError)) throw error;
      failure ??= error;
    }
  }
  if (!best) throw failure;
  return best;
}

function* guesses(given: LatexProblem, reading: LatexReading): Generator<Guess> {
  for (const guess of rowReadings(given)) yield { ...guess, rows: [] };
  const byRows = withRowSoftmax(given);
  if (byRows) yield { problem: byRows, matrices: new Set(), rows: [] };
  const names = undeclaredIn(given);
  const likely = likelyKinds(names, reading.styles);
  const rows = rowsIn(given, likely);
  if (rows.size === 0) return;
  const plain = { problem: given, matrices: new Set<string>() };
  const vectors = [...names].filter((name) => (likely.get(name) ?? conventionalKind(name)) === "vector");
  yield { ...plain, rows: [...rows] };
  yield { ...plain, rows: [...new Set([...rows, ...vectors])] };
}

function undeclaredIn({ statements }: LatexProblem): Set<string> {
  const declared = new Set(statements.flatMap(namesDefined));
  const names = statements.flatMap((s) => (s.kind === "declaration" ? [] : [...namesOf(s.value)]));
  return new Set(names.filter((name) => !declared.has(name)));
}

function elaborateProblem(
  { problem, matrices, rows }: Guess,
  reading: LatexReading,
  { structures = new Map() }: LatexClaim,
  functions: ReadonlyMap<string, DeclaredType>,
  isScalarMeant: boolean,
): Reading {
  const types = new Map([...functions, ...rows.map((name) => [name, rowType(name)] as const)]);
  const undeclared = new Set([...undeclaredIn(problem)].filter((name) => !types.has(name)));
  const likely = likelyKinds(undeclared, reading.styles, transposedIn(problem));
  for (const name of matrices) likely.set(name, "matrix");
  for (const name of sumEnds(problem)) if (undeclared.has(name)) likely.set(name, "scalar");
  const known = underLetters(structures, undeclared);
  const apart = new Set([problem.wrt]);
  const options = { types, structures: known, free: apart, opaque: apart, columnPowers: true };
  // what is transposed is no scalar
  const wide = new Set([...rowsIn(problem, likely), ...transposedIn(problem)]);
  const asked = { ...options, isScalarMeant, wrt: problem.wrt, wide };
  const elaborated = typed(problem.statements, likely, undeclared, asked);
  return { problem, elaborated, types, cost: costOf(elaborated, asked) };
}

/** 1×n, of a size that no name in LaTeX has. */
const rowType = (name: string): DeclaredType => ({
  kind: "variable",
  shape: shapeOf(UNIT, sizeOf(`length_${name}`)),
  structure: undefined,
});

const transposedIn = ({ statements }: LatexProblem): Set<string> =>
  new Set(
    statements
      .flatMap((s) => (s.kind === "declaration" ? [] : allParts(s.value)))
      .flatMap((part) => (part.kind === "transpose" && part.of.kind === "name" ? [part.of.name] : [])),
  );

/** The n of Σ_{i=1}^n. */
const sumEnds = ({ statements }: LatexProblem): string[] =>
  statements
    .flatMap((s) => (s.kind === "declaration" ? [] : allParts(s.value)))
    .flatMap((part) => (part.kind === "indexed-sum" && part.to?.kind === "name" ? [part.to.name] : []));

/** xᵀA by x is taken as the column Aᵀx. */
function asColumn(value: Expr, wrt: SymbolNode, { cotangent, direction, isStacked }: LatexProblem): Expr {
  const isRow = value.shape.rows === UNIT && value.shape.cols !== UNIT;
  const isBare = cotangent === undefined && direction === undefined && !isStacked;
  return isRow && isBare && isVector(wrt) ? transpose(value) : value;
}

const known = (given: readonly string[] = [], names: ReadonlySet<string>): Set<string> =>
  new Set(underLetters(new Map(given.map((name) => [name, true])), names).keys());

/** What is known of S holds for Σ, where no S is there. */
function underLetters<T>(known: ReadonlyMap<string, T>, names: ReadonlySet<string>): Map<string, T> {
  return new Map(
    [...known].map(([name, what]) => [names.has(name) ? name : (alike(name, names) ?? name), what]),
  );
}

const alike = (name: string, names: ReadonlySet<string>): string | undefined =>
  [...(GREEK_BY_LATIN[name] ?? "")].find((letter) => names.has(letter));

/** The Greek letters that somebody writes with that Latin one. */
const GREEK_BY_LATIN: Readonly<Record<string, string>> = {
  ...{ S: "Σ", L: "Λ", G: "Γ", D: "Δ", T: "Θ", P: "ΦΨΠ", O: "Ω", X: "Ξ" },
  ...{ s: "σς", l: "λ", g: "γ", d: "δ", t: "θτ", e: "ϵε", m: "μ", a: "α", b: "β", k: "κ", r: "ρ", w: "ω" },
};

const namesDefined = (s: Statement): string[] =>
  s.kind === "declaration" ? s.names.map(({ name }) => name) : s.kind === "definition" ? [s.name] : [];

/** Functions that nothing defines act entry by entry. */
function functionTypes(problem: LatexProblem, { functions }: LatexReading): Map<string, DeclaredType> {
  const defined = new Set(problem.statements.flatMap(namesDefined));
  const unknown = [...functions].filter((name) => !defined.has(name));
  return new Map(unknown.map((name) => [name.replace(/'+$/, ""), { kind: "elementwise-function" }]));
}

function kindOf(problem: LatexProblem, value: Expr, wrt: SymbolNode, { layout }: LatexClaim): Kind {
  if (problem.cotangent !== undefined) return "vjp";
  const kind = usualKind(value, wrt);
  if (kind !== "tensor" || problem.isStacked || problem.indices || layout === "vec") return kind;
  if (problem.direction !== undefined) return kind;
  throw new UnsupportedError("how a matrix by a matrix is arranged isn't said");
}
