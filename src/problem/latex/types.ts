/**
 * What the names of LaTeX formulas are, where nothing declares them.
 *
 *     \mathbf{x}^\top \mathbf{y} + b  ─▶  bold small letters are vectors, so the plain b is a scalar
 */
import { MatrixCalculusError } from "../../errors.ts";
import { UNIT } from "../../expression/dimension.ts";
import { isScalar } from "../../expression/expr.ts";
import type { VariableKind } from "../../shapes/declarations.ts";
import { type Elaborated, type ElaborateOptions, elaborate, newTried } from "../../shapes/elaborate.ts";
import type { LatexParse } from "../../syntax/latex/parse.ts";
import type { Statement } from "../../syntax/tree.ts";

/** What the way in which a letter is written says of it. */
export function likelyKinds(
  names: Iterable<string>,
  styles: LatexParse["styles"],
  transposed: ReadonlySet<string> = new Set(),
): Map<string, VariableKind> {
  const hasBold = [...styles].some(([letter, used]) => used.has("bold") && isSmall(letter));
  const found = new Map<string, VariableKind>();
  for (const name of names) {
    const [letter = ""] = name;
    const used = styles.get(letter);
    if (name.includes("_vec")) found.set(name, "vector");
    else if (used?.has("bold") && used.size === 1) found.set(name, isSmall(letter) ? "vector" : "matrix");
    else if (hasBold && isSmall(letter) && used && !used.has("bold")) found.set(name, "scalar");
    else if (transposed.has(name) && isSmall(letter)) found.set(name, "vector");
    else if (used?.has("calligraphic") && used.size === 1) found.set(name, "scalar");
  }
  return found;
}

const isSmall = (letter: string): boolean => letter === letter.toLowerCase();

const KINDS: readonly VariableKind[] = ["vector", "scalar"];
const MOST_ROUNDS = 3;

interface TypingOptions extends ElaborateOptions {
  /** The function should be a scalar. */
  readonly isScalarMeant: boolean;
  readonly wrt: string;
  /** Names that are no scalars. */
  readonly wide: ReadonlySet<string>;
}

/**
 * The problem's names with their shapes. Where a scalar would be spread over a vector, or the function should
 * be a scalar and isn't, a letter that can as well be the vector or the scalar that is needed is that.
 */
export function typed(
  statements: readonly Statement[],
  likely: ReadonlyMap<string, VariableKind>,
  undeclared: Iterable<string>,
  typing: TypingOptions,
): Elaborated {
  const options = { ...typing, tried: typing.tried ?? newTried() };
  const cost = (found: Elaborated): number => costOf(found, options);
  let kinds = likely;
  let best = elaborate(statements, { ...options, likely });
  const isSpread = spreads(best) > 0;
  const rank = (name: string): number => (isSmall(name[0] ?? "") ? 0 : 2) + Number(name === options.wrt);
  const names = [...undeclared].filter((name) => best.variables.has(name)).sort((a, b) => rank(a) - rank(b));
  const kindsOf = (name: string): readonly VariableKind[] => {
    const isFixed = options.wide.has(name) || (name === options.wrt && !isSpread);
    return (isSmall(name[0] ?? "") ? KINDS : CAPITAL_KINDS).filter((kind) => kind !== "scalar" || !isFixed);
  };
  const changes = names.flatMap((name) => kindsOf(name).map((kind) => [[name, kind]] as Change[]));
  // each time the one change that helps most; both of two where neither helps alone
  for (let round = 0; round < MOST_ROUNDS && cost(best) > 0; round++) {
    const before = cost(best);
    const from = kinds;
    const tryAll = (choices: Iterable<Change[]>): void => {
      for (const choice of choices) {
        if (cost(best) === 0) return;
        const changed = new Map([...from, ...choice]);
        const other = attempt(statements, { ...options, likely: changed });
        if (!other || cost(other) >= cost(best)) continue;
        best = other;
        kinds = changed;
      }
    };
    tryAll(changes);
    if (cost(best) === before) tryAll(pairsOf(changes));
    if (cost(best) === before) break;
  }
  return best;
}

type Change = readonly [string, VariableKind];

function* pairsOf(changes: readonly Change[][]): Generator<Change[]> {
  for (const [i, first] of changes.entries())
    for (const second of changes.slice(i + 1))
      if (first[0]![0] !== second[0]![0]) yield [...first, ...second];
}

/** The N of N log det X. */
const CAPITAL_KINDS: readonly VariableKind[] = ["scalar"];

/** What a reading takes for granted: values spread over others, a loss that is no scalar, capitals that are no matrices. */
export const costOf = (
  found: Elaborated,
  { isScalarMeant, wide }: Pick<TypingOptions, "isScalarMeant" | "wide">,
): number =>
  spreads(found) +
  (isScalarMeant && !isScalar(found.value) ? 3 : 0) +
  oddCapitals(found) +
  [...found.variables.values()].filter((s) => wide.has(s.name) && isScalar(s)).length;

/** A capital scalar is less likely than a capital vector. */
const oddCapitals = ({ variables }: Elaborated): number =>
  [...variables.values()]
    .filter(({ name }) => !isSmall(name[0] ?? ""))
    .reduce(
      (total, s) => total + (isScalar(s) ? 1.5 : s.shape.rows === UNIT || s.shape.cols === UNIT ? 1 : 0),
      0,
    );

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
