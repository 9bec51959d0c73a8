/**
 * Blocks ─▶ Markdown with $…$ and $$…$$, and the body of a display in LaTeX that all formats share.
 */
import type { Notation } from "../../print/notation.ts";
import type { Block, Inline, Line } from "./layout.ts";
import { broken } from "./lineBreaking.ts";

type Display = Extract<Block, { kind: "display" }>;

export function toMarkdown(
  blocks: readonly Block[],
  notation: Notation,
  [open, close]: readonly [string, string] = ["<!-- ", " -->"],
): string {
  let count = 0;
  const written = (block: Block): string => {
    switch (block.kind) {
      case "heading":
        return `**${inlineMarkdown(block.content)}**`;
      case "paragraph":
        return inlineMarkdown(block.content);
      case "check":
        return `${open}${plainOf(block.content)}${close}`;
      case "display":
        count += 1;
        return wrapped(displayLatex(block, notation) + tag(notation, count), notation);
    }
  };
  return `${blocks.map(written).join("\n\n")}\n`;
}

export const tag = (notation: Notation, count: number): string =>
  notation.numbered === "on" ? `\n\\tag{${count}}` : "";

type Marks = readonly [string, string];

const DOLLARS: Marks = ["$$\n", "\n$$"];
/** Of a wrapper that is no environment. */
export const MARKS: Readonly<Partial<Record<Notation["wrapper"], Marks>>> = {
  brackets: ["\\[\n", "\n\\]"],
  dollars: DOLLARS,
  none: ["", ""],
};

const ENVIRONMENT = ["\\begin{equation*}\n", "\n\\end{equation*}"] as const;

/** Without an environment of its own, between $$. */
function wrapped(body: string, { wrapper }: Notation): string {
  const [before, after] = wrapper === "equation" ? ENVIRONMENT : (MARKS[wrapper] ?? DOLLARS);
  return `${before}${body}${after}`;
}

const inlineMarkdown = (content: readonly Inline[]): string =>
  content
    .map((part) => (part.kind === "math" ? `$${part.formula}$` : escapeMarkdown(part.text)))
    .join("")
    .trim();

/** Text without formulas, as a comment has it. */
export const plainOf = (content: readonly Inline[]): string =>
  content.map((part) => (part.kind === "math" ? part.formula : part.text)).join("");

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>$#|~]/g, "\\$&");

/** What stands between the marks of a display: one line as it is, several aligned at their signs. */
export function displayLatex({ lines: given, columns, boxed }: Display, notation: Notation): string {
  const lines = broken(given, columns);
  const [only] = lines;
  const body =
    lines.length === 1 && only && only.reason.length === 0
      ? [only.left, only.sign, only.right].filter((part) => part !== "").join(" ")
      : environment(lines, columns, notation);
  return boxed ? `\\boxed{${lines.length === 1 ? `\\;${body}\\;` : `\n${body}\n`}}` : body;
}

function environment(lines: readonly Line[], columns: number, notation: Notation): string {
  const name = notation.wrapper === "align" ? "align*" : "aligned";
  const rows: string[] = [];
  for (let i = 0; i < lines.length; i += columns) {
    rows.push(
      lines
        .slice(i, i + columns)
        .map(cellLatex)
        .join(" & "),
    );
  }
  return `\\begin{${name}}\n${rows.join(" \\\\\n")}\n\\end{${name}}`;
}

function cellLatex({ left, sign, right, reason }: Line): string {
  const equation = (sign === "" ? `${left} & ${right}` : `${left} &${sign} ${right}`).trim();
  return reason.length === 0 ? equation : `${equation} && ${reasonLatex(reason)}`;
}

/** Text with formulas, beside a line of mathematics. */
function reasonLatex(reason: readonly Inline[]): string {
  const body = reason.map((part) => (part.kind === "math" ? `$${part.formula}$` : escapeLatex(part.text)));
  return `\\text{${body.join("")}}`;
}

const LATEX_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

export const escapeLatex = (text: string): string =>
  text.replace(/[\\~^#$%&_{}]/g, (c) => LATEX_ESCAPES[c] ?? `\\${c}`);
