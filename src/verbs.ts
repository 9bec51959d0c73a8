/**
 * The verbs of the library that write derivations, over plain data: derive, outline.
 */
import {
  type Derived,
  type DerivedDocument,
  type DeriveOptions,
  derive as deriveProblem,
} from "./derivation/derive.ts";
import type { PrintOptions } from "./derivation/documents/options.ts";
import { type Outline, outlineOf } from "./derivation/documents/outline.ts";
import { inOwnStore } from "./expression/expr.ts";
import { type ParsedProblem, statementsBy } from "./library/parse.ts";
import * as tables from "./library/tables.ts";
import { requireArgument, requireOptions } from "./taken.ts";

/**
 * The derivation by steps, every line of it evaluated.
 * @throws UnsupportedError where the style can't treat the problem; the errors of differentiate()
 */
export function derive(problem: ParsedProblem, options: DeriveOptions = {}): DerivedDocument {
  requireArgument("derive", "a problem", tables.PROBLEM, problem);
  requireOptions("derive", tables.DERIVE, options);
  const statements = statementsBy(problem, options.wrt);
  return inOwnStore(() => deriveProblem({ statements, functions: problem.functions }, options));
}

export type OutlineOptions = Pick<PrintOptions, "locale" | "notation">;

/**
 * The derivation as data for a program that shows it: what is given, sections of steps, each with its rule, its
 * text and displays in LaTeX, and what the numeric check found of it; results, remarks, and the closing line.
 */
export function outline(derived: DerivedDocument, options: OutlineOptions = {}): Outline {
  requireArgument("outline", "a derivation", tables.DERIVED, derived);
  requireOptions("outline", tables.OUTLINE, options);
  return inOwnStore(() => outlineOf(derived as Derived, options));
}
