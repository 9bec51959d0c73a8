/**
 * The element-wise derivative: index notation, Kronecker deltas, contraction, and the matrix it makes.
 *
 *     Y = X W, ∂/∂W, cotangent G:   y_ij = Σ_k x_ik w_kj     ∂y_ij/∂w_pq = Σ_k x_ik δ_kp δ_jq
 *                                   = x_ip δ_jq              Σ_ij g_ij x_ip δ_jq = Σ_i x_ip g_iq   ─▶  Xᵀ G
 *
 * Independent of the differentials and adjoints of the function table: it reads `entry`, `partial` and
 * `derivative` only.
 */

import { UnsupportedError } from "../errors.ts";
import { number } from "../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { backwardGradient } from "./backward.ts";
import { type Dependence, dependenceOn } from "./dependence.ts";
import { differentiateTerms, type Entry } from "./differentiate.ts";
import { entryFormula } from "./entries.ts";
import { liftTerms } from "./lifting/lift.ts";
import { splitSlots } from "./lifting/slots.ts";
import { type ContractionStep, contractTerm } from "./terms/contract.ts";
import { entryAt, type IndexNames, indexNames, replaceIndices } from "./terms/indices.ts";
import {
  collectTerms,
  multiplyTerm,
  shownBounds,
  sumExpression,
  type Term,
  termExpression,
  termsOf,
} from "./terms/term.ts";

export type IndexKind = "gradient" | "vjp" | "jacobian" | "scalar-wrt" | "tensor" | "jvp";

export interface IndexProblem {
  readonly value: Expr;
  /** A symbol with all entries free (no structure). */
  readonly wrt: SymbolNode;
  /**
   * gradient: of a scalar, in the shape of `wrt`; vjp: Σ_ij G_ij ∂Y_ij/∂X_pq, in the shape of `wrt`;
   * jacobian and tensor: d vec(Y)/d vec(X)ᵀ, columns stacked; scalar-wrt: in the shape of the value;
   * jvp: Σ_pq ∂Y_ij/∂X_pq V_pq, in the shape of the value; of order 2 that of the gradient, in the shape of `wrt`.
   */
  readonly kind: IndexKind;
  /** The cotangent G of a vjp, of the value's shape. */
  readonly cotangent?: Expr;
  /** The direction V of a jvp, of the shape of `wrt`. */
  readonly direction?: Expr;
  /** Further expressions whose names the indices must not have. */
  readonly beside?: readonly Expr[];
  /** 2: a scalar's Hessian in vec(X), or the second derivative by a scalar; by a scalar any order. 1 unless given. */
  readonly order?: number;
}

/** One stage of the derivation as an expression in index notation, before and after contraction. */
export interface IndexStage {
  /** As differentiated, with all deltas. */
  readonly raw: Expr;
  readonly contracted: Expr;
  /** The contractions, term by term, in their order. */
  readonly steps: () => readonly IndexStep[];
}

/** One contraction of one term. */
export interface IndexStep {
  readonly rule: ContractionStep["rule"];
  /** The index summed over that is gone, or the δ. */
  readonly removed: Expr;
  readonly replacement: Expr | undefined;
  readonly before: Expr;
  readonly after: Expr;
}

export interface IndexDerivative {
  /** The indices of the value's entry, and of each entry differentiated by; the number 1 where there is one. */
  readonly value: { readonly i: Expr; readonly j: Expr };
  readonly wrt: readonly { readonly p: Expr; readonly q: Expr }[];
  /** The function's entry (i, j), written out. */
  readonly entry: Expr;
  /** ∂Y_ij/∂X_pq, and after it the second derivative, where asked for. */
  readonly stages: readonly IndexStage[];
  /** vjp: Σ_ij G_ij ∂Y_ij/∂X_pq; jvp: Σ_pq of the last derivative times V_pq. */
  readonly summed: IndexStage | undefined;
  /** The result in index notation: the last stage, contracted. */
  readonly index: Expr;
  /** The matrix whose entries these are, where there is one. */
  readonly matrix: Expr | undefined;
}

/** Steps are shown up to this many. */
const MOST_STEPS = 200;

/**
 * The derivative by the element-wise path. A gradient or vjp with too many terms is found node by node: then
 * there are no stages, and `index` is the entry of `matrix`.
 * @throws UnsupportedError where a function lacks both `entry` and `partial`, or there are too many terms.
 */
export function indexDerivative(problem: IndexProblem): IndexDerivative {
  const { value, wrt, cotangent, direction, beside = [], order = 1 } = problem;
  const against = [cotangent, direction].filter((e) => e !== undefined);
  const names = indexNames([value, wrt, ...against, ...beside]);
  const free: FreeIndices = {
    i: names.free(value.shape.rows),
    j: names.free(value.shape.cols),
    entries: Array.from({ length: order }, (): Entry => {
      return { wrt, p: names.free(wrt.shape.rows), q: names.free(wrt.shape.cols) };
    }),
  };
  const backward = () => backwardOf(problem);
  try {
    const direct = directDerivative(problem, free, names);
    return direct.matrix ? direct : { ...direct, matrix: backward() };
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    const matrix = backward();
    if (!matrix) throw error;
    const [{ p, q }] = free.entries as [Entry];
    return {
      ...summary(problem, free, names),
      stages: [],
      summed: undefined,
      index: entryAt(matrix, p, q),
      matrix,
    };
  }
}

interface FreeIndices {
  readonly i: Expr;
  readonly j: Expr;
  readonly entries: readonly Entry[];
}

function backwardOf({ value, wrt, kind, cotangent, order = 1 }: IndexProblem): Expr | undefined {
  if (order > 1) return undefined;
  if (kind === "gradient") return backwardGradient(value, wrt, number(1));
  return kind === "vjp" && cotangent ? backwardGradient(value, wrt, cotangent) : undefined;
}

const summary = ({ value }: IndexProblem, { i, j, entries }: FreeIndices, names: IndexNames) => ({
  value: { i, j },
  wrt: entries.map(({ p, q }) => ({ p, q })),
  entry: entryFormula(value, i, j, names),
});

function directDerivative(problem: IndexProblem, free: FreeIndices, names: IndexNames): IndexDerivative {
  const { value, wrt, kind, cotangent, direction } = problem;
  const { i, j, entries } = free;
  const shown = summary(problem, free, names);
  const depends = dependenceOn(wrt);
  const stages: Stage[] = [];
  let terms: readonly Term[] = termsOf(entryAt(value, i, j), names);
  for (const entry of entries) {
    const stage = derive(terms, entry, names, depends);
    stages.push(stage);
    terms = stage.terms;
  }
  const along = entries.at(-1) as Entry;
  const summed =
    kind === "vjp" && cotangent
      ? sumAgainst(terms, cotangent, i, j, names)
      : kind === "jvp" && direction
        ? sumAgainst(terms, direction, along.p, along.q, names)
        : undefined;
  const last = summed ?? (stages.at(-1) as Stage);
  const split = splitSlots(last.terms, resultSlots(kind, free), names);
  return {
    ...shown,
    stages: stages.map((s) => s.stage),
    summed: summed?.stage,
    index: last.stage.contracted,
    matrix: liftTerms(split.terms, split.slots, names),
  };
}

/** The free indices of the result as rows and columns; of a pair the major one first. */
function resultSlots(kind: IndexKind, { i, j, entries }: FreeIndices): { rows: Expr[]; cols: Expr[] } {
  const [first, second] = entries as [Entry, Entry | undefined];
  if (kind === "scalar-wrt") return { rows: [i], cols: [j] };
  if (kind === "jvp") return second ? { rows: [first.p], cols: [first.q] } : { rows: [i], cols: [j] };
  if (second) return { rows: [first.q, first.p], cols: [second.q, second.p] };
  if (kind === "gradient" || kind === "vjp") return { rows: [first.p], cols: [first.q] };
  return { rows: [j, i], cols: [first.q, first.p] };
}

interface Stage {
  readonly stage: IndexStage;
  readonly terms: readonly Term[];
}

function derive(terms: readonly Term[], entry: Entry, names: IndexNames, depends: Dependence): Stage {
  return contractAll(differentiateTerms(terms, entry, names, depends), names);
}

function contractAll(raw: readonly Term[], names: IndexNames): Stage {
  const steps: ContractionStep[] = [];
  const contracted: Term[] = [];
  for (const term of raw) {
    const result = contractTerm(term, names, (step) => steps.push(step));
    if (result) contracted.push(result);
  }
  const terms = collectTerms(contracted, names);
  const shown = (step: ContractionStep): IndexStep => {
    // in the names of the line before
    const renamed = shownBounds(step.before, names);
    const { removed, replacement } = step;
    return {
      ...step,
      removed: replaceIndices(removed, renamed),
      replacement: replacement && replaceIndices(replacement, renamed),
      before: termExpression(step.before, names),
      after: termExpression(step.after, names),
    };
  };
  return {
    stage: {
      raw: sumExpression(raw, names),
      contracted: sumExpression(terms, names),
      steps: () => steps.slice(0, MOST_STEPS).map(shown),
    },
    terms,
  };
}

/** Σ_ij G_ij ∂Y_ij/∂X_pq, contracted; or Σ_pq with V_pq. */
function sumAgainst(terms: readonly Term[], G: Expr, i: Expr, j: Expr, names: IndexNames): Stage {
  const bounds = [i, j].filter((s): s is SymbolNode => s.kind === "symbol");
  const weight = isScalar(G) ? G : entryAt(G, i, j);
  const raw = terms.map((t) => {
    const weighted = multiplyTerm({ ...t, factors: [], bounds }, weight, names);
    return t.factors.reduce<Term>((w, f) => multiplyTerm(w, f, names), {
      ...weighted,
      bounds: [...weighted.bounds, ...t.bounds],
    });
  });
  return contractAll(raw, names);
}
