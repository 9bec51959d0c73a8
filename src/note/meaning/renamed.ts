/**
 * A variable that is given entry by entry by another, in which what is differentiated is written.
 *
 *     s_j = \ln \sigma_j^2,  L = \sum_j x_j^2 / \sigma_j^2  ─▶  ∂L/∂s_j = ∂L/∂σ_j / (ds_j/dσ_j)
 */
import { gradient } from "../../derivative/differentiate.ts";
import { block } from "../../expression/blocks.ts";
import { number } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { dependsOn } from "../../expression/walk.ts";
import { functionNamed } from "../../functions/index.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Cut, entryOf, type Indices, type Target } from "./knowledge.ts";
import { nameOf, type Place, placeName, placeOf, termsOf } from "./letters.ts";
import { whole } from "./naming.ts";
import { everyPart, referenceOf } from "./reference.ts";
import type { Setting } from "./setting.ts";

interface Through {
  readonly value: Expr;
  readonly back: ReadonlyMap<Expr, Expr>;
}

/** The derivative of a scalar by a new variable or an entry of it, through the one that it is given by. */
export function throughEntries(
  setting: Setting,
  of: Syntax,
  { name, terms, entry }: Target,
  by: Syntax,
  indices: Indices,
  cut: Cut,
  held: Cut,
): Through | undefined {
  const old = oldPlace(setting, name);
  if (old === undefined) return undefined;
  const isEntry = old.kind === "entry";
  const oldName = isEntry ? old.of : old.family;
  const [row] = setting.concrete(whole(setting, name, terms, cut, by).shape);
  const [only] = terms.length > 0 ? terms : (entry ?? []);
  const places = only === undefined ? Array.from({ length: row }, (_, k) => k + 1) : [only];
  const inner = new Set([...held, ...(isEntry ? [oldName] : places.map((k) => `${oldName}|${k}`))]);
  const variableAt = (k: number, own: Cut): Expr => whole(setting, oldName, isEntry ? [] : [k], own, by);
  const value = setting.value(of, indices, inner);
  if (!isScalar(value) || !places.some((k) => dependsOn(value, variableAt(k, inner)))) return undefined;
  const slopes = places.map((k) => {
    const variable = variableAt(k, inner);
    const slope = (own: Expr): Expr => {
      const all = gradient(own, variable);
      return isEntry ? entryOf(all, [k]) : all;
    };
    const own = whole(setting, name, terms, inner, by);
    const rate = slope(terms.length > 0 ? own : entryOf(own, [k]));
    return product([slope(value), power(rate, number(-1))]);
  });
  const back = new Map(places.map((k) => [variableAt(k, inner), variableAt(k, cut)]));
  return { value: only === undefined && row > 1 ? block(slopes.map((one) => [one])) : slopes[0]!, back };
}

/** σ_j of s_j = \ln \sigma_j^2: all that has the index, and nothing is summed. */
function oldPlace(
  { known: { definitions, letters, shapes } }: Setting,
  name: string,
): Exclude<Place, { kind: "whole" }> | undefined {
  const shape = shapes.get(name);
  if (shape && shape.cols !== UNIT) return undefined;
  const general = definitions.findLast(({ reference }) => {
    const place = placeOf(reference, letters);
    return place.kind !== "whole" && placeName(reference, letters) === name;
  });
  const letter = general && onlyLetter(placeOf(general.reference, letters));
  if (!general || letter === undefined || !everyPart(general.value).every(isByEntry)) return undefined;
  // (x_i − μ)/√v with a mean and a variance of x moves with all of it
  const given = new Set(definitions.map(({ reference }) => reference.key));
  if (everyPart(general.value).some((part) => given.has(referenceOf(part)?.key ?? ""))) return undefined;
  const places = everyPart(general.value).flatMap((part) => {
    const own = referenceOf(part);
    const place = own && placeOf(own, letters);
    return place && place.kind !== "whole" ? [place] : [];
  });
  const [first] = places;
  const isOne = places.every((place) => onlyLetter(place) === letter && nameOf(place) === nameOf(first!));
  return isOne ? first : undefined;
}

const isByEntry = (part: Syntax): boolean =>
  part.kind === "call"
    ? functionNamed(part.name)?.elementwise === true
    : !/^(?:indexed-sum|norm|transpose|block)$/.test(part.kind);

function onlyLetter(place: Place): string | undefined {
  const [term, ...others] = termsOf(place);
  return others.length === 0 && term?.offset === 0 ? term.letter : undefined;
}
