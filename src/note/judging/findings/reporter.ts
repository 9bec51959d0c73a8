/**
 * What all findings are made with: places in the file, the sentence for a slip, the edit.
 */
import type { Span } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Spelling } from "../../context/spelling.ts";
import type { Edit, Finding, NoteVerdict, Severity } from "../../finding.ts";
import { referenceOfName } from "../../meaning/reference.ts";
import type { Note } from "../../note.ts";
import type { RuleId } from "../../rules/table.ts";
import type { Equation, EquationSide, Formula } from "../../statements/formulas.ts";
import type { Judgeable as Relation } from "../../statements/roles.ts";
import { wholeSpan } from "../../statements/wholeSpan.ts";
import { type Around, type Budget, changedText, type Diagnosis } from "../slips/diagnose.ts";
import type { Trial } from "../trial/compare.ts";
import type { Outcome } from "../trial/judgeEquation.ts";
import type { Scene } from "../trial/scene.ts";
import type { Value } from "../trial/values.ts";

/** What findings are made from. */
export interface Reporter {
  readonly note: Note;
  readonly scene: Scene;
  readonly spelling: Spelling;
  readonly budget: Budget;
  /** Sides and cells that the author wrote in this problem, with their texts. */
  readonly phrases: readonly { readonly syntax: Syntax; readonly text: string }[];
  /** The texts of left sides in this problem and how often they stand there. */
  readonly leftSides: ReadonlyMap<string, number>;
  /** How often each letter stands in this problem, as a name or as an index. */
  readonly letters: ReadonlyMap<string, number>;
}

/** Something judged: an equation, or a label and what it stands under. */
export interface Judgeable {
  readonly sides: readonly EquationSide[];
  readonly formula: Formula;
  readonly isLabel: boolean;
  /** As it is read. */
  readonly relation: Relation;
}

export const judgeableOf = ({ sides, formula }: Equation, relation: Relation): Judgeable => ({
  sides,
  formula,
  isLabel: false,
  relation,
});

export type Wrong = Extract<Outcome, { kind: "wrong" }>;

export function findingAt(
  note: Note,
  { start, end }: Span,
  severity: Severity,
  verdict: NoteVerdict,
  rule: RuleId,
  why: string,
  correct?: string,
  edit?: Edit,
): Finding {
  const latex = note.text.slice(start, end);
  return {
    start,
    end,
    latex,
    severity,
    verdict,
    rule,
    why,
    ...(correct !== undefined && { correct }),
    ...(edit && { edit }),
  };
}

export const sideSpan = ({ note }: Reporter, { sides }: Judgeable, side: number): Span =>
  wholeSpan(note.text, sides[side]!.span);

export const isOwn = ({ formula }: Judgeable, span: Span): boolean =>
  span.start >= formula.passage.start && span.end <= formula.passage.end;

/** What stands around a side. */
export const aroundIn = ({ spelling }: Reporter, { sides }: Judgeable, side: number): Around => ({
  spelling,
  head: (sides.find(({ syntax }, i) => i !== side && syntax) ?? sides[side]!).syntax!,
});

/** The change as one edit of the file, where it is certain. */
export function editOf({ formula }: Judgeable, diagnosis: Diagnosis | undefined): Edit | undefined {
  if (!diagnosis?.isCertain || diagnosis.edits.length === 0) return undefined;
  const { text, start: offset } = formula.passage;
  const start = Math.min(...diagnosis.edits.map(({ span }) => span.start));
  const end = Math.max(...diagnosis.edits.map(({ span }) => span.end));
  return {
    start: start + offset,
    end: end + offset,
    text: changedText(text, { start, end }, diagnosis.edits),
  };
}

/** What is wrong, and how it is mended; `edited` is the change of the file. */
export function diagnosedAt(
  { note }: Reporter,
  judged: Judgeable,
  span: Span,
  [verdict, rule, why]: readonly [NoteVerdict, RuleId, string],
  diagnosis: Diagnosis | undefined,
  edited = diagnosis,
): Finding {
  const said = diagnosis ? `${why}; ${diagnosis.words}` : why;
  const edit = editOf(judged, edited);
  const finding = findingAt(note, span, "error", verdict, rule, said, diagnosis?.correct, edit);
  return diagnosis?.slip === "symbol" ? { ...finding, isForLetter: true } : finding;
}

const RULES: Partial<Readonly<Record<Diagnosis["slip"], RuleId>>> = {
  index: "wrong-index",
  symbol: "wrong-symbol",
  transpose: "wrong-transpose",
  order: "wrong-order",
  sign: "wrong-sign",
  factor: "wrong-factor",
  layout: "wrong-layout",
};

/** What else is right has no rule of its own. */
export const ruleOfSlip = (slip: Diagnosis["slip"]): RuleId | undefined => RULES[slip];

/** What is right, as it stands elsewhere. */
export const asPhrase = (correct: string, words = `right is ${correct}`): Diagnosis => ({
  slip: "phrase",
  words,
  edits: [],
  correct,
  isCertain: false,
});

/** What stands on the left again on the right. */
export function selfReference({ sides }: Judgeable, side: number): string | undefined {
  const [left] = sides;
  if (side === 0 || !left?.syntax) return undefined;
  const key = left.syntax.kind === "name" ? left.syntax.name : undefined;
  const open: Syntax[] = sides[side]!.syntax ? [sides[side]!.syntax] : [];
  while (key !== undefined && open.length > 0) {
    const part = open.pop()!;
    if (part.kind === "name" && part.name === key) return key;
    if (part.kind === "product") open.push(...part.factors.map(({ factor }) => factor));
    if (part.kind === "sum") open.push(...part.terms.map(({ term }) => term));
    if (part.kind === "transpose") open.push(part.of);
  }
  return undefined;
}

export function valuesAt(trial: Trial, side: number): readonly Value[] {
  const value = trial.values[side];
  return value?.kind === "values" ? value.values : [];
}

/** A letter that the note uses for something else is a slip; one that it never uses otherwise may be what it is. */
export function isKnownOtherwise({ spelling, letters }: Reporter, { letter }: Diagnosis): boolean {
  if (letter === undefined) return true;
  const [key = ""] = [...spelling.names].find(([, written]) => written === letter) ?? [];
  return (letters.get(referenceOfName(key).stem) ?? 0) > 1;
}
