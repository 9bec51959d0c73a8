/**
 * Trees of a note as the note as a whole shows them to be meant.
 *
 *     P^{+} = …  ─▶  a name, no pseudoinverse      Tr[A]  ─▶  tr(A)      h_1(1 - h_1)  ─▶  a product
 *     W^1, W^2   ─▶  the weights of two layers     \sigma is the sigmoid: \sigma(z)  ─▶  sigmoid(z)
 */

import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { EXPECTATION, NOTE_FUNCTIONS } from "../functionNames.ts";
import { derivativeOf } from "../meaning/derivativeName.ts";
import { everyPart, referenceOf } from "../meaning/reference.ts";
import { activationIn } from "./rewritten/activations.ts";
import { asCircle, isCircleNumber } from "./rewritten/circle.ts";
import { asOnes, countsBelow, type Ones, sizeOfOnes, withOnes } from "./rewritten/ones.ts";

interface Spoken {
  /** Functions that the note defines or speaks of, and which of the engine's they are, if that is said. */
  readonly functions: ReadonlyMap<string, string | undefined>;
  /** Letters whose numbers above are labels. */
  readonly labelled: ReadonlySet<string>;
  /** Letters whose P^+ is a name. */
  readonly plus: ReadonlySet<string>;
  /** Names that stand for values somewhere. */
  readonly values: ReadonlySet<string>;
  /** dX, written together, is no product. */
  readonly differentials: boolean;
  /** Names that are called the vector of ones, and the one size that it has in the note. */
  readonly ones: Ones;
  readonly onesSize: string | undefined;
  readonly isCircle: boolean;
  /** d (x) is the differential of x. */
  readonly operatorD: boolean;
}

interface Sides {
  readonly left: Syntax | undefined;
  readonly right: Syntax | undefined;
}

/** What the trees themselves show; `functions` are those that words name. */
export function spokenIn(
  relations: readonly Sides[],
  others: readonly Syntax[],
  named: ReadonlyMap<string, string | undefined>,
  isFreeD: boolean,
  said: Ones,
): Spoken {
  const functions = new Map(named);
  const [labelled, plus, values] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { left, right } of relations) {
    const isOwn = left?.kind === "call" && !NOTE_FUNCTIONS.has(left.name) && left.name !== EXPECTATION;
    if (isOwn && left.args.every(isArgument))
      functions.set(left.name.replace(/'+$/, ""), named.get(left.name));
    if (left?.kind === "call" && left.name === "pinv" && left.args[0]?.kind === "name")
      plus.add(left.args[0].name);
    const activation = activationIn(left, right);
    if (activation && !functions.has(activation)) functions.set(activation, undefined);
  }
  const roots = [...relations.flatMap(({ left, right }) => [left, right]), ...others];
  for (const root of roots)
    for (const part of root ? everyPart(root) : []) {
      if (part.kind === "name" && !part.derivative) values.add(part.name);
      // f'(x): f is a function, whatever it is
      const bare = part.kind === "call" ? part.name.replace(/'+$/, "") : "";
      if (part.kind === "call" && bare !== part.name && !NOTE_FUNCTIONS.has(bare) && !functions.has(bare))
        functions.set(bare, undefined);
      if (part.kind === "name" && part.derivative)
        for (const by of part.derivative.by) if (isNumbered(by)) labelled.add(by.base.name);
      if (isNumbered(part) && part.exponent.text === "1") labelled.add(part.base.name);
    }
  if (isLogistic(relations, roots)) functions.set("σ", "sigmoid");
  const applied = new Set(roots.flatMap((root) => (root ? [...everyPart(root)].flatMap(appliedIn) : [])));
  // "the function J of θ": what only stands as a value is none
  for (const [name, engine] of named)
    if (engine === undefined && values.has(name) && !applied.has(name)) functions.delete(name);
  for (const name of functions.keys()) if (!named.has(name)) values.delete(name);
  const differentials = relations.some(
    ({ left }) =>
      left?.kind === "product" &&
      left.factors.length === 2 &&
      isTogether(left.factors[0]!.factor, left.factors[1]!.factor),
  );
  const hasDifferentials = roots.some(
    (root) =>
      root && [...everyPart(root)].some((part) => part.kind === "name" && part.differential !== undefined),
  );
  const operatorD = hasDifferentials && isFreeD;
  // i is an index where something has it
  const indices = new Set(
    roots.flatMap((root) =>
      root
        ? [...everyPart(root)].flatMap((p) => referenceOf(p)?.indices.map(({ letter }) => letter) ?? [])
        : [],
    ),
  );
  const ones = new Map([...said].filter(([name]) => !indices.has(name)));
  const onesSize = sizeOfOnes(roots, ones);
  const isCircle = isCircleNumber(relations, roots);
  return { functions, labelled, plus, values, differentials, operatorD, ones, onesSize, isCircle };
}

/** f(x), f x */
function appliedIn(part: Syntax): string[] {
  if (part.kind === "call") return [part.name.replace(/'+$/, "")];
  if (part.kind !== "product") return [];
  return part.factors.flatMap(({ factor }, i) =>
    factor.kind === "name" && part.factors[i + 1]?.operator === "juxtaposed" ? [factor.name] : [],
  );
}

/** σ(z)(1 − σ(z)), which the note writes of a σ that it doesn't define: so the logistic function alone is meant. */
function isLogistic(relations: readonly Sides[], roots: readonly (Syntax | undefined)[]): boolean {
  const isOwn = relations.some(({ left }) => left?.kind === "call" && left.name === "σ");
  return !isOwn && roots.some((root) => root && [...everyPart(root)].some(isLogisticSlope));
}

function isLogisticSlope(part: Syntax): boolean {
  if (part.kind !== "product") return false;
  const factors = part.factors.map(({ factor }) => factor);
  const isCalled = (s: Syntax): boolean => s.kind === "call" && s.name === "σ";
  return (
    factors.some(isCalled) &&
    factors.some(
      (f) =>
        f.kind === "sum" && f.terms.length === 2 && f.terms.some(({ term }) => isCalled(term)) && hasOne(f),
    )
  );
}

const hasOne = ({ terms }: Extract<Syntax, { kind: "sum" }>): boolean =>
  terms.some(
    ({ term }) =>
      (term.kind === "number" && term.text === "1") || (term.kind === "name" && term.name === "𝟏"),
  );

/** dX and dS_{ij}. */
const isTogether = (d: Syntax, x: Syntax): boolean =>
  d.kind === "name" &&
  d.name === "d" &&
  d.span.end === x.span.start &&
  /^\p{Lu}/u.test(referenceOf(x)?.base ?? "");

const isNegative = (part: Syntax): boolean =>
  part.kind === "negate" ||
  (part.kind === "sum" && part.terms.length === 1 && part.terms[0]!.sign === "-") ||
  (part.kind === "number" && part.text.startsWith("-"));

const isArgument = (part: Syntax): boolean => part.kind === "name" || part.kind === "entry";

type Numbered = Extract<Syntax, { kind: "power" }> & {
  readonly base: Extract<Syntax, { kind: "name" }>;
  readonly exponent: Extract<Syntax, { kind: "number" }>;
};

const isNumbered = (part: Syntax): part is Numbered =>
  part.kind === "power" && part.base.kind === "name" && part.exponent.kind === "number" && !part.elementwise;

export function normalised(root: Syntax, spoken: Spoken): Syntax {
  const at = (part: Syntax): Syntax => {
    const inside = withParts(powerOfValue(part, spoken), at);
    return changed(inside, spoken);
  };
  return at(root);
}

/** L^{-1}(x - \mu) of an L that is a value: what stands above L is of L alone. */
function powerOfValue(part: Syntax, spoken: Spoken): Syntax {
  if (part.kind !== "power" || part.base.kind !== "call" || !isTimes(part.base, spoken)) return part;
  const { name, args, span } = part.base;
  const [argument] = args;
  if (!argument || part.exponent.span.start > argument.span.start) return part;
  const base: Syntax = { kind: "name", name, span: { ...span, end: span.start + name.length } };
  const factors = [
    { operator: "*", factor: { ...part, base } },
    { operator: "juxtaposed", factor: argument },
  ] as const;
  return { kind: "product", factors, span: part.span };
}

/** h_1(1 - h_1) of an h_1 that stands for a value elsewhere. */
const isTimes = ({ name, args }: Extract<Syntax, { kind: "call" }>, { values, functions }: Spoken): boolean =>
  args.length === 1 && values.has(name) && !NOTE_FUNCTIONS.has(name) && !functions.has(name);

function changed(part: Syntax, spoken: Spoken): Syntax {
  const { functions, labelled, plus } = spoken;
  const { span } = part;
  const constant = asOnes(part, spoken.ones) ?? (spoken.isCircle ? asCircle(part) : undefined);
  if (constant) return constant;
  if (part.kind === "call") {
    const [argument] = part.args;
    if (part.name === "pinv" && argument?.kind === "name" && plus.has(argument.name))
      return { kind: "name", name: `${argument.name}plus`, span };
    if (spoken.operatorD && part.name === "d" && part.args.length === 1) {
      return derivativeOf("d", part.args[0]!, [], span);
    }
    const bare = part.name.replace(/'+$/, "");
    if (functions.has(bare)) {
      const engine = functions.get(bare);
      return engine && bare === part.name ? { ...part, name: engine } : part;
    }
    if (!isTimes(part, spoken) || bare !== part.name) return part;
    const name: Syntax = {
      kind: "name",
      name: part.name,
      span: { ...span, end: span.start + part.name.length },
    };
    const factors = [name, argument!].map((factor) => ({ operator: "juxtaposed" as const, factor }));
    return { kind: "product", factors: [{ ...factors[0]!, operator: "*" }, factors[1]!], span };
  }
  if (
    part.kind === "power" &&
    part.base.kind === "name" &&
    part.base.differential &&
    isNegative(part.exponent)
  ) {
    // d X^{-1} is d(X^{-1})
    const of: Syntax = {
      ...part,
      base: { kind: "name", name: part.base.differential, span: part.base.span },
    };
    return derivativeOf("d", of, [], span);
  }
  if (isNumbered(part) && labelled.has(part.base.name))
    return { kind: "name", name: `${part.base.name}^(${part.exponent.text})`, span };
  if (part.kind === "product") return withCalls(withOnes(asMean(part), spoken.onesSize), spoken);
  return part;
}

/** \frac{1}{N} \sum_j x_j is a mean: the sum has N terms. */
function asMean(part: Extract<Syntax, { kind: "product" }>): Extract<Syntax, { kind: "product" }> {
  const [to, ...others] = countsBelow(part, /^[NMmn]$/);
  if (!to || others.length > 0) return part;
  const factors = part.factors.map(({ operator, factor }) =>
    factor.kind === "indexed-sum" && !factor.to && !factor.from
      ? {
          operator,
          factor: { ...factor, from: { kind: "number" as const, text: "1", span: factor.span }, to },
        }
      : { operator, factor },
  );
  return { ...part, factors };
}

/** σ z of a function σ is σ(z); T r X is tr(X). */
function withCalls(
  part: Extract<Syntax, { kind: "product" }>,
  { functions, differentials, operatorD }: Spoken,
): Syntax {
  const factors = [...part.factors];
  for (let i = factors.length - 2; i >= 0; i--) {
    const { factor, operator } = factors[i]!;
    const next = factors[i + 1]!;
    if (factor.kind !== "name" || next.operator !== "juxtaposed") continue;
    const after = factors[i + 2];
    const inner = next.factor.kind === "transpose" ? next.factor.of : next.factor;
    if (differentials && isTogether(factor, inner)) {
      const { key } = referenceOf(inner)!;
      const span = { start: factor.span.start, end: next.factor.span.end };
      const whole: Syntax = { kind: "name", name: `d${key}`, differential: key, span };
      factors.splice(i, 2, {
        operator,
        factor: next.factor.kind === "transpose" ? { ...next.factor, of: whole } : whole,
      });
      continue;
    }
    if (operatorD && factor.name === "d" && (i === 0 || factors[i]!.operator === "juxtaposed")) {
      const span = { start: factor.span.start, end: next.factor.span.end };
      factors.splice(i, 2, {
        operator,
        factor: derivativeOf("d", next.factor, [], span),
      });
      continue;
    }
    const isTrace =
      factor.name === "T" &&
      next.factor.kind === "name" &&
      next.factor.name === "r" &&
      after?.operator === "juxtaposed";
    if (isTrace && next.factor.span.start <= factor.span.end) {
      const span = { start: factor.span.start, end: after!.factor.span.end };
      factors.splice(i, 3, { operator, factor: { kind: "call", name: "tr", args: [after!.factor], span } });
    } else if (functions.has(factor.name)) {
      const name = functions.get(factor.name) ?? factor.name;
      const span = { start: factor.span.start, end: next.factor.span.end };
      factors.splice(i, 2, { operator, factor: { kind: "call", name, args: [next.factor], span } });
    }
  }
  if (factors.length === part.factors.length) return part;
  return factors.length === 1 ? factors[0]!.factor : { ...part, factors };
}
