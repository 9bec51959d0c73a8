/**
 * Is a derivative right that somebody wrote in LaTeX?
 *
 *     x^\top A x  by x,  claim 2Ax  ─▶  wrong: it holds only if A is symmetric; right is (A + A^\top) x
 *
 * The function, the variable and the claim are read together; shapes that nothing declares follow from
 * convention and use. What can't be told is unclear, and says why.
 */
import { MatrixCalculusError, UnsupportedError } from "../../errors.ts";
import type { CheckOptions } from "../../evaluate/index.ts";
import { symbol } from "../../expression/build.ts";
import type { Dimension } from "../../expression/dimension.ts";
import { type Expr, freshStore, type Structure, type SymbolNode } from "../../expression/expr.ts";
import type { Notation } from "../../print/notation.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Elaborated } from "../../shapes/elaborate.ts";
import type { Statement, Syntax } from "../../syntax/tree.ts";
import { type ClaimContext, contextOf } from "../claimText.ts";
import { type Judgement, judge, type PrintedForm } from "../judge.ts";
import type { Layout } from "../layout.ts";
import { type Kind, type Question, usualKind } from "../problem.ts";
import { judgeDifferential } from "./differential.ts";
import { doubtOn } from "./doubt.ts";
import { judgeEntrywise } from "./entrywise.ts";
import { lettersIn, notationOf, printerFor } from "./letters.ts";
import { liftedOver } from "./lift.ts";
import { allParts, freeIndices, namesOf, turnedRound } from "./parts.ts";
import { type LatexProblem, latexProblem } from "./problem.ts";
import { type LatexReading, type LatexTexts, readLatexClaim } from "./read.ts";
import { readingsOfSizes } from "./sizes.ts";
import { likelyKinds, typed } from "./types.ts";

export interface LatexClaim extends LatexTexts {
  readonly layout?: Layout | undefined;
  /** What is known of names besides. */
  readonly structures?: ReadonlyMap<string, Structure>;
  readonly positive?: readonly string[];
  readonly seed?: number | undefined;
}

/** Judges one claim; nothing is thrown for what the texts say. */
export function judgeLatex(claim: LatexClaim): Judgement {
  try {
    freshStore();
    const reading = readLatexClaim(claim);
    return inLetters(judgeProblem(reading, claim));
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { verdict: "unclear", why: error.message };
  }
}

/** The sentence's right form as its author would write it. */
function inLetters(judgement: Judgement): Judgement {
  const [what, right] = judgement.why.split("; it should be ");
  const { correct } = judgement;
  return right === undefined || !correct
    ? judgement
    : { ...judgement, why: `${what}; it should be ${correct.latex}` };
}

function judgeProblem(reading: LatexReading, claim: LatexClaim): Judgement {
  const problem = latexProblem(reading);
  const posed = pose(problem, reading, claim);
  const judgements = problem.sides.map((side) => judgeSide(side, posed, problem, claim));
  const bad = judgements.find(({ verdict }) => verdict === "wrong" || verdict === "ill-formed");
  return bad ?? judgements.find(({ verdict }) => verdict === "unclear") ?? (judgements[0] as Judgement);
}

export interface Posed {
  readonly question: Question;
  readonly context: ClaimContext;
  readonly layout: Layout | undefined;
  readonly options: CheckOptions;
  /** ∂L/∂Y is a row where Y is a column, in numerator layout. */
  readonly isRowCotangent: boolean;
  readonly print: (derivative: Expr) => PrintedForm;
}

function pose(problem: LatexProblem, reading: LatexReading, claim: LatexClaim): Posed {
  const types = functionTypes(problem, reading);
  const elaborated = elaborateProblem(problem, reading, claim, types);
  const wrt = elaborated.variables.get(problem.wrt);
  if (!wrt) throw new UnsupportedError(`${problem.wrt}, which the derivative is by, isn't in the function`);
  const { value } = elaborated;
  const kind = kindOf(problem, elaborated, wrt, claim);
  const cotangent = problem.cotangent === undefined ? undefined : symbol(problem.cotangent, value.shape);
  const question: Question = { value, wrt, kind, order: problem.order, ...(cotangent && { cotangent }) };
  const names = new Set(elaborated.variables.keys());
  const positive = [
    ...underLetters(new Map((claim.positive ?? []).map((name) => [name, true])), names).keys(),
  ];
  const hints = { positive, structures: underLetters(claim.structures ?? new Map(), names) };
  return {
    question,
    context: contextOf(elaborated, question, problem.statements, types),
    layout: problem.indices ? "gradient" : reading.isTransposed ? "numerator" : claim.layout,
    print: printerFor(
      lettersOf(reading, problem),
      notationIn(reading),
      claim.layout === "numerator" ? problem.cotangent : undefined,
    ),
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
  const parts = sources.flatMap((source) => source.parts.flatMap(allParts));
  const hasPrimes = parts.some((part) => part.kind === "transpose" && part.prime);
  return notationOf(
    sources.map(({ text }) => text),
    hasPrimes,
  );
}

function elaborateProblem(
  problem: LatexProblem,
  reading: LatexReading,
  { structures = new Map() }: LatexClaim,
  types: ReadonlyMap<string, DeclaredType>,
): Elaborated {
  const declared = new Set([...types.keys(), ...problem.statements.flatMap(namesDefined)]);
  const names = problem.statements.flatMap((s) => (s.kind === "declaration" ? [] : [...namesOf(s.value)]));
  const undeclared = new Set(names.filter((name) => !declared.has(name)));
  const likely = likelyKinds(undeclared, reading.styles);
  const known = underLetters(structures, undeclared);
  const apart = new Set([problem.wrt]);
  const options = { types, structures: known, free: apart, opaque: apart };
  return typed(problem.statements, likely, undeclared, options);
}

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

function kindOf(problem: LatexProblem, { value }: Elaborated, wrt: SymbolNode, { layout }: LatexClaim): Kind {
  if (problem.cotangent !== undefined) return "vjp";
  const kind = usualKind(value, wrt);
  if (kind !== "tensor" || problem.isStacked || problem.indices || layout === "vec") return kind;
  if (problem.direction !== undefined) return kind;
  throw new UnsupportedError("how a matrix by a matrix is arranged isn't said");
}

/** In any reading of the sizes that it names; the first stands for those that are all wrong. */
function judgeSide(side: Syntax, posed: Posed, problem: LatexProblem, claim: LatexClaim): Judgement {
  if (problem.direction !== undefined) return judgeDifferential(side, posed, problem.direction, claim.claim);
  const whole = laidOutClaim(liftedClaim(side, posed, problem), posed, problem);
  const readings = readingsOfSizes(whole, posed.context, problem.statements);
  const judgements = readings.map((syntax) => judgeReading(syntax, posed, problem, claim));
  const order = ["right", "unclear", "wrong", "ill-formed"] as const;
  const best = order.flatMap((verdict) => judgements.filter((judgement) => judgement.verdict === verdict));
  return best[0] as Judgement;
}

function judgeReading(syntax: Syntax, posed: Posed, problem: LatexProblem, { claim }: LatexClaim): Judgement {
  const task = { ...posed, claim: { text: claim, syntax } };
  const judgement = judgeEntrywise(task) ?? judge(task);
  if (judgement.verdict !== "wrong" && judgement.verdict !== "ill-formed") return judgement;
  const doubt = doubtOn(judgement, task, problem);
  return doubt === undefined ? judgement : { ...judgement, verdict: "unclear", why: doubt };
}

/** The claim for all entries at once. */
function liftedClaim(side: Syntax, { question }: Posed, { indices }: LatexProblem): Syntax {
  if (!indices) return side;
  const { rows, columns } = indices;
  if (rows.length + columns.length > 3)
    throw new UnsupportedError("entries of a matrix by entries of a matrix are not judged");
  const strange = freeIndices(side).find((index) => ![...rows, ...columns].includes(index));
  if (strange) throw new UnsupportedError(`nothing says what the index ${strange} runs over`);
  const sizesOf = (names: readonly string[], { shape }: Expr): Dimension[] =>
    [shape.rows, shape.cols].slice(0, names.length);
  return liftedOver(rows, columns, side, [
    ...sizesOf(rows, question.value),
    ...sizesOf(columns, question.wrt),
  ]);
}

/** In numerator layout ∂L/∂Y is turned round as well. */
function laidOutClaim(side: Syntax, { isRowCotangent }: Posed, { cotangent }: LatexProblem): Syntax {
  return isRowCotangent && cotangent !== undefined ? turnedRound(side, cotangent) : side;
}
