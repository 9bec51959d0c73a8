/**
 * Sums of a term that are entries of matrices.
 *
 *     Σ_k A_ik x_k y_j, (Σ_s x_s²)^(−3/2)  ─▶  (A x)_i y_j, ‖x‖⁻³
 */
import { UnsupportedError } from "../../errors.ts";
import { call, isCall, isNumber, number, rationalNumber, splitCoefficient } from "../../expression/build.ts";
import { type Expr, type PowerNode, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { HADAMARD_POWER, INVERSE, TRANSPOSE } from "../../expression/heads.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { topological, transform } from "../../expression/walk.ts";
import { NORM2, SUM } from "../../functions/reductions.ts";
import { entryAt, type IndexNames, indicesIn } from "../terms/indices.ts";
import { multiplyTerm, ONE_TERM, type Term, termsOf } from "../terms/term.ts";
import { liftTerms } from "./lift.ts";

/** So many sums in one are read, and evaluated, better in whatever matrix form they have. */
const MANY_SUMS = 4;

export interface Lifting {
  readonly names: IndexNames;
  /** A shorter form of a scalar or matrix; entries and sums over an index are none of its business. */
  readonly shorter: (e: Expr) => Expr;
}

/** The term with Σ_k A_ik x_k as (A x)_i, where that needs no function that the term has not. */
export function liftedSums(term: Term, lifting: Lifting): Term {
  const { names } = lifting;
  const inner = { ...term, factors: term.factors.map((f) => withLiftedSums(f, lifting)) };
  const left = new Set(inner.factors);
  const kept: Term = { coefficient: term.coefficient, factors: [], bounds: [] };
  let result = kept;
  const bounds = new Set(term.bounds);
  for (const factor of inner.factors) {
    if (!left.has(factor)) continue;
    const own = connected(factor, inner.factors, bounds);
    for (const f of own) left.delete(f);
    const over = term.bounds.filter((b) => own.some((f) => indicesIn(f).has(b)));
    const copies = inner.factors.filter((f) => own.includes(f));
    const lifted =
      over.length > 0 ? liftedPart({ ...ONE_TERM, factors: copies, bounds: over }, lifting) : undefined;
    result = lifted
      ? multiplyTerm(result, lifted, names)
      : { ...result, factors: [...result.factors, ...copies], bounds: [...result.bounds, ...over] };
  }
  return result;
}

/** The factors that share indices summed over with one, directly or through others. */
function connected(start: Expr, factors: readonly Expr[], bounds: ReadonlySet<Expr>): Expr[] {
  const found = new Set<Expr>([start]);
  for (const f of found) {
    const own = [...indicesIn(f)].filter((i) => bounds.has(i));
    for (const g of factors) if (own.some((i) => indicesIn(g).has(i))) found.add(g);
  }
  return [...found];
}

/** Sums within functions and powers, where they have a matrix form. */
const withLiftedSums = (e: Expr, lifting: Lifting): Expr =>
  transform([e], (node) => {
    if (node.kind === "power") return powerOfNorm(node);
    if (node.kind !== "bound") return node;
    const [part, ...more] = termsOf(node, lifting.names);
    return (part && more.length === 0 && liftedPart(part, lifting)) || node;
  })[0] as Expr;

/** (‖x‖²)^k = ‖x‖^(2k): a norm is not negative. */
function powerOfNorm(e: PowerNode): Expr {
  const { base, exponent } = e;
  const isNorm = base.kind === "power" && isCall(base.base, NORM2);
  return isNorm ? power(base.base, product([base.exponent, exponent])) : e;
}

/** Σ_i x_i² = ‖x‖² */
function squaredNorm(e: Expr): Expr {
  const [squares] = isCall(e, SUM) ? e.args : [];
  if (!squares || !isCall(squares, HADAMARD_POWER)) return e;
  const [x, k] = squares.args as readonly [Expr, Expr];
  return isNumber(k, 2) ? power(call(NORM2, [x], [], SCALAR), number(2)) : e;
}

function liftedPart(part: Term, { names, shorter }: Lifting): Expr | undefined {
  const free = new Set(part.factors.flatMap((f) => [...indicesIn(f)]).filter((i) => !isBoundOf(part, i)));
  const [row, column, third] = [...free] as SymbolNode[];
  if (third) return undefined;
  try {
    const bare = { ...part, coefficient: Q.ONE };
    const lifted = liftTerms([bare], { rows: row ? [row] : [], cols: column ? [column] : [] }, names);
    const matrix = lifted && squaredNorm(shorter(lifted));
    if (!matrix || !(isPlain(matrix, part.factors) || part.bounds.length >= MANY_SUMS)) return undefined;
    const [coefficient, body] = splitCoefficient(matrix);
    const [i, j] = [row ?? number(1), column ?? number(1)];
    const entry =
      transposes(transpose(body)) < transposes(body) ? entryAt(transpose(body), j, i) : entryAt(body, i, j);
    return product([rationalNumber(Q.multiply(part.coefficient, coefficient)), entry]);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

const isBoundOf = (term: Term, i: Expr): boolean => i.kind === "symbol" && term.bounds.includes(i);

const transposes = (e: Expr): number => topological([e]).filter((node) => isCall(node, TRANSPOSE)).length;

/** Made of products, transposes, norms and what the factors have. */
function isPlain(matrix: Expr, factors: readonly Expr[]): boolean {
  const known = new Set<Expr>(topological(factors));
  const isOwn = (e: Expr): boolean => isCall(e, TRANSPOSE) || isCall(e, INVERSE) || isCall(e, NORM2);
  return topological([matrix]).every(
    (e) => known.has(e) || isOwn(e) || (e.kind !== "call" && e.kind !== "bound" && e.kind !== "index"),
  );
}
