/**
 * Is a claimed derivative right? matgrad's own derivative against the claim, and the claim against
 * numerical differences; a verdict is given where the two agree.
 *
 *     xᵀAx by x, claim 2 A x  ─▶  wrong: holds only if A is symmetric; it should be (A + Aᵀ) x
 *
 * A false alarm costs more than an open question: what isn't conclusive at two sizes is unclear.
 */
import { MatrixCalculusError, ParseError, ShapeError } from "../../errors.ts";
import {
  areEqual,
  type Check,
  type CheckOptions,
  checkAtValues,
  checkDerivative,
  type EqualityVerdict,
} from "../../evaluate/index.ts";
import { type Expr, isVector, type Shape, shapeText } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { toLatex } from "../../print/latex.ts";
import { toText } from "../../print/text.ts";
import { toUnicode } from "../../print/unicode.ts";
import { simplify } from "../../simplify/simplify.ts";
import { type Answer, type Question, solve } from "../problem.ts";
import { claimOf, verify } from "../verify.ts";
import { withoutHead } from "./claimHead.ts";
import { type ClaimContext, type ClaimText, parseClaim, readClaim } from "./claimText.ts";
import { diagnose, diagnoseMisfit } from "./diagnose.ts";
import { isTurned, type Layout, laidOut } from "./layout.ts";

export interface JudgeTask {
  readonly question: Question;
  readonly context: ClaimContext;
  /** In matgrad's own text, or already parsed. */
  readonly claim: string | ClaimText;
  /** Absent: any in which a row and a column are told apart by nothing else; see `judge`. */
  readonly layout?: Layout | undefined;
  readonly options?: CheckOptions;
  /** How the right form is written. */
  readonly print?: (derivative: Expr) => PrintedForm;
}

export interface PrintedForm {
  readonly ascii: string;
  readonly latex: string;
  readonly unicode: string;
}

export interface Judgement {
  readonly verdict: "right" | "wrong" | "ill-formed" | "unclear";
  /** One sentence. */
  readonly why: string;
  /** matgrad's own derivative in the claim's layout; absent where it has none that is verified. */
  readonly correct?: PrintedForm;
  /** The claim against differences. */
  readonly check?: Check;
  /** The claim against matgrad's own derivative. */
  readonly equality?: EqualityVerdict;
}

/** What is known before the claim is read. */
interface Known {
  readonly task: JudgeTask;
  readonly layout: Layout;
  readonly answer: Answer | undefined;
  /** What differences say of it; absent where there is none. */
  readonly own: Check["verdict"] | undefined;
  /** In the layout. */
  readonly expected: Expr | undefined;
}

/**
 * Judges one claim; a user's mistake in it is a verdict, nothing is thrown for it. Without a layout a claim
 * is taken as a gradient (of the variable's shape) or a Jacobian with y down, and for vectors the
 * other layout is accepted and named.
 * Throws the errors of a problem that is itself at fault.
 */
export function judge(task: JudgeTask): Judgement {
  const first = judgeIn(task, task.layout ?? "gradient");
  const { kind, wrt } = task.question;
  if (task.layout || first.verdict !== "wrong" || !(kind === "jacobian" || isVector(wrt))) return first;
  const other: Layout = kind === "jacobian" ? "denominator" : "numerator";
  const second = judgeIn(task, other);
  return second.verdict === "right" ? { ...second, why: `right in ${other} layout: ${second.why}` } : first;
}

function judgeIn(task: JudgeTask, layout: Layout): Judgement {
  const [answer, own] = ownAnswer(task);
  const expected = answer && simplify(laidOut(answer.derivative, task.question, layout));
  const known: Known = { task, layout, answer, own, expected };
  const correct = expected && (task.print ?? printed)(expected);
  return { ...judgeText(known), ...(correct && { correct }) };
}

export const printed = (e: Expr): PrintedForm => ({
  ascii: toText(e),
  latex: toLatex(e),
  unicode: toUnicode(e),
});

/** The derivative that matgrad finds itself, where there is one and its check doesn't refute it. */
function ownAnswer({ question, options }: JudgeTask): [answer?: Answer | undefined, own?: Check["verdict"]] {
  try {
    const answer = solve(question);
    const { hints, seed } = options ?? {};
    const { verdict } = verify(question, answer, { ...(hints && { hints }), seed });
    return verdict === "refuted" ? [undefined, verdict] : [answer, verdict];
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return [];
  }
}

function judgeText(known: Known): Judgement {
  const { task, expected } = known;
  let text: ClaimText | undefined;
  let { context } = task;
  try {
    if (typeof task.claim === "string")
      [text, context] = parseClaim(withoutHead(task.claim, task.question.wrt.name), context);
    else text = task.claim;
    const claim = readClaim(text.syntax, context, expected?.shape);
    return judgeExpression(known, { ...text, context, value: claim });
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    if (error instanceof ParseError)
      return { verdict: "ill-formed", why: `it can't be read: ${error.message}` };
    if (!(error instanceof ShapeError)) return { verdict: "unclear", why: error.message };
    const because = expected && text && diagnoseMisfit(scene(known, text, context, expected));
    const why = `its shapes don't conform: ${error.message}${because ? `; ${because}` : ""}`;
    return { verdict: "ill-formed", why };
  }
}

interface Claimed extends ClaimText {
  readonly context: ClaimContext;
  readonly value: Expr;
}

const scene = (known: Known, { text, syntax }: ClaimText, context: ClaimContext, expected: Expr) => ({
  question: known.task.question,
  layout: known.layout,
  text,
  syntax,
  context,
  expected,
  options: checkOptions(known.task),
});

/** The variable is sampled with the structure it was declared with. */
function checkOptions({ question, options = {} }: JudgeTask): CheckOptions {
  const { structured, wrt } = question;
  if (!structured?.structure) return options;
  const structures = new Map([
    ...(options.hints?.structures ?? []),
    [wrt.name, structured.structure] as const,
  ]);
  return { ...options, hints: { ...options.hints, structures } };
}

function judgeExpression(known: Known, claimed: Claimed): Judgement {
  const { expected } = known;
  const needed = expected?.shape;
  if (needed && claimed.value.shape !== needed) return misshapen(known, claimed, expected, needed);
  const options = checkOptions(known.task);
  const { seed = 1 } = options;
  let judgement = compareBoth(known, claimed, options);
  if (judgement.verdict === "unclear")
    judgement = compareBoth(known, claimed, { ...options, seed: seed + 1 });
  if (judgement.verdict !== "wrong" || !expected) return judgement;
  const { witness } = judgement.equality as EqualityVerdict;
  const because = diagnose({
    ...scene(known, claimed, claimed.context, expected),
    claim: claimed.value,
    witness,
  });
  return { ...judgement, why: because };
}

function misshapen(known: Known, claimed: Claimed, expected: Expr, needed: Shape): Judgement {
  const given = { ...scene(known, claimed, claimed.context, expected), claim: claimed.value };
  const facts = `it is ${nameShape(claimed.value.shape)}, and the derivative is ${nameShape(needed)}`;
  const because = diagnoseMisfit(given);
  return { verdict: "wrong", why: because ? `${because}: ${facts}` : facts };
}

/** "a vector of n", "a row of n", "m×n", "a scalar". */
function nameShape(shape: Shape): string {
  const text = shapeText(shape);
  if (text === "scalar") return "a scalar";
  if (text.endsWith("×1")) return `a vector of ${shape.rows.key}`;
  return text.startsWith("1×") ? `a row of ${shape.cols.key}` : text;
}

function compareBoth(known: Known, { value }: Claimed, options: CheckOptions): Judgement {
  const check = againstDifferences(known, value, options);
  const { expected, task } = known;
  if (!expected) return withoutOwn(known, value, check, options);
  const { value: whole, wrt, cotangent, direction } = task.question;
  const inputs = [wrt, cotangent, direction].filter((s) => s !== undefined);
  const equality = areEqual(expected, value, { ...options, within: [whole, expected, ...inputs] });
  const found = { check, equality };
  if (equality.verdict === "equal" && check.verdict === "verified") {
    return {
      verdict: "right",
      why: `it agrees with ${toUnicode(expected)}, and with numerical differences`,
      ...found,
    };
  }
  if (equality.verdict === "different" && isConfirmed(known, expected, check, equality, options)) {
    return { verdict: "wrong", why: "it differs", ...found };
  }
  return { verdict: "unclear", why: openQuestion(equality, check), ...found };
}

/**
 * That the claim differs: differences refute it, or they confirm matgrad's own derivative where the two are apart,
 * by too little perhaps for differences to see it.
 */
function isConfirmed(
  known: Known,
  expected: Expr,
  check: Check,
  { witness }: EqualityVerdict,
  options: CheckOptions,
): boolean {
  if (check.verdict === "refuted") return true;
  if (!witness) return false;
  const { task, layout, answer } = known;
  const own = isTurned(task.question, layout) ? transpose(expected) : expected;
  const claim = claimOf(task.question, own, answer?.below.at(-1));
  const { verdict } = checkAtValues(claim, witness, options);
  // where the values are too large for differences, those at plain values have to do
  return verdict === "verified" || (verdict === "inconclusive" && known.own === "verified");
}

function openQuestion(equality: EqualityVerdict, check: Check): string {
  const reasons = [equality.reason, check.reason].filter((r) => r !== undefined).join("; ");
  const clash =
    (equality.verdict === "equal" && check.verdict === "refuted") ||
    (equality.verdict === "different" && check.verdict === "verified");
  const head = clash
    ? "the comparison with matgrad's own derivative and the one with differences disagree"
    : "it could be neither confirmed nor refuted for certain";
  return reasons ? `${head}: ${reasons}` : head;
}

/** Only differences can tell: twice, at other sizes. */
function withoutOwn(known: Known, value: Expr, check: Check, options: CheckOptions): Judgement {
  if (known.own === "refuted") {
    const why = "matgrad's own derivative and numerical differences disagree, so neither decides";
    return { verdict: "unclear", why, check };
  }
  const again = againstDifferences(known, value, { ...options, seed: (options.seed ?? 1) + 1 });
  if (check.verdict !== again.verdict || check.verdict === "inconclusive") {
    const reason = check.reason ?? again.reason;
    return {
      verdict: "unclear",
      why: `numerical differences don't decide${reason ? `: ${reason}` : ""}`,
      check,
    };
  }
  if (check.verdict === "verified") {
    return { verdict: "right", why: "it agrees with numerical differences", check };
  }
  return { verdict: "wrong", why: `it disagrees with numerical differences: ${check.reason}`, check };
}

function againstDifferences({ task, layout, answer }: Known, claim: Expr, options: CheckOptions): Check {
  const own = isTurned(task.question, layout) ? transpose(claim) : claim;
  return checkDerivative(claimOf(task.question, own, answer?.below.at(-1)), options);
}

/** A judgement as a batch line has it. */
export function judgementFields({ equality: _equality, ...judgement }: Judgement, start: number) {
  return { ...judgement, ms: Math.round((performance.now() - start) * 1000) / 1000 };
}
