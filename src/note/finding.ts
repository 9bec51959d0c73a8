/**
 * What the proof-reader says of a note.
 */
import type { LocaleName } from "../derivation/locales/locale.ts";
import type { RuleId } from "./rules/table.ts";

export const SEVERITIES = ["error", "warning", "note"] as const;
export type Severity = (typeof SEVERITIES)[number];
export type NoteVerdict = "right" | "wrong" | "ill-formed" | "unclear";

/** The author's text at [start, end) is to be `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Finding {
  /** In UTF-16 units of the file. */
  readonly start: number;
  readonly end: number;
  /** What the finding is about, as the author wrote it. */
  readonly latex: string;
  /** That of its rule, unless the user has it otherwise. */
  readonly severity: Severity;
  readonly verdict: NoteVerdict;
  /** Which rule it is of. */
  readonly rule: RuleId;
  /** One sentence with both sides' facts. */
  readonly why: string;
  /** The right LaTeX in the author's notation and letters, ready to paste. */
  readonly correct?: string;
  /** Where the correction is certain: what `--fix` writes. Only within formulas. */
  readonly edit?: Edit;
  /** The correction is one letter for another, which may be the reading's fault. */
  readonly isForLetter?: boolean;
  /** Of a note, at how many places the same is to be said. */
  readonly count?: number;
}

export interface Judged {
  /** In the order of the file. */
  readonly findings: readonly Finding[];
  /** Claims that were judged right, and how many claims there were. */
  readonly right: number;
  readonly claims: number;
  /** The language that it is said in; English unless given. */
  readonly locale?: LocaleName;
  /** Every relation of the note. */
  readonly listed?: readonly ListedClaim[];
}

/** A relation of the note: what it is, and of a claim what is said of it. */
export interface ListedClaim {
  readonly start: number;
  readonly end: number;
  readonly latex: string;
  readonly role: Role;
  readonly verdict?: NoteVerdict;
  readonly why: string;
  readonly correct?: string;
  readonly numbers?: Numbers;
}

/** The sides of a claim at random values, where they are the furthest apart. */
export interface Numbers {
  /** Of each side. */
  readonly rows: number;
  readonly columns: number;
  /** The entry, from 1. */
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly right: number;
  /** The difference, relative to the largest entry; of what is equal, to its terms where they are larger. */
  readonly error: number;
}

/** A claim, or why a relation is none. */
export type Role =
  | "claim"
  | "definition"
  | "assumption"
  | "condition"
  | "value"
  | "model"
  | "update"
  | "naming"
  | "approximation"
  | "convention";

/** How many findings of each severity there are. */
export const counted = (findings: readonly Finding[]): Readonly<Record<Severity, number>> => {
  const count = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) count[severity]++;
  return count;
};

/** Is told how much of a note is judged. */
export type Progress = (done: number, total: number) => void;
