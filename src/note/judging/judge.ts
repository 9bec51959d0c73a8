/**
 * A note, proof-read: every equation that makes a claim, judged in the context that the note itself gives.
 *
 *     statements ─▶ contexts ─▶ worlds ─▶ outcomes ─▶ findings
 */
import { contextOf } from "../context/collect.ts";
import type { Context } from "../context/context.ts";
import { type Spelling, spellingOf } from "../context/spelling.ts";
import type { Finding, Judged, Progress } from "../finding.ts";
import { fingerprint, hashed, type Memory, newMemory } from "../memory.ts";
import type { Note, Passage } from "../note.ts";
import { MOST_MATHEMATICS, type Problem, type Statements, statementsOf } from "../statements/formulas.ts";
import { isTooDeep } from "../verdict/compare.ts";
import type { Reading as NoteReading } from "../verdict/merged.ts";
import { merged, type Wanted } from "../verdict/merged.ts";
import { proseFindings } from "./findings/prose.ts";
import { findingAt, type Reporter } from "./findings/reporter.ts";
import { judgeProblem, relationsByFormula, sceneOf } from "./problem.ts";
import type { Budget } from "./slips/diagnose.ts";
import { leftSidesOf, lettersIn, phrasesOf } from "./warnings/occurring.ts";

/** How many repairs are tried in one note: what is wrong in ever new ways is reported without its cure. */
const REPAIRS = 40_000;

/**
 * Everything that the mathematics of a note says; `progress` is told after each formula. Of more than `limit`
 * characters of mathematics only so many are judged, and that is said.
 */
export function judgeNote(
  note: Note,
  progress?: Progress,
  limit = MOST_MATHEMATICS,
  memory = newMemory(),
): Judged {
  const statements = statementsOf(note, limit, memory);
  const count = statements.problems.reduce((total, { formulas }) => total + formulas.length, 0);
  const written = (wanted: Wanted, reading: NoteReading) =>
    judgeWritten(note, statements, wanted, reading, progress, limit, memory);
  return merged(note, statements, written, memory, () => progress?.(0, count));
}

function judgeWritten(
  note: Note,
  { problems, unread }: Statements,
  wanted: Wanted,
  reading: NoteReading,
  progress: Progress | undefined,
  limit: number,
  memory: Memory,
): readonly Finding[] {
  const count = problems.reduce((total, { formulas }) => total + formulas.length, 0);
  let done = 0;
  const advance = (): void => {
    done++;
    progress?.(done, count);
  };
  const all: Finding[] = [];
  const budget: Budget = { left: REPAIRS };
  const texts: string[] = [];
  let previous: Context | undefined;
  let spelling: Spelling | undefined;
  const relations = relationsByFormula(reading);
  for (const problem of problems) {
    previous = contextOf(problem, previous && shortened(previous, LONGEST_CHAIN));
    spelling = spellingOf(problem, spelling);
    const reporter: Reporter = {
      note,
      spelling,
      budget,
      scene: sceneOf(previous, reading, relations, problem),
      phrases: phrasesOf(problem),
      leftSides: leftSidesOf(problem, note),
      letters: lettersIn(problem),
    };
    const own = problemText(note, problem);
    texts.push(own);
    const start = problem.formulas[0]!.passage.start;
    const end = problem.formulas.at(-1)!.passage.end;
    const asked = wanted.within({ start, end });
    const rests = [note.macros, asked, ...texts.slice(-LONGEST_CHAIN - 1), fingerprint(spelling)];
    const until = done + problem.formulas.length;
    const found = memory.find("problem", hashed(rests.join("\u0000")), () => {
      const alone: Finding[] = [];
      try {
        judgeProblem(problem, reporter, alone, wanted.has, advance);
      } catch (error) {
        // entries that are defined by each other without an end
        if (!isTooDeep(error)) alone.push(faultAt(note, problem.formulas[0]!.passage, error));
      }
      return alone.map((finding) => shifted(finding, -start));
    });
    all.push(...found.map((finding) => shifted(finding, start)));
    while (done < until) advance();
  }
  const rest = unread ? [tooLong(note, unread, limit)] : [];
  return withoutRepeats([...all, ...proseFindings(note), ...rest]);
}

/** A problem with the words before and behind it. */
function problemText({ text }: Note, { formulas, previous, ending }: Problem): string {
  const start = previous?.formulas.at(-1)?.passage.end ?? 0;
  return `${text.slice(start, formulas.at(-1)!.passage.end)} ${ending}`;
}

/** As it is where the text before it is longer. */
const shifted = (finding: Finding, by: number): Finding => ({
  ...finding,
  start: finding.start + by,
  end: finding.end + by,
  ...(finding.edit && {
    edit: { ...finding.edit, start: finding.edit.start + by, end: finding.edit.end + by },
  }),
});

function tooLong(note: Note, from: Passage, limit: number): Finding {
  const why = `from here on nothing is judged: the note has more than ${limit} characters of mathematics; split it, or raise --limit`;
  return findingAt(note, from, "note", "unclear", "too-long", why);
}

/** A fault of the program's costs what it stands in, and no more. */
function faultAt(note: Note, from: Passage, error: unknown): Finding {
  const what = error instanceof Error ? error.message : String(error);
  const why = `matgrad can't look for slips from here on, which is a fault of matgrad's (${what}): please report it`;
  return findingAt(note, from, "note", "unclear", "fault", why);
}

/** What is unclear only because of what is said of the same place anyway is left out. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort((a, b) => a.start - b.start || a.end - b.end);
  const telling = sorted.filter(({ rule, severity }) => severity === "error" || rule === "unreadable");
  let from = 0;
  return sorted.filter(({ rule, start, end }) => {
    if (rule !== "unclear") return true;
    while (
      from < telling.length &&
      telling[from]!.end <= start &&
      telling[from]!.end < start - LONGEST_FORMULA
    )
      from++;
    for (let i = from; i < telling.length && telling[i]!.start < end; i++)
      if (telling[i]!.end > start) return false;
    return true;
  });
}

const LONGEST_FORMULA = 100_000;

/** A problem takes what it doesn't define from so many problems before it. */
const LONGEST_CHAIN = 6;

const shortened = (context: Context, length: number): Context => ({
  ...context,
  previous: context.previous && length > 1 ? shortened(context.previous, length - 1) : undefined,
});
