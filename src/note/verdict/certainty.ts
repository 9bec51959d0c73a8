/**
 * When a refuted claim is an error: people slip in one place, so a claim is wrong where one usual slip undone makes
 * it right. Where no slip explains it, it is more likely that the note means something else than was read.
 *
 *     \nabla_w \|X w - y\|^2 = X^\top (X w - y)  ─▶  wrong: twice that is right
 *     a b = c, of letters that nothing declares  ─▶  unclear
 */
import { sizeNames, UNIT } from "../../expression/dimension.ts";
import { SCALAR, shapeText } from "../../expression/expr.ts";
import { functionNamed } from "../../functions/index.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { EXPECTATION } from "../functionNames.ts";
import { isConstant, type Knowledge } from "../meaning/knowledge.ts";
import { type Letters, placeOf } from "../meaning/letters.ts";
import {
  basesOf,
  everyPart,
  type Reference,
  reference,
  referenceOf,
  referenceOfName,
} from "../meaning/reference.ts";
import type { Document } from "../sections/document.ts";
import type { Section } from "../sections/section.ts";
import { isLaw } from "../statements/cues.ts";
import { VARIABLE } from "../statements/rewritten/unapplied.ts";
import { derivativeIn, type Judgeable } from "../statements/roles.ts";
import { usualReadings, whereStructured } from "./asSaid.ts";
import { chanceOf, doubtOf, isNoStationaryPoint, namesIn } from "./grounds.ts";
import { holdsByEntries } from "./readings/entrywise.ts";
import { instancesIn } from "./readings/instances.ts";
import { isWithoutPart } from "./sides/lost.ts";
import { TOO_LONG, type Verdict } from "./sides/verdict.ts";
import { type Around, otherSlips, usualSlips } from "./slips.ts";

/** What is said of a claim that every reading refutes. */
export function certain(
  found: Verdict,
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
): Verdict {
  if (found.verdict !== "wrong" && found.verdict !== "ill-formed") return found;
  const doubt = doubtOf(document, section, relation);
  if (doubt !== undefined) return { verdict: "unclear", why: doubt, isDoubted: true };
  if (holdsByEntries(document, section, relation, at))
    return { verdict: "right", why: "it holds entry by entry" };
  if (found.verdict === "ill-formed") {
    const { sizes } = instancesIn(document);
    const varied = [...namesIn(relation)].find((name) => sizes.has(name));
    if (varied !== undefined) {
      const why = `its sizes don't fit, but ${varied} is printed in several sizes`;
      return { verdict: "unclear", why, isDoubted: true };
    }
    const loose = looseIn(relation, document, section);
    if (loose === undefined) return found;
    return { verdict: "unclear", why: `its sizes don't fit, but nothing says of what size ${loose} is` };
  }
  const chance = chanceOf(document, section, relation);
  if (chance) return chance;
  const names = namesIn(relation);
  const isOfDefined = section.relations.some(({ defines }) => defines && names.has(defines.reference.key));
  const isGiven = !isDerivative(relation) && relation.solves === undefined && !isOfDefined;
  const free = isGiven && !isLaw(relation.words.before) ? looseIn(relation, document, section) : undefined;
  const isAsked = free === undefined || document.facts.unnamed.has(relation.section);
  const structured = isAsked ? whereStructured(found, document, section, relation, at) : undefined;
  if (structured?.isDoubted) return structured;
  // P² = P says what P is
  if (free !== undefined) return { verdict: "unclear", why: `it may say what ${free} is`, isGiving: true };
  if (structured) return structured;
  if (isOfAnyFunctions(relation)) return found;
  const isByASlip = isSlip(document, section, relation, at);
  if (isByASlip || isNoStationaryPoint(section, relation, at)) return found;
  if (isByASlip === undefined) return TOO_LONG;
  return {
    verdict: "unclear",
    why: "the two sides differ as the note's letters are read here, and no usual slip explains it",
  };
}

/** A name of the claim whose size only its uses tell. */
export function looseIn(
  { left, right, section }: Pick<Judgeable, "left" | "right" | "section">,
  { declared, declarations, facts, losses, functions }: Document,
  { letters, shapes, sizeNames: counts, relations, parameters, properties, told: own }: Section,
): string | undefined {
  const owner = (reference: Reference): string => {
    const place = placeOf(reference, letters);
    return place.kind === "whole" ? place.name : place.kind === "entry" ? place.of : place.family;
  };
  const said = [...declarations, ...facts.sizes].filter((one) => one.section <= section);
  const told = new Set(said.map(({ name }) => owner(referenceOfName(name))));
  const here = new Set(said.filter((one) => one.section === section).map(({ name }) => name));
  const texts = new Map<string, string>();
  // x \in \mathbb{R}^n and, further on in one section, x \in \mathbb{R}^m
  const sectionsOf = new Map<string, number>();
  const twice = new Set<string>();
  for (const { name, value, section: at } of said) {
    const text = sizesText(value);
    // u is of one size here and of another there; n_k is of each k another
    const isOther = (texts.get(name) ?? text) !== text;
    if (isOther && sectionsOf.get(name) === section) twice.add(owner(referenceOfName(name)));
    const isVarying = isOther && !here.has(name);
    if (isVarying || isOfMembers(text, letters)) told.delete(owner(referenceOfName(name)));
    texts.set(name, text);
    sectionsOf.set(name, at);
  }
  for (const name of [...own, ...properties.map((said) => said.name)]) told.add(owner(referenceOfName(name)));
  for (const name of twice) told.delete(name);
  const sizes = new Set(
    [...declared.values()].flatMap((type) =>
      type.kind === "variable" ? [type.shape.rows, type.shape.cols].flatMap((d) => [...sizeNames(d)]) : [],
    ),
  );
  const isGreekScalar = (name: string): boolean =>
    /^(?=\p{Ll})\p{Script=Greek}/u.test(name) && shapes.get(name) === SCALAR;
  // A θ = b says what θ is, where A and b are declared
  const printed = new Set(letters.printed.values());
  const follows = (name: string): boolean => {
    const shape = shapes.get(name);
    // a small letter is a row or a matrix where somebody says so, or prints it
    if (/^\p{Ll}/u.test(name) && shape && shape.cols !== UNIT && !printed.has(name)) return false;
    const dimensions = shape ? [shape.rows, shape.cols].filter((d) => d !== UNIT) : [];
    return (
      dimensions.length > 0 && dimensions.every((d) => [...sizeNames(d)].every((size) => sizes.has(size)))
    );
  };
  // the entries of a printed matrix are scalars
  for (const side of [left, right])
    for (const part of side ? everyPart(side) : [])
      if (part.kind === "block")
        for (const cell of part.rows.flat()) if (cell.kind === "name") told.add(cell.name);
  const isPlain = (name: string): boolean =>
    isConstant(name) || counts.includes(name) || parameters.has(name) || isGreekScalar(name);
  // what is defined is told where all that it is made of is
  const definitions = new Map<string, Syntax[]>();
  for (const { defines, right: value } of relations) {
    if (!defines || !value) continue;
    const name = owner(defines.reference);
    definitions.set(name, [...(definitions.get(name) ?? []), value]);
  }
  const isUntold = (called: string): boolean =>
    called !== EXPECTATION &&
    !functionNamed(called) &&
    !functions.has(called) &&
    !definitions.has(called) &&
    !told.has(called);
  const looseOf = (side: Syntax): string | undefined => {
    for (const part of everyPart(side)) {
      if (part.kind === "call" && isUntold(part.name.replace(/'+$/, ""))) return part.name;
      const own = referenceOf(part);
      if (!own || letters.counting.has(own.key) || losses.includes(own.key)) continue;
      const name = owner(own);
      if (isPlain(name) || told.has(name) || (follows(name) && !twice.has(name))) continue;
      told.add(name);
      const values = definitions.get(name);
      if (!values) return own.key;
      for (const value of values) {
        const loose = looseOf(value);
        if (loose !== undefined) return loose;
      }
    }
    return undefined;
  };
  return (left && looseOf(left)) ?? (right && looseOf(right));
}

const sizesText = (value: DeclaredType | readonly [string, string]): string => {
  if (!("kind" in value)) return value.join("×");
  return value.kind === "variable" ? shapeText(value.shape) : value.kind;
};

const isOfMembers = (sizes: string, { counting }: Letters): boolean =>
  [...sizes.matchAll(/[_^][([]?(\p{L})(?!\p{L})/gu)].some(([, letter]) => counting.has(letter!));

const isDerivative = ({ head, left }: Judgeable): boolean => derivativeIn(head) || derivativeIn(left);

/** (fg)' = f'g': whatever f and g are. */
const isOfAnyFunctions = ({ left, head }: Judgeable): boolean =>
  [left, head].some(
    (side) =>
      side?.kind === "name" && side.derivative?.by.some((by) => by.kind === "name" && by.name === VARIABLE),
  );

/** Each costs as much as the claim did. */
const MOST_SLIPS = 400;
const MOST_USUAL = 250;

/** Is it right with one usual slip undone? Undefined where that takes too long. */
function isSlip(document: Document, section: Section, relation: Judgeable, at: number): boolean | undefined {
  const { known, asTold, left, right, sidesIn, holds, isSpent } = usualReadings(
    document,
    section,
    relation,
    at,
  );
  const head = relation.head ?? left!;
  const isOfDerivative = isDerivative(relation);
  const symbols = [...(isOfDerivative ? basesOf([right, head]) : []), ...section.sizeNames];
  const around: Around = {
    head,
    isDerivative: isOfDerivative,
    sizes: section.sizeNames,
    quote: () => "",
    symbols: (key) => {
      const own = referenceOfName(key);
      const others = symbols.map((base) => reference(base, own.label, own.indices).key);
      return others.filter((other) => other !== key);
    },
  };
  const usual = usualSlips(right!, around).slice(0, MOST_USUAL);
  const slips = [...usual, ...otherSlips(right!, around)].slice(0, MOST_SLIPS);
  const isLost = (reading: Knowledge): boolean => {
    const sides = sidesIn(reading);
    return sides !== undefined && isWithoutPart(sides);
  };
  const readings = [...known, ...asTold];
  // the slips come as usual as they are
  const isFound =
    slips.some(({ changed }) => readings.some((reading) => holds(changed, reading))) || readings.some(isLost);
  return isFound || (isSpent() ? undefined : false);
}
