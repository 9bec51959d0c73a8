/**
 * A full entry of the function table from the few facts of a function that acts entry by entry: a name, the
 * derivative as a formula in matgrad's own text (in x and F = f(x)), a kernel and where its argument may lie.
 */
import type { Decimal } from "decimal.js";
import { type Matrix, map } from "../../matrix/matrix.ts";
import { mapPrecise, type PreciseMatrix } from "../../matrix/precise.ts";
import {
  type CodeColumn,
  type CodeTemplate,
  type Definition,
  type Domain,
  define,
  type FunctionEntry,
} from "../function.ts";

interface Elementwise
  extends Pick<
    Definition,
    | "name"
    | "aliases"
    | "summary"
    | "source"
    | "negated"
    | "between"
    | "increasing"
    | "sign"
    | "keepsPositive"
    | "mayVanish"
    | "inverse"
    | "latex"
    | "latexForm"
    | "unicodeForm"
    | "text"
    | "unicode"
    | "normal"
    | "condition"
  > {
  readonly derivative: string;
  readonly numeric: (x: number) => number;
  readonly precise?: (x: Decimal) => Decimal;
  /** A kink or jump at 0. */
  readonly kink?: true;
  readonly domain?: Domain;
  readonly rational?: false;
  readonly code?: CodeTemplate | CodeColumn;
}

/** A function of scalars that each language has by some name. */
export const math = (name: string, other = name): CodeColumn => ({
  python: `$.${name}`,
  js: `Math.${other}`,
  any: other,
});

/** A full entry from the few facts of an element-wise function of one argument. */
export function elementwise({
  numeric,
  precise,
  kink,
  domain,
  normal,
  ...facts
}: Elementwise): FunctionEntry {
  return define({
    ...facts,
    elementwise: true,
    arity: 1,
    shape: ([x]) => x,
    numeric: ([x]) => map(x, numeric),
    ...(precise && {
      precise: ([x]: readonly [PreciseMatrix, ...PreciseMatrix[]]) => mapPrecise(x, precise),
    }),
    ...(kink && { pieces: ([x]: readonly [Matrix, ...Matrix[]]) => Array.from(x.data, Math.sign) }),
    ...(domain && { domain: [domain] }),
    ...(normal && { normal }),
  });
}
