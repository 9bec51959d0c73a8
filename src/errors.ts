/**
 * The four errors a user can cause, and the caret picture that shows where.
 *
 * A message is one sentence with both sides' facts; `hint` says what would be right.
 * A bug in matgrad throws a plain Error; a user's mistake never does.
 */

/** Half-open range of UTF-16 offsets into the text that was parsed. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class MatrixCalculusError extends Error {
  readonly span: Span | undefined;
  readonly hint: string | undefined;

  constructor(message: string, span?: Span, hint?: string) {
    super(message);
    this.name = new.target.name;
    this.span = span;
    this.hint = hint;
  }
}

/** The text is not in the language. */
export class ParseError extends MatrixCalculusError {}
/** The sizes do not fit. */
export class ShapeError extends MatrixCalculusError {}
/** A name or function that nothing declares. */
export class UnknownNameError extends MatrixCalculusError {}
/** Well-formed, but a rule for it is missing or a limit would be passed. */
export class UnsupportedError extends MatrixCalculusError {}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}

export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, Math.min(offset, text.length));
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(lineStart)].length + 1 };
}

/** The longest excerpt of a line that a caret picture shows. */
const PICTURE_WIDTH = 76;

/**
 * The line of `text` that `span` starts in, with carets below it:
 *
 *     Y = X * W
 *         ^^^^^
 */
export function caretPicture(text: string, span: Span): string {
  const lineStart = text.lastIndexOf("\n", Math.max(0, span.start - 1)) + 1;
  const lineBreak = text.indexOf("\n", span.start);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const line = [...text.slice(lineStart, lineEnd).replace(/\p{Cc}/gu, " ")];
  const from = [...text.slice(lineStart, span.start)].length;
  const width = Math.max(1, [...text.slice(span.start, Math.min(span.end, lineEnd))].length);
  const first = Math.max(0, Math.min(from - PICTURE_WIDTH / 2, line.length - PICTURE_WIDTH));
  const shown = line.slice(first, first + PICTURE_WIDTH).join("");
  const carets = Math.max(1, Math.min(width, PICTURE_WIDTH - (from - first)));
  return `    ${shown}\n    ${" ".repeat(from - first)}${"^".repeat(carets)}`;
}

/** What a person reads: place, sentence, picture, hint. */
export function describeError(error: MatrixCalculusError, text: string, file = "input"): string {
  if (!error.span) return error.hint ? `${error.message}\n  ${error.hint}` : error.message;
  const { line, column } = positionOf(text, error.span.start);
  const head = `${file}:${line}:${column}: ${error.message}\n${caretPicture(text, error.span)}`;
  return error.hint ? `${head}\n  ${error.hint}` : head;
}
