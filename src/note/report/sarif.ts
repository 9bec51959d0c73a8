/**
 * Findings as SARIF 2.1.0 (OASIS, 2020), which services show in pull requests.
 */
import type { Edit, Finding, Judged } from "../finding.ts";
import type { Note } from "../note.ts";
import { placeInFile } from "../reading/notebook.ts";
import { RULES, type RuleId } from "../rules/table.ts";
import { editsOfFile } from "./fix.ts";
import { WORDS, type Words } from "./language/words.ts";
import { type Lines, linesOf, placeAt } from "./lines.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

export function reportSarif(checked: readonly (readonly [Note, Judged])[]): object {
  const names = [...new Set(checked.flatMap(([, { findings }]) => findings.map(({ rule }) => rule)))].sort();
  const indices = new Map(names.map((name, k) => [name, k]));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "matgrad", rules: names.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: checked.flatMap(([note, { findings, locale = "en" }]) => {
          const file = fileOf(note, WORDS[locale]);
          return findings.map((finding) => resultOf(file, finding, indices));
        }),
      },
    ],
  };
}

const ruleOf = (id: RuleId) => ({
  id,
  shortDescription: { text: RULES[id].what },
  defaultConfiguration: { level: RULES[id].severity },
});

/** A path as a URI reference, which has `/` on every system. */
function uriOf(file: string): string {
  const path = encodeURI(file.replace(/\\/g, "/")).replace(/[?#]/g, encodeURIComponent);
  if (path.startsWith("/")) return `file://${path}`;
  return /^[a-zA-Z]:/.test(path) ? `file:///${path}` : path;
}

/** Places in the file itself: of a notebook in its JSON. */
interface File {
  readonly note: Note;
  readonly words: Words;
  readonly lines: Lines;
  readonly place: (offset: number) => number;
}

function fileOf(note: Note, words: Words): File {
  const { text, notebook } = note;
  const place = (offset: number): number => (notebook ? placeInFile(notebook, offset) : offset);
  return { note, words, lines: linesOf(notebook?.source ?? text), place };
}

function resultOf(file: File, finding: Finding, indices: ReadonlyMap<string, number>): object {
  const { rule, severity, why, correct, edit } = finding;
  const { note, words, lines, place } = file;
  const artifactLocation = { uri: uriOf(note.file) };
  const region = regionOf(lines, { start: place(finding.start), end: place(finding.end) });
  const right = correct === undefined ? "" : `${words.rightIs}${correct}`;
  return {
    ruleId: rule,
    ruleIndex: indices.get(rule),
    level: severity,
    message: { text: `${why}${words.stop}${right}` },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    ...(edit && { fixes: [fixOf(artifactLocation, file, editsOfFile(note, [edit]))] }),
  };
}

const fixOf = (artifactLocation: object, { words, lines }: File, edits: readonly Edit[]) => ({
  description: { text: words.correction },
  artifactChanges: [
    {
      artifactLocation,
      replacements: edits.map((edit) => ({
        deletedRegion: regionOf(lines, edit),
        insertedContent: { text: edit.text },
      })),
    },
  ],
});

function regionOf(lines: Lines, { start, end }: { readonly start: number; readonly end: number }): object {
  const [from, to] = [placeAt(lines, start), placeAt(lines, end)];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
