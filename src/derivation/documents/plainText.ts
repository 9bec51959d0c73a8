/**
 * Blocks ─▶ text for a terminal; the formulas are one line of Unicode each.
 */
import type { Block, Inline, Line } from "./layout.ts";

const INDENT = "    ";

export const toPlainText = (blocks: readonly Block[]): string => `${blocks.map(written).join("\n\n")}\n`;

function written(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
    case "check":
      return inlineText(block.content);
    case "display":
      return aligned(block.lines);
  }
}

const inlineText = (content: readonly Inline[]): string =>
  content
    .map((part) => (part.kind === "math" ? part.formula : part.text))
    .join("")
    .trim();

function aligned(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ left }) => [...left].length));
  const bodies = lines.map(({ left, sign, right }) =>
    sign === "" ? left : `${" ".repeat(width - [...left].length)}${left} ${sign} ${right}`,
  );
  const reasons = lines.map(({ reason }) => inlineText(reason));
  const margin = Math.max(...bodies.map((body, i) => (reasons[i] ? [...body].length : 0)));
  return bodies
    .map((body, i) => {
      const gap = " ".repeat(Math.max(0, margin - [...body].length) + 4);
      return INDENT + (reasons[i] ? `${body}${gap}${reasons[i]}` : body);
    })
    .join("\n");
}
