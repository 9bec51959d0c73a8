/**
 * Two sides at given sizes, as values of the engine: do they agree wherever both have values?
 *
 *     2 X^\top (X w - y)  and  X^\top (X w - y)  ─▶  the two sides differ
 */
import { areEqual } from "../../../evaluate/index.ts";
import { isZero } from "../../../expression/build.ts";
import { type Expr, type Shape, shapeText } from "../../../expression/expr.ts";
import { symbolsIn, topological } from "../../../expression/walk.ts";
import type { KnownEquation } from "../../../simplify/given.ts";
import type { Document } from "../../sections/document.ts";
import type { Section } from "../../sections/section.ts";
import { baseOf, summedToOne } from "./summing.ts";
import type { Trials } from "./trials.ts";
import { TOO_LONG, type Verdict } from "./verdict.ts";

/** Of larger sides no values are drawn: each costs as much as there are parts. */
const MOST_PARTS = 10_000;

const SEEDS = [77, 177, 277];

/** `trials`: values at which others were compared with `a`. */
export function compared(
  a: Expr,
  b: Expr,
  equations: readonly KnownEquation[],
  document: Document,
  section: Section,
  trials?: Trials,
): Verdict {
  if (a.shape !== b.shape) {
    if (!isZero(b))
      return {
        verdict: "ill-formed",
        why: `one side is ${shapeName(a.shape)}, the other ${shapeName(b.shape)}`,
      };
  }
  if (topological([a, b]).length > MOST_PARTS) return TOO_LONG;
  const [x, y] = summedToOne([a, b], document.facts);
  const positive = [...section.shapes.keys()].filter((name) => document.positive.has(name));
  const hints = { positive, ...(equations.length > 0 && { equations }) };
  const sides = { left: x, right: y, hints };
  if (trials?.tellApart(sides)) return { verdict: "wrong", why: "the two sides differ", sides };
  const { verdict, tried, reason, isPartial } = areEqual(x, y, { hints, numbersFirst: true });
  if (verdict === "equal") return { verdict: "right", why: "both sides agree", sides };
  // some values on the equations that are given satisfy much: P = 0 of P² = P
  const isRefuted = equations.length > 0 || tried.every((t) => t.verdict === "different");
  if (verdict === "different" && isRefuted) {
    // one more may be such a value itself
    const isAgain = SEEDS.some(
      (seed) => areEqual(x, y, { hints, numbersFirst: true, seed }).verdict === "different",
    );
    const strange = symbolsIn(y).find(
      (s) =>
        s.role === "variable" &&
        !/^(?:G:|d:|free:)|'/.test(s.name) &&
        !document.given.has(baseOf(s.name)) &&
        ![x, ...equations.flatMap((own) => [own.left, own.right])].some((e) => symbolsIn(e).includes(s)),
    );
    if (strange && isAgain)
      return { verdict: "unclear", why: `nothing says what ${baseOf(strange.name)} is` };
    if (isAgain) return { verdict: "wrong", why: "the two sides differ", sides };
  }
  // a note speaks of where both have values
  if (isPartial) return { verdict: "right", why: reason!, sides };
  return {
    verdict: "unclear",
    why: `it could be neither confirmed nor refuted${reason ? `: ${reason}` : ""}`,
  };
}

const shapeName = (shape: Shape): string => {
  const text = shapeText(shape);
  return text === "scalar" ? "a scalar" : text.endsWith("×1") ? `a vector of ${shape.rows.key}` : text;
};
