/**
 * Is a derivative right that somebody wrote in LaTeX?
 *
 *     x^\top A x  by x,  claim 2Ax  ─▶  wrong: it holds only if A is symmetric; right is (A + A^\top) x
 *
 * The function, the variable and the claim are read together; shapes that nothing declares follow from
 * convention and use. What can't be told is unclear, and says why.
 */
import { MatrixCalculusError, UnsupportedError } from "../../errors.ts";
import { areEqual } from "../../evaluate/index.ts";
import type { Dimension } from "../../expression/dimension.ts";
import { type Expr, freshStore, isScalar } from "../../expression/expr.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { readClaim } from "../claim/claimText.ts";
import { type Judgement, judge } from "../claim/judge.ts";
import { judgeDifferential } from "./differential.ts";
import { doubtOn, heldBySums } from "./doubt.ts";
import { judgeEntrywise } from "./entrywise.ts";
import { isScalarMeant, type LatexClaim, type Posed, pose } from "./pose.ts";
import { liftedOver } from "./reading/lift.ts";
import { freeIndices, turnedRound } from "./reading/parts.ts";
import { type LatexProblem, latexProblem, restatedIn } from "./reading/problem.ts";
import { type LatexReading, readLatexClaim } from "./reading/read.ts";
import { withRowSoftmax } from "./reading/rows.ts";
import { readingsOfSizes } from "./reading/sizes.ts";

export type { LatexClaim } from "./pose.ts";

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

/** As it stands; where the claim doesn't hold so, in another reading in which it does. */
function judgeProblem(reading: LatexReading, claim: LatexClaim): Judgement {
  const problem = latexProblem(reading);
  const isMeant = isScalarMeant(reading, problem);
  const usual = attempted(() => pose(problem, reading, claim, isMeant));
  const first = "verdict" in usual ? usual : judgePosed(usual, claim);
  if (first.verdict === "right") return first;
  for (const other of otherReadings(problem, reading, claim, usual)) {
    if ("verdict" in other) continue;
    const second = judgePosed(other, claim);
    if (second.verdict === "right" || first.verdict === "unclear") return second;
  }
  return first;
}

/**
 * Where the function isn't a scalar as it stands, it is one if another letter is, N in N log det X; and a capital
 * letter is perhaps a vector, whose softmax is no matter of rows.
 */
function* otherReadings(
  problem: LatexProblem,
  reading: LatexReading,
  claim: LatexClaim,
  usual: Posed | Judgement,
): Generator<Posed | Judgement> {
  if ("verdict" in usual || mayBeScalar(usual)) {
    const other = attempted(() => pose(problem, reading, claim, true));
    if (!("verdict" in other) && isScalar(other.question.value)) yield other;
  }
  if (!withRowSoftmax(problem)) return;
  const isMeant = isScalarMeant(reading, problem);
  const asWritten = attempted(() => pose(problem, reading, claim, isMeant, true));
  if (!("verdict" in asWritten) && asWritten.cost <= 1) yield asWritten;
}

function attempted<T>(make: () => T): T | Judgement {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { verdict: "unclear", why: error.message };
  }
}

const mayBeScalar = ({ question, problem }: Posed): boolean =>
  !isScalar(question.value) && problem.cotangent === undefined && !problem.isStacked && !problem.indices;

function judgePosed(posed: Posed, claim: LatexClaim): Judgement {
  const judgements = posed.problem.sides.map((side) => judgeSide(side, posed, posed.problem, claim));
  const bad = judgements.find(({ verdict }) => verdict === "wrong" || verdict === "ill-formed");
  return bad ?? judgements.find(({ verdict }) => verdict === "unclear") ?? (judgements[0] as Judgement);
}

/** In any reading of the sizes that it names; the first stands for those that are all wrong. */
function judgeSide(side: Syntax, posed: Posed, problem: LatexProblem, claim: LatexClaim): Judgement {
  const restated = restatedIn(side, problem.wrt);
  if (restated) return judgeRestated(restated, posed);
  if (problem.direction !== undefined) return judgeDifferential(side, posed, problem.direction, claim.claim);
  const whole = laidOutClaim(liftedClaim(side, posed, problem), posed, problem);
  const readings = readingsOfSizes(whole, posed.context, problem.statements);
  const judgements = readings.map((syntax) => judgeReading(syntax, posed, problem, claim));
  const order = ["right", "unclear", "wrong", "ill-formed"] as const;
  const best = order.flatMap((verdict) => judgements.filter((judgement) => judgement.verdict === verdict));
  return best[0] as Judgement;
}

/** ∂(wᵀx)/∂x between the sides: the function once more. */
function judgeRestated(of: Syntax, { question, context }: Posed): Judgement {
  const value = attempted(() => readClaim(of, context, question.value.shape));
  if (!("verdict" in value) && areEqual(value, question.value).verdict === "equal")
    return { verdict: "right", why: "it is the function once more" };
  return {
    verdict: "unclear",
    why: "the claim speaks of the derivative of something else than the function",
  };
}

function judgeReading(syntax: Syntax, posed: Posed, problem: LatexProblem, { claim }: LatexClaim): Judgement {
  const task = { ...posed, claim: { text: claim, syntax } };
  const judgement = judgeEntrywise(task) ?? judge(task);
  if (judgement.verdict !== "wrong" && judgement.verdict !== "ill-formed") return judgement;
  const summing = heldBySums(judgement, task, posed.summingToOne);
  if (summing) return summing;
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
