/**
 * What varies with a number, and how fast.
 *
 *     "Let $A(t)$ be …", x = x(t)  ─▶  A and x depend on t, \\dot A is dA/dt
 */

import type { Syntax } from "../../syntax/tree.ts";
import { derivativeOf } from "../meaning/derivativeName.ts";
import type { Definition } from "../meaning/knowledge.ts";
import { referenceOfName } from "../meaning/reference.ts";
import type { Equation } from "../meaning/shapes.ts";
import type { Statements } from "../statements/formulas.ts";

export interface Curve {
  readonly of: string;
  readonly on: string;
}

/** Letters that are times. */
const TIMES = /^[tsτ]$/u;

export const curvesIn = ({ problems }: Statements): Curve[] =>
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

/** \\dot q and \\ddot q are as large as q. */
export const ratesLike = (names: ReadonlySet<string>): Equation[] =>
  [...names].flatMap((key) => {
    const of = /^(.+)_d?dot$/u.exec(key)?.[1];
    return of !== undefined && names.has(of) ? [{ left: nameAt(key), right: nameAt(of), defines: true }] : [];
  });

const nameAt = (name: string): Syntax => ({ kind: "name", name, span: { start: 0, end: 0 } });

/** \\dot A is dA/dt of an A that varies with t, or where derivatives are by t alone. */
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
