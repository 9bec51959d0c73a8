/**
 * A Jupyter notebook → the text of its Markdown cells, and where each character of it stands in the file.
 *
 *     "source": ["Let $Y$\n", "$\\nabla_W$"]   ─▶   Let $Y$⏎$\nabla_W$        cell 3, lines 1 and 2
 *
 * The note is read, judged and reported in its own text; a correction is written into the string literals of the
 * file, so that nothing else of it changes (nbformat 4; "source" is a string or a list of strings).
 */
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Edit } from "../finding.ts";
import type { Fault, Passage } from "../note.ts";
import { readMarkdown } from "./markdown.ts";
import type { Range, ReadText } from "./pieces.ts";
import { firstFrom } from "./search.ts";

/** A part of the note's text. */
interface Cell extends Range {
  /** From 1, code cells counted too, as Jupyter shows them. */
  readonly number: number;
}

/** One string literal: what it stands for is [start, end) of the note's text, written at [from, to) of the file. */
interface Literal extends Range {
  readonly from: number;
  readonly to: number;
}

export interface Notebook {
  /** The file. */
  readonly source: string;
  readonly cells: readonly Cell[];
  readonly literals: readonly Literal[];
}

interface ReadNotebook extends ReadText {
  readonly text: string;
  readonly notebook: Notebook;
}

export const isNotebook = (file: string, text: string): boolean =>
  /\.ipynb$/i.test(file) || /^\s*\{[\s\S]{0,2000}"(?:nbformat|cell_type)"\s*:/.test(text);

const BETWEEN = "\n\n";

export function readNotebook(source: string): ReadNotebook {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors);
  const cells: Cell[] = [];
  const literals: Literal[] = [];
  const passages: Passage[] = [];
  const comments: Range[] = [];
  const faults: Fault[] = errors.slice(0, 1).map(brokenAt);
  let text = "";
  (findNodeAtLocation(tree ?? ({} as Node), ["cells"])?.children ?? []).forEach((cell, k) => {
    if (findNodeAtLocation(cell, ["cell_type"])?.value !== "markdown") return;
    const start = text.length;
    for (const part of literalsIn(findNodeAtLocation(cell, ["source"]))) {
      const value = String(part.value);
      const place = { start: text.length, end: text.length + value.length };
      literals.push({ ...place, from: part.offset + 1, to: part.offset + part.length - 1 });
      text += value;
    }
    cells.push({ number: k + 1, start, end: text.length });
    const read = readMarkdown(text.slice(start));
    passages.push(...read.passages.map((passage) => moved(passage, start)));
    faults.push(...read.faults.map((fault) => moved(fault, start)));
    comments.push(...(read.comments ?? []).map((comment) => moved(comment, start)));
    text += BETWEEN;
  });
  return { text, passages, faults, comments, notebook: { source, cells, literals } };
}

const moved = <T extends Range>(range: T, by: number): T => ({
  ...range,
  start: range.start + by,
  end: range.end + by,
});

const literalsIn = (source: Node | undefined): readonly Node[] =>
  source?.type === "string" ? [source] : (source?.children ?? []).filter(({ type }) => type === "string");

const brokenAt = ({ error, offset }: ParseError): Fault => ({
  start: 0,
  end: 0,
  rule: "broken-notebook",
  why: `the file is no notebook from character ${offset + 1} on: as JSON it has ${printParseErrorCode(error)} there`,
});

/** The cell that a place of the note's text is in. */
export function cellAt({ cells }: Notebook, offset: number): Cell | undefined {
  const starts = cells.map(({ start }) => start);
  const next = firstFrom(starts, offset + 1);
  return cells[(next === undefined ? cells.length : starts.indexOf(next)) - 1];
}

/** Where the character at a place of the note's text is written in the file. */
export function placeInFile({ source, literals }: Notebook, offset: number): number {
  const literal = literals.find(({ end }) => offset <= end) ?? literals.at(-1);
  if (!literal) return 0;
  return inLiteral(source, literal, offset);
}

const ESCAPE = /\\u[0-9a-fA-F]{4}|\\[\s\S]/y;

function inLiteral(source: string, { start, from, to }: Literal, offset: number): number {
  let at = from;
  for (let read = start; read < offset && at < to; read++) {
    ESCAPE.lastIndex = at;
    at += ESCAPE.exec(source)?.[0].length ?? 1;
  }
  return at;
}

/** The correction as the file has it; one that goes over several literals is written into the first of them. */
export function editsInFile({ source, literals }: Notebook, edit: Edit): Edit[] {
  const touched = literals.filter(({ start, end }) =>
    edit.start === edit.end ? start <= edit.start && edit.start <= end : start < edit.end && edit.start < end,
  );
  const parts = edit.start === edit.end ? touched.slice(0, 1) : touched;
  return parts.map((literal, k) => ({
    start: inLiteral(source, literal, Math.max(edit.start, literal.start)),
    end: inLiteral(source, literal, Math.min(edit.end, literal.end)),
    text: k === 0 ? JSON.stringify(edit.text).slice(1, -1) : "",
  }));
}
