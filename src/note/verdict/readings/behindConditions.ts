/**
 * What follows from a gradient that is set to zero, in whatever words or by whatever arrow it follows.
 *
 *     X^\top (X w - y) = 0 \to X^\top X w = X^\top y  ─▶  no identity in w, but where the gradient vanishes
 */
import { basesOf, isNought, pointOf, referenceOf, variableIn } from "../../meaning/reference.ts";
import type { Section } from "../../sections/section.ts";
import { derivativeIn, type Judgeable } from "../../statements/roles.ts";
import type { Verdict } from "../sides/verdict.ts";

/**
 * A relation that its readings don't bear out, judged as what solves the condition before it.
 * `judge` tells how it stands with what it `solves`.
 */
export function behindCondition(
  inNote: Verdict,
  section: Section,
  relation: Judgeable,
  at: number,
  judge: (relation: Judgeable) => Verdict,
): Verdict {
  if (inNote.verdict === "right" || relation.solves !== undefined) return inNote;
  const found = unknownOf(section, relation, at);
  if (found === undefined) return inNote;
  const { unknown, isBehind, isNext } = found;
  const own = relation.left && referenceOf(relation.left)?.key;
  const isPoint = own !== undefined && (own === unknown || pointOf(own) === unknown);
  for (const solves of isPoint ? [unknown] : ["", unknown]) {
    const solution = judge({ ...relation, solves });
    if (solution.verdict === "right") return solution;
  }
  // what a name was said to be is an identity wherever it stands, what comes next is meant to follow
  const isPlain = !isBehind || isNext || isOfDefined(section, relation);
  if (inNote.verdict === "unclear" || isPlain) return inNote;
  const why = `it stands behind a gradient by ${unknown} that is set to zero, and doesn't follow from that as its letters are read`;
  return { verdict: "unclear", why, isDoubted: true };
}

const isOfDefined = ({ relations }: Section, { head, left }: Judgeable): boolean => {
  const side = head ?? left;
  const own = side?.kind === "call" ? side.name : side && referenceOf(side)?.key;
  return own !== undefined && relations.some(({ defines }) => defines?.reference.key === own);
};

interface Unknown {
  readonly unknown: string;
  /** The condition stands before the relation. */
  readonly isBehind: boolean;
  /** Nothing stands between the two. */
  readonly isNext: boolean;
}

/** The variable of a gradient that is said to be zero, if the relation is one between quantities of it. */
function unknownOf({ relations }: Section, relation: Judgeable, at: number): Unknown | undefined {
  const sides = [relation.left, relation.right];
  if (sides.some((side) => !side || derivativeIn(side))) return undefined;
  const names = basesOf(sides);
  const isNamed = (name: string): boolean => [...names].some((own) => own === name || pointOf(own) === name);
  const here = relations.filter((r) => r.section === relation.section && r.at !== at);
  for (const r of [...here.filter((r) => r.at < at).reverse(), ...here.filter((r) => r.at > at)]) {
    const isZero = r.vanishing !== undefined || isNought(r.right);
    const by = isZero ? variableIn(r.vanishing ?? r.head ?? r.left) : undefined;
    const unknown = by && referenceOf(by)?.base;
    if (unknown !== undefined && isNamed(unknown))
      return { unknown, isBehind: r.at < at, isNext: r.at === at - 1 };
  }
  return undefined;
}
