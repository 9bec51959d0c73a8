/**
 * Random values for the variables of a problem, in the domain of every function met.
 *
 *     log(a) + det(X)  ─▶  a = 0.71, X well-conditioned; the same for the same seed
 *
 * A fixed list of strategies is tried, from the most general (any signs) to the most special (all
 * positive, positive definite, small); the first draw that meets every domain is taken, else the one
 * that misses the fewest and is finite.
 */
import { evaluateSize } from "../../expression/dimension.ts";
import { type Expr, isScalar, type Structure, type SymbolNode } from "../../expression/expr.ts";
import { symbolsIn, topological } from "../../expression/walk.ts";
import { allFinite, type Matrix, scalarMatrix, transposed } from "../../matrix/matrix.ts";
import type { KnownEquation } from "../../simplify/given.ts";
import { type PlanOptions, plan, type Sizes, type Values } from "../values/evaluate.ts";
import { sizeValue } from "../values/program.ts";
import { constrained } from "./constrain.ts";
import { outsideDomain } from "./domain.ts";
import { draw, PLAIN, type Style } from "./draw.ts";
import { type Orthonormal, orthonormalIn } from "./identities.ts";
import { type Random, randomFrom } from "./random.ts";
import { symmetricByNeed } from "./symmetric.ts";
import { wholeNumbers } from "./whole.ts";

/** What is known of the variables besides their declared structure, by name. */
export interface SampleHints {
  readonly positive?: Iterable<string>;
  /** Positive definite: symmetric where the variable is, else not. */
  readonly spd?: Iterable<string>;
  /** Instead of the structure of the symbol. */
  readonly structures?: ReadonlyMap<string, Structure>;
  /** What the values satisfy. */
  readonly equations?: readonly KnownEquation[];
}

export interface SampleRequest {
  /** Whose domains the values must meet. */
  readonly roots: readonly Expr[];
  /** Further expressions that should be finite at the values. */
  readonly finite?: readonly Expr[];
  /** Further symbols that need values. */
  readonly symbols?: readonly SymbolNode[];
  readonly sizes: Sizes;
  readonly seed: number;
  readonly hints?: SampleHints;
  readonly limits?: PlanOptions["limits"];
  /** Factor of all that is drawn: among small values functions are less wild. */
  readonly scale?: number | undefined;
}

/** The scale of the samples that are drawn where the one before told nothing. */
export const scaleOfAttempt = (attempt: number): number => 2 ** -attempt;

export interface Sample {
  readonly values: Values;
  /** Domains that these values do not meet, in words; empty for a good sample. */
  readonly problems: readonly string[];
  /** Which of the strategies drew them. */
  readonly attempt: number;
}

const style = (sign: Style["sign"], square: Style["square"], scale: number): Style => ({
  sign,
  square,
  scale,
});

const STRATEGIES: readonly Style[] = [
  PLAIN,
  PLAIN,
  PLAIN,
  style("positive", "plain", 1),
  style("positive", "plain", 1),
  style("mixed", "definite", 1),
  style("mixed", "definite", 1),
  style("positive", "definite", 1),
  style("mixed", "plain", 0.3),
  style("positive", "plain", 0.3),
  style("positive", "definite", 0.3),
  style("mixed", "plain", 0.1),
  style("positive", "plain", 0.1),
];

/** After the list, each variable for itself draws one of its styles, this often. */
const MIXED_ATTEMPTS = 16;
/** A derivative that isn't finite counts as this many missed domains. */
const NOT_FINITE = 100;

/** Domains that values do not meet, in words. */
export function problemsAt(roots: readonly Expr[], values: Values, sizes: Sizes): string[] {
  const problems: string[] = [];
  const inspect: PlanOptions["inspect"] = (node, args) => {
    const problem = outsideDomain(node, args);
    if (problem !== undefined) problems.push(problem);
  };
  plan(roots, sizes, { inspect }).run(values);
  return problems;
}

/** Values for every symbol of the request; a sentence that says why where there are none. */
export function sampleValues(request: SampleRequest): Sample | string {
  const { roots, finite = [], sizes } = request;
  const own = new Set(topological(roots));
  let problems: string[] = [];
  const compiled = plan([...roots, ...finite], sizes, {
    limits: request.limits ?? {},
    inspect: (node, args) => {
      const problem = own.has(node) ? outsideDomain(node, args) : undefined;
      if (problem !== undefined) problems.push(problem);
    },
  });
  let best: (Sample & { readonly missed: number }) | undefined;
  let last = "";
  for (let attempt = 0; attempt < STRATEGIES.length + MIXED_ATTEMPTS; attempt++) {
    const values = drawnValues(request, compiled.symbols, attempt);
    if (!values) {
      last = "no values satisfy what is given";
      continue;
    }
    problems = [];
    const results = compiled.run(values);
    last = problems[0] ?? "";
    if (!results.slice(0, roots.length).every(allFinite)) continue;
    const missed = problems.length + (results.every(allFinite) ? 0 : NOT_FINITE);
    if (!best || missed < best.missed) best = { values, problems: [...new Set(problems)], attempt, missed };
    if (missed === 0) break;
  }
  return best ?? `no values were found where the expression is finite${last && `: ${last}`}`;
}

/**
 * The values that one of the strategies draws, whether they meet the domains or not; undefined where none satisfy
 * the equations that are given.
 */
export function drawnValues(
  request: SampleRequest,
  symbols: readonly SymbolNode[],
  attempt: number,
): Values | undefined {
  const { roots, finite = [], sizes, seed, hints } = request;
  const equations = applicable(hints?.equations ?? [], sizes);
  const sides = equations.flatMap(({ left, right }) => [left, right]);
  const inEquations = sides.flatMap(symbolsIn).filter((s) => s.role === "variable");
  const whole = wholeNumbers([...roots, ...finite], sizes);
  const symmetric = symmetricByNeed(roots);
  const orthonormal = new Map(equations.flatMap(orthonormalIn));
  const drawn = new Map<string, Matrix>();
  for (const v of oneForEachName([...symbols, ...(request.symbols ?? []), ...inEquations])) {
    const random = randomFrom(seed, `${v.key}|${attempt}`);
    drawn.set(
      v.key,
      sizeNamed(v, sizes) ??
        whole.get(v)?.(random) ??
        drawVariable(v, random, attempt, request, {
          isSymmetric: symmetric.has(v.key),
          orthonormal: orthonormal.get(v.key),
        }),
    );
  }
  if (equations.length === 0) return drawn;
  return constrained(drawn, equations, sizes, (v) => structureOf(v, hints));
}

/** The one with a structure where several symbols share a name. */
export function oneForEachName(symbols: readonly SymbolNode[]): SymbolNode[] {
  const byName = new Map<string, SymbolNode>();
  for (const e of symbols) if (!byName.get(e.key)?.structure) byName.set(e.key, e);
  return [...byName.values()];
}

/** The k of X^k is also the size that a sum over its factors runs to. */
export function sizeNamed(v: SymbolNode, sizes: Sizes): Matrix | undefined {
  const size = sizes.get(v.key);
  return size !== undefined && isScalar(v) ? scalarMatrix(size) : undefined;
}

const structureOf = (v: SymbolNode, hints?: SampleHints): Structure | undefined =>
  hints?.structures?.get(v.key) ?? v.structure;

/** Equations about other problems' sizes say nothing here. */
const applicable = (equations: readonly KnownEquation[], sizes: Sizes): KnownEquation[] =>
  equations.filter(({ left, right }) =>
    topological([left, right]).every(({ shape }) =>
      [shape.rows, shape.cols].every((size) => evaluateSize(size, sizes) !== undefined),
    ),
  );

/** What a variable must be besides its own structure. */
interface Needs {
  readonly isSymmetric: boolean;
  readonly orthonormal: Orthonormal | undefined;
}

function drawVariable(
  v: SymbolNode,
  random: Random,
  attempt: number,
  request: SampleRequest,
  { isSymmetric, orthonormal }: Needs,
): Matrix {
  const { sizes, hints = {}, scale = 1 } = request;
  const general = STRATEGIES[attempt] ?? (STRATEGIES[random.whole(0, STRATEGIES.length - 1)] as Style);
  const positive = hints.positive && new Set(hints.positive).has(v.key);
  const definite = hints.spd && new Set(hints.spd).has(v.key);
  const own: Style = {
    ...general,
    scale: general.scale * scale,
    ...(positive && { sign: "positive" }),
    ...(definite && { square: "definite" }),
  };
  const structure = structureOf(v, hints) ?? (isSymmetric ? "symmetric" : undefined);
  const [rows, cols] = [sizeValue({ sizes }, v.shape.rows), sizeValue({ sizes }, v.shape.cols)];
  if (orthonormal === "columns") return draw(random, rows, cols, "orthogonal", own);
  if (orthonormal === "rows") return transposed(draw(random, cols, rows, "orthogonal", own));
  return draw(random, rows, cols, structure, own);
}
