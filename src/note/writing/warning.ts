/** What a rule that looks at the note as a document finds: no calculus, only how it is written. */
import type { Edit, Finding } from "../finding.ts";
import type { Note } from "../note.ts";
import type { Range } from "../reading/pieces.ts";
import { RULES, type RuleId } from "../rules/table.ts";

/** Longer quotations say no more. */
const LONGEST_QUOTATION = 300;

export interface Warning extends Range {
  readonly rule: RuleId;
  readonly why: string;
  readonly correct?: string;
  readonly edit?: Edit;
  /** Mathematics that can't be read as it stands; else it is only badly written. */
  readonly broken?: boolean;
}

export type Rule = (note: Note) => readonly Warning[];

export function findingOf({ text }: Note, { broken, ...warning }: Warning): Finding {
  const latex = text.slice(warning.start, Math.min(warning.end, warning.start + LONGEST_QUOTATION));
  return {
    ...warning,
    latex,
    severity: RULES[warning.rule].severity,
    verdict: broken ? "ill-formed" : "right",
  };
}
