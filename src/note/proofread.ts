/**
 * Everything that is said of a note: the judgement of its mathematics and the warnings on how it is written.
 */

import type { Finding, Judged } from "./finding.ts";
import type { Note } from "./note.ts";
import { documentFindings } from "./writing/document.ts";

export type Progress = (done: number, total: number) => void;
export type JudgeNote = (note: Note, progress?: Progress) => Judged;

export const SEVERITIES = ["error", "warning", "note"] as const;

export function proofread(note: Note, judge: JudgeNote, progress?: Progress): Judged {
  const judged = judge(note, progress);
  const written = documentFindings(note);
  const broken = written.filter(({ verdict }) => verdict === "ill-formed");
  // what can't be read because it is broken is said once
  const isSaid = ({ start, end, verdict }: Finding): boolean =>
    verdict === "unclear" && broken.some((other) => other.start < end && start < other.end);
  const findings = [...judged.findings.filter((finding) => !isSaid(finding)), ...written];
  const once = new Map(
    findings.map((finding) => [`${finding.start} ${finding.end} ${finding.rule}`, finding]),
  );
  return {
    ...judged,
    findings: [...once.values()].sort(
      (a, b) => a.start - b.start || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    ),
  };
}

/** How many findings of each severity there are. */
export const counted = (findings: readonly Finding[]): Readonly<Record<Finding["severity"], number>> => {
  const count = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) count[severity]++;
  return count;
};
