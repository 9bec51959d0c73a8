/**
 * The commands that a note defines, as they stand.
 *
 *     \newcommand{\grad}[2]{\nabla_{#1} #2}      \def\R{\mathbb{R}}      \DeclareMathOperator*{\argmin}{arg\,min}
 */

const DEFINES =
  /\\(?:(?:new|renew|provide)command\*?|g?def|DeclareMathOperator\*?|DeclarePairedDelimiter|(?:New|Renew|Provide|Declare)DocumentCommand)(?=\s*[{\\])/g;
/** Behind the name they have two groups: what it takes and what it is, or what stands left and right. */
const OF_TWO_GROUPS = /^\\(?:DeclarePairedDelimiter|\w+DocumentCommand)/;
const HEAD =
  /\\[a-zA-Z]+\*?\s*(?:\{\s*\\[a-zA-Z]+\s*\}|\\[a-zA-Z]+)(?:\s*\[[^\][\n]{0,80}\]|#\d){0,10}\s*(?=\{)/y;
const BODY_LIMIT = 5_000;

/** Where the definition that begins at `at` ends; undefined if it is none. */
export function definitionEnd(text: string, at: number): number | undefined {
  HEAD.lastIndex = at;
  if (!HEAD.test(text)) return undefined;
  let depth = 0;
  let groups = OF_TWO_GROUPS.test(text.slice(at, at + 40)) ? 2 : 1;
  const end = Math.min(text.length, HEAD.lastIndex + BODY_LIMIT);
  for (let place = HEAD.lastIndex; place < end; place++) {
    if (text[place] === "\\") place++;
    else if (text[place] === "{") depth++;
    else if (text[place] === "}" && --depth === 0 && --groups === 0) return place + 1;
  }
  return undefined;
}

/** All definitions that no comment hides, a line each. */
export function macroText(text: string): string {
  const found: string[] = [];
  let last = 0;
  for (const { index } of text.matchAll(DEFINES)) {
    if (index < last || isCommented(text, index)) continue;
    const end = definitionEnd(text, index);
    if (end === undefined) continue;
    found.push(text.slice(index, end));
    last = end;
  }
  return found.join("\n");
}

const LOOK_BACK = 500;

function isCommented(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOK_BACK), at);
  return /(?:^|[^\\])%/.test(before.slice(before.lastIndexOf("\n") + 1));
}
