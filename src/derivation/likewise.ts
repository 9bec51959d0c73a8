/**
 * What a derivation leaves out at its detail, in a sentence each (plan/folding.ts).
 */
import { said, sentence, step } from "./pieces.ts";
import type { Equation, Shown, Step } from "./step.ts";

/** "In the same way, \bar z_1 = ∂L/∂z_1 = …": gradients that what follows uses. */
export const likewiseStep = (lines: readonly Equation[]): Step[] =>
  lines.length === 0 ? [] : [step("folded", [sentence("folded.likewise", { lines: lines.map(said) })], [])];

/** "∂L/∂X and ∂L/∂b follow in the same way." */
export const othersStep = (gradients: readonly Shown[]): Step[] =>
  gradients.length === 0
    ? []
    : [
        step(
          "folded",
          [
            sentence(`folded.others${gradients.length > 1 ? ".several" : ""}`, {
              gradients: gradients,
            }),
          ],
          [],
        ),
      ];
