/**
 * Everything that is said of a note: the judgement of its mathematics and the warnings on how it is written, by the
 * policy that the user wants.
 */
import type { Finding, Judged, Progress } from "./finding.ts";
import type { Note } from "./note.ts";
import { type Policy, reported } from "./rules/policy.ts";
import { documentFindings } from "./writing/document.ts";

export type JudgeNote = (note: Note, progress?: Progress, limit?: number) => Judged;

interface Proofreading extends Policy {
  readonly progress?: Progress | undefined;
  /** What is said of the file before it is read. */
  readonly before?: readonly Finding[];
}

export function proofread(note: Note, judge: JudgeNote, options: Proofreading = {}): Judged {
  const { progress, before = [], ...policy } = options;
  const judged = judge(note, progress);
  const findings = [...before, ...judged.findings, ...documentFindings(note)];
  return { ...judged, findings: reported(note, findings, policy) };
}
