/**
 * Entries of a stacked matrix summed against another: the adjoints of the Kronecker product.
 *
 *     Σ_ij G_((i−1)p+a, (j−1)q+b) A_ij  ─▶  (kron_right(G, A; p, q))_ab
 */
import { index } from "../expression/blocks.ts";
import { isCall, number } from "../expression/build.ts";
import { type Dimension, multiplySizes } from "../expression/dimension.ts";
import type { Expr, IndexNode, SymbolNode } from "../expression/expr.ts";
import { SINGLE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import * as Q from "../expression/rational.ts";
import { FRECHET } from "../functions/decompositions.ts";
import { apply } from "../functions/index.ts";
import { LEFT_PARTIAL, RIGHT_PARTIAL } from "../functions/kronecker.ts";
import { diagonal } from "../functions/matrix.ts";
import type { Frame, LiftInner } from "./gather.ts";
import { type IndexNames, indicesIn, pairParts } from "./indices.ts";
import type { Term } from "./term.ts";

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

/** Σ_pq L(X, E_pq)_ij D_pq = L(X, D)_ij, and Σ_ij L(X, E_pq)_ij G_ij = L(Xᵀ, G)_pq. */
export function foldFrechet(term: Term, lift: LiftInner): Term {
  for (const f of term.factors) {
    const parts = frechetParts(f);
    if (!parts) continue;
    const { X, p, q, i, j } = parts;
    for (const [a, b, c, d, at] of [
      [p, q, i, j, X],
      [i, j, p, q, transpose(X)],
    ] as const) {
      const isSummed = [a, b].every((k) => term.bounds.some((bound) => bound === k));
      if (!isSummed) continue;
      const reach = reachedFrom(term, f, [a, b] as SymbolNode[]);
      if (reach.indices.some((k) => k === c || k === d || !term.bounds.includes(k))) continue;
      const inside: Term = {
        coefficient: Q.ONE,
        factors: reach.factors,
        bounds: reach.indices.filter((k) => k !== a && k !== b),
      };
      // on the diagonal, a = b, what is summed is a vector's entry: D = diag(v)
      const found = lift([inside], { row: a as SymbolNode, column: a === b ? undefined : (b as SymbolNode) });
      if (!found) continue;
      const direction = a === b ? diagonal(found) : found;
      const folded: Term = {
        coefficient: term.coefficient,
        bounds: term.bounds.filter((k) => !reach.indices.includes(k)),
        factors: [
          ...term.factors.filter((g) => g !== f && !reach.factors.includes(g)),
          index(apply(FRECHET, [at, direction]), c, d),
        ],
      };
      return foldFrechet(folded, lift);
    }
  }
  return term;
}

function frechetParts(f: Expr) {
  if (f.kind !== "index" || f.of.kind !== "call" || f.of.fn.name !== FRECHET.name) return undefined;
  const [X, E] = f.of.args as readonly [Expr, Expr];
  if (!isCall(E, SINGLE) || indicesIn(X).size > 0) return undefined;
  const [p, q] = E.args as readonly [Expr, Expr];
  return { X, p, q, i: f.row, j: f.column };
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
