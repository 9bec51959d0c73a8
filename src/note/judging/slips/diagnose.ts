/**
 * What is the matter with a wrong side, and what would be right: repairs tried in the same world.
 *
 *     ∂L/∂w_{1,2} = ∂L/∂a_{1,1} z_{1,2} + …  ─▶  this is ∂L/∂w_{2,1}; right: ∂L/∂a_{1,2} z_{1,1} + …
 */

import type { Span } from "../../../errors.ts";
import { allParts, partsWithin } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { isCapital } from "../../context/looks.ts";
import type { Spelling } from "../../context/spelling.ts";
import { reference, referenceOf, referenceOfName, type Term, termText } from "../../meaning/reference.ts";
import type { Formula } from "../../statements/formulas.ts";
import { compared, sideValue, type Trial } from "../trial/compare.ts";
import { transposed, type Value } from "../trial/values.ts";
import { type Change, type Repair, type RepairScope, repairsOf } from "./repairs.ts";

/** What the author's text is searched for. */
export interface Diagnosis {
  readonly slip: Repair["slip"] | "phrase" | "layout" | "bias";
  readonly changes: readonly Change[];
  /** Of the repaired side. */
  readonly correct: string;
  readonly from: string;
  readonly to: string;
  /** No other repair makes it right. */
  readonly isCertain: boolean;
}

/** How many repairs may be tried in one note. */
export interface Budget {
  left: number;
}

const MOST_FOR_ONE = 700;
/** After the first that does. */
const MOST_BESIDES = 200;

/** The names that may have been meant by another. */
export function alternativesIn(spelling: Spelling, inSight: readonly Syntax[]): RepairScope["alternatives"] {
  const terms = new Map<string, Term>();
  for (const part of inSight.flatMap((syntax) => allParts(syntax, partsWithin)))
    for (const term of referenceOf(part)?.indices ?? []) terms.set(termText(term), term);
  const known = [...spelling.names.keys()].filter((key) => !/[⋯⋮⋱:]/.test(key));
  return (key) => {
    const own = referenceOfName(key);
    const alike = known.filter((other) => {
      const { stem, indices } = referenceOfName(other);
      return indices.length === own.indices.length && isCapital(stem) === isCapital(own.stem);
    });
    const generated = own.indices.flatMap((_, at) =>
      [...terms.values()].map((term) => reference(own.base, own.label, own.indices.with(at, term)).key),
    );
    const near = (other: string): number => {
      const { stem } = referenceOfName(other);
      return stem === own.stem ? 0 : other.slice(stem.length) === key.slice(own.stem.length) ? 1 : 2;
    };
    return [...new Set([...alike, ...generated])]
      .filter((other) => other !== key)
      .sort((a, b) => near(a) - near(b))
      .slice(0, 24);
  };
}

/** The repair of a side that makes it equal what is meant; of several the first, which is not certain then. */
export function diagnose(
  trial: Trial,
  side: Syntax,
  meant: readonly Value[],
  formula: Formula,
  scope: RepairScope,
  budget: Budget,
): Diagnosis | undefined {
  let found: Repair | undefined;
  let tried = 0;
  let last = MOST_FOR_ONE;
  for (const repair of repairsOf(side, scope)) {
    if (++tried > last || --budget.left < 0) break;
    if (!equals(trial, repair.syntax, meant)) continue;
    if (found) {
      const isSame = JSON.stringify(found.changes) === JSON.stringify(repair.changes);
      if (!isSame) return diagnosisOf(found, side, formula, false);
    } else {
      found = repair;
      last = Math.min(MOST_FOR_ONE, tried + MOST_BESIDES);
    }
  }
  return found && diagnosisOf(found, side, formula, true);
}

function equals(trial: Trial, syntax: Syntax, meant: readonly Value[]): boolean {
  const value = sideValue(trial, syntax);
  if (value.kind !== "values" || compared(meant, value.values).kind !== "equal") return false;
  const known = new Set(
    trial.values.flatMap((side) => (side?.kind === "values" ? [...side.undeclared] : [])),
  );
  return [...value.undeclared].every((key) => known.has(key));
}

function diagnosisOf(repair: Repair, side: Syntax, formula: Formula, isCertain: boolean): Diagnosis {
  const { slip, changes, from, to } = repair;
  const correct = changedText(formula.passage.text, writtenSpan(side, formula), changes);
  return { slip, changes, from, to, correct, isCertain };
}

/** Of a side of an equation all that is written there: what a derivative is of may stand behind its tree's place. */
function writtenSpan({ span }: Syntax, { passage, equations }: Formula): Span {
  const isSame = (other: Span | undefined): boolean => other?.start === span.start && other.end === span.end;
  const whole = equations.flatMap(({ sides }) => sides).find(({ syntax }) => isSame(syntax?.span));
  if (!whole) return span;
  return { start: whole.span.start - passage.start, end: whole.span.end - passage.start };
}

/** The text of a part with its changes made. */
export function changedText(text: string, { start, end }: Span, changes: readonly Change[]): string {
  const sorted = [...changes].sort((a, b) => a.span.start - b.span.start);
  const [first, last] = [sorted[0]?.span.start ?? start, sorted.at(-1)?.span.end ?? end];
  let at = Math.min(start, first);
  let made = "";
  for (const { span, text: to } of sorted) {
    if (span.start < at) continue;
    const isGlued = /\\[A-Za-z]+$/.test(made + text.slice(at, span.start)) && /^[A-Za-z]/.test(to);
    made += text.slice(at, span.start) + (isGlued ? " " : "") + to;
    at = span.end;
    if (/\\[A-Za-z]+$/.test(to) && /^[A-Za-z]/.test(text.slice(at))) made += " ";
  }
  return (made + text.slice(at, Math.max(end, last, at))).trim();
}

/** Is the side right but transposed: the other layout? */
export const isTransposed = (value: readonly Value[], meant: readonly Value[]): boolean =>
  compared(value.map(transposed), meant).kind === "equal";

/** What the author wrote elsewhere that is worth what is meant. */
export function phraseFor(
  trial: Trial,
  meant: readonly Value[],
  phrases: readonly { readonly syntax: Syntax; readonly text: string }[],
  budget: Budget,
): string | undefined {
  for (const { syntax, text } of phrases) {
    if (--budget.left < 0) return undefined;
    if (equals(trial, syntax, meant)) return text;
  }
  return undefined;
}
