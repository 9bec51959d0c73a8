/**
 * Sizes that a claim names: I_n where the function alone doesn't say what n is.
 *
 *     X A X by X,  claim X'A' ⊗ I_n + I_q ⊗ X A  ─▶  X is n×q
 */
import { MatrixCalculusError } from "../errors.ts";
import { sizeNames } from "../expression/dimension.ts";
import type { VariableKind } from "../shapes/declarations.ts";
import { type Elaborated, type ElaborateOptions, elaborate } from "../shapes/elaborate.ts";
import type { Syntax } from "../syntax/tree.ts";
import { allParts, namesOf } from "./latexParts.ts";
import type { LatexProblem } from "./latexProblem.ts";

const OF_SIZES: ReadonlySet<string> = new Set(["eye", "ones", "zeros", "commutation"]);

/** The problem elaborated beside its claims, where they name sizes and agree with it in what is a matrix. */
export function withSizes(
  { statements, sides, cotangent, direction }: LatexProblem,
  likely: ReadonlyMap<string, VariableKind>,
  options: ElaborateOptions,
  alone: Elaborated,
): Elaborated {
  const known = new Set(
    [...alone.variables.values()].flatMap(({ shape }) => [...sizeNames(shape.rows), ...sizeNames(shape.cols)]),
  );
  const isNew = (name: string): boolean => !known.has(name) && !alone.variables.has(name);
  if (!sides.flatMap(sizesIn).some(isNew) || cotangent !== undefined || direction !== undefined) return alone;
  const last = statements.at(-1)!;
  const claims = sides.map(
    (value, i) =>
      ({ kind: "definition", name: `claim ${i}`, nameSpan: value.span, parameters: [], value, span: value.span }) as const,
  );
  try {
    const both = elaborate([...statements.slice(0, -1), ...claims, last], { ...options, likely });
    return [...alone.variables].every(([name, s]) => isAlike(s.shape, both.variables.get(name)?.shape))
      ? both
      : alone;
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return alone;
  }
}

type Shape = Elaborated["value"]["shape"];
const isUnit = (size: { readonly key: string }): boolean => size.key === "1";
const isAlike = (a: Shape, b: Shape | undefined): boolean =>
  b !== undefined && isUnit(a.rows) === isUnit(b.rows) && isUnit(a.cols) === isUnit(b.cols);

/** The names of sizes that are written in a formula. */
const sizesIn = (root: Syntax): string[] =>
  allParts(root).flatMap((part) => {
    if (part.kind === "indexed-sum") return part.to ? [...namesOf(part.to)] : [];
    return part.kind === "call" && OF_SIZES.has(part.name) ? part.args.flatMap((arg) => [...namesOf(arg)]) : [];
  });
