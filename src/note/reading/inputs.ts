/**
 * What a LaTeX file takes from the files beside it: the commands that they define.
 *
 *     \input{macros}, \include{preamble}, \usepackage{notation}, % !TEX root = ../book.tex
 */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Given } from "../settings.ts";
import { macroText } from "./macroText.ts";

const TAKES = /\\(?:input|include|subfile|usepackage(?:\[[^\]]*\])?)\s*\{([^{}]+)\}/g;
const ROOT = /^\s*%\s*!\s*TEX\s+root\s*=\s*(\S+)/imu;

const MOST_FILES = 100;
const LARGEST = 1_000_000;

/** Definitions of the commands of all files that one takes, and of the file that it says it is part of. */
function macrosBeside(file: string, text: string): string {
  if (!/\.(?:tex|ltx|sty)$/i.test(file)) return "";
  const seen = new Set([resolve(file)]);
  const found: string[] = [];
  const open = takenIn(file, text);
  for (let path = open.shift(); path !== undefined && seen.size <= MOST_FILES; path = open.shift()) {
    if (seen.has(resolve(path))) continue;
    seen.add(resolve(path));
    const content = contentOf(path);
    if (content === undefined) continue;
    found.push(macroText(content));
    open.push(...takenIn(path, content));
  }
  return found.filter((part) => part !== "").join("\n");
}

/** What is given of a note, with the commands of the files beside it. */
export const withMacrosBeside = (file: string, text: string, given: Given): Given => ({
  ...given,
  macros: [macrosBeside(file, text), given.macros].filter((part) => part !== "").join("\n"),
});

function takenIn(file: string, text: string): string[] {
  const folder = dirname(file);
  const [, root] = ROOT.exec(text) ?? [];
  const names = [...text.matchAll(TAKES)].flatMap(([, list = ""]) =>
    list.split(",").map((name) => name.trim()),
  );
  const spelled = names.flatMap((name) => [name, `${name}.tex`, `${name}.sty`]);
  return [...(root ? [root] : []), ...spelled].map((name) => join(folder, name));
}

/** Undefined where there is no such file: packages are mostly elsewhere. */
function contentOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= LARGEST ? readFileSync(path, "utf8") : undefined;
}
