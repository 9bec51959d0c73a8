/**
 * A problem at given sizes with a name for every entry.
 *
 *     Y = X W, all sizes 2  ─▶  y_11 = x_11 w_11 + x_12 w_21, …; W is [w_11 w_12; …], G is [g_11 g_12; …]
 *
 * Matrices keep their values (W is sampled, Y = X W is computed) and entries are read off them.
 */
import { OptionError } from "../../errors.ts";
import { index } from "../../expression/blocks.ts";
import { madeSymbol, number } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { substitute } from "../../expression/walk.ts";
import { atSizes, type Sizes, sizeNamesOf, symbolAt } from "../atSizes.ts";
import { withLogDeterminants } from "../plan/lemmas.ts";
import { type NamedStage, type NamedStages, type NamedTable, nameStages } from "../plan/namedStages.ts";
import { isSymmetric } from "../plan/symmetry.ts";
import type { Setup, StyleOptions } from "../style.ts";
import { type Cells, cellsToMatrix } from "./cells.ts";
import { type EntryNames, entryNames } from "./entryNames.ts";
import { expand } from "./expand.ts";

/** A matrix whose entries are written out. */
export interface Table extends NamedTable {
  /** At the sizes. */
  readonly symbol: SymbolNode;
  readonly cells: Cells;
}

/** ∂L/∂(a stage): a name with entries, or written as the derivative that it is. */
interface Cotangent {
  readonly table: Table;
  readonly shownAs: "name" | "partial";
}

export interface WrittenStage extends Table, NamedStage {
  /** The value at the sizes, in variables and earlier stages. */
  readonly value: Expr;
  /** Its entries in named entries. */
  readonly valueCells: Cells;
  readonly cotangent: Cotangent | undefined;
}

export interface WrittenOut extends NamedStages {
  readonly sizes: Sizes;
  readonly variables: readonly Table[];
  readonly wrt: readonly Table[];
  readonly stages: readonly WrittenStage[];
  readonly root: WrittenStage;
  /** The loss in the root; the root's own symbol where it is the loss. */
  readonly lossValue: Expr;
  readonly defined: ReadonlyMap<SymbolNode, Expr>;
  readonly leaves: ReadonlyMap<Expr, Cells>;
  /** Of a symmetric matrix that is differentiated by, the entries below the diagonal to those above it. */
  readonly mirrored: ReadonlyMap<Expr, Expr>;
  readonly skippedLetters: readonly string[];
}

const USUAL_SIZE = 2;

/** @throws UnsupportedError where the problem can't be written out at these sizes. */
export function writeOut(setup: Setup, options: StyleOptions): WrittenOut {
  const general = nameStages(setup, options.entries.cotangents);
  const sizes = chosenSizes(setup, general.stages, options);
  const names = entryNames(options.entries, namesTaken(setup, general));
  const leaves = new Map<Expr, Cells>();
  if (options.entries.form !== "letters") nameLowerCase(setup, general, names, sizes);
  const variables = setup.variables
    .concat(setup.wrt.filter((w) => !setup.variables.includes(w)))
    .map((of) => {
      const own = symbolAt(of, sizes);
      const cells = names.cellsOf(own);
      const isMoved = setup.wrt.includes(of) || !isSymmetric(of);
      const table = { general: of, symbol: own, cells: isMoved ? cells : upper(cells) };
      leaves.set(own, table.cells);
      return table;
    });
  const plain = general.stages.map((stage) => writeStage(stage, sizes, names, leaves));
  const shownAs = options.entries.cotangents === "partials" ? "partial" : "name";
  const written = plain.map((s) => ({
    ...s,
    cotangent: s.bar && ({ table: barTable(s.bar, names, sizes), shownAs } as const),
  }));
  for (const { cotangent } of written)
    if (cotangent) leaves.set(cotangent.table.symbol, cotangent.table.cells);
  const root = written.at(-1) as WrittenStage;
  const defined = definedAt(general.generalDefined, sizes);
  for (const t of [...variables, ...written.filter((s) => !s.isTransparent)]) readEntries(t, defined);
  for (const { cotangent } of written) if (cotangent) readEntries(cotangent.table, defined);
  // samples keep to the domains of what is written out
  written.forEach(
    (s, n) =>
      void (
        isScalar(s.value) && defined.set(madeSymbol(`∂cell${n}`, s.value.shape), s.valueCells[0]?.[0] as Expr)
      ),
  );
  const lossOfRoot = general.generalDefined.get(setup.loss);
  const lossValue = root.general === setup.loss || !lossOfRoot ? root.symbol : atSizes(lossOfRoot, sizes);
  const wrt = setup.wrt.map((w) => variables.find((v) => v.general === w) as Table);
  return {
    ...general,
    sizes,
    variables,
    wrt,
    stages: written,
    root,
    lossValue,
    defined,
    leaves,
    mirrored: mirroredEntries([...wrt, ...written, ...written.flatMap((s) => s.cotangent?.table ?? [])]),
    skippedLetters: names.skipped(),
  };
}

/** With one name for what stands on both sides of the diagonal. */
const upper = (cells: Cells): Cells =>
  cells.map((row, i) => row.map((cell, j) => (i > j ? (cells[j]?.[i] as Expr) : cell)));

/** σ_21 is σ_12, once it has been differentiated by one of them. */
function mirroredEntries(tables: readonly Table[]): Map<Expr, Expr> {
  const pairs = tables
    .filter(({ general }) => isSymmetric(general))
    .flatMap(({ cells }) =>
      cells.flatMap((row, i) =>
        row.slice(0, i).map((cell, j): [Expr, Expr] => [cell, cells[j]?.[i] as Expr]),
      ),
    );
  return new Map(pairs.filter(([below, above]) => below !== above));
}

/** h has the names h_1, h_2 where there is an H too. */
function nameLowerCase(setup: Setup, { stages }: NamedStages, names: EntryNames, sizes: Sizes): void {
  const bars = stages.flatMap((s) => s.bar ?? []);
  const own = [...setup.variables, ...stages.filter((s) => !s.isTransparent).map((s) => s.general), ...bars];
  for (const s of own) if (s.name === s.name.toLowerCase()) names.cellsOf(symbolAt(s, sizes));
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

/** What letters for entries must not mean: scalars, vectors, sizes, the loss. */
function namesTaken(setup: Setup, { stages }: NamedStages): Set<string> {
  const symbols = [...setup.variables, ...stages.flatMap((s) => [s.general, ...(s.bar ? [s.bar] : [])])];
  const taken = new Set<string>([setup.loss.name, ...sizeNamesOf(symbols)]);
  for (const s of symbols) if (isScalar(s) || s.name === s.name.toLowerCase()) taken.add(s.name);
  return taken;
}

function chosenSizes(setup: Setup, stages: readonly NamedStage[], { sizes }: StyleOptions): Sizes {
  const roots = [
    ...setup.variables,
    ...setup.wrt,
    ...stages.flatMap((s) => [s.general as Expr, s.stage.value]),
  ];
  const chosen = new Map<string, number>();
  const set = (name: string, value: number): void => {
    const known = chosen.get(name);
    if (known !== undefined && known !== value) {
      throw new OptionError(`the size ${name} cannot be both ${known} and ${value}`);
    }
    chosen.set(name, value);
  };
  const named = [...setup.variables, ...stages.map((s) => s.general)];
  const usual = sizes.get("*");
  for (const [name, size] of sizes) {
    if (name === "*") continue;
    if (typeof size === "number") {
      set(name, size);
      continue;
    }
    const own = named.find((s) => s.name === name);
    if (!own) throw new OptionError(`there is no matrix ${name} whose size could be given`);
    [own.shape.rows, own.shape.cols].forEach((d, n) => {
      const [only] = d.monomials;
      const isName = d.monomials.length === 1 && only?.names.length === 1 && only.coefficient === 1;
      if (isName) set(only.names[0] as string, size[n] as number);
    });
  }
  for (const name of sizeNamesOf(roots))
    if (!chosen.has(name)) chosen.set(name, typeof usual === "number" ? usual : USUAL_SIZE);
  return chosen;
}

type PlainStage = Omit<WrittenStage, "cotangent">;

function writeStage(
  named: NamedStage,
  sizes: Sizes,
  names: EntryNames,
  leaves: Map<Expr, Cells>,
): PlainStage {
  const own = symbolAt(named.general, sizes);
  const value = atSizes(named.stage.value, sizes);
  const valueCells = expand(withLogDeterminants(value, "log"), leaves);
  const cells = named.isTransparent ? valueCells : names.cellsOf(own);
  leaves.set(own, cells);
  return { ...named, symbol: own, cells, value, valueCells };
}

/** A cotangent with its entries. */
function barTable(bar: SymbolNode, names: EntryNames, sizes: Sizes): Table {
  const own = symbolAt(bar, sizes);
  return { general: bar, symbol: own, cells: names.cellsOf(own, "end") };
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
