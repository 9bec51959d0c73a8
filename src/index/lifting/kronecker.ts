/**
 * The Kronecker form of a term with more than two free indices: rows and columns are stacked pairs.
 *
 *     A_ip B_jq, rows (j, i), columns (q, p)  ─▶  B ⊗ A         A_iq B_jp  ─▶  (B ⊗ A) K
 *
 * The first index of a pair is the major one: columns of a matrix are stacked, so (j, i) for an entry (i, j).
 */
import { isCall, number, ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { EYE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { apply } from "../../functions/index.ts";
import { COMMUTATION, kronecker, vec } from "../../functions/kronecker.ts";
import { diagonal } from "../../functions/matrix.ts";
import type { IndexNames } from "../terms/indices.ts";
import { type Graph, joinEdges, markOf } from "./graph.ts";

export interface Slots {
  readonly rows: readonly SymbolNode[];
  readonly cols: readonly SymbolNode[];
}

interface Link {
  readonly row: number;
  readonly col: number;
  readonly matrix: Expr;
}

/** Undefined where three row indices are joined in a way that has no stacked form. */
export function kroneckerOver(graph: Graph, slots: Slots, names: IndexNames): Expr | undefined {
  const left = stackedEdge(graph, slots.rows);
  const right = stackedEdge(graph, slots.cols);
  if (left === "none" || right === "none") return undefined;
  const links: Link[] = [];
  slots.rows.forEach((r, row) => {
    slots.cols.forEach((c, col) => {
      const matrix = joinEdges(graph, r, c);
      if (matrix) links.push({ row, col, matrix });
    });
  });
  if (links.length === 0) {
    const vector = (own: readonly SymbolNode[], edge: Expr | undefined): Expr =>
      hadamard([...(edge ? [edge] : []), own.map((v) => lone(graph, v, names)).reduce(joined, number(1))]);
    return product([...graph.scalars, vector(slots.rows, left), transpose(vector(slots.cols, right))]);
  }
  const parts: Expr[] = [];
  let rest = links;
  do {
    const [part, remaining] = nextFactor(rest, graph, slots, names);
    parts.push(part);
    rest = remaining;
  } while (rest.length > 0);
  return product([
    ...graph.scalars,
    ...(left ? [diagonal(left)] : []),
    hadamard(parts),
    ...(right ? [diagonal(right)] : []),
  ]);
}

/** The edge between the two stacked indices, as a vector; "none" where there are more than two. */
function stackedEdge(graph: Graph, slots: readonly SymbolNode[]): Expr | undefined | "none" {
  const [major, minor, third] = slots;
  if (!major || !minor) return undefined;
  const edges = graph.edges.filter((e) => slots.includes(e.from) && slots.includes(e.to));
  if (edges.length === 0) return undefined;
  if (third) return "none";
  return vec(hadamard(edges.map((e) => (e.from === minor ? e.matrix : transpose(e.matrix)))));
}

/** A Kronecker product of links that can stand in one, and the links that are left. */
function nextFactor(links: readonly Link[], graph: Graph, slots: Slots, names: IndexNames): [Expr, Link[]] {
  const straight: Link[] = [];
  for (const link of links) {
    const last = straight.at(-1);
    if (!last || (link.row > last.row && link.col > last.col)) straight.push(link);
  }
  const [a, b] = links;
  const crossed = links.length === 2 && straight.length === 1 && a && b && a.row < b.row && a.col > b.col;
  if (crossed && slots.rows.length === 2 && slots.cols.length === 2) {
    const [c1, c2] = slots.cols.map((c) => names.sizeOf(c)) as [never, never];
    const [first, second] = [a, b].map((link) => weighted(link, graph, slots)) as [Expr, Expr];
    return [product([kronecker(first, second), apply(COMMUTATION, [], [c2, c1])]), []];
  }
  const factors: Expr[] = [];
  let [row, col] = [0, 0];
  const fill = (untilRow: number, untilCol: number): void => {
    for (; row < untilRow; row++) factors.push(lone(graph, slots.rows[row] as SymbolNode, names));
    for (; col < untilCol; col++) factors.push(transpose(lone(graph, slots.cols[col] as SymbolNode, names)));
  };
  for (const link of straight) {
    fill(link.row, link.col);
    factors.push(weighted(link, graph, slots));
    row = link.row + 1;
    col = link.col + 1;
  }
  fill(slots.rows.length, slots.cols.length);
  return [factors.reduce(joined), links.filter((link) => !straight.includes(link))];
}

/** u ⊗ vᵀ is the product u vᵀ. */
const joined = (a: Expr, b: Expr): Expr =>
  a.shape.cols === UNIT && b.shape.rows === UNIT ? product([a, b]) : kronecker(a, b);

function lone(graph: Graph, at: SymbolNode, names: IndexNames): Expr {
  const mark = markOf(graph, at);
  graph.marks.delete(at);
  return mark ?? ones(shapeOf(names.sizeOf(at), UNIT));
}

/** The link's matrix between the marks of its two indices. */
function weighted(link: Link, graph: Graph, slots: Slots): Expr {
  const [r, c] = [slots.rows[link.row] as SymbolNode, slots.cols[link.col] as SymbolNode];
  const [left, right] = [markOf(graph, r), markOf(graph, c)];
  graph.marks.delete(r);
  graph.marks.delete(c);
  return product([...(left ? [diagonal(left)] : []), link.matrix, ...(right ? [diagonal(right)] : [])]);
}

/**
 * A product over stacked summed indices, where some join three others:
 * Σ_kl F_kl A_ik A_pk B_jl B_ql over rows (j, i) and columns (q, p) is (B ⊗ A) diag(vec F) (B ⊗ A)ᵀ.
 */
export function stackedProduct(
  graph: Graph,
  slots: Slots,
  left: readonly SymbolNode[],
  names: IndexNames,
): Expr | undefined {
  const middle = [...left, ...splitIdentities(graph, slots, names)];
  const within = (list: readonly SymbolNode[]) => (e: { from: SymbolNode; to: SymbolNode }) =>
    list.includes(e.from) && list.includes(e.to);
  const joins = (e: { from: SymbolNode; to: SymbolNode }, v: SymbolNode | undefined) =>
    e.from === v || e.to === v;
  const [x, y] = middle as [SymbolNode, SymbolNode | undefined];
  const meets = (v: SymbolNode) => graph.edges.some((e) => joins(e, slots.rows[0]) && joins(e, v));
  if (y && middle.length === 2 && meets(y) && !meets(x)) middle.reverse();
  const inMiddle = within(middle);
  const rowPart = graph.edges.filter((e) => within([...slots.rows, ...middle])(e) && !inMiddle(e));
  const colPart = graph.edges.filter((e) => within([...slots.cols, ...middle])(e) && !inMiddle(e));
  const rest = graph.edges.filter((e) => !rowPart.includes(e) && !colPart.includes(e) && !inMiddle(e));
  const marksOf = (own: readonly SymbolNode[]) => new Map([...graph.marks].filter(([v]) => own.includes(v)));
  const part = (edges: Graph["edges"], own: Slots, marked: readonly SymbolNode[]) =>
    kroneckerOver({ scalars: [], marks: marksOf(marked), edges }, own, names);
  const before = part(rowPart, { rows: slots.rows, cols: middle }, [...slots.rows, ...middle]);
  const after = part(colPart, { rows: middle, cols: slots.cols }, slots.cols);
  const weight = stackedEdge({ ...graph, edges: graph.edges.filter(inMiddle) }, middle);
  const others = rest.length > 0 ? part(rest, slots, []) : undefined;
  if (!before || !after || weight === "none" || (rest.length > 0 && !others)) return undefined;
  const stacked = product([before, ...(weight ? [diagonal(weight)] : []), after]);
  return product([...graph.scalars, others ? hadamard([stacked, others]) : stacked]);
}

/** δ_ip between a row and a column becomes Σ_m δ_im δ_mp, and what else is at i or p is at m. */
function splitIdentities(graph: Graph, slots: Slots, names: IndexNames): SymbolNode[] {
  const made: SymbolNode[] = [];
  for (const r of slots.rows) {
    for (const c of slots.cols) {
      const identity = graph.edges.find(
        (e) => isCall(e.matrix, EYE) && [e.from, e.to].includes(r) && [e.from, e.to].includes(c),
      );
      if (!identity) continue;
      const m = names.bound(names.sizeOf(r));
      made.push(m);
      const moved = (v: SymbolNode) => (v === r || v === c ? m : v);
      graph.edges = graph.edges
        .filter((e) => e !== identity)
        .map((e) => ({ ...e, from: moved(e.from), to: moved(e.to) }));
      graph.edges.push(
        { from: r, to: m, matrix: identity.matrix },
        { from: m, to: c, matrix: identity.matrix },
      );
      const marks = [r, c].flatMap((v) => graph.marks.get(v) ?? []);
      graph.marks.delete(r);
      graph.marks.delete(c);
      if (marks.length > 0) graph.marks.set(m, marks);
    }
  }
  return made;
}
