/**
 * The derivative of a function that the note gives, put to the judge of `matgrad judge` in the note's own words: what
 * the names are, what they are defined by, the claim.
 *
 *     X \in R^{n×d}; J = ‖Xw − y‖²; ∇_w J = Xᵀ(Xw − y)  ─▶  wrong, right is 2 Xᵀ (X w − y)
 */

import { SCALAR } from "../../expression/expr.ts";
import type { Judgement } from "../../problem/claim/judge.ts";
import { judgeLatex } from "../../problem/latex/claim.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { MEMBER, placeOf } from "../meaning/letters.ts";
import { everyPart, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Document } from "../sections/document.ts";
import type { Section } from "../sections/section.ts";
import { hasMean } from "../statements/rewritten/expectations.ts";
import type { Judgeable } from "../statements/roles.ts";
import { wholeSpan } from "../statements/wholeSpan.ts";

/** Undefined where the claim is no derivative of what the note gives. */
export function engineVerdict(
  document: Document,
  section: Section,
  relation: Judgeable,
): Judgement | undefined {
  const head = relation.isFirst ? relation.left : relation.head;
  const derivative = head?.kind === "name" ? head.derivative : undefined;
  const [by] = derivative?.by ?? [];
  const of = derivative?.of;
  if (!of || !by || derivative.by.length !== 1 || derivative.order !== 1 || !relation.right) return undefined;
  // g', whose variable is nowhere written
  if (by.span.start === of.span.start) return undefined;
  // entries with numbers are at home in the note's own sizes
  if (referenceOf(by)?.indices.some(({ letter }) => letter === undefined) !== false) return undefined;
  const texts = isOfPairs(by, relation.right, section)
    ? undefined
    : givenFor(document, section, relation, of);
  if (!texts) return undefined;
  const { text, start } = relation.formula.passage;
  const written = (part: Syntax): string => {
    const whole = wholeSpan(text, part.span);
    return text.slice(whole.start, whole.end);
  };
  if (!relation.isFirst && relation.leftSpan.start < start) return undefined;
  const { facts, positive } = document;
  const right = text.slice(relation.rightSpan.start - start, relation.rightSpan.end - start);
  return judgeLatex({
    fn: texts.join(" \\\\ "),
    wrt: written(by),
    claim: `${relation.isFirst ? written(head!) : ""} = ${right}`,
    layout: facts.layout ?? "denominator",
    structures: section.structures,
    positive: [...positive],
    summingToOne: [...facts.summingToOne],
  });
}

/** By y_i of vectors y_1, …, y_n, with what pairs of them have, p_{ij}: the engine would read entries of one y. */
function isOfPairs(by: Syntax, right: Syntax, { letters, shapes }: Section): boolean {
  const own = referenceOf(by);
  const place = own && placeOf(own, letters);
  if (place?.kind !== "member" || (shapes.get(place.family + MEMBER) ?? SCALAR) === SCALAR) return false;
  return [...everyPart(right)].some((part) => (referenceOf(part)?.indices.length ?? 0) > 1);
}

/** Declarations and definitions of all that the function and the claim speak of; the function's own last. */
function givenFor(
  { declarationTexts, losses }: Document,
  { relations }: Section,
  { at, right }: Judgeable,
  of: Syntax,
): string[] | undefined {
  const own = of.kind === "call" ? referenceOfName(of.name) : referenceOf(of);
  if (!own) return undefined;
  const definitions = relations.filter((r) => r.defines && r.at < at && r.role === "definition");
  const ofName = (base: string): Judgeable | undefined =>
    definitions.findLast(({ defines }) => defines!.reference.base === base);
  const named = (key: string): Judgeable | undefined =>
    definitions.findLast(({ defines }) => defines!.reference.key === key);
  const root = named(own.key) ?? (losses.includes(own.key) ? named(resultIn(right, own.key)) : undefined);
  if (!root) return undefined;
  const found = new Set([root]);
  const bases = new Set<string>();
  const open = [root.right, right].flatMap((side) => (side ? basesIn(side) : []));
  for (let base = open.pop(); base !== undefined; base = open.pop()) {
    if (bases.has(base)) continue;
    bases.add(base);
    const definition = base === root.defines!.reference.base ? undefined : ofName(base);
    if (!definition) continue;
    found.add(definition);
    if (definition.right) open.push(...basesIn(definition.right));
  }
  // an expectation is none of the engine's functions
  if ([right, ...[...found].map((one) => one.right)].some(hasMean)) return undefined;
  const declared = new Set([...bases].flatMap((base) => declarationTexts.get(base) ?? []));
  const others = [...found].filter((definition) => definition !== root).sort((a, b) => a.at - b.at);
  return [...declared, ...[...others, root].map(({ latex }) => latex)];
}

/** The h of the one ∂L/∂h on the right: L is a loss of h. */
function resultIn(right: Syntax | undefined, loss: string): string {
  const results = [...(right ? everyPart(right) : [])].flatMap((part) => {
    const { of, by = [] } = (part.kind === "name" && part.derivative) || {};
    const result = by[0] && referenceOf(by[0]);
    return of?.kind === "name" && of.name === loss && result ? [result.key] : [];
  });
  return new Set(results).size === 1 ? results[0]! : "";
}

const basesIn = (side: Syntax): string[] =>
  [...everyPart(side)].flatMap((part) => {
    const base = referenceOf(part)?.base ?? (part.kind === "call" ? part.name.replace(/'+$/, "") : undefined);
    return base === undefined ? [] : [base];
  });
