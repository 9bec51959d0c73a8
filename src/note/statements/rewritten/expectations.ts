/**
 * Expectations, covariances and variances as a note writes them, as one function of a formula.
 *
 *     E[x x^\top]  ─▶  𝔼(x xᵀ)      \operatorname{Cov}(x)  ─▶  𝔼((x − 𝔼 x)(x − 𝔼 x)ᵀ)      \mathbb{E}[x] = \mu  ─▶  μ := 𝔼 x
 */
import { productOf, withParts } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { EXPECTATION } from "../../functionNames.ts";
import { namedDerivative } from "../../meaning/derivativeName.ts";
import { everyPart, referenceOf, targetsIn } from "../../meaning/reference.ts";
import type { Relation } from "../relations.ts";
import type { Judgeable } from "../roles.ts";

type Product = Extract<Syntax, { kind: "product" }>;

const IN_STYLE = /\\(?:mathbb|mathrm|mathsf|operatorname\*?)\s*\{\s*$/u;
const MEAN = /^(?:\\(?:mathbb|mathrm|mathsf|operatorname)|\\E(?:xpect\w*)?(?![a-zA-Z])|𝔼)/u;
const BRACKET = /^\s*\}?\s*(?:\\(?:left|[bB]igg?l?)\s*)?(\[|\(|\\\{|\\lbrack)/u;
const CLOSING: Readonly<Record<string, string>> = {
  "[": "]",
  "(": ")",
  "\\{": "\\}",
  "\\lbrack": "\\rbrack",
};

/** Where the bracket at the beginning of a text closes. */
function closingOf(text: string, open: string): number {
  const close = CLOSING[open]!;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith(open, i)) depth++;
    else if (text.startsWith(close, i) && --depth === 0) return i + close.length;
  }
  return text.length;
}

/** E[…], of an E that the note uses for nothing else where it is a plain letter. */
function expectationOf(name: Syntax, factor: Syntax, written: string, isPlain: boolean): Syntax | undefined {
  if (name.kind !== "name" || !/^E(?:_|$)/.test(name.name)) return undefined;
  const { start } = name.span;
  const isMarked =
    IN_STYLE.test(written.slice(Math.max(0, start - 24), start)) || MEAN.test(written.slice(start));
  const after = written.slice(name.span.end);
  const [gap, open] = BRACKET.exec(after) ?? [];
  if (gap === undefined || open === undefined || (!isMarked && !(isPlain && open === "["))) return undefined;
  const from = name.span.end + gap.length - open.length;
  const end = from + closingOf(written.slice(from), open);
  const called = (inner: Syntax): Syntax => {
    // E[x]^2 is the square of E[x]
    if (inner.kind === "power" && inner.base.span.end <= end && inner.exponent.span.start >= end)
      return { ...inner, base: called(inner.base) };
    if (inner.kind === "transpose" && inner.span.end > end) return { ...inner, of: called(inner.of) };
    return { kind: "call", name: EXPECTATION, args: [inner], span: inner.span };
  };
  return called(factor);
}

/** x x^\top, (x - 𝔼 x)(y - 𝔼 y)^\top */
function covariance(x: Syntax, y: Syntax): Syntax {
  const { span } = x;
  const mean = (of: Syntax): Syntax => ({ kind: "call", name: EXPECTATION, args: [of], span });
  const centred = (of: Syntax): Syntax => ({
    kind: "sum",
    terms: [
      { sign: "+", term: of },
      { sign: "-", term: mean(of) },
    ],
    span,
  });
  const turned: Syntax = { kind: "transpose", of: centred(y), span };
  return mean(productOf([centred(x), turned], span));
}

/** `written` is the text from where the tree's places count. */
function withMeans(root: Syntax, written: string, isPlain: boolean): Syntax {
  const at = (part: Syntax): Syntax => {
    if (part.kind === "name" && part.derivative) {
      const { of, by } = part.derivative;
      return namedDerivative({ ...part.derivative, of: of && at(of), by }, part.span);
    }
    const inner = withParts(part, at);
    if (inner.kind === "call" && /^(?:Cov|Var)$/.test(inner.name) && inner.args.length <= 2)
      return covariance(inner.args[0]!, inner.args[1] ?? inner.args[0]!);
    return inner.kind === "product" ? joined(inner) : inner;
  };
  const joined = (part: Product): Syntax => {
    const factors: Product["factors"][number][] = [];
    for (const one of part.factors) {
      const last = factors.at(-1);
      const mean = last && expectationOf(last.factor, one.factor, written, isPlain);
      if (mean) factors[factors.length - 1] = { ...last, factor: mean };
      else factors.push(one);
    }
    return factors.length === 1 ? factors[0]!.factor : { ...part, factors };
  };
  return at(root);
}

export const hasMean = (root: Syntax | undefined): boolean =>
  root !== undefined &&
  [...everyPart(root)].some((part) => part.kind === "call" && part.name === EXPECTATION);

/** The note's relations with their expectations. */
export function withExpectations(relations: readonly Relation[], text: string): readonly Relation[] {
  const bare = new Set<Syntax>();
  const lone = relations.some(({ left, right }) =>
    [left, right].some((side) => {
      for (const part of side ? everyPart(side) : [])
        if (part.kind === "product")
          part.factors.slice(0, -1).forEach(({ factor }, i) => {
            if (part.factors[i + 1]!.operator === "juxtaposed") bare.add(factor);
          });
      return [...(side ? everyPart(side) : [])].some(
        (part) => referenceOf(part)?.key === "E" && !bare.has(part),
      );
    }),
  );
  return relations.map((relation): Relation => {
    const { left, right, head, leftSpan, rightSpan, vanishing } = relation;
    const read = (side: Syntax | undefined, start: number): Syntax | undefined =>
      side && withMeans(side, text.slice(Math.max(0, start - side.span.start)), !lone);
    const own = read(left, leftSpan.start);
    return turned({
      ...relation,
      left: own,
      right: read(right, rightSpan.start),
      head: head === left ? own : read(head, leftSpan.start),
      vanishing: read(vanishing, leftSpan.start),
    });
  });
}

/** E[x] = μ says what μ is. */
function turned(relation: Relation): Relation {
  const { left, right, isFirst, kind, leftSpan, rightSpan } = relation;
  const isMean = left?.kind === "call" && left.name === EXPECTATION;
  if (!isMean || !isFirst || kind !== "equal" || !right || right.kind !== "name" || !referenceOf(right))
    return relation;
  return { ...relation, left: right, right: left, head: right, leftSpan: rightSpan, rightSpan: leftSpan };
}

const GIVEN_MORE =
  /independen|uncorrelated|orthogonal to|zero[- ]mean|mean zero|centr?e(?:d|red)|\bwhite\b|i\.?i\.?d|standardi[sz]ed|unit variance|gaussian|normally distributed|markov|martingale|\\sim\b|\\perp|独立|不相关|无关|零均值|均值为(?:零|\s*\$?0)|白噪声|高斯|正态|無相関|平均(?:が)?\s*(?:\$?0|ゼロ|零)|白色|ガウス|正規分布/iu;

/** Does a note say more of its random letters than what expectations of all letters satisfy? */
export const saysMoreOfChance = (text: string): boolean => GIVEN_MORE.test(text);

/**
 * Letters that vary: those under an expectation that are no parameters, no matrices, and stand beside no expectation
 * in a claim of one; and those whose own expectation is spoken of. Of what a defined letter is made of, those that
 * stand under another expectation, if any does: x of y = A x + b beside E[x].
 */
export function randomIn(relations: readonly Pick<Judgeable, "left" | "right" | "defines">[]): Set<string> {
  const roots = relations.flatMap(({ left, right }) => [left, right].filter((side) => side !== undefined));
  const fixed = new Set([
    ...relations.flatMap(({ defines }) => defines?.parameters ?? []),
    ...roots.flatMap(targetsIn),
  ]);
  const values = new Map<string, Syntax[]>();
  for (const { left, right } of relations) {
    const own = left && referenceOf(left);
    if (own && right && !hasMean(right)) values.set(own.key, [...(values.get(own.key) ?? []), right]);
  }
  const under = roots.flatMap((root) =>
    [...everyPart(root)].flatMap((part) =>
      part.kind === "call" && part.name === EXPECTATION ? part.args : [],
    ),
  );
  const sure = new Set(under.flatMap((of) => referenceOf(of)?.base ?? []));
  const found = new Set<string>();
  const namesOf = (root: Syntax) => [...everyPart(root)].flatMap((part) => referenceOf(part) ?? []);
  const written = new Set(under.flatMap(namesOf).map(({ base }) => base));
  const seen = new Set<string>();
  const open = under.map((of) => ({ of, isValue: false }));
  for (let one = open.pop(); one; one = open.pop()) {
    const names = namesOf(one.of);
    const isTold = one.isValue && names.some(({ base }) => written.has(base));
    for (const { base, key } of names) {
      if (!isTold || written.has(base)) found.add(base);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(...(values.get(key) ?? []).map((of) => ({ of, isValue: true })));
    }
  }
  const beside = (root: Syntax): void => {
    const own = referenceOf(root);
    if (own) fixed.add(own.base);
    else if (root.kind !== "call" || root.name !== EXPECTATION)
      withParts(root, (part) => {
        beside(part);
        return part;
      });
  };
  for (const { left, right } of relations)
    if (hasMean(left) || hasMean(right)) for (const side of [left, right]) if (side) beside(side);
  const isMatrix = (base: string): boolean => /^(?:\p{Lu}|[α-δθ-νπ-τ])/u.test(base);
  return new Set([...found].filter((base) => sure.has(base) || !(fixed.has(base) || isMatrix(base))));
}
