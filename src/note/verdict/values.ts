/** Formulas at the values that the note has just given. */
import { MatrixCalculusError } from "../../errors.ts";
import { number } from "../../expression/build.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { substitute } from "../../expression/walk.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Indices } from "../meaning/knowledge.ts";
import { everyPart, referenceOf } from "../meaning/reference.ts";
import type { Setting } from "../meaning/setting.ts";
import { numberOf } from "../sections/printing.ts";
import type { Section } from "../sections/section.ts";
import { derivativeIn, type Judgeable } from "../statements/roles.ts";

interface AtValues {
  readonly value: Expr;
  /** It can be said of these values alone. */
  readonly isSure: boolean;
}

/** \frac{dJ}{dw} = 6 and x_1 x_2 = 2 \cos 0, where w = 3, and x_1 = 2, x_2 = 1: in which one side has no letters. */
export function withValues(
  a: Expr,
  setting: Setting,
  { relations }: Section,
  { right, head, left, section }: Judgeable,
  at: number,
  indices: Indices,
): AtValues | undefined {
  if (!right || !isOfNumbers(right)) return undefined;
  const replaced = new Map<Expr, Expr>();
  for (const relation of relations) {
    const isValue = relation.role === "value" && relation.section === section && relation.at < at;
    const given = isValue && relation.right ? numberOf(relation.right) : undefined;
    const own =
      given !== undefined && relation.left && referenceOf(relation.left) ? relation.left : undefined;
    const place = own && placeValue(setting, own, indices);
    if (place && isScalar(place)) replaced.set(place, number(given!));
  }
  const value = substitute(a, replaced);
  return value === a ? undefined : { value, isSure: derivativeIn(head ?? left) && !isRounded(right) };
}

/** 0.909 is what \sin 2 is about. */
const isRounded = (side: Syntax): boolean =>
  everyPart(side).some((part) => part.kind === "number" && part.text.includes("."));

const isOfNumbers = (side: Syntax): boolean =>
  everyPart(side).every((part) => part.kind === "number" || !referenceOf(part));

function placeValue(setting: Setting, part: Syntax, indices: Indices): Expr | undefined {
  try {
    return setting.value(part, indices);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}
