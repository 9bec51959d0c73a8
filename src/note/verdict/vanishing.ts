/**
 * Where a gradient vanishes: the condition that a note gives, and the point that satisfies it.
 *
 *     \frac{\partial L}{\partial w} = X^\top (X w - y) vanishes where X^\top X \hat{w} = X^\top y  ─▶  right
 */
import { MatrixCalculusError } from "../../errors.ts";
import { areEqual } from "../../evaluate/index.ts";
import { isZero, negate, sum } from "../../expression/build.ts";
import type { Expr } from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { totalOf } from "../../functions/reductions.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, referenceOf } from "../meaning/reference.ts";
import type { Setting } from "../meaning/setting.ts";
import type { Section } from "../sections/section.ts";
import type { Judgeable } from "../statements/roles.ts";

/** Of a condition for the gradient to vanish, that gradient. */
export function gradientAt(
  section: Section,
  relation: Judgeable,
  setting: Setting,
  at: number,
): Expr | undefined {
  const gradient = relation.solves === "" ? conditionOf(section, relation, at) : undefined;
  if (!gradient) return undefined;
  try {
    return setting.pair(gradient, { kind: "number", text: "0", span: gradient.span }, new Map())[0];
  } catch (error) {
    if (error instanceof MatrixCalculusError) return undefined;
    throw error;
  }
}

/** S u = λ u of the gradient 2 (S u − λ u): the difference of the sides is the gradient, but for a factor. */
export function vanishTogether(a: Expr, b: Expr, gradient: Expr | undefined): boolean {
  if (!gradient || a.shape !== b.shape) return false;
  const difference = sum([a, negate(b)]);
  const turned = difference.shape === gradient.shape ? difference : transpose(difference);
  if (turned.shape !== gradient.shape || isZero(turned)) return false;
  const inner = (x: Expr, y: Expr): Expr => totalOf(hadamard([x, y]));
  const [along, of] = [inner(turned, gradient), inner(gradient, gradient)];
  return areEqual(product([of, turned]), product([along, gradient])).verdict === "equal";
}

/** The gradient of which it is said to be zero; else the last before, by the variable that is solved for. */
export function conditionOf(
  { relations, letters }: Section,
  { solves, section, left, right, vanishing }: Judgeable,
  at: number,
): Syntax | undefined {
  if (vanishing) return vanishing;
  const before = relations.filter((r) => r.at < at);
  const names = new Set(
    [left, right].flatMap((s) => (s ? [...everyPart(s)].flatMap((p) => referenceOf(p)?.base ?? []) : [])),
  );
  for (const r of [...before].reverse()) {
    if (r.section !== section) continue;
    const side = r.vanishing ?? r.head ?? r.left;
    const d = side?.kind === "name" ? side.derivative : undefined;
    const by = d?.by[0] && referenceOf(d.by[0])?.base;
    if (d?.of && by && d.order === 1 && (by === solves || (solves === "" && names.has(by)))) return side;
  }
  // of the objective that was defined last
  for (const r of [...before].reverse()) {
    const parameters = r.defines?.parameters ?? [];
    const variable =
      solves === "" ? parameters.find((name) => names.has(name)) : parameters.find((name) => name === solves);
    if (r.section === section && variable && r.left && letters.plain.has(variable)) {
      const span = r.left.span;
      const derivative = {
        operator: "partial" as const,
        of: { kind: "name" as const, name: r.defines!.reference.key, span },
        by: [{ kind: "name" as const, name: variable, span }],
        order: 1,
        missingPartial: undefined,
      };
      return { kind: "name", name: `∂${r.defines!.reference.key}/∂${variable}`, span, derivative };
    }
  }
  return undefined;
}

/** \hat{w}, said to be where a gradient by w vanishes, is w there. */
export function withoutHats(
  { left, right, solves }: Judgeable,
  { shapes }: Section,
): Pick<Judgeable, "left" | "right"> {
  if (solves === undefined) return { left, right };
  const bare = (part: Syntax): Syntax => {
    const own = part.kind === "name" ? /^(.+)_(?:hat|tilde|bar)$/u.exec(part.name)?.[1] : undefined;
    const isMeant = own !== undefined && (solves === "" || own === solves) && shapes.has(own);
    return isMeant && part.kind === "name" ? { ...part, name: own } : withParts(part, bare);
  };
  // the value of a point may hold those of others
  return { left: left && bare(left), right: right && (solves === "" ? bare(right) : right) };
}
