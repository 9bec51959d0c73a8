/**
 * How the user wants the rules: `--rule missing-partial=off`, "rules": { "missing-partial": "off" }.
 */
import { nearest } from "../../nearest.ts";
import { SEVERITIES, type Severity } from "../finding.ts";
import { isRule, RULE_IDS, type RuleId } from "./table.ts";

type RuleSetting = Severity | "off";
export const RULE_SETTINGS = ["off", ...SEVERITIES] as const;

export type RuleSettings = Readonly<Partial<Record<RuleId, RuleSetting>>>;

/** What is wrong with the name of a rule, in words; undefined where it is one. */
export function ruleError(id: string): string | undefined {
  if (isRule(id)) return undefined;
  const near = nearest(id, RULE_IDS);
  return `there is no rule ${id}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

/** What is wrong with a setting, in words; undefined where it is one. */
export function settingError(id: string, setting: unknown): string | undefined {
  if ((RULE_SETTINGS as readonly unknown[]).includes(setting)) return ruleError(id);
  return `rule ${id} takes ${RULE_SETTINGS.join(", ")}, not ${typeof setting === "string" ? setting : JSON.stringify(setting)}`;
}
