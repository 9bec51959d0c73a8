/**
 * The files of a LaTeX project: what a file takes from those beside it, and which of them are its parts.
 *
 *     \input{macros}, \include{preamble}, \usepackage{notation}, % !TEX root = ../book.tex
 *     a file that begins no document  ─▶  the file here or in a folder above that \inputs or \includes it
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import type { Given } from "../settings.ts";
import { macroText } from "./macroText.ts";

const TAKES = /\\(input|include|subfile|usepackage(?:\[[^\]]*\])?)\s*\{([^{}]+)\}/g;
const ROOT = /^\s*%\s*!\s*TEX\s+root\s*=\s*(\S+)/imu;
const BEGINS = /^[ \t]*\\(?:documentclass\b|begin\s*\{document\})/m;
const IS_LATEX = /\.(?:tex|ltx|sty)$/i;

const MOST_FILES = 100;
const LARGEST = 1_000_000;
/** A parent is looked for in so many folders upwards. */
const MOST_FOLDERS = 3;
/** Among so many files, the whole of each read. */
const MOST_PARENTS = 40;

/** Definitions of the commands of all files that one takes, and of the file that it is part of. */
function macrosBeside(file: string, text: string): string {
  if (!IS_LATEX.test(file)) return "";
  const parents = parentsAbove(file, text);
  const folders = parents.map((path) => dirname(path));
  const open = [...parents, ...takenBy(file, text, /./, folders)];
  const found = [...reached(file, open, folders)].map(({ content }) => macroText(content));
  return found.filter((part) => part !== "").join("\n");
}

/** What is given of a note, with the commands of the files beside it. */
export const withMacrosBeside = (file: string, text: string, given: Given): Given => ({
  ...given,
  macros: [macrosBeside(file, text), given.macros].filter((part) => part !== "").join("\n"),
});

/** The files whose text stands in a document, in the order in which they are met. */
export function partsOfDocument(file: string): string[] {
  const text = IS_LATEX.test(file) ? contentOf(file) : undefined;
  if (text === undefined || !BEGINS.test(text)) return [];
  const open = takenBy(file, text, IS_PART);
  return [...reached(file, open, [dirname(file)], IS_PART)].map(({ path }) => path);
}

const IS_PART = /^(?:input|include|subfile)$/;

/** Files that are there, each once, with those that they take; names count from their folder, or from `folders`. */
function* reached(
  file: string,
  first: readonly string[],
  folders: readonly string[],
  kinds?: RegExp,
): Generator<{ readonly path: string; readonly content: string }> {
  const seen = new Set([resolve(file)]);
  const open = [...first];
  for (let path = open.shift(); path !== undefined && seen.size <= MOST_FILES; path = open.shift()) {
    if (seen.has(resolve(path))) continue;
    seen.add(resolve(path));
    const content = contentOf(path);
    if (content === undefined) continue;
    yield { path, content };
    open.push(...takenBy(path, content, kinds, folders));
  }
}

function takenBy(file: string, text: string, kinds = /./, folders: readonly string[] = []): string[] {
  const names = [...text.replace(/(?<!\\)%.*/g, "").matchAll(TAKES)].flatMap(([, kind = "", list = ""]) =>
    kinds.test(kind) ? list.split(",").map((name) => name.trim()) : [],
  );
  const spelled = names.flatMap((name) => [name, `${name}.tex`, `${name}.sty`]);
  return [dirname(file), ...folders].flatMap((folder) => spelled.map((name) => join(folder, name)));
}

/** Its parents, and theirs. */
function parentsAbove(file: string, text: string): string[] {
  const found = new Set<string>();
  const open = parentsOf(file, text);
  for (let path = open.shift(); path !== undefined && found.size < MOST_FOLDERS; path = open.shift()) {
    if (found.has(path)) continue;
    found.add(path);
    open.push(...parentsOf(path, contentOf(path) ?? ""));
  }
  return [...found];
}

/** The file that it says is its root; else those that take it. */
function parentsOf(file: string, text: string): string[] {
  const [, root] = ROOT.exec(text) ?? [];
  if (root) return [join(dirname(file), root)];
  if (BEGINS.test(text) || extname(file) === ".sty") return [];
  const own = resolve(file);
  const folders = [dirname(own)];
  while (folders.length < MOST_FOLDERS) folders.push(dirname(folders.at(-1)!));
  const near = [...new Set(folders.flatMap(latexIn))].filter((path) => path !== own).slice(0, MOST_PARENTS);
  const isParent = (path: string): boolean =>
    takenBy(path, contentOf(path) ?? "", IS_PART, folders).some((taken) => resolve(taken) === own);
  return near.filter(isParent).slice(0, 1);
}

function latexIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.tex$/i.test(name));
    return names.sort().map((name) => join(folder, name));
  } catch {
    // a folder that may not be read
    return [];
  }
}

/** Undefined where there is no such file: packages are mostly elsewhere. */
function contentOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= LARGEST ? readFileSync(path, "utf8") : undefined;
}
