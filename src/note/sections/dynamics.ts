/**
 * What moves with time at a rate that the note gives: a derivative by time is taken along it.
 *
 *     \dot x = A x,  V = x^\top P x  ─▶  x moves;  \dot V is dV/dt = \dot x^\top P x + x^\top P \dot x
 */
import { functionNamed } from "../../functions/index.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { namedDerivative } from "../meaning/derivativeName.ts";
import { LOSS } from "../meaning/knowledge.ts";
import { rateName, TIME, timeOf } from "../meaning/rates.ts";
import { everyPart, isNought, referenceOf } from "../meaning/reference.ts";
import { type Relation, rootsOf } from "../statements/relations.ts";
import type { Curve } from "./curves.ts";

interface Dynamics {
  readonly relations: readonly Relation[];
  /** Names whose rates have names of their own: of x that is \dot x. */
  readonly moving: ReadonlySet<string>;
}

/** `named`: names with dots that words give another meaning. */
export function withRates(
  relations: readonly Relation[],
  named: ReadonlySet<string>,
  curves: readonly Curve[],
): Dynamics {
  const given = givenIn(relations);
  const functions = differentiatedIn(relations);
  const isState = (name: string): boolean =>
    !given.has(name) && !functions.has(name) && !LOSS.test(name) && !functionNamed(name);
  const dotted = [...namesIn(relations)].filter((name) => /_d?dot$/.test(name) && !named.has(name));
  const rates = relations.flatMap(({ left, right, isFirst, kind }) => {
    const of = isFirst && kind === "equal" && !isNought(right) ? rateOf(left) : undefined;
    return of !== undefined && isState(of) ? [of] : [];
  });
  const moving = new Set(rates);
  for (const name of dotted) {
    const of = name.replace(/_d?dot$/, "");
    if (!isState(of) || curves.some((curve) => curve.of === of)) continue;
    moving.add(of);
    if (name.endsWith("_ddot")) moving.add(`${of}_dot`);
  }
  const isTimed = ({ right }: Relation): boolean =>
    right !== undefined && [...everyPart(right)].some((part) => TIME.test(nameOf(part) ?? ""));
  if (moving.size === 0 && !relations.some(isTimed)) return { relations, moving };
  const time = timeIn(relations);
  const at = (part: Syntax): Syntax => {
    const own = rateOf(part);
    if (own !== undefined && moving.has(own)) return nameLike(rateName(own), part);
    const { span } = part;
    const [, of, mark] = /^(.+)_(d?dot)$/u.exec(nameOf(part) ?? "") ?? [];
    const isOfMoving = of !== undefined && given.has(of) && !named.has(`${of}_${mark}`);
    if (isOfMoving) {
      const inner =
        part.kind === "call" ? { ...part, name: of, args: part.args.map(at) } : nameLike(of, part);
      const order = mark === "ddot" ? 2 : 1;
      return namedDerivative(
        { operator: "d", of: inner, by: [nameLike(time, part)], order, missingPartial: undefined },
        span,
      );
    }
    if (part.kind === "name" && part.derivative) {
      const { of: inner, by } = part.derivative;
      return namedDerivative({ ...part.derivative, of: inner && at(inner), by: by.map(at) }, span);
    }
    return withParts(part, at);
  };
  const changed = (side: Syntax | undefined): Syntax | undefined => side && at(side);
  return {
    moving,
    relations: relations.map((r) => ({
      ...r,
      left: changed(r.left),
      right: changed(r.right),
      head: r.head === r.left ? changed(r.left) : changed(r.head),
    })),
  };
}

const nameLike = (name: string, like: Syntax): Syntax => ({ kind: "name", name, span: like.span });

const nameOf = (part: Syntax): string | undefined =>
  part.kind === "call" ? part.name : part.kind === "name" && !part.derivative ? part.name : undefined;

/** x of \dot x and of dx/dt. */
function rateOf(side: Syntax | undefined): string | undefined {
  if (side?.kind !== "name") return undefined;
  const { derivative } = side;
  if (!derivative) return /^(.+)_dot$/u.exec(side.name)?.[1];
  const { of, operator, order } = derivative;
  if (operator !== "d" || order !== 1 || timeOf(derivative) === undefined) return undefined;
  return of?.kind === "name" && !of.derivative ? of.name : undefined;
}

/** Names that have a value or a formula, at t or anywhere else. */
function givenIn(relations: readonly Relation[]): Set<string> {
  return new Set(
    relations.flatMap(({ left, right, isFirst, kind }) => {
      if (!isFirst || !left || !right || !/^(?:equal|defined)$/.test(kind) || right.kind === "number")
        return [];
      if (left.kind === "call") return [left.name];
      const own = referenceOf(left);
      return own && own.indices.length === 0 ? [own.key] : [];
    }),
  );
}

/** What is differentiated by something else than time is a function of it. */
const differentiatedIn = (relations: readonly Relation[]): Set<string> =>
  new Set(
    rootsOf(relations).flatMap((root) =>
      [...everyPart(root)].flatMap((part) => {
        const d = part.kind === "name" ? part.derivative : undefined;
        const name = d?.of && timeOf(d) === undefined ? nameOf(d.of) : undefined;
        return name === undefined ? [] : [name];
      }),
    ),
  );

const namesIn = (relations: readonly Relation[]): Set<string> =>
  new Set(rootsOf(relations).flatMap((root) => [...everyPart(root)].flatMap((part) => nameOf(part) ?? [])));

/** The letter by which the note differentiates by time. */
function timeIn(relations: readonly Relation[]): string {
  for (const root of rootsOf(relations))
    for (const part of everyPart(root)) {
      const time = part.kind === "name" && part.derivative ? timeOf(part.derivative) : undefined;
      if (time !== undefined) return time;
    }
  return "t";
}
