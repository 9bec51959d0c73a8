import type { Finding } from "../../finding.ts";
import { asStructured } from "../../meaning/knowledge.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { type Diagnosis, diagnose, isTransposed } from "../slips/diagnose.ts";
import type { Trial } from "../trial/compare.ts";
import { entryForm } from "../trial/entryForm.ts";
import { judgeSides } from "../trial/judgeEquation.ts";
import { sizeText } from "../trial/scene.ts";
import type { Value } from "../trial/values.ts";
import { cellFindings, phraseDiagnosis } from "./cells.ts";
import {
  aroundIn,
  asPhrase,
  diagnosedAt,
  editOf,
  findingAt,
  isKnownOtherwise,
  isOwn,
  type Judgeable,
  type Reporter,
  ruleOfSlip,
  selfReference,
  sideSpan,
  valuesAt,
  type Wrong,
} from "./reporter.ts";

export function wrongFindings(reporter: Reporter, judged: Judgeable, outcome: Wrong): Finding[] {
  const { side, against, trial } = outcome;
  const written = judged.sides[side]!;
  const meant = valuesAt(trial, against);
  const cells = cellFindings(reporter, judged, outcome);
  if (cells) return cells;
  const isHere = written.syntax && isOwn(judged, written.span);
  const { formula } = judged;
  const diagnosed = (isUsual: boolean): Diagnosis | undefined =>
    isHere
      ? diagnose(
          trial,
          written.syntax!,
          meant,
          formula,
          aroundIn(reporter, judged, side),
          reporter.budget,
          isUsual,
        )
      : undefined;
  const diagnosis = diagnosed(true);
  const left = judged.sides[against]!;
  const reversed =
    left.syntax && isOwn(judged, left.span)
      ? diagnose(
          trial,
          left.syntax,
          valuesAt(trial, side),
          formula,
          aroundIn(reporter, judged, against),
          reporter.budget,
        )
      : undefined;
  const isLeftMeant = reversed?.slip === "symbol" || reversed?.slip === "index";
  if (isLeftMeant && blamesLeft(reporter, judged, against, reversed, diagnosis))
    return [leftFinding(reporter, judged, outcome, reversed)];
  const isLeftSlip = reversed && against === 0 && isKnownOtherwise(reporter, reversed) && !diagnosis;
  if (outcome.undeclared.length > 0 && isLeftSlip) return [leftFinding(reporter, judged, outcome, reversed)];
  if (outcome.undeclared.length > 0 && !(diagnosis && isKnownOtherwise(reporter, diagnosis)))
    return [undeclaredFinding(reporter, judged, outcome)];
  if (!diagnosis && holdsIfSymmetric(reporter, judged)) return [symmetryFinding(reporter, judged, side)];
  const found =
    diagnosis ??
    entryDiagnosis(reporter, judged, outcome) ??
    layoutOf(reporter, judged, outcome, meant) ??
    phraseDiagnosis(reporter, judged, outcome, meant) ??
    diagnosed(false);
  const is = isLeftMeant && !judged.isLabel ? `this is ${reversed.correct}` : "the two sides differ";
  const why = outcome.comparison.kind === "shapes" ? shapesDiffer(trial, outcome) : is;
  const self = selfReference(judged, side);
  const differing = outcome.comparison.kind === "shapes" ? "shapes-differ" : "sides-differ";
  return [
    diagnosedAt(
      reporter,
      judged,
      sideSpan(reporter, judged, side),
      [
        outcome.comparison.kind === "shapes" ? "ill-formed" : "wrong",
        self ? "self-reference" : judged.isLabel ? "label" : ((found && ruleOfSlip(found.slip)) ?? differing),
        self
          ? `${self} stands on both sides, and they differ`
          : judged.isLabel
            ? "the label doesn't name what it stands at"
            : why,
      ],
      found,
      diagnosis,
    ),
  ];
}

function holdsIfSymmetric({ scene }: Reporter, { sides, relation }: Judgeable): boolean {
  const outcomes = judgeSides(
    scene,
    sides.map(({ syntax }) => syntax),
    relation,
    (reading) => asStructured(reading, "symmetric"),
  );
  return outcomes.length > 0 && outcomes.every(({ kind }) => kind === "right");
}

function symmetryFinding(reporter: Reporter, judged: Judgeable, side: number): Finding {
  const why = "true only where the matrix is symmetric, which is not said";
  return findingAt(reporter.note, sideSpan(reporter, judged, side), "error", "wrong", "sides-differ", why);
}

function entryDiagnosis(
  { scene, note }: Reporter,
  { sides, relation }: Judgeable,
  { side, against, comparison }: Wrong,
): Diagnosis | undefined {
  if (comparison.kind !== "shapes" || against !== 0) return undefined;
  const left = entryForm(scene, sides[0]!.syntax, sides[side]!.syntax, relation);
  if (left === undefined) return undefined;
  const { start, end } = wholeSpan(note.text, sides[side]!.span);
  const correct = `${left} = ${note.text.slice(start, end)}`;
  return asPhrase(correct);
}

function shapesDiffer({ world }: Trial, { comparison }: Wrong): string {
  if (comparison.kind !== "shapes") return "";
  const text = (value: Value): string => (value.entries.length === 1 ? "a scalar" : sizeText(world, value));
  return `one side is ${text(comparison.left)} and the other ${text(comparison.right)}`;
}

/** The left side is the slip where what it names is claimed elsewhere, and what the right side is isn't. */
function blamesLeft(
  reporter: Reporter,
  judged: Judgeable,
  against: number,
  reversed: Diagnosis,
  diagnosis: Diagnosis | undefined,
): boolean {
  if (judged.isLabel || against !== 0 || diagnosis?.isCertain) return false;
  const count = (text: string): number => reporter.leftSides.get(text.replace(/\s+/g, "")) ?? 0;
  const { start, end } = wholeSpan(reporter.note.text, judged.sides[against]!.span);
  return count(reporter.note.text.slice(start, end)) > 1 && count(reversed.correct) <= 1;
}

function leftFinding(
  reporter: Reporter,
  judged: Judgeable,
  { against, side }: Wrong,
  reversed: Diagnosis,
): Finding {
  const span = {
    start: sideSpan(reporter, judged, against).start,
    end: sideSpan(reporter, judged, side).end,
  };
  const why = `the right side is ${reversed.correct}; ${reversed.words}`;
  return findingAt(
    reporter.note,
    span,
    "error",
    "wrong",
    ruleOfSlip(reversed.slip) ?? "sides-differ",
    why,
    reversed.correct,
    editOf(judged, reversed),
  );
}

function undeclaredFinding(reporter: Reporter, judged: Judgeable, { side, undeclared }: Wrong): Finding {
  const names = [...new Set(undeclared)].map((key) => reporter.spelling.names.get(key) ?? key);
  const why = `not judged: nothing says what ${names.join(" and ")} is`;
  return findingAt(reporter.note, sideSpan(reporter, judged, side), "note", "unclear", "undeclared", why);
}

function layoutOf(
  reporter: Reporter,
  judged: Judgeable,
  { trial, side }: Wrong,
  meant: readonly Value[],
): Diagnosis | undefined {
  const [left] = judged.sides;
  const isDerivative = left?.syntax?.kind === "name" && left.syntax.derivative !== undefined;
  if (!isDerivative || !isTransposed(valuesAt(trial, side), meant)) return undefined;
  const { start, end } = sideSpan(reporter, judged, side);
  const text = reporter.note.text.slice(start, end).trim();
  const correct = /^(?:\\?\w+|\\\w+\s*\{\w+\})$/.test(text) ? `${text}^\\top` : `(${text})^\\top`;
  const words = "it is right in the other layout; here a derivative has the shape of its variable";
  return { ...asPhrase(correct, words), slip: "layout" };
}
