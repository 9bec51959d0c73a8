/** What the refusal of a claim rests on: whether its gradient is surely meant, what is said of letters that vary. */
import { SCALAR } from "../../expression/expr.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { EXPECTATION } from "../functionNames.ts";
import { isDotted } from "../meaning/dots.ts";
import { isConstant } from "../meaning/knowledge.ts";
import {
  basesOf,
  differentialsIn,
  everyPart,
  keysOf,
  type Reference,
  referenceOf,
  referenceOfName,
  targetsIn,
} from "../meaning/reference.ts";
import type { Document } from "../sections/document.ts";
import type { Section } from "../sections/section.ts";
import { reached } from "../sections/told.ts";
import { isSaidToVanish, UNDER_CONDITIONS } from "../statements/cues.ts";
import { hasMean } from "../statements/rewritten/expectations.ts";
import { derivativeIn, type Judgeable } from "../statements/roles.ts";
import { conditionOf } from "./readings/conditions.ts";
import { assumedBefore } from "./readings/implicit.ts";
import { isOfACase } from "./readings/instances.ts";
import { unknownFunction } from "./roundabout.ts";
import type { Verdict } from "./sides/verdict.ts";

export const namesIn = ({ left, right }: Judgeable): Set<string> => keysOf([left, right]);

/** Names that a relation leads to of which words say more in sections that don't declare them. */
export function saidElsewhere({ left, right }: Judgeable, { elsewhere, relations }: Section): string[] {
  const roots = elsewhere.size > 0 && left && right ? [left, right] : [];
  return roots.length > 0 ? [...reached(roots, relations)].filter((name) => elsewhere.has(name)) : [];
}

/** A claim with what words say elsewhere of names that its section declares, and without: both may be meant. */
export function restingOn<T extends { readonly verdict: string | undefined; readonly why: string }>(
  section: Section,
  relation: Judgeable,
  withAll: T,
  without: T,
): T | { readonly verdict: "unclear"; readonly why: string } {
  if (without.verdict === "right") return without;
  if (withAll.verdict !== "right") return withAll;
  if (without.verdict === undefined) return without;
  const [name] = saidElsewhere(relation, section);
  const why = `it rests on what another section says of ${name}, which is declared anew`;
  return { verdict: "unclear", why };
}

/** Where a claim leads from derivatives of f to one of f that is given only behind it: as if it weren't, of any f. */
export function definedBefore(
  document: Document,
  section: Section,
  { left, right, head }: Judgeable,
  at: number,
): readonly [Document, Section] | undefined {
  const differentiatedIn = (side: Syntax | undefined): string[] =>
    (side ? everyPart(side) : []).flatMap((part) => {
      const of = part.kind === "name" ? part.derivative?.of : undefined;
      return (of && referenceOf(of)?.key) ?? [];
    });
  const [name] = differentiatedIn(left ?? head).filter((key) => differentiatedIn(right).includes(key));
  const isLater = ({ defines, at: own }: Judgeable): boolean => own > at && defines?.reference.key === name;
  const isGivenBefore = section.relations.some(
    ({ defines, at: own }) => own < at && defines?.reference.key === name,
  );
  if (name === undefined || isGivenBefore || !section.relations.some(isLater)) return undefined;
  const relations = section.relations.filter((relation) => !isLater(relation));
  return [
    { ...document, losses: [...document.losses, name] },
    { ...section, relations },
  ];
}

/** Of letters that vary a note may say more: E[n nᵀ] = σ² I says what n is, E[x yᵀ] = 0 holds of independent ones. */
export function chanceOf(
  { random, isChanceTold }: Document,
  section: Section,
  relation: Judgeable,
): Verdict | undefined {
  const { left, right } = relation;
  if (!left || !right || !reached([left, right], section.relations).has(EXPECTATION)) return undefined;
  const why = isChanceTold ? "it may rest on what is said of the letters that vary" : undefined;
  if (why) return { verdict: "unclear", why };
  const isMoment = hasMean(left) && !reached([right], section.relations).has(EXPECTATION);
  const name = [...namesIn({ ...relation, right: undefined })].find((key) => random.has(key));
  return isMoment && name
    ? { verdict: "unclear", why: `it may say what ${name} is`, isGiving: true }
    : undefined;
}

/**
 * "Setting the gradient to zero gives v = T⁻¹ y" of an objective in the same section that has all letters of the point:
 * where that gradient isn't zero there, nothing else can be meant.
 */
export function isNoStationaryPoint(section: Section, relation: Judgeable, at: number): boolean {
  const { solves, right, words } = relation;
  if (!solves || !right || !isSaidToVanish(words.before)) return false;
  const here = section.relations.filter((r) => r.section === relation.section);
  if (here.some((r) => UNDER_CONDITIONS.test(`${r.words.before} ${r.words.after}`))) return false;
  const gradient = conditionOf(section, relation, at);
  const of = gradient?.kind === "name" ? gradient.derivative?.of : undefined;
  if (!of) return false;
  const known = reached([of], here);
  const isDefined = of.kind !== "name" || here.some(({ defines }) => defines?.reference.key === of.name);
  return (
    isDefined &&
    [...namesIn({ ...relation, left: undefined })].every((key) => known.has(key) || isConstant(key))
  );
}

/** Why no reading of a claim refutes it for sure. */
export function doubtOf(document: Document, section: Section, relation: Judgeable): string | undefined {
  const { facts, twofold } = document;
  const double = twofold.size > 0 ? [...namesIn(relation)].find((name) => twofold.has(name)) : undefined;
  if (double !== undefined) return `${double} means one thing in bold type and another without`;
  if (isOfACase(document, relation)) return "the note claims something else of the same in another case";
  const squared = differentialSquaredIn(relation);
  if (squared !== undefined) return `${squared}² may be the differential of a square or the square of one`;
  const unknown = unknownFunction(relation, section);
  if (unknown !== undefined) return `nothing says what the function ${unknown} is`;
  const layered = layeredIn(relation, section);
  if (layered !== undefined)
    return `the members of ${layered} stand for several layers, told apart by their index alone`;
  const through = writtenOutChain(relation, section);
  if (through !== undefined) return `nothing says how ${through} depends on what it is differentiated by`;
  const spectral = spectralIn(relation, section, facts);
  if (spectral !== undefined) return `no equation says how ${spectral} moves with its matrix`;
  const vector = facts.layout ? undefined : vectorUnderNabla(relation, section);
  return vector === undefined ? undefined : `∇${vector} may be the Jacobian or its transpose`;
}

/** The dx of dx², which is dx · dx to some, and d(x²) to others. */
const differentialSquaredIn = ({ left, right }: Judgeable): string | undefined =>
  [left, right]
    .flatMap((side) => [...(side ? everyPart(side) : [])])
    .flatMap((part) =>
      part.kind === "power" && part.base.kind === "name" && part.base.differential ? [part.base.name] : [],
    )[0];

/** What words alone tie to a matrix, where a relation says how it moves: dσ = uᵀ dX v. */
function spectralIn(
  relation: Judgeable,
  section: Section,
  { spectral, isDecomposed }: Document["facts"],
): string | undefined {
  const sides = [relation.left, relation.right].flatMap((side) => side ?? []);
  const moved = new Set([...sides.flatMap(differentialsIn), ...sides.flatMap(movedIn)]);
  const written = new Set(assumedBefore(section, relation).flatMap((own) => [...basesOf(own)]));
  const isUntied = (key: string): boolean => !written.has(referenceOfName(key).base);
  const found = [...moved].find((key) => spectral.has(key) && isUntied(key));
  if (found !== undefined || !isDecomposed) return found;
  // X = U Σ Vᵀ of which each part is determined by X
  for (const { defines, right } of section.relations)
    if (defines && right?.kind === "product" && moved.has(defines.reference.key)) {
      const parts = basesOf([right]);
      const part = [...moved].find((key) => parts.has(key));
      if (part !== undefined) return part;
    }
  return undefined;
}

/** What is differentiated, and by what. */
const movedIn = (root: Syntax): string[] => [
  ...targetsIn(root),
  ...everyPart(root).flatMap((part) => {
    const of = part.kind === "name" ? part.derivative?.of : undefined;
    return of?.kind === "call" ? [of.name] : ((of && referenceOf(of)?.key) ?? []);
  }),
];

/**
 * z_k = b_k + \sum_j a_j w_{jk} and z_j = b_j + \sum_i a_i w_{ij} with a_j = g_j(z_j): what z_k is made of is made of a
 * z_j, which is of the layer below.
 */
function layeredIn(relation: Judgeable, { relations }: Section): string | undefined {
  const firsts = relations.filter(({ isFirst, left }) => isFirst && left && !derivativeIn(left));
  const memberOf = ({ left }: Judgeable): Reference | undefined => {
    const own = left && referenceOf(left);
    return own?.indices.length === 1 && own.indices[0]!.letter !== undefined ? own : undefined;
  };
  const names = new Set([...namesIn(relation)].map((key) => referenceOfName(key).base));
  for (const base of names) {
    // δ_{T+1} = 0 ends a recurrence, and begins no layer
    const given = firsts.filter((r) => memberOf(r)?.base === base && r.right?.kind !== "number");
    const letters = new Set(given.map((r) => memberOf(r)!.indices[0]!.letter));
    if (letters.size < 2) continue;
    const below = new Set(
      given.flatMap(({ right }) => [...namesIn({ ...relation, left: undefined, right })]),
    );
    const isMadeOfIt = firsts.some(
      ({ left, right }) =>
        left &&
        right &&
        referenceOf(left)?.base !== base &&
        below.has(referenceOf(left)?.key ?? "") &&
        [...everyPart(right)].some((part) => referenceOf(part)?.base === base),
    );
    if (isMadeOfIt) return base;
  }
  return undefined;
}

/** A Jacobian written out with dots, times another: of a y that is given nowhere, through which alone a loss may depend. */
function writtenOutChain({ right }: Judgeable, { relations }: Section): string | undefined {
  const factors = right?.kind === "product" ? right.factors : [];
  if (factors.length < 2) return undefined;
  const given = new Set(relations.flatMap(({ defines }) => (defines ? [defines.reference.base] : [])));
  for (const { factor } of factors)
    for (const cell of factor.kind === "block" && isDotted(factor) ? factor.rows.flat() : []) {
      const of = cell.kind === "name" ? cell.derivative?.of : undefined;
      const base = of && referenceOf(of)?.base;
      if (base !== undefined && !given.has(base)) return base;
    }
  return undefined;
}

/** ∇c of a vector c, somewhere on the right: the note may mean the Jacobian by it, or what it is transposed. */
function vectorUnderNabla({ right }: Judgeable, { shapes }: Section): string | undefined {
  for (const part of right ? everyPart(right) : []) {
    const d = part.kind === "name" ? part.derivative : undefined;
    const of = d?.of?.kind === "transpose" ? d.of.of : d?.of;
    const name = of?.kind === "call" ? of.name : of && referenceOf(of)?.key;
    const shape = name === undefined ? undefined : shapes.get(name);
    if (d?.operator === "nabla" && d.order === 1 && shape && shape !== SCALAR) return name;
  }
  return undefined;
}
