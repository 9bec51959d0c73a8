/**
 * A mistake is the odd one out: it shows against claims around it that are right. Where much around a claim is open or
 * refuted as well, the fault is rather in how the note was read.
 *
 *     u u = 1,  D u = \lambda u,  S = u^\top D u, none of which conforms  ─▶  unclear: 0 of the 2 others are right
 */
import type { Claim } from "./claims.ts";

/** Fewer claims of its section than these don't tell how the note is read: all of the note do. */
const ENOUGH = 4;
const MOST_OF = 0.6;
/** In a note of no more others than these an open claim is only that. */
const FEW = 2;
const SHORT = 6;

/** What is refuted where the reading isn't borne out is unclear; `isSlip`: one change of its letters makes it right. */
export function borneOut(claims: readonly Claim[], isSlip: (claim: Claim) => boolean): Claim[] {
  const judged = claims.filter(({ role }) => role === "claim");
  const isRight = ({ verdict }: Claim): boolean => verdict === "right";
  // in a short note what couldn't be judged tells nothing of the reading; nor does a slip that is made again
  const isShort = judged.length <= SHORT;
  const isOpenOnly = (claim: Claim): boolean => isShort && !isBad(claim) && !claim.isRefuted;
  const tells = new Set(
    judged.filter((claim) => isRight(claim) || !(isOpenOnly(claim) || isSlip(claim) || claim.isGiving)),
  );
  const held = claims.map((claim): Claim => {
    if (!isBad(claim) && !claim.isRefuted) return claim;
    if (claim.isRefuted && isOddOne(claim, judged))
      return { ...claim, verdict: "wrong", why: "the two sides differ" };
    const of = (own: readonly Claim[]): Claim[] => own.filter((other) => other !== claim && tells.has(other));
    const near = of(judged.filter(({ section }) => section === claim.section));
    // one more that is open is to be expected
    if (near.filter(isRight).length >= MOST_OF * (near.length + 1)) return claim;
    const others = near.length >= ENOUGH ? near : of(judged);
    const right = others.filter(isRight).length;
    if (others !== near && right >= MOST_OF * others.length) return claim;
    if (others.length <= FEW && !others.some((other) => isBad(other) || other.isRefuted)) return claim;
    const { correct: _, ...rest } = claim;
    const why = `it doesn't hold as its letters are read here, but of the ${others.length} claims around it only ${right} do`;
    return { ...rest, verdict: "unclear", why, isRefuted: false, isTold: false };
  });
  return held.map(
    (claim, i): Claim => (claim.isOfHead && isOpen(held[i - 1]) ? { ...claim, ...LOOSE_END } : claim),
  );
}

/** a = b = c of a b that is refuted: the mistake is said of a = b, or b = c doesn't hold either. */
const LOOSE_END: Pick<Claim, "verdict" | "why"> = {
  verdict: "unclear",
  why: "it is what the chain begins with, but not what stands before it",
};

/** In a short note refuted without a usual slip that would explain it, of names that the note tells all about, beside right claims or none. */
function isOddOne(claim: Claim, judged: readonly Claim[]): boolean {
  if (!claim.isTold || !claim.isSure || claim.isGiving || judged.length > SHORT) return false;
  const others = judged.filter((other) => other !== claim);
  return others.every(({ verdict }) => verdict === "right");
}

const isOpen = (claim: Claim | undefined): boolean => claim?.verdict !== "right" && !(claim && isBad(claim));
const isBad = ({ verdict }: Claim): boolean => verdict === "wrong" || verdict === "ill-formed";
