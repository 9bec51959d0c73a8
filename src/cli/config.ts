/**
 * `matgrad.config.json`: the nearest one from the folder of a note upwards, as settings.
 *
 *     notes/chapter/a.md  ─▶  notes/chapter/matgrad.config.json, notes/matgrad.config.json, …
 */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { ArgumentError } from "../errors.ts";
import { type NoteSettings, requireSettings } from "../note/settings.ts";
import { UsageError } from "../options/usage.ts";
import { printable } from "../printable.ts";
import { readText } from "./files.ts";

export const CONFIG_NAME = "matgrad.config.json";

/** The settings for a note; none where no folder has a file of them. @throws UsageError */
export function configFor(file: string): NoteSettings {
  const start = file === "-" ? process.cwd() : dirname(existsSync(file) ? realpathSync(file) : resolve(file));
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return readConfig(path);
    if (dirname(folder) === folder) return {};
  }
}

/** @throws UsageError where the file is no JSON, or says what is no setting */
export function readConfig(path: string): NoteSettings {
  const text = readText(path);
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  const name = printable(path);
  if (error) {
    const line = text.slice(0, error.offset).split("\n").length;
    throw new UsageError(`${name}: it is no JSON at line ${line}: ${printParseErrorCode(error.error)}`);
  }
  try {
    return requireSettings(name, withoutSchema(value));
  } catch (problem) {
    if (!(problem instanceof ArgumentError)) throw problem;
    throw new UsageError(
      problem.hint === undefined ? problem.message : `${problem.message}: ${problem.hint}`,
    );
  }
}

/** `"$schema"` is for editors. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "$schema"));
}
