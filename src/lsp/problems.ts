/**
 * The problems of a document, a `.matgrad` file or each block of a note: what is wrong in them, and what their names are.
 *
 *     ```matgrad           names: X, W, b, Y with kind, size and places in the document
 *     Y = X W + b     ─▶
 *     ```
 */
import type { Range } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Mistake, madeOf, type Source } from "../blocks/block.ts";
import { blockPlaces } from "../blocks/render.ts";
import type { Span } from "../errors.ts";
import { type NameInfo, namesOf } from "../library/names.ts";
import type { Statement } from "../syntax/tree.ts";
import { isProblem } from "./file.ts";

/** A name with where it is introduced: its declaration, its definition, or where it first stands. */
export interface Name {
  readonly info: NameInfo;
  readonly definition: Range | undefined;
  readonly places: readonly Range[];
}

export interface Problem {
  readonly source: Source;
  /** The line of the document, from 0, that the source begins in. */
  readonly line: number;
  /** What stands before a line of the source. */
  readonly prefix: string;
  /** In a note, and not a file of its own. */
  readonly isBlock: boolean;
  /** A place of the source in the document. */
  readonly rangeOf: (span: Span) => Range;
  readonly names: readonly Name[];
  readonly mistake: { readonly range: Range; readonly message: string } | undefined;
}

export function problemsOf(document: TextDocument, file: string): readonly Problem[] {
  const text = document.getText();
  if (isProblem(file)) {
    const source = { text, info: "" };
    return text.trim() === "" ? [] : [problemAt(document, { source, line: 0, prefix: "", isBlock: false })];
  }
  return blockPlaces(file, text).map(({ source, line, prefix }) =>
    problemAt(document, { source, line: line - 1, prefix, isBlock: true }),
  );
}

function problemAt(
  document: TextDocument,
  place: Pick<Problem, "source" | "line" | "prefix" | "isBlock">,
): Problem {
  const rangeOf = rangesIn(document, place.source.text, place.line);
  const read = madeOf(place.source, ({ statements }) => named(statements, rangeOf));
  if (read.ok) return { ...place, rangeOf, names: read.made, mistake: undefined };
  const range = read.span ? rangeOf(read.span) : optionsRange(place, rangeOf);
  return { ...place, rangeOf, names: [], mistake: { range, message: sentence(read) } };
}

const sentence = ({ message, hint }: Mistake): string =>
  hint === undefined ? message : `${message}\n${hint}`;

/** Options at fault: the line that they stand in, or the one that opens the block. */
function optionsRange(
  { source: { text }, line, isBlock }: Pick<Problem, "source" | "line" | "isBlock">,
  rangeOf: Problem["rangeOf"],
): Range {
  const at = /^[^\S\n]*--.*$/m.exec(text);
  if (at) return rangeOf({ start: at.index, end: at.index + at[0].length });
  const shown = isBlock ? line - 1 : line;
  return { start: { line: shown, character: 0 }, end: { line: shown + 1, character: 0 } };
}

/** A line of the source ends as its line of the document does; before it stands what a list or a quotation has. */
function rangesIn(document: TextDocument, source: string, first: number): Problem["rangeOf"] {
  const own = TextDocument.create("", "", 0, source);
  const place = (offset: number) => {
    const { line, character } = own.positionAt(offset);
    const before = lineIn(document, first + line).length - lineIn(own, line).length;
    return { line: first + line, character: Math.max(0, before) + character };
  };
  return ({ start, end }) => ({ start: place(start), end: place(end) });
}

const lineIn = (document: TextDocument, line: number): string =>
  document
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .replace(/[\r\n]+$/, "");

function named(statements: readonly Statement[], rangeOf: Problem["rangeOf"]): readonly Name[] {
  const introduced = new Map<string, Span>();
  const introduce = (name: string, span: Span): void => {
    if (!introduced.has(name)) introduced.set(name, span);
  };
  for (const statement of statements) {
    if (statement.kind === "definition") introduce(statement.name, statement.nameSpan);
    if (statement.kind !== "declaration") continue;
    for (const { name, span } of statement.names) introduce(name, span);
  }
  return namesOf(statements).map((info) => {
    const definition = introduced.get(info.name) ?? info.places[0];
    return { info, definition: definition && rangeOf(definition), places: info.places.map(rangeOf) };
  });
}
