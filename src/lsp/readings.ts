/** Documents as they were last read: one reading for each, made when it is first asked for and dropped with the text. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Memory, newMemory } from "../note/memory.ts";
import type { NoteSettings } from "../note/settings.ts";
import { UsageError } from "../options/usage.ts";
import { fileOf, isProblem } from "./file.ts";
import { type JudgedNote, judgedNote } from "./note.ts";
import { type Problem, problemsOf } from "./problems.ts";

export interface Reading {
  readonly file: string;
  readonly problems: readonly Problem[];
  /** Undefined of a `.matgrad` file. */
  readonly note: JudgedNote | undefined;
  /** What is wrong with the settings, by which nothing is judged then. */
  readonly settingsMistake: string | undefined;
}

/** The settings for the note of this name. @throws UsageError */
export type SettingsFor = (file: string) => NoteSettings;

export interface Readings {
  readonly of: (document: TextDocument) => Reading;
  readonly forget: (uri?: string) => void;
}

export function readings(settingsFor: SettingsFor): Readings {
  const known = new Map<
    string,
    { readonly version: number; readonly reading: Reading; readonly memory: Memory }
  >();
  return {
    of(document) {
      const { uri, version } = document;
      const before = known.get(uri);
      if (before?.version === version) return before.reading;
      const memory = before?.memory ?? newMemory();
      const reading = read(document, settingsFor, memory);
      known.set(uri, { version, reading, memory });
      return reading;
    },
    forget: (uri) => (uri === undefined ? known.clear() : void known.delete(uri)),
  };
}

function read(document: TextDocument, settingsFor: SettingsFor, memory: Memory): Reading {
  const file = fileOf(document);
  const problems = problemsOf(document, file);
  if (isProblem(file)) return { file, problems, note: undefined, settingsMistake: undefined };
  const { settings, mistake } = settingsOr(settingsFor, file);
  return { file, problems, note: judgedNote(document, file, settings, memory), settingsMistake: mistake };
}

function settingsOr(settingsFor: SettingsFor, file: string) {
  try {
    return { settings: settingsFor(file), mistake: undefined };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { settings: {}, mistake: error.message };
  }
}
