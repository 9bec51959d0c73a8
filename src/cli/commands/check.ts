/**
 * `matgrad check FILE...`: the proof-reader.
 */

import { resolve } from "node:path";
import { LOCALE_NAMES } from "../../derivation/locales/locale.ts";
import type { Finding, Judged, Progress } from "../../note/finding.ts";
import { judgeNote } from "../../note/judging/judge.ts";
import type { Note } from "../../note/note.ts";
import { type JudgeNote, proofread } from "../../note/proofread.ts";
import { decode } from "../../note/reading/decode.ts";
import { partsOfDocument, withMacrosBeside } from "../../note/reading/inputs.ts";
import { readNote } from "../../note/reading/read.ts";
import { applied, editsOfFile, unifiedDiff } from "../../note/report/fix.ts";
import { reportJson } from "../../note/report/json.ts";
import { placesOf } from "../../note/report/lines.ts";
import { reportText } from "../../note/report/report.ts";
import { type JudgeWith, safeEdits } from "../../note/report/safe.ts";
import { reportSarif } from "../../note/report/sarif.ts";
import { type RuleSettings, settingError } from "../../note/rules/settings.ts";
import { givenOf, type NoteSettings } from "../../note/settings.ts";
import { MOST_MATHEMATICS } from "../../note/statements/formulas.ts";
import { type Options, readArguments } from "../../options/arguments.ts";
import { UsageError } from "../../options/usage.ts";
import { printable, printableJson } from "../../printable.ts";
import type { Command } from "../command.ts";
import { CONFIG_NAME, configFor, readConfig } from "../config.ts";
import { readBytes, writeFile } from "../files.ts";
import { complain, type Streams } from "../streams.ts";
import { changedLines, touches } from "./changed.ts";

const FORMATS = ["text", "json", "sarif"] as const;

const OPTIONS = {
  json: { type: "switch", help: "the same as --format json" },
  format: { type: "text", value: "FORMAT", help: "what is printed", values: FORMATS },
  all: {
    type: "switch",
    help: "each place of what could not be read; with --json every relation, and what is said of it",
  },
  fix: { type: "switch", help: "write the corrections that are certain, each shown as a diff first" },
  limit: {
    type: "count",
    value: "N",
    help: `most characters of mathematics that are judged; ${MOST_MATHEMATICS}`,
  },
  layout: {
    type: "text",
    value: "LAYOUT",
    help: "how derivatives are laid out where a note doesn't say it",
    values: ["numerator", "denominator"],
  },
  lang: {
    type: "text",
    short: "l",
    value: "LANGUAGE",
    help: "the language of what is said; the note's own unless given",
    values: LOCALE_NAMES,
  },
  config: {
    type: "text",
    file: true,
    value: "PATH",
    help: `a file of settings; the nearest ${CONFIG_NAME} upwards from each note unless given`,
  },
  rule: {
    type: "list",
    value: "ID=off",
    help: "what a rule is: off, error, warning or note; docs/rules.md lists them",
  },
  changed: {
    type: "text",
    value: "COMMIT",
    help: "only what touches a line that differs from a commit of git",
  },
  "no-warnings": { type: "switch", help: "only what is wrong or ill-formed" },
} as const satisfies Options;

const ABOUT = `Proof-reads notes: which of their equations are wrong, where, and what they should say. A FILE is Markdown,
MyST, Quarto or R Markdown (formulas in $, $$, \\( \\), \\[ \\] or fenced blocks), LaTeX, reStructuredText (.rst), a
Jupyter notebook (.ipynb), or one bare formula; - is standard input. With a LaTeX document the files are checked that
it takes its text from by \\input or \\include.

  matgrad check note.md
  matgrad check --fix *.md
  matgrad check --format sarif notes/*.md > matgrad.sarif
`;

const NOTES = `Errors are what is wrong or ill-formed, warnings what is badly written, notes what is not understood.
--json prints an object for each file, a line each; lines and columns count from 1, columns in characters.
--fix changes formulas only, never words, and only in files that are named.
`;

export const command: Command<typeof OPTIONS> = {
  name: "check",
  usage: "check FILE... [options]",
  about: ABOUT,
  options: OPTIONS,
  notes: NOTES,
  operands: "files",
  status: "0: nothing wrong; 1: something wrong",
  run: check,
};

interface Request {
  readonly files: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly fix: boolean;
  readonly all: boolean;
  readonly onlyErrors: boolean;
  /** Only findings on lines that differ from this commit. */
  readonly changed: string | undefined;
  readonly limit: number;
  /** Of the command line, which go before those of a file. */
  readonly settings: NoteSettings;
  readonly config: string | undefined;
}

function readRequest(args: readonly string[]): Request {
  const { values, operands: files } = readArguments(args, command);
  const {
    fix,
    json,
    format = json ? "json" : "text",
    limit = MOST_MATHEMATICS,
    layout,
    lang,
    config,
  } = values;
  const settings = { layout, rules: readRules(values.rule), locale: lang };
  if (files.length === 0) throw new UsageError("matgrad check takes the names of notes; - is standard input");
  if (fix && files.includes("-"))
    throw new UsageError("--fix cannot write to standard input: it takes files");
  if (values.changed !== undefined && (fix || files.includes("-")))
    throw new UsageError("--changed takes files, and goes without --fix");
  return {
    files,
    format,
    fix,
    all: values.all,
    settings,
    config,
    onlyErrors: values["no-warnings"],
    changed: values.changed,
    limit,
  };
}

/** What the command line says goes before what a file says, rule by rule. */
const together = (file: NoteSettings, own: NoteSettings): NoteSettings => ({
  ...file,
  layout: own.layout ?? file.layout,
  locale: own.locale ?? file.locale,
  rules: { ...file.rules, ...own.rules },
});

/** `missing-partial=off` ─▶ { "missing-partial": "off" }. */
function readRules(given: readonly string[]): RuleSettings {
  const settings = given.map((text) => {
    const [id = "", setting] = text.split("=", 2);
    const mistake = settingError(id, setting);
    if (mistake) throw new UsageError(`--rule takes ID=SETTING, and in ${text} ${mistake}`);
    return [id, setting];
  });
  return Object.fromEntries(settings);
}

/** The exit status. */
export function check(args: readonly string[], streams: Streams): Promise<number> {
  return checkWith(judgeNote, args, streams);
}

/** With any judge of the mathematics: the exit status. */
export async function checkWith(
  judge: JudgeNote,
  args: readonly string[],
  streams: Streams,
): Promise<number> {
  const request = readRequest(args);
  const checked: (readonly [Note, Judged])[] = [];
  let status = 0;
  const named = new Set(request.files.map((file) => resolve(file)));
  const parts = request.files.flatMap((file) => partsOfDocument(file));
  const others = parts.filter((file) => !named.has(resolve(file)));
  for (const file of [...request.files, ...new Set(others)]) {
    try {
      const isNamed = named.has(resolve(file));
      const [note, all] = await checkFile(judge, file, { ...request, fix: request.fix && isNamed }, streams);
      // a part with commands alone
      if (!isNamed && !note.passages.some(({ kind }) => kind === "formula")) continue;
      const findings = asked(file, note, all.findings, request);
      const judged = { ...all, findings };
      if (findings.some(({ severity }) => severity === "error")) status = Math.max(status, 1);
      if (request.format === "text") await streams.out(reportText(note, judged, streams.colours));
      if (request.format === "json")
        await streams.out(`${printableJson(reportJson(note, judged, { all: request.all }))}\n`);
      checked.push([note, judged]);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complain(streams, error.message);
      status = 2;
    }
  }
  if (request.format === "sarif") await streams.out(`${printableJson(reportSarif(checked), 2)}\n`);
  return status;
}

/** The findings that are asked for. Lines of a notebook are no lines of its cells: it is changed as a whole. */
function asked(
  file: string,
  note: Note,
  findings: readonly Finding[],
  { onlyErrors, changed }: Request,
): readonly Finding[] {
  const told = onlyErrors ? findings.filter(({ severity }) => severity === "error") : findings;
  if (changed === undefined) return told;
  const lines = changedLines(file, changed);
  if (note.notebook) return lines.length > 0 ? told : [];
  const placeOf = placesOf(note);
  return told.filter(({ start, end }) => touches(lines, placeOf(start).line, placeOf(end).line));
}

async function checkFile(
  judge: JudgeNote,
  file: string,
  { fix, format, limit, all, settings: own, config }: Request,
  streams: Streams,
): Promise<readonly [Note, Judged]> {
  const bytes = readBytes(file);
  const settings = together(config === undefined ? configFor(file) : readConfig(config), own);
  const given = givenOf("the settings", settings);
  const { text, finding } = decode(bytes);
  const shownName = file === "-" ? "standard input" : printable(file);
  const name = format === "text" || file === "-" ? shownName : file;
  const read = (content: string): readonly [Note, Judged] => {
    const note = readNote(name, content, withMacrosBeside(file, content, given));
    const limited: JudgeNote = (whole, progress) => judge(whole, progress, limit);
    const progress = progressOn(streams, shownName);
    const before = finding ? [finding] : [];
    const { rules, locale } = settings;
    return [note, proofread(note, limited, { progress, before, all, rules, locale })];
  };
  const [note, judged] = read(text);
  const judgeWith: JudgeWith = (changes) => read(applied(text, editsOfFile(note, changes)));
  const edits = fix && !finding ? editsOfFile(note, safeEdits(note, judged, judgeWith)) : [];
  if (edits.length === 0) return [note, judged];
  const diff = unifiedDiff(shownName, text, edits);
  if (format === "text") await streams.out(diff);
  else streams.error(diff);
  const fixed = applied(text, edits);
  if (Buffer.compare(readBytes(file), bytes) !== 0) {
    throw new UsageError(`cannot write ${shownName}: it was changed while it was read; run --fix again`);
  }
  writeFile(file, fixed);
  return read(fixed);
}

const BAR_WIDTH = 30;

/** A bar on a terminal, drawn anew at each percent and gone at the end. */
function progressOn({ progress }: Streams, name: string): Progress | undefined {
  if (!progress) return undefined;
  let shown = -1;
  return (done, total) => {
    const part = total > 0 ? Math.min(1, done / total) : 1;
    const percent = Math.floor(100 * part);
    if (percent === shown) return;
    shown = percent;
    const filled = Math.round(BAR_WIDTH * part);
    const bar = `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}`;
    progress(percent === 100 ? "\r\u001b[K" : `\r${bar} ${percent}% ${name}`);
  };
}
