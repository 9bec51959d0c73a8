/**
 * The formulas of a note in reading order, as equations with their places in the file, grouped into problems.
 *
 *     $$ C = A B = \overbrace{[…]}^{M} $$  ─▶  equation of three sides, a label M of the braced part
 *
 * A `---` or a heading begins a new problem; what it doesn't define it takes from the ones before.
 */

import type { ParseError, Span } from "../../errors.ts";
import { type LatexParse, parseLatexTogether } from "../../syntax/latex/parse.ts";
import { allParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { NOTE_FUNCTIONS } from "../functionNames.ts";
import { referenceOf } from "../meaning/reference.ts";
import type { Memory } from "../memory.ts";
import type { Note, Passage } from "../note.ts";
import { withLayerSizes } from "./rewritten/layerSizes.ts";

export interface EquationSide {
  /** Undefined where it can't be read. */
  readonly syntax: Syntax | undefined;
  /** In the file. */
  readonly span: Span;
}

export interface Equation {
  readonly sides: readonly EquationSide[];
  /** Between the sides: "equal", "arrow", … */
  readonly relations: readonly string[];
  readonly span: Span;
  readonly formula: Formula;
  /** It may take the size of one layer for another's, which the sizes that it is judged at don't show. */
  readonly mixesLayers: boolean;
}

export interface Label {
  readonly part: Syntax;
  readonly label: Syntax;
  /** Of the label, in the file. */
  readonly span: Span;
  readonly partSpan: Span;
}

/** One formula of the note: its equations, and where its text begins in the file. */
export interface Formula {
  readonly passage: Passage;
  /** Its place among the passages. */
  readonly index: number;
  readonly equations: Equation[];
  readonly labels: Label[];
  readonly shapes: LatexParse["shapes"];
  readonly declarations: readonly Extract<LatexParse["formulas"][number], { kind: "declaration" }>[];
  readonly errors: readonly ParseError[];
}

export interface Problem {
  readonly formulas: readonly Formula[];
  /** What stands before the formula of each passage. */
  readonly prose: ReadonlyMap<number, string>;
  /** What stands after the last formula. */
  readonly ending: string;
  readonly previous: Problem | undefined;
}

export interface Statements {
  readonly problems: readonly Problem[];
  /** Lower-case letters that are set in bold somewhere. */
  readonly bold: ReadonlySet<string>;
  /** Letters that mean two things in two styles: x = \mathbf{w}^\top \mathbf{x} gives one by the other. */
  readonly twofold: ReadonlySet<string>;
  /** The first formula that is past the limit; it and all behind it are not read. */
  readonly unread: Passage | undefined;
}

/** Of mathematics in one note, in UTF-16 units. */
export const MOST_MATHEMATICS = 1_500_000;
/** A formula costs as much as so many characters, however short it is. */
const LEAST_COST = 30;

export function statementsOf(note: Note, limit = MOST_MATHEMATICS, memory?: Memory): Statements {
  const all = note.passages.filter(({ kind }) => kind === "formula");
  let cost = 0;
  const end = all.findIndex(({ text }) => {
    cost += Math.max(text.length, LEAST_COST);
    return cost > limit;
  });
  const unread = all[end];
  const formulas = unread ? all.slice(0, end) : all;
  // the note's own commands come first, so that every formula knows them
  const texts = [note.macros ?? "", ...formulas.map(({ text }) => text)];
  const options = { functionNames: NOTE_FUNCTIONS, ...(memory && { find: memory.find }) };
  const { read, mixing } = withLayerSizes(parseLatexTogether(texts, options).slice(1));
  const bold = new Set<string>();
  for (const [letter, styles] of read[0]?.styles ?? []) if (styles.has("bold")) bold.add(letter);
  const problems: Problem[] = [];
  let current: Formula[] = [];
  let prose = new Map<number, string>();
  let ending = "";
  let next = 0;
  const close = (): void => {
    if (current.length > 0) problems.push({ formulas: current, prose, ending, previous: problems.at(-1) });
    current = [];
    prose = new Map();
    ending = "";
  };
  let before: Equation | undefined;
  const passages = unread ? note.passages.slice(0, note.passages.indexOf(unread)) : note.passages;
  passages.forEach((passage, index) => {
    if (passage.kind === "break" || passage.kind === "heading") {
      close();
      before = undefined;
    }
    if (passage.kind === "prose") ending = passage.text;
    if (passage.kind !== "formula") return;
    const neighbour = note.passages[index - 1];
    if (neighbour?.kind === "prose") prose.set(index, neighbour.text);
    const formula = formulaOf(passage, index, read[next++]!, before, mixing);
    current.push(formula);
    before = formula.equations.at(-1) ?? before;
  });
  close();
  return { problems, bold, twofold: read[0]?.twofold ?? new Set(), unread };
}

function formulaOf(
  passage: Passage,
  index: number,
  read: LatexParse,
  earlier: Equation | undefined,
  mixing: ReadonlySet<LatexParse["formulas"][number]>,
): Formula {
  const place = ({ start, end }: Span): Span => ({ start: start + passage.start, end: end + passage.start });
  const formula: Formula = {
    passage,
    index,
    equations: [],
    labels: [],
    shapes: read.shapes,
    declarations: read.formulas.filter((part) => part.kind === "declaration"),
    errors: read.errors,
  };
  let last = earlier;
  const bySpan = new Map<string, Syntax>();
  for (const part of read.formulas) {
    if (part.kind !== "chain") continue;
    const sides = part.sides.map(({ syntax, span }): EquationSide => ({ syntax, span: place(span) }));
    for (const { syntax } of part.sides) if (syntax) rememberSpans(syntax, bySpan);
    // a line that begins with its relation goes on from the chain before, whose left side it equals too
    const before = part.continues && !sides[0]!.syntax ? last?.sides : undefined;
    const first = before?.[0]?.syntax ? before[0] : before?.at(-1);
    const equation: Equation = {
      sides: first ? [first, ...sides.slice(1)] : sides,
      relations: part.relations.map(({ kind }) => kind),
      span: place(part.span),
      formula,
      mixesLayers: mixing.has(part),
    };
    formula.equations.push(equation);
    last = equation;
  }
  for (const { span, label } of read.labels) {
    const part = bySpan.get(`${span.start},${span.end}`);
    if (part && label.syntax)
      formula.labels.push({ part, label: label.syntax, span: place(label.span), partSpan: place(span) });
  }
  return formula;
}

/** The innermost node of each span: a bracket's span may be that of what it holds. */
function rememberSpans(syntax: Syntax, bySpan: Map<string, Syntax>): void {
  for (const part of allParts(syntax)) bySpan.set(`${part.span.start},${part.span.end}`, part);
}

/** The name that a formula's one relation begins with, "" of another relation. */
export function definedBy(equations: Formula["equations"]): string | undefined {
  const [first, ...others] = equations;
  if (!first || first.sides.length < 2) return undefined;
  const own = first.sides[0]!.syntax && referenceOf(first.sides[0]!.syntax);
  return others.length === 0 && first.relations[0] === "equal" && own ? own.key : "";
}
