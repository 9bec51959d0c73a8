/**
 * What the names of LaTeX formulas are, where nothing declares them.
 *
 *     \mathbf{x}^\top \mathbf{y} + b  ─▶  bold small letters are vectors, so the plain b is a scalar
 */
import { MatrixCalculusError } from "../../errors.ts";
import type { VariableKind } from "../../shapes/declarations.ts";
import { type Elaborated, type ElaborateOptions, elaborate } from "../../shapes/elaborate.ts";
import type { LatexParse } from "../../syntax/latex/parse.ts";
import type { Statement } from "../../syntax/tree.ts";

/** What the way in which a letter is written says of it. */
export function likelyKinds(
  names: Iterable<string>,
  styles: LatexParse["styles"],
): Map<string, VariableKind> {
  const hasBold = [...styles].some(([letter, used]) => used.has("bold") && isSmall(letter));
  const found = new Map<string, VariableKind>();
  for (const name of names) {
    const [letter = ""] = name;
    const used = styles.get(letter);
    if (name.includes("_vec")) found.set(name, "vector");
    else if (used?.has("bold") && used.size === 1) found.set(name, isSmall(letter) ? "vector" : "matrix");
    else if (hasBold && isSmall(letter) && used && !used.has("bold")) found.set(name, "scalar");
    else if (used?.has("calligraphic") && used.size === 1) found.set(name, "scalar");
  }
  return found;
}

const isSmall = (letter: string): boolean => letter === letter.toLowerCase();

const KINDS: readonly VariableKind[] = ["vector", "scalar"];

/**
 * The problem's names with their shapes. Where a scalar would be spread over a vector, a letter that can
 * as well be the vector or the scalar that is needed is that.
 */
export function typed(
  statements: readonly Statement[],
  likely: ReadonlyMap<string, VariableKind>,
  undeclared: Iterable<string>,
  options: ElaborateOptions,
): Elaborated {
  let best = elaborate(statements, { ...options, likely });
  const names = [...undeclared].filter((name) => best.variables.has(name) && isSmall(name[0] ?? ""));
  for (const name of names) {
    if (spreads(best) === 0) break;
    for (const kind of KINDS) {
      const other = attempt(statements, { ...options, likely: new Map([...likely, [name, kind]]) });
      if (other && spreads(other) < spreads(best)) best = other;
    }
  }
  return best;
}

/** What is added to every entry, row or column of something else, a number apart; an entry counts double. */
const spreads = ({ replicated }: Elaborated): number =>
  replicated
    .filter(({ what }) => /\p{L}/u.test(what))
    .reduce((total, { kind }) => total + (kind === "entry" ? 2 : 1), 0);

function attempt(statements: readonly Statement[], options: ElaborateOptions): Elaborated | undefined {
  try {
    return elaborate(statements, options);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}
