/**
 * A term as a graph: indices are vertices, matrices edges, vectors marks. Eliminating the summed vertices
 * one by one multiplies matrices.
 *
 *     Σ_kl A_ik X_kl B_lj   i—A—k—X—l—B—j   ─▶  one edge A X B from i to j
 */
import { isCall, number, ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { DIAG, EYE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { diagonal, trace } from "../../functions/matrix.ts";
import { totalOf } from "../../functions/reductions.ts";
import type { IndexNames } from "../terms/indices.ts";

interface Edge {
  readonly from: SymbolNode;
  readonly to: SymbolNode;
  /** Rows over `from`, columns over `to`. */
  readonly matrix: Expr;
}

export interface Graph {
  readonly scalars: Expr[];
  readonly marks: Map<SymbolNode, Expr[]>;
  edges: Edge[];
}

/** The product of the marks of a vertex; undefined where it has none. */
export function markOf(graph: Graph, at: SymbolNode): Expr | undefined {
  const marks = graph.marks.get(at);
  return marks && marks.length > 0 ? hadamard(marks) : undefined;
}

export function addMark(graph: Graph, at: SymbolNode, vector: Expr): void {
  const marks = graph.marks.get(at);
  if (marks) marks.push(vector);
  else graph.marks.set(at, [vector]);
}

const touches = (edge: Edge, at: SymbolNode): boolean => edge.from === at || edge.to === at;
const other = (edge: Edge, at: SymbolNode): SymbolNode => (edge.from === at ? edge.to : edge.from);
/** The matrix with its columns over the vertex. */
const into = (edge: Edge, at: SymbolNode): Expr => (edge.to === at ? edge.matrix : transpose(edge.matrix));
/** The matrix with its rows over the vertex. */
const outOf = (edge: Edge, at: SymbolNode): Expr => (edge.from === at ? edge.matrix : transpose(edge.matrix));

/** Eliminates vertices by matrix products; those are left that join three others. */
export function eliminate(graph: Graph, vertices: readonly SymbolNode[], names: IndexNames): SymbolNode[] {
  const left = new Set(vertices);
  while (left.size > 0) {
    let best: SymbolNode | undefined;
    let fewest = 3;
    for (const v of left) {
      const degree = new Set(graph.edges.filter((e) => touches(e, v)).map((e) => other(e, v))).size;
      if (degree < fewest) [best, fewest] = [v, degree];
    }
    if (!best) return [...left];
    left.delete(best);
    eliminateVertex(graph, best, names);
  }
  return [];
}

function eliminateVertex(graph: Graph, k: SymbolNode, names: IndexNames): void {
  const own = graph.edges.filter((e) => touches(e, k));
  graph.edges = graph.edges.filter((e) => !touches(e, k));
  const mark = markOf(graph, k);
  graph.marks.delete(k);
  const neighbours = [...new Set(own.map((e) => other(e, k)))];
  const [i, j] = neighbours;
  const ns = ones(shapeOf(names.sizeOf(k), UNIT));
  if (!i) graph.scalars.push(sumOfMark(mark ?? ns));
  else if (!j) {
    const [first, second, ...rest] = own as [Edge, ...Edge[]];
    // Σ_k A_ik B_ki is the diagonal of A B
    if (second && rest.length === 0) {
      addMark(graph, i, diagonal(product([into(first, k), ...middle(mark), outOf(second, k)])));
    } else addMark(graph, i, product([hadamard(own.map((e) => into(e, k))), mark ?? ns]));
  } else {
    const side = (v: SymbolNode) => hadamard(own.filter((e) => touches(e, v)).map((e) => into(e, k)));
    graph.edges.push({ from: i, to: j, matrix: product([side(i), ...middle(mark), transpose(side(j))]) });
  }
}

const middle = (mark: Expr | undefined): Expr[] => (mark ? [diagonal(mark)] : []);

/** Σ_i v_i; of a diagonal, the trace. */
function sumOfMark(v: Expr): Expr {
  if (isCall(v, DIAG) && v.args[0]?.shape.cols !== UNIT) return trace(v.args[0] as Expr);
  return totalOf(v);
}

const isIdentity = (e: Expr): boolean => isCall(e, EYE);

/** One matrix over two vertices from all edges between them; an identity turns the others into marks. */
export function joinEdges(graph: Graph, from: SymbolNode, to: SymbolNode): Expr | undefined {
  const between = graph.edges.filter((e) => touches(e, from) && touches(e, to)).map((e) => outOf(e, from));
  if (between.length === 0) return undefined;
  const identity = between.find(isIdentity);
  if (!identity) return hadamard(between);
  const rest = between.filter((m) => !isIdentity(m));
  const marks = [markOf(graph, from), markOf(graph, to), ...rest.map(diagonal)].filter(
    (m) => m !== undefined,
  );
  graph.marks.delete(from);
  graph.marks.delete(to);
  return marks.length === 0 ? identity : diagonal(hadamard(marks));
}

/** What the graph is over its two free vertices. */
export function matrixOver(
  graph: Graph,
  row: SymbolNode | undefined,
  column: SymbolNode | undefined,
  names: IndexNames,
): Expr {
  const scalars = graph.scalars;
  if (!row && !column) return product([number(1), ...scalars]);
  if (!row || !column) {
    const v = (row ?? column) as SymbolNode;
    const vector = markOf(graph, v) ?? ones(shapeOf(names.sizeOf(v), UNIT));
    return product([...scalars, row ? vector : transpose(vector)]);
  }
  const matrix = joinEdges(graph, row, column);
  const [left, right] = [markOf(graph, row), markOf(graph, column)];
  if (matrix) return product([...scalars, ...middle(left), matrix, ...middle(right)]);
  return product([
    ...scalars,
    left ?? ones(shapeOf(names.sizeOf(row), UNIT)),
    transpose(right ?? ones(shapeOf(names.sizeOf(column), UNIT))),
  ]);
}
