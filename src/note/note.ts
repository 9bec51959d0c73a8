/**
 * A note as it is read: its passages in order, each with its place in the file.
 *
 *     # Backpropagation            heading
 *     Let $Y = X W$, then          prose, formula, prose
 *     $$ \nabla_W L = X^\top G $$  formula (display)
 */

import type { Notebook } from "./reading/notebook.ts";
import type { RuleId } from "./rules/table.ts";
import type { Given } from "./settings.ts";

/** A place in the text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Offsets are in UTF-16 units of the note's text. */
export interface Passage {
  readonly kind: "formula" | "prose" | "heading" | "break";
  /** As it stands in the file; a formula without its delimiters, so that text = note.text.slice(start, end). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of a formula: stands alone ($$, \[, an environment). */
  readonly display: boolean;
}

/** Mathematics that could not be told from its surroundings: it is no passage, the rest of the note is. */
export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly rule: RuleId;
  readonly why: string;
}

export interface Note {
  readonly file: string;
  /** What is read: of a notebook the text of its Markdown cells, else the file's. */
  readonly text: string;
  /** Where that text stands in a notebook's file. */
  readonly notebook?: Notebook;
  readonly passages: readonly Passage[];
  /** The text of the note's own commands: \newcommand, \def, \DeclareMathOperator. */
  readonly macros?: string;
  /** What is said beside the note. */
  readonly given?: Given;
  readonly faults?: readonly Fault[];
  /** Comments, with the signs that they stand in. */
  readonly comments?: readonly Span[];
}
