/**
 * Which rules of differentiation a value needs, as sentences for the margin.
 *
 *     r ᵀ r  ─▶  differential of a squared norm;   tanh(Z)  ─▶  entry by entry;   S⁻¹  ─▶  differential of S⁻¹
 */
import { isCall, isNumber } from "../expression/build.ts";
import { children, type Expr, isScalar } from "../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { topological } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";
import { sentence, shown } from "./pieces.ts";
import type { Sentence } from "./step.ts";

/** More rules than this in one line are not listed. */
const MOST = 2;

/** The rules for a value whose `moving` symbols move, the outermost first; none for what is linear. */
export function rulesOf(value: Expr, moving: ReadonlySet<Expr>): Sentence[] {
  const nodes = topological([value]);
  const above = new Set<Expr>();
  for (const e of nodes) if (moving.has(e) || children(e).some((c) => above.has(c))) above.add(e);
  const found = new Map<string, Sentence>();
  for (const e of nodes.reverse()) {
    if (!above.has(e) || moving.has(e)) continue;
    const rule = ruleOf(e, above);
    if (rule && !found.has(rule.name)) found.set(rule.name, rule.sentence);
  }
  const squared = found.has("rule.squaredNorm");
  return [...found]
    .filter(([name]) => !(squared && name === "norm2"))
    .map(([, s]) => s)
    .slice(0, MOST);
}

interface Rule {
  readonly name: string;
  readonly sentence: Sentence;
}

const named = (key: string): Rule => ({ name: key, sentence: sentence(key) });

function ruleOf(e: Expr, above: ReadonlySet<Expr>): Rule | undefined {
  if (e.kind === "product") {
    const moving = children(e).filter((c) => above.has(c));
    const [first, second] = e.factors;
    const isSquare = e.factors.length === 2 && first && second && transpose(first) === second;
    if (isSquare && isScalar(e) && e.scalars.length === 0 && moving.length === 2)
      return named("rule.squaredNorm");
    return moving.length > 1 ? named("rule.product") : undefined;
  }
  if (e.kind === "power") {
    const isNorm = e.base.kind === "call" && e.base.fn.name === "norm2" && isNumber(e.exponent, 2);
    return named(isNorm ? "rule.squaredNorm" : "rule.power");
  }
  if (e.kind !== "call" || isCall(e, TRANSPOSE)) return undefined;
  if (isCall(e, HADAMARD))
    return e.args.filter((a) => above.has(a)).length > 1 ? named("rule.hadamard") : undefined;
  if (isCall(e, HADAMARD_POWER) || (e.fn.elementwise && !isScalar(e))) return named("rule.entrywise");
  if (entryOf(e.fn).adjoint) return undefined;
  return { name: e.fn.name, sentence: sentence("rule.call", { call: shown(e) }) };
}

/** Several rules as one sentence. */
export function joinedRules(rules: readonly Sentence[]): Sentence | undefined {
  const [first, second] = rules;
  if (!first) return undefined;
  return second ? sentence("rule.two", { first, second }) : first;
}
