/**
 * The cotangent of a value that is no scalar: G = ∂L/∂Y.
 *
 *     Y = X W  ─▶  G        Y = X G  ─▶  H, as G stands in Y
 */
import { UnknownNameError } from "../errors.ts";
import { symbol } from "../expression/build.ts";
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { symbolsIn } from "../expression/walk.ts";
import type { Elaborated } from "../shapes/elaborate.ts";
import { isName } from "../syntax/tokens.ts";

const USUAL = ["G", "H", "Gamma", "Y_bar"];

/**
 * Under the name that is asked for; else the first usual one that neither stands in the value nor is declared to be
 * of another shape, nor is defined.
 */
export function cotangentOf(
  value: Expr,
  { variables, definitions }: Pick<Elaborated, "variables" | "definitions">,
  asked?: string,
): SymbolNode {
  if (asked !== undefined && !isName(asked))
    throw new UnknownNameError(`'${asked}' is no name for a cotangent`);
  const used = new Set([...symbolsIn(value), ...definitions].map(({ name }) => name));
  const fits = (name: string): boolean =>
    !used.has(name) && (variables.get(name)?.shape ?? value.shape) === value.shape;
  let name = asked ?? USUAL.find(fits);
  for (let n = 1; name === undefined; n++) if (fits(`G_${n}`)) name = `G_${n}`;
  return variables.get(name) ?? symbol(name, value.shape);
}
