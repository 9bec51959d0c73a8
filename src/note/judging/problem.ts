/** One problem of a note: its equations and labels judged, its formulas looked through. */
import type { Span } from "../../errors.ts";
import { type Context, equalSides } from "../context/context.ts";
import { withIndices } from "../context/spelling.ts";
import type { Finding } from "../finding.ts";
import { isDotted, patternOf } from "../meaning/dots.ts";
import type { Equation, Formula, Label, Problem } from "../statements/formulas.ts";
import type { Judgeable as Relation } from "../statements/roles.ts";
import { wholeSpan } from "../statements/wholeSpan.ts";
import type { Reading as NoteReading } from "../verdict/merged.ts";
import { holdsByItself } from "./alone.ts";
import { findingsOf } from "./findings/findings.ts";
import { findingAt, type Judgeable, judgeableOf, type Reporter } from "./findings/reporter.ts";
import { judgeSides, type Outcome } from "./trial/judgeEquation.ts";
import type { Scene } from "./trial/scene.ts";
import { nodesIn } from "./warnings/spots.ts";
import { usageWarnings } from "./warnings/usage.ts";
import { warningsOf } from "./warnings/warnings.ts";

/** A note's relations by the formula that they stand in. */
export function relationsByFormula({ document }: NoteReading): Map<Formula, Relation[]> {
  const own = new Map<Formula, Relation[]>();
  for (const relation of document.relations) {
    const list = own.get(relation.formula);
    if (list) list.push(relation);
    else own.set(relation.formula, [relation]);
  }
  return own;
}

export function sceneOf(
  context: Context,
  { document, sectionAt }: NoteReading,
  own: ReadonlyMap<Formula, readonly Relation[]>,
  { formulas }: Problem,
): Scene {
  const inProblem = formulas.flatMap((formula) => own.get(formula) ?? []);
  const within = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;
  return {
    context,
    document,
    sectionAt,
    relationsIn: (formula, span) =>
      (own.get(formula) ?? []).filter((relation) => within(span, relation.span)),
    labelled: (formula, { start }) =>
      own.get(formula)?.find(({ kind, rightSpan }) => kind === "label" && rightSpan.start === start),
    near: (formula) =>
      own.get(formula)?.[0] ??
      inProblem.findLast(({ span }) => span.start < formula.passage.start) ??
      inProblem[0],
  };
}

export function judgeProblem(
  { formulas }: Problem,
  reporter: Reporter,
  findings: Finding[],
  isWanted: (span: Span) => boolean,
  advance: () => void,
): void {
  const { scene } = reporter;
  const add = (judged: Judgeable, outcomes: readonly Outcome[]): void =>
    void findings.push(...findingsOf(reporter, judged, outcomes));
  const addEquation = (equation: Equation): void => {
    const relations = scene.relationsIn(equation.formula, equation.span);
    const last = relations.findLast(({ kind }) => kind !== "label");
    if (!last || !relations.some(({ role }) => role === "claim" || role === "assumption")) return;
    const sides = equalSides(equation).map(({ syntax }) => syntax);
    const outcomes = judgeSides(scene, sides, last);
    if (!outcomes.every(({ kind }) => kind === "right") && holdsByItself(equation)) {
      const why = "right by itself, but a letter in it has another meaning or size in this note";
      findings.push(findingAt(reporter.note, equation.span, "warning", "right", "letter-reused", why));
      return;
    }
    add(judgeableOf(equation, last), outcomes);
  };
  const spot = { note: reporter.note, context: scene.context, spelling: reporter.spelling };
  const collect = (find: () => readonly Finding[]): void => void findings.push(...(withinReach(find) ?? []));
  collect(() => warningsOf(spot));
  collect(() => usageWarnings(spot, scene));
  for (const formula of formulas) {
    const { equations, labels } = formula;
    collect(() => [...oddEntries(reporter, formula), ...unreadable(reporter, formula)]);
    for (const equation of equations)
      if (equation.sides.length > 1 && isWanted(equation.span) && !scene.context.sizings.has(equation))
        withinReach(() => addEquation(equation));
    for (const label of labels) {
      const own = scene.labelled(formula, label.span);
      if (!own || own.role === "naming") continue;
      const outcomes = judgeSides(scene, [label.part, label.label], own).filter(({ side }) => side === 1);
      if (outcomes.length > 0) withinReach(() => add(judgeableLabel(label, formula, own), outcomes));
    }
    advance();
  }
}

/** What is nested beyond what the stack holds costs its own formula only. */
function withinReach<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** What can't be read, said once. */
const unreadable = ({ note }: Reporter, { errors, passage }: Formula): Finding[] =>
  errors.slice(0, 1).map(({ message, hint, span }) => {
    const at = { start: passage.start + (span?.start ?? 0), end: passage.start + (span?.end ?? 0) };
    const why = `not read: ${message}${hint ? `; ${hint}` : ""}`;
    return findingAt(note, at, "note", "unclear", "unreadable", why);
  });

/** Entries of dotted matrices that break the pattern of the others. */
function oddEntries({ note }: Reporter, formula: Formula): Finding[] {
  const { passage } = formula;
  return [...nodesIn(formula)].flatMap((part) => {
    const pattern = part.kind === "block" && isDotted(part) ? patternOf(part) : undefined;
    return (pattern?.odd ?? []).map(({ reference, right }) => {
      const { start, end } = wholeSpan(passage.text, reference.span);
      const written = passage.text.slice(start, end);
      const to = withIndices(written, right);
      const span = { start: start + passage.start, end: end + passage.start };
      const why = `${written} breaks the pattern of its row and column${to ? `, which asks for ${to}` : ""}`;
      return findingAt(
        note,
        span,
        "error",
        "wrong",
        "pattern",
        why,
        to,
        to === undefined ? undefined : { ...span, text: to },
      );
    });
  });
}

const judgeableLabel = (label: Label, formula: Formula, relation: Relation): Judgeable => ({
  relation,
  sides: [
    { syntax: label.part, span: label.partSpan },
    { syntax: label.label, span: label.span },
  ],
  formula,
  isLabel: true,
});
