/**
 * Dotted matrices: the pattern of what is printed, written out at given sizes.
 *
 *     a_{1,1}  a_{1,2}  …  a_{1,n}
 *       ⋮        ⋮            ⋮     ─▶  rows 1 … m, columns 1 … n of a_{i,j}
 *     a_{m,1}  a_{m,2}  …  a_{m,n}
 *
 * Each index of the entries goes with the row, with the column, or with neither; where an entry has another
 * index than its row and column say, it is odd.
 */
import { UnsupportedError } from "../../errors.ts";
import { partsOf, withParts } from "../../syntax/parts.ts";
import type { IndexSyntax, Syntax } from "../../syntax/tree.ts";
import { type Reference, referenceOf, type Term, termText } from "./reference.ts";

const DOTS = /^[⋯⋮⋱…]$/;
type Block = Extract<Syntax, { kind: "block" }>;

export const isDots = (syntax: Syntax): boolean => syntax.kind === "name" && DOTS.test(syntax.name);

export const isDotted = (syntax: Syntax): boolean =>
  syntax.kind === "block" && syntax.rows.some((row) => row.some(isDots));

interface OddEntry {
  readonly cell: Syntax;
  /** Of its references one, and the indices that it should have. */
  readonly reference: Syntax;
  readonly right: readonly Term[];
}

interface Pattern {
  readonly template: Syntax;
  /** For each index of the template: with what it goes. */
  readonly ways: readonly Way[];
  readonly rows: readonly (readonly Term[])[];
  readonly columns: readonly (readonly Term[])[];
  readonly odd: readonly OddEntry[];
}

type Way = "row" | "column" | "neither";

interface Cell {
  readonly syntax: Syntax;
  readonly row: number;
  readonly column: number;
  readonly references: readonly Syntax[];
  readonly terms: readonly Term[];
}

/** Undefined where the entries aren't alike. */
export function patternOf(block: Block): Pattern | undefined {
  const rows = block.rows.map((row, i) => ({ row, i })).filter(({ row }) => !row.every(isDots));
  const kept = new Set<number>();
  for (const { row } of rows)
    row.forEach((cell, j) => {
      if (!isDots(cell)) kept.add(j);
    });
  const columns = [...kept].sort((a, b) => a - b);
  const cells: Cell[] = [];
  for (const [r, { row }] of rows.entries())
    for (const [c, j] of columns.entries()) if (!isDots(row[j]!)) cells.push(cellOf(row[j]!, r, c));
  const [first] = cells;
  if (!first || cells.some(({ terms }) => terms.length !== first.terms.length) || first.terms.length === 0)
    return undefined;
  const ways = first.terms.map((_, at) => wayOf(cells, at));
  const labels = (key: "row" | "column", count: number): Term[][] =>
    Array.from({ length: count }, (_, line) =>
      first.terms.map((_term, at) => labelOf(cells, at, ways[at] === "neither" ? undefined : key, line)),
    );
  const rowLabels = labels("row", rows.length);
  const columnLabels = labels("column", columns.length);
  const expected = (cell: Cell, at: number): Term =>
    ways[at] === "row"
      ? rowLabels[cell.row]![at]!
      : ways[at] === "column"
        ? columnLabels[cell.column]![at]!
        : first.terms[at]!;
  const odd = cells.flatMap((cell) => oddIn(cell, (at) => expected(cell, at)));
  return { template: first.syntax, ways, rows: rowLabels, columns: columnLabels, odd };
}

function cellOf(syntax: Syntax, row: number, column: number): Cell {
  const references = referencesIn(syntax);
  return { syntax, row, column, references, terms: references.flatMap((part) => referenceOf(part)!.indices) };
}

/** The references with indices in a cell, from left to right. */
function referencesIn(syntax: Syntax): Syntax[] {
  const own = referenceOf(syntax);
  if (own) return own.indices.length > 0 ? [syntax] : [];
  const inside =
    syntax.kind === "name" && syntax.derivative
      ? [...(syntax.derivative.of ? [syntax.derivative.of] : []), ...syntax.derivative.by]
      : partsOf(syntax);
  return inside.flatMap(referencesIn);
}

const alternatives: readonly Way[] = ["neither", "row", "column"];

/** The way in which the fewest entries are odd; what doesn't change at all goes with neither. */
function wayOf(cells: readonly Cell[], at: number): Way {
  const cost = (way: Way): number => {
    const lines = new Map<number, Map<string, number>>();
    for (const cell of cells) {
      const line = way === "row" ? cell.row : way === "column" ? cell.column : 0;
      const counts = lines.get(line) ?? new Map<string, number>();
      const text = termText(cell.terms[at]!);
      lines.set(line, counts.set(text, (counts.get(text) ?? 0) + 1));
    }
    let odd = 0;
    for (const counts of lines.values()) {
      const sizes = [...counts.values()];
      odd += sizes.reduce((sum, size) => sum + size, 0) - Math.max(...sizes);
    }
    return odd;
  };
  return alternatives.reduce((best, way) => (cost(way) < cost(best) ? way : best));
}

/** What most entries of a line have; of two as frequent the one that no other line has. */
function labelOf(cells: readonly Cell[], at: number, key: "row" | "column" | undefined, line: number): Term {
  const counts = new Map<string, { term: Term; count: number; elsewhere: number }>();
  for (const cell of cells) {
    const term = cell.terms[at]!;
    const text = termText(term);
    const isHere = key === undefined || cell[key] === line;
    const known = counts.get(text) ?? { term, count: 0, elsewhere: 0 };
    counts.set(text, {
      term,
      count: known.count + (isHere ? 1 : 0),
      elsewhere: known.elsewhere + (isHere ? 0 : 1),
    });
  }
  return [...counts.values()].reduce((best, next) =>
    next.count > best.count || (next.count === best.count && next.elsewhere < best.elsewhere) ? next : best,
  ).term;
}

function oddIn(cell: Cell, expected: (at: number) => Term): OddEntry[] {
  let at = 0;
  return cell.references.flatMap((part): OddEntry[] => {
    const own = referenceOf(part)!.indices;
    const right = own.map((_, i) => expected(at + i));
    at += own.length;
    const isOdd = own.some((term, i) => termText(term) !== termText(right[i]!));
    return isOdd ? [{ cell: cell.syntax, reference: part, right }] : [];
  });
}

/** The whole matrix, from what its indices are worth at some sizes. */
export function writtenOut(block: Block, value: (term: Term) => number): readonly (readonly Syntax[])[] {
  const pattern = patternOf(block);
  if (!pattern) throw new UnsupportedError("the dots follow no pattern that is read", block.span);
  const { template, ways, rows, columns } = pattern;
  const span = (labels: readonly (readonly Term[])[], way: Way): readonly number[] => {
    const at = ways.indexOf(way);
    if (at < 0) return [1, labels.length];
    return [value(labels[0]![at]!), value(labels.at(-1)![at]!)];
  };
  const [top, bottom] = span(rows, "row");
  const [left, right] = span(columns, "column");
  const made: Syntax[][] = [];
  for (let i = top!; i <= bottom!; i++) {
    const line: Syntax[] = [];
    for (let j = left!; j <= right!; j++) line.push(cellAt(template, ways, i, j, { at: 0 }));
    made.push(line);
  }
  if (made.length === 0 || made[0]!.length === 0)
    throw new UnsupportedError("a matrix without entries", block.span);
  return made;
}

/** The template with the indices of one place; `at` counts the indices passed. */
function cellAt(syntax: Syntax, ways: readonly Way[], i: number, j: number, count: { at: number }): Syntax {
  const own = referenceOf(syntax);
  if (own && own.indices.length > 0) return placed(own, syntax, ways, i, j, count);
  if (own) return syntax;
  return withParts(syntax, (part) => cellAt(part, ways, i, j, count));
}

function placed(
  { base, indices }: Reference,
  syntax: Syntax,
  ways: readonly Way[],
  i: number,
  j: number,
  count: { at: number },
): Syntax {
  const { span } = syntax;
  const places = indices.map((term): IndexSyntax => {
    const way = ways[count.at++];
    const text = way === "row" ? `${i}` : way === "column" ? `${j}` : termText(term);
    const index: Syntax = /^\d+$/.test(text)
      ? { kind: "number", text, span }
      : { kind: "name", name: text, span };
    return { kind: "at", index };
  });
  return { kind: "entry", of: { kind: "name", name: base, span }, indices: places, span };
}
