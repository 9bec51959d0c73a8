/**
 * What was declared of the variables of a problem, which stand in it as if all their entries were free.
 */
import { symbolLike } from "../expression/build.ts";
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { type DeclaredType, declaredType } from "../shapes/declarations.ts";
import type { Elaborated } from "../shapes/elaborate.ts";
import type { Problem } from "./setup.ts";
import type { Setup } from "./style.ts";

/** What was declared or is known of the variables that are differentiated by, as if all their entries were free. */
export function declaredStructures(
  problem: Problem,
  { structures: known }: Pick<Elaborated, "structures">,
  wrt: readonly SymbolNode[],
): Setup["structures"] {
  const declared = declaredTypes(problem);
  return new Map(
    wrt.flatMap((v) => {
      const type = declared.get(v.name);
      const own = type?.kind === "variable" ? type.structure : undefined;
      const structure = known.get(v.name) ?? own;
      return structure ? [[v, structure] as const] : [];
    }),
  );
}

export function declaredTypes({ statements, types }: Problem): Map<string, DeclaredType> {
  const declared = new Map(types);
  for (const s of statements) {
    if (s.kind !== "declaration") continue;
    for (const { name } of s.names) declared.set(name, declaredType(s.type));
  }
  return declared;
}

/** Declared positive, which holds of them however they move: s C + I is definite, also by s. */
export function positives(
  problem: Problem,
  elaborated: Pick<Elaborated, "structures" | "variables">,
): Map<Expr, Expr> {
  const known = declaredStructures(problem, elaborated, [...elaborated.variables.values()]);
  return new Map(
    [...known].flatMap(([v, own]) => (own === "positive" ? [[v, symbolLike(v, v.shape, own)]] : [])),
  );
}
