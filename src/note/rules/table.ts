/** The rules of the proof-reader: all that a finding can be of. */
import { CLAIM_RULES } from "./claimRules.ts";
import type { RuleRow } from "./row.ts";
import { WRITING_RULES } from "./writingRules.ts";

const rows = { ...CLAIM_RULES, ...WRITING_RULES };

export type RuleId = keyof typeof rows;
export const RULES: Readonly<Record<RuleId, RuleRow>> = rows;
export const RULE_IDS = Object.keys(rows) as readonly RuleId[];
export const isRule = (id: string): id is RuleId => Object.hasOwn(rows, id);
