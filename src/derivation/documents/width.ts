/**
 * About how wide a formula in LaTeX is in print, in points of a 10 pt article: what lines are broken by.
 *
 *     X^{\top}(X w - y)  ─▶  70
 */

/** A token of LaTeX: a command, a letter, a group with what is in it. */
const TOKEN = /\\[A-Za-z]+|\\.|[\s\S]/gu;

const COMMANDS: Readonly<Record<string, number>> = {
  "\\odot": 12.2,
  "\\oslash": 12.2,
  "\\otimes": 12.2,
  "\\cdot": 7.2,
  "\\times": 12.2,
  "\\in": 12.2,
  "\\to": 15.6,
  "\\approx": 13.3,
  "\\top": 7.8,
  "\\partial": 5.6,
  "\\cdots": 13.3,
  "\\ddots": 12.8,
  "\\vdots": 5,
  "\\lVert": 5,
  "\\rVert": 5,
  "\\lvert": 2.8,
  "\\rvert": 2.8,
  "\\sum": 14.4,
  "\\qquad": 20,
  "\\quad": 10,
  "\\,": 1.7,
  "\\;": 2.8,
  "\\ ": 3.3,
  "\\left": 0.8,
  "\\right": 0.8,
};
/** Commands whose argument is set as it is. */
const WRAPPING: ReadonlySet<string> = new Set([
  "\\mathrm",
  "\\mathbf",
  "\\mathit",
  "\\mathbb",
  "\\boldsymbol",
  "\\hat",
  "\\bar",
  "\\tilde",
  "\\mathsf",
  "\\mathbin",
]);
const WIDE: Readonly<Record<string, number>> = {
  "+": 12.2,
  "-": 12.2,
  "=": 13.3,
  ",": 4.5,
  "(": 3.9,
  ")": 3.9,
  "[": 2.8,
  "]": 2.8,
  "/": 5,
  " ": 0,
  "\n": 0,
  "&": 0,
  "|": 2.8,
  "'": 2.8,
};

/** Of the body of a formula, matrices too. */
export function widthOf(latex: string): number {
  const tokens = latex.match(TOKEN) ?? [];
  let at = 0;
  const group = (): string => {
    while (tokens[at] === " ") at++;
    if (tokens[at] !== "{") return tokens[at++] ?? "";
    let depth = 0;
    let text = "";
    do {
      const token = tokens[at++] as string;
      if (token === "{" && depth++ === 0) continue;
      if (token === "}" && --depth === 0) break;
      text += token;
    } while (at < tokens.length);
    return text;
  };
  let total = 0;
  while (at < tokens.length) {
    const token = tokens[at++] as string;
    if (token === "^" || token === "_")
      total += scripts(
        token,
        group,
        tokens,
        () => at,
        (n) => {
          at = n;
        },
      );
    else if (token === "\\frac") total += Math.max(widthOf(group()), widthOf(group())) + 2.4;
    else if (token === "\\sqrt") total += widthOf(group()) + 8.3;
    else if (token === "\\underbrace") total += underbrace(group, () => tokens[at] === "_" && at++);
    else if (token === "\\operatorname") total += 5 * group().length + 1.7;
    else if (token === "\\text") total += textWidth(group());
    else if (token === "\\begin") {
      const name = group();
      const end = tokens.slice(at).join("");
      const close = closing(end, name);
      total += matrixWidth(end.slice(0, close)) + 10;
      at += (end.slice(0, close).match(TOKEN) ?? []).length + (`\\end{${name}}`.match(TOKEN) ?? []).length;
    } else if (WRAPPING.has(token)) total += widthOf(group());
    else
      total +=
        COMMANDS[token] ??
        (token.startsWith("\\")
          ? 5.8 * Math.max(1, FUNCTIONS.has(token) ? token.length - 1 : 1)
          : (WIDE[token] ?? letter(token)));
  }
  return total;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  "\\log",
  "\\exp",
  "\\tanh",
  "\\sin",
  "\\cos",
  "\\det",
  "\\max",
  "\\min",
]);

const letter = (token: string): number =>
  /[A-ZΑ-Ω]/u.test(token) ? 7.6 : /\d/.test(token) ? 5 : token === "{" || token === "}" ? 0 : 5.2;

/** A raised and a lowered mark stand one above the other. */
function scripts(
  first: string,
  group: () => string,
  tokens: readonly string[],
  at: () => number,
  move: (n: number) => void,
): number {
  const own = widthOf(group());
  const next = tokens[at()];
  if ((next !== "^" && next !== "_") || next === first) return 0.72 * own + 0.5;
  move(at() + 1);
  return 0.72 * Math.max(own, widthOf(group())) + 0.5;
}

function underbrace(group: () => string, hasLabel: () => unknown): number {
  const own = widthOf(group());
  return hasLabel() ? Math.max(own, 0.72 * widthOf(group())) : own;
}

/** Words, with formulas between dollar signs. */
export function textWidth(text: string): number {
  return text.split("$").reduce((sum, part, i) => sum + (i % 2 === 1 ? widthOf(part) : wordsWidth(part)), 0);
}

const wordsWidth = (text: string): number =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) as number) > 0x2e80 ? 10 : 4.6), 0);

function closing(text: string, name: string): number {
  let depth = 1;
  for (const m of text.matchAll(/\\(begin|end)\{(\w+\*?)\}/g)) {
    if (m[2] !== name) continue;
    depth += m[1] === "begin" ? 1 : -1;
    if (depth === 0) return m.index;
  }
  return text.length;
}

/** The widest cell of each column. */
function matrixWidth(body: string): number {
  const columns: number[] = [];
  for (const row of topLevel(body, "\\\\")) {
    topLevel(row, "&").forEach((cell, j) => {
      columns[j] = Math.max(columns[j] ?? 0, widthOf(cell));
    });
  }
  return columns.reduce((sum, w) => sum + w + 10, 0);
}

/** Split where nothing is around a mark. */
function topLevel(text: string, mark: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const token of text.match(TOKEN) ?? []) {
    if (token === "{" || token === "\\begin") depth++;
    if (token === "}" || token === "\\end") depth--;
    if (token === mark && depth === 0) parts.push("");
    else parts[parts.length - 1] += token;
  }
  return parts;
}
