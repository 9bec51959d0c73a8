/**
 * Outcomes → findings: where, what is wrong in one sentence, and what would be right in the author's letters.
 */

import type { Span } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { textOf } from "../../context/spelling.ts";
import type { Finding } from "../../finding.ts";
import { FourIndices } from "../../meaning/derivative.ts";
import { isDotted } from "../../meaning/dots.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { type Diagnosis, diagnose } from "../slips/diagnose.ts";
import { sideValue, type Trial, trialOf } from "../trial/compare.ts";
import { fourIndexTruth } from "../trial/fourIndices.ts";
import { isBad, judgeIn, notSquareIn, type Outcome } from "../trial/judgeEquation.ts";
import { asSquare } from "../trial/scene.ts";
import {
  aroundIn,
  asPhrase,
  diagnosedAt,
  findingAt,
  isKnownOtherwise,
  isOwn,
  type Judgeable,
  type Reporter,
  ruleOfSlip,
  selfReference,
  sideSpan,
  valuesAt,
} from "./reporter.ts";
import { wrongFindings } from "./wrong.ts";

export function findingsOf(reporter: Reporter, judged: Judgeable, outcomes: readonly Outcome[]): Finding[] {
  const unclear = outcomes.filter(({ kind }) => kind === "unclear");
  const bad = outcomes.filter(isBad);
  const found = bad.flatMap((outcome) => badFindings(reporter, judged, outcome));
  const [odd] = outcomes.filter((outcome) => outcome.kind === "right" && outcome.sizesMustAgree);
  if (odd?.kind === "right" && odd.sizesMustAgree)
    found.push(
      findingAt(
        reporter.note,
        sideSpan(reporter, judged, odd.side),
        "warning",
        "right",
        "sizes-must-agree",
        odd.sizesMustAgree,
      ),
    );
  for (const outcome of unclear) {
    const slip = outcome.kind === "unclear" ? unknownSlip(reporter, judged, outcome) : undefined;
    if (slip) return [...found, slip];
  }
  const [first] = unclear;
  const isTensor = first?.kind === "unclear" && first.isFourIndices;
  if (isTensor && bad.length === 0)
    found.push(
      findingAt(reporter.note, spanOfAll(reporter, judged), "warning", "unclear", "four-indices", TENSOR),
    );
  if (first?.kind === "unclear" && !isTensor && bad.length === 0 && !judged.isLabel)
    found.push(unclearFinding(reporter, judged, first));
  return found;
}

const isDottedGradient = (part: Syntax): boolean =>
  part.kind === "block" &&
  isDotted(part) &&
  part.rows.flat().some((cell) => cell.kind === "name" && cell.derivative !== undefined);

/** A side in which something is unknown, and one known name for another makes it right. */
function unknownSlip(
  reporter: Reporter,
  judged: Judgeable,
  { side, trial }: Extract<Outcome, { kind: "unclear" }>,
): Finding | undefined {
  const written = judged.sides[side];
  const other = trial?.values.find((value, i) => i !== side && value?.kind === "values");
  if (!trial || other?.kind !== "values" || !written?.syntax || !isOwn(judged, written.span))
    return undefined;
  // a gradient of any function, written out, says what the sign means
  if (isDottedGradient(written.syntax)) return undefined;
  const around = aroundIn(reporter, judged, side);
  const diagnosis = diagnose(trial, written.syntax, other.values, judged.formula, around, reporter.budget);
  if (!diagnosis || !isKnownOtherwise(reporter, diagnosis)) return undefined;
  const span = sideSpan(reporter, judged, side);
  const why = "something here is not what its place asks for";
  return diagnosedAt(
    reporter,
    judged,
    span,
    ["wrong", ruleOfSlip(diagnosis.slip) ?? "sides-differ", why],
    diagnosis,
  );
}

const TENSOR =
  "a derivative of a matrix by a matrix has four indices: products of such are double contractions, and no identity matrix is one";

function unclearFinding(
  reporter: Reporter,
  judged: Judgeable,
  outcome: Extract<Outcome, { kind: "unclear" }>,
): Finding {
  const { sides } = judged;
  const span = { start: sides[0]!.span.start, end: sides.at(-1)!.span.end };
  const own =
    span.start < sides.at(-1)!.span.start
      ? wholeSpan(reporter.note.text, span)
      : sideSpan(reporter, judged, outcome.side);
  return findingAt(reporter.note, own, "note", "unclear", "unclear", `not judged: ${outcome.why}`);
}

function badFindings(reporter: Reporter, judged: Judgeable, outcome: Outcome): Finding[] {
  if (outcome.kind === "ill-formed") return [illFormed(reporter, judged, outcome)];
  return outcome.kind === "wrong" ? wrongFindings(reporter, judged, outcome) : [];
}

function illFormed(
  reporter: Reporter,
  judged: Judgeable,
  outcome: Extract<Outcome, { kind: "ill-formed" }>,
): Finding {
  const { side, error, trial } = outcome;
  const { note } = reporter;
  const whole = spanOfAll(reporter, judged);
  if (error instanceof FourIndices) {
    const { why, correct } = fourIndexTruth(trial, side, error, reporter.spelling);
    return findingAt(note, whole, "error", "ill-formed", "matrix-by-matrix", why, correct);
  }
  const other = trial.values.find((value, i) => i !== side && value?.kind === "values");
  const meant = other?.kind === "values" ? other.values : undefined;
  const written = judged.sides[side]!;
  const repaired =
    meant && written.syntax && isOwn(judged, written.span)
      ? diagnose(
          trial,
          written.syntax,
          meant,
          judged.formula,
          aroundIn(reporter, judged, side),
          reporter.budget,
        )
      : undefined;
  const diagnosis = repaired ?? replicated(trial, judged, side) ?? squareDiagnosis(reporter, judged, trial);
  const self = selfReference(judged, side);
  const rule = self
    ? "self-reference"
    : notSquareIn(trial, judged.sides[side]!.syntax)
      ? "not-square"
      : "shape";
  const said =
    notSquareIn(trial, judged.sides[side]!.syntax) ?? shapeMessage(error.message, trial.world.sizes);
  const why = self ? `${self} stands on both sides, and ${said}` : said;
  return diagnosedAt(
    reporter,
    judged,
    sideSpan(reporter, judged, side),
    ["ill-formed", rule, why],
    diagnosis,
  );
}

/** A column added to a matrix with as many columns as it has entries: the bias is meant, the same in every row. */
function replicated(trial: Trial, judged: Judgeable, side: number): Diagnosis | undefined {
  const { syntax } = judged.sides[side]!;
  if (syntax?.kind !== "sum") return undefined;
  const { text } = judged.formula.passage;
  const others = syntax.terms.map(({ term }) => sideValue(trial, term));
  const at = syntax.terms.findIndex(
    ({ term }) => term.kind === "block" && term.rows.every((row) => row.length === 1),
  );
  const column = syntax.terms[at]?.term;
  const whole = others.find((value, i) => i !== at && value.kind === "values");
  const [matrix] = whole?.kind === "values" ? whole.values : [];
  if (column?.kind !== "block" || !matrix || matrix.cols !== column.rows.length) return undefined;
  const { start, end } = wholeSpan(text, column.span);
  const [, kind] = /\\begin\{(\w+)\}/.exec(text.slice(start, end)) ?? [];
  if (kind === undefined) return undefined;
  const row = column.rows.map(([cell]) => textOf(text, cell!)).join(" & ");
  const to = `\\begin{${kind}} ${Array.from({ length: matrix.rows }, () => row).join(" \\\\ ")} \\end{${kind}}`;
  return { ...asPhrase(to, `a bias is the same in every row: ${to}`), slip: "bias" };
}

/** Where shapes don't fit, what would be right if all sizes were equal. */
function squareDiagnosis(reporter: Reporter, judged: Judgeable, { world }: Trial): Diagnosis | undefined {
  const { budget } = reporter;
  const sides = judged.sides.map(({ syntax }) => syntax);
  const [wrong] = judgeIn(trialOf(asSquare(world), sides)).filter((outcome) => outcome.kind === "wrong");
  if (wrong?.kind !== "wrong") return undefined;
  const written = judged.sides[wrong.side]!;
  if (!written.syntax || !isOwn(judged, written.span)) return undefined;
  const meant = valuesAt(wrong.trial, wrong.against);
  const found = diagnose(
    wrong.trial,
    written.syntax,
    meant,
    judged.formula,
    aroundIn(reporter, judged, wrong.side),
    budget,
  );
  return found && { ...found, isCertain: false };
}

function spanOfAll(reporter: Reporter, judged: Judgeable): Span {
  const own = judged.sides.filter(({ span }) => isOwn(judged, span));
  const spans = own.map(({ span }) => wholeSpan(reporter.note.text, span));
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/** X is 3×4 and #7 W is 2×5: sizes by their names; those of parts that were worked out before are not the author's. */
function shapeMessage(message: string, sizes: ReadonlyMap<string, number>): string {
  if (!/#\d/.test(message)) return message;
  const [, one, first, other, second, why] = /^(.+?) is (\S+) and (.+) is (\S+?)(:.*)$/.exec(message) ?? [];
  if (one === undefined || other === undefined || /#\d/.test(why ?? "")) return "its shapes don't conform";
  const named = (digits: string): string => {
    const [own, ...others] = [...sizes].filter(([, size]) => String(size) === digits);
    return own && others.length === 0 ? own[0] : digits;
  };
  const part = (text: string, instead: string): string => (/#\d/.test(text) ? instead : text);
  const rest = `${second}${why}`.replace(/\d+/g, named);
  return `${part(one, "one part")} is ${first?.replace(/\d+/g, named)} and ${part(other, "another")} is ${rest}`;
}
