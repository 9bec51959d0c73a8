/** The two sides of a claim at a few choices of sizes. */

import { MatrixCalculusError, ShapeError } from "../../errors.ts";
import { areEqual } from "../../evaluate/index.ts";
import { isZero } from "../../expression/build.ts";
import {
  type Expr,
  freshStore,
  inThisStore,
  makingAtMost,
  type Shape,
  shapeText,
  transposedShape,
} from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { symbolsIn, topological } from "../../expression/walk.ts";
import type { KnownEquation } from "../../simplify/given.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Numbers } from "../finding.ts";
import { Independent } from "../meaning/derivative.ts";
import type { Knowledge } from "../meaning/knowledge.ts";
import { differentialsIn, everyPart } from "../meaning/reference.ts";
import { Setting } from "../meaning/setting.ts";
import type { Sides } from "../numbers.ts";
import type { Document } from "../sections/document.ts";
import type { Section } from "../sections/section.ts";
import type { Judgeable } from "../statements/roles.ts";
import type { Claim } from "./claims.ts";
import { equationsFor, indexChoices, movingIn, sizeChoices } from "./readings/choices.ts";
import { withMembers } from "./readings/frontier.ts";
import { tiedIn } from "./readings/implicit.ts";
import { isRead, whereOrdered } from "./readings/inequalities.ts";
import { isPossible, isRegular } from "./readings/ranks.ts";
import { baseOf, summedToOne } from "./readings/summing.ts";
import {
  agreeWhereZero,
  gradientsAt,
  isMultiplied,
  vanishesThere,
  vanishesWithOthers,
  vanishTogether,
} from "./readings/vanishing.ts";
import { withValues } from "./values.ts";

export type Verdict = Pick<
  Claim,
  "verdict" | "why" | "numbers" | "isAtEqualSizes" | "isFailure" | "isGiving" | "isUnread" | "isOfHead"
> & {
  readonly layout?: Layouts | undefined;
  /** What the sides are worth in that layout. */
  readonly inLayout?: Numbers | undefined;
  readonly isMatrix?: boolean;
  /** Refuted by its readings, which are not all that there are. */
  readonly isDoubted?: boolean;
  /** Unclear, as what is differentiated doesn't have the variable. */
  readonly isIndependent?: boolean;
  /** What was compared; to be evaluated before the next is. */
  readonly sides?: Sides;
};

/** Mixed: a gradient has the shape of its variable, a Jacobian the rows of what is differentiated. */
export type Layouts = Knowledge["layout"];

export const TOO_LONG: Verdict = { verdict: "unclear", why: "it takes too long to be judged" };

/** So many nodes of expressions may be made for one claim: twenty times what long ones of textbooks take. */
const MOST_NODES = 200_000;

/** What is shown to be right is right; anything else may have come of the work that was left. */
export function withinReach<T extends { readonly verdict: Verdict["verdict"] | undefined }>(
  judge: () => T,
): T | Verdict {
  const { result, isSpent } = makingAtMost(MOST_NODES, judge);
  return result && (!isSpent || result.verdict === "right") ? result : TOO_LONG;
}

/** Of larger sides no values are drawn: each costs as much as there are parts. */
const MOST_PARTS = 10_000;

/** The stack is full. */
export const isTooDeep = (error: unknown): boolean =>
  error instanceof RangeError && /call stack/i.test(error.message);

/** What is not supported makes a claim unclear; anything else that is thrown is a fault, and said to be one. */
export function attempted(judge: () => Verdict): Verdict {
  try {
    return judge();
  } catch (error) {
    // names of parts that were worked out before are none of the author's
    if (error instanceof MatrixCalculusError)
      return {
        verdict: "unclear",
        why: error.message.replace(/:?[^:]*#\d.*$/s, "") || "its shapes don't conform",
        ...(error instanceof Independent && { isIndependent: true }),
      };
    if (isTooDeep(error)) return { verdict: "unclear", why: "the formula is too large to be judged" };
    const what = error instanceof Error ? error.message : String(error);
    const why = `matgrad can't judge this formula, which is a fault of matgrad's (${what}): please report it`;
    return { verdict: "unclear", why, isFailure: true };
  }
}

/** A setting, and the store of all that is made there. */
export interface Place {
  readonly setting: Setting;
  readonly within: ReturnType<typeof inThisStore>;
}

export function newPlace(known: Knowledge, sizes: ReadonlyMap<string, number>): Place {
  freshStore();
  return { setting: new Setting(known, sizes), within: inThisStore() };
}

export function inReading(
  document: Document,
  section: Section,
  relation: Judgeable,
  known: Knowledge,
  at: number,
  placeOf: typeof newPlace = newPlace,
): Verdict {
  let checked = 0;
  let last: Verdict | undefined;
  const tied = tiedIn(section, relation, known);
  const sidesOf = ({ head, left, right }: Judgeable): Syntax[] => [head ?? left!, left!, right!];
  const own = new Set(sidesOf(relation).flatMap(differentialsIn));
  const verdictAt = (sizes: ReadonlyMap<string, number>): Verdict | undefined => {
    const withMoved = (moved: ReadonlySet<string>, asked = relation): Verdict | undefined => {
      const own = withMembers(known, sizes, section, sidesOf(asked));
      const isPlain = moved.size === 0 && asked === relation;
      const { setting, within } = isPlain ? placeOf(own, sizes) : newPlace(own, sizes);
      setting.isTied = asked !== relation;
      setting.moving = setting.isTied ? moved : movingIn(moved, setting.known, section.letters);
      return within(() => conforming(() => atSizes(document, section, asked, setting, at)));
    };
    const found = withMoved(own);
    if ((own.size === 0 && !tied) || found?.verdict === "right") return found;
    // dL = rᵀ dr of an L in which r stands without its name: what moves r moves L
    const all = own.size === 0 ? undefined : withMoved(new Set([...own, ...section.moved]));
    if (all?.verdict === "right" || !tied) return all?.verdict === "right" ? all : found;
    const together = withMoved(tied.moving, tied.relation);
    const isOpen = together?.verdict !== "right" && withMoved(tied.own, tied.relation)?.verdict === "right";
    return isOpen
      ? { verdict: "unclear", why: "it holds only where something else stays as it is" }
      : together;
  };
  for (const sizes of sizeChoices(section, document)) {
    const found = verdictAt(sizes);
    if (found === undefined) continue;
    if (found.verdict === "ill-formed" && asksForSquares(relation)) {
      const square = verdictAt(new Map([...sizes.keys()].map((name) => [name, 3]))) ?? found;
      return { ...square, isAtEqualSizes: true };
    }
    if (found.verdict !== "right") return found;
    last = found;
    if (++checked >= 2) break;
  }
  if (last && relation.mixesLayers)
    return { verdict: "unclear", why: "it may take the size of one layer for that of another" };
  return last ?? { verdict: "unclear", why: "no sizes fit what the note says" };
}

/** (p_1, …, p_n) is a vector, however it stands. */
const isList = (side: Syntax, { latex }: Judgeable): boolean =>
  (side.kind === "transpose" ? side.of : side).kind === "block" && !/\\begin|&/.test(latex);

/** A trace says that the sizes of what it is of agree. */
const asksForSquares = ({ left, right }: Judgeable): boolean =>
  [left, right].some(
    (side) =>
      side &&
      [...everyPart(side)].some((part) => part.kind === "call" && /^(?:tr|det|logdet)$/.test(part.name)),
  );

/** Undefined where what is inverted can't be at these sizes. */
function atSizes(
  document: Document,
  section: Section,
  relation: Judgeable,
  setting: Setting,
  at: number,
): Verdict | undefined {
  const [left, right] = [relation.left!, relation.right!];
  let verdict: Verdict | undefined;
  for (const indices of indexChoices([left, right], setting, section)) {
    const against = (of: Syntax): Verdict | undefined =>
      conforming(() => {
        const [a, value] = setting.pair(of, right, indices);
        const isTurned = isList(right, relation) && a.shape === transposedShape(value.shape);
        const b = isTurned ? transpose(value) : value;
        if (!isRegular([a, b])) return undefined;
        const gradients = gradientsAt(section, relation, setting, at, indices);
        if (gradients.some((gradient) => vanishTogether(a, b, gradient)))
          return { verdict: "right", why: "it is where the gradient vanishes" };
        const vanishing: Verdict = { verdict: "right", why: "the gradient vanishes there" };
        if (relation.solves && vanishesThere(section, relation, setting, at, indices)) return vanishing;
        const equations = equationsFor(section, relation, setting, at, indices);
        if (!equations.every(isPossible)) return undefined;
        const own = compared(a, b, equations, document, section);
        if (own.verdict === "right") return own;
        if (gradients.some((gradient) => agreeWhereZero(a, b, gradient)))
          return { verdict: "right", why: "it holds where the gradient vanishes" };
        const ordered = whereOrdered([a, b], setting, section, relation, indices);
        if (ordered) return isRead(ordered) ? compared(...ordered, equations, document, section) : ordered;
        const there = withValues(a, setting, section, relation, at, indices);
        const atValues = there && compared(there.value, b, equations, document, section);
        if (atValues && (there.isSure || atValues.verdict === "right")) return atValues;
        if (atValues)
          return {
            verdict: "unclear",
            why: "it may be said of the values that are given before",
            isDoubted: true,
          };
        if (
          relation.solves &&
          (vanishesWithOthers(section, relation, setting) || isMultiplied(section, relation, setting, at))
        )
          return { verdict: "right", why: "the gradients vanish there together" };
        return own;
      });
    const found = against(left);
    if (!found) return undefined;
    const { head, isFirst } = relation;
    const isOfHead =
      found.verdict !== "right" && found.verdict !== "unclear" && !isFirst && head && head !== left;
    if (isOfHead && against(head)?.verdict === "right") {
      verdict = { verdict: "right", why: "it is what the chain begins with", isOfHead: true };
      continue;
    }
    if (found.verdict !== "right") return found;
    verdict = found;
  }
  return verdict;
}

/** What is ill-formed at one choice of sizes is so at all. */
function conforming(judge: () => Verdict | undefined): Verdict | undefined {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    // names of parts that were worked out before are none of the author's
    const why = /#\d/.test(error.message) ? "" : `: ${error.message}`;
    return { verdict: "ill-formed", why: `its shapes don't conform${why}` };
  }
}

const SEEDS = [77, 177, 277];

function compared(
  a: Expr,
  b: Expr,
  equations: readonly KnownEquation[],
  document: Document,
  section: Section,
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
