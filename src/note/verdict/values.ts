/** Derivatives at the values that the note has just given. */
import { number } from "../../expression/build.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { referenceOf } from "../meaning/reference.ts";
import { numberOf } from "../sections/printing.ts";
import type { Section } from "../sections/section.ts";
import { derivativeIn, type Judgeable } from "../statements/roles.ts";

/** \frac{dJ}{dw} = 6, where w = 3: a derivative that is a number, at the values that the note has just given. */
export function withValues(
  a: Expr,
  { relations }: Section,
  { right, head, left, section }: Judgeable,
  at: number,
): Expr | undefined {
  if (!right || numberOf(right) === undefined || !derivativeIn(head ?? left)) return undefined;
  const values = new Map<string, number>();
  for (const relation of relations) {
    const own = relation.role === "value" && relation.left ? referenceOf(relation.left) : undefined;
    const value = own && relation.right ? numberOf(relation.right) : undefined;
    if (own && value !== undefined && relation.section === section && relation.at < at)
      values.set(own.key, value);
  }
  const replaced = new Map<Expr, Expr>();
  for (const s of symbolsIn(a)) {
    const value = isScalar(s) ? values.get(s.name) : undefined;
    if (value !== undefined) replaced.set(s, number(value));
  }
  return replaced.size > 0 ? substitute(a, replaced) : undefined;
}
