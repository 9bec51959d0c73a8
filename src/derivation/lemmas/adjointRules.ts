/**
 * The adjoint rule by which a stage hands its cotangent on to one of its inputs, for the margin.
 *
 *     Z = X W + 1 bᵀ  ─▶  to X: left factor, times Wᵀ; to b: replicated, hence summed
 *     A = tanh(Z)     ─▶  to Z: entry by entry
 */
import { isCall, splitCoefficient } from "../../expression/build.ts";
import type { CallNode, Expr, SymbolNode } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, ONES, TRANSPOSE } from "../../expression/heads.ts";
import { dependsOn } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { equation, sentence, shown } from "../pieces.ts";
import { asWritten } from "../plan/lemmas.ts";
import type { Stage } from "../plan/plan.ts";
import type { Sentence } from "../step.ts";
import type { Named } from "../style.ts";

export function adjointRule(
  { symbol: own, value }: Stage,
  input: SymbolNode,
  definitions: readonly Named[],
): Sentence {
  const terms = (value.kind === "sum" ? value.terms : [value]).filter((t) => dependsOn(t, input));
  const [only] = terms;
  const rule = terms.length === 1 && only ? termRule(only, input, definitions) : undefined;
  return rule ?? sentence("adjoint.stage", { stage: equation([own, asWritten(value, definitions)]) });
}

function termRule(term: Expr, input: SymbolNode, definitions: readonly Named[]): Sentence | undefined {
  const [, body] = splitCoefficient(term);
  if (isItself(body, input)) return sentence("adjoint.sum");
  if (body.kind === "product") return factorRule(body.scalars, body.factors, input);
  return body.kind === "call" ? callRule(body, input, definitions) : undefined;
}

const isItself = (e: Expr, input: SymbolNode): boolean =>
  e === input || (isCall(e, TRANSPOSE) && e.args[0] === input);

function factorRule(
  scalars: readonly Expr[],
  factors: readonly Expr[],
  input: SymbolNode,
): Sentence | undefined {
  if (scalars.some((s) => dependsOn(s, input))) return undefined;
  const position = factors.findIndex((f) => isItself(f, input));
  if (position < 0 || factors.some((f, i) => i !== position && dependsOn(f, input))) return undefined;
  const others = factors.filter((_, i) => i !== position);
  if (others.length === 0) return sentence("adjoint.sum");
  if (others.every((f) => isCall(f, ONES))) return sentence("adjoint.replicated", { what: shown(input) });
  const place = position === 0 ? "left" : position === factors.length - 1 ? "right" : "middle";
  return sentence(`adjoint.${place}${factors[position] === input ? "" : ".turned"}`);
}

function callRule(e: CallNode, input: SymbolNode, definitions: readonly Named[]): Sentence | undefined {
  if (e.fn.elementwise || isCall(e, HADAMARD_POWER)) {
    return e.args[0] === input
      ? sentence("adjoint.entrywise", { call: shown(asWritten(e, definitions)) })
      : undefined;
  }
  if (isCall(e, HADAMARD)) return e.args.includes(input) ? sentence("adjoint.hadamard") : undefined;
  if (!e.args.includes(input)) return undefined;
  return sentence(entryOf(e.fn).adjoint ? "adjoint.linear" : "adjoint.call", {
    call: shown(asWritten(e, definitions)),
  });
}
