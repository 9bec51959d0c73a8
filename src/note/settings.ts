/**
 * What a user says of notes beside what stands in them: the options of the library, and `matgrad.config.json`.
 *
 *     { "layout": "numerator", "macros": { "\\R": "\\mathbb{R}" }, "symbols": { "S": "symmetric n" } }
 *
 * What a note says itself goes before.
 */
import { LOCALE_NAMES, type LocaleName } from "../derivation/locales/locale.ts";
import { ArgumentError, MatrixCalculusError } from "../errors.ts";
import { type DeclaredType, declaredType } from "../shapes/declarations.ts";
import { parseType } from "../syntax/parse.ts";
import { oneOf, requireOptions, type Table, text, valuesOf } from "../taken.ts";
import { type RuleSettings, settingError } from "./rules/settings.ts";

export interface NoteSettings {
  /** How derivatives are laid out where a note doesn't say it. */
  readonly layout?: "numerator" | "denominator" | undefined;
  /** Commands of the notes' own, by name: `"\\norm": "\\left\\| #1 \\right\\|"`. */
  readonly macros?: Readonly<Record<string, string>> | undefined;
  /** What letters are, in matgrad's text: `"X": "m x n"`, `"S": "symmetric n"`, `"t": "scalar"`. */
  readonly symbols?: Readonly<Record<string, string>> | undefined;
  /** off, error, warning or note, by rule. */
  readonly rules?: RuleSettings | undefined;
  /** The language of what is said of a note: en, zh or ja; the note's own unless given. */
  readonly locale?: LocaleName | undefined;
}

export const NOTE_SETTINGS: Table<NoteSettings> = {
  layout: oneOf(["numerator", "denominator"]),
  macros: valuesOf(text, "an object of LaTeX by command"),
  symbols: valuesOf(text, "an object of types by name"),
  rules: valuesOf(text, "an object of settings by rule"),
  locale: oneOf(LOCALE_NAMES),
};

/** The settings as a note is judged by them. */
export interface Given {
  readonly layout: "numerator" | "denominator" | undefined;
  /** Definitions of commands, as LaTeX has them. */
  readonly macros: string;
  readonly types: ReadonlyMap<string, DeclaredType>;
}

/** @throws ArgumentError where something is none of the settings, or not what it takes; `where` is named in it */
export function givenOf(where: string, settings: NoteSettings): Given {
  const { layout, macros = {}, symbols = {}, rules = {} } = settings;
  for (const [id, setting] of Object.entries(rules)) {
    const mistake = settingError(id, setting);
    if (mistake) throw new ArgumentError(`in ${where}, ${mistake}`);
  }
  const types = Object.entries(symbols).map(([name, type]) => [name, typeOf(where, name, type)] as const);
  const definitions = Object.entries(macros).map(([name, body]) => definitionOf(where, name, body));
  return { layout, macros: definitions.join("\n"), types: new Map(types) };
}

/** @throws ArgumentError */
export function requireSettings(where: string, value: unknown): NoteSettings {
  requireOptions(where, NOTE_SETTINGS, value);
  const settings = value as NoteSettings;
  givenOf(where, settings);
  return settings;
}

function typeOf(where: string, name: string, type: string): DeclaredType {
  try {
    return declaredType(parseType(type));
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    throw new ArgumentError(`in ${where}, the symbol ${name} has the type ${type}: ${error.message}`);
  }
}

/** `\newcommand{\norm}[1]{\left\| #1 \right\|}`: as many arguments as the body speaks of. */
function definitionOf(where: string, name: string, body: string): string {
  const command = name.startsWith("\\") ? name : `\\${name}`;
  if (!/^\\[a-zA-Z]+$/.test(command))
    throw new ArgumentError(`in ${where}, the macro ${name} has no name that LaTeX can have: letters only`);
  const count = Math.max(0, ...[...body.matchAll(/#([1-9])/g)].map(([, k]) => Number(k)));
  return `\\newcommand{${command}}${count > 0 ? `[${count}]` : ""}{${body}}`;
}
