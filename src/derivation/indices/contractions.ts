/** Deltas and sums that go, one a line: Σ_k g_ik δ_kj  ─▶  g_ij. */
import type { IndexStage } from "../../index/derivative.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import type { Equation, Step } from "../step.ts";

/** Lines of contraction, each with its reason. */
export function contractions({ steps, raw, contracted }: IndexStage): Step[] {
  if (raw === contracted) return [];
  const lines: Equation[] = [];
  for (const { rule, removed, replacement, before, after } of steps()) {
    if (before === after) continue;
    const places = { removed: shown(removed), ...(replacement && { replacement: shown(replacement) }) };
    lines.push(
      equation(
        [before, after],
        sentence(REASONS[rule], rule === "delta" ? places : { removed: shown(removed) }),
      ),
    );
  }
  const last = lines.at(-1);
  const isWhole = lines.length > 0 && last?.sides.at(-1)?.value === contracted;
  const whole = isWhole && lines[0]?.sides[0]?.value === raw ? [] : [equation([raw, contracted])];
  const text = [sentence("entries.index.contract")];
  return [step("contract", text, [...lines, ...whole], "aligned")];
}

const REASONS = {
  delta: "entries.index.delta",
  "constant delta": "entries.index.constantDelta",
  pair: "entries.index.split",
  split: "entries.index.split",
  count: "entries.index.count",
} as const;
