/**
 * The opening of a written-out derivation: the matrices with their entries, the definitions entry by entry,
 * what is known and what is wanted.
 */

import { madeSymbol, number, symbol } from "../../expression/build.ts";
import { sizeNames } from "../../expression/dimension.ts";
import { type Expr, isScalar, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { equation, said, sentence, shown, step } from "../pieces.ts";
import { type Folding, isUsualNaming } from "../plan/folding.ts";
import type { Equation, Section, Sentence, Step } from "../step.ts";
import type { StyleOptions } from "../style.ts";
import { valueWrittenOut } from "./collect.ts";
import { matrixOf, matrixOfCells, type Pieces, sizeSymbol } from "./entryPieces.ts";
import type { Table, WrittenOut } from "./writtenOut.ts";

/** m = k = n = 2, for a title; equal sizes together. */
function sizesText(written: WrittenOut): Equation[] {
  const byValue = new Map<number, Expr[]>();
  const used = new Set(
    [...written.variables, ...written.stages].flatMap((t) =>
      [t.general.shape.rows, t.general.shape.cols].flatMap((d) => [...sizeNames(d)]),
    ),
  );
  for (const [name, value] of written.sizes) {
    if (!used.has(name)) continue;
    byValue.set(value, [...(byValue.get(value) ?? []), sizeSymbol(name)]);
  }
  return [...byValue].map(([value, names]) => equation([...names, number(value)]));
}

/** "Entry by entry, for m = n = 2"; where all sizes are numbers there are none to say, and of scalars no entries. */
export function writtenTitle(written: WrittenOut): Sentence | undefined {
  const sizes = sizesText(written);
  if ([...written.variables, ...written.stages].every((t) => isScalar(t.symbol))) return undefined;
  return sizes.length > 0 ? sentence("entries.title.product", { sizes }) : sentence("entries.title.written");
}

/** The matrices with their entries; if they all have the usual names in full detail only. */
export function matricesStep(written: WrittenOut, options: StyleOptions): Step[] {
  const tables: Table[] = [...written.variables, ...written.stages.filter((s) => !s.isTransparent)];
  const { entries, detail } = options;
  const all = tables.filter((t) => !isScalar(t.symbol));
  const own = detail !== "high" && isUsualNaming(entries) ? [] : all;
  const equations = own.map((t) => equation([t.symbol, matrixOfCells(t.cells)]));
  const blocks = written.stages
    .filter((s) => s.isTransparent)
    .map((s) => equation([s.symbol, s.value, matrixOfCells(s.cells)]));
  if (equations.length + blocks.length === 0) return [];
  const text: Sentence[] = [];
  for (const t of own) {
    const [first] = t.cells;
    if (options.entries.transposed?.has(t.general.name) && first) {
      const [row, column] = first.length > 1 ? [1, 2] : [2, 1];
      const cell = t.cells[row - 1]?.[column - 1];
      if (cell) {
        const places = {
          matrix: shown(t.symbol),
          entry: shown(cell),
          row: String(row),
          column: String(column),
        };
        text.push(sentence("entries.naming.transposed", places));
      }
    }
    if (options.entries.origin?.has(t.general.name) && first?.[0]) {
      text.push(sentence("entries.naming.origin", { matrix: shown(t.symbol), entry: shown(first[0]) }));
    }
  }
  if (written.skippedLetters.length > 0) {
    const meant = new Set([...written.symbols.map((s) => s.name), ...written.sizes.keys()]);
    const letters = written.skippedLetters.map((l) =>
      shown(meant.has(l) ? symbol(l, SCALAR) : madeSymbol(l, SCALAR, undefined, `letter ${l}`)),
    );
    text.push(sentence("entries.naming.skipped", { letters }));
  }
  text.push(sentence("entries.matrices"));
  return [step("matrices", text, [...equations, ...blocks], "grid")];
}

/** y_11 = x_11 w_11 + x_12 w_21, …, for each definition; low: the first entry. */
export function productSteps(written: WrittenOut, fold: Folding, { detail }: StyleOptions): Step[] {
  const plain = written.stages.filter((s) => !s.isTransparent);
  const folded = plain.filter((s) => s.stage.introduced && !fold.isDefined(s));
  const lines = folded.map((s) => said(equation([s.symbol, s.value])));
  const also = lines.length > 0 ? [step("names", [sentence("names.let", { names: lines })], [])] : [];
  const steps = plain.filter(fold.isDefined).flatMap((s) => {
    const equations = s.cells.flatMap((row, i) =>
      row.map((cell, j) => equation([cell, s.valueCells[i]?.[j] as Expr])),
    );
    const definition = equation([s.symbol, s.value]);
    const isNamedValue = s.valueCells.flat().every((c, n) => c === s.cells.flat()[n]);
    const isAsGiven = isScalar(s.symbol) && s.valueCells[0]?.[0] === s.value;
    if (isNamedValue || (isAsGiven && !s.stage.introduced)) return [];
    const text = [sentence(s.stage.introduced ? "entries.stage.new" : "entries.stage", { definition })];
    if (isScalar(s.symbol))
      return [step("definition", text, [equation([s.symbol, s.valueCells[0]?.[0] as Expr])], "display")];
    const factors = valueWrittenOut(s.value, written);
    const product = equation([s.symbol, ...(factors ? [factors] : []), matrixOfCells(s.valueCells)]);
    if (detail !== "high")
      return [step("entries", text, detail === "low" ? equations.slice(0, 1) : equations, "grid")];
    return [
      step("definition", text, [product], "aligned"),
      step("entries", [sentence("entries.oneByOne")], equations, "grid"),
    ];
  });
  return [...also, ...steps];
}

/** G = [∂L/∂y_11 …] = [g_11 …] is known; the gradients are wanted. */
export function knownStep(written: WrittenOut, pieces: Pieces, options: StyleOptions): Step[] {
  const { root } = written;
  const wanted = written.wrt.map((w) => pieces.byMatrix(w));
  const want = sentence("entries.wanted", { wanted });
  if (!root.cotangent) return [step("wanted", [want], [])];
  const partials = root.cells.map((row) => row.map((cell) => pieces.byEntry(root, cell as SymbolNode)));
  const named = root.cotangent.shownAs === "name";
  const sides = [
    ...(named ? [shown(root.cotangent.table.symbol)] : []),
    pieces.byMatrix(root),
    ...(isScalar(root.symbol) ? [] : [matrixOf(partials)]),
    ...(named && !isScalar(root.symbol) ? [matrixOfCells(root.cotangent.table.cells)] : []),
  ];
  const known = sentence("entries.known", { loss: shown(written.loss), output: shown(root.symbol) });
  const isShown = sides.length > 1 && (options.detail === "high" || !isUsualNaming(options.entries));
  return [step("known", [known, want], isShown ? [equation(sides)] : [], "display")];
}

/** Each step uses the one before it, and the first of a section also the end of the opening. */
export function linked(sections: readonly Section[]): Section[] {
  let position = 0;
  return sections.map((section) => ({
    ...section,
    steps: section.steps.map((s) => {
      const from = position === 0 ? [] : [position - 1];
      position += 1;
      return { ...s, from };
    }),
  }));
}
