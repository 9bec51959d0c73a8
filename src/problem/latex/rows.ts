/**
 * Vectors that are numbered, x_i of Σ_i, as the rows of a matrix.
 *
 *     Σ_i (y_i − wᵀ x_i)²  ─▶  as it stands, x_i an entry;  or  x_i = x[i, :]ᵀ
 */
import { partsOf } from "../../syntax/parts.ts";
import { rewritten } from "../../syntax/rewrite.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { allParts } from "./parts.ts";
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

function withRows(problem: LatexProblem, matrices: ReadonlySet<string>): LatexProblem {
  const change = (root: Syntax): Syntax =>
    rewritten(root, (part) => {
      const isRow =
        part.kind === "entry" && part.of.kind === "name" && matrices.has(part.of.name) && isNumbered(part);
      if (!isRow) return part;
      const row: Syntax = { ...part, indices: [...part.indices, { kind: "all" }] };
      return { kind: "transpose", of: row, span: part.span };
    });
  return {
    ...problem,
    sides: problem.sides.map(change),
    statements: problem.statements.map((s) =>
      s.kind === "declaration" ? s : { ...s, value: change(s.value) },
    ),
  };
}
