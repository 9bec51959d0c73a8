/** The layout of a note's derivatives is that of most of them. */
import type { Claim, Judged } from "./claims.ts";
import type { Layouts } from "./compare.ts";

const ONLY: Readonly<Record<Layouts, string>> = {
  numerator: "it holds only in numerator layout",
  denominator: "it holds only in denominator layout",
};

/** What holds in another layout only is right where more of the note is in that layout, wrong where less is. */
export function inOneLayout(claims: readonly Judged[]): Claim[] {
  const count = (name: Layouts | "mixed"): number => claims.filter(({ layout }) => layout === name).length;
  const mixed = count("mixed");
  return claims.map(({ layout, inLayout, isMatrix, ...judged }) => {
    if (layout === undefined || layout === "mixed") return judged;
    const claim = { ...judged, isRefuted: false };
    const same = count(layout);
    if (same > mixed)
      return isMatrix && mixed === 0 && same === 1
        ? { ...claim, verdict: "wrong", why: "it is the transpose of the derivative" }
        : {
            ...claim,
            verdict: same > 1 || layout === "denominator" ? "right" : "unclear",
            why: ONLY[layout],
            onlyIn: layout,
            numbers: inLayout,
          };
    if (same < mixed || isMatrix)
      return {
        ...claim,
        verdict: "wrong",
        why: "it is the transpose of the derivative, in the layout of the other formulas",
      };
    return {
      ...claim,
      verdict: "unclear",
      why: `${ONLY[layout]}; say which layout is meant`,
      onlyIn: layout,
    };
  });
}
