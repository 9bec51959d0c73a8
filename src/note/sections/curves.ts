/**
 * What varies with a number, and how fast.
 *
 *     "Let $A(t)$ be …", x = x(t)  ─▶  A and x depend on t, \dot A is dA/dt
 */

import type { Span } from "../../errors.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { derivativeOf, namedDerivative } from "../meaning/derivativeName.ts";
import type { Definition } from "../meaning/knowledge.ts";
import { everyPart, referenceOfName } from "../meaning/reference.ts";
import type { Equation } from "../meaning/shapes.ts";
import type { Statements } from "../statements/formulas.ts";
import type { Relation } from "../statements/relations.ts";

export interface Curve {
  readonly of: string;
  readonly on: string;
}

/** Letters that are times. */
const TIMES = /^[tsτ]$/u;

const curvesIn = ({ problems }: Statements): Curve[] =>
  problems.flatMap(({ formulas }) =>
    formulas.flatMap(({ equations, passage }) =>
      equations.flatMap(({ sides }) => {
        const [first, second] = sides.map(({ syntax }) => syntax);
        const curve = curveIn(second ?? first, passage.text);
        const isSame = sides.length === 1 || (first?.kind === "name" && first.name === curve?.of);
        return curve && isSame ? [curve] : [];
      }),
    ),
  );

export const isInTime = ({ on }: Curve): boolean => TIMES.test(on);

/** A(t), which may have been read as a product. */
export function curveIn(side: Syntax | undefined, text: string): Curve | undefined {
  const [of, on] =
    side?.kind === "call" && side.args.length === 1
      ? [side.name, side.args[0]]
      : side?.kind === "product" && side.factors.length === 2
        ? side.factors.map(({ factor }) => factor)
        : [];
  const name = typeof of === "string" ? of : of?.kind === "name" ? of.name : undefined;
  if (name === undefined || typeof on === "string" || on?.kind !== "name" || !TIMES.test(on.name))
    return undefined;
  return text.includes("(") ? { of: name, on: on.name } : undefined;
}

/** What is written r(\theta) though no formula says what r is as a function: a value that varies. */
export function variedIn(statements: Statements, relations: readonly Relation[], text: string): Curve[] {
  const { problems } = statements;
  const declared = problems.flatMap(({ formulas }) =>
    formulas.flatMap(({ declarations }) =>
      declarations.flatMap(({ names }) => names.flatMap(({ name: of, on }) => (on ? [{ of, on }] : []))),
    ),
  );
  // J = ∂r/∂θ
  const named = relations.flatMap(({ left, right }): Curve[] => {
    const d = right?.kind === "name" ? right.derivative : undefined;
    const [by, ...others] = d?.by ?? [];
    const isOfNames = left?.kind === "name" && d?.of?.kind === "name" && by?.kind === "name";
    return isOfNames && others.length === 0 ? [{ of: (d!.of as { name: string }).name, on: by.name }] : [];
  });
  const given = new Set(
    relations.flatMap(({ left, right }) => [
      ...(left?.kind === "call" ? [left.name] : []),
      ...[left, right].flatMap((side) => (side ? [...everyPart(side)].flatMap(primedIn) : [])),
    ]),
  );
  const written = [...declared, ...named].filter(({ of }) => !given.has(of));
  return [...curvesIn(statements), ...written, ...besideRates(relations, text)];
}

/** \dot x(t) = A x(t) + u(t): what stands at the time beside a rate that does varies with it. */
const besideRates = (relations: readonly Relation[], text: string): Curve[] =>
  relations.flatMap(({ left, right, leftSpan, rightSpan }) => {
    const found = [
      ...curvesAt(left, textOf(left, leftSpan, text)),
      ...curvesAt(right, textOf(right, rightSpan, text)),
    ];
    const rates = found.flatMap(({ of, on }) => {
      const [, name] = /^(.+)_d?dot$/u.exec(of) ?? [];
      return name === undefined ? [] : [{ of: name, on }];
    });
    return rates.length === 0 ? [] : [...found, ...rates];
  });

/** The text from where the tree's places count. */
const textOf = (side: Syntax | undefined, { start }: Span, text: string): string =>
  side ? text.slice(Math.max(0, start - side.span.start)) : "";

const curvesAt = (side: Syntax | undefined, written: string): Curve[] =>
  (side ? everyPart(side) : []).flatMap((part) => {
    if (part.kind !== "product") return curveIn(part, written) ?? [];
    return part.factors.flatMap(({ factor: on }, i): Curve[] => {
      const of = part.factors[i - 1]?.factor;
      const isAtTime =
        on.kind === "name" && TIMES.test(on.name) && OPENING.test(written.slice(on.span.start));
      return isAtTime && of?.kind === "name" && !of.derivative ? [{ of: of.name, on: on.name }] : [];
    });
  });

/** f'(x) is of a function. */
const primedIn = (part: Syntax): string[] =>
  part.kind === "call" && part.name.endsWith("'") ? [part.name.replace(/'+$/, "")] : [];

/** A(t) and r(\theta) as the values that they are; `written` is the text from where the tree's places count. */
function withoutArguments(root: Syntax, varied: readonly Curve[], written: string): Syntax {
  const isVaried = (of: Syntax | string | undefined, on: Syntax): boolean => {
    const slope = typeof of === "object" && of.kind === "name" ? of.derivative : undefined;
    const own = slope?.operator === "nabla" && slope.by.length === 0 ? slope.of : of;
    const name = typeof own === "string" ? own : own?.kind === "name" ? own.name : undefined;
    return on.kind === "name" && varied.some((curve) => curve.of === name && curve.on === on.name);
  };
  // read as A times t
  const isArgument = (before: Syntax | undefined, factor: Syntax): boolean =>
    isVaried(before, factor) && OPENING.test(written.slice(factor.span.start));
  const at = (part: Syntax): Syntax => {
    if (part.kind === "name" && part.derivative) {
      const { of, by } = part.derivative;
      return namedDerivative({ ...part.derivative, of: of && at(of), by: by.map(at) }, part.span);
    }
    const inner = withParts(part, at);
    if (inner.kind === "call" && inner.args.length === 1 && isVaried(inner.name, inner.args[0]!))
      return { kind: "name", name: inner.name, span: inner.span };
    if (inner.kind !== "product") return inner;
    const factors: (typeof inner.factors)[number][] = [];
    for (const one of inner.factors) {
      const last = factors.at(-1);
      const { factor } = one;
      if (isArgument(last?.factor, factor)) continue;
      // A(t)^{-1}, r(θ)^\top
      if (last && factor.kind === "power" && isArgument(last.factor, factor.base))
        factors[factors.length - 1] = { ...last, factor: { ...factor, base: last.factor } };
      else if (last && factor.kind === "transpose" && isArgument(last.factor, factor.of))
        factors[factors.length - 1] = { ...last, factor: { ...factor, of: last.factor } };
      else factors.push(one);
    }
    return factors.length === 1 ? factors[0]!.factor : { ...inner, factors };
  };
  return varied.length === 0 ? root : at(root);
}

/** A relation whose sides are values, where they are written with what they depend on. */
export function withValues(relation: Relation, varied: readonly Curve[], text: string): Relation {
  const { left, right, head, vanishing, leftSpan, rightSpan } = relation;
  const read = (side: Syntax | undefined, from: Span): Syntax | undefined =>
    side && withoutArguments(side, varied, textOf(side, from, text));
  return {
    ...relation,
    left: read(left, leftSpan),
    right: read(right, rightSpan),
    head: head === left ? read(left, leftSpan) : read(head, leftSpan),
    vanishing: read(vanishing, leftSpan),
  };
}

const OPENING = /^(?:\\(?:left|[bB]igg?l?)\s*)?\(/u;

/** \dot q and \ddot q are as large as q. */
export const ratesLike = (names: ReadonlySet<string>): Equation[] =>
  [...names].flatMap((key) => {
    const of = /^(.+)_d?dot$/u.exec(key)?.[1];
    return of !== undefined && names.has(of) ? [{ left: nameAt(key), right: nameAt(of), defines: true }] : [];
  });

const nameAt = (name: string): Syntax => ({ kind: "name", name, span: { start: 0, end: 0 } });

/** \dot A is dA/dt of an A that varies with t, or where derivatives are by t alone. */
export function ratesIn(names: Iterable<string>, curves: readonly Curve[]): Definition[] {
  return [...names].flatMap((key): Definition[] => {
    const of = /^(.+)_dot$/u.exec(key)?.[1];
    const on = of === undefined ? undefined : curves.find((curve) => curve.of === of)?.on;
    if (of === undefined || on === undefined) return [];
    return [
      { reference: referenceOfName(key), parameters: [], value: derivativeOf("d", nameAt(of), [nameAt(on)]) },
    ];
  });
}
