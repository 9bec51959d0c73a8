import { sizeOf } from "../../../expression/dimension.ts";
import { shapeOf } from "../../../expression/expr.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Definition, Knowledge } from "../../meaning/knowledge.ts";
import { type Letters, placeName } from "../../meaning/letters.ts";
import { printOf } from "../../meaning/prints.ts";
import { everyPart, referenceOf, referenceOfName } from "../../meaning/reference.ts";
import type { Document } from "../../sections/document.ts";
import type { Section } from "../../sections/section.ts";
import { lettersOfAny } from "../../statements/cues.ts";
import type { Judgeable } from "../../statements/roles.ts";
import type { Layouts } from "../sides/verdict.ts";
import { withoutCircles } from "./circles.ts";
import { leadsBack, openLosses } from "./frontier.ts";
import { turnedReadings } from "./turned.ts";

interface Reading {
  readonly known: Knowledge;
  /** Another than the usual one, which must be that of the note. */
  readonly layout?: Layouts;
  /** Where it isn't right, it says nothing. */
  readonly isOptional?: boolean;
}

/** Of any matrix of which nothing else tells the size, as of A and B in tr(AB) = tr(BA): square. */
function withAny({ shapes, sizeNames }: Section, any: ReadonlySet<string>): Section["shapes"] {
  const [size] = sizeNames;
  const open = [...any].filter((letter) => !shapes.has(letter) && /^\p{Lu}$/u.test(letter));
  if (size === undefined || open.length === 0) return shapes;
  return new Map([
    ...shapes,
    ...open.map((letter) => [letter, shapeOf(sizeOf(size), sizeOf(size))] as const),
  ]);
}

export function* readingsOf(
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
): Generator<Reading> {
  const { facts } = document;
  const { relations } = section;
  const before = relations.filter((r) => r.at < at);
  const layout = facts.layout ?? "mixed";
  const any = new Set(lettersOfAny(`${relation.words.before} ${relation.words.after}`));
  const definitions = (withModels: boolean, withSolutions: boolean): Definition[] => {
    const usable = (r: Judgeable): boolean =>
      r.defines !== undefined &&
      r.right !== undefined &&
      r.left !== undefined &&
      (withModels || r.role !== "model") &&
      r !== relation;
    const of = (r: Judgeable): Definition => ({ ...r.defines!, value: r.right! });
    const earlier = before.filter(usable);
    const known = new Set(
      earlier.flatMap((r) => (printOf(r.left, r.right) ? [] : [r.defines!.reference.base])),
    );
    const after = relations.filter(
      (r) =>
        r.at > at && usable(r) && r.section === relation.section && !known.has(r.defines!.reference.base),
    );
    const solved = withSolutions
      ? before
          .filter((r) => r.solves && r.section === relation.section && r.left && referenceOf(r.left))
          .map((r): Definition => ({ reference: referenceOf(r.left!)!, parameters: [], value: r.right! }))
      : [];
    const later = after.reverse().map(of);
    const sooner = [...earlier.map(of), ...solved];
    // what the note says first is kept, what it says last is taken
    const first = [...document.said, ...section.implied];
    const kept = new Set(withoutCircles([...first, ...sooner, ...later], section.letters));
    const isUsable = (definition: Definition): boolean => {
      const { value, reference } = definition;
      return (
        kept.has(definition) &&
        !(section.sizeNames.includes(reference.key) && isOfSizes(value, section)) &&
        !any.has(reference.base) &&
        !isNaming(value, reference.key, section.letters) &&
        !isAsPrinted(value, section.letters)
      );
    };
    return [...first, ...later, ...sooner].filter(isUsable);
  };
  const losses = document.losses;
  const base = {
    letters: section.letters,
    shapes: withAny(section, any),
    structures: section.structures,
    functions: new Set(
      [...section.functions].filter((name) => !document.scopes.definitionsOf.get(name)?.has(name)),
    ),
    dependences: section.dependences,
    rates: document.rates,
    ranges: section.ranges,
    layout,
    losses: new Set(losses),
    random: document.random,
  } as const;
  const cotangents = cotangentsOf(document.namings.filter((r) => r.at <= at));
  const models = relations.some((r) => r.role === "model");
  const solutions = before.some((r) => r.solves && r.section === relation.section);
  const plain = definitions(false, false);
  const frontiers = frontiersOf(relation, plain, section.letters, losses);
  for (const frontier of frontiers) {
    yield { known: { ...base, definitions: plain, frontier, cotangents } };
    if (frontier.some((name) => leadsBack({ definitions: plain }, name, section.letters)))
      yield { known: { ...base, definitions: plain, frontier, cotangents, isOfEach: true } };
    if (models) yield { known: { ...base, definitions: definitions(true, false), frontier, cotangents } };
    if (solutions) yield { known: { ...base, definitions: definitions(true, true), frontier, cotangents } };
  }
  const open = openLosses(plain, section);
  if (open.size > 0) {
    const given = plain.filter(({ reference }) => !open.has(reference.key));
    const all = [...losses, ...open];
    for (const own of frontiersOf(relation, given, section.letters, all))
      yield {
        isOptional: true,
        known: { ...base, losses: new Set(all), definitions: given, frontier: own, cotangents },
      };
  }
  const [frontier = []] = frontiers;
  // letters of earlier sections may mean something else here
  const isHere = ({ reference }: Definition): boolean =>
    !relations.some(
      (r) => r.section !== relation.section && r.defines?.reference.key === reference.key && r.at < at,
    );
  const here = plain.filter(isHere);
  if (here.length < plain.length)
    yield { isOptional: true, known: { ...base, definitions: here, frontier: [], cotangents } };
  // what the section says twice of a name may be meant as it was said first
  const twice = plain.filter(
    ({ reference, parameters }, i) =>
      plain.findLastIndex(
        (other) => other.reference.key === reference.key && other.parameters.length === parameters.length,
      ) !== i,
  );
  if (twice.length > 0)
    yield { isOptional: true, known: { ...base, definitions: [...plain, ...twice], frontier, cotangents } };
  const hasDifferential = [relation.left, relation.right].some(
    (s) => s && [...everyPart(s)].some((p) => p.kind === "name" && p.differential),
  );
  if (cotangents === undefined && hasDifferential && relation.left?.kind === "name")
    yield {
      isOptional: true,
      known: {
        ...base,
        losses: new Set(["L"]),
        definitions: plain,
        frontier: frontiersOf(relation, plain, section.letters, losses, true)[0] ?? [],
        cotangents: "L",
      },
    };
  yield* turnedReadings(facts, section, relation, { ...base, definitions: plain, frontier, cotangents });
}

/** N = n + 1 says how sizes hang together: what a sum goes to is N as it is. */
const isOfSizes = (value: Syntax, { sizeNames, letters }: Section): boolean =>
  [...everyPart(value)].every(
    (part) =>
      /^(?:number|sum|product|negate)$/.test(part.kind) ||
      (part.kind === "name" &&
        (sizeNames.includes(part.name) || (/^[a-z]$/.test(part.name) && !letters.families.has(part.name)))),
  );

/** Of entries that are called so at printed sizes only. */
const isAsPrinted = (value: Syntax, { printed, cells }: Letters): boolean =>
  [...everyPart(value)].some((part) => {
    const key = referenceOf(part)?.key;
    return key !== undefined && printed.has(key) && !cells.has(key);
  });

function isNaming(value: Syntax, key: string, { printed }: Letters): boolean {
  const list = value.kind === "transpose" ? value.of : value;
  if (list.kind !== "block") return false;
  return list.rows.flat().every((part) => {
    const own = referenceOf(part);
    return (
      (part.kind === "name" && /^[⋯⋮⋱…]$/.test(part.name)) ||
      (own !== undefined && (printed.get(own.key) === key || own.base === key))
    );
  });
}

/** dX := ∂L/∂X. */
function cotangentsOf(relations: readonly Judgeable[]): string | undefined {
  for (const { role, left, right } of relations)
    if (
      role === "naming" &&
      left?.kind === "name" &&
      (left.differential || left.derivative?.operator === "d") &&
      right?.kind === "name" &&
      right.derivative?.of?.kind === "name"
    )
      return right.derivative.of.name;
  return undefined;
}

/** What a loss that nothing gives is a function of: what no other definition uses; else what the claim has. */
function frontiersOf(
  { left, right }: Judgeable,
  definitions: readonly Definition[],
  letters: Letters,
  losses: readonly string[],
  isCotangent = false,
): string[][] {
  const lossOf = (part: Syntax): string[] => {
    const of = part.kind === "name" ? part.derivative?.of : undefined;
    return of?.kind === "name" && losses.includes(of.name) ? [of.name] : [];
  };
  const sides = [left, right].filter((s): s is Syntax => s !== undefined);
  const isDefined = (name: string): boolean => definitions.some(({ reference }) => reference.key === name);
  const parts = sides.flatMap((side) => [...everyPart(side)]);
  const needsLoss =
    isCotangent ||
    parts.some(
      (part) =>
        part.kind === "name" &&
        (lossOf(part).some((name) => !isDefined(name)) ||
          part.differential !== undefined ||
          part.derivative?.operator === "d"),
    ) ||
    definitions.some(({ value }) =>
      [...everyPart(value)].some((part) => lossOf(part).some((name) => !isDefined(name))),
    );
  if (!needsLoss) return [[]];
  const nameOf = (syntax: Syntax): string | undefined => {
    const own = referenceOf(syntax);
    return own && placeName(own, letters);
  };
  const derived = new Set<string>();
  for (let round = 0; round < 5; round++)
    for (const { reference, value } of definitions)
      if (
        [...everyPart(value)].some(
          (part) => (part.kind === "name" && part.derivative) || derived.has(nameOf(part) ?? ""),
        )
      )
        derived.add(placeName(reference, letters));
  const defined = definitions.flatMap(({ reference }) => {
    const name = placeName(reference, letters);
    return derived.has(name) ? [] : [name];
  });
  // G = ∂L/∂Y uses no Y
  const uses = new Set(
    definitions.flatMap(({ value, reference }) => {
      const own = placeName(reference, letters);
      const parts = derived.has(own) ? [] : [...everyPart(value)];
      return parts.flatMap((part) => {
        const name = nameOf(part);
        return name && name !== own ? [name] : [];
      });
    }),
  );
  const sinks = [...new Set(defined.filter((name) => !uses.has(name)))];
  const byOf = (root: Syntax | undefined): string[] =>
    root
      ? [...everyPart(root)].flatMap((part) => {
          if (part.kind !== "name") return [];
          if (part.differential) return [referenceOfName(part.differential).key];
          const [by] = part.derivative && lossOf(part).length > 0 ? part.derivative.by : [];
          const name = by && nameOf(by);
          return name ? [name] : [];
        })
      : [];
  const named = definitions.flatMap(({ value }) => byOf(value));
  const inClaim = [...new Set(byOf(right))];
  const given = [...new Set([...inClaim, ...named])].filter(
    (name) => defined.includes(name) || !uses.has(name),
  );
  const found = [sinks, given, inClaim].filter((list) => list.length > 0);
  return found.length > 0
    ? found.filter((list, i) => found.findIndex((other) => other.join() === list.join()) === i)
    : [[]];
}
