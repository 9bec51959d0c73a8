/**
 * The adjoint rule that a stage hands its cotangent on by, for the margin.
 *
 *     Z = X W + 1 bᵀ  ─▶  from Z = X W + 1 bᵀ;   A = tanh(Z)  ─▶  tanh acts entry by entry
 */
import { isCall } from "../expression/build.ts";
import { HADAMARD_POWER } from "../expression/heads.ts";
import type { Stage } from "./introduce.ts";
import { equation, sentence } from "./pieces.ts";
import type { Sentence } from "./step.ts";

export function adjointRule({ symbol: own, value }: Stage): Sentence {
  const stage = equation([own, value]);
  if (value.kind === "call" && (value.fn.elementwise || isCall(value, HADAMARD_POWER))) {
    return sentence("adjoint.entrywise", { stage });
  }
  return sentence("adjoint.stage", { stage });
}
