/**
 * Primes that are derivatives, where the note speaks of derivatives and not of transposes.
 *
 *     (uv)' = u'v + uv'  ─▶  d(uv)/dτ = du/dτ v + u dv/dτ        (x^2)' = 2x  ─▶  d(x^2)/dx = 2x
 */

import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { derivativeOf, namedDerivative } from "../meaning/derivativeName.ts";
import { everyPart } from "../meaning/reference.ts";

/** The variable that nothing names. */
export const VARIABLE = "τ";

interface Sides {
  readonly left: Syntax | undefined;
  readonly right: Syntax | undefined;
  readonly head: Syntax | undefined;
}

interface Primed {
  readonly functions: ReadonlySet<string>;
  /** Names that are declared to be something. */
  readonly declared: ReadonlySet<string>;
}

export function withoutPrimes<T extends Sides>(relation: T, primed: Primed): T {
  const { left, right, head } = relation;
  const parts = [head ?? left, left, right].flatMap((side) => (side ? [...everyPart(side)] : []));
  const marked = parts.filter(isPrimed);
  if (marked.length === 0) return relation;
  const inside = marked.flatMap(({ of }) => [...everyPart(of)]);
  const isOpen = inside.every(
    (part) => part.kind !== "name" || (/^\p{Ll}$/u.test(part.name) && !primed.declared.has(part.name)),
  );
  // a prime on one name alone may be anything
  const hasWhole = marked.some(({ of }) => of.kind !== "name");
  const hasName = marked.some(({ of }) => of.kind === "name");
  const argument = argumentIn(parts);
  if (!isOpen || !hasWhole || (!hasName && argument === undefined)) return relation;
  const by = argument ?? VARIABLE;
  const at = (part: Syntax): Syntax => {
    const inner = withParts(part, at);
    if (inner.kind === "name" && !inner.derivative && primed.functions.has(inner.name) && !argument)
      return applied(inner, by);
    return isPrimed(inner) ? derivativeBy(inner.of, by) : inner;
  };
  const changed = (side: Syntax | undefined): Syntax | undefined => (side ? at(side) : undefined);
  return { ...relation, left: changed(left), right: changed(right), head: changed(head) };
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

const isPrimed = (part: Syntax): part is Extract<Syntax, { kind: "transpose" }> =>
  part.kind === "transpose" && part.prime === true;

/** The x of f(x), or of x^n where nothing else is a function. */
function argumentIn(parts: readonly Syntax[]): string | undefined {
  for (const part of parts)
    if (part.kind === "call" && part.args.length === 1 && part.args[0]!.kind === "name")
      return part.args[0]!.name;
  const isAlone = !parts.some((part) => isPrimed(part) && part.of.kind === "name");
  return isAlone && parts.some((part) => part.kind === "name" && part.name === "x") ? "x" : undefined;
}

const applied = (part: Extract<Syntax, { kind: "name" }>, by: string): Syntax => ({
  kind: "call",
  name: part.name,
  args: [{ kind: "name", name: by, span: part.span }],
  span: part.span,
});

function derivativeBy(of: Syntax, by: string): Syntax {
  return derivativeOf("d", of, [{ kind: "name", name: by, span: of.span }]);
}
