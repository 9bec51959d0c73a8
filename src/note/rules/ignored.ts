/**
 * Comments by which an author says that a finding is to be left out:
 *
 *     <!-- matgrad-ignore-next-line sides-differ -->      % matgrad-ignore-next-line sides-differ
 *     <!-- matgrad-ignore-start --> … <!-- matgrad-ignore-end -->
 *     $y = X w$ % matgrad-ignore-line                     <!-- matgrad-ignore-file maths-outside -->
 *
 * Without a rule, all are meant. A next line that begins a formula is all of that formula.
 */
import type { Finding } from "../finding.ts";
import type { Note } from "../note.ts";
import type { Range } from "../reading/pieces.ts";
import { ruleError } from "./settings.ts";

interface Ignored extends Range {
  /** Empty: all. */
  readonly rules: ReadonlySet<string>;
}

const COMMAND = /matgrad-ignore-(next-line|line|start|end|file)(?![\w-])([^\n]*?)(?=-->|$)/m;

/** The findings that no comment takes away, and what is wrong with the comments. */
export function withoutIgnored(note: Note, findings: readonly Finding[]): readonly Finding[] {
  const { ranges, mistakes } = ignoredIn(note);
  if (ranges.length === 0 && mistakes.length === 0) return findings;
  const isIgnored = ({ start, rule }: Finding): boolean =>
    ranges.some(
      (range) =>
        range.start <= start && start <= range.end && (range.rules.size === 0 || range.rules.has(rule)),
    );
  return [...findings.filter((finding) => !isIgnored(finding)), ...mistakes];
}

function ignoredIn(note: Note): {
  readonly ranges: readonly Ignored[];
  readonly mistakes: readonly Finding[];
} {
  const { text, comments = [] } = note;
  const ranges: Ignored[] = [];
  const mistakes: Finding[] = [];
  const open: Ignored[] = [];
  for (const comment of comments) {
    const [written, command, list = ""] = COMMAND.exec(text.slice(comment.start, comment.end)) ?? [];
    if (written === undefined) continue;
    const names = list.split(/[\s,]+/).filter((name) => name !== "");
    const rules = new Set(names);
    for (const name of names) {
      const why = ruleError(name);
      if (why)
        mistakes.push({
          ...comment,
          latex: written,
          severity: "warning",
          verdict: "right",
          rule: "unknown-rule",
          why,
        });
    }
    if (command === "file") ranges.push({ start: 0, end: text.length, rules });
    else if (command === "line")
      ranges.push({
        start: text.lastIndexOf("\n", comment.start - 1) + 1,
        end: lineEnd(text, comment.end),
        rules,
      });
    else if (command === "next-line") ranges.push({ ...nextLine(note, comment.end), rules });
    else if (command === "start") open.push({ start: comment.end, end: text.length, rules });
    else {
      const last = open.pop();
      if (last) ranges.push({ ...last, end: comment.start });
    }
  }
  return { ranges: [...ranges, ...open], mistakes };
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
};

/** The next line that isn't empty, to the end of the display that begins in it. */
function nextLine({ text, passages }: Note, from: number): Range {
  const after = lineEnd(text, from);
  const start = after + text.slice(after).search(/\S|$/);
  const end = lineEnd(text, start);
  // the delimiter stands before the formula, at most a line above its first sign
  const opened = passages.find(
    (passage) =>
      passage.kind === "formula" &&
      passage.display &&
      passage.end > start &&
      text.slice(start, passage.start).trim().length <= LONGEST_DELIMITER,
  );
  return { start, end: Math.max(end, opened && opened.start >= start ? opened.end : end) };
}

/** `\begin{equation*}`, `.. math::`, a fence. */
const LONGEST_DELIMITER = 24;
