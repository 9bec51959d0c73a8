/**
 * Functions of one number that a note gives, with their argument or without.
 *
 *     g(x) = e^{2x}  ─▶  g, of x        y = e^{2x}  ─▶  y, of x        h = g^2  ─▶  h, of what g is of
 */
import { SCALAR } from "../../../expression/expr.ts";
import { functionNamed } from "../../../functions/index.ts";
import type { DeclaredType } from "../../../shapes/declarations.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { isConstant } from "../../meaning/knowledge.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import { newSaid, type Said } from "../../said.ts";
import type { Facts } from "../facts.ts";
import { type Relation, rootsOf } from "../relations.ts";
import { isPrimed } from "./unapplied.ts";

export interface OfNumber {
  /** The letter that it varies with; undefined of h = g² where nothing says what g is of. */
  readonly by: string | undefined;
  /** Written g(x) where it is given. */
  readonly isApplied: boolean;
  readonly value: Syntax;
}

/** The function that a name is where a relation stands. */
type FunctionsAt = (name: string, relation: Relation) => OfNumber | undefined;

/** `declarations` say what letters are. */
export function functionsOfNumbers(
  relations: readonly Relation[],
  { functions: named, kinds, derivativePrimes }: Facts,
  declarations: readonly Said<DeclaredType>[],
): FunctionsAt {
  const definitions = relations.filter(
    ({ kind, isFirst, left, right }) =>
      (kind === "equal" || kind === "defined") && isFirst && right && left && nameOf(left) !== undefined,
  );
  const primed = new Set(
    (derivativePrimes ? rootsOf(relations) : []).flatMap((root) =>
      [...everyPart(root)].flatMap((part) =>
        isPrimed(part) && part.of.kind === "name" ? [part.of.name] : [],
      ),
    ),
  );
  const isUnknown = (name: string): boolean => named.has(name) || primed.has(name);
  const said = [...kinds].flatMap(([name, kind]) => (kind === "scalar" ? [] : [name]));
  const wide = new Map<number, ReadonlySet<string>>();
  const wideIn = (section: number): ReadonlySet<string> => {
    const known = wide.get(section) ?? new Set([...said, ...wideNames(relations, declarations, section)]);
    wide.set(section, known);
    return known;
  };
  const found = new Map<Relation, OfNumber | undefined>();
  const meant = (name: string, { at }: Relation): Relation | undefined =>
    definitions.findLast((one) => one.at < at && nameOf(one.left!) === name) ??
    definitions.find((one) => nameOf(one.left!) === name);
  const read = (one: Relation, open: ReadonlySet<Relation>): OfNumber | undefined => {
    if (found.has(one)) return found.get(one);
    const value = one.right!;
    const parameter = one.left!.kind === "call" ? one.left!.args[0]! : undefined;
    const wides = wideIn(one.section);
    const leaves = new Set<string>();
    let isOfUnknown = false;
    const isNumber = (part: Syntax): boolean => {
      if (part.kind === "call") {
        const isKnown = functionNamed(part.name)?.elementwise === true || named.has(part.name);
        return part.args.length === 1 && (isKnown || meant(part.name, one) !== undefined);
      }
      if (part.kind === "norm") return part.which === "abs";
      if (part.kind !== "name") return /^(?:number|sum|product|negate|power)$/.test(part.kind);
      if (part.derivative || part.differential || wides.has(part.name)) return false;
      if (isConstant(part.name)) return true;
      const inner = meant(part.name, one);
      const own =
        inner && inner !== one && !open.has(inner) ? read(inner, new Set([...open, inner])) : undefined;
      if (own?.by) leaves.add(own.by);
      else if (isUnknown(part.name)) isOfUnknown = true;
      else if (inner) return false;
      else leaves.add(part.name);
      return own !== undefined || isUnknown(part.name) || /^\p{Ll}$/u.test(part.name);
    };
    const isOfNumbers = !wides.has(nameOf(one.left!)!) && everyPart(value).every(isNumber);
    const [only, ...others] = leaves;
    const [usual, ...more] = ["x", "t"].filter((letter) => leaves.has(letter));
    const own = parameter?.kind === "name" ? parameter.name : undefined;
    const by = own ?? (more.length > 0 ? undefined : (usual ?? (others.length === 0 ? only : undefined)));
    const isClear = own !== undefined ? !wides.has(own) : by !== undefined || (isOfUnknown && !only);
    const result = isOfNumbers && isClear ? { by, isApplied: own !== undefined, value } : undefined;
    found.set(one, result);
    return result;
  };
  return (name, relation) => {
    const one = meant(name, relation);
    return one && read(one, new Set([one]));
  };
}

/** g of g(x) and y. */
function nameOf(left: Syntax): string | undefined {
  if (left.kind === "call")
    return left.args.length === 1 && left.args[0]!.kind === "name" ? left.name : undefined;
  const own = referenceOf(left);
  return own && own.indices.length === 0 && !own.label ? own.key : undefined;
}

/** No letter counts where names are only asked whether they are numbers. */
const NONE: ReadonlySet<string> = new Set();

/** Names of a section that are no numbers: that are declared so, turned, or have a length, entries or a structure. */
function wideNames(
  relations: readonly Relation[],
  declarations: readonly Said<DeclaredType>[],
  section: number,
): ReadonlySet<string> {
  const found = new Set<string>();
  const before = declarations.filter((said) => said.section <= section);
  for (const [name, { value: type }] of newSaid(before, NONE)(section))
    if (type.kind === "variable" && type.shape !== SCALAR) found.add(name);
  for (const root of rootsOf(relations.filter((one) => one.section === section)))
    for (const part of everyPart(root)) {
      const own = referenceOf(part);
      if (own && own.indices.length > 0) found.add(own.base);
      const isTurned = part.kind === "transpose" && !part.prime;
      const isLong = part.kind === "norm" && part.which !== "abs";
      if (isTurned || isLong)
        for (const inner of everyPart(part.of)) if (inner.kind === "name") found.add(inner.name);
    }
  return found;
}
