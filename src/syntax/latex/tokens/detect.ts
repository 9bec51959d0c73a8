/**
 * Whether a text is LaTeX: it has one of LaTeX's commands, or dollar signs.
 *
 *     x^\top A x  ─▶  true        A\b, x'A x  ─▶  false
 */
import * as commands from "./commands.ts";

/** Those that structure a formula; the rest are in the tables of commands. */
const STRUCTURE =
  "top intercal sum prod sqrt left right begin end lVert rVert lvert rvert Vert vert langle rangle mid infty prime " +
  "overbrace underbrace substack overset underset stackrel mathbb transpose tag operatorname partial nabla";

const KNOWN: ReadonlySet<string> = new Set(
  [
    ...STRUCTURE.split(" "),
    ...[
      commands.LETTERS,
      commands.OPERATORS,
      commands.RELATIONS,
      commands.FUNCTION_COMMANDS,
      commands.ACCENTS,
    ],
    ...[commands.LETTER_FONTS, commands.SWITCHES, commands.SKIPPED_WITH, commands.SHOWN, commands.DOTS],
    ...[commands.WORD_FONTS, commands.TEXT_COMMANDS, commands.GAPS, commands.SKIPPED, commands.FRACTIONS],
  ]
    .flatMap((table) => (typeof table === "string" ? [table] : [...table.keys()]))
    .filter((name) => /^[A-Za-z]{2,}$/.test(name)),
);

const COMMAND = /\\([A-Za-z]{2,})/g;
/** \\, \|, \{, \,, \;, \! and formulas within \( \) or dollar signs. */
const MARKS = /\\[\\|{}[\],;!:]|\\\([\s\S]*\\\)|\$/;

export const isLatex = (text: string): boolean =>
  MARKS.test(text) || [...text.matchAll(COMMAND)].some(([, name]) => KNOWN.has(name as string));
