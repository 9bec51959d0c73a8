/**
 * The text of a file → a note: its passages in order, each with its place.
 *
 *     readNote("a.md", "# Loss\nLet $L = x'x$.")  ─▶  heading "Loss", prose "Let", formula "L = x'x", prose "."
 *
 * Nothing is thrown for what a text holds: what can't be told apart is a fault of the note, and the rest goes on.
 */

import type { Note } from "../note.ts";
import { isBareFormula, readBare } from "./bare.ts";
import { isLatexFile, readLatexFile } from "./latexFile.ts";
import { macroText } from "./macroText.ts";
import { readMarkdown } from "./markdown.ts";

export function readNote(file: string, text: string): Note {
  const read = isLatexFile(file, text) ? readLatexFile : isBareFormula(text) ? readBare : readMarkdown;
  return { file, text, ...read(text), macros: macroText(text) };
}
