/** The two sides of a claim at a few choices of sizes. */

import { MatrixCalculusError, ShapeError } from "../../errors.ts";
import { freshStore, inThisStore, makingAtMost, transposedShape } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { Independent } from "../meaning/derivative.ts";
import type { Knowledge } from "../meaning/knowledge.ts";
import { differentialsIn, everyPart } from "../meaning/reference.ts";
import { Setting } from "../meaning/setting.ts";
import type { Document } from "../sections/document.ts";
import type { Section } from "../sections/section.ts";
import type { Judgeable } from "../statements/roles.ts";
import { equationsFor, indexChoices, movingIn, sizeChoices } from "./readings/choices.ts";
import { withMembers } from "./readings/frontier.ts";
import { tiedIn } from "./readings/implicit.ts";
import { isRead, whereOrdered } from "./readings/inequalities.ts";
import { isPossible, isRegular } from "./readings/ranks.ts";
import {
  agreeWhereZero,
  gradientsAt,
  isMultiplied,
  vanishesThere,
  vanishesWithOthers,
  vanishTogether,
} from "./readings/vanishing.ts";
import { compared } from "./sides/compared.ts";
import type { Trials } from "./sides/trials.ts";
import { TOO_LONG, type Verdict } from "./sides/verdict.ts";
import { withValues } from "./values.ts";

/** So many nodes of expressions may be made for one claim: twenty times what long ones of textbooks take. */
const MOST_NODES = 200_000;

/** What is shown to be right is right; anything else may have come of the work that was left. */
export function withinReach<T extends { readonly verdict: Verdict["verdict"] | undefined }>(
  judge: () => T,
): T | Verdict {
  const { result, isSpent } = makingAtMost(MOST_NODES, judge);
  return result && (!isSpent || result.verdict === "right") ? result : TOO_LONG;
}

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
  /** Where several sides are compared with one. */
  readonly trials?: Trials;
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
      const place = isPlain ? placeOf(own, sizes) : newPlace(own, sizes);
      const { setting } = place;
      setting.isTied = asked !== relation;
      setting.moving = setting.isTied ? moved : movingIn(moved, setting.known, section.letters);
      return place.within(() => conforming(() => atSizes(document, section, asked, place, at)));
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
  { setting, trials }: Place,
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
        const own = compared(a, b, equations, document, section, trials);
        if (own.verdict === "right") return own;
        if (gradients.some((gradient) => agreeWhereZero(a, b, gradient)))
          return { verdict: "right", why: "it holds where the gradient vanishes" };
        const ordered = whereOrdered([a, b], setting, section, relation, indices);
        if (ordered) return isRead(ordered) ? compared(...ordered, equations, document, section) : ordered;
        const there = withValues(a, setting, section, relation, at, indices);
        const atValues = there && compared(there.value, b, equations, document, section, trials);
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
