/**
 * The chain rule of names that nothing gives: derivatives that lead from one to the next.
 *
 *     \frac{dz}{dx} = \frac{dz}{dy} \frac{dy}{dx}      \frac{\partial L}{\partial w} = \sum_k \frac{\partial L}{\partial z_k} \frac{\partial z_k}{\partial w}
 */

import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, referenceOf } from "../meaning/reference.ts";
import type { Section } from "../sections/section.ts";
import type { Judgeable } from "../statements/roles.ts";

interface Step {
  readonly of: string;
  readonly by: string;
  /** The letter of what is differentiated. */
  readonly base: string;
}

function stepIn(side: Syntax): Step | undefined {
  const d = side.kind === "name" ? side.derivative : undefined;
  const [by, ...others] = d?.by ?? [];
  if (!d?.of || !by || others.length > 0 || d.order !== 1 || d.operator === "nabla") return undefined;
  const [upper, lower] = [d.of, by].map(referenceOf);
  return upper && lower ? { of: upper.key, by: lower.key, base: upper.base } : undefined;
}

/** Does a product lead from the one to the other, forwards or backwards; by how many steps? */
function lengthOf(side: Syntax, whole: Step): number {
  const { of, by } = whole;
  if (side.kind === "indexed-sum" && !side.isProduct) return lengthOf(side.body, whole);
  if (side.kind === "sum")
    return side.terms.every(({ sign, term }) => sign === "+" && lengthOf(term, whole) > 1) ? 2 : 0;
  const factors = side.kind === "product" ? side.factors : [];
  if (factors.some(({ operator }) => operator === "/" || operator === "./")) return 0;
  const steps = factors.map(({ factor }) => stepIn(factor));
  const leads = (all: readonly (Step | undefined)[]): boolean =>
    all.every((step, i) => step && step.of === (all[i - 1]?.by ?? of)) && all.at(-1)?.by === by;
  return steps.length > 1 && (leads(steps) || leads([...steps].reverse())) ? steps.length : 0;
}

/** Of names of which at least one is given nowhere: what is given is judged by what it is. */
export function isChainRule({ left, right, isFirst }: Judgeable, { relations }: Section): boolean {
  const whole = isFirst && left ? stepIn(left) : undefined;
  if (!whole || !right || lengthOf(right, whole) < 2) return false;
  const given = new Set(relations.flatMap(({ defines }) => (defines ? [defines.reference.base] : [])));
  return [...everyPart(right)].some((part) => {
    const step = stepIn(part);
    return step !== undefined && !given.has(step.base);
  });
}

/**
 * \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial W} = \delta a^\top, behind \frac{\partial L}{\partial W}: what such
 * a chain is equal to is what it began with, where its factors are no matrices.
 */
export function isChainOf({ head, left, isFirst }: Judgeable): boolean {
  const whole = !isFirst && head ? stepIn(head) : undefined;
  return whole !== undefined && left !== undefined && lengthOf(left, whole) > 1;
}
