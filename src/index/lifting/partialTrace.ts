/**
 * Entries of a stacked matrix summed against another: the adjoints of the Kronecker product.
 *
 *     Σ_ij G_((i−1)p+a, (j−1)q+b) A_ij  ─▶  (kron_right(G, A; p, q))_ab
 */
import { index } from "../../expression/blocks.ts";
import { isCall, number } from "../../expression/build.ts";
import { type Dimension, multiplySizes } from "../../expression/dimension.ts";
import type { Expr, IndexNode, SymbolNode } from "../../expression/expr.ts";
import { SINGLE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { apply, entryOf } from "../../functions/index.ts";
import { LEFT_PARTIAL, RIGHT_PARTIAL, vec } from "../../functions/kronecker.ts";
import { diagonal } from "../../functions/matrix.ts";
import { type IndexNames, indicesIn, pairParts } from "../terms/indices.ts";
import type { Term } from "../terms/term.ts";
import type { Frame, LiftInner } from "./gather.ts";

/** Entries Z_((j−1)m+i, k) summed over k with more: a vector over the stacked place, which unstacks. */
export function foldStacked(term: Term, names: IndexNames, lift: LiftInner): Term {
  for (const f of term.factors) {
    if (f.kind !== "index" || indicesIn(f).size < 3) continue;
    for (const place of [f.row, f.column]) {
      const other = place === f.row ? f.column : f.row;
      if (place.kind !== "sum" || other.kind !== "symbol" || !term.bounds.includes(other)) continue;
      const own = indicesIn(place);
      const size = stackedSize(place, own, names);
      const reach = reachedFrom(term, f, [other]);
      if (!size || reach.indices.some((i) => own.has(i) || !term.bounds.includes(i))) continue;
      const stacked = names.bound(size);
      const entry = place === f.row ? index(f.of, stacked, other) : index(f.of, other, stacked);
      const inside: Term = { coefficient: Q.ONE, factors: [entry, ...reach.factors], bounds: reach.indices };
      const vector = lift([inside], { row: stacked, column: undefined });
      if (!vector) continue;
      return foldStacked(
        {
          coefficient: term.coefficient,
          bounds: term.bounds.filter((i) => !reach.indices.includes(i)),
          factors: [
            ...term.factors.filter((g) => g !== f && !reach.factors.includes(g)),
            index(vector, place, number(1)),
          ],
        },
        names,
        lift,
      );
    }
  }
  return term;
}

function stackedSize(place: Expr, own: ReadonlySet<Expr>, names: IndexNames): Dimension | undefined {
  for (const minor of own) {
    const parts = pairParts(place, names.sizeOf(minor));
    if (parts?.minor === minor && own.has(parts.major)) {
      return multiplySizes(names.sizeOf(minor), names.sizeOf(parts.major));
    }
  }
  return undefined;
}

/** The factors but `f` that share an index with the given ones, directly or through others, and all their indices. */
function reachedFrom(
  term: Term,
  f: Expr,
  from: readonly SymbolNode[],
): { factors: Expr[]; indices: SymbolNode[] } {
  const indices = new Set<Expr>(from);
  const factors = new Set<Expr>();
  for (let size = -1; size !== indices.size; ) {
    size = indices.size;
    for (const g of term.factors) {
      if (g === f || ![...indicesIn(g)].some((i) => indices.has(i))) continue;
      factors.add(g);
      for (const i of indicesIn(g)) indices.add(i);
    }
  }
  return { factors: [...factors], indices: [...indices] as SymbolNode[] };
}

/** Two indices of one factor, and what the factor is of the matrix that is summed against it there. */
interface Fold {
  readonly row: Expr;
  readonly column: Expr;
  /** Its other places. */
  readonly rest: readonly Expr[];
  readonly of: (direction: Expr) => Expr;
}

/** Of the entries f(X, E_pq)_ij of what is linear in its last argument. */
function linearFolds(f: Expr): Fold[] {
  if (f.kind !== "index" || f.of.kind !== "call") return [];
  const entry = entryOf(f.of.fn);
  const [before, E] = [f.of.args.slice(0, -1), f.of.args.at(-1)];
  if (!entry.turned || !E || !isCall(E, SINGLE) || before.some((x) => indicesIn(x).size > 0)) return [];
  const [p, q] = E.args as readonly [Expr, Expr];
  const { row: i, column: j } = f;
  const turned = entry.turned(before);
  return [
    { row: p, column: q, rest: [i, j], of: (D) => index(apply(entry, [...before, D]), i, j) },
    { row: i, column: j, rest: [p, q], of: (G) => index(apply(entry, [...turned, G]), p, q) },
  ];
}

/** Of the entries M_((j−1)m+i, k) and M_(k, (j−1)m+i). */
function pairFolds(f: Expr, names: IndexNames): Fold[] {
  if (f.kind !== "index" || indicesIn(f.of).size > 0) return [];
  return [f.row, f.column].flatMap((place) =>
    [...indicesIn(place)].flatMap((row) => {
      const column = pairParts(place, names.sizeOf(row))?.major;
      if (column?.kind !== "symbol" || pairParts(place, names.sizeOf(row))?.minor !== row) return [];
      const [M, k] = place === f.row ? [transpose(f.of), f.column] : [f.of, f.row];
      return [{ row, column, rest: [k], of: (D: Expr) => index(product([M, vec(D)]), k, number(1)) }];
    }),
  );
}

/**
 * What is linear in one matrix, by entries, summed over these: Σ_pq f(E_pq)_ij D_pq = f(D)_ij, Σ_ij f(E_pq)_ij G_ij by
 * the adjoint of f, and Σ_ij M_((j−1)m+i, k) D_ij = (Mᵀ vec(D))_k.
 */
export function foldLinear(term: Term, names: IndexNames, lift: LiftInner): Term {
  for (const f of term.factors) {
    for (const { row, column, rest, of } of [...linearFolds(f), ...pairFolds(f, names)]) {
      if (![row, column].every((k) => term.bounds.some((bound) => bound === k))) continue;
      const reach = reachedFrom(term, f, [row, column] as SymbolNode[]);
      const isOutside = (k: SymbolNode) =>
        !term.bounds.includes(k) || rest.some((place) => indicesIn(place).has(k));
      if (reach.indices.some(isOutside)) continue;
      const inside: Term = {
        coefficient: Q.ONE,
        factors: reach.factors,
        bounds: reach.indices.filter((k) => k !== row && k !== column),
      };
      // on the diagonal, where the two are one, what is summed is a vector's entry: D = diag(v)
      const isDiagonal = row === column;
      const found = lift([inside], {
        row: row as SymbolNode,
        column: isDiagonal ? undefined : (column as SymbolNode),
      });
      if (!found) continue;
      const folded: Term = {
        coefficient: term.coefficient,
        bounds: term.bounds.filter((k) => !reach.indices.includes(k)),
        factors: [
          ...term.factors.filter((g) => g !== f && !reach.factors.includes(g)),
          of(isDiagonal ? diagonal(found) : found),
        ],
      };
      return foldLinear(folded, names, lift);
    }
  }
  return term;
}
interface Place {
  readonly major: Expr | undefined;
  readonly minor: Expr | undefined;
}

/** The term with such sums replaced; the same term where it has none. */
export function foldPartialTraces(term: Term, names: IndexNames, lift: LiftInner): Term {
  for (const f of term.factors) {
    if (f.kind !== "index" || indicesIn(f).size < 3 || indicesIn(f.of).size > 0) continue;
    const folded = foldFactor(term, f, names, lift);
    if (folded) return foldPartialTraces(folded, names, lift);
  }
  return term;
}

function foldFactor(term: Term, f: IndexNode, names: IndexNames, lift: LiftInner): Term | undefined {
  for (const row of placesOf(f.row, names)) {
    for (const column of placesOf(f.column, names)) {
      const folded =
        foldSide("major", term, f, row, column, names, lift) ??
        foldSide("minor", term, f, row, column, names, lift);
      if (folded) return folded;
    }
  }
  return undefined;
}

/** An index as block and place within it; a plain one may be either. */
function placesOf(e: Expr, names: IndexNames): Place[] {
  if (e.kind === "number") return [{ major: undefined, minor: undefined }];
  if (e.kind === "symbol") {
    return [
      { major: e, minor: undefined },
      { major: undefined, minor: e },
    ];
  }
  const sizes = new Set<Dimension>([...indicesIn(e)].map((i) => names.sizeOf(i)));
  for (const m of sizes) {
    const parts = pairParts(e, m);
    if (parts?.minor.kind === "symbol") return [parts];
  }
  return [];
}

function foldSide(
  side: "major" | "minor",
  term: Term,
  f: IndexNode,
  row: Place,
  column: Place,
  names: IndexNames,
  lift: LiftInner,
): Term | undefined {
  const rest = side === "major" ? "minor" : "major";
  const summed = [row[side], column[side]].filter((i): i is SymbolNode => i !== undefined) as SymbolNode[];
  const kept = new Set<Expr>([row[rest], column[rest]].filter((i) => i !== undefined));
  if (summed.length === 0 || !summed.every((i) => term.bounds.includes(i))) return undefined;
  const reach = reachedFrom(term, f, summed);
  if (reach.indices.some((i) => kept.has(i) || !term.bounds.includes(i))) return undefined;
  const inside: Term = {
    coefficient: Q.ONE,
    factors: reach.factors,
    bounds: reach.indices.filter((i) => !summed.includes(i)),
  };
  // blocks on the diagonal are weighted by a diagonal matrix
  const isDiagonal = row[side] === column[side];
  const frame: Frame = {
    row: row[side] as SymbolNode,
    column: isDiagonal ? undefined : (column[side] as SymbolNode),
  };
  const found = lift([inside], frame);
  if (!found) return undefined;
  const other = isDiagonal ? diagonal(found) : found;
  const entry = side === "major" ? RIGHT_PARTIAL : LEFT_PARTIAL;
  const size = (i: Expr | undefined) => names.sizeOf(i ?? number(1));
  const folded = apply(entry, [f.of, other], [size(row[rest]), size(column[rest])]);
  return {
    coefficient: term.coefficient,
    bounds: term.bounds.filter((i) => !reach.indices.includes(i)),
    factors: [
      ...term.factors.filter((g) => g !== f && !reach.factors.includes(g)),
      index(folded, row[rest] ?? number(1), column[rest] ?? number(1)),
    ],
  };
}
