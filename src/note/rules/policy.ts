/**
 * Findings as they are made → as they are reported: each with the severity that its rule has, none that is switched
 * off or ignored, no fault twice, and what could not be read once with its count.
 */
import type { Span } from "../../errors.ts";
import { type Finding, SEVERITIES } from "../finding.ts";
import type { Note } from "../note.ts";
import { countBefore } from "../reading/search.ts";
import { withoutIgnored } from "./ignored.ts";
import type { RuleSettings } from "./settings.ts";
import { RULE_IDS, RULES, type RuleId } from "./table.ts";

export interface Policy {
  readonly rules?: RuleSettings | undefined;
  /** Lists each place of what could not be read. */
  readonly all?: boolean | undefined;
}

export function reported(
  note: Note,
  findings: readonly Finding[],
  { rules = {}, all = false }: Policy = {},
): readonly Finding[] {
  const own = withoutIgnored(note, saidOnce(findings)).flatMap((finding): Finding[] => {
    const severity = rules[finding.rule] ?? RULES[finding.rule].severity;
    return severity === "off" ? [] : [{ ...finding, severity }];
  });
  const sorted = own.sort(
    (a, b) =>
      a.start - b.start || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.end - b.end,
  );
  return all ? sorted : withCounts(sorted);
}

/** Rules of one gravity; of the notes, which all say that something is not known, the first goes before the next. */
const LEVELS: readonly (readonly RuleId[])[] = SEVERITIES.flatMap((severity) => {
  const ids = RULE_IDS.filter((id) => RULES[id].severity === severity);
  return severity === "note" ? ids.map((id) => [id]) : [ids];
});

const isOfMathematics = (id: RuleId): boolean => RULES[id].about === "claim" || RULES[id].about === "reading";

/**
 * Of two findings on the same mathematics the graver: a claim that is refused isn't unclear too, and what is broken
 * isn't unreadable too.
 */
function saidOnce(findings: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  let graver: readonly Span[] = [];
  for (const level of LEVELS) {
    const said = new Map<string, Finding>();
    for (const id of level)
      for (const finding of findings) {
        const isMaths = isOfMathematics(id);
        const place = `${finding.start} ${finding.end} ${isMaths ? "" : id}`;
        if (finding.rule !== id || said.has(place) || (isMaths && isIn(graver, finding))) continue;
        said.set(place, finding);
      }
    const own = [...said.values()];
    kept.push(...own);
    graver = joined([...graver, ...own.filter(({ rule }) => isOfMathematics(rule))]);
  }
  return kept;
}

/** Does one of the spans, which are in order and apart, overlap it? */
function isIn(spans: readonly Span[], { start, end }: Span): boolean {
  const last =
    spans[
      countBefore(
        spans.map((span) => span.start),
        Math.max(end, start + 1),
      ) - 1
    ];
  return last !== undefined && start < last.end;
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

/** Notes that say the same as one, at its first place, with how often it is so. */
function withCounts(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, number>();
  const key = ({ rule, why }: Finding): string => `${rule} ${why}`;
  for (const finding of findings)
    if (finding.severity === "note") groups.set(key(finding), (groups.get(key(finding)) ?? 0) + 1);
  return findings.flatMap((finding) => {
    if (finding.severity !== "note") return [finding];
    const count = groups.get(key(finding));
    groups.delete(key(finding));
    return count === undefined ? [] : [count > 1 ? { ...finding, count } : finding];
  });
}
