/**
 * The proof-reader as a verb: the text of a note, to what is wrong with it.
 */
import type { NoteVerdict, Numbers, Role, Severity } from "../note/finding.ts";
import { judgeNote } from "../note/judging/judge.ts";
import { newMemory } from "../note/memory.ts";
import { proofread as proofreadWith } from "../note/proofread.ts";
import { readNote } from "../note/reading/read.ts";
import { applied, certainEdits, editsOfFile } from "../note/report/fix.ts";
import { reportJson } from "../note/report/json.ts";
import { givenOf, type NoteSettings } from "../note/settings.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { PROOFREAD } from "./noteTables.ts";
import { TEXT } from "./tables.ts";

export interface ProofreadOptions extends NoteSettings {
  /** The name of the note, whose ending says how it is read: .md, .tex, .rst, .ipynb; note.md unless given. */
  readonly file?: string | undefined;
  /** Most characters of mathematics that are judged; of a longer note that is said. */
  readonly limit?: number | undefined;
  /** Is told how many formulas of how many are judged; what it throws ends the proof-reading. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
  /** Every relation with its role, and each place of what could not be read. */
  readonly all?: boolean | undefined;
}

/** Lines and columns count from 1, columns in characters; the end is behind the last character. */
export interface NoteFinding {
  /** In a notebook, which cell; lines are those of the cell. */
  readonly cell?: number;
  /** Where it stands in the text, in UTF-16 units: text.slice(start, end). */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What the finding is about, as the author wrote it. */
  readonly latex: string;
  /** error: wrong or ill-formed; warning: badly written; note: not understood. */
  readonly severity: Severity;
  readonly verdict: NoteVerdict;
  /** The kind of finding: "shape", "wrong-layout". */
  readonly rule: string;
  /** One sentence with both sides' facts, in the language that is asked for, else the note's own. */
  readonly why: string;
  /** What is right, in the author's notation. */
  readonly correct?: string;
  /** What `--fix` would write: the text in place of [start, end). */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** Of a note, at how many places the same is to be said. */
  readonly count?: number;
}

/** A relation of the note: what it is, and of a claim what is said of it. */
export type NoteClaim = Pick<
  NoteFinding,
  "cell" | "start" | "end" | "line" | "column" | "endLine" | "endColumn" | "latex" | "why" | "correct"
> & { readonly role: Role; readonly verdict?: NoteVerdict; readonly numbers?: Numbers };

export interface NoteReport {
  readonly file: string;
  /** The text with every correction that is certain, as `matgrad check --fix` writes it; the text itself where none is. */
  readonly corrected: string;
  /** Where all is asked for: every relation, in the order of the note. */
  readonly claims?: readonly NoteClaim[];
  /** In the order of the note. */
  readonly findings: readonly NoteFinding[];
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
    /** Claims that were judged right, of so many. */
    readonly right: number;
    readonly claims: number;
  };
}

/**
 * Proof-reads a note, as `matgrad check` does: which of its equations are wrong, where, and what they should say.
 * Nothing is thrown for what a note holds.
 *
 *     proofread("Let $x \\in \\mathbb{R}^n$. Then $\\nabla_x \\|x\\|^2 = x$.").findings[0].verdict === "wrong"
 *
 * @throws ArgumentError
 */
export function proofread(text: string, options: ProofreadOptions = {}): NoteReport {
  return readerOf("proofread", options).proofread(text);
}

/** Proof-reads the same note again and again, as it is written. */
export interface Proofreader {
  /** As proofread() does it; what rests on nothing that has changed since the last times is not judged again. */
  readonly proofread: (text: string) => NoteReport;
}

/**
 * A proof-reader that remembers, for editors.
 *
 *     const reader = proofreader({ file: "notes.md" });
 *     reader.proofread(text);
 *     reader.proofread(edited);      // judges what the edit touches
 *
 * @throws ArgumentError
 */
export function proofreader(options: ProofreadOptions = {}): Proofreader {
  return readerOf("proofreader", options);
}

function readerOf(verb: string, options: ProofreadOptions): Proofreader {
  requireOptions(verb, PROOFREAD, options);
  const { file = "note.md", limit, progress, all, ...settings } = options;
  const given = givenOf(verb, settings);
  const memory = newMemory();
  return {
    proofread: (text) => {
      requireArgument(verb, "the text of a note", TEXT, text);
      memory.next();
      const note = readNote(file, text, given);
      const judged = proofreadWith(note, (whole, told) => judgeNote(whole, told, limit, memory), {
        progress,
        all,
        rules: settings.rules,
        locale: settings.locale,
      });
      const corrected = applied(text, editsOfFile(note, certainEdits(note, judged.findings)));
      const report = reportJson(note, judged, { all, places: true });
      return { ...(report as Omit<NoteReport, "corrected">), corrected };
    },
  };
}
