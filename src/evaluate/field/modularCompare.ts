/**
 * Are two expressions equal over finite fields, at given sizes?
 *
 *     (A B)⁻¹ and B⁻¹ A⁻¹ at n = 3, modulo 5 random primes  ─▶  equal, error below 2⁻⁶⁰
 *
 * For entries that are rational functions of degree d, a difference that isn't 0 vanishes at random
 * residues with a chance of at most d/p (Schwartz 1980, Zippel 1979, DeMillo and Lipton 1978), and all of its
 * coefficients vanish modulo a random prime with a chance of the same order; trials are independent.
 */
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { fieldOf } from "../../matrix/field.ts";
import { allFinite, type Matrix } from "../../matrix/matrix.ts";
import { type Random, randomFrom } from "../sample/random.ts";
import { oneForEachName, type SampleHints, sizeNamed } from "../sample/sample.ts";
import { wholeNumbers } from "../sample/whole.ts";
import type { Sizes } from "../values/evaluate.ts";
import { sizeValue } from "../values/program.ts";
import { modularValues } from "./modular.ts";
import { differenceDegree } from "./modularDegree.ts";
import { drawResidues, randomPrime, SMALLEST_PRIME } from "./modularDraw.ts";

export interface ModularComparison {
  readonly verdict: "equal" | "different" | "inconclusive";
  readonly trials: number;
  readonly primes: readonly number[];
  /** For equal: the chance that they differ all the same, as a power of 2. */
  readonly errorExponent?: number;
  /** For different: an entry, from 1, and its residues. */
  readonly residues?: {
    readonly row: number;
    readonly column: number;
    readonly left: number;
    readonly right: number;
    readonly prime: number;
  };
  readonly reason?: string;
}

/** Equal is said with a chance of error below 2 to this power. */
const ERROR_EXPONENT = -60;
const MOST_TRIALS = 40;
/** New values after a division by 0. */
const REDRAWS = 4;

/** Two expressions of one shape. Throws UnsupportedError where evaluation passes a limit. */
export function compareModular(
  left: Expr,
  right: Expr,
  sizes: Sizes,
  seed: number,
  hints: SampleHints = {},
): ModularComparison {
  const roots = [left, right];
  const nothing = { verdict: "inconclusive", trials: 0, primes: [] } as const;
  const perTrial = Math.log2((4 * differenceDegree(left, right, sizes) + 64) / SMALLEST_PRIME);
  const needed = Math.ceil(ERROR_EXPONENT / perTrial);
  if (!(perTrial < 0 && needed <= MOST_TRIALS)) return { ...nothing, reason: "the degree is too large" };
  const primes: number[] = [];
  for (let trial = 0; trial < needed; trial++) {
    const found = oneTrial(roots, sizes, seed, trial, hints);
    if (!found) return { ...nothing, primes, reason: "a division by 0 for all values" };
    primes.push(found.prime);
    if (!found.residues) continue;
    const conclusive = { trials: trial + 1, primes, residues: found.residues };
    if (!found.usedTable) return { verdict: "different", ...conclusive };
    return { ...nothing, ...conclusive, reason: "they have functions that are not rational" };
  }
  return { verdict: "equal", trials: needed, primes, errorExponent: Math.floor(needed * perTrial) };
}

interface Trial {
  readonly prime: number;
  readonly usedTable: boolean;
  readonly residues: ModularComparison["residues"] | undefined;
}

function oneTrial(
  roots: readonly Expr[],
  sizes: Sizes,
  seed: number,
  trial: number,
  hints: SampleHints,
): Trial | undefined {
  for (let redraw = 0; redraw < REDRAWS; redraw++) {
    const random = randomFrom(seed, `modular ${trial} ${redraw}`);
    const prime = randomPrime(random);
    const field = fieldOf(prime);
    const { values, drawnWhole } = drawAll(roots, sizes, random, prime, hints, trial % 2 === 1);
    const run = { field, sizes, values, drawnWhole, random };
    const { results, usedTable } = modularValues(roots, run);
    const [a, b] = results as [Matrix, Matrix];
    if (!allFinite(a) || !allFinite(b)) continue;
    const at = a.data.findIndex((x, i) => x !== b.data[i]);
    if (at < 0) return { prime, usedTable, residues: undefined };
    const [row, column] = [Math.floor(at / a.cols) + 1, (at % a.cols) + 1];
    const residues = { row, column, left: a.data[at] as number, right: b.data[at] as number, prime };
    return { prime, usedTable, residues };
  }
  return undefined;
}

function drawAll(
  roots: readonly Expr[],
  sizes: Sizes,
  random: Random,
  prime: number,
  hints: SampleHints,
  flipped: boolean,
): { readonly values: Map<string, Matrix>; readonly drawnWhole: ReadonlySet<SymbolNode> } {
  const symbols = topological(roots).filter((e): e is SymbolNode => e.kind === "symbol" && e.role !== "size");
  const whole = wholeNumbers(roots, sizes);
  const field = fieldOf(prime);
  const values = new Map<string, Matrix>();
  for (const v of oneForEachName(symbols)) {
    const shape = [sizeValue({ sizes }, v.shape.rows), sizeValue({ sizes }, v.shape.cols)] as const;
    const structure = hints.structures?.get(v.key) ?? v.structure;
    const drawn = sizeNamed(v, sizes) ?? whole.get(v)?.(random);
    values.set(v.key, drawn ?? drawResidues(field, random, shape, structure, flipped));
  }
  return { values, drawnWhole: new Set(symbols.filter((s) => whole.has(s) || sizeNamed(s, sizes))) };
}
