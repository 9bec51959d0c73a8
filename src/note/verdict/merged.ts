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
import { borneOut } from "./trust.ts";

export type { Reading };

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const isBad = (verdict: string | undefined): boolean => verdict === "wrong" || verdict === "ill-formed";

/** A matrix by a matrix is equal to no matrix, whatever the sizes. */
const FOUR_INDICES = "matrix-by-matrix";

/** ∂Y/∂W, ∇_W, ∂y/∂w_{kj}: a matrix by its letter, or an entry of one. */
const BY_A_CAPITAL = /(?:\}\s*\{\s*\\partial|\\nabla_)[\s{]*(?:\\\w+[\s{]*)?(?:\p{Lu}|\p{Ll}\}?_\{\w{2}\})/u;

/** A matrix of its entries. */
const PRINTED = /\\begin\s*\{(?:[bpvBV]?matrix|array|smallmatrix)\}/;

/** Entries of a dotted matrix that break its own pattern. */
const PATTERN = "pattern";

/** They may correct far more than a slip of the pen. */
const NO_SLIPS: ReadonlySet<string> = new Set(["sides-differ", "shapes-differ", "wrong-symbol"]);

/** What is left for the written-out reading: whatever is printed, and the claims that are open. */
export interface Wanted {
  readonly has: (span: Span) => boolean;
  /** Says which of a stretch, wherever in the note it stands. */
  readonly within: (span: Span) => string;
}

export function merged(
  note: Note,
  statements: Statements,
  judgeWritten: (wanted: Wanted, reading: Reading) => readonly Finding[],
  memory: Memory,
  tick: () => void,
): Judged {
  const reading = readingOf(note, statements, memory);
  const judgedAlone = claimsOf(reading, memory, tick).filter(({ isLabel }) => !isLabel);
  const open = judgedAlone.filter(
    ({ role, verdict, isUnread, isAtEqualSizes, isTold }) =>
      (role === "claim" && (verdict !== "right" || isAtEqualSizes) && !isUnread) ||
      (role === "assumption" && isTold),
  );
  const wanted: Wanted = {
    has: (span) => open.some((claim) => overlap(claim.span, span)),
    within: (span) =>
      open
        .filter((claim) => overlap(claim.span, span))
        .map((claim) => claim.span.start - span.start)
        .join(),
  };
  const written = judgeWritten(wanted, reading);
  const slips = written.filter(({ rule, correct }) => correct !== undefined && !NO_SLIPS.has(rule));
  const claims = borneOut(judgedAlone, ({ span }) => slips.some((slip) => overlap(slip, span)));
  const isSound = isReadWell(claims);
  const findings = written
    .filter((finding) => isKept(finding, claims, isSound))
    .map((finding) => asEngine(finding, claims));
  const errors = findings.filter(({ severity }) => severity === "error");
  const isSaid = ({ rightSpan, span }: Claim): Finding | undefined =>
    errors.find((error) => overlap(error, rightSpan)) ?? errors.find((error) => overlap(error, span));
  const listed = claims.map((claim): ListedClaim => {
    const { span, latex, role, why, verdict } = claim;
    const plain = { ...span, latex, role, why };
    if (role !== "claim") return plain;
    const numbers = claim.numbers && { numbers: claim.numbers };
    const said = verdict === "right" ? undefined : isSaid(claim);
    const correct = said?.correct ?? claim.correct;
    return {
      ...plain,
      verdict: said && !isBad(verdict) ? said.verdict : verdict!,
      why: said ? said.why : why,
      ...(correct && { correct }),
      ...((!said || isBad(verdict)) && numbers),
    };
  });
  const more = claims.flatMap((claim): Finding[] => {
    if (claim.role !== "claim" || !isBad(claim.verdict) || isSaid(claim)) return [];
    const { start, end } = claim.span;
    const rule = claim.verdict === "wrong" ? "sides-differ" : "shapes-differ";
    const verdict = claim.verdict as "wrong" | "ill-formed";
    const latex = note.text.slice(start, end);
    const correct = claim.correct !== undefined && { correct: claim.correct };
    return [{ start, end, latex, severity: "error", verdict, rule, why: claim.why, ...correct }];
  });
  const [turned] = claims.filter(({ onlyIn }) => onlyIn === "numerator");
  if (turned)
    more.push({
      ...turned.span,
      latex: turned.latex,
      severity: "warning",
      verdict: turned.verdict === "right" ? "right" : "unclear",
      rule: "numerator-layout",
      why: "right in numerator layout, where a derivative by a column is a row; which layout is meant should be said",
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

/** What the engine says is right is surer than a phrase of the note that is worth as much in some values. */
function asEngine(finding: Finding, claims: readonly Claim[]): Finding {
  const own = claims.find(({ rightSpan, correct }) => correct !== undefined && overlap(finding, rightSpan));
  if (finding.rule !== "sides-differ" || finding.severity !== "error" || !own) return finding;
  return { ...finding, why: `${own.why}; right is ${own.correct}`, correct: own.correct! };
}

/** Nearly all of many claims hold as the letters are read. */
function isReadWell(claims: readonly Claim[]): boolean {
  const judged = claims.filter(({ role }) => role === "claim");
  const right = judged.filter(({ verdict }) => verdict === "right").length;
  return judged.length >= 10 && right >= 0.85 * judged.length;
}

/** A mistake is what its claim's readings refute, or a slip that a correction undoes. */
function isKept(
  { severity, verdict, rule, correct, isForLetter, ...span }: Finding,
  claims: readonly Claim[],
  isSound: boolean,
): boolean {
  const here = claims.filter((claim) => overlap(span, claim.span));
  const open = here.filter((claim) => claim.role === "claim" && claim.verdict === "unclear");
  if (severity === "warning") return true;
  if (severity === "note") return verdict !== "unclear" || here.length === 0 || open.length > 0;
  if (rule === PATTERN) return true;
  if (here.some((claim) => claim.role === "claim" && isBad(claim.verdict))) return true;
  if (rule === "label") return correct !== undefined;
  if (rule === FOUR_INDICES) return open.some(({ latex }) => BY_A_CAPITAL.test(latex));
  if (correct === undefined || rule === "sides-differ" || rule === "shapes-differ") return false;
  const isLetter = rule === "wrong-symbol" || rule === "wrong-index";
  // a letter for another may be the reading's fault, whichever rule found it
  const isOther = rule === "wrong-symbol" || isForLetter;
  const given = here.filter(({ role }) => role === "assumption" && !isLetter);
  const isPrinted = open.some(({ latex }) => PRINTED.test(latex));
  return [...open, ...given].some(
    ({ isRefuted, isTold, role }) =>
      (isRefuted &&
        (rule === "wrong-symbol"
          ? (isTold || isSound) && verdict === "wrong"
          : isTold || isPrinted || verdict === "wrong")) ||
      (isTold && ((role === "assumption" && verdict === "wrong") || (isPrinted && !isOther))),
  );
}
