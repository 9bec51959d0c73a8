/**
 * A loss over many samples, one a row: the row index stays a letter, everything else is written out.
 *
 *     z_i = v_0 + v_1 y_i1 + v_2 y_i2,  ∂C/∂v_1 = Σ_i d_i y_i1
 */
import { bound, index } from "../../expression/blocks.ts";
import { isCall, madeSymbol, number, rationalNumber, sum } from "../../expression/build.ts";
import { type Dimension, sizeNames } from "../../expression/dimension.ts";
import { type Expr, isScalar, isVector, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { ONES } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { substitute } from "../../expression/walk.ts";
import { ownIndex } from "../../index/terms/indices.ts";
import { simplify } from "../../simplify/simplify.ts";
import { atSizes, type Sizes, symbolAt } from "../atSizes.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import { lossIn } from "../plan/matrixForm.ts";
import type { Equation, Section, Shown, Step } from "../step.ts";
import type { Setup, StyleOptions } from "../style.ts";
import { type Cells, cellsToMatrix } from "./cells.ts";
import { distribute, scalarDerivative } from "./determinants.ts";
import { matrixOf } from "./entryPieces.ts";
import { expand } from "./expand.ts";
import type { Table, WrittenOut, WrittenStage } from "./writtenOut.ts";

/** From so many rows on, sums over them are shorter with Σ. */
const MANY_ROWS = 3;

interface Samples {
  readonly written: WrittenOut;
  readonly rows: Dimension;
  /** The sizes without the number of rows. */
  readonly sizes: Sizes;
  readonly i: SymbolNode;
  /** One value for each sample, and the derivative of the loss by it. */
  readonly output: WrittenStage;
  readonly bar: SymbolNode;
}

/** Nothing where the loss is no sum over the entries of a vector of samples. */
export function samplesSection(setup: Setup, written: WrittenOut, { detail }: StyleOptions): Section[] {
  const found = samplesOf(written);
  if (!found) return [];
  const { output, i, sizes } = found;
  const targets = written.wrt.filter((w) => !usesSize(w.general, found.rows) && !isScalar(w.symbol));
  const [direct, inner] = [rowOf(output, found, "named"), rowOf(output, found, "inlined")];
  if (!direct || !inner || targets.length === 0) return [];
  const differenced = new Map<SymbolNode, { readonly of: Expr; readonly by: SymbolNode }>();
  const defined = new Map(
    [...written.generalDefined].map(([s, v]) => [symbolAt(s, sizes), atSizes(v, sizes)] as const),
  );
  for (const w of written.wrt) {
    if (usesSize(w.general, found.rows)) continue;
    w.cells.forEach((row, r) => {
      row.forEach(
        (cell, c) =>
          void (
            cell.kind === "symbol" &&
            cell !== w.symbol &&
            defined.set(cell, index(w.symbol, number(r + 1), number(c + 1)))
          ),
      );
    });
  }
  const derivative = (of: SymbolNode | Expr, by: SymbolNode, measured: Expr): Shown => {
    const value = madeSymbol(`∂sample${differenced.size}`, SCALAR);
    differenced.set(value, { of: measured, by });
    return { kind: "derivative", of: shown(of), by: shown(by), value };
  };
  const zi = index(symbolAt(output.general, sizes), i, number(1));
  const flat = inner.kind === "sum" ? sum(inner.terms.map(distribute)) : distribute(inner);
  const isHigh = detail === "high";
  const shownTargets = isHigh ? targets : targets.slice(0, 1);
  const steps: Step[] = [
    step(
      "sample",
      [sentence(`entries.samples.row${isHigh ? ".flat" : ""}`, { index: shown(i) })],
      [equation([zi, direct, inner, ...(isHigh ? [flat] : [])])],
      "aligned",
    ),
    ...shownTargets.flatMap((of, n) => targetSteps(of, found, zi, inner, derivative, n === 0, isHigh)),
  ];
  const setting = { ...setup.setting, defined, differenced };
  return [{ title: sentence("entries.title.samples", { index: shown(i) }), steps, setting }];
}

function targetSteps(
  of: Table,
  { written, rows, sizes, i, bar }: Samples,
  zi: Expr,
  value: Expr,
  derivative: (of: Expr, by: SymbolNode, measured: Expr) => Shown,
  isFirst: boolean,
  isHigh: boolean,
): Step[] {
  const slopes = of.cells.map((row) =>
    row.map((cell) => simplify(scalarDerivative(value, cell as SymbolNode))),
  );
  const partials = of.cells.map((row) => row.map((cell) => derivative(zi, cell as SymbolNode, value)));
  const loss = substitute(
    atSizes(lossIn(written, of.general), sizes),
    new Map<Expr, Expr>([[of.symbol, cellsToMatrix(of.cells)]]),
  );
  const di = index(symbolAt(bar, sizes), i, number(1));
  const sums: Equation[] = of.cells.flatMap((row, r) =>
    row.map((cell, c) => {
      const slope = slopes[r]?.[c] as Expr;
      const left = derivative(written.loss, cell as SymbolNode, loss);
      return equation([left, bound(i, rows, product([di, slope]))]);
    }),
  );
  return [
    step(
      "sample derivative",
      [sentence("entries.samples.partials", { variable: shown(of.symbol) })],
      [equation([matrixOf(partials), matrixOf(slopes.map((row) => row.map(shown)))])],
    ),
    step(
      "sums",
      isFirst ? [sentence("entries.samples.each", { loss: shown(written.loss), weight: shown(di) })] : [],
      isHigh ? sums : sums.slice(0, 1),
      "grid",
    ),
    ...(isHigh || sums.length === 1 ? [] : [step("likewise", [sentence("entries.likewise.unshown")], [])]),
  ];
}

function samplesOf(written: WrittenOut): Samples | undefined {
  if (written.root.general !== written.loss) return undefined;
  const output = [...written.stages].reverse().find((s) => s.bar && isVector(s.general));
  const rows = output?.general.shape.rows;
  const [name] = rows ? sizeNames(rows) : [];
  if (!output?.bar || !rows || name === undefined || rows.key !== name) return undefined;
  if ((written.sizes.get(name) ?? 0) < MANY_ROWS) return undefined;
  const feedsLossOnly = written.stages.filter(
    (s) => s.stage.moves && s !== output && !s.isTransparent && s.general.shape === output.general.shape,
  );
  if (feedsLossOnly.length > 0) return undefined;
  const sizes = new Map([...written.sizes].filter(([n]) => n !== name));
  return { written, rows, sizes, i: ownIndex("i"), output, bar: output.bar };
}

const usesSize = (s: SymbolNode, size: Dimension): boolean => s.shape.rows === size || s.shape.cols === size;

/** Row i of the output in entries; inlined: with the definitions that it uses put in. Undefined for what mixes rows. */
function rowOf(output: WrittenStage, samples: Samples, how: "named" | "inlined"): Expr | undefined {
  const { written, sizes } = samples;
  let value = output.stage.value;
  for (const s of [...written.stages].reverse()) {
    if (s === output || (how === "named" && !s.isTransparent)) continue;
    value = substitute(value, new Map<Expr, Expr>([[s.general, s.stage.value]]));
  }
  return rowCells(atSizes(value, sizes), samples)?.[0];
}

/** The entries of row i of a matrix whose rows are samples. */
function rowCells(e: Expr, samples: Samples): readonly Expr[] | undefined {
  const { i, rows, written } = samples;
  if (e.shape.rows !== rows) return undefined;
  const width = (d: Dimension): number => Number(d.key);
  const all = (parts: readonly Expr[]): (readonly Expr[])[] | undefined => {
    const cells = parts.map((p) => rowCells(p, samples));
    return cells.every((c) => c !== undefined) ? cells : undefined;
  };
  switch (e.kind) {
    case "symbol":
      return Array.from({ length: width(e.shape.cols) }, (_, j) => index(e, i, number(j + 1)));
    case "call":
      return isCall(e, ONES) ? Array.from({ length: width(e.shape.cols) }, () => number(1)) : undefined;
    case "block":
      return e.cells.length === 1 ? all(e.cells[0] as readonly Expr[])?.flat() : undefined;
    case "sum": {
      const terms = all(e.terms);
      return terms?.[0]?.map((_, j) => sum(terms.map((t) => t[j] as Expr)));
    }
    case "product": {
      const [first, ...rest] = e.factors;
      const row = first && rowCells(first, samples);
      if (!row || rest.some((f) => f.shape.rows === rows || f.shape.cols === rows)) return undefined;
      const scale = [rationalNumber(e.coefficient), ...e.scalars];
      const chain = rest.reduce<readonly Expr[]>((left, f) => times(left, expand(f, written.leaves)), row);
      return chain.map((cell) => product([...scale, cell]));
    }
    default:
      return undefined;
  }
}

const times = (row: readonly Expr[], matrix: Cells): Expr[] =>
  (matrix[0] ?? []).map((_, j) => sum(row.map((x, k) => product([matrix[k]?.[j] as Expr, x]))));
