/**
 * Primes that are derivatives, where the note speaks of derivatives and not of transposes.
 *
 *     (uv)' = u'v + uv'  ─▶  d(uv)/dτ = du/dτ v + u dv/dτ        (x^2)' = 2x  ─▶  d(x^2)/dx = 2x
 */

import type { DeclaredType } from "../../shapes/declarations.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { namedDerivative } from "../meaning/derivativeName.ts";
import { everyPart } from "../meaning/reference.ts";
import type { Said } from "../said.ts";
import type { Facts } from "./facts.ts";
import type { Relation } from "./relations.ts";
import { functionsOfNumbers } from "./rewritten/ofNumbers.ts";
import { composedIn, derivativeBy, isPrimed, withArguments } from "./rewritten/unapplied.ts";

export function withoutPrimes(
  relations: readonly Relation[],
  facts: Facts,
  declarations: readonly Said<DeclaredType>[],
): readonly Relation[] {
  const { functions, derivativePrimes: isTold } = facts;
  const declared = new Set(declarations.map(({ name }) => name));
  if (isTold)
    for (const { left, right, formula } of relations)
      for (const name of composedIn([left, right], declared, formula.passage.text))
        if (!functions.has(name)) functions.set(name, undefined);
  const givenAt = functionsOfNumbers(relations, facts, declarations);
  return relations.map((relation) => {
    const { left, right, head } = relation;
    const parts = [head ?? left, left, right].flatMap((side) => (side ? [...everyPart(side)] : []));
    if (!parts.some(isPrimed)) return relation;
    const { text } = relation.formula.passage;
    const given = (name: string) => givenAt(name, relation);
    const at =
      withArguments(parts, { given, functions, declared, isTold, text }) ??
      (isTold ? ofArgument(parts, declared) : undefined);
    if (!at) return relation;
    const changed = (side: Syntax | undefined): Syntax | undefined => (side ? at(side) : undefined);
    return { ...relation, left: changed(left), right: changed(right), head: changed(head) };
  });
}

/** (x^2)' and (\sin x)', of which nothing else is a function. */
function ofArgument(
  parts: readonly Syntax[],
  declared: ReadonlySet<string>,
): ((part: Syntax) => Syntax) | undefined {
  const marked = parts.filter(isPrimed);
  const inside = marked.flatMap(({ of }) => [...everyPart(of)]);
  const isOpen = inside.every(
    (part) => part.kind !== "name" || (/^\p{Ll}$/u.test(part.name) && !declared.has(part.name)),
  );
  const argument = argumentIn(parts);
  // a prime on one name alone may be anything
  if (argument === undefined || !isOpen || marked.every(({ of }) => of.kind === "name")) return undefined;
  const at = (part: Syntax): Syntax => {
    const inner = withParts(part, at);
    return isPrimed(inner)
      ? derivativeBy(inner.of, { kind: "name", name: argument, span: inner.of.span })
      : inner;
  };
  return at;
}

/** x' of an x' that is declared is a name, and no transpose. */
export function withPrimedNames(root: Syntax, declared: Iterable<string>): Syntax {
  const names = new Set([...declared].filter((name) => name.endsWith("'")));
  const at = (part: Syntax): Syntax => {
    if (part.kind === "name" && part.derivative) {
      const { of, by } = part.derivative;
      return namedDerivative({ ...part.derivative, of: of && at(of), by: by.map(at) }, part.span);
    }
    if (isPrimed(part) && part.of.kind === "name" && names.has(`${part.of.name}'`))
      return { kind: "name", name: `${part.of.name}'`, span: part.span };
    return withParts(part, at);
  };
  return names.size === 0 ? root : at(root);
}

/** The x of f(x), or of x^n where nothing else is a function. */
function argumentIn(parts: readonly Syntax[]): string | undefined {
  for (const part of parts)
    if (part.kind === "call" && part.args.length === 1 && part.args[0]!.kind === "name")
      return part.args[0]!.name;
  const isAlone = !parts.some((part) => isPrimed(part) && part.of.kind === "name");
  return isAlone && parts.some((part) => part.kind === "name" && part.name === "x") ? "x" : undefined;
}
