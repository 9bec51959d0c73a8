/**
 * Everything that is said of a note: the judgement of its mathematics and the warnings on how it is written, by the
 * policy that the user wants.
 */
import type { LocaleName } from "../derivation/locales/locale.ts";
import type { Finding, Judged, Progress } from "./finding.ts";
import type { Note } from "./note.ts";
import { languageOf } from "./report/language/ofNote.ts";
import { saidIn } from "./report/language/say.ts";
import { type Policy, reported } from "./rules/policy.ts";
import { documentFindings } from "./writing/document.ts";

export type JudgeNote = (note: Note, progress?: Progress, limit?: number) => Judged;

interface Proofreading extends Policy {
  readonly progress?: Progress | undefined;
  /** What is said of the file before it is read. */
  readonly before?: readonly Finding[];
  /** The language of what is said; the note's own unless given. */
  readonly locale?: LocaleName | undefined;
}

export function proofread(note: Note, judge: JudgeNote, options: Proofreading = {}): Judged {
  const { progress, before = [], locale = languageOf(note), ...policy } = options;
  const judged = judge(note, progress);
  const findings = [...before, ...judged.findings, ...documentFindings(note)];
  return saidIn(locale, { ...judged, findings: reported(note, findings, policy) });
}
