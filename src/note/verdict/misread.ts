/**
 * A letter that fits nowhere is misread: where no claim of its section with it is right, and several are refuted, the
 * mistake is rather in how it was read.
 *
 *     u u = 1,  D u = \lambda u,  S = u^\top D u, none of which conforms  ─▶  unclear, for u
 */
import { isConstant } from "../meaning/knowledge.ts";
import { everyPart, referenceOf } from "../meaning/reference.ts";
import type { Judgeable } from "../statements/roles.ts";
import type { Judged } from "./claims.ts";

/** So many others must not fit. */
const SEVERAL = 2;

export function misread(relations: readonly Judgeable[], claims: readonly Judged[]): readonly Judged[] {
  const letters = relations.map(lettersOf);
  const isBad = ({ verdict }: Judged): boolean => verdict === "wrong" || verdict === "ill-formed";
  const isUnfit = (claim: Judged): boolean =>
    isBad(claim) || claim.isRefuted === true || /conform|don't fit/.test(claim.why);
  const withLetter = (letter: string, section: number, is: (claim: Judged) => boolean): number =>
    claims.filter((claim, i) => relations[i]!.section === section && letters[i]!.has(letter) && is(claim))
      .length;
  return claims.map((claim, i) => {
    if (!isBad(claim)) return claim;
    const { section } = relations[i]!;
    const odd = [...letters[i]!].find(
      (letter) =>
        withLetter(letter, section, ({ verdict }) => verdict === "right") === 0 &&
        withLetter(letter, section, isUnfit) > SEVERAL,
    );
    if (odd === undefined) return claim;
    const { correct: _, ...rest } = claim;
    return { ...rest, verdict: "unclear", why: `nothing with ${odd} fits as it is read: say what ${odd} is` };
  });
}

const lettersOf = ({ left, right }: Judgeable): ReadonlySet<string> =>
  new Set(
    [left, right].flatMap((side) =>
      side
        ? [...everyPart(side)]
            .flatMap((part) => referenceOf(part)?.base ?? [])
            .filter((key) => !isConstant(key))
        : [],
    ),
  );
