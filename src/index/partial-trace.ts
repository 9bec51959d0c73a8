/**
 * Entries of a stacked matrix summed against another: the adjoints of the Kronecker product.
 *
 *     Σ_ij G_((i−1)p+a, (j−1)q+b) A_ij  ─▶  (kron_right(G, A; p, q))_ab
 */
import { index } from "../expression/blocks.ts";
import { number } from "../expression/build.ts";
import type { Dimension } from "../expression/dimension.ts";
import type { Expr, IndexNode, SymbolNode } from "../expression/expr.ts";
import { apply } from "../functions/index.ts";
import { LEFT_PARTIAL, RIGHT_PARTIAL } from "../functions/matrix.ts";
import * as Q from "../expression/rational.ts";
import type { Frame, LiftInner } from "./gather.ts";
import { type IndexNames, indicesIn, pairParts } from "./indices.ts";
import type { Term } from "./term.ts";

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
  for (const row of placesOf(f.row, term, names)) {
    for (const column of placesOf(f.column, term, names)) {
      const folded =
        foldSide("major", term, f, row, column, names, lift) ??
        foldSide("minor", term, f, row, column, names, lift);
      if (folded) return folded;
    }
  }
  return undefined;
}

/** An index as block and place within it; a plain one may be either. */
function placesOf(e: Expr, term: Term, names: IndexNames): Place[] {
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
  void term;
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
  const reached = new Set<Expr>(summed);
  const taken = new Set<Expr>();
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const g of term.factors) {
      if (g === f || ![...indicesIn(g)].some((i) => reached.has(i))) continue;
      taken.add(g);
      for (const i of indicesIn(g)) reached.add(i);
    }
  }
  const own = [...reached] as SymbolNode[];
  if (own.some((i) => kept.has(i) || !term.bounds.includes(i))) return undefined;
  const inside: Term = {
    coefficient: Q.ONE,
    factors: [...taken],
    bounds: own.filter((i) => !summed.includes(i)),
  };
  const frame: Frame = { row: row[side] as SymbolNode, column: column[side] as SymbolNode };
  const other = lift([inside], frame);
  if (!other) return undefined;
  const entry = side === "major" ? RIGHT_PARTIAL : LEFT_PARTIAL;
  const size = (i: Expr | undefined) => names.sizeOf(i ?? number(1));
  const folded = apply(entry, [f.of, other], [size(row[rest]), size(column[rest])]);
  return {
    coefficient: term.coefficient,
    bounds: term.bounds.filter((i) => !reached.has(i)),
    factors: [
      ...term.factors.filter((g) => g !== f && !taken.has(g)),
      index(folded, row[rest] ?? number(1), column[rest] ?? number(1)),
    ],
  };
}
