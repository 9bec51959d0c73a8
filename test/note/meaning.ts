/**
 * Does a mutant mean what the original did? Both formulas are read in the worlds of the original note and compared.
 */

import { contextOf } from "../../src/note/context/collect.ts";
import type { Context } from "../../src/note/context/context.ts";
import { type Formula, type Statements, statementsOf } from "../../src/note/context/statements.ts";
import { compared } from "../../src/note/judging/compare.ts";
import { trialOf } from "../../src/note/judging/judgeEquation.ts";
import type { Note } from "../../src/note/note.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { Scene } from "../../src/note/world/scene.ts";
import { type Mutant, mutated } from "./mutants.ts";

interface Known {
  readonly statements: Statements;
  readonly scenes: readonly Scene[];
}

const known = new Map<Note, Known>();

function knownOf(note: Note): Known {
  const found = known.get(note);
  if (found) return found;
  const statements = statementsOf(note);
  let previous: Context | undefined;
  const scenes = statements.problems.map((problem) => {
    previous = contextOf(problem, previous);
    return new Scene(previous);
  });
  const made = { statements, scenes };
  known.set(note, made);
  return made;
}

export function meansTheSame(note: Note, mutant: Mutant): boolean {
  const { statements, scenes } = knownOf(note);
  const other = statementsOf(readNote(note.file, mutated(note.text, mutant)));
  return statements.problems.some((problem, p) =>
    problem.formulas.some((formula, f) => {
      const { start, end } = formula.passage;
      if (mutant.start < start || mutant.start > end) return false;
      const changed = other.problems[p]?.formulas[f];
      return changed !== undefined && isSame(scenes[p]!, formula, changed);
    }),
  );
}

/** All sides of all equations are worth the same, in every world where both are worth something. */
function isSame(scene: Scene, a: Formula, b: Formula): boolean {
  if (a.equations.length !== b.equations.length) return false;
  return a.equations.every((equation, e) =>
    equation.sides.every(({ syntax }, s) => {
      const changed = b.equations[e]!.sides[s]?.syntax;
      if (!syntax || !changed) return syntax === changed;
      const verdicts = (["general", "printed"] as const).map((kind) => {
        const trial = trialOf(scene.world(kind), [syntax, changed]);
        const [x, y] = typeof trial === "string" ? [] : trial.values;
        if (x?.kind !== "values" && y?.kind !== "values") return undefined;
        return x?.kind === "values" && y?.kind === "values" && compared(x.values, y.values).kind === "equal";
      });
      return verdicts.includes(true) && !verdicts.includes(false);
    }),
  );
}
