/**
 * A note whose blocks have their derivations below them: what was made before is made anew, all else keeps every byte.
 *
 *     renderNote("a.md", "```matgrad\nL = x'x\n```\n")  ─▶  the same, and the derivation between two marks
 */

import type { Format } from "../derivation/documents/layout.ts";
import { isLatexFile } from "../note/reading/latexFile.ts";
import { type Mistake, madeOf, mistakeText } from "./block.ts";
import { documents } from "./documents.ts";
import { latexPlaces } from "./latex.ts";
import { markdownPlaces } from "./markdown.ts";
import { LATEX, MARKDOWN, type Marks, MDX, madeBelow, type Place } from "./places.ts";

/** A block that has no derivation. */
interface BlockMistake {
  /** In the note as it was. */
  readonly line: number;
  /** In the note as it is rendered. */
  readonly renderedLine: number;
  readonly column: number;
  /** The sentence, the picture of the place and what would be right, in lines. */
  readonly message: string;
}

export interface RenderedNote {
  readonly text: string;
  readonly blocks: number;
  readonly mistakes: readonly BlockMistake[];
}

interface Kind {
  readonly places: (text: string) => Place[];
  readonly marks: Marks;
  readonly format: Format;
  /** How a message stands in the note. */
  readonly shown: (message: string) => string;
}

const fenced = (message: string): string => `\`\`\`text\n${message}\n\`\`\``;
const commented = (message: string): string => message.replace(/^/gm, "% ");

function kindOf(file: string, text: string): Kind {
  if (isLatexFile(file, text)) return { places: latexPlaces, marks: LATEX, format: "tex", shown: commented };
  const marks = /\.mdx$/i.test(file) ? MDX : MARKDOWN;
  return { places: markdownPlaces, marks, format: "md", shown: fenced };
}

/** The blocks of a note, in order. */
export const blockPlaces = (file: string, text: string): Place[] => kindOf(file, text).places(text);

/**
 * `outer` are options that hold for every block unless it has its own, as words of the command line; blocks that
 * are not `wanted` stay as they are.
 */
export function renderNote(
  file: string,
  text: string,
  outer: readonly string[] = [],
  wanted: (place: Place) => boolean = () => true,
): RenderedNote {
  const kind = kindOf(file, text);
  const mistakes: BlockMistake[] = [];
  const places = kind.places(text).filter(wanted);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  let result = "";
  let copied = 0;
  for (const place of places) {
    const made = madeBelow(text, place, kind.marks);
    const shift = linesIn(result) - linesIn(text.slice(0, copied));
    const told = made ? below(place, kind, outer) : unended(place, kind.marks);
    if (told.mistake) mistakes.push({ ...told.mistake, renderedLine: told.mistake.line + shift });
    if (!made) continue;
    result += withEnd(text.slice(copied, made.start), newline);
    result += between(told.body, place.prefix, kind.marks, newline);
    copied = made.end;
  }
  return { text: result + text.slice(copied), blocks: places.length, mistakes };
}

const linesIn = (text: string): number => text.split("\n").length;

interface Told {
  readonly body: string;
  readonly mistake?: Omit<BlockMistake, "renderedLine">;
}

const unended = ({ line }: Place, { open, close }: Marks): Told => ({
  body: "",
  mistake: {
    line: line - 1,
    column: 1,
    message: `what was made from this block has no end: '${close}' is missing below '${open}', and nothing was changed`,
  },
});

/** What stands below a block: its derivation, or what is wrong with it. */
function below(place: Place, { format, shown, marks }: Kind, outer: readonly string[]): Told {
  const made = madeOf(
    place.source,
    ({ statements, request }) => documents(statements, { ...request, format }, { comment: marks.comment }),
    outer,
  );
  if (made.ok) return { body: made.made.trim() };
  // the lines of the note move, those of the block do not
  return { body: shown(mistakeText(made, place.source.text)), mistake: mistakeOf(made, place) };
}

function mistakeOf(mistake: Mistake, { source, line, prefix }: Place): Omit<BlockMistake, "renderedLine"> {
  const { position } = mistake;
  return {
    line: position ? line + position.line - 1 : line - 1,
    column: prefix.length + (position?.column ?? 1),
    message: mistakeText({ ...mistake, position: undefined }, source.text),
  };
}

/** A block may be the last line of a note, without an end. */
const withEnd = (text: string, newline: string): string =>
  text === "" || text.endsWith("\n") ? text : text + newline;

function between(body: string, prefix: string, { open, close }: Marks, newline: string): string {
  const lines = [open, "", ...body.split("\n"), "", close];
  return lines.map((line) => `${(prefix + line).trimEnd()}${newline}`).join("");
}
