/**
 * A block of a note that holds its source: statements, option lines, and options on the line that opens it.
 *
 *     ```matgrad wrt=W,b style=index        { text: "Y = X W + b", info: "wrt=W,b style=index" }
 *     Y = X W + b                       ─▶  the derivation, or a sentence with its place in the block
 *     ```
 */
import { caretPicture, MatrixCalculusError, type Position, positionOf, type Span } from "../errors.ts";
import { type DeriveRequest, readOptions } from "../options/derive.ts";
import { splitProblem, words } from "../options/lines.ts";
import { UsageError } from "../options/usage.ts";
import { readingOf } from "../shapes/declarations.ts";
import { readStatements } from "../syntax/read.ts";
import type { Statement } from "../syntax/tree.ts";

/** What stands behind the name of a block in the line that opens it: `wrt=W` or `--wrt W`. */
export interface Source {
  readonly text: string;
  readonly info: string;
}

export interface Problem {
  readonly ok: true;
  readonly statements: readonly Statement[];
  readonly request: DeriveRequest;
}

export interface Mistake {
  readonly ok: false;
  /** One sentence. */
  readonly message: string;
  readonly hint: string | undefined;
  /** In the block's text; absent where the options are at fault. */
  readonly span: Span | undefined;
  readonly position: Position | undefined;
}

/** Options of the program that say nothing in a block. */
export const FOREIGN = ["file", "output", "json", "backend", "format"] as const;

/** `wrt=W` is `--wrt=W`, and `stationary` is `--stationary`. */
function optionsIn(info: string): string[] {
  const written = words(info);
  return written.map((word, at) => {
    const isValue = /^--?[^=]+$/.test(written[at - 1] ?? "");
    return word.startsWith("-") || isValue ? word : `--${word}`;
  });
}

/** A block read: what it states and what is wanted of it. `outer` are options that hold unless the block has its own. */
function readBlock({ text, info }: Source, outer: readonly string[] = []): Problem | Mistake {
  try {
    const { statements, options } = splitProblem(text);
    const own = [...optionsIn(info), ...options];
    const foreign = FOREIGN.find((name) => own.some((word) => word.split("=")[0] === `--${name}`));
    if (foreign) throw new UsageError(`--${foreign} has no meaning in a block`);
    const request = readOptions(own, outer);
    const [stray] = request.texts;
    if (stray !== undefined) throw new UsageError(`${stray} belongs to no option of the block`);
    if (statements.trim() === "") throw new UsageError("there is nothing to derive");
    return { ok: true, statements: readStatements(statements, readingOf(new Map(), request.wrt)), request };
  } catch (error) {
    return mistakeIn(text, error);
  }
}

/**
 * What `make` makes of a block, or what is wrong with it.
 * @throws what is no mistake of the author's
 */
export function madeOf<T>(
  source: Source,
  make: (problem: Problem) => T,
  outer?: readonly string[],
): { readonly ok: true; readonly made: T } | Mistake {
  const problem = readBlock(source, outer);
  if (!problem.ok) return problem;
  try {
    return { ok: true, made: make(problem) };
  } catch (error) {
    return mistakeIn(source.text, error);
  }
}

/** The sentence, the picture of the place, and what would be right; places are those of the block. */
export function mistakeText({ message, hint, span, position }: Mistake, text: string): string {
  const where = position ? `line ${position.line}, column ${position.column}: ` : "";
  const picture = span ? [caretPicture(text, span)] : [];
  return [where + message, ...picture, ...(hint === undefined ? [] : [`  ${hint}`])].join("\n");
}

function mistakeIn(text: string, error: unknown): Mistake {
  if (error instanceof UsageError) {
    return { ok: false, message: error.message, hint: undefined, span: undefined, position: undefined };
  }
  if (!(error instanceof MatrixCalculusError)) throw error;
  const { message, hint, span } = error;
  return { ok: false, message, hint, span, position: span && positionOf(text, span.start) };
}
