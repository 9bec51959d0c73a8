/**
 * Rules on how formulas are written:
 *
 *     w{kj}  where w_{kj} is meant      { (w }_{11} + h)      $$ a = b \\ $$      \sum_{i}^{n}
 */

import type { Note, Passage } from "../note.ts";
import { isBalanced } from "../reading/likeness.ts";
import type { Rule, Warning } from "./warning.ts";

const formulasOf = ({ passages }: Note): readonly Passage[] =>
  passages.filter(({ kind }) => kind === "formula");

/** Of every formula what `look` finds, with places in the formula. */
const inFormulas =
  (look: (text: string, formula: Passage) => readonly Warning[]): Rule =>
  (note) =>
    formulasOf(note).flatMap((formula) =>
      look(formula.text, formula).map((warning) => shifted(warning, formula.start)),
    );

const shifted = (warning: Warning, by: number): Warning => ({
  ...warning,
  start: warning.start + by,
  end: warning.end + by,
  ...(warning.edit && {
    edit: { ...warning.edit, start: warning.edit.start + by, end: warning.edit.end + by },
  }),
});

const FONT =
  "\\\\(?:mathbf|boldsymbol|bm|mathrm|mathit|mathcal|mathbb|vec|hat|bar|tilde)\\s*\\{\\s*\\\\?[a-zA-Z]+\\s*\\}";
const INDICES = "[a-zA-Z0-9](?:\\s*,?\\s*[a-zA-Z0-9]){0,3}";
const WITH_INDICES = new RegExp(`(${FONT}|(?<![a-zA-Z\\\\])[a-zA-Z])_\\{\\s*(${INDICES})\\s*\\}`, "g");
const WITHOUT_UNDERSCORE = new RegExp(
  `\\\\(?:begin|end)\\s*\\{[^{}]*\\}(?:\\{[^{}]*\\})?|(${FONT})\\{(${INDICES})\\}|\\\\[a-zA-Z]+|(?<![_^}])([a-zA-Z])\\{(${INDICES})\\}`,
  "g",
);
const letterOf = (base: string): string => /([a-zA-Z]+)\s*\}?$/.exec(base)?.[1] ?? base;
const indicesKey = (base: string, indices: string): string =>
  `${letterOf(base)}_${indices.replace(/[\s,]/g, "")}`;

/** `w{kj}` in a note that writes w_{kj} elsewhere. */
export const lostUnderscore: Rule = (note) => {
  const known = new Set<string>();
  for (const { text } of formulasOf(note)) {
    for (const [, base = "", indices = ""] of text.matchAll(WITH_INDICES))
      known.add(indicesKey(base, indices));
  }
  return inFormulas((text) =>
    [...text.matchAll(WITHOUT_UNDERSCORE)].flatMap((match): Warning[] => {
      const base = match[1] ?? match[3];
      const indices = match[2] ?? match[4] ?? "";
      if (base === undefined || !known.has(indicesKey(base, indices))) return [];
      const [start, end] = [match.index, match.index + match[0].length];
      const correct = `${base}_{${indices}}`;
      const why = `${match[0]} is a product of letters; elsewhere the note writes the entry ${correct}`;
      const at = start + base.length;
      return [{ start, end, rule: "lost-underscore", why, correct, edit: { start: at, end: at, text: "_" } }];
    }),
  )(note);
};

/** A line end with no line behind it. */
export const lineEndAtEnd: Rule = inFormulas((text, { display }) => {
  const match = display ? /\s*\\\\\s*$/.exec(text.slice(-20)) : null;
  if (!match || text.endsWith("\\\\\\\\")) return [];
  const start = text.length - match[0].length;
  return [
    {
      ...{ start, end: text.length, rule: "line-end-at-end" },
      why: "the formula ends in a line end \\\\ with no line behind it",
      correct: text.slice(0, start),
      edit: { start, end: text.length, text: "" },
    },
  ];
});

interface Open {
  readonly sign: string;
  readonly at: number;
}

/** `{ (w }_{11} + h)`: a parenthesis that opens in a group and closes behind it. */
export const crossingBrackets: Rule = inFormulas((text) => {
  const found: Warning[] = [];
  const open: Open[] = [];
  /** A group that closed over an open parenthesis. */
  let crossed: { readonly group: Open; readonly inside: Open; readonly depth: number } | undefined;
  for (const { 0: sign, index } of text.matchAll(/\\[\s\S]|[{}()]/g)) {
    const top = open.at(-1);
    if (sign === "{" || sign === "(") open.push({ sign, at: index });
    else if (sign === "}" && top?.sign === "(" && open.at(-2)?.sign === "{") {
      open.pop();
      const group = open.pop() as Open;
      crossed = { group, inside: top, depth: open.length };
    } else if (sign === "}" && top?.sign === "{") open.pop();
    else if (sign === ")" && crossed?.depth === open.length) {
      found.push(crossing(text, crossed.group.at, crossed.inside.at, index + 1));
      crossed = undefined;
    } else if (sign === ")" && top?.sign === "(") open.pop();
  }
  return found;
});

function crossing(text: string, group: number, inside: number, end: number): Warning {
  const why = "the parenthesis opens inside a group of braces and closes outside of it";
  const between = text.slice(group + 1, inside);
  const found = { start: group, end, rule: "crossing-brackets", why } as const;
  if (between.trim() !== "") return found;
  const edit = { start: group, end: inside + 1, text: `({${between}` };
  return { ...found, edit, correct: edit.text + text.slice(inside + 1, end) };
}

const MATRIX = /\\begin\{([bpvBV]?matrix)\}((?:(?!\\begin\{|\\end\{)[\s\S]){1,4000})\\end\{\1\}/g;
/** Without what stands in brackets. */
const unbracketed = (text: string): string => text.replace(/\{[^{}]*\}|\([^()]*\)|\[[^\][]*\]/g, "");
const rowsOf = (inside: string): string[] => inside.split(/\\\\/).filter((row) => row.trim() !== "");

/** `[i = ae + bg & j = …]`: what stands in a matrix is a value. */
export const equationsInMatrix: Rule = inFormulas((text) =>
  [...text.matchAll(MATRIX)].flatMap(({ 0: whole, 1: name, 2: inside = "", index }): Warning[] => {
    const cells = rowsOf(inside).flatMap((row) => row.split("&"));
    const equations = cells.filter((cell) => /[\w}]\s*=\s*[\w\\{(-]/.test(unbracketed(cell)));
    if (name === "matrix" || equations.length < 2) return [];
    const why = `${equations.length} entries of this matrix are equations: an entry is a value, ${equations[0]?.trim()} belongs outside`;
    return [{ start: index, end: index + whole.length, rule: "equations-in-matrix", why }];
  }),
);

/** `[a, b \\ c d]`: rows of one entry that holds several. */
export const missingAmpersand: Rule = inFormulas((text) =>
  [...text.matchAll(MATRIX)].flatMap(({ 0: whole, 2: inside = "", index }): Warning[] => {
    const rows = rowsOf(inside);
    const bare = rows.map(unbracketed);
    if (inside.includes("&") || rows.length < 2 || !bare.some((row) => /[^\s,]\s*,\s*[^\s,]/.test(row)))
      return [];
    const why = "the rows of this matrix separate their entries by commas or spaces: & is meant";
    return [{ start: index, end: index + whole.length, rule: "missing-ampersand", why }];
  }),
);

const SCRIPT = "(?:\\{[^{}]*\\}|[a-zA-Z0-9])";
const SUM = new RegExp(
  `\\\\(?:sum|prod)(?:\\\\limits)?\\s*(?:\\^(${SCRIPT})\\s*_(${SCRIPT})|_(${SCRIPT})\\s*\\^(${SCRIPT}))`,
  "g",
);

/** `\sum_{i}^{n}`: up to n, from where? */
export const sumWithoutStart: Rule = inFormulas((text) =>
  [...text.matchAll(SUM)].flatMap((match): Warning[] => {
    const lower = (match[2] ?? match[3] ?? "").replace(/[{}\s]/g, "");
    const upper = (match[1] ?? match[4] ?? "").replace(/[{}\s]/g, "");
    if (!/^[a-zA-Z]$/.test(lower)) return [];
    const command = match[0].startsWith("\\prod") ? "\\prod" : "\\sum";
    const why = `the index ${lower} runs up to ${upper}, but its first value is not given`;
    const correct = `${command}_{${lower}=1}^{${upper}}`;
    return [
      { start: match.index, end: match.index + match[0].length, rule: "sum-without-start", why, correct },
    ];
  }),
);

/** Braces and environments have their partners. */
export const unbalancedBraces: Rule = inFormulas((text) => {
  const begins = text.match(/\\begin\s*\{/g)?.length ?? 0;
  const ends = text.match(/\\end\s*\{/g)?.length ?? 0;
  const what = !isBalanced(text) ? "a brace" : begins !== ends ? "a \\begin or \\end" : undefined;
  if (!what) return [];
  const why = `${what} in this formula has no partner`;
  return [{ start: 0, end: text.length, rule: "unbalanced-braces", why, broken: true }];
});

/** `… $$` and, in the line below, a `$$` that stands alone: which of them opens? */
export const touchingDisplays: Rule = ({ text, passages }) =>
  passages.flatMap(({ display, end }): Warning[] => {
    const match = display
      ? /^[ \t]*(\$\$)[ \t]*\r?\n[ \t]*(\$\$)[ \t]*\r?\n/.exec(text.slice(end, end + 80))
      : null;
    if (!match) return [];
    const start = end + match[0].indexOf("$$");
    const stop = end + match[0].lastIndexOf("$$") + 2;
    const why = "two $$ blocks touch: an empty line between them shows which $$ closes and which opens";
    return [{ start, end: stop, rule: "touching-displays", why }];
  });
