/**
 * Where a note has blocks, and where what is made from them stands: below, between two marks.
 *
 *     ```matgrad wrt=W
 *     Y = X W + b
 *     ```
 *     <!-- matgrad: made from the block above -->
 *     …
 *     <!-- matgrad: end -->
 */
import type { Source } from "./block.ts";

export interface Place {
  readonly source: Source;
  /** The line of the note that the block's text begins in, from 1. */
  readonly line: number;
  /** What stands before each line of the block, as it is in a list or a quotation. */
  readonly prefix: string;
  /** Behind the line that closes the block. */
  readonly end: number;
}

/** The marks of a kind of note. */
export interface Marks {
  readonly open: string;
  readonly close: string;
  /** What stands before and behind a comment. */
  readonly comment: readonly [string, string];
}

const MADE = "matgrad: made from the block above";
const END = "matgrad: end";
const marks = (before: string, after = ""): Marks => ({
  open: `${before}${MADE}${after}`,
  close: `${before}${END}${after}`,
  comment: [before, after],
});

export const MARKDOWN = marks("<!-- ", " -->");
export const MDX = marks("{/* ", " */}");
export const LATEX = marks("% ");

/** The stretch between the marks below a block, with them; where there is none yet, an empty one. */
interface Made {
  readonly start: number;
  readonly end: number;
}

/**
 * What a block made when it was rendered before. Blank lines may stand between the block and the mark.
 * @returns undefined where the mark that ends it is missing
 */
export function madeBelow(text: string, { end, prefix }: Place, { open, close }: Marks): Made | undefined {
  let start = end;
  for (;;) {
    const line = lineAt(text, start);
    const content = unprefixed(line.text, prefix);
    if (content.trim() !== "" || line.next === start) {
      if (content.trim() !== open) return { start: end, end };
      break;
    }
    start = line.next;
  }
  for (let at = start; at < text.length; ) {
    const line = lineAt(text, at);
    const content = unprefixed(line.text, prefix).trim();
    if (content === close) return { start: end, end: line.next };
    if (content === open && at > start) return undefined;
    at = line.next;
  }
  return undefined;
}

/** The line that begins here, and where the next one does. */
export function lineAt(text: string, start: number): { readonly text: string; readonly next: number } {
  const stop = text.indexOf("\n", start);
  const next = stop < 0 ? text.length : stop + 1;
  return { text: text.slice(start, next).replace(/\r?\n$/, ""), next };
}

function unprefixed(line: string, prefix: string): string {
  const bare = prefix.trimEnd();
  return line.startsWith(prefix)
    ? line.slice(prefix.length)
    : line.startsWith(bare)
      ? line.slice(bare.length)
      : line;
}
