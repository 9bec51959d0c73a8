/**
 * Names for the entries of a written-out matrix.
 *
 *     W, 2×2  ─▶  w_11 w_12; w_21 w_22   (commas: w_1_1 …, from 0: w_00 …, transposed: w_11 w_21; …, letters: a b; c d)
 */
import { OptionError, UnsupportedError } from "../../errors.ts";
import { madeSymbol } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { isRow, isScalar, isVector, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { nameParts } from "../../print/names/names.ts";
import type { EntryNaming } from "../style.ts";
import { type Cells, countOf, refuseLarge } from "./cells.ts";

/** Without o, which looks like 0. */
const ALPHABET = [..."abcdefghijklmnpqrstuvwxyz"];
/** Letters that indices of sums have. */
const INDEX_LETTERS = ["i", "j"];

/** Gives names to entries, none twice. */
export interface EntryNames {
  /** The entries of a symbol whose sizes are numbers; `from`: letters from the end of the alphabet. */
  readonly cellsOf: (of: SymbolNode, from?: "end") => Cells;
  /** Letters that were left out, as they mean something else. */
  readonly skipped: () => readonly string[];
}

/**
 * @param taken names that mean something else
 * @throws UnsupportedError where the letters given for a symbol are too few or mean something else
 */
export function entryNames(naming: EntryNaming, taken: ReadonlySet<string>): EntryNames {
  const used = new Set<string>(taken);
  const skipped = new Set<string>();
  const reserved = new Set([...taken].map((name) => name.toLowerCase()).concat(INDEX_LETTERS));
  const letters = (count: number, end: boolean): string[] => {
    const order = end ? [...ALPHABET].reverse() : ALPHABET;
    const free: string[] = [];
    for (const letter of order) {
      if (free.length === count) break;
      if (reserved.has(letter)) skipped.add(letter);
      else if (!used.has(letter)) free.push(letter);
    }
    if (free.length < count) throw new UnsupportedError("there are not enough letters for the entries");
    return end ? free.reverse() : free;
  };
  const namesFor = (of: SymbolNode, from?: "end"): string[][] => {
    const [rows, cols] = [countOf(of.shape.rows), countOf(of.shape.cols)];
    refuseLarge(rows, cols);
    const given = naming.letters?.get(of.name);
    if (given && given.length !== rows * cols) {
      throw new OptionError(`${of.name} has ${rows * cols} entries, and ${given.length} names were given`);
    }
    const list = given ?? (naming.form === "letters" ? letters(rows * cols, from === "end") : undefined);
    const collision = given?.find((name) => used.has(name));
    if (collision !== undefined) {
      throw new OptionError(`${collision} cannot name an entry of ${of.name}: it has a meaning already`);
    }
    if (list) return grid(rows, cols, (i, j) => list[i * cols + j] as string);
    const tables = basesOf(of).map((base) => grid(rows, cols, (i, j) => indexedName(of, base, i, j, naming)));
    const free = tables.find((names) => names.flat().every((name) => !used.has(name)));
    if (!free) throw new UnsupportedError(`the entries of ${of.name} have no names that are free`);
    return free;
  };
  const known = new Map<SymbolNode, Cells>();
  return {
    cellsOf(of, from) {
      if (isScalar(of)) return [[of]];
      const named = known.get(of);
      if (named) return named;
      const names = namesFor(of, from);
      for (const name of names.flat()) used.add(name);
      const cells = names.map((row) => row.map((name) => madeSymbol(name, SCALAR)));
      known.set(of, cells);
      return cells;
    },
    skipped: () => [...skipped],
  };
}

/** w for W, also w_1 and W_1 for W_1 where w is taken. */
function basesOf(of: SymbolNode): string[] {
  const { base, accents, subscripts } = nameParts(of.name);
  const letter = base.length === 1 ? base.toLowerCase() : base;
  const accented = [letter, ...accents].join("_");
  const dropsSubscript = subscripts.length > 0 && subscripts.every((s) => /^\d+$/.test(s));
  const bases = [
    ...(dropsSubscript || subscripts.length === 0 ? [accented] : []),
    [accented, ...subscripts].join("_"),
    of.name,
    ...ALPHABET,
  ];
  // e_1 is a unit vector, unless e or E is a name
  const isUnit = (own: string): boolean =>
    own === "e" && (isVector(of) || isRow(of)) && !/^e$/i.test(of.name);
  return bases.filter((own) => !isUnit(own));
}

function indexedName(of: SymbolNode, base: string, i: number, j: number, naming: EntryNaming): string {
  const [rowsFrom, columnsFrom] = naming.origin?.get(of.name) ?? [1, 1];
  const [row, column] = [String(i + rowsFrom), String(j + columnsFrom)];
  const pair = naming.transposed?.has(of.name) ? [column, row] : [row, column];
  const places = of.shape.cols === UNIT ? [row] : of.shape.rows === UNIT ? [column] : pair;
  const separated = naming.form === "commas" || places.some((p) => p.length > 1);
  return `${base}_${places.join(separated ? "_" : "")}`;
}

const grid = <T>(rows: number, cols: number, at: (i: number, j: number) => T): T[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => at(i, j)));
