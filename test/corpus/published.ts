/**
 * Lines of a corpus: a problem and the form that somebody published.
 *
 *     { expr: "tr(expm(X))", wrt: "X", expected: "expm(X)'", source: "…" }
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Expr } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import type { BatchProblem } from "../../src/problem/batch.ts";
import { type DeclaredType, declaredType } from "../../src/shapes/declarations.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements, parseType } from "../../src/syntax/parse.ts";

export interface Published extends BatchProblem {
  readonly id: string;
  readonly source: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly expected?: string;
  /** For kind tensor: d vec(Y) / d vec(X)ᵀ. */
  readonly expected_vec?: string;
}

/** The lines of a file beside this one, or of one given by its path; none where there is no such file. */
export function linesOf<T>(file: string): T[] {
  const path = fileURLToPath(new URL(file, import.meta.url));
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}

/** A form of the corpus, in the store of the problem at hand. */
export function read(text: string, vars: Readonly<Record<string, string>>): Expr {
  const options = { functionNames: FUNCTION_NAMES };
  const types = new Map<string, DeclaredType>();
  for (const [name, type] of Object.entries(vars)) types.set(name, declaredType(parseType(type, options)));
  return elaborate(parseStatements(text, options), { types }).value;
}
