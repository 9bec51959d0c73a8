/**
 * A problem at given sizes with a name for every entry.
 *
 *     Y = X W, all sizes 2  ─▶  y_11 = x_11 w_11 + x_12 w_21, …; W is [w_11 w_12; …], G is [g_11 g_12; …]
 *
 * Matrices keep their values (W is sampled, Y = X W is computed) and entries are read off them.
 */
import { UnsupportedError } from "../errors.ts";
import { index } from "../expression/blocks.ts";
import { number, symbol } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { substitute, topological } from "../expression/walk.ts";
import { atSizes, shapeAt, type Sizes, sizeNamesOf, symbolAt } from "./atSizes.ts";
import { type EntryNames, entryNames } from "./entryNames.ts";
import { type Cells, cellsToMatrix, expand } from "./expand.ts";
import { barred } from "./names.ts";
import { matrixForm } from "./matrixForm.ts";
import { type Stage, stagesOf } from "./stages.ts";
import type { Setup, StyleOptions } from "./style.ts";

/** A matrix whose entries are written out. */
export interface Table {
  /** As in the problem, with symbolic sizes. */
  readonly general: SymbolNode;
  /** At the sizes. */
  readonly symbol: SymbolNode;
  readonly cells: Cells;
}

/** ∂L/∂(a stage): a name with entries, or written as the derivative that it is. */
export interface Cotangent {
  readonly table: Table;
  readonly shownAs: "name" | "partial";
}

export interface WrittenStage extends Table {
  readonly stage: Stage;
  /** The value at the sizes, in variables and earlier stages. */
  readonly value: Expr;
  /** Its entries in named entries. */
  readonly valueCells: Cells;
  /** A block of variables, ones and zeros: its entries have no names of their own. */
  readonly isTransparent: boolean;
  /** Depends on what is differentiated by. */
  readonly moves: boolean;
  readonly cotangent: Cotangent | undefined;
}

export interface WrittenOut {
  readonly sizes: Sizes;
  readonly variables: readonly Table[];
  readonly wrt: readonly Table[];
  readonly stages: readonly WrittenStage[];
  readonly root: WrittenStage;
  readonly loss: SymbolNode;
  /** The loss in the root; the root's own symbol where it is the loss. */
  readonly lossValue: Expr;
  readonly defined: ReadonlyMap<SymbolNode, Expr>;
  /** Of the problem with symbolic sizes, with the new stages. */
  readonly generalDefined: ReadonlyMap<SymbolNode, Expr>;
  readonly leaves: ReadonlyMap<Expr, Cells>;
  readonly skippedLetters: readonly string[];
}

const USUAL_SIZE = 2;

/** @throws UnsupportedError where the problem can't be written out at these sizes. */
export function writeOut(setup: Setup, options: StyleOptions): WrittenOut {
  const stages = stagesOf(setup);
  const sizes = chosenSizes(setup, stages, options);
  const names = entryNames(options.entries, namesTaken(setup));
  const leaves = new Map<Expr, Cells>();
  const variables = setup.variables.concat(setup.wrt.filter((w) => !setup.variables.includes(w))).map((general) => {
    const own = symbolAt(general, sizes);
    const cells = names.cellsOf(own);
    leaves.set(own, cells);
    return { general, symbol: own, cells };
  });
  const moving = new Set<Expr>(setup.wrt.flatMap((w) => (leaves.get(symbolAt(w, sizes)) as Cells).flat()));
  const plain = stages.map((stage) => writeStage(stage, sizes, names, leaves, moving));
  const written = plain.map((s) => ({ ...s, cotangent: cotangentOf(s, plain, setup, options, names, sizes) }));
  for (const { cotangent } of written) if (cotangent) leaves.set(cotangent.table.symbol, cotangent.table.cells);
  const root = written.at(-1) as WrittenStage;
  const generalDefined = new Map(setup.setting.defined);
  for (const { symbol: s, value } of stages) generalDefined.set(s, value);
  for (const s of written) {
    if (!s.cotangent || s.cotangent.table.general === setup.cotangent) continue;
    generalDefined.set(s.cotangent.table.general, matrixForm(s, { stages: written, loss: setup.loss }));
  }
  const defined = definedAt(generalDefined, sizes);
  for (const t of [...variables, ...written.filter((s) => !s.isTransparent)]) readEntries(t, defined);
  for (const { cotangent } of written) if (cotangent) readEntries(cotangent.table, defined);
  const general = generalDefined.get(setup.loss);
  const lossValue = root.general === setup.loss || !general ? root.symbol : atSizes(general, sizes);
  const wrt = setup.wrt.map((w) => variables.find((v) => v.general === w) as Table);
  return {
    sizes,
    variables,
    wrt,
    stages: written,
    root,
    loss: setup.loss,
    lossValue,
    defined,
    generalDefined,
    leaves,
    skippedLetters: names.skipped(),
  };
}

function definedAt(general: ReadonlyMap<SymbolNode, Expr>, sizes: Sizes): Map<SymbolNode, Expr> {
  return new Map([...general].map(([s, value]) => [symbolAt(s, sizes), atSizes(value, sizes)]));
}

/** w_12 is the entry (1, 2) of W. */
function readEntries({ symbol: of, cells }: Table, defined: Map<SymbolNode, Expr>): void {
  if (isScalar(of)) return;
  cells.forEach((row, i) => {
    row.forEach((cell, j) => {
      if (cell.kind === "symbol") defined.set(cell, index(of, number(i + 1), number(j + 1)));
    });
  });
}

function namesTaken(setup: Setup): Set<string> {
  const taken = new Set<string>([setup.loss.name]);
  for (const s of setup.variables) if (isScalar(s) || s.shape.cols === UNIT) taken.add(s.name);
  for (const { symbol: s } of setup.definitions) if (isScalar(s)) taken.add(s.name);
  return taken;
}

function chosenSizes(setup: Setup, stages: readonly Stage[], { sizes }: StyleOptions): Sizes {
  const roots = [...setup.variables, ...setup.wrt, ...stages.flatMap((s) => [s.symbol as Expr, s.value])];
  const chosen = new Map<string, number>();
  const set = (name: string, value: number): void => {
    const known = chosen.get(name);
    if (known !== undefined && known !== value) {
      throw new UnsupportedError(`the size ${name} cannot be both ${known} and ${value}`);
    }
    chosen.set(name, value);
  };
  const named = [...setup.variables, ...stages.map((s) => s.symbol)];
  for (const [name, size] of sizes) {
    if (typeof size === "number") {
      set(name, size);
      continue;
    }
    const own = named.find((s) => s.name === name);
    if (!own) throw new UnsupportedError(`there is no matrix ${name} whose size could be given`);
    [own.shape.rows, own.shape.cols].forEach((d, n) => {
      const [only] = d.monomials;
      const isName = d.monomials.length === 1 && only?.names.length === 1 && only.coefficient === 1;
      if (isName) set(only.names[0] as string, size[n] as number);
    });
  }
  for (const name of sizeNamesOf(roots)) if (!chosen.has(name)) chosen.set(name, USUAL_SIZE);
  return chosen;
}

type PlainStage = Omit<WrittenStage, "cotangent">;

function writeStage(
  stage: Stage,
  sizes: Sizes,
  names: EntryNames,
  leaves: Map<Expr, Cells>,
  moving: Set<Expr>,
): PlainStage {
  const own = symbolAt(stage.symbol, sizes);
  const value = atSizes(stage.value, sizes);
  const valueCells = expand(value, leaves);
  const isTransparent = value.kind === "block" && valueCells.flat().every((c) => c.kind === "symbol" || c.kind === "number");
  const moves = valueCells.flat().some((c) => topological([c]).some((e) => moving.has(e)));
  const cells = isTransparent ? valueCells : names.cellsOf(own);
  leaves.set(own, cells);
  if (moves) for (const c of cells.flat()) if (c.kind === "symbol") moving.add(c);
  return { general: stage.symbol, symbol: own, cells, stage, value, valueCells, isTransparent, moves };
}

function cotangentOf(
  s: PlainStage,
  all: readonly PlainStage[],
  setup: Setup,
  { entries }: StyleOptions,
  names: EntryNames,
  sizes: Sizes,
): Cotangent | undefined {
  if (!s.moves || s.isTransparent || s.general === setup.loss) return undefined;
  const isRoot = s === all.at(-1);
  const wanted = typeof entries.cotangents === "object" ? entries.cotangents.get(s.general.name) : undefined;
  const others = all.filter((o) => o.moves && !o.isTransparent && o.general !== setup.loss);
  const isOnly = others.length === 1 && !setup.taken.has("G");
  const usual = isOnly ? "G" : barred(s.general.name, new Set(setup.taken));
  const name = wanted ?? (isRoot && setup.cotangent ? setup.cotangent.name : usual);
  const general =
    isRoot && setup.cotangent && name === setup.cotangent.name ? setup.cotangent : symbol(name, s.general.shape);
  const own = symbol(name, shapeAt(s.general.shape, sizes));
  const cells = isScalar(own) ? [[own]] : names.cellsOf(own, "end");
  const shownAs = entries.cotangents === "partials" ? "partial" : "name";
  return { table: { general, symbol: own, cells }, shownAs };
}

/** The loss in what is before it: every stage after `from` put in; `from` undefined: all stages. */
export function lossIn(written: WrittenOut, from: Table | undefined): Expr {
  const at = from ? written.stages.findIndex((s) => s.symbol === from.symbol) : -1;
  let value = written.lossValue;
  for (const s of written.stages.slice(at + 1).reverse()) {
    value = substitute(value, new Map<Expr, Expr>([[s.symbol, s.value]]));
  }
  return value;
}

/** The loss in the entries of a matrix, which differences are taken by. */
export const lossInEntries = (written: WrittenOut, of: Table): Expr =>
  substitute(lossIn(written, of), new Map<Expr, Expr>([[of.symbol, cellsToMatrix(of.cells)]]));
