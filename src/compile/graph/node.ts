/**
 * What a plan computes, before it is put in order: values of known sizes, each the result of one operation.
 *
 *     G ⊙ (1 − H ⊙ H)  ─▶  map multiply (G, map subtract (1, map square (H)))
 *
 * Equal values are one object (see Graph). A transpose is a flag of whoever reads a value, not a value; what
 * is replicated (1 bᵀ) keeps the size that it is stored in.
 */
import type { BinaryOperation, UnaryOperation } from "../../backend/backend.ts";
import type { CallNode, Expr, SymbolNode } from "../../expression/expr.ts";

export type MapOperation = UnaryOperation | BinaryOperation;
export type Along = "sum" | "row-sums" | "column-sums";

/** A value as it is read: itself, or transposed. */
export interface Ref {
  readonly node: Node;
  readonly transposed: boolean;
}

export type Operator =
  | { readonly kind: "input"; readonly symbol: SymbolNode }
  | { readonly kind: "constant"; readonly value: number }
  /** All entries are one number. */
  | { readonly kind: "fill"; readonly value: number }
  /** The index of a loop: 1, 2, … */
  | { readonly kind: "cell"; readonly index: SymbolNode }
  /** Entry by entry; an argument has the result's size, or is replicated from 1×1, 1×cols or rows×1. */
  | { readonly kind: "map"; readonly operation: MapOperation; readonly args: readonly Node[] }
  /** A 1×1, a row or a column, seen as many of them. */
  | { readonly kind: "replicate"; readonly of: Node }
  | { readonly kind: "total"; readonly along: Along; readonly of: Node }
  /** The largest entry of each row: rows×1. */
  | { readonly kind: "row-maxima"; readonly of: Node }
  /**
   * alpha · left · right + onto; nobody else reads what it is added onto. With `times` > 1 the right operand is
   * that many matrices below one another, each multiplied for itself.
   */
  | {
      readonly kind: "product";
      readonly left: Ref;
      readonly right: Ref;
      readonly alpha: number;
      readonly onto: Node | undefined;
      readonly times: number;
    }
  | { readonly kind: "transpose"; readonly of: Node }
  /** The same entries, row by row, in another size. */
  | { readonly kind: "view"; readonly of: Node }
  /** A vector (or one number, n times) on the diagonal, added to a matrix or to zeros. */
  | { readonly kind: "onto-diagonal"; readonly vector: Node; readonly onto: Node | undefined }
  | { readonly kind: "diagonal"; readonly of: Node }
  /** Triangular factors of a square matrix: Cholesky's where it is symmetric and that works, else LU. */
  | { readonly kind: "factor"; readonly of: Node }
  /** X with op(A) X = right, or X op(A) = right; op the transpose where the flag says so. */
  | {
      readonly kind: "solve";
      readonly factor: Node;
      readonly side: "left" | "right";
      readonly transposed: boolean;
      readonly right: Node;
    }
  | { readonly kind: "inverse"; readonly factor: Node }
  | { readonly kind: "log-determinant"; readonly factor: Node }
  | { readonly kind: "determinant"; readonly factor: Node }
  | { readonly kind: "kronecker"; readonly left: Node; readonly right: Node }
  | { readonly kind: "block"; readonly cells: readonly (readonly Node[])[] }
  | { readonly kind: "entry"; readonly of: Node; readonly row: Node; readonly column: Node }
  | { readonly kind: "matrix-power"; readonly base: Node; readonly exponent: Node }
  /** A function of the table, by its numeric column. */
  | {
      readonly kind: "call";
      readonly call: CallNode;
      readonly args: readonly Node[];
      readonly sizes: readonly number[];
    }
  /** Σ of the body over the cell = 1 … count. */
  | { readonly kind: "loop"; readonly cell: Node; readonly count: number; readonly body: Node };

export type Node = Operator & {
  readonly id: number;
  readonly rows: number;
  readonly cols: number;
  readonly symmetric: boolean;
  /** Cells that it depends on and no loop within it binds. */
  readonly free: ReadonlySet<Node>;
  /** What it was made for first; for messages. */
  readonly term: Expr | undefined;
};

export type NodeOf<K extends Operator["kind"]> = Extract<Node, { readonly kind: K }>;

/** The values that an operation reads, the body of a loop included. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "input":
    case "constant":
    case "fill":
    case "cell":
      return [];
    case "map":
    case "call":
      return node.args;
    case "replicate":
    case "total":
    case "row-maxima":
    case "transpose":
    case "view":
    case "diagonal":
    case "factor":
      return [node.of];
    case "product":
      return node.onto ? [node.left.node, node.right.node, node.onto] : [node.left.node, node.right.node];
    case "onto-diagonal":
      return node.onto ? [node.vector, node.onto] : [node.vector];
    case "solve":
      return [node.factor, node.right];
    case "inverse":
    case "log-determinant":
    case "determinant":
      return [node.factor];
    case "kronecker":
      return [node.left, node.right];
    case "block":
      return node.cells.flat();
    case "entry":
      return [node.of, node.row, node.column];
    case "matrix-power":
      return [node.base, node.exponent];
    case "loop":
      return [node.cell, node.body];
  }
}

export const entriesOf = (node: Pick<Node, "rows" | "cols">): number => node.rows * node.cols;
export const isNumber = (node: Node): boolean => node.rows === 1 && node.cols === 1;
export const isMatrix = (node: Node): boolean => node.rows > 1 && node.cols > 1;
export const rowsOf = ({ node, transposed }: Ref): number => (transposed ? node.cols : node.rows);
export const colsOf = ({ node, transposed }: Ref): number => (transposed ? node.rows : node.cols);
