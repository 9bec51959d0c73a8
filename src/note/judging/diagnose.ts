/**
 * What is the matter with a wrong side, and what would be right: repairs tried in the same world.
 *
 *     ∂L/∂w_{1,2} = ∂L/∂a_{1,1} z_{1,2} + …  ─▶  this is ∂L/∂w_{2,1}; right: ∂L/∂a_{1,2} z_{1,1} + …
 */
import type { Span } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { insideOf } from "../context/context.ts";
import { isCapital } from "../context/looks.ts";
import { referenceOf } from "../context/reference.ts";
import type { Spelling } from "../context/spelling.ts";
import { termText } from "../meaning/reference.ts";
import type { Formula } from "../statements/formulas.ts";
import { compared, sideValue, type Trial } from "./compare.ts";
import { type Change, type Repair, type RepairScope, repairsOf } from "./repairs.ts";
import { transposed, type Value } from "./values.ts";

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
  const terms = new Set<string>();
  const visit = (syntax: Syntax): void => {
    for (const term of referenceOf(syntax)?.indices ?? []) terms.add(termText(term));
    insideOf(syntax).forEach(visit);
  };
  inSight.forEach(visit);
  const known = [...spelling.names.keys()].filter((key) => !/[⋯⋮⋱:]/.test(key));
  return (key) => {
    const [base = "", written] = key.split("|");
    const count = written?.split(",").length ?? 0;
    const isGeneral = /\p{L}/u.test(written ?? "");
    const alike = known.filter((other) => {
      if (other === key) return false;
      const [otherBase = "", places] = other.split("|");
      return (places?.split(",").length ?? 0) === count && isCapital(otherBase) === isCapital(base);
    });
    const generated = isGeneral || terms.size > 0 ? generatedKeys(base, written, [...terms]) : [];
    const near = (other: string): number =>
      other.split("|")[0] === base ? 0 : other.split("|")[1] === written ? 1 : 2;
    return [...new Set([...alike, ...generated])]
      .filter((other) => other !== key)
      .sort((a, b) => near(a) - near(b))
      .slice(0, 24);
  };
}

/** The same letter with one index another of those in sight. */
function generatedKeys(base: string, written: string | undefined, terms: readonly string[]): string[] {
  const indices = written?.split(",") ?? [];
  return indices.flatMap((_, at) => terms.map((term) => `${base}|${indices.with(at, term).join(",")}`));
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

function diagnosisOf(repair: Repair, side: Syntax, { passage }: Formula, isCertain: boolean): Diagnosis {
  const { slip, changes, from, to } = repair;
  return { slip, changes, from, to, correct: changedText(passage.text, side.span, changes), isCertain };
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
