/**
 * Everything that is said of a note: the judgement of its mathematics and the warnings on how it is written.
 */

import type { Span } from "../errors.ts";
import { type Finding, type Judged, type Progress, SEVERITIES } from "./finding.ts";
import type { Note } from "./note.ts";
import { countBefore } from "./reading/search.ts";
import { documentFindings } from "./writing/document.ts";

export type JudgeNote = (note: Note, progress?: Progress, limit?: number) => Judged;

export function proofread(note: Note, judge: JudgeNote, progress?: Progress): Judged {
  const judged = judge(note, progress);
  const written = documentFindings(note);
  const broken = joined(written.filter(({ verdict }) => verdict === "ill-formed"));
  const starts = broken.map(({ start }) => start);
  // what can't be read because it is broken is said once
  const isSaid = ({ start, end, verdict }: Finding): boolean => {
    const last = broken[countBefore(starts, end) - 1];
    return verdict === "unclear" && last !== undefined && start < last.end;
  };
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

/** Spans in their order, those that overlap as one. */
function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && start < last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else apart.push({ start, end });
  }
  return apart;
}
