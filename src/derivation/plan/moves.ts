/**
 * What brings a scalar that is linear in differentials to the form ⟨C, dX⟩ + …, as reasons for the margin: each is
 * a move that the line makes.
 *
 *     tr(Gᵀ (dX) W) + dxᵀ A x + xᵀ A dx  ─▶  cyclic property of the trace; a scalar is its own transpose; collected
 */
import { isCall } from "../../expression/build.ts";
import { children, type Expr, isRow, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";
import { HADAMARD, TRANSPOSE } from "../../expression/heads.ts";
import { dependsOn, nodesAbove, topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { TRACE } from "../../functions/matrix.ts";
import { SUM } from "../../functions/reductions.ts";
import type { Shown } from "../step.ts";

/** In the order in which they are said. */
const MOVES = [
  "reason.sum",
  "reason.adjoint",
  "reason.hadamard",
  "reason.ownTrace",
  "reason.cyclic",
  "reason.transpose",
  "reason.scalarTranspose",
  "reason.collected",
] as const;
export type Move = (typeof MOVES)[number];

/** The moves from a side to its collected form. */
export function movesOf(side: Shown, holes: readonly SymbolNode[]): Move[] {
  const found = new Set<Move>();
  const { plain, chained, traced } = partsOf(side);
  for (const hole of holes) {
    const above = nodesAbove([...plain, ...chained, ...traced], [hole]);
    for (const e of above) {
      const move = moveOf(e, hole);
      if (move) found.add(move);
    }
    const isChained = chained.some((e) => e === hole || above.has(e));
    if (isMatrix(hole) && (isChained || [...nodesAbove(plain, [hole])].some((e) => isChain(e, above)))) {
      found.add("reason.ownTrace");
    }
    // tr(A dx yᵀ) = yᵀ A dx
    if (isColumn(hole) && traced.some((e) => e === hole || above.has(e))) found.add("reason.cyclic");
    if (occurrences(side.value, hole) > 1) found.add("reason.collected");
  }
  if (found.has("reason.sum")) found.delete("reason.hadamard");
  // rᵀ dX x = tr(rᵀ dX x) = tr(x rᵀ dX): that a trace is cyclic is said with it
  if (found.has("reason.ownTrace")) found.delete("reason.cyclic");
  return MOVES.filter((move) => found.has(move));
}

/** What stands in a side, as it is printed: the same scalar, turned over, is one expression. */
interface Parts {
  readonly plain: readonly Expr[];
  /** Factors of a product that is a scalar, under no trace: gᵀ and dW x of gᵀ dW x. */
  readonly chained: readonly Expr[];
  readonly traced: readonly Expr[];
}

function partsOf(piece: Shown): Parts {
  const values = (parts: readonly Shown[]): Expr[] => parts.map((part) => part.value);
  const none: Parts = { plain: [], chained: [], traced: [] };
  if (piece.kind === "trace") {
    const { of } = piece;
    return { ...none, traced: of.kind === "product" ? values(of.parts) : [of.value] };
  }
  if (piece.kind === "product" && piece.parts.filter((p) => !isScalar(p.value)).length > 1) {
    return { ...none, chained: values(piece.parts) };
  }
  if (piece.kind !== "sum" && piece.kind !== "product") return { ...none, plain: [piece.value] };
  const parts = piece.parts.map(partsOf);
  return {
    plain: parts.flatMap(({ plain }) => plain),
    chained: parts.flatMap(({ chained }) => chained),
    traced: parts.flatMap(({ traced }) => traced),
  };
}

const isMatrix = (e: Expr): boolean => !isScalar(e) && !isVector(e) && !isRow(e);

const isColumn = (e: Expr): boolean => !isScalar(e) && (isVector(e) || isRow(e));

/** rᵀ dX x: a scalar product of matrices with a differential in it, under no trace. */
const isChain = (e: Expr, above: ReadonlySet<Expr>): boolean =>
  e.kind === "product" && isScalar(e) && e.factors.length > 1 && e.factors.some((f) => above.has(f));

/** The A x of sum(A x), which is 1ᵀ A x. */
const isVectorChain = (e: Expr): boolean => isVector(e) && (e.kind === "symbol" || e.kind === "product");

/** What brings the differential out of a node; nothing for what stands before it. */
function moveOf(e: Expr, hole: SymbolNode): Move | undefined {
  if (e.kind === "product") {
    const last = e.factors.at(-1);
    const isInside = isMatrix(hole) && isMatrix(e) && last !== undefined && !dependsOn(last, hole);
    return isInside ? "reason.cyclic" : undefined;
  }
  if (e.kind !== "call" || isCall(e, TRACE)) return undefined;
  if (isCall(e, TRANSPOSE)) {
    return isScalar(hole) ? undefined : isMatrix(hole) ? "reason.transpose" : "reason.scalarTranspose";
  }
  if (isCall(e, HADAMARD)) return isScalar(hole) ? undefined : "reason.hadamard";
  if (isCall(e, SUM)) {
    if (!isVectorChain(e.args[0] as Expr)) return "reason.sum";
    return isMatrix(hole) ? "reason.ownTrace" : undefined;
  }
  return entryOf(e.fn).adjoint ? "reason.adjoint" : undefined;
}

/** How often a symbol is written. */
export function occurrences(e: Expr, of: SymbolNode): number {
  const counts = new Map<Expr, number>();
  for (const node of topological([e])) {
    counts.set(node, node === of ? 1 : children(node).reduce((n, c) => n + (counts.get(c) ?? 0), 0));
  }
  return counts.get(e) as number;
}
