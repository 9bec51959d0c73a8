/**
 * A note, proof-read: every equation that makes a claim, judged in the context that the note itself gives.
 *
 *     statements ─▶ contexts ─▶ worlds ─▶ outcomes ─▶ findings
 */
import type { Syntax } from "../syntax/tree.ts";
import { contextOf } from "./collect.ts";
import type { Context } from "./context.ts";
import type { Budget } from "./diagnose.ts";
import type { Finding, Judged } from "./finding.ts";
import { findingsOf } from "./findings.ts";
import { isBad, judgeEquation, judgeSides, type Outcome, Scene } from "./judgeEquation.ts";
import type { Note } from "./note.ts";
import { type Judgeable, judgeableOf, type Reporter } from "./report.ts";
import { type Spelling, spellingOf, wholeSpan } from "./spelling.ts";
import { type Label, type Problem, statementsOf } from "./statements.ts";

/** How many repairs are tried in one note: what is wrong in ever new ways is reported without its cure. */
const REPAIRS = 40_000;

export function judgeNote(note: Note): Judged {
  const { problems } = statementsOf(note);
  const tally: Tally = { findings: [], right: 0, claims: 0 };
  const budget: Budget = { left: REPAIRS };
  let previous: Context | undefined;
  let spelling: Spelling | undefined;
  for (const problem of problems) {
    previous = contextOf(problem, previous);
    spelling = spellingOf(problem, spelling);
    judgeProblem(
      problem,
      {
        note,
        spelling,
        budget,
        scene: new Scene(previous),
        phrases: phrasesOf(problem),
        leftSides: leftSidesOf(problem, note),
      },
      tally,
    );
  }
  tally.findings.sort((a, b) => a.start - b.start || a.end - b.end);
  return tally;
}

interface Tally {
  readonly findings: Finding[];
  right: number;
  claims: number;
}

function judgeProblem({ formulas }: Problem, reporter: Reporter, tally: Tally): void {
  const { scene } = reporter;
  const add = (judged: Judgeable, outcomes: readonly Outcome[], isOne: boolean): void => {
    const right = outcomes.filter(({ kind }) => kind === "right").length;
    tally.claims += isOne ? 1 : outcomes.length;
    tally.right += isOne
      ? Number(!outcomes.some((outcome) => isBad(outcome) || outcome.kind === "unclear"))
      : right;
    tally.findings.push(...findingsOf(reporter, judged, outcomes));
  };
  for (const formula of formulas) {
    const { equations, labels } = formula;
    for (const equation of equations)
      if (equation.sides.length > 1 && !scene.context.sizings.has(equation))
        add(judgeableOf(equation), judgeEquation(scene, equation), false);
    for (const label of labels) {
      const outcomes = judgeSides(scene, [label.part, label.label]).filter(({ side }) => side === 1);
      if (outcomes.length > 0) add(judgeableLabel(label, formula), outcomes, true);
    }
  }
}

const judgeableLabel = (label: Label, formula: Judgeable["formula"]): Judgeable => ({
  sides: [
    { syntax: label.part, span: label.partSpan },
    { syntax: label.label, span: label.span },
  ],
  formula,
  isLabel: true,
});

/** Sides and cells as the author wrote them: what is right may be written elsewhere. */
function phrasesOf({ formulas }: Problem): Reporter["phrases"] {
  const found: { syntax: Syntax; text: string; indexed: boolean }[] = [];
  for (const { passage, equations } of formulas)
    for (const { sides } of equations)
      for (const { syntax } of sides.length > 1 ? sides.slice(1) : sides) {
        const parts = syntax?.kind === "block" ? [syntax, ...syntax.rows.flat()] : syntax ? [syntax] : [];
        for (const part of parts) {
          const { start, end } = wholeSpan(passage.text, part.span);
          found.push({ syntax: part, text: passage.text.slice(start, end), indexed: false });
        }
      }
  return found;
}

function leftSidesOf({ formulas }: Problem, { text }: Note): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { equations } of formulas)
    for (const { sides } of equations) {
      if (sides.length < 2 || !sides[0]!.syntax) continue;
      const { start, end } = wholeSpan(text, sides[0]!.span);
      const written = text.slice(start, end).replace(/\s+/g, "");
      count.set(written, (count.get(written) ?? 0) + 1);
    }
  return count;
}
