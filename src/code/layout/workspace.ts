/**
 * What the layout of a node is told of those around it, and of the language.
 */
import type { Dimension } from "../../expression/dimension.ts";
import type { Expr, ProductNode, SymbolNode } from "../../expression/expr.ts";
import type { Language } from "../pieces/language.ts";
import type { Piece } from "../pieces/piece.ts";

export interface Workspace {
  readonly language: Language;
  /** The laid out operand. */
  at(e: Expr): Piece;
  /** Lays out a node whose operands are. */
  layOut(e: Expr, w: Workspace): Piece;
  /** Has it a piece of its own? The factors of a product that stands only behind its coefficient are laid out there. */
  isLaidOut(e: Expr): boolean;
  /** Is it a plain number in the target, made of numbers, sizes and indices: no array? */
  isFixed(e: Expr): boolean;
  /** Does anything else use it? Then it stands by itself under a name. */
  isShared(e: Expr): boolean;
  /** The factors of a product, repeated runs taken together. */
  factorsOf(e: ProductNode): readonly Expr[];
  name(symbol: SymbolNode): string;
  size(d: Dimension): Piece;
  /** The piece that `make` makes of operands, some of which are named first where it would be too long. */
  fit(operands: readonly Piece[], make: (operands: readonly Piece[]) => Piece): Piece;
  /** A name for an operand that is written more than once. */
  named(p: Piece): Piece;
  /** A function that is an argument of the code. */
  given(name: string): string;
}

/** The language's operators, those of scalars where everything is one. */
export const operatorsFor = (w: Workspace, scalar: boolean): Language =>
  scalar ? { ...w.language, ...w.language.scalars } : w.language;
