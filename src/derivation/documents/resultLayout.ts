/**
 * Results in the layout that is asked for: in numerator layout gradients are transposed, in denominator layout
 * Jacobians; and what is said of it.
 */
import { isScalar } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import type { Notation } from "../../print/notation.ts";
import { shown } from "../pieces.ts";
import type { Equation, Sentence, Shown } from "../step.ts";

/** A differential has the shape of its value in every layout. */
export function layoutSentence(results: readonly Equation[], { layout }: Notation): Sentence[] {
  if (results.length > 0 && !results.some(({ sides: [first] }) => first?.kind === "derivative")) return [];
  if (results.length > 0 && results.every(isOfScalars)) return [];
  if (results.length > 0 && results.every(isByScalar)) return [{ key: "given.layout.scalar" }];
  const isJacobian = layout === "shape" && results.length > 0 && results.every(isOfJacobian);
  return [{ key: isJacobian ? "given.layout.jacobian" : `given.layout.${layout}` }];
}

const isOfScalars = ({ sides: [first] }: Equation): boolean =>
  first?.kind === "derivative" && isScalar(first.by.value) && isScalar(first.value);

/** It has the shape of the value in every layout. */
const isByScalar = ({ sides: [first] }: Equation): boolean =>
  first?.kind === "derivative" && isScalar(first.by.value) && !isScalar(first.value);

const isOfJacobian = ({ sides: [first] }: Equation): boolean =>
  first?.kind === "derivative" && first.order !== 2 && first.value.shape !== first.by.value.shape;

export function inLayout(e: Equation, { layout }: Notation): Equation {
  const [first, ...rest] = e.sides;
  if (layout === "shape" || first?.kind !== "derivative" || isByScalar(e)) return e;
  if (isOfJacobian(e) !== (layout === "denominator") || first.order === 2) return e;
  const turned = rest.map(
    (side): Shown =>
      side.kind === "expression"
        ? shown(transpose(side.value))
        : { kind: "transpose", of: side, value: transpose(side.value) },
  );
  return { ...e, sides: [first, ...turned] };
}
