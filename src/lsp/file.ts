/**
 * An open document as the rest of matgrad knows one: the name of a file, whose ending says how it is read.
 *
 *     file:///notes/a.tex  ─▶  /notes/a.tex         untitled:Untitled-1, language latex  ─▶  Untitled-1.tex
 */
import { fileURLToPath } from "node:url";
import type { TextDocument } from "vscode-languageserver-textdocument";

/** What the languages of editors are called, with the endings of their files. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ["matgrad", ".matgrad"],
  ["markdown", ".md"],
  ["quarto", ".qmd"],
  ["rmd", ".Rmd"],
  ["mdx", ".mdx"],
  ["latex", ".tex"],
  ["tex", ".tex"],
  ["restructuredtext", ".rst"],
  ["rst", ".rst"],
]);

const KNOWN = /\.(?:matgrad|md|markdown|qmd|rmd|mdx|tex|latex|ltx|rst|rest|ipynb)$/i;

export function fileOf({ uri, languageId }: TextDocument): string {
  const path = uri.startsWith("file:") ? fileURLToPath(uri) : decodeURIComponent(uri.replace(/^[\w-]+:/, ""));
  if (KNOWN.test(path) && uri.startsWith("file:")) return path;
  return path + (ENDINGS.get(languageId) ?? (KNOWN.test(path) ? "" : ".md"));
}

export const isProblem = (file: string): boolean => /\.matgrad$/i.test(file);
