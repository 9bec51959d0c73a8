/**
 * A note as the proof-reader judges it, with the places of what it says in the document.
 *
 *     finding [12, 30) of a notebook's Markdown  ─▶  the range in the file's JSON
 */
import type { Range } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit, Finding, Judged } from "../note/finding.ts";
import { judgeNote } from "../note/judging/judge.ts";
import type { Memory } from "../note/memory.ts";
import type { Note } from "../note/note.ts";
import { proofread } from "../note/proofread.ts";
import { withMacrosBeside } from "../note/reading/inputs.ts";
import { placeInFile } from "../note/reading/notebook.ts";
import { readNote } from "../note/reading/read.ts";
import { applied, editsOfFile } from "../note/report/fix.ts";
import { safeEdits } from "../note/report/safe.ts";
import { givenOf, type NoteSettings } from "../note/settings.ts";

export interface JudgedNote {
  readonly judged: Judged;
  readonly rangeOf: (span: Pick<Finding, "start" | "end">) => Range;
  /** The corrections that may be written, as edits of the document; the note is judged anew when they are asked for. */
  readonly corrections: () => readonly Correction[];
}

interface Correction {
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** `memory` has what earlier readings of the note found: what an edit does not touch is not judged again. */
export function judgedNote(
  document: TextDocument,
  file: string,
  settings: NoteSettings,
  memory: Memory,
): JudgedNote {
  memory.next();
  const text = document.getText();
  const given = givenOf("the settings", settings);
  const judge = (content: string): readonly [Note, Judged] => {
    const note = readNote(file, content, withMacrosBeside(file, content, given));
    const { rules, locale } = settings;
    return [
      note,
      proofread(note, (whole, told) => judgeNote(whole, told, undefined, memory), { rules, locale }),
    ];
  };
  const [note, judged] = judge(text);
  const { notebook } = note;
  const offset = (at: number): number => (notebook ? placeInFile(notebook, at) : at);
  const position = (at: number) => document.positionAt(offset(at));
  let corrections: readonly Correction[] | undefined;
  return {
    judged,
    rangeOf: ({ start, end }) => ({ start: position(start), end: position(end) }),
    corrections() {
      corrections ??= safeEdits(note, judged, (edits) => judge(applied(text, editsOfFile(note, edits)))).map(
        (edit) => ({
          finding: judged.findings.find((f) => isSame(f.edit, edit)) as Finding,
          edits: editsOfFile(note, [edit]),
        }),
      );
      return corrections;
    },
  };
}

const isSame = (one: Edit | undefined, other: Edit): boolean =>
  one?.start === other.start && one.end === other.end && one.text === other.text;
