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
  "reason.cyclic",
  "reason.ownTrace",
  "reason.transpose",
  "reason.scalarTranspose",
  "reason.collected",
] as const;
export type Move = (typeof MOVES)[number];

/** The moves from a side to its collected form. */
export function movesOf(side: Shown, holes: readonly SymbolNode[]): Move[] {
  const found = new Set<Move>();
  const [plain, traced] = partsOf(side);
  for (const hole of holes) {
    const above = nodesAbove([...plain, ...traced], [hole]);
    for (const e of above) {
      const move = moveOf(e, hole);
      if (move) found.add(move);
    }
    if (isMatrix(hole) && [...nodesAbove(plain, [hole])].some((e) => isChain(e, above))) {
      found.add("reason.ownTrace");
    }
    if (occurrences(side.value, hole) > 1) found.add("reason.collected");
  }
  if (found.has("reason.sum")) found.delete("reason.hadamard");
  return MOVES.filter((move) => found.has(move));
}

/** The expressions that stand in a side: those under no trace, and those under one. */
function partsOf(piece: Shown): readonly [Expr[], Expr[]] {
  if (piece.kind === "trace") {
    const { of } = piece;
    return [[], of.kind === "product" ? of.parts.map((part) => part.value) : [of.value]];
  }
  if (piece.kind !== "sum" && !(piece.kind === "product" && piece.parts.some((p) => p.kind === "trace"))) {
    return [[piece.value], []];
  }
  const parts = piece.parts.map(partsOf);
  return [parts.flatMap(([plain]) => plain), parts.flatMap(([, traced]) => traced)];
}

const isMatrix = (e: Expr): boolean => !isScalar(e) && !isVector(e) && !isRow(e);

/** rᵀ dX x: a scalar product of matrices with a differential in it, under no trace. */
const isChain = (e: Expr, above: ReadonlySet<Expr>): boolean =>
  e.kind === "product" && isScalar(e) && e.factors.length > 1 && e.factors.some((f) => above.has(f));

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
  if (isCall(e, SUM)) return "reason.sum";
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
