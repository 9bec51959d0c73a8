/**
 * What the names of LaTeX formulas are, where nothing declares them.
 *
 *     \mathbf{x}^\top \mathbf{y} + b  ─▶  bold small letters are vectors, so the plain b is a scalar
 */
import { MatrixCalculusError } from "../../errors.ts";
import { isScalar } from "../../expression/expr.ts";
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
const MOST_ROUNDS = 3;

export interface TypingOptions extends ElaborateOptions {
  /** The function should be a scalar. */
  readonly isScalarMeant: boolean;
  readonly wrt: string;
}

/**
 * The problem's names with their shapes. Where a scalar would be spread over a vector, or the function should
 * be a scalar and isn't, a letter that can as well be the vector or the scalar that is needed is that.
 */
export function typed(
  statements: readonly Statement[],
  likely: ReadonlyMap<string, VariableKind>,
  undeclared: Iterable<string>,
  options: TypingOptions,
): Elaborated {
  const cost = (found: Elaborated): number => costOf(found, options.isScalarMeant);
  let kinds = likely;
  let best = elaborate(statements, { ...options, likely });
  const names = [...undeclared].filter((name) => best.variables.has(name));
  for (let round = 0; round < MOST_ROUNDS && cost(best) > 0; round++) {
    const before = cost(best);
    for (const name of names) {
      if (cost(best) === 0) break;
      for (const kind of isSmall(name[0] ?? "") ? KINDS : CAPITAL_KINDS) {
        if (kind === "scalar" && name === options.wrt) continue;
        const changed = new Map([...kinds, [name, kind]]);
        const other = attempt(statements, { ...options, likely: changed });
        if (!other || cost(other) >= cost(best)) continue;
        best = other;
        kinds = changed;
      }
    }
    if (cost(best) === before) break;
  }
  return best;
}

/** The N of N log det X. */
const CAPITAL_KINDS: readonly VariableKind[] = ["scalar"];

/** What a reading takes for granted: values spread over others, a loss that is no scalar. */
export const costOf = (found: Elaborated, isScalarMeant: boolean): number =>
  spreads(found) + (isScalarMeant && !isScalar(found.value) ? 3 : 0);

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
