/**
 * Markdown → passages. The structure is the Markdown parser's; it is given the text with every formula painted over:
 *
 *     # About $x_1$     ─▶  # About xxxxx     ─▶  heading [2, 13)   ─▶  heading "About", formula "x_1"
 *
 * Places stay what they are, and a formula that lies in no paragraph or heading is left out: it is code or a link.
 */
import type { Link, Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { readLatexText } from "./latexFile.ts";
import { scanMarkdown } from "./markdownScan.ts";
import {
  disjoint,
  formulaPassage,
  inOrder,
  passage,
  type Range,
  type ReadText,
  within,
  without,
} from "./pieces.ts";

/** Texts are parsed in pieces of about this length: what the parser keeps, and what it compares, stays bounded. */
const PIECE = 4_000;
/** A line that is longer, or holds more marks, is no Markdown that anybody wrote: it is prose as it stands. */
const LONGEST = 20_000;
const MOST_MARKS = 2_000;

export function readMarkdown(text: string): ReadText {
  const { formulas, faults, code, front } = scanMarkdown(text);
  const painted = paintedOver(text, [...formulas, ...faults]);
  const blocks = piecesOf(painted, code, front).flatMap((piece) => blocksOf(painted, piece));
  const holes = disjoint([
    ...formulas,
    ...faults,
    ...blocks.filter(({ kind }) => kind === "hole" || kind === "maths"),
  ]);
  const lines = disjoint(blocks.filter(({ kind }) => kind === "prose" || kind === "heading"));
  const cuts = disjoint(blocks.filter(({ kind }) => kind === "hole"));
  const isShown = (range: Range): boolean =>
    within(lines, range).length > 0 && within(cuts, range).length === 0;
  const fenced = blocks.filter(({ kind }) => kind === "maths").map((block) => fencedMaths(text, block));
  return {
    passages: inOrder([
      ...lines.flatMap((line) =>
        without(line, within(holes, line)).map((range) => passage(text, line.kind as "prose", range)),
      ),
      ...formulas.filter(isShown).map((formula) => formulaPassage(text, formula)),
      ...blocks.filter(({ kind }) => kind === "break").map((block) => passage(text, "break", block)),
      ...fenced.flatMap(({ passages }) => passages),
    ]),
    faults: [...faults.filter(isShown), ...fenced.flatMap((part) => part.faults)],
    comments: code.filter(({ start }) => text.startsWith("<!--", start)),
  };
}

/** The text with letters in place of its formulas. */
function paintedOver(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of disjoint(ranges)) {
    parts.push(text.slice(last, start), "x".repeat(end - start));
    last = end;
  }
  return (parts.join("") + text.slice(last)).replace(/^\uFEFF/, " ");
}

/** Cut at line starts that are not indented, outside of code; behind empty lines, unless one doesn't come. */
function piecesOf(text: string, code: readonly Range[], front: number): Range[] {
  const pieces: Range[] = [];
  let start = front;
  for (const { index, 0: lines } of text.matchAll(/\n(?:[ \t\r]*\n)*(?=\S)/g)) {
    const end = index + lines.length;
    const isLong = end - start >= (lines.length > 1 ? PIECE : 2 * PIECE);
    if (!isLong || within(code, { start: index, end }).length > 0) continue;
    pieces.push({ start, end });
    start = end;
  }
  return [...pieces, { start, end: text.length }];
}

interface Block extends Range {
  /** hole: within a paragraph, and no words: code, an address, HTML. maths: a fenced block of it. */
  readonly kind: "prose" | "heading" | "break" | "hole" | "maths";
}

function blocksOf(text: string, { start, end }: Range): Block[] {
  const piece = text.slice(start, end);
  const isWritten = piece.length <= LONGEST && (piece.match(/[*_[\]]/g)?.length ?? 0) <= MOST_MARKS;
  if (!isWritten) return [{ kind: "prose", start, end }];
  const blocks: Block[] = [];
  const pending: Nodes[] = [fromMarkdown(piece)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const kind = kindOf(node);
    const from = start + (node.position?.start.offset ?? 0);
    const to = start + (node.position?.end.offset ?? 0);
    if (kind === "heading") blocks.push({ kind, ...contentOf(node, { start: from, end: to }, start) });
    else if (kind) blocks.push({ kind, start: from, end: to });
    if (node.type === "link") blocks.push({ kind: "hole", ...addressOf(node, to, start) });
    if ("children" in node) pending.push(...node.children);
  }
  return blocks;
}

function kindOf(node: Nodes): Block["kind"] | undefined {
  switch (node.type) {
    case "paragraph":
      return "prose";
    case "heading":
      return "heading";
    case "thematicBreak":
      return "break";
    case "inlineCode":
    case "image":
    case "imageReference":
    case "html":
    case "definition":
      return "hole";
    case "code":
      return /^(?:\{?math\}?|latex|tex|katex)$/i.test(node.lang ?? "") ? "maths" : "hole";
    default:
      return undefined;
  }
}

/** Of a heading what stands behind its `#`. */
function contentOf(node: Nodes, whole: Range, base: number): Range {
  if (!("children" in node) || node.children.length === 0) return { start: whole.end, end: whole.end };
  const first = node.children[0]?.position?.start.offset ?? 0;
  const last = node.children.at(-1)?.position?.end.offset ?? 0;
  return { start: base + first, end: base + last };
}

/** Of [words](address) the address; all of <address>. */
function addressOf({ children, position }: Link, end: number, base: number): Range {
  const [last] = children.slice(-1);
  const start = position?.start.offset ?? 0;
  const isBare = children.length === 1 && last?.type === "text" && last.position?.start.offset === start + 1;
  const isAutolink = isBare && end - base === (last.position?.end.offset ?? 0) + 1;
  return { start: base + (isAutolink ? start : (last?.position?.end.offset ?? start)), end };
}

/** Behind the options that a directive of MyST begins with: `:label: loss`. */
function contentStart(text: string, from: number, to: number): number {
  const [options = ""] = /^(?:[ \t]*:[\w-]+:[^\n]*\n)*/.exec(text.slice(from, to)) ?? [];
  return from + options.length;
}

/** ```math is one formula; ```latex may be a page. */
function fencedMaths(text: string, { start, end }: Range): ReadText {
  const first = text.indexOf("\n", start);
  const last = text.lastIndexOf("\n", end - 1);
  if (first < 0 || last <= first) return { passages: [], faults: [] };
  const inside = { start: contentStart(text, first + 1, last), end: last };
  const content = text.slice(inside.start, inside.end);
  if (
    !/^(?:`+|~+)\s*\{?math/i.test(text.slice(start, start + 20)) &&
    /\$|\\[([]|\\begin|\\section/.test(content)
  ) {
    return readLatexText(text, inside);
  }
  return { passages: inOrder([passage(text, "formula", inside, true)]), faults: [] };
}
