/**
 * The function table: the explicit list, in the order of the reference.
 */

import { call } from "../expression/build.ts";
import type { Dimension } from "../expression/dimension.ts";
import type { Expr, FunctionHead } from "../expression/expr.ts";
import { DECOMPOSITIONS } from "./decompositions.ts";
import { ELEMENTWISE } from "./elementwise/elementwise.ts";
import { EXTREMES } from "./extremes.ts";
import type { FunctionEntry } from "./function.ts";
import { STACKING } from "./kronecker.ts";
import { MATRIX } from "./matrix.ts";
import { PATTERNS } from "./patterns.ts";
import { PLACES } from "./places.ts";
import { REDUCTIONS } from "./reductions.ts";
import { ROWWISE } from "./rowwise.ts";
import { strictRules } from "./rules.ts";
import { SINGULAR } from "./singular.ts";
import { SPECTRAL } from "./spectral.ts";
import { STRUCTURE } from "./structure.ts";

export const FUNCTIONS: readonly FunctionEntry[] = [
  ...STRUCTURE,
  ...PLACES,
  ...MATRIX,
  ...STACKING,
  ...REDUCTIONS,
  ...ROWWISE,
  ...EXTREMES,
  ...SPECTRAL,
  ...DECOMPOSITIONS,
  ...SINGULAR,
  ...PATTERNS,
  ...ELEMENTWISE,
];

const byHead = new Map(FUNCTIONS.map((entry) => [entry.name, entry] as const));
const byName = new Map<string, FunctionEntry>();
for (const entry of FUNCTIONS) {
  for (const name of [entry.name, ...(entry.aliases ?? [])]) byName.set(name, entry);
}

/** The entry of a call's head. A user's own entry is its own head. */
export const entryOf = (head: FunctionHead): FunctionEntry =>
  byHead.get(head.name) ?? (head as FunctionEntry);

/** Is it the name of an entry, and no alias? A user's function may have that. */
export const isEntryName = (name: string): boolean => byHead.has(name);

export const functionNamed = (name: string): FunctionEntry | undefined => byName.get(name);
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(byName.keys());

/** f(arguments) in normal form; sizes and shapes are checked. */
export function apply(entry: FunctionEntry, args: readonly Expr[], sizes: readonly Dimension[] = []): Expr {
  const shape = entry.shape(
    args.map((a) => a.shape),
    strictRules(entry.name),
    sizes,
  );
  return entry.normal?.(args, sizes) ?? call(entry, args, sizes, shape);
}
