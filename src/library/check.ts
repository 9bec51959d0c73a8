/** The verb that checks a derivative by numbers, at small sizes or at given ones. */
import type { Backend } from "../backend/backend.ts";
import { backendNamed, bestBackend } from "../backend/index.ts";
import type { SizeValues } from "../code/compiled.ts";
import type { Check } from "../evaluate/index.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { CHECK } from "./codeTables.ts";
import { differentiate } from "./differentiate.ts";
import type { ParsedProblem } from "./parse.ts";
import { PROBLEM } from "./tables.ts";

export interface CheckOptions {
  readonly wrt: string;
  readonly seed?: number | undefined;
  /** Where it is made; at two sets of small sizes unless given. `*` stands for every size that has no number. */
  readonly sizes?: SizeValues | undefined;
  /** What computes at given sizes; the fastest that is there unless given. */
  readonly backend?: Backend["name"] | undefined;
}

/**
 * The verdict of the numeric check of that derivative, with the errors of differentiate(). At given sizes the error
 * of each entry is told.
 *
 *     check(parse("Y = X W + b"), { wrt: "W", sizes: { "*": 3 } })?.errors     // nine numbers about 1e-13
 */
export function check(problem: ParsedProblem, options: CheckOptions): Check | undefined {
  requireArgument("check", "a problem", PROBLEM, problem);
  requireOptions("check", CHECK, options);
  const { wrt, seed, sizes, backend } = options;
  const checkAt = sizes && {
    sizes: new Map(Object.entries(sizes)),
    backend: backend === undefined ? bestBackend() : backendNamed(backend),
  };
  return differentiate(problem, { wrt, seed, checkAt }).check;
}
