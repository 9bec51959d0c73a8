/**
 * The text of a file → a note: its passages in order, each with its place.
 *
 *     readNote("a.md", "# Loss\nLet $L = x'x$.")  ─▶  heading "Loss", prose "Let", formula "L = x'x", prose "."
 *
 * Nothing is thrown for what a text holds: what can't be told apart is a fault of the note, and the rest goes on.
 */

import type { Note } from "../note.ts";
import type { Given } from "../settings.ts";
import { isBareFormula, readBare } from "./bare.ts";
import { isLatexFile, readLatexFile } from "./latexFile.ts";
import { macroText } from "./macroText.ts";
import { readMarkdown } from "./markdown.ts";
import { isNotebook, readNotebook } from "./notebook.ts";
import type { ReadText } from "./pieces.ts";
import { isRestructured, readRestructured } from "./restructured.ts";

function readerOf(file: string, text: string): (text: string) => ReadText {
  if (isRestructured(file)) return readRestructured;
  if (isLatexFile(file, text)) return readLatexFile;
  return isBareFormula(text) ? readBare : readMarkdown;
}

/** `given` is what the user says beside the note. */
export function readNote(file: string, text: string, given?: Given): Note {
  const note = readAlone(file, text);
  if (!given) return note;
  return { ...note, given, macros: [given.macros, note.macros].filter((part) => part !== "").join("\n") };
}

function readAlone(file: string, text: string): Note {
  if (isNotebook(file, text)) {
    const read = readNotebook(text);
    return { file, ...read, macros: macroText(read.text) };
  }
  return { file, text, ...readerOf(file, text)(text), macros: macroText(text) };
}
