/**
 * Of the corrections that are certain those that may be written: with them the note is judged again, the claims that
 * they are of are right then, nothing is said of any other claim that wasn't said before, and nothing is left that a
 * second run would write.
 *
 *     a = 2b, c = 3a (right), correction a = b   ─▶   c = 3a would become wrong: the correction is not written
 */
import type { Edit, Finding, Judged, ListedClaim } from "../finding.ts";
import type { Note } from "../note.ts";
import { certainEdits } from "./fix.ts";

/** The note with edits, judged. */
export type JudgeWith = (edits: readonly Edit[]) => readonly [Note, Judged];

/** Each costs a judgement of the note where they can't all be written. */
const MOST_TRIED = 40;

export function safeEdits(note: Note, judged: Judged, judgeWith: JudgeWith): readonly Edit[] {
  const candidates = certainEdits(note, judged.findings);
  const isSafe = (edits: readonly Edit[]): boolean => {
    const [changed, again] = judgeWith(edits);
    return (
      areClaimsKept(judged, again, edits) &&
      areErrorsGone(judged, again, edits) &&
      leavesNothingNew(note, candidates, changed, again)
    );
  };
  if (candidates.length === 0 || isSafe(candidates)) return candidates;
  let written: readonly Edit[] = [];
  for (const edit of candidates.slice(0, MOST_TRIED)) {
    const more = [...written, edit];
    if (isSafe(more)) written = more;
  }
  return written;
}

const touches = ({ start, end }: Edit, span: { readonly start: number; readonly end: number }): boolean =>
  start <= span.end && end >= span.start;

/** Relation by relation: the same role, and the same verdict, but right where an edit is. */
function areClaimsKept(
  { listed = [] }: Judged,
  { listed: after = [] }: Judged,
  edits: readonly Edit[],
): boolean {
  if (listed.length !== after.length) return false;
  return listed.every((claim: ListedClaim, i) => {
    const now = after[i]!;
    if (now.role !== claim.role) return false;
    if (now.verdict === claim.verdict) return true;
    return now.verdict === "right" && edits.some((edit) => touches(edit, claim));
  });
}

/** No more errors than before, and none where an error is corrected. */
function areErrorsGone({ findings }: Judged, { findings: after }: Judged, edits: readonly Edit[]): boolean {
  const errors = (all: readonly Finding[]): readonly Finding[] =>
    all.filter(({ severity }) => severity === "error");
  const isWritten = ({ edit }: Finding): boolean =>
    edit !== undefined && edits.some(({ start, end }) => start === edit.start && end === edit.end);
  const [before, now] = [errors(findings), errors(after)];
  const mended = before.filter(isWritten);
  if (now.length > before.length - mended.length) return false;
  return mended.every((finding) => {
    const start = movedBy(finding.start, edits);
    const end = movedBy(finding.end, edits);
    return !now.some((other) => other.start < end && other.end > start);
  });
}

/** Where an offset of the text stands in the text with edits. */
const movedBy = (offset: number, edits: readonly Edit[]): number =>
  edits.reduce((at, { start, end, text }) => (end <= offset ? at + text.length - (end - start) : at), offset);

/** What a second run would write are candidates that were left out. */
function leavesNothingNew(note: Note, candidates: readonly Edit[], changed: Note, again: Judged): boolean {
  const known = new Set(candidates.map((edit) => changeText(note, edit)));
  return certainEdits(changed, again.findings).every((edit) => known.has(changeText(changed, edit)));
}

const changeText = ({ text }: Note, { start, end, text: to }: Edit): string =>
  JSON.stringify([text.slice(Math.max(0, start - 20), start), text.slice(start, end), to]);
