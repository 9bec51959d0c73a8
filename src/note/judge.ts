/**
 * A note, proof-read: every equation that makes a claim, judged in the context that the note itself gives.
 *
 *     statements ─▶ contexts ─▶ worlds ─▶ outcomes ─▶ findings
 */
import { contextOf, type Context } from "./context.ts";
import type { Finding, Judged } from "./finding.ts";
import { isBad, judgeEquation, judgeSides, type Outcome, Scene } from "./judgeEquation.ts";
import type { Note } from "./note.ts";
import { type Equation, type Formula, type Label, statementsOf } from "./statements.ts";

export function judgeNote(note: Note): Judged {
  const { problems } = statementsOf(note);
  const findings: Finding[] = [];
  let right = 0;
  let claims = 0;
  let previous: Context | undefined;
  for (const problem of problems) {
    const context = contextOf(problem, previous);
    previous = context;
    const scene = new Scene(context);
    for (const formula of problem.formulas) {
      for (const equation of formula.equations) {
        if (equation.sides.length < 2 || context.sizings.has(equation)) continue;
        const outcomes = judgeEquation(scene, equation);
        for (const outcome of outcomes) {
          claims++;
          if (outcome.kind === "right") right++;
          else findings.push(findingOf(note, equation, outcome));
        }
      }
      for (const label of formula.labels) {
        for (const outcome of judgeSides(scene, [label.part, label.label])) {
          claims++;
          if (outcome.kind === "right") right++;
          else findings.push(labelFinding(note, label, outcome));
        }
      }
    }
  }
  findings.sort((a, b) => a.start - b.start);
  return { findings, right, claims };
}

function findingOf(note: Note, equation: Equation, outcome: Outcome): Finding {
  const { start, end } = equation.sides[outcome.side]!.span;
  return {
    start,
    end,
    latex: note.text.slice(start, end),
    severity: isBad(outcome) ? "error" : "note",
    verdict: outcome.kind,
    rule: outcome.kind,
    why: whyOf(outcome),
  };
}

const whyOf = (outcome: Outcome): string =>
  outcome.kind === "unclear" ? outcome.why : outcome.kind === "ill-formed" ? outcome.error.message : outcome.kind === "wrong" ? JSON.stringify(outcome.comparison.kind === "different" ? outcome.comparison.places : "shapes") + outcome.undeclared.join(",") : "";

function labelFinding(note: Note, label: Label, outcome: Outcome): Finding {
  const { start, end } = label.span;
  return { start, end, latex: note.text.slice(start, end), severity: isBad(outcome) ? "error" : "note", verdict: outcome.kind, rule: "label", why: whyOf(outcome) };
}

export type { Formula };
