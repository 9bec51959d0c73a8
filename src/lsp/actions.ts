/**
 * What can be done at a place: write a correction, write the derivation of a block below it, declare a name.
 */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { renderNote } from "../blocks/render.ts";
import type { Edit } from "../note/finding.ts";
import { WORDS } from "../note/report/language/words.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import type { Problem } from "./problems.ts";
import { meet } from "./ranges.ts";
import type { Reading } from "./readings.ts";

/** Which block an action is of that isn't worked out yet. */
export interface Pending {
  readonly uri: string;
  /** The line of the note that the block's text begins in, from 1. */
  readonly line: number;
}

export function actionsAt(document: TextDocument, reading: Reading, range: Range): CodeAction[] {
  const near = reading.problems.filter((problem) => meet(extent(problem), range));
  return [
    ...corrections(document, reading, range),
    ...near.flatMap((problem) => [
      ...derivations(document, problem),
      ...declarations(document, problem, range),
    ]),
  ];
}

/** The lines of a problem, with those that open and close a block. */
function extent({ source, line, isBlock }: Problem): Range {
  const around = isBlock ? 1 : 0;
  const last = line + source.text.split("\n").length - 1 + around;
  return { start: { line: line - around, character: 0 }, end: { line: last, character: Number.MAX_VALUE } };
}

function corrections(document: TextDocument, reading: Reading, range: Range): CodeAction[] {
  const { note } = reading;
  const isNear = note?.judged.findings.some((finding) => finding.edit && meet(note.rangeOf(finding), range));
  if (!note || !isNear) return [];
  const said = diagnosticsOf(reading);
  const words = WORDS[note.judged.locale ?? "en"];
  const all = note.corrections();
  const here = all.filter(({ finding }) => meet(note.rangeOf(finding), range));
  const each = here.map(({ finding, edits }): CodeAction => {
    const place = note.rangeOf(finding);
    return {
      title: `matgrad: ${words.write(finding.correct ?? edits.map(({ text }) => text).join(""))}`,
      kind: CodeActionKind.QuickFix,
      isPreferred: true,
      diagnostics: said.filter((d) => d.code === finding.rule && isSameRange(d, place)),
      edit: { changes: { [document.uri]: textEdits(document, edits) } },
    };
  });
  if (all.length < 2 || here.length === 0) return each;
  const edits = textEdits(
    document,
    all.flatMap((correction) => correction.edits),
  );
  const title = `matgrad: ${words.writeAll(all.length)}`;
  return [...each, { title, kind: CodeActionKind.QuickFix, edit: { changes: { [document.uri]: edits } } }];
}

const isSameRange = ({ range }: Diagnostic, other: Range): boolean =>
  JSON.stringify(range) === JSON.stringify(other);

const textEdits = (document: TextDocument, edits: readonly Edit[]): TextEdit[] =>
  edits.map(({ start, end, text }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText: text,
  }));

function derivations({ uri }: TextDocument, { isBlock, line }: Problem): CodeAction[] {
  if (!isBlock) return [];
  const data: Pending = { uri, line: line + 1 };
  return [{ title: "matgrad: derive this", kind: CodeActionKind.Refactor, data }];
}

/** The block's derivation below it; what was made before is replaced. */
export function withDerivation(document: TextDocument, { file }: Reading, action: CodeAction): CodeAction {
  const { line } = action.data as Pending;
  const text = document.getText();
  const { text: rendered } = renderNote(file, text, [], (place) => place.line === line);
  const edit = changeOf(text, rendered);
  return { ...action, edit: { changes: { [document.uri]: textEdits(document, edit ? [edit] : []) } } };
}

/** What differs, as one edit. */
function changeOf(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let back = 0;
  const most = Math.min(before.length, after.length) - start;
  while (back < most && before.at(-1 - back) === after.at(-1 - back)) back++;
  return { start, end: before.length - back, text: after.slice(start, after.length - back) };
}

/** A line above the others that says what matgrad takes a name for. */
function declarations({ uri }: TextDocument, problem: Problem, range: Range): CodeAction[] {
  const { names, line, prefix } = problem;
  return names.flatMap(({ info, places }) => {
    const { declaration } = info;
    if (declaration === undefined || !places.some((place) => meet(place, range))) return [];
    const at = { line, character: 0 };
    const edit = { range: { start: at, end: at }, newText: `${prefix}${declaration}\n` };
    const title = `matgrad: declare ${declaration}`;
    return [{ title, kind: CodeActionKind.Refactor, edit: { changes: { [uri]: [edit] } } }];
  });
}
