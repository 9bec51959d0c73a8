/** What is said of a document: the findings of a note, and what is wrong in its problems. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import type { Severity } from "../note/finding.ts";
import { WORDS } from "../note/report/language/words.ts";
import type { Reading } from "./readings.ts";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

const SOURCE = "matgrad";

export function diagnosticsOf({ problems, note, settingsMistake }: Reading): Diagnostic[] {
  const { findings = [], locale = "en" } = note?.judged ?? {};
  return [
    ...(settingsMistake === undefined ? [] : [atTop(settingsMistake)]),
    ...findings.map(({ start, end, severity, rule, why, correct }) => ({
      range: note!.rangeOf({ start, end }),
      severity: SEVERITIES[severity],
      source: SOURCE,
      code: rule,
      message: correct === undefined ? why : `${why}\n${WORDS[locale].right}${correct}`,
    })),
    ...problems.flatMap(({ mistake }) =>
      mistake ? [{ ...mistake, severity: DiagnosticSeverity.Error, source: SOURCE, code: "problem" }] : [],
    ),
  ];
}

const atTop = (message: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
  severity: DiagnosticSeverity.Warning,
  source: SOURCE,
  code: "settings",
  message,
});
