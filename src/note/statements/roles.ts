/**
 * What each relation of a note is: only a claim is judged.
 *
 *     Let $f(x) = x^3$.  ─▶  definition        Then $f'(x) = 3x^2$  ─▶  claim        y = X\beta + \epsilon  ─▶  model
 */

import type { Syntax } from "../../syntax/tree.ts";
import type { Role } from "../finding.ts";
import { isCounted, printOf } from "../meaning/prints.ts";
import {
  everyPart,
  isNought,
  pointOf,
  type Reference,
  referenceOf,
  referenceOfName,
} from "../meaning/reference.ts";
import {
  definedAs,
  hasName,
  isDefinedIn,
  isRedefined,
  isUsedValue,
  keyOf,
  lastWords,
  SAYS_WHAT,
  saysBoth,
  solvedFor,
} from "./before.ts";
import { AT_THE_POINT, cueIn, IS_OBJECT, isDenied, SETTING_TO_ZERO } from "./cues.ts";
import {
  hasStep,
  isGeneral,
  isGradientStep,
  isIdentity,
  isIncrement,
  isModel,
  isNumber,
  isStep,
  occursIn,
  rootOf,
  targetOf,
  turnedEntry,
} from "./forms.ts";
import type { Relation } from "./relations.ts";

export interface Judgeable extends Relation {
  readonly role: Role;
  /** Of a definition, what it defines. */
  readonly defines: { readonly reference: Reference; readonly parameters: readonly string[] } | undefined;
  /** A solution of a condition: of what. */
  readonly solves: string | undefined;
  /** It is surely meant to hold, by its words. */
  readonly isSure: boolean;
}

interface State {
  /** What was defined in this section, and in those before. */
  readonly defined: Map<string, number>;
  readonly used: Set<string>;
  /** What stood otherwise than as a square: of σ in σ² nothing but σ² is known. */
  readonly bare: Set<string>;
  readonly declared: ReadonlySet<string>;
  /** Of L = \sum_t L_t: L has no entries. */
  readonly totals: Set<string>;
  /** The relation just before, where it says that a derivative is zero. */
  condition: Relation | undefined;
  section: number;
}

export function withRoles(
  relations: readonly Relation[],
  declared: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Judgeable[] {
  const state: State = {
    defined: new Map([...known].map((key) => [key, 0])),
    used: new Set(declared),
    bare: new Set(declared),
    declared,
    totals: new Set(),
    condition: undefined,
    section: 0,
  };
  return relations.map((relation, i) => {
    state.section = relation.section;
    const turned = namesRight(relation, state) ? turnedAround(relation) : rooted(relation, state);
    const found = roleOf(turned, state, relations, i);
    state.condition = isNought(relation.right) && derivativeIn(relation.left) ? relation : undefined;
    for (const { key } of printOf(relation.left, relation.right)?.cells.flat() ?? [])
      state.defined.set(key, relation.section);
    if (found.defines && !printOf(turned.left, turned.right))
      state.defined.set(keyOf(found.defines.reference), relation.section);
    const whole = found.defines?.reference;
    if (whole && whole.indices.length === 0 && turned.right && hasMembers(turned.right, whole.base))
      state.totals.add(whole.base);
    const point = found.solves ? turned.left && referenceOf(turned.left) : undefined;
    if (point && point.key !== found.solves) state.defined.set(keyOf(point), relation.section);
    for (const side of [relation.left, relation.right]) {
      const squared = new Set<Syntax>();
      for (const part of side ? everyPart(side) : []) {
        if (part.kind === "power" && part.exponent.kind === "number") squared.add(part.base);
        const own = referenceOf(part);
        if (own) state.used.add(own.base);
        if (own && !squared.has(part)) state.bare.add(own.base);
      }
    }
    return { ...turned, ...found };
  });
}

/** A B = C of a C that is new says what C is. */
function namesRight({ left, right, kind, isFirst }: Relation, { used }: State): boolean {
  const own = right && referenceOf(right);
  if (!isFirst || kind !== "equal" || left?.kind !== "product" || !own || !/^\p{Lu}$/u.test(own.key))
    return false;
  const isMatrix = left.factors.every(({ factor }) => /^\p{Lu}/u.test(referenceOf(factor)?.key ?? ""));
  return isMatrix && !used.has(own.base) && !/^[I]$/.test(own.key);
}

function rooted(relation: Relation, { bare }: State): Relation {
  const { left, right, isFirst, kind } = relation;
  const found = isFirst && (kind === "equal" || kind === "defined") ? rootOf(left, right) : undefined;
  const base = found && referenceOf(found[0])!.base;
  if (!found || base === undefined || bare.has(base) || occursIn(right!, base)) return relation;
  const [root, value] = found;
  return { ...relation, left: root, head: root, right: value };
}

const turnedAround = (relation: Relation): Relation => ({
  ...relation,
  left: relation.right,
  right: relation.left,
  head: relation.right,
  leftSpan: relation.rightSpan,
  rightSpan: relation.leftSpan,
});

const hasMembers = (root: Syntax, base: string): boolean =>
  [...everyPart(root)].some((part) => {
    const own = referenceOf(part);
    return own?.base === base && own.indices.length > 0;
  });

type Found = Pick<Judgeable, "role" | "defines" | "solves" | "isSure">;

const role = (name: Role, more: Partial<Found> = {}): Found => ({
  role: name,
  defines: undefined,
  solves: undefined,
  isSure: false,
  ...more,
});

export const derivativeIn = (side: Syntax | undefined): boolean =>
  side !== undefined &&
  [...everyPart(side)].some(
    (part) =>
      (part.kind === "name" && (part.derivative || part.differential)) ||
      (part.kind === "call" && /'$/.test(part.name)),
  );

/** "With ∇f = 0 we obtain □" */
const isBehind = (condition: Relation | undefined, { words }: Relation): boolean =>
  condition !== undefined &&
  words.before.startsWith(condition.words.before) &&
  cueIn(words.before.slice(condition.words.before.length), "") === "claimed";

const isDerivative = (side: Syntax | undefined): boolean =>
  (side?.kind === "name" && (side.derivative !== undefined || side.differential !== undefined)) ||
  (side?.kind === "call" && /'$/.test(side.name));

function roleOf(relation: Relation, state: State, all: readonly Relation[], i: number): Found {
  const { left, right, kind, words, isFirst } = relation;
  if (kind === "approximate" || kind === "arrow") return role("approximation");
  if (kind === "other" || kind === "member") return role("assumption");
  if (!left || !right) return role("claim");
  if (isDenied(words.before, words.after)) return role("convention");
  if (kind === "sizes" || kind === "layers") return role("value");
  if (kind === "label") return printOf(right, left) ? role("naming") : role("claim", { isSure: true });
  const cue = cueIn(words.before, words.after);
  if (turnedEntry(left, right) && cue !== "claimed") return role("assumption");
  const target = targetOf(left);
  const isDefined = target && isDefinedIn(state.defined, target.reference, state);
  if (!isFirst) {
    if (isNought(right) && derivativeIn(relation.head)) return role("condition");
    const first = all[i - 1];
    if (
      referenceOf(left) &&
      !derivativeIn(relation.head) &&
      (isNumber(right) || isIdentity(right)) &&
      cue === "given"
    )
      return role("value");
    if (target && !isDefined && saysBoth(relation, first, state))
      return role("definition", { defines: target });
    const isGiven = target && first && !isDefined && isNumber(right) && !derivativeIn(relation.head);
    return isGiven ? role("value") : role("claim", { isSure: true });
  }
  const isDifferentialName =
    left.kind === "name" &&
    (left.differential !== undefined ||
      (left.derivative?.operator === "d" && left.derivative.by.length === 0));
  if (isDerivative(left)) {
    if (isDifferentialName && isDerivative(right) && kind !== "equal")
      return role("naming", { defines: undefined });
    if (isDifferentialName && right.kind === "name" && right.derivative && right.derivative.by.length > 0)
      return role("naming");
    if (isNought(right) && SETTING_TO_ZERO.test(words.before + words.after)) return role("condition");
    // "for s < 0 the derivative is 0" says where, and none that it vanishes
    const isUnder = [all[i - 1], all[i + 1]].some(
      (one) => one?.kind === "other" && one.section === state.section,
    );
    if (isNought(right) && cue === "given" && !isUnder) return role("condition");
    const own = referenceOf(right);
    const isNew = own && !state.used.has(own.base) && !occursIn(left, own.base);
    if (isNew && !isIdentity(right) && own.indices.length <= 1) return role("naming", { defines: undefined });
    if (own && cue === "given" && !state.defined.has(keyOf(own)) && kind !== "equal") return role("naming");
    return role("claim", { isSure: true });
  }
  if (target) {
    const { reference } = target;
    if (right.kind === "name" && right.derivative && !isDefined) return role("naming", { defines: target });
    const mentions = [...everyPart(right)].some((part) => {
      const own = referenceOf(part);
      return own !== undefined && own.base === reference.base && own.key !== `${reference.key}`
        ? isStep(own, reference)
        : own?.key === reference.key;
    });
    const isUpdate =
      mentions &&
      !(isDefined && derivativeIn(definedAs(all, i, reference))) &&
      (hasStep(reference) || /update|更新|iterat|迭代|rule/iu.test(words.before) || derivativeIn(right));
    // h_t = tanh(W h_{t-1} + b) says what each is by the one before
    const isRecursion =
      mentions && !isDefined && !hasStep(reference) && isGeneral(reference) && !derivativeIn(right);
    if (isRecursion) return role("update", { defines: target });
    if (isIncrement(reference, right)) return role("update");
    if (isUpdate)
      return role("update", { defines: hasStep(reference) && !derivativeIn(right) ? target : undefined });
    const bare = pointOf(reference.base) ?? reference.base;
    const context = `${words.earlier} ${words.before} ${words.after.slice(0, 40)}`;
    const isNear =
      isBehind(state.condition, relation) ||
      SETTING_TO_ZERO.test(words.before) ||
      (SETTING_TO_ZERO.test(context) && cue !== "given");
    const isSolution = target.parameters.length === 0 && isNear;
    if (isNumber(right)) {
      if (isDefined) return role(cue === "claimed" ? "claim" : "value");
      return role("value", { defines: undefined });
    }
    if (isDefined && reference.base.includes("_") && right.kind === "name" && right.derivative)
      return role("naming", { defines: target });
    if (isDefined && isCounted(left, right)) return role("naming", { defines: target });
    // another case, beside the one that the note goes on with
    if (isDefined && /^\s*instead\b/iu.test(words.after)) return role("model", { defines: target });
    // J(w^*) of a w^* that the note has given is a value of J
    const isValue = target.parameters.some((name) => state.defined.has(keyOf(referenceOfName(name))));
    if (isDefined && (isValue || !isRedefined(relation, state.defined, reference)))
      return role("claim", { isSure: cue === "claimed" || AT_THE_POINT.test(lastWords(words.before)) });
    if (isDefined) return role("definition", { defines: target });
    const isKnownName = state.used.has(bare);
    if (isSolution && isKnownName && !SAYS_WHAT.test(lastWords(words.before)))
      return role("claim", { solves: bare, isSure: true });
    if (
      cue === "claimed" &&
      isKnownName &&
      bare === reference.base &&
      !isGeneral(reference) &&
      target.parameters.length === 0 &&
      isUsedValue(all, i, bare)
    )
      return role("claim", { solves: bare });
    const variable = isSolution && !SAYS_WHAT.test(lastWords(words.before)) ? solvedFor(all, i) : undefined;
    if (variable !== undefined && !mentions && !hasName(right, variable))
      return role("claim", { solves: variable, defines: target, isSure: true });
    if (isModel(right)) return role("model", { defines: target });
    if (mentions) return role("assumption");
    return role("definition", { defines: target });
  }
  if (isNought(right) || isNought(left)) {
    if (cue === "given") return role("assumption");
    return role("claim", { isSure: cue === "claimed" });
  }
  if (isGradientStep(left, right)) return role("update");
  if (!derivativeIn(left) && left.kind === "product" && IS_OBJECT.test(words.before))
    return role("assumption");
  const context = `${words.earlier} ${words.before}`;
  if (
    (SETTING_TO_ZERO.test(words.before) || (SETTING_TO_ZERO.test(context) && cue !== "given")) &&
    !derivativeIn(left)
  )
    return role("claim", { solves: "", isSure: true });
  if (cue === "given" && !derivativeIn(left)) return role("assumption");
  return role("claim", { isSure: cue === "claimed" || derivativeIn(left) });
}
