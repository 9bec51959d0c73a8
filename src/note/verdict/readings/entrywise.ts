/** What is said of numbers, of letters that are columns elsewhere. */
import { UNIT } from "../../../expression/dimension.ts";
import { SCALAR } from "../../../expression/expr.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { isConstant } from "../../meaning/knowledge.ts";
import { isOfEntries, keysOf, referenceOf } from "../../meaning/reference.ts";
import type { Document } from "../../sections/document.ts";
import type { Section } from "../../sections/section.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { knownIn } from "../asSaid.ts";
import { attempted, inReading } from "../compare.ts";

const lettersIn = (sides: readonly Syntax[]): Set<string> =>
  new Set([...keysOf(sides)].filter((key) => !isConstant(key)));

/**
 * σ'(x) = e^{-x}/(1 + e^{-x})², of a letter that is a vector elsewhere: what is made of one letter by functions of
 * each entry, and by nothing else, is said of a number.
 */
export function holdsByEntries(
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
): boolean {
  const { head, left, right } = relation;
  const operator = left?.kind === "name" ? left.derivative?.operator : undefined;
  // a column where rows are meant is none of numbers
  if (document.facts.layout === "numerator" && operator !== undefined && operator !== "d") return false;
  const sides = [head ?? left, left, right].filter((side) => side !== undefined);
  const [name, ...others] = lettersIn(sides);
  const shape = name === undefined ? undefined : section.shapes.get(name);
  if (!name || others.length > 0 || !shape || shape.rows === UNIT || shape.cols !== UNIT) return false;
  if (!sides.every(isOfEntries)) return false;
  return knownIn(document, section, relation, at).some((known) => {
    const scalar = { ...known, shapes: new Map([...known.shapes, [name, SCALAR] as const]) };
    return attempted(() => inReading(document, section, relation, scalar, at)).verdict === "right";
  });
}

/**
 * \partial J/\partial\hat y = (\hat y - y)/(\hat y (1 - \hat y)) after \hat y = \sigma(W x + b): columns don't conform,
 * numbers do, and nothing but what \hat y is made of says that it is a column.
 */
export function holdsOfNumbers(
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
): boolean {
  const { head, left, right } = relation;
  const side = head ?? left;
  const of = side?.kind === "name" ? side.derivative?.of : undefined;
  const own = of && referenceOf(of)?.key;
  const value = section.relations.findLast(
    ({ defines, at: place }) => place < at && defines !== undefined && defines.reference.key === own,
  )?.right;
  if (!right || !value || ![right, value].every(isOfEntries)) return false;
  const names = lettersIn([side!, right, value]);
  const { facts, declared } = document;
  const told = new Set([...declared.keys(), ...facts.kinds.keys(), ...facts.sizes.map(({ name }) => name)]);
  if ([...names].some((name) => told.has(name))) return false;
  return knownIn(document, section, relation, at).some((known) => {
    const shapes = new Map([...known.shapes, ...[...names].map((name) => [name, SCALAR] as const)]);
    const definitions = known.definitions.filter(({ reference: { key } }) => key === own || !names.has(key));
    const scalar = { ...known, shapes, definitions };
    return attempted(() => inReading(document, section, relation, scalar, at)).verdict === "right";
  });
}
