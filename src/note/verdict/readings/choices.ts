/** What a claim leaves open at given sizes: free indices, what varies, the conditions it rests on. */
import { MatrixCalculusError } from "../../../errors.ts";
import { unitPlaces } from "../../../shapes/names.ts";
import type { KnownEquation } from "../../../simplify/given.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { rangesOf } from "../../meaning/calls.ts";
import type { Definition, Indices, Knowledge } from "../../meaning/knowledge.ts";
import { type Letters, labelsOf, placeIn, placeOf, termsOf } from "../../meaning/letters.ts";
import { everyPart, referenceOf, valuesInside } from "../../meaning/reference.ts";
import type { Setting } from "../../meaning/setting.ts";
import type { Document } from "../../sections/document.ts";
import type { Section } from "../../sections/section.ts";
import { AT_THE_POINT } from "../../statements/cues.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { conditionOf } from "./conditions.ts";
import { assumedBefore, movedBefore } from "./implicit.ts";
import { isRegular } from "./ranks.ts";

/** Of names whose differentials are spoken of, those that no definition gives. */
export function movingIn(
  named: ReadonlySet<string>,
  { definitions, losses }: Knowledge,
  letters: Letters,
): Set<string> {
  const value = (name: string) => definitions.findLast(({ reference }) => reference.key === name)?.value;
  const isMoved = (name: string, seen: Set<string>): boolean => {
    const root = value(name);
    if (!root || seen.has(name)) return false;
    seen.add(name);
    return [...everyPart(root)].some((part) => {
      const own = referenceOf(part);
      return own !== undefined && own.key !== name && (named.has(own.key) || isMoved(own.key, seen));
    });
  };
  const isLoss = (name: string): boolean => losses.has(name) && value(name) === undefined;
  const moving = new Set([...named].filter((name) => !isLoss(name) && !isMoved(name, new Set())));
  if (moving.size > 0) return moving;
  return letters.plain.size > 0 ? moving : new Set();
}

const MOST_CHOICES = 6;

/** Values of the indices that nothing binds, different ones and equal ones. */
export function indexChoices(
  sides: readonly Syntax[],
  setting: Setting,
  { letters, ranges }: Section,
): Indices[] {
  const free = new Set<string>();
  const roots = [...sides];
  const seen = new Set<Definition>();
  // ℓ = −log p_c has the letter of a class that is none of a claim about ℓ
  const follow = (base: string, bound: ReadonlySet<string>): void => {
    for (const definition of setting.known.definitions) {
      if (definition.reference.base !== base || seen.has(definition)) continue;
      seen.add(definition);
      roots.push(definition.value);
      const { indices, label } = definition.reference;
      const own = [...indices, ...(label ? [label] : [])].flatMap(({ letter }) => letter ?? []);
      walk(definition.value, new Set([...bound, ...own]));
    }
  };
  const walk = (syntax: Syntax, bound: ReadonlySet<string>): void => {
    const own = referenceOf(syntax);
    if (own) {
      const place = placeOf(own, letters);
      if (setting.isUnit(own))
        for (const letter of unitPlaces(own.key) ?? [])
          if (/^[a-z]$/.test(letter) && !bound.has(letter) && !setting.sizes.has(letter)) free.add(letter);
      for (const { letter } of termsOf(place))
        if (letter && !bound.has(letter) && !setting.sizes.has(letter)) free.add(letter);
      if (
        syntax.kind === "name" &&
        own.indices.length === 0 &&
        letters.counting.has(own.key) &&
        ranges.has(own.key) &&
        !bound.has(own.key)
      )
        free.add(own.key);
      follow(own.base, bound);
      return;
    }
    if (syntax.kind === "entry")
      for (const i of syntax.indices)
        if (i.kind === "at" && i.index.kind === "name" && !bound.has(i.index.name)) free.add(i.index.name);
    if (syntax.kind === "call") follow(syntax.name, bound);
    if (syntax.kind === "call" && syntax.name === "delta") {
      for (const arg of syntax.args) if (arg.kind === "name" && !bound.has(arg.name)) free.add(arg.name);
      return;
    }
    const inner = syntax.kind === "indexed-sum" ? new Set([...bound, syntax.index]) : bound;
    if (syntax.kind === "name" && syntax.derivative) for (const by of syntax.derivative.by) walk(by, inner);
    if (syntax.kind === "name" && syntax.derivative?.of) walk(syntax.derivative.of, inner);
    if (syntax.kind === "name" && syntax.differential)
      walk({ kind: "name", name: syntax.differential, span: syntax.span }, inner);
    for (const part of valuesInside(syntax)) walk(part, inner);
  };
  for (const side of sides) walk(side, new Set());
  if (free.size === 0) return [new Map()];
  const names = [...free];
  const limit = (name: string): number => {
    const own = sides.flatMap((side) => rangesOf(setting, name, side));
    const limits = own.length > 0 ? own : roots.flatMap((side) => rangesOf(setting, name, side));
    return limits.length > 0 ? Math.min(...limits) : 3;
  };
  const limits = names.map(limit);
  const choices: Indices[] = [];
  const isDistinct = sides.some((side) =>
    [...everyPart(side)].some((part) => part.kind === "call" && part.name === "delta"),
  );
  for (let k = 0; k < MOST_CHOICES; k++) {
    const picked = names.map((_, i) => ((k * (i + 1) + i + Math.floor(k / 2)) % limits[i]!) + 1);
    const isEqual = new Set(picked).size < picked.length;
    // without a δ the case i = j is another one
    if (
      isEqual &&
      !isDistinct &&
      names.length > 1 &&
      names.length <= 2 &&
      sides.every((side) => !/δ|Σ/.test(side.kind))
    ) {
      const others = names.map((_, i) => ((k + i) % limits[i]!) + 1);
      if (new Set(others).size === others.length)
        choices.push(new Map(names.map((name, i) => [name, others[i]!])));
      continue;
    }
    choices.push(new Map(names.map((name, i) => [name, picked[i]!])));
  }
  const all =
    choices.length > 0 ? choices : [new Map(names.map((name, i) => [name, Math.min(limits[i]!, i + 1)]))];
  const least = new Map(names.map((name) => [name, leastStep(name, sides, letters)]));
  return all.map((one) => new Map([...one].map(([name, value]) => [name, value - least.get(name)!])));
}

/** −1 of the l of δ^{(l-1)} = (W^{(l)})^\top δ^{(l)} ⊙ …: what is before the first member is given, and none of them. */
function leastStep(name: string, sides: readonly Syntax[], letters: Letters): number {
  const offsets = sides.flatMap(everyPart).flatMap((part) => {
    const place = placeIn(part, letters);
    if (!place || (place.kind === "member" && letters.lines.has(place.family))) return [];
    return labelsOf(place).flatMap(({ letter, offset }) => (letter === name ? [offset] : []));
  });
  return offsets.some((offset) => offset > 0) ? 0 : Math.min(0, ...offsets);
}

const SIZES: readonly (readonly number[])[] = [
  [3, 4, 2, 5, 6, 7, 8],
  [4, 3, 5, 2, 6, 7, 8],
  [5, 3, 4, 2, 6, 7, 8],
  [2, 5, 3, 4, 6, 7, 8],
];

export function* sizeChoices(
  { sizeNames: names, forced }: Section,
  { sizeOrders }: Document,
): Generator<Map<string, number>> {
  for (const numbers of SIZES) {
    const sizes = new Map(
      names.map((name, i) => [name, numbers[i % numbers.length]! + Math.floor(i / numbers.length)]),
    );
    for (const { larger, smaller, areEqual } of sizeOrders) {
      const [x, y] = [sizes.get(larger), sizes.get(smaller)];
      if (x === undefined || y === undefined) continue;
      if (areEqual) sizes.set(smaller, x);
      else if (x <= y) {
        sizes.set(larger, Math.max(x, y) + (x === y ? 1 : 0));
        sizes.set(smaller, Math.min(x, y));
      }
    }
    for (const [name, value] of forced) sizes.set(name, value);
    yield sizes;
    if (names.every((name) => forced.has(name))) return;
  }
}

/** What the note assumes, and for the solution of a condition the condition itself. */
export function equationsFor(
  section: Section,
  relation: Judgeable,
  setting: Setting,
  at: number,
  indices: Indices = new Map(),
): KnownEquation[] {
  const { relations, dependences } = section;
  const before = relations.filter((r) => r.at <= at);
  const found: KnownEquation[] = [];
  const add = (left: Syntax, right: Syntax): void => {
    try {
      const pair = setting.pair(left, right, indices);
      if (pair[0].shape === pair[1].shape && isRegular(pair)) found.push({ left: pair[0], right: pair[1] });
    } catch (error) {
      if (!(error instanceof MatrixCalculusError)) throw error;
    }
  };
  const assumed = assumedBefore(section, relation).filter(
    ([left, right]) => !saysDependence(left, right, dependences),
  );
  for (const sides of assumed) add(...sides);
  if (setting.isTied) for (const sides of movedBefore(section, relation)) add(...sides);
  const addCondition = (r: Judgeable): void => {
    const gradient = conditionOf(section, r, r.at);
    if (gradient) add(gradient, { kind: "number", text: "0", span: gradient.span });
  };
  for (const r of before) if (isThere(r, relation)) addCondition(r);
  if (relation.solves === undefined || !relation.left) return found;
  addCondition(relation);
  if (found.length === 0 && relation.solves !== "")
    throw new ShapeErrorFree("nothing says of which condition this is the solution");
  return found;
}

/** "At equilibrium K u = p, and there □" */
const isThere = ({ solves, words }: Judgeable, { words: own }: Judgeable): boolean =>
  solves !== undefined &&
  own.before.startsWith(words.before) &&
  AT_THE_POINT.test(own.before.slice(words.before.length));

/** K = K(θ) says on what K depends: it is no equation K = K θ. */
function saysDependence(left: Syntax, right: Syntax, dependences: Section["dependences"]): boolean {
  if (right.kind !== "product" || right.factors.length !== 2) return false;
  const [own, first, second] = [left, ...right.factors.map(({ factor }) => factor)].map(
    (part) => referenceOf(part)?.key,
  );
  return own !== undefined && own === first && dependences.some(({ of, on }) => of === own && on === second);
}

class ShapeErrorFree extends MatrixCalculusError {}
