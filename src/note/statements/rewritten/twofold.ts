/**
 * Letters that mean one thing in bold type and another without.
 *
 *     x = \mathbf{w}^\top \mathbf{x}      v \mathbf{u} + u \mathbf{v}      f(x) = …, \mathbf{f}(x) = …
 */
import { LETTER_FONTS } from "../../../syntax/latex/tokens/commands.ts";

const BOLD = [...LETTER_FONTS].flatMap(([name, style]) => (style === "bold" ? [name] : [])).join("|");
const BOLD_LETTER = String.raw`\\(?:${BOLD}|bf)\s*(?:\{\s*([A-Za-z])\s*\}|([A-Za-z])\b)`;
const UNINDEXED_BOLD = new RegExp(String.raw`${BOLD_LETTER}(?!\s*_)`, "g");
const ANY_BOLD = new RegExp(BOLD_LETTER, "g");

/** \newcommand{\uv}{\mathbf{u}}, \def\uv{\bm u} */
const BOLD_MACRO = new RegExp(
  String.raw`\\(?:re)?(?:newcommand|def)\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{\s*${BOLD_LETTER}\s*\}`,
  "g",
);

const lettersOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, a, b]) => a ?? b!);

/** Of the texts of a note, its own commands before its formulas. */
export function twofoldIn(texts: readonly string[]): Set<string> {
  const macros = new Map(
    texts.flatMap((text) =>
      [...text.matchAll(BOLD_MACRO)].map(([, name, a, b]) => [name!, a ?? b!] as const),
    ),
  );
  const spelled = (text: string): string =>
    text.replace(/\\([A-Za-z]+)/g, (command, name) => {
      const letter = macros.get(name);
      return letter === undefined ? command : `\\mathbf{${letter}}`;
    });
  const found = new Set<string>();
  const heads = { bold: new Set<string>(), plain: new Set<string>() };
  for (const text of texts.map((one) => spelled(one.replace(BOLD_MACRO, "")))) {
    const bold = lettersOf(text, UNINDEXED_BOLD);
    const plain = plainIn(text);
    for (const letter of bold) if (plain.has(letter)) found.add(letter);
    for (const row of text.replace(/&/g, "").split("\\\\")) {
      const [head = "", ...behind] = row.split("=");
      if (behind.length === 0) continue;
      const own = /^\s*([A-Za-z])\s*(?:\(|:?$)/.exec(head)?.[1];
      const [boldHead] = /^\s*\\/.test(head) ? lettersOf(head, UNINDEXED_BOLD) : [];
      if (own !== undefined) heads.plain.add(own);
      if (boldHead !== undefined) heads.bold.add(boldHead);
    }
  }
  for (const letter of heads.bold) if (heads.plain.has(letter)) found.add(letter);
  return found;
}

/** Letters that stand in a formula by themselves, without an index and in no script, in plain type. */
function plainIn(text: string): Set<string> {
  const bare = text
    .replace(ANY_BOLD, " ")
    .replace(/\\(?:text|mathrm|operatorname|label|tag|begin|end)\*?\s*\{[^{}]*\}/g, " ")
    .replace(/\\[A-Za-z]+/g, " ")
    .replace(/[A-Za-z]\s*_\s*(?:\{[^{}]*\}|\S)/g, " ")
    .replace(/[_^]\s*(?:\{[^{}]*\}|\S)/g, " ");
  return new Set(bare.match(/[A-Za-z]/g) ?? []);
}
