/**
 * "Let r = X w − y": the names that we introduce, and which of them are symmetric.
 */
import { equation, said, sentence, shown, step } from "../pieces.ts";
import type { Run } from "../plan/lemmas.ts";
import type { Stage } from "../plan/plan.ts";
import { isSymmetric } from "../plan/symmetry.ts";
import type { Step } from "../step.ts";

export function namesStep(stages: readonly Stage[], runs: readonly Run[] = []): Step[] {
  const own = stages.filter((s) => s.introduced);
  const names = [
    ...own.map((s) => equation([s.symbol, s.value])),
    ...runs.map(([name, run]) => equation([name, run])),
  ];
  if (names.length === 0) return [];
  const symmetric = own.filter((s) => isSymmetric(s.symbol)).map((s) => shown(s.symbol));
  const key = symmetric.length > 1 ? "names.symmetric.several" : "names.symmetric";
  const remark = symmetric.length > 0 ? [sentence(key, { what: symmetric })] : [];
  return [step("names", [sentence("names.let", { names: names.map(said) }), ...remark], [])];
}
