/** What a relation is by its form alone: a step of an iteration, a model with its noise. */
import type { Syntax } from "../../syntax/tree.ts";
import { EXPECTATION, NOTE_FUNCTIONS } from "../functionNames.ts";
import { everyPart, type Reference, referenceOf, referenceOfName, type Term } from "../meaning/reference.ts";

const termsOf = ({ indices, label }: Reference): Term[] => [...indices, ...(label ? [label] : [])];

/** w_{k+1} */
export const hasStep = (reference: Reference): boolean =>
  termsOf(reference).some(({ letter, offset }) => letter !== undefined && offset !== 0);

/** w_k, w^{(k)}: any of them. */
export const isGeneral = (reference: Reference): boolean =>
  termsOf(reference).some(({ letter }) => letter !== undefined);

/** w_{k+1} beside w_k. */
export const isStep = (a: Reference, b: Reference): boolean => {
  const [x, y] = [termsOf(a), termsOf(b)];
  return (
    x.length === y.length &&
    x.length > 0 &&
    x.some((term, k) => term.letter === y[k]!.letter && term.offset !== y[k]!.offset) &&
    (hasStep(a) || hasStep(b))
  );
};

/** What a left side would define. */
export function targetOf(
  left: Syntax | undefined,
): { readonly reference: Reference; readonly parameters: readonly string[] } | undefined {
  if (!left) return undefined;
  const own = referenceOf(left);
  if (own) return { reference: own, parameters: [] };
  if (left.kind !== "call" || NOTE_FUNCTIONS.has(left.name) || /'$/.test(left.name)) return undefined;
  if (left.name === "delta" || left.name === EXPECTATION) return undefined;
  const parameters = left.args.map((arg) => referenceOf(arg)?.key);
  if (parameters.includes(undefined)) return undefined;
  return { reference: referenceOfName(left.name), parameters: parameters as string[] };
}

/** w = w + …, which as an equation would say that the rest is 0: w becomes that. */
export const isIncrement = ({ key }: Reference, right: Syntax): boolean =>
  right.kind === "sum" &&
  right.terms.some(({ sign, term }) => sign !== "-" && referenceOf(term)?.key === key);

/** Δv = −η ∂E/∂v: what v is changed by. */
export function isGradientStep(left: Syntax, right: Syntax): boolean {
  const [sign, changed, ...more] = left.kind === "product" ? left.factors.map(({ factor }) => factor) : [];
  const key = changed && referenceOf(changed)?.key;
  if (!sign || key === undefined || more.length > 0 || referenceOf(sign)?.key !== "Δ") return false;
  return [...everyPart(right)].some(
    (part) => part.kind === "name" && part.derivative?.by.some((by) => referenceOf(by)?.key === key) === true,
  );
}

const NOISE = /^(?:ε|ϵ|ξ|η|e|u|v|n|w|noise)$/u;

const NOISE_OF_ONE = /^(?:ε|ϵ|ξ|e|u)$/u;

/** y = X β + ε: a sum with a noise that nothing gives. */
export function isModel(right: Syntax): boolean {
  if (right.kind !== "sum" || right.terms.length < 2) return false;
  const last = right.terms.at(-1)!.term;
  const own = referenceOf(last);
  return own !== undefined && (own.indices.length === 0 ? NOISE : NOISE_OF_ONE).test(own.base);
}

/** σ² = … of a σ that is new says what σ is: the root. */
export function rootOf(
  left: Syntax | undefined,
  right: Syntax | undefined,
): readonly [Syntax, Syntax] | undefined {
  if (left?.kind !== "power" || !right || left.exponent.kind !== "number" || left.exponent.text !== "2")
    return undefined;
  const base = referenceOf(left.base)?.base;
  // P² = P is said of a matrix, and gives it no value
  if (base === undefined || /^\p{Lu}/u.test(base) || right.kind === "number") return undefined;
  if ([...everyPart(right)].some((part) => referenceOf(part)?.base === base)) return undefined;
  return [left.base, { kind: "call", name: "sqrt", args: [right], span: right.span }];
}

/** 2, −3/2, 1 + 1 */
export const isNumber = (side: Syntax): boolean =>
  side.kind === "number" ||
  (side.kind === "negate" && isNumber(side.of)) ||
  (side.kind === "sum" && side.terms.every(({ term }) => isNumber(term))) ||
  (side.kind === "product" && side.factors.every(({ factor }) => isNumber(factor)));

export const isIdentity = (side: Syntax): boolean =>
  side.kind === "name" && /^(?:I|𝟏)(?:_|$)/u.test(side.name);

/** p_{ij} = p_{ji} and a_{ij} = -a_{ji} of any i and j. */
export function turnedEntry(
  left: Syntax,
  right: Syntax,
): { readonly base: string; readonly structure: "symmetric" | "antisymmetric" } | undefined {
  const [only, ...more] = right.kind === "sum" ? right.terms : [];
  const isSigned = only?.sign === "-" && more.length === 0;
  const negated = right.kind === "negate" ? right.of : isSigned ? only.term : undefined;
  const [a, b] = [left, negated ?? right].map(referenceOf);
  if (!a || !b || a.base !== b.base || a.indices.length !== 2 || b.indices.length !== 2) return undefined;
  const isTurned = [0, 1].every((k) => {
    const [here, there] = [a.indices[k]!, b.indices[1 - k]!];
    return here.letter !== undefined && here.letter === there.letter && here.offset === there.offset;
  });
  const isOne = a.indices[0]!.letter === a.indices[1]!.letter;
  return isTurned && !isOne
    ? { base: a.base, structure: negated ? "antisymmetric" : "symmetric" }
    : undefined;
}

/** ∇_x ‖x‖² = x names nothing: x has its meaning. */
export function occursIn(side: Syntax, base: string): boolean {
  const derivative = side.kind === "name" ? side.derivative : undefined;
  const parts = derivative ? [...(derivative.of ? [derivative.of] : []), ...derivative.by] : [];
  return parts.some((root) => [...everyPart(root)].some((part) => referenceOf(part)?.base === base));
}
