/**
 * Where a gradient vanishes: the condition that a note gives, and the point that satisfies it.
 *
 *     \frac{\partial L}{\partial w} = X^\top (X w - y) vanishes where X^\top X \hat{w} = X^\top y  ─▶  right
 */

import { differential } from "../../../derivative/differentiate.ts";
import { MatrixCalculusError } from "../../../errors.ts";
import { areEqual } from "../../../evaluate/index.ts";
import { isZero, negate, number, sum, zeros } from "../../../expression/build.ts";
import { type Expr, isScalar } from "../../../expression/expr.ts";
import { hadamard } from "../../../expression/hadamard.ts";
import { transpose } from "../../../expression/power.ts";
import { product } from "../../../expression/product.ts";
import { dependsOn, substitute } from "../../../expression/walk.ts";
import { totalOf } from "../../../functions/reductions.ts";
import { withParts } from "../../../syntax/parts.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Indices } from "../../meaning/knowledge.ts";
import { everyPart, pointOf, referenceOf } from "../../meaning/reference.ts";
import type { Setting } from "../../meaning/setting.ts";
import type { Section } from "../../sections/section.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { equationsFor } from "./choices.ts";
import { conditionOf, conditionsOf } from "./conditions.ts";

/** Of a condition for a gradient to vanish, the gradients that may be meant. */
export function gradientsAt(
  section: Section,
  relation: Judgeable,
  setting: Setting,
  at: number,
  indices: Indices,
): Expr[] {
  if (relation.solves !== "") return [];
  return [...conditionsOf(section, relation, at)].flatMap((gradient) => {
    try {
      return [setting.pair(gradient, { kind: "number", text: "0", span: gradient.span }, indices)[0]];
    } catch (error) {
      if (error instanceof MatrixCalculusError) return [];
      throw error;
    }
  });
}

/** S u = λ u of the gradient 2 (S u − λ u): the difference of the sides is the gradient, but for a factor. */
export function vanishTogether(a: Expr, b: Expr, gradient: Expr): boolean {
  if (a.shape !== b.shape) return false;
  const difference = sum([a, negate(b)]);
  const turned = difference.shape === gradient.shape ? difference : transpose(difference);
  if (turned.shape !== gradient.shape || isZero(turned) || isNothing(gradient)) return false;
  const inner = (x: Expr, y: Expr): Expr => totalOf(hadamard([x, y]));
  const [along, of] = [inner(turned, gradient), inner(gradient, gradient)];
  return areEqual(product([of, turned]), product([along, gradient])).verdict === "equal";
}

/** wᵀXᵀX w = wᵀXᵀy of the gradient Xᵀ(X w − y): the sides agree at points where it is 0. */
export function agreeWhereZero(a: Expr, b: Expr, gradient: Expr): boolean {
  if (a.shape !== b.shape || isNothing(gradient)) return false;
  const equations = [{ left: gradient, right: zeros(gradient.shape) }];
  return areEqual(a, b, { hints: { equations } }).verdict === "equal";
}

/** What doesn't have the variable has no gradient, and every point would do. */
const isNothing = (gradient: Expr): boolean => areEqual(gradient, zeros(gradient.shape)).verdict === "equal";

/** A point of one variable, put into the gradient by it: 0. */
export function vanishesThere(
  section: Section,
  relation: Judgeable,
  setting: Setting,
  at: number,
  indices: Indices,
): boolean {
  const gradient = relation.solves ? conditionOf(section, relation, at) : undefined;
  if (!gradient || !relation.left || !relation.right) return false;
  const zero: Syntax = { kind: "number", text: "0", span: relation.left.span };
  const [own, point] = setting.pair(relation.left, relation.right, indices);
  const value = setting.pair(gradient, zero, indices)[0];
  if (own.kind !== "symbol" || own.shape !== point.shape || !dependsOn(value, own)) return false;
  return areEqual(substitute(value, new Map([[own, point]])), zeros(value.shape)).verdict === "equal";
}

/** The points that are given for several variables, each put into each gradient: all are 0. */
export function vanishesWithOthers(
  section: Section,
  { section: own, solves }: Judgeable,
  setting: Setting,
): boolean {
  const here = section.relations.filter((r) => r.section === own);
  const points = new Map<Expr, Expr>();
  const gradients: Expr[] = [];
  const value = (syntax: Syntax): Expr =>
    setting.pair(syntax, { kind: "number", text: "0", span: syntax.span }, new Map())[0];
  for (const { solves: name, left, right } of here) {
    if (!name || !left || !right || !section.shapes.has(name)) continue;
    points.set(value({ kind: "name", name, span: left.span }), value(withBareNames(right, "", section)));
  }
  const names = new Set([...points.keys()].flatMap((e) => (e.kind === "symbol" ? [e.name] : [])));
  if (names.size < 2 || !solves || !names.has(solves)) return false;
  for (const { head, left } of here) {
    const side = head ?? left;
    const d = side?.kind === "name" ? side.derivative : undefined;
    const by = d?.by.length === 1 && d.order === 1 && d.by[0]?.kind === "name" ? d.by[0].name : undefined;
    if (side && by && names.has(by)) gradients.push(value(side));
  }
  const at = (e: Expr): Expr => substitute(substitute(e, points), points);
  return gradients.length >= names.size && gradients.every((g) => isNothing(at(g)) && !isNothing(g));
}

/** λ = uᵀ S u of S u = λ u with uᵀ u = 1: the gradient by u, multiplied by uᵀ. */
export function isMultiplied(section: Section, relation: Judgeable, setting: Setting, at: number): boolean {
  const gradient = section.relations.findLast(
    (r) => r.at < at && r.section === relation.section && r.vanishing,
  )?.vanishing;
  const by = gradient?.kind === "name" ? gradient.derivative?.by[0] : undefined;
  if (!gradient || !by || !relation.left || !relation.right) return false;
  const zero: Syntax = { kind: "number", text: "0", span: by.span };
  const [g, u] = [gradient, by].map((side) => setting.pair(side, zero, new Map())[0]) as [Expr, Expr];
  const [own, value] = setting.pair(relation.left, relation.right, new Map());
  if (own.kind !== "symbol" || !isScalar(own) || g.shape !== u.shape) return false;
  const multiplied = totalOf(hadamard([u, g]));
  const slope = differential(multiplied, own, number(1));
  const equations = equationsFor(section, { ...relation, solves: undefined }, setting, at);
  const meant = product([slope, sum([own, negate(value)])]);
  return (
    !isZero(slope) &&
    equations.length > 0 &&
    areEqual(multiplied, meant, { hints: { equations } }).verdict === "equal"
  );
}

function withBareNames(side: Syntax, solves: string, { shapes }: Section): Syntax {
  const bare = (part: Syntax): Syntax => {
    const own = part.kind === "name" ? (pointOf(part.name) ?? steppedFrom(part.name, solves)) : undefined;
    const isMeant = own !== undefined && (solves === "" || own === solves) && shapes.has(own);
    return isMeant && part.kind === "name" ? { ...part, name: own } : withParts(part, bare);
  };
  return bare(side);
}

/** The step p_N, of which the gradient by p is said to vanish. */
const steppedFrom = (name: string, solves: string): string | undefined =>
  solves !== "" && name.startsWith(`${solves}_`) && /^_[A-Z]$/.test(name.slice(solves.length))
    ? solves
    : undefined;

/** \hat{w}, said to be where a gradient by w vanishes, is w there. */
export function withoutHats(
  { left, right, solves, defines }: Judgeable,
  section: Section,
): Pick<Judgeable, "left" | "right"> {
  if (solves === undefined) return { left, right };
  const own = left && referenceOf(left);
  // "setting the gradient to zero we get m = …": m is where w is
  const isNamedAnew =
    defines !== undefined && own !== undefined && solves !== "" && pointOf(own.base) !== solves;
  // w_o, the best w
  const { counting, families } = section.letters;
  const [label, ...more] = own?.indices ?? [];
  const isLabelled =
    own?.base === solves &&
    label?.letter !== undefined &&
    more.length === 0 &&
    label.offset === 0 &&
    !counting.has(label.letter) &&
    !families.has(own.base);
  if (isNamedAnew || isLabelled) return { left: { kind: "name", name: solves, span: left!.span }, right };
  const isPoint = solves !== "" && right !== undefined && [...everyPart(right)].some(isHat);
  return {
    left: left && withBareNames(left, solves, section),
    // the value of a point may hold those of others
    right: right && (solves === "" || isPoint ? withBareNames(right, "", section) : right),
  };
}

const isHat = (part: Syntax): boolean => part.kind === "name" && pointOf(part.name) !== undefined;
