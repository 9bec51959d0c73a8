/**
 * The page of the proof-reader's rules: the table, and of each rule an example with the report on it.
 */
import { LOCALE_NAMES } from "../src/derivation/locales/locale.ts";
import { judgeNote } from "../src/note/judging/judge.ts";
import { proofread } from "../src/note/proofread.ts";
import { readNote } from "../src/note/reading/read.ts";
import { reportText } from "../src/note/report/report.ts";
import { RULE_SETTINGS } from "../src/note/rules/settings.ts";
import { RULE_IDS, RULES, type RuleId } from "../src/note/rules/table.ts";
import type { NoteSettings } from "../src/note/settings.ts";

const ABOUT = {
  claim: "Claims",
  names: "Names",
  writing: "Writing",
  reading: "Reading",
  file: "Files",
} as const;

/** A fence that the text has no longer run of backticks than. */
const fenced = (text: string, language: string): string => `\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\``;

/** The finding of the rule alone, as `matgrad check` prints it. */
function reportOf(id: RuleId, example: string): string {
  const note = readNote("note.md", example);
  const judged = proofread(note, judgeNote);
  const findings = judged.findings.filter(({ rule }) => rule === id).slice(0, 1);
  const [shown = ""] = reportText(note, { ...judged, findings }).split("\nnote.md: ");
  return shown;
}

const section = (id: RuleId): string => {
  const { severity, what, example } = RULES[id];
  const head = `### ${id}\n\n${severity}: ${what}.\n`;
  if (example === undefined) return head;
  return `${head}\n${fenced(example, "markdown")}\n\n${fenced(reportOf(id, example), "text")}\n`;
};

/** The schema of matgrad.config.json, for editors. */
export function configSchema(): string {
  const setting = { enum: RULE_SETTINGS };
  const properties = {
    $schema: { type: "string" },
    layout: {
      description: "how derivatives are laid out where a note doesn't say it",
      enum: ["numerator", "denominator"],
    },
    macros: {
      description: "commands of the notes' own, by name, with #1 for their first argument",
      type: "object",
      additionalProperties: { type: "string" },
    },
    symbols: {
      description: "what letters are: m x n, symmetric n, vector n, scalar",
      type: "object",
      additionalProperties: { type: "string" },
    },
    rules: {
      description: "off, error, warning or note, by rule",
      type: "object",
      properties: Object.fromEntries(
        RULE_IDS.map((id) => [id, { description: RULES[id].what, default: RULES[id].severity, ...setting }]),
      ),
      additionalProperties: false,
    },
    locale: {
      description: "the language of what is said of a note; the note's own unless given",
      enum: LOCALE_NAMES,
    },
  } satisfies Record<"$schema" | keyof NoteSettings, object>;
  const head = { $schema: "http://json-schema.org/draft-07/schema#", title: "matgrad.config.json" };
  const schema = { ...head, type: "object", properties, additionalProperties: false };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

export function rulesPage(): string {
  const groups = (Object.keys(ABOUT) as (keyof typeof ABOUT)[]).map((about) => {
    const ids = RULE_IDS.filter((id) => RULES[id].about === about);
    return `## ${ABOUT[about]}\n\n${ids.map(section).join("\n")}`;
  });
  return `# Rules

Written from the table of the proof-reader's rules: errors are mistakes, warnings what an author would want mended,
notes what matgrad could not read. \`--rule ID=off\` switches one off; \`error\`, \`warning\` and \`note\` make it
one. The guide has the comments and the file of settings that do the same. Below each example is what
\`matgrad check\` says of it.

${groups.join("\n")}`;
}
