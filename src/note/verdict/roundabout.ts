/** What a relation can't be judged for: it says what an index is, or hangs on a function that nothing gives. */
import { SCALAR } from "../../expression/expr.ts";
import { functionNamed } from "../../functions/index.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Role } from "../finding.ts";
import { EXPECTATION } from "../functionNames.ts";
import { everyPart, isNought, referenceOf, referenceOfName, targetsIn } from "../meaning/reference.ts";
import type { Section } from "../sections/section.ts";
import { keyOf } from "../statements/before.ts";
import { derivativeIn, type Judgeable } from "../statements/roles.ts";
import type { Claim } from "./claims.ts";

/** l = L − 1, L − 2, …; i = j */
export function isOfIndices({ left, right }: Judgeable, { letters, shapes }: Section): boolean {
  // \delta_{ij} = 1
  if (left?.kind === "call" && left.name === "delta" && right?.kind === "number") return true;
  const own = left && referenceOf(left);
  const isScalar = (key: string): boolean => (shapes.get(key) ?? SCALAR) === SCALAR;
  const isCount = (key: string): boolean => letters.counting.has(key) || /^[i-nℓt]$/u.test(key);
  if (!own || !right || own.indices.length > 0 || !isCount(own.key) || !isScalar(own.key)) return false;
  return everyPart(right).every((part) => {
    const key = referenceOf(part)?.key;
    if (part.kind === "call" || part.kind === "power" || part.kind === "indexed-sum") return false;
    return key === undefined || (/^(?:\p{L}|[⋯…])$/u.test(key) && isScalar(key));
  });
}

const isOfTable = (name: string): boolean => name === EXPECTATION || functionNamed(name) !== undefined;

/**
 * What a relation that its readings refute is, if no claim.
 *
 *     g(z) = max(0, z) after g(z) = 1/(1 + e^{-z})  ─▶  another g        d_{ij} = d_{ji}, 4 x_1 - 5 x_2 = -13  ─▶  given
 */
export function otherRole(
  { left, right, isFirst, isSure }: Judgeable,
  verdict: Claim["verdict"],
  isTold: boolean,
): Role | undefined {
  const sides = [left, right];
  const isGiven = !isSure && !derivativeIn(left);
  if (isGiven && isFirst && left?.kind === "call" && !isOfTable(left.name)) return "definition";
  if (verdict === "ill-formed" && isGiven && right?.kind === "number") return "assumption";
  const isOfNames = sides.every((side) => side && referenceOf(side));
  const isValue = right?.kind === "number" || (right && referenceOf(right) !== undefined);
  if (verdict === "wrong" && (isOfNames || (isGiven && (!isTold || isValue)))) return "assumption";
  return undefined;
}

/** A function on one side alone, of which nothing says what it is: no value of the other side is wrong. */
export function unknownFunction(
  { left, right, head }: Judgeable,
  { relations, letters }: Section,
): string | undefined {
  const called = (side: Syntax | undefined, isDeep: boolean, seen = new Set<string>()): Set<string> => {
    const found = new Set<string>();
    for (const part of side ? everyPart(side) : []) {
      const bare = part.kind === "call" ? part.name.replace(/'+$/, "") : undefined;
      const own = referenceOf(part);
      const name = bare ?? own?.key;
      if (bare !== undefined || (name !== undefined && letters.fields.has(name))) found.add(name!);
      const key = bare ?? (own && keyOf(own));
      if (!isDeep || key === undefined || seen.has(key)) continue;
      seen.add(key);
      const definition = relations.findLast(({ defines }) => defines && keyOf(defines.reference) === key);
      for (const name of called(definition?.right, true, seen)) found.add(name);
    }
    return found;
  };
  const of = (side: Syntax | undefined): Syntax | undefined =>
    side?.kind === "name" && side.derivative?.of ? side.derivative.of : side;
  const isGiven = (name: string): boolean => relations.some(({ defines }) => defines?.reference.key === name);
  const whole = of(head ?? left);
  // a loss that nothing gives depends on all that the note defines
  const isOfAll = whole?.kind === "name" && !isGiven(whole.name);
  const made = isOfAll ? relations.flatMap((r) => (r.defines ? [...called(r.right, false)] : [])) : [];
  const [a, b] = [new Set([...called(whole, true), ...made]), called(of(right), true)];
  const isUnknown = (name: string): boolean => !isOfTable(name) && !isGiven(name);
  const variables = ((head ?? left) ? targetsIn((head ?? left)!) : []).map(
    (key) => referenceOfName(key).base,
  );
  // h_θ depends on θ
  const isOfVariable = (name: string): boolean => variables.some((v) => name.split("_").slice(1).includes(v));
  return (
    [...a].find((name) => isUnknown(name) && (!b.has(name) || isOfVariable(name))) ??
    [...b].find((name) => isUnknown(name) && !a.has(name))
  );
}

/** It may hold whatever is given. */
export const isIdentityMaybe = ({ kind, left, right }: Judgeable): boolean =>
  kind === "equal" &&
  left !== undefined &&
  right !== undefined &&
  !referenceOf(left) &&
  left.kind !== "number" &&
  !derivativeIn(left);

/** f'(x) = 0 says where, not that f is constant. */
export const isCondition = ({ left, right }: Judgeable): boolean => isNought(right) && derivativeIn(left);

/** By one name: a gradient's layout shows, where a Jacobian is the same in two. */
export function isByName({ left }: Judgeable): boolean {
  const derivative = left?.kind === "name" ? left.derivative : undefined;
  return derivative?.by.length === 1 && derivative.order === 1 && derivative.by[0]!.kind === "name";
}
