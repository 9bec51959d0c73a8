/**
 * The pieces of a written-out derivation, and the derivatives among them, which the check measures.
 *
 *     ∂L/∂w_11, [∂L/∂w_11 …; …], \underbrace{[x_11 x_21; x_12 x_22]}_{Xᵀ}
 */
import { madeSymbol, number, sum } from "../../expression/build.ts";
import { type Expr, isScalar, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { shown } from "../pieces.ts";
import type { Setting, Shown } from "../step.ts";
import { type Branch, type Paths, totalOf } from "./branches.ts";
import { type Cells, cellsToMatrix } from "./cells.ts";
import { lossIn, lossInEntries, type Table, type WrittenOut, type WrittenStage } from "./writtenOut.ts";

/** Makes pieces, and remembers the derivatives that it made. */
export interface Pieces {
  /** ∂L/∂(the whole matrix). */
  readonly byMatrix: (of: Table) => Shown;
  /** ∂L/∂(an entry of the matrix). */
  readonly byEntry: (of: Table, entry: SymbolNode) => Shown;
  /** ∂output/∂entry. */
  readonly ofOutput: (branch: Branch, entry: SymbolNode) => Shown;
  /** ∂L/∂output as what is known of it: g_11, or the derivative where it has no name. */
  readonly known: (branch: Branch) => Shown;
  /** G, or ∂L/∂Y where that has no name. */
  readonly cotangent: (of: WrittenStage) => Shown;
  readonly setting: () => Setting;
}

/** A size as a quantity that the setting gives its value. */
export const sizeSymbol = (name: string): SymbolNode => madeSymbol(name, SCALAR, undefined, `size ${name}`);

export function piecesOf(written: WrittenOut, base: Setting): Pieces {
  const differenced = new Map<SymbolNode, { readonly of: Expr; readonly by: SymbolNode }>();
  const derivative = (of: SymbolNode, by: SymbolNode, measured: Expr): Shown => {
    const value = madeSymbol(`∂${of.key}/∂${by.key}`, by.shape === SCALAR ? of.shape : by.shape);
    differenced.set(value, { of: measured, by });
    return { kind: "derivative", of: shown(of), by: shown(by), value };
  };
  const byEntry = (of: Table, entry: SymbolNode): Shown =>
    derivative(written.loss, entry, lossInEntries(written, of));
  const byMatrix = (of: Table): Shown =>
    derivative(
      written.loss,
      of.symbol,
      isScalar(of.symbol) ? lossInEntries(written, of) : lossIn(written, of),
    );
  return {
    byMatrix,
    byEntry,
    ofOutput: ({ stage, output }, entry) => derivative(output, entry, cellOf(stage, output)),
    known: ({ stage, output, cotangent }) =>
      stage.cotangent?.shownAs === "partial" ? byEntry(stage, output) : shown(cotangent),
    cotangent: (of) =>
      of.cotangent?.shownAs === "partial" ? byMatrix(of) : shown(of.cotangent?.table.symbol as Expr),
    setting: () => {
      const sizes = [...written.sizes].map(([name, value]) => [sizeSymbol(name), number(value)] as const);
      return { ...base, defined: new Map<SymbolNode, Expr>([...written.defined, ...sizes]), differenced };
    },
  };
}

function cellOf(stage: WrittenStage, output: Expr): Expr {
  for (const [i, row] of stage.cells.entries()) {
    const j = row.indexOf(output);
    if (j >= 0) return stage.valueCells[i]?.[j] as Expr;
  }
  throw new Error("an output is not an entry of its stage");
}

export const productOf = (parts: readonly Shown[]): Shown => {
  const [only] = parts;
  return parts.length === 1 && only
    ? only
    : { kind: "product", parts, value: product(parts.map((p) => p.value)) };
};

export const sumOf = (parts: readonly Shown[]): Shown => {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: "sum", parts, value: sum(parts.map((p) => p.value)) };
};

export const matrixOf = (cells: readonly (readonly Shown[])[]): Shown => {
  const [first] = cells;
  if (cells.length === 1 && first?.length === 1) return first[0] as Shown;
  return { kind: "matrix", cells, value: cellsToMatrix(cells.map((row) => row.map((c) => c.value))) };
};

export const matrixOfCells = (cells: Cells): Shown => matrixOf(cells.map((row) => row.map(shown)));

export const braced = (of: Shown, label: Shown): Shown => ({ kind: "brace", of, label, value: label.value });

/** ∂L/∂y_11 ∂y_11/∂w_11 + … */
export const chainRule = (
  { entry, branches, direct }: Paths,
  pieces: Pieces,
  of: (b: Branch) => Shown,
): Shown =>
  sumOf([
    ...branches.map((b) => productOf([of(b), pieces.ofOutput(b, entry)])),
    ...(direct ? [shown(direct)] : []),
  ]);

/** g_11 x_11 + g_21 x_21, or with ∂L/∂y_11 for g_11. */
export function substituted(paths: Paths, pieces: Pieces): Shown {
  const { branches, direct } = paths;
  if (branches.every((b) => b.stage.cotangent?.shownAs !== "partial")) return shown(totalOf(paths));
  const terms = branches.map((b) =>
    b.factor.kind === "number" && b.factor.value.n === b.factor.value.d
      ? pieces.known(b)
      : productOf([shown(b.factor), pieces.known(b)]),
  );
  return sumOf([...terms, ...(direct ? [shown(direct)] : [])]);
}
