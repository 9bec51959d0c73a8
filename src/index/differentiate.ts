/**
 * ∂(scalar in index notation) / ∂X_pq, as terms with Kronecker deltas.
 *
 *     ∂(Σ_k A_ik X_kj) / ∂X_pq  ─▶  Σ_k A_ik δ_kp δ_jq
 *
 * A worklist of terms, each with one factor that is still to be differentiated: opening that factor gives
 * terms with simpler ones, until it is an entry of X itself. Atoms are differentiated by their defining
 * equation (the table's `partial`), never unrolled.
 */
import { UnsupportedError } from "../errors.ts";
import { call, number, rationalNumber, subtract } from "../expression/build.ts";
import { type Dimension, sizeOf, UNIT } from "../expression/dimension.ts";
import {
  type CallNode,
  type Expr,
  type IndexNode,
  isScalar,
  type NumberNode,
  type PowerNode,
  SCALAR,
  type SymbolNode,
} from "../expression/expr.ts";
import { power } from "../expression/power.ts";
import { isInteger } from "../expression/rational.ts";
import { entryOf, functionNamed } from "../functions/index.ts";
import { delta } from "../functions/places.ts";
import type { Dependence } from "./dependence.ts";
import { elementwiseDerivative } from "./elementwise.ts";
import { entryStep, tidyAll } from "./entries.ts";
import { entryAt, type IndexNames, replaceIndices } from "./terms/indices.ts";
import { multiplyOut, refuseBeyond, TERM_LIMITS, type Term, type TermLimits } from "./terms/term.ts";

/** The entry X_pq by which is differentiated; p and q are the number 1 where X has one row or column. */
export interface Entry {
  readonly wrt: SymbolNode;
  readonly p: Expr;
  readonly q: Expr;
}

const LONGEST_PRODUCT = 60;

interface Open {
  readonly term: Term;
  readonly pending: Expr;
}

/** What opening the pending factor gives: a factor, and what remains to be differentiated. */
interface Part {
  readonly factors: readonly Expr[];
  /** Indices summed over, in both. */
  readonly bounds?: readonly SymbolNode[];
  readonly next: Expr | undefined;
}

/** Σ of the terms' derivatives, by the product rule; each term's factors keep their order. */
export function differentiateTerms(
  terms: readonly Term[],
  entry: Entry,
  names: IndexNames,
  depends: Dependence,
  limits: TermLimits = TERM_LIMITS,
): Term[] {
  const opened: Open[] = [];
  for (const term of terms) {
    term.factors.forEach((pending, n) => {
      if (!depends(pending)) return;
      opened.push({ term: { ...term, factors: term.factors.filter((_, m) => m !== n) }, pending });
    });
  }
  const finished: Term[] = [];
  let length = 0;
  const work = opened.reverse();
  for (let open = work.pop(); open; open = work.pop()) {
    const next: Open[] = [];
    for (const part of openFactor(open.pending, entry, names, depends)) {
      for (const { term, pending } of attach(open.term, part, names)) {
        length += pending === undefined ? term.factors.length + term.bounds.length : 0;
        if (pending === undefined) finished.push(term);
        else if (depends(pending)) next.push({ term, pending });
      }
    }
    refuseBeyond(finished.length + work.length + next.length, limits.terms, "terms");
    refuseBeyond(length + open.term.factors.length, limits.factors, "factors");
    work.push(...next.reverse());
  }
  return finished;
}

/** The part's factors join the term; a sum in what is pending becomes a sum of the term. */
function attach(term: Term, part: Part, names: IndexNames): { term: Term; pending: Expr | undefined }[] {
  let terms: Term[] = [{ ...term, bounds: [...term.bounds, ...(part.bounds ?? [])] }];
  for (const f of part.factors) terms = terms.flatMap((t) => multiplyOut(t, f, names));
  return terms
    .filter((t) => t.coefficient.n !== 0)
    .map((t) => {
      let bounds = t.bounds;
      let pending = part.next;
      while (pending?.kind === "bound") {
        const index = names.bound(pending.size);
        bounds = [...bounds, index];
        pending = replaceIndices(pending.body, new Map([[pending.index as Expr, index as Expr]]));
      }
      return { term: { ...t, bounds }, pending };
    });
}

/** One step of differentiating a scalar. */
function openFactor(s: Expr, entry: Entry, names: IndexNames, depends: Dependence): Part[] {
  switch (s.kind) {
    case "number":
      return [];
    case "symbol":
      return s === entry.wrt ? [{ factors: [], next: undefined }] : [];
    case "sum":
      return s.terms.map((next) => ({ factors: [], next }));
    case "product": {
      refuseBeyond(s.factors.length, LONGEST_PRODUCT, "factors in one product");
      if (s.factors.length > 0) return [{ factors: [], next: entryStep(s, number(1), number(1), names) }];
      return s.scalars.map((next) => ({
        factors: [rationalNumber(s.coefficient), ...s.scalars.filter((f) => f !== next)],
        next,
      }));
    }
    case "power":
      return openPower(s, names, depends);
    case "bound":
      return [{ factors: [], next: s }];
    case "index":
      return openEntry(s, entry, names, depends);
    case "call":
      return openCall(s, names, depends);
    case "block":
      throw new Error("a block is no scalar");
  }
}

/** ∂(b^k) = k b^(k−1) ∂b + log(b) b^k ∂k; of a norm ‖X‖² = Σ X_ij² is differentiated. */
function openPower(s: PowerNode, names: IndexNames, depends: Dependence): Part[] {
  const { base, exponent } = s;
  const root =
    exponent.kind === "number" && base.kind === "call"
      ? entryStep(base, number(1), number(1), names)
      : undefined;
  if (root?.kind === "power") {
    const whole = power(root, exponent);
    if (whole.kind !== "power" || whole.base !== root) return [{ factors: [], next: whole }];
  }
  const parts: Part[] = [];
  if (depends(s.base)) {
    const lower = power(s.base, subtract(s.exponent, number(1)));
    parts.push({ factors: [s.exponent, lower], next: s.base });
  }
  if (depends(s.exponent)) {
    const log = functionNamed("log");
    if (!log) throw new Error("the function table has no log");
    parts.push({ factors: [call(log, [s.base], [], SCALAR), s], next: s.exponent });
  }
  return parts;
}

function openEntry(s: IndexNode, { wrt, p, q }: Entry, names: IndexNames, depends: Dependence): Part[] {
  const { of, row, column } = s;
  if (of === wrt) return [{ factors: [delta(row, p), delta(column, q)], next: undefined }];
  if (of.kind === "product") refuseBeyond(of.factors.length, LONGEST_PRODUCT, "factors in one product");
  const formula = hasPartial(of) ? undefined : entryStep(of, row, column, names);
  if (formula) return [{ factors: [], next: formula }];
  if (of.kind === "call") return openAtom(of, row, column, names, depends);
  if (of.kind === "power") return openMatrixPower(of, row, column, names);
  throw new Error(`no entry formula for a ${of.kind}`);
}

const hasPartial = (e: Expr): boolean => e.kind === "call" && entryOf(e.fn).partial !== undefined;

function openCall(s: CallNode, names: IndexNames, depends: Dependence): Part[] {
  const { elementwise } = entryOf(s.fn);
  if (elementwise) return [{ factors: [elementwiseDerivative(s)], next: s.args[0] as Expr }];
  if (hasPartial(s)) return openAtom(s, number(1), number(1), names, depends);
  const formula = entryStep(s, number(1), number(1), names);
  if (formula) return [{ factors: [], next: formula }];
  throw lacking(s);
}

const lacking = (e: CallNode): UnsupportedError =>
  new UnsupportedError(
    `${e.fn.name} cannot be differentiated entry by entry: its entry lacks the columns "entry" and "partial"`,
  );

/** Σ_ab ∂F_ij/∂Z_ab ∂Z_ab for an atom F(Z), by the equation that defines it. */
function openAtom(F: CallNode, i: Expr, j: Expr, names: IndexNames, depends: Dependence): Part[] {
  const { partial } = entryOf(F.fn);
  if (!partial) throw lacking(F);
  return F.args.flatMap((Z, which) => {
    if (!depends(Z)) return [];
    const [p, bounds] = placeOf(Z, names);
    const at = { i, j, p: p[0], q: p[1], which };
    const factor = tidyAll(partial(F.args, F, at, names.bound));
    const next = isScalar(Z) ? Z : entryAt(Z, p[0], p[1]);
    const summands = factor.kind === "sum" ? factor.terms : [factor];
    return summands.map((summand) => ({ factors: [summand], bounds, next }));
  });
}

/** Fresh indices over the rows and columns of Z, and those of them that are summed over. */
function placeOf(Z: Expr, names: IndexNames): [readonly [Expr, Expr], SymbolNode[]] {
  const bounds: SymbolNode[] = [];
  const over = (size: Dimension): Expr => {
    if (size === UNIT) return number(1);
    const index = names.bound(size);
    bounds.push(index);
    return index;
  };
  return [[over(Z.shape.rows), over(Z.shape.cols)], bounds];
}

/** ∂(B^k)_ij = Σ_r Σ_ab (B^(r−1))_ia ∂B_ab (B^(k−r))_bj */
function openMatrixPower(F: PowerNode, i: Expr, j: Expr, names: IndexNames): Part[] {
  const { base, exponent } = F;
  const whole = exponent.kind === "number" ? isInteger(exponent.value) : exponent.kind === "symbol";
  if (!whole) {
    throw new UnsupportedError(
      "a matrix power is differentiated entry by entry for a whole number or a name as exponent only",
    );
  }
  const [[a, b], bounds] = placeOf(base, names);
  const r = names.bound(
    sizeOf(exponent.kind === "symbol" ? exponent.name : (exponent as NumberNode).value.n),
  );
  const left = entryAt(power(base, subtract(r, number(1))), i, a);
  const right = entryAt(power(base, subtract(exponent, r)), b, j);
  return [{ factors: [left, right], bounds: [r, ...bounds], next: entryAt(base, a, b) }];
}
