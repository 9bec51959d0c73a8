/**
 * Vectors that are numbered, x_i of Σ_i, as the rows of a matrix; vectors that are rows themselves.
 *
 *     Σ_i (y_i − wᵀ x_i)²  ─▶  as it stands, x_i an entry;  or  x_i = x[i, :]ᵀ
 *     z = x W + b          ─▶  x and b are rows
 */

import type { VariableKind } from "../../../shapes/declarations.ts";
import { allParts, partsOf } from "../../../syntax/parts.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Syntax } from "../../../syntax/tree.ts";

import type { LatexProblem } from "./problem.ts";

export interface RowReading {
  readonly problem: LatexProblem;
  /** Names that are the matrices of such rows. */
  readonly matrices: ReadonlySet<string>;
}

/** As it stands first, then with one of the names as such a matrix, then with two. */
export function rowReadings(problem: LatexProblem): RowReading[] {
  const values = problem.statements.flatMap((s) => (s.kind === "declaration" ? [] : [s.value]));
  const names = numbered([...values, ...problem.sides]).filter((name) => name !== problem.wrt);
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b]));
  return [[], ...names.map((name) => [name]), ...pairs].map((chosen) => {
    const matrices = new Set(chosen);
    return { matrices, problem: chosen.length === 0 ? problem : withRows(problem, matrices) };
  });
}

/** Names that only have entries, with one index each. */
function numbered(roots: readonly Syntax[]): string[] {
  const found = new Set<string>();
  const others = new Set<string>();
  const visit = (part: Syntax, parent: Syntax | undefined): void => {
    if (part.kind !== "name") return;
    const isEntry = parent?.kind === "entry" && parent.of === part && isNumbered(parent);
    (isEntry ? found : others).add(part.name);
  };
  for (const root of roots) {
    visit(root, undefined);
    for (const parent of allParts(root)) for (const part of partsOf(parent)) visit(part, parent);
  }
  return [...found].filter((name) => !others.has(name));
}

const isNumbered = (entry: Extract<Syntax, { kind: "entry" }>): boolean =>
  entry.indices.length === 1 && entry.indices[0]?.kind === "at";

const withRows = (problem: LatexProblem, matrices: ReadonlySet<string>): LatexProblem =>
  changed(problem, (part) => {
    const isRow =
      part.kind === "entry" && part.of.kind === "name" && matrices.has(part.of.name) && isNumbered(part);
    if (!isRow) return part;
    const row: Syntax = { ...part, indices: [...part.indices, { kind: "all" }] };
    return { kind: "transpose", of: row, span: part.span };
  });

/** The softmax of a matrix row by row, as attention has it; undefined where there is none. */
export function withRowSoftmax(problem: LatexProblem): LatexProblem | undefined {
  const isSoftmax = (part: Syntax): boolean => part.kind === "call" && part.name === "softmax";
  const values = problem.statements.flatMap((s) => (s.kind === "declaration" ? [] : allParts(s.value)));
  if (!values.some(isSoftmax)) return undefined;
  return changed(problem, (part) => (isSoftmax(part) ? ({ ...part, name: "softmax_rows" } as Syntax) : part));
}

/** Another part for each, in the statements and the claim. */
function changed(problem: LatexProblem, change: (part: Syntax) => Syntax): LatexProblem {
  return {
    ...problem,
    sides: problem.sides.map((side) => rewritten(side, change)),
    statements: problem.statements.map((s) =>
      s.kind === "declaration" ? s : { ...s, value: rewritten(s.value, change) },
    ),
  };
}

/** The letters of vectors where nothing else says so. */
const VECTORS = /^[xyzhuvo]/;

/** Small letters right before a capital, x W, that are no scalars by their looks: rows perhaps. */
export function rowsIn({ statements }: LatexProblem, likely: ReadonlyMap<string, VariableKind>): Set<string> {
  const found = new Set<string>();
  for (const part of statements.flatMap((s) => (s.kind === "declaration" ? [] : allParts(s.value)))) {
    if (part.kind !== "product") continue;
    part.factors.forEach(({ factor }, i) => {
      const next = part.factors[i + 1];
      const isBefore = (next?.operator === "*" || next?.operator === "juxtaposed") && isCapital(next.factor);
      if (factor.kind !== "name" || !isBefore) return;
      const kind = likely.get(factor.name);
      if (kind === "vector" || (kind === undefined && VECTORS.test(factor.name))) found.add(factor.name);
    });
  }
  return found;
}

const isCapital = (part: Syntax): boolean =>
  part.kind === "name" && part.name[0] !== part.name[0]?.toLowerCase() && part.name !== "I";
