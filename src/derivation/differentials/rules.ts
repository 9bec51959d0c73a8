/**
 * Which rules of differentiation a value needs, as sentences for the margin.
 *
 *     r ᵀ r  ─▶  differential of a squared norm;   tanh(Z)  ─▶  entry by entry;   S⁻¹  ─▶  differential of S⁻¹
 */
import { isCall, isNumber, madeSymbol, zeros } from "../../expression/build.ts";
import { type CallNode, children, type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import type { Standardised } from "../lemmas/standardised.ts";
import { equation, said, sentence, shown } from "../pieces.ts";
import { asWritten, isSoftplus, quotient } from "../plan/lemmas.ts";
import { differentialIn, epsilon } from "../plan/moving.ts";
import type { Stage } from "../plan/plan.ts";
import type { Differenced, Sentence, Shown } from "../step.ts";
import type { Named } from "../style.ts";
import type { Differentials } from "./differential.ts";

/** More rules than this in one line are not listed. */
const MOST = 2;

/** What a reason may say of a function: d(S⁻¹) = −S⁻¹ (dS) S⁻¹, measured as a differential of its own. */
interface Rules {
  readonly rule: readonly Sentence[];
  readonly measured: readonly (readonly [SymbolNode, Differenced])[];
}

/** The rules for a value in which some symbols move, the outermost first; none for what is linear. */
export function rulesOf(
  value: Expr,
  {
    d,
    moved,
    logarithms,
    setup: { definitions },
  }: Pick<Differentials, "d" | "moved" | "logarithms" | "setup">,
  say: "lemmas" | "names" = "names",
): Rules {
  const moving = new Set<Expr>(d.keys());
  const parts = quotient(value);
  if (parts && symbolsIn(parts.below).some((s) => d.has(s))) {
    return { rule: [sentence("rule.quotient")], measured: [] };
  }
  const nodes = topological([value]);
  const above = new Set<Expr>();
  for (const e of nodes) if (moving.has(e) || children(e).some((c) => above.has(c))) above.add(e);
  const found = new Map<string, Sentence>();
  const measured: (readonly [SymbolNode, Differenced])[] = [];
  for (const e of nodes.reverse()) {
    if (!above.has(e) || moving.has(e)) continue;
    const change = logarithms.get(e);
    if (change) {
      found.set(`${e.id}`, lemma(e, change, moved, measured, definitions));
      continue;
    }
    const rule = ruleOf(e, above);
    if (!rule || found.has(rule.name) || found.size === MOST) continue;
    // that d log s = ds/s the line itself says
    const { of } = rule;
    const isSaid = of && say === "lemmas" && (of !== value || !of.fn.elementwise || isSoftplus(of));
    found.set(
      rule.name,
      isSaid ? lemma(of, differentialIn(of, d), moved, measured, definitions) : rule.sentence,
    );
  }
  const squared = found.has("rule.squaredNorm");
  return { rule: [...found].filter(([name]) => !(squared && name === "norm2")).map(([, s]) => s), measured };
}

function lemma(
  call: Expr,
  change: Expr,
  moved: ReadonlyMap<Expr, Expr>,
  measured: (readonly [SymbolNode, Differenced])[],
  definitions: readonly Named[],
): Sentence {
  const own = madeSymbol(`d(${call.id})`, call.shape);
  measured.push([own, { of: substitute(call, moved), by: epsilon() }]);
  const piece: Shown = { kind: "differential", of: shown(asWritten(call, definitions)), value: own };
  return sentence("said", { line: equation([piece, change]) });
}

interface Rule {
  readonly name: string;
  readonly sentence: Sentence;
  /** A function whose differential is said. */
  readonly of?: CallNode;
}

const named = (key: string): Rule => ({ name: key, sentence: sentence(key) });

function ruleOf(e: Expr, above: ReadonlySet<Expr>): Rule | undefined {
  if (e.kind === "product") {
    const moving = children(e).filter((c) => above.has(c));
    const [first, second] = e.factors;
    const isSquare = e.factors.length === 2 && first && second && transpose(first) === second;
    if (isSquare && isScalar(e) && e.scalars.length === 0 && moving.length === 2)
      return named("rule.squaredNorm");
    if (moving.length === 2 && moving.some(isDivisor)) return named("rule.quotient");
    return moving.length > 1 ? named("rule.product") : undefined;
  }
  if (isDivisor(e)) return named("rule.quotient");
  if (e.kind === "power") {
    const isNorm = e.base.kind === "call" && e.base.fn.name === "norm2" && isNumber(e.exponent, 2);
    return named(isNorm ? "rule.squaredNorm" : "rule.power");
  }
  if (e.kind !== "call" || isCall(e, TRANSPOSE)) return undefined;
  if (isCall(e, HADAMARD))
    return e.args.filter((a) => above.has(a)).length > 1 ? named("rule.hadamard") : undefined;
  if (isSoftplus(e)) return { name: e.fn.name, sentence: sentence("rule.call", { call: shown(e) }), of: e };
  if (isCall(e, HADAMARD_POWER) || (e.fn.elementwise && !isScalar(e))) return named("rule.entrywise");
  if (entryOf(e.fn).adjoint) return undefined;
  return { name: e.fn.name, sentence: sentence("rule.call", { call: shown(e) }), of: e };
}

/** It is printed below the bar of a fraction. */
const isDivisor = (e: Expr): boolean =>
  e.kind === "power" && isScalar(e) && e.exponent.kind === "number" && e.exponent.value.n < 0;

/** Why dN is what it is, for the margin: the lemma that was used, else the rules. */
export function reasonOf(
  { symbol: own, value }: Pick<Stage, "symbol" | "value">,
  shared: Pick<Differentials, "d" | "moved" | "lemmas" | "logarithms" | "setup">,
): Sentence | undefined {
  const lemma = shared.lemmas.get(own);
  return lemma ? lemmaRule(lemma) : joinedRules(rulesOf(value, shared).rule);
}

export const lemmaRule = ({ centred }: Standardised): Sentence =>
  centred
    ? sentence("rule.standardised", { fact: equation([centred.total, zeros(centred.total.shape)]) })
    : sentence("rule.scaled");

/** How what is standardised moves inside: that the mean and the variance move is in the lemma. */
export function lemmaParts({ lemmas, stages, d, inside }: Differentials): Sentence[] {
  return [...lemmas].map(([own, { of }]) => {
    const met = new Set<Expr>([own]);
    const parts = [...stages].reverse().filter(({ symbol: part, value }) => {
      if (part === of || !met.has(part)) return false;
      for (const s of symbolsIn(value)) met.add(s);
      return part !== own;
    });
    const changes = parts
      .reverse()
      .map((part) => said(equation([d.get(part.symbol) as Expr, inside.get(part.symbol) as Expr])));
    return sentence("lemma.parts", { what: shown(own), changes });
  });
}

/** Several rules as one sentence. */
export function joinedRules(rules: readonly Sentence[]): Sentence | undefined {
  const [first, ...others] = rules;
  if (!first) return undefined;
  const second = others.find((other) => other.key !== first.key || other.places !== first.places);
  return second ? sentence("rule.two", { first, second }) : first;
}
