/** The layout of a note's derivatives is that of most of them. */
import type { Claim, Judged } from "./claims.ts";
import type { Layouts } from "./sides/verdict.ts";

const ONLY: Readonly<Record<Layouts, string>> = {
  numerator: "it holds only in numerator layout",
  denominator: "it holds only in denominator layout",
  mixed: "it holds only where a gradient has the shape of its variable",
};
const TURNED = "it is the transpose of the derivative";

/**
 * What holds in another layout only is right where more of the note is in that layout, wrong where less is. A layout
 * that the note names is its own, but for gradients that keep, all of them and more than one, the shape of their variables.
 */
export function inOneLayout(claims: readonly Judged[], said: Layouts): Claim[] {
  const count = (name: Layouts): number => claims.filter(({ layout }) => layout === name).length;
  const own = count(said);
  return claims.map(({ layout, inLayout, isMatrix, ...judged }) => {
    if (layout === undefined || layout === said || judged.verdict === "right") return judged;
    const claim = { ...judged, isRefuted: false };
    const same = count(layout);
    const held = { ...claim, why: ONLY[layout], onlyIn: layout, numbers: inLayout };
    if (said !== "mixed")
      return same > 1 && own === 0
        ? { ...held, verdict: "right" }
        : { ...claim, verdict: "wrong", why: `${TURNED}, in the layout that the note names` };
    if (same > own)
      return isMatrix && own === 0 && same === 1
        ? { ...claim, verdict: "wrong", why: TURNED }
        : { ...held, verdict: same > 1 || layout === "denominator" ? "right" : "unclear" };
    if (same < own || isMatrix)
      return { ...claim, verdict: "wrong", why: `${TURNED}, in the layout of the other formulas` };
    return {
      ...claim,
      verdict: "unclear",
      why: `${ONLY[layout]}; say which layout is meant`,
      onlyIn: layout,
    };
  });
}
