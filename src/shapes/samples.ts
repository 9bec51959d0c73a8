/**
 * Names whose entries x_i are used as vectors are: they are transposed, have a norm, or stand behind what is transposed
 * or before a last factor that is.
 *
 *     Σ_i ‖x_i − μ‖², Σ_i (y_i − wᵀ x_i)²  ─▶  x
 */
import { allParts } from "../syntax/parts.ts";
import type { Syntax } from "../syntax/tree.ts";

const NORMS: ReadonlySet<string> = new Set(["norm", "norm1", "norm2", "norminf"]);

export function samplesIn(roots: readonly Syntax[]): Set<string> {
  const found = new Set<string>();
  for (const s of roots.flatMap((root) => allParts(root)))
    for (const used of vectorsIn(s)) for (const name of entriesIn(used)) found.add(name);
  return found;
}

/** The parts that are used as vectors. */
function vectorsIn(s: Syntax): readonly Syntax[] {
  if (s.kind === "transpose") return [s.of];
  if (s.kind === "norm") return s.which === "abs" ? [] : [s.of];
  if (s.kind === "call") return NORMS.has(s.name) ? s.args : [];
  if (s.kind !== "product") return [];
  const isTurned = (i: number): boolean => s.factors[i]?.factor.kind === "transpose";
  const last = s.factors.length - 1;
  return s.factors.flatMap(({ factor, operator }, i) =>
    operator !== "/" && (isTurned(i - 1) || (i === last - 1 && isTurned(last))) ? [factor] : [],
  );
}

/** The names of the entries with one index that stand alone in a sum, or last in a product. */
function entriesIn(s: Syntax): readonly string[] {
  if (s.kind === "sum") return s.terms.flatMap(({ term }) => entriesIn(term));
  if (s.kind === "negate") return entriesIn(s.of);
  const last = s.kind === "product" ? s.factors.at(-1)?.factor : s;
  const isOne = last?.kind === "entry" && last.indices.length === 1 && last.indices[0]?.kind === "at";
  return isOne && last.of.kind === "name" ? [last.of.name] : [];
}
