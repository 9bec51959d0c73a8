/**
 * Names that equations tie together, none of which gives one of them: what moves one moves the others.
 *
 *     A v = \lambda v,  v^\top v = 1  ─▶  dA v + A dv = d\lambda v + \lambda dv,  v^\top dv = 0
 *     \partial\lambda/\partial A = G  ─▶  d\lambda = tr(G^\top dA)
 */

import { hasValues } from "../../../structures.ts";
import { productOf } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { derivativeOf } from "../../meaning/derivativeName.ts";
import { isConstant, type Knowledge } from "../../meaning/knowledge.ts";
import { differentialsIn, keysOf, referenceOf } from "../../meaning/reference.ts";
import type { Section } from "../../sections/section.ts";
import { equationOf } from "../../statements/properties.ts";
import { derivativeIn, type Judgeable } from "../../statements/roles.ts";

type Sides = readonly [Syntax, Syntax];

/** What the section assumes before a relation: by formulas, and by words. */
export function assumedBefore({ relations, properties }: Section, { at, section, span }: Judgeable): Sides[] {
  const written = relations.flatMap(({ left, right, ...r }): Sides[] => {
    const isAssumed = r.at < at && r.section === section && r.role === "assumption" && r.kind === "equal";
    return isAssumed && left && right && !derivativeIn(left) ? [[left, right]] : [];
  });
  return [...written, ...properties.map(({ name, value }) => equationOf(value, name, span))];
}

/** What the differentials of all that satisfy. */
export function movedBefore(section: Section, relation: Judgeable): Sides[] {
  const { span } = relation;
  const d = (side: Syntax): Syntax => derivativeOf("d", side, [], span);
  const zero: Syntax = { kind: "number", text: "0", span };
  // QᵀQ of an orthogonal Q is I, whatever moves
  const orthogonal = orthogonalIn(section).map((name): Sides => {
    const own: Syntax = { kind: "name", name, span };
    const terms = [productOf([turned(d(own)), own], span), productOf([turned(own), d(own)], span)];
    return [{ kind: "sum", terms: terms.map((term) => ({ sign: "+", term })), span }, zero];
  });
  return [...assumedBefore(section, relation).map(([a, b]): Sides => [d(a), d(b)]), ...orthogonal];
}

const orthogonalIn = ({ structures }: Section): string[] =>
  [...structures].flatMap(([name, structure]) => (hasValues(structure, "orthonormal") ? [name] : []));

const turned = (of: Syntax): Syntax => ({ kind: "transpose", of, span: of.span });

interface Tied {
  readonly relation: Judgeable;
  /** What it speaks of, and all that moves with what the relation speaks of. */
  readonly own: ReadonlySet<string>;
  readonly moving: ReadonlySet<string>;
}

/** A relation on how tied names move, in differentials. */
export function tiedIn(section: Section, relation: Judgeable, known: Knowledge): Tied | undefined {
  const isFree = (name: string): boolean =>
    !isConstant(name) &&
    !section.sizeNames.includes(name) &&
    !known.definitions.some(({ reference }) => reference.key === name);
  // b of A x = b is given
  const written = assumedBefore(section, relation).map((sides) => {
    const open = sides.filter((side) => !referenceOf(side) && side.kind !== "number");
    return new Set([...keysOf(open)].filter(isFree));
  });
  const equations = [...written, ...orthogonalIn(section).map((name) => new Set([name]))];
  const asDifferential = inDifferentials(relation);
  const own = [relation.left, relation.right].flatMap((side) => (side ? differentialsIn(side) : []));
  const asked = asDifferential ? asDifferential.names : own;
  const isTied = asked.length > 0 && equations.some((names) => asked.every((name) => names.has(name)));
  if (!isTied) return undefined;
  const moving = new Set(asked);
  for (let count = 0; count < moving.size; ) {
    count = moving.size;
    for (const names of equations)
      if ([...names].some((name) => moving.has(name))) for (const name of names) moving.add(name);
  }
  return { relation: asDifferential?.relation ?? { ...relation }, own: new Set(asked), moving };
}

/** ∂a/∂B = G of names as da = tr(Gᵀ dB). */
function inDifferentials(relation: Judgeable): { relation: Judgeable; names: string[] } | undefined {
  const { left, right, span, isFirst } = relation;
  const d = left?.kind === "name" ? left.derivative : undefined;
  const [by, ...others] = d?.by ?? [];
  const [of, target] = [d?.of, by].map((part) => part && referenceOf(part)?.key);
  if (!d?.of || !by || !right || others.length > 0 || d.order !== 1 || !isFirst) return undefined;
  if (of === undefined || target === undefined || of === target) return undefined;
  const moved = derivativeOf("d", d.of, [], span);
  const value: Syntax = {
    kind: "call",
    name: "tr",
    args: [productOf([turned(right), derivativeOf("d", by, [], span)], span)],
    span,
  };
  return { relation: { ...relation, left: moved, head: moved, right: value }, names: [of, target] };
}
