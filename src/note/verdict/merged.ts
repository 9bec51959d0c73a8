/**
 * What is said of a note's claims: the verdicts of its sections, with the places and corrections that the matrices
 * that are written out entry by entry have.
 */
import type { Span } from "../../errors.ts";
import type { Finding, Judged, ListedClaim } from "../finding.ts";
import type { Memory } from "../memory.ts";
import type { Note } from "../note.ts";
import type { Statements } from "../statements/formulas.ts";
import { type Claim, claimsOf, type Reading, readingOf } from "./claims.ts";

export type { Reading };

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const isBad = (verdict: string | undefined): boolean => verdict === "wrong" || verdict === "ill-formed";

/** Entries that are printed, which the written-out reading is at home in. */
const WRITTEN_OUT =
  /\\begin\s*\{(?:[bpvBV]?matrix|array|smallmatrix|cases)\}|\\[cvd]dots|\\(?:over|under)(?:brace|set)/;

/** A matrix by a matrix is equal to no matrix, whatever the sizes. */
const FOUR_INDICES = "matrix-by-matrix";

/** ∂Y/∂W, ∇_W: a matrix by its letter. */
const BY_A_CAPITAL = /(?:\}\s*\{\s*\\partial|\\nabla_)[\s{]*(?:\\\w+[\s{]*)?\p{Lu}/u;

/** Entries of a dotted matrix that break its own pattern. */
const PATTERN = "pattern";

const FEW_ERRORS = 3;

/** Of displays: a note of more is one about entries. */
const MOST_PRINTED = 3;

/** What is left for the written-out reading: whatever is printed, and the claims that are open. */
export interface Wanted {
  readonly has: (span: Span) => boolean;
  /** Says which of a stretch, wherever in the note it stands. */
  readonly within: (span: Span) => string;
}

export function merged(
  note: Note,
  statements: Statements,
  judgeWritten: (wanted: Wanted, reading: Reading) => Judged,
  memory: Memory,
  tick: () => void,
): Judged {
  const reading = readingOf(note, statements, memory);
  const claims = claimsOf(reading, memory, tick).filter(({ isLabel }) => !isLabel);
  const formulas = note.passages.filter(({ kind }) => kind === "formula");
  const displays = formulas.filter(({ display }) => display);
  const printed = displays.filter(({ text }) => WRITTEN_OUT.test(text)).length;
  const isEntryByEntry = printed >= MOST_PRINTED;
  const isWrittenOut = (span: Span): boolean => {
    if (isEntryByEntry) return true;
    const own = formulas.find((passage) => overlap(passage, span));
    return own !== undefined && WRITTEN_OUT.test(own.text);
  };
  const open = claims.filter(
    ({ role, verdict, why }) => role === "claim" && verdict !== "right" && !/^it can't be read/.test(why),
  );
  const wanted: Wanted = {
    has: (span) => isWrittenOut(span) || open.some((claim) => overlap(claim.span, span)),
    within: (span) =>
      [
        isEntryByEntry,
        ...open.filter((claim) => overlap(claim.span, span)).map(({ span: own }) => own.start - span.start),
      ].join(),
  };
  const written = judgeWritten(wanted, reading);
  const refuted = written.findings.filter(
    ({ severity, rule }) => severity === "error" && rule !== PATTERN && rule !== FOUR_INDICES,
  );
  const isMisread = refuted.length >= FEW_ERRORS && 2 * refuted.length > written.right + FEW_ERRORS;
  // a mistake is a slip that a correction undoes; where none does, or the note is full of them, it means something else
  const isSure = (finding: Finding): boolean => {
    const { rule, verdict, correct } = finding;
    const own = claims.filter(({ span }) => overlap(finding, span));
    if (rule === PATTERN || own.some((claim) => isBad(claim.verdict))) return true;
    if (rule === "label") return correct !== undefined;
    const isOpen = own.length === 0 || own.some(({ verdict: found }) => found === "unclear");
    const isGiven = own.every((claim) => claim.role === "assumption");
    const isPrinted = formulas.some((passage) => overlap(passage, finding) && WRITTEN_OUT.test(passage.text));
    // of what prints no entries the sections know more
    if (rule === "wrong-symbol" && !isPrinted && !own.some(({ isTold }) => isTold)) return false;
    if (!isOpen && !(isGiven && correct !== undefined)) return false;
    if (!isPrinted && !isGiven && !own.some(({ isSure, isTold }) => isSure || isTold)) return false;
    if (rule === FOUR_INDICES) return own.some(({ latex }) => BY_A_CAPITAL.test(latex));
    if (isMisread || (rule === "sides-differ" && !isEntryByEntry)) return false;
    return correct !== undefined || (verdict === "ill-formed" && own.some(({ isTold }) => isTold));
  };
  // what the engine says is right is surer than a phrase of the note that is worth as much in some values
  const asEngine = (finding: Finding): Finding => {
    const own = claims.find(({ rightSpan, correct }) => correct !== undefined && overlap(finding, rightSpan));
    if (finding.rule !== "sides-differ" || finding.severity !== "error" || !own) return finding;
    return { ...finding, why: `${own.why}; right is ${own.correct}`, correct: own.correct! };
  };
  const findings = written.findings
    .filter(
      (finding) =>
        isKept(finding, claims, isWrittenOut) &&
        (finding.severity !== "error" || !isWrittenOut(finding) || isSure(finding)),
    )
    .map(asEngine);
  const isSaid = ({ rightSpan, span }: Claim): Finding | undefined =>
    findings.find(
      (f) => f.severity === "error" && (overlap(f, rightSpan) || (overlap(f, span) && isWrittenOut(span))),
    );
  const listed = claims.map((claim): ListedClaim => {
    const { span, latex, role, why } = claim;
    const said = isSaid(claim);
    const plain = { ...span, latex, role, why };
    if (role !== "claim") return plain;
    const numbers = claim.numbers && { numbers: claim.numbers };
    if (isWrittenOut(span)) {
      const silent = !written.findings.some((f) => overlap(f, span) && f.severity !== "warning");
      if (said)
        return {
          ...plain,
          verdict: said.verdict,
          why: said.why,
          ...(said.verdict === claim.verdict && numbers),
          ...(said.correct && { correct: said.correct }),
        };
      const verdict =
        isBad(claim.verdict) || claim.verdict === "unclear"
          ? silent && claim.verdict === "unclear"
            ? "right"
            : "unclear"
          : claim.verdict!;
      return { ...plain, verdict, ...(verdict === claim.verdict && numbers) };
    }
    const correct = said?.correct ?? claim.correct;
    return {
      ...plain,
      verdict: said?.rule === FOUR_INDICES ? said.verdict : claim.verdict!,
      why: said ? said.why : why,
      ...(correct && { correct }),
      ...(said?.rule !== FOUR_INDICES && numbers),
    };
  });
  const more = claims.flatMap((claim): Finding[] => {
    if (claim.role !== "claim" || !isBad(claim.verdict) || isWrittenOut(claim.span) || isSaid(claim))
      return [];
    const { start, end } = claim.span;
    const rule = claim.verdict === "wrong" ? "sides-differ" : "shapes-differ";
    const verdict = claim.verdict as "wrong" | "ill-formed";
    const latex = note.text.slice(start, end);
    const correct = claim.correct !== undefined && { correct: claim.correct };
    return [{ start, end, latex, severity: "error", verdict, rule, why: claim.why, ...correct }];
  });
  const failures = new Map(claims.filter(({ isFailure }) => isFailure).map((claim) => [claim.why, claim]));
  for (const { span, latex, why } of failures.values())
    more.push({ ...span, latex, severity: "note", verdict: "unclear", rule: "fault", why });
  const judged = listed.filter(({ role }) => role === "claim");
  return {
    findings: [...findings, ...more].sort((a, b) => a.start - b.start),
    right: judged.filter(({ verdict }) => verdict === "right").length,
    claims: judged.length,
    listed,
  };
}

function isKept(finding: Finding, claims: readonly Claim[], isWrittenOut: (span: Span) => boolean): boolean {
  const { severity, verdict, rule } = finding;
  const here = claims.filter(({ span }) => overlap(finding, span));
  if (severity === "error") {
    if (isWrittenOut(finding)) return true;
    return here.some(
      (claim) =>
        claim.role === "claim" &&
        (isBad(claim.verdict) ||
          (rule === FOUR_INDICES && claim.verdict === "unclear" && BY_A_CAPITAL.test(claim.latex))) &&
        overlap(finding, claim.rightSpan),
    );
  }
  if (verdict !== "unclear" || isWrittenOut(finding)) return true;
  return here.length === 0 || here.some((claim) => claim.role === "claim" && claim.verdict === "unclear");
}
