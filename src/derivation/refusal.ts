/**
 * Why a style does not treat a problem, as a sentence of the locale.
 *
 *     "not supported: derivatives of order 3"  ─▶  { key: "refusal.order", places: { order: "3" } }
 */
import { refusals } from "./locales/en/refusals.ts";
import { sentence } from "./pieces.ts";
import type { Sentence } from "./step.ts";

const PATTERNS = Object.entries(refusals).map(([key, template]) => {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return { key, pattern: new RegExp(`^${escaped.replace(/\{(\w+)\}/g, "(?<$1>.+?)")}$`, "u") };
});

/** The sentence that an error's message is; undefined where it is none of the table. */
export function refusalOf(message: string): Sentence | undefined {
  const text = message.replace(/^not supported: /, "");
  for (const { key, pattern } of PATTERNS) {
    const match = pattern.exec(text);
    if (match) return sentence(key, { ...match.groups });
  }
  return undefined;
}
