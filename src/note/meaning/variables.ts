/** By what a derivative is: the variables of a gradient that doesn't say it, and what is differentiated by in a setting. */
import { UnsupportedError } from "../../errors.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Definition, type Indices, isConstant, type Target } from "./knowledge.ts";
import { labelsOf, placeOf } from "./letters.ts";
import { everyPart, keysOf, referenceOf, referenceOfName } from "./reference.ts";
import type { Setting } from "./setting.ts";

export const definitionNamed = ({ known }: Setting, of: Syntax): Definition | undefined => {
  const name = of.kind === "call" || of.kind === "name" ? of.name : "";
  return known.definitions.findLast(({ reference }) => reference.key === name);
};

/**
 * What a function of members is at its arguments, which stand for them; undefined where it is made of others, too.
 *
 *     \ell(a_i, y_i) = (a_i - y_i)^2  ─▶  \ell(a_k, y_k) is (a_k - y_k)^2
 */
export function atArguments({ value, parameters }: Definition, args: readonly Syntax[]): Syntax | undefined {
  const given = new Map(parameters.map((name, i) => [name, args[i]!]));
  const bases = new Set(parameters.map((name) => referenceOfName(name).base));
  const letters = new Set([...keysOf(args), ...args.flatMap(everyPart).flatMap(indexLetters)]);
  let isOfOthers = false;
  const at = (part: Syntax): Syntax => {
    if (part.kind === "indexed-sum" && letters.has(part.index)) isOfOthers = true;
    const own = referenceOf(part);
    const arg = own && given.get(own.key);
    if (own && !arg && bases.has(own.base)) isOfOthers = true;
    return arg ?? (own ? part : withParts(part, at));
  };
  const made = at(value);
  return isOfOthers ? undefined : made;
}

/** y_k or y^(k), one of many. */
export const isMember = (name: string): boolean => {
  const { label, indices } = referenceOfName(name);
  return label !== undefined || indices.length > 0;
};

const indexLetters = (part: Syntax): string[] => {
  const own = referenceOf(part);
  return own ? [...own.indices, ...(own.label ? [own.label] : [])].flatMap(({ letter }) => letter ?? []) : [];
};

/** The parameters of what is defined as a function, or of the one function that its value is made of. */
export function parametersOf(
  setting: Setting,
  of: Syntax,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] {
  const definition = definitionNamed(setting, of);
  if (!definition || definition.parameters.length > 0 || seen.has(definition.reference.key))
    return definition?.parameters ?? [];
  const inner = new Set([...seen, definition.reference.key]);
  const found = [...everyPart(definition.value)].map((part) => parametersOf(setting, part, inner));
  const [first = []] = found.filter((names) => names.length > 0);
  return found.every((names) => names.length === 0 || names.join() === first.join()) ? first : [];
}

/** \nabla (a^\top x) is by x: by the one letter that there is, the x or X among them, or the one of what it is made of that is usually learnt. */
export function usualVariable(setting: Setting, of: Syntax): readonly string[] {
  const names = lettersIn(setting, of);
  // ∇(σ²) of σ(w) is by w
  if (names.size === 1) {
    const [only = ""] = names;
    const own: Syntax = { kind: "name", name: only, span: of.span };
    const inner = parametersOf(setting, own);
    if (inner.length > 0) return inner;
    // ∇(r²) of r = ‖x‖ is by x
    if (!definitionNamed(setting, own)) return [only];
  }
  const usual = ["x", "X"].filter((name) => names.has(name));
  if (usual.length > 0) return usual;
  const leaves = leavesOf(setting, of, new Set());
  if (leaves.size === 1) return [...leaves];
  const learnt = LEARNT.filter((name) => leaves.has(name));
  return learnt.length === 1 ? learnt : [];
}

const LEARNT = ["w", "θ", "β", "W", "Θ"];

const lettersIn = (setting: Setting, of: Syntax): Set<string> =>
  new Set(
    [...everyPart(of)].flatMap((part) => {
      const own = referenceOf(part);
      const isPlain = own && own.indices.length === 0 && !own.label && !isConstant(own.key);
      return isPlain && !setting.sizes.has(own.key) ? [own.key] : [];
    }),
  );

/** What stands at the end of the definitions. */
function leavesOf(setting: Setting, of: Syntax, seen: Set<string>): Set<string> {
  const found = new Set<string>();
  for (const part of everyPart(of)) {
    const own = referenceOf(part);
    if (!own || seen.has(own.base)) continue;
    seen.add(own.base);
    const definition = setting.known.definitions.findLast(({ reference }) => reference.base === own.base);
    if (!definition) found.add(own.base);
    for (const leaf of definition ? leavesOf(setting, definition.value, seen) : []) found.add(leaf);
  }
  return found;
}

/** What a derivative is by, of which the part is a place. */
export function targetOf(setting: Setting, by: Syntax, indices: Indices): Target {
  const own = referenceOf(by);
  if (!own) throw new UnsupportedError("what the derivative is by is no name", by.span);
  const place = placeOf(own, setting.known.letters);
  if (place.kind === "whole") return { name: place.name, key: place.name, terms: [], entry: undefined };
  const terms = place.terms.map((term) => setting.term(term, indices));
  if (place.kind === "entry") {
    const at = labelsOf(place).map((term) => setting.term(term, indices));
    const key = at.length > 0 ? `${place.of}|${at.join(",")}` : place.of;
    return { name: place.of, key, terms: at, entry: terms };
  }
  const line = setting.known.letters.lines.get(place.family);
  if (line)
    return {
      name: line.of,
      key: line.of,
      terms: [],
      entry: undefined,
      line: { at: terms[0]!, isRow: line.isRow },
    };
  return { name: place.family, key: `${place.family}|${terms.join(",")}`, terms, entry: undefined };
}
