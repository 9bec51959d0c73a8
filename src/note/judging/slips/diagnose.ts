/**
 * What is the matter with a wrong side, and what would be right: slips undone in the same world.
 *
 *     ∂L/∂w_{1,2} = ∂L/∂a_{1,1} z_{1,2} + …  ─▶  this is ∂L/∂w_{2,1}; right: ∂L/∂a_{1,2} z_{1,1} + …
 */

import type { Span } from "../../../errors.ts";
import type { Change, Slip } from "../../../problem/claim/changes.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { isCapital } from "../../context/looks.ts";
import type { Spelling } from "../../context/spelling.ts";
import { referenceOfName } from "../../meaning/reference.ts";
import type { Formula } from "../../statements/formulas.ts";
import { otherSlips, usualSlips } from "../../verdict/slips.ts";
import { compared, sideValue, type Trial } from "../trial/compare.ts";
import { transposed, type Value } from "../trial/values.ts";
import { Pen, type TextEdit } from "./edits.ts";

/** What the author's text is searched for. */
export interface Diagnosis {
  readonly slip: Slip | "phrase" | "layout" | "bias";
  /** What was done wrong. */
  readonly words: string;
  readonly edits: readonly TextEdit[];
  /** Of the repaired side. */
  readonly correct: string;
  /** No other usual slip makes it right. */
  readonly isCertain: boolean;
  /** The letter that stands where another should. */
  readonly letter?: string;
}

/** How many repairs may be tried in one note. */
export interface Budget {
  left: number;
}

/** After the first that does. */
const MOST_BESIDES = 200;

/** The names of a note that may have been meant by another, the likeliest first. */
export const symbolsLike =
  ({ names }: Spelling) =>
  (key: string): readonly string[] => {
    const own = referenceOfName(key);
    const alike = [...names.keys()].filter((other) => {
      if (other === key || /[⋯⋮⋱:]/.test(other)) return false;
      const { stem, indices } = referenceOfName(other);
      return indices.length === own.indices.length && isCapital(stem) === isCapital(own.stem);
    });
    const near = (other: string): number => {
      const { stem } = referenceOfName(other);
      return stem === own.stem ? 0 : other.slice(stem.length) === key.slice(own.stem.length) ? 1 : 2;
    };
    return alike.sort((a, b) => near(a) - near(b)).slice(0, MOST_SYMBOLS);
  };

const MOST_SYMBOLS = 24;

/** What slips are looked for with. */
export interface Around {
  readonly spelling: Spelling;
  /** The other side. */
  readonly head: Syntax;
}

/** A side with one slip undone that makes it equal what is meant; of several the first, which is not certain then. */
export function diagnose(
  trial: Trial,
  side: Syntax,
  meant: readonly Value[],
  formula: Formula,
  { spelling, head }: Around,
  budget: Budget,
  isUsual = true,
): Diagnosis | undefined {
  const pen = new Pen(formula.passage.text, spelling, side);
  const around = {
    head,
    isDerivative: head.kind === "name" && head.derivative !== undefined,
    sizes: [],
    quote: (part: Syntax) => pen.written(part) ?? "",
    symbols: symbolsLike(spelling),
  };
  let found: { change: Change; edits: readonly TextEdit[] } | undefined;
  let tried = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const change of (isUsual ? usualSlips : otherSlips)(side, around)) {
    if (++tried > last || --budget.left < 0) break;
    if (!equals(trial, change.changed, meant)) continue;
    const edits = pen.edits(side, change.changed);
    if (!edits) continue;
    if (found) {
      const isSame = JSON.stringify(found.edits) === JSON.stringify(edits);
      if (!isSame) return diagnosisOf(found, side, formula, isUsual, false);
    } else {
      found = { change, edits };
      last = tried + MOST_BESIDES;
    }
  }
  return found && diagnosisOf(found, side, formula, isUsual);
}

function equals(trial: Trial, syntax: Syntax, meant: readonly Value[]): boolean {
  const value = sideValue(trial, syntax);
  if (value.kind !== "values" || compared(meant, value.values).kind !== "equal") return false;
  const known = new Set(
    trial.values.flatMap((side) => (side?.kind === "values" ? [...side.undeclared] : [])),
  );
  return [...value.undeclared].every((key) => known.has(key));
}

function diagnosisOf(
  { change, edits }: { change: Change; edits: readonly TextEdit[] },
  side: Syntax,
  formula: Formula,
  isUsual: boolean,
  isCertain = isUsual,
): Diagnosis {
  const { text } = formula.passage;
  const { slip, words } = change;
  const correct = changedText(text, writtenSpan(side, formula), edits);
  const [first] = edits;
  const letter = slip === "symbol" && first && { letter: text.slice(first.span.start, first.span.end) };
  return { slip: isUsual ? slip : "phrase", words, edits, correct, isCertain, ...letter };
}

/** Of a side of an equation all that is written there: what a derivative is of may stand behind its tree's place. */
function writtenSpan({ span }: Syntax, { passage, equations }: Formula): Span {
  const isSame = (other: Span | undefined): boolean => other?.start === span.start && other.end === span.end;
  const whole = equations.flatMap(({ sides }) => sides).find(({ syntax }) => isSame(syntax?.span));
  if (!whole) return span;
  return { start: whole.span.start - passage.start, end: whole.span.end - passage.start };
}

/** The text of a part with its changes made. */
export function changedText(text: string, { start, end }: Span, changes: readonly TextEdit[]): string {
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
