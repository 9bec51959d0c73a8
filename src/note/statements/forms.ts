/** What a relation is by its form alone: a step of an iteration, a model with its noise. */
import type { Syntax } from "../../syntax/tree.ts";
import { type Reference, referenceOf } from "../meaning/reference.ts";

/** w_{k+1} */
export const hasStep = ({ indices, label }: Reference): boolean =>
  [...indices, ...(label ? [label] : [])].some(({ letter, offset }) => letter !== undefined && offset !== 0);

/** w_{k+1} beside w_k. */
export const isStep = (a: Reference, b: Reference): boolean => {
  const terms = (r: Reference) => [...r.indices, ...(r.label ? [r.label] : [])];
  const [x, y] = [terms(a), terms(b)];
  return (
    x.length === y.length &&
    x.length > 0 &&
    x.some((term, k) => term.letter === y[k]!.letter && term.offset !== y[k]!.offset) &&
    (hasStep(a) || hasStep(b))
  );
};

const NOISE = /^(?:ε|ϵ|ξ|η|e|u|v|n|w|noise)$/u;

/** y = X β + ε: a sum with a noise that nothing gives. */
export function isModel(right: Syntax): boolean {
  if (right.kind !== "sum" || right.terms.length < 2) return false;
  const last = right.terms.at(-1)!.term;
  const own = referenceOf(last);
  return own !== undefined && own.indices.length === 0 && NOISE.test(own.base);
}

/** σ² = … of a σ that is new says what σ is: the root. */
export function rootOf(
  left: Syntax | undefined,
  right: Syntax | undefined,
): readonly [Syntax, Syntax] | undefined {
  if (left?.kind !== "power" || !right || left.exponent.kind !== "number" || left.exponent.text !== "2")
    return undefined;
  if (!referenceOf(left.base) || right.kind === "number") return undefined;
  return [left.base, { kind: "call", name: "sqrt", args: [right], span: right.span }];
}
