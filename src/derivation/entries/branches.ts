/**
 * The paths from one entry to the loss, and what the chain rule makes of them.
 *
 *     w_11  ─▶  through y_11 with factor x_11, through y_21 with factor x_21:  g_11 x_11 + g_21 x_21
 */
import { isZero, number, sum } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { indexNames } from "../../index/index.ts";
import { simplify } from "../../simplify/simplify.ts";
import { slope } from "./determinants.ts";
import { expandIndexed } from "./expand.ts";
import type { Table, WrittenOut, WrittenStage } from "./writtenOut.ts";

/** One output entry that an entry feeds. */
export interface Branch {
  /** The stage that the output belongs to. */
  readonly stage: WrittenStage;
  readonly output: SymbolNode;
  /** ∂output/∂entry in named entries. */
  readonly factor: Expr;
  /** ∂L/∂output: the entry of the cotangent. */
  readonly cotangent: SymbolNode;
}

export interface Paths {
  readonly entry: SymbolNode;
  readonly branches: readonly Branch[];
  /** What the loss has of the entry itself, where the loss is a stage. */
  readonly direct: Expr | undefined;
  /** Entries below a diagonal that were met, and called by those above it. */
  readonly mirrored: readonly Expr[];
}

/** All paths from each entry of a matrix, in the matrix's rows and columns. */
export function pathsFrom(of: Table, written: WrittenOut): Paths[][] {
  return of.cells.map((row, i) =>
    row.map((cell, j) => pathsFromEntry(cell as SymbolNode, i, j, of, written)),
  );
}

function pathsFromEntry(entry: SymbolNode, i: number, j: number, of: Table, written: WrittenOut): Paths {
  const branches: Branch[] = [];
  const mirrored = new Set<Expr>();
  let direct: Expr | undefined;
  for (const stage of written.stages) {
    if (stage.isTransparent || stage.symbol === of.symbol) continue;
    stage.valueCells.forEach((row, r) => {
      row.forEach((cell, c) => {
        if (!symbolsIn(cell).includes(entry)) return;
        const partial = partialBy(stage, r, c, of, entry, i, j, written);
        const below = symbolsIn(partial).filter((s) => written.mirrored.has(s));
        for (const s of below) mirrored.add(s);
        const factor = below.length > 0 ? simplify(substitute(partial, written.mirrored)) : partial;
        if (isZero(factor)) return;
        if (stage.general === written.loss) direct = factor;
        else {
          const cotangent = stage.cotangent?.table.cells[r]?.[c] as SymbolNode | undefined;
          if (!cotangent) throw new Error(`${stage.general.name} has no cotangent`);
          const known = (written.mirrored.get(cotangent) ?? cotangent) as SymbolNode;
          if (known !== cotangent) mirrored.add(cotangent);
          branches.push({ stage, output: stage.cells[r]?.[c] as SymbolNode, factor, cotangent: known });
        }
      });
    });
  }
  return { entry, branches, direct, mirrored: [...mirrored] };
}

/** Functions of a whole matrix whose written-out form is differentiated itself. */
const WRITTEN_OUT: ReadonlySet<string> = new Set(["det", "logdet", "logsumexp"]);

/** ∂(entry r, c of the stage)/∂(entry i, j): by its defining equation where it is a function of the whole matrix. */
function partialBy(
  stage: WrittenStage,
  r: number,
  c: number,
  of: Table,
  entry: SymbolNode,
  i: number,
  j: number,
  written: WrittenOut,
): Expr {
  const { value, valueCells, cells } = stage;
  const cell = valueCells[r]?.[c] as Expr;
  if (value.kind === "call") {
    const which = value.args.indexOf(of.symbol);
    const { partial } = entryOf(value.fn);
    if (partial && which >= 0 && !WRITTEN_OUT.has(value.fn.name)) {
      const at = { i: number(r + 1), j: number(c + 1), p: number(i + 1), q: number(j + 1), which };
      const names = indexNames([value]);
      const leaves = new Map(written.leaves).set(value, cells);
      return simplify(expandIndexed(partial(value.args, value, at, names.bound), leaves));
    }
  }
  const derivative = slope(cell, entry, written);
  const name = cells[r]?.[c];
  return name && cell.kind !== "symbol" ? substitute(derivative, new Map([[cell, name]])) : derivative;
}

/** Σ over the branches of cotangent · factor, and the direct part. */
export const totalOf = ({ branches, direct }: Paths): Expr =>
  sum([number(0), ...branches.map((b) => product([b.factor, b.cotangent])), ...(direct ? [direct] : [])]);
