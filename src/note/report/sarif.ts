/**
 * Findings as SARIF 2.1.0 (OASIS, 2020), which services show in pull requests.
 */
import type { Edit, Finding, Judged } from "../finding.ts";
import type { Note } from "../note.ts";
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
        results: checked.flatMap(([note, { findings }]) => {
          const lines = linesOf(note.text);
          return findings.map((finding) => resultOf(note.file, lines, finding, indices));
        }),
      },
    ],
  };
}

const ruleOf = (id: string) => ({ id, shortDescription: { text: id.replace(/-/g, " ") } });

/** A path as a URI reference, which has `/` on every system. */
function uriOf(file: string): string {
  const path = encodeURI(file.replace(/\\/g, "/")).replace(/[?#]/g, encodeURIComponent);
  if (path.startsWith("/")) return `file://${path}`;
  return /^[a-zA-Z]:/.test(path) ? `file:///${path}` : path;
}

function resultOf(
  file: string,
  lines: Lines,
  finding: Finding,
  indices: ReadonlyMap<string, number>,
): object {
  const { rule, severity, why, correct, edit } = finding;
  const artifactLocation = { uri: uriOf(file) };
  const right = correct === undefined ? "" : ` Right is: ${correct}`;
  return {
    ruleId: rule,
    ruleIndex: indices.get(rule),
    level: severity,
    message: { text: `${why}.${right}` },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(lines, finding) } }],
    ...(edit && { fixes: [fixOf(artifactLocation, lines, edit)] }),
  };
}

const fixOf = (artifactLocation: object, lines: Lines, edit: Edit) => ({
  description: { text: "write it as it is meant" },
  artifactChanges: [
    {
      artifactLocation,
      replacements: [{ deletedRegion: regionOf(lines, edit), insertedContent: { text: edit.text } }],
    },
  ],
});

function regionOf(lines: Lines, { start, end }: { readonly start: number; readonly end: number }): object {
  const [from, to] = [placeAt(lines, start), placeAt(lines, end)];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
