/**
 * How long the formulas of a derivation are when they are written out: a DAG that shares its parts can be short as
 * data and endless on paper.
 *
 *     (((x + 1)² + 1)² + 1)² with x written out in entries  ─▶  parts counted as often as they are printed
 */
import { UnsupportedError } from "../errors.ts";
import { children, type Expr } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import { claimsOf } from "./check/claims.ts";
import type { Derivation } from "./step.ts";

/** Numbers, symbols and operations in one side of an equation. */
const LONGEST = 10_000;

/** @throws UnsupportedError where one side of an equation is longer than anybody reads */
export function refuseLong(derivation: Derivation): void {
  const sides = claimsOf(derivation).flatMap(({ claims }) => claims.flatMap(({ values }) => values));
  const lengths = new Map<Expr, number>();
  for (const e of topological(sides)) {
    lengths.set(
      e,
      children(e).reduce((total, child) => total + (lengths.get(child) as number), 1),
    );
  }
  if (sides.every((side) => (lengths.get(side) as number) <= LONGEST)) return;
  throw new UnsupportedError(`not supported: a formula of more than ${LONGEST} parts in one line`);
}
