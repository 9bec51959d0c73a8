/**
 * Indices above, O^{ib} = A^{ij} V^{jb}: one that stands twice on a side, and not on the left, is summed.
 *
 *     [O[i,b], A[i,j] V[j,b]]  ─▶  [O[i,b], Σ_j A[i,j] V[j,b]]
 */
import type { Syntax } from "../tree.ts";
import type { Side } from "./result.ts";

export function withEinsteinSums(sides: readonly Side[]): Side[] {
  const [left] = sides;
  const free = new Set(left?.syntax ? indicesIn(left.syntax) : []);
  return sides.map((side, i) => {
    const { syntax } = side;
    if (i === 0 || syntax?.kind !== "product") return side;
    const all = indicesIn(syntax);
    const summed = [...new Set(all)].filter(
      (name) => !free.has(name) && all.indexOf(name) !== all.lastIndexOf(name),
    );
    const whole = summed.reduce<Syntax>(
      (body, index) => ({
        kind: "indexed-sum",
        index,
        from: undefined,
        to: undefined,
        body,
        span: syntax.span,
      }),
      syntax,
    );
    return { ...side, syntax: whole };
  });
}

/** Of the entries that are factors, in order. */
function indicesIn(syntax: Syntax): string[] {
  const factors = syntax.kind === "product" ? syntax.factors.map(({ factor }) => factor) : [syntax];
  return factors
    .flatMap((factor) => (factor.kind === "entry" ? factor.indices : []))
    .flatMap((at) => (at.kind === "at" && at.index.kind === "name" ? [at.index.name] : []));
}
