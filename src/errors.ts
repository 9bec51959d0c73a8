/**
 * The errors a user can cause, and the caret picture that shows where.
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
  /** Written out: in what is shipped classes have other names. */
  override readonly name: string = "MatrixCalculusError";
  readonly span: Span | undefined;
  readonly hint: string | undefined;

  constructor(message: string, span?: Span, hint?: string) {
    super(message);
    this.span = span;
    this.hint = hint;
  }
}

/** The text is not in the language. */
export class ParseError extends MatrixCalculusError {
  override readonly name: string = "ParseError";
}
/** The sizes do not fit. */
export class ShapeError extends MatrixCalculusError {
  override readonly name: string = "ShapeError";
}
/** A name or function that nothing declares. */
export class UnknownNameError extends MatrixCalculusError {
  override readonly name: string = "UnknownNameError";
}
/** Well-formed, but a rule for it is missing or a limit would be passed. */
export class UnsupportedError extends MatrixCalculusError {
  override readonly name: string = "UnsupportedError";
}
/** No values show whether the derivation holds: a matter of the problem, not of how it is treated. */
export class UncheckedError extends UnsupportedError {
  constructor(reason: string) {
    super(`the derivation can't be checked: ${reason}`);
  }
}
/** What an option asks for does not fit the problem; no other way of treating the problem would help. */
export class OptionError extends UnsupportedError {
  override readonly name: string = "OptionError";
}
/** The library was called with what it doesn't take. */
export class ArgumentError extends MatrixCalculusError {
  override readonly name: string = "ArgumentError";
}

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

/** The longest excerpt of a line that a caret picture shows, and how far from the span it is looked for. */
const PICTURE_WIDTH = 76;
const REACH = 4 * PICTURE_WIDTH;

/** Characters that take two places on a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const widthOf = (characters: readonly string[]): number =>
  characters.reduce((width, c) => width + (WIDE.test(c) ? 2 : /\p{M}/u.test(c) ? 0 : 1), 0);

/**
 * The line of `text` that `span` starts in, with carets below it:
 *
 *     Y = X * W
 *         ^^^^^
 */
export function caretPicture(text: string, span: Span): string {
  const before = text.slice(Math.max(0, span.start - REACH), span.start);
  const [after = ""] = text.slice(span.start, span.start + REACH).split("\n", 1);
  const left = [...before.slice(before.lastIndexOf("\n") + 1)];
  const line = [...left, ...after].map((c) => (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(c) ? " " : c));
  const from = left.length;
  const width = Math.max(1, [...after.slice(0, Math.max(0, span.end - span.start))].length);
  const first = Math.max(0, Math.min(from - PICTURE_WIDTH / 2, line.length - PICTURE_WIDTH));
  const shown = line.slice(first, first + PICTURE_WIDTH);
  const marked = shown.slice(from - first, from - first + width);
  const carets = "^".repeat(Math.max(1, widthOf(marked)));
  return `    ${shown.join("")}\n    ${" ".repeat(widthOf(shown.slice(0, from - first)))}${carets}`;
}

/** What a person reads: place, sentence, picture, hint. */
export function describeError(error: MatrixCalculusError, text: string, file = "input"): string {
  if (!error.span) return error.hint ? `${error.message}\n  ${error.hint}` : error.message;
  const { line, column } = positionOf(text, error.span.start);
  const head = `${file}:${line}:${column}: ${error.message}\n${caretPicture(text, error.span)}`;
  return error.hint ? `${head}\n  ${error.hint}` : head;
}
