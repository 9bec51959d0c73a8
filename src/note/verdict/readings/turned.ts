/**
 * The other ways in which derivatives may lie, as far as a note leaves them open.
 *
 *     nothing said            ─▶  ∂f/∂x down or across, as most of the note has it
 *     "numerator layout"      ─▶  ∂f/∂x across; ∇f down, too, unless gradients are said to be rows
 *     "denominator layout"    ─▶  ∂y/∂x_i down or, as the layout has it, across
 */
import { UNIT } from "../../../expression/dimension.ts";
import type { DerivativeSyntax } from "../../../syntax/tree.ts";
import type { Knowledge } from "../../meaning/knowledge.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import type { Section } from "../../sections/section.ts";
import type { Facts } from "../../statements/facts.ts";
import { derivativeIn, type Judgeable } from "../../statements/roles.ts";
import type { Layouts } from "../sides/verdict.ts";

interface Turned {
  readonly layout?: Layouts;
  readonly known: Knowledge;
}

export function* turnedReadings(
  { layout, gradients }: Facts,
  { shapes }: Section,
  relation: Judgeable,
  known: Knowledge,
): Generator<Turned> {
  const derivatives = derivativesIn(relation);
  if (derivatives.length === 0) return;
  if (layout === "denominator") {
    yield { known: { ...known, isAcross: true } };
    return;
  }
  const isVector = relation.left?.kind === "name" && relation.left.derivative !== undefined;
  if (layout === undefined) {
    if (!derivativeIn(relation.left) || !isVector) return;
    yield { layout: "numerator", known: { ...known, layout: "numerator" } };
    yield { layout: "denominator", known: { ...known, layout: "denominator" } };
    return;
  }
  const isNabla = derivatives.some(({ operator }) => operator === "nabla");
  if (isNabla && gradients.rows !== "gradients") yield { known: { ...known, isNablaDown: true } };
  // rows are spoken of for columns: what else a derivative is by may keep its shape
  const isByOther = ({ by: [by] }: DerivativeSyntax): boolean => {
    const shape = by && shapes.get(referenceOf(by)?.key ?? "");
    return shape !== undefined && shape.cols !== UNIT;
  };
  if (gradients.isInWords && derivatives.some(isByOther)) yield { known: { ...known, layout: "mixed" } };
  else if (isVector && gradients.rows === undefined)
    yield { layout: "mixed", known: { ...known, layout: "mixed" } };
}

const derivativesIn = ({ head, left, right }: Judgeable): DerivativeSyntax[] =>
  [head, left, right].flatMap((side) =>
    side ? [...everyPart(side)].flatMap((part) => (part.kind === "name" && part.derivative) || []) : [],
  );
