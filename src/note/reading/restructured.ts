/**
 * reStructuredText → passages: what is mathematics, what is code, what is words (docutils, "math" directive and role).
 *
 *     Let :math:`Y = X W`, then        prose, formula, prose
 *
 *     .. math:: \nabla_W L             one formula; behind an empty line another
 *        :label: gradient
 */
import type { Passage } from "../note.ts";
import { inOrder, passage, type Range, type ReadText, without } from "./pieces.ts";

export const isRestructured = (file: string): boolean => /\.(?:rst|rest)$/i.test(file);

/** A line without its end. */
interface Line extends Range {
  readonly text: string;
  readonly indent: number;
  readonly isEmpty: boolean;
}

interface Block extends Range {
  readonly kind: "maths" | "hole" | "heading" | "prose";
}

export function readRestructured(text: string): ReadText {
  const passages: (Passage | undefined)[] = [];
  for (const block of blocksOf(linesOf(text))) {
    if (block.kind === "hole") continue;
    if (block.kind === "maths") passages.push(passage(text, "formula", block, true));
    else passages.push(...runningText(text, block, block.kind));
  }
  const comments = linesOf(text).filter((line) => COMMENT.test(line.text));
  return { passages: inOrder(passages), faults: [], comments };
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n]*(?:\n|$)/g)].flatMap(({ 0: whole, index }) => {
    if (whole === "") return [];
    const line = whole.trimEnd();
    const indent = line.length - line.trimStart().length;
    return [{ text: line, indent, isEmpty: line.trim() === "", start: index, end: index + line.length }];
  });
}

const DIRECTIVE = /^(?:[-*+]\s+|\d+\.\s+)?\.\.\s+(?:(\w[\w:-]*)::(?:\s+|$))?/;
/** What begins like a directive and names none. */
const COMMENT = /^\s*\.\.\s(?!\s*(?:\w[\w:-]*::|_|\[|\|))/;
const OPTION = /^:[\w-]+:/;
const RULE = /^([=\-~^"'`#*+.:_])\1{2,}$/;
/** Directives whose content is text like any other. */
const TEXT_DIRECTIVES =
  /^(?:note|warning|tip|hint|important|admonition|topic|theorem|proof|sidebar|attention|danger|seealso)$/;

function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as Line;
    const body = bodyEnd(lines, at);
    const directive = DIRECTIVE.exec(line.text.trimStart());
    if (line.isEmpty || RULE.test(line.text)) at++;
    else if (directive?.[1] === "math") {
      blocks.push(...formulasOf(line, directive[0].length, lines.slice(at + 1, body)));
      at = body;
    } else if (directive && TEXT_DIRECTIVES.test(directive[1] ?? "")) at++;
    else if (directive) at = body;
    else {
      const end = paragraphEnd(lines, at);
      const isHeading = end === at + 1 && RULE.test(lines[end]?.text ?? "");
      const last = lines[end - 1] as Line;
      blocks.push({ kind: isHeading ? "heading" : "prose", start: line.start, end: last.end });
      at = last.text.endsWith("::") ? bodyEnd(lines, end - 1) : end;
    }
  }
  return blocks;
}

/** Behind the lines that are empty or stand further in than the one at `at`. */
function bodyEnd(lines: readonly Line[], at: number): number {
  const { indent } = lines[at] as Line;
  let end = at + 1;
  while (end < lines.length && (lines[end]!.isEmpty || lines[end]!.indent > indent)) end++;
  return end;
}

function paragraphEnd(lines: readonly Line[], at: number): number {
  let end = at + 1;
  const goesOn = ({ isEmpty, text }: Line) =>
    !isEmpty && !RULE.test(text) && !DIRECTIVE.test(text.trimStart());
  while (end < lines.length && goesOn(lines[end] as Line)) end++;
  return end;
}

/** What stands behind the directive, and the paragraphs of its body. */
function formulasOf(head: Line, length: number, body: readonly Line[]): Block[] {
  const first = head.start + head.indent + length;
  const blocks: Block[] = [];
  let open = first < head.end ? { start: first, end: head.end } : undefined;
  for (const line of body) {
    if (OPTION.test(line.text.trimStart()) && blocks.length === 0) continue;
    if (!line.isEmpty) open = { start: open?.start ?? line.start, end: line.end };
    else if (open) {
      blocks.push({ kind: "maths", ...open });
      open = undefined;
    }
  }
  return open ? [...blocks, { kind: "maths", ...open }] : blocks;
}

/** :math:`x` and (in Sphinx's other order) `x`:math: are formulas; ``x`` and other roles are no words. */
const INLINE = /``[^`]*``|:math:`([^`]+)`|`([^`]+)`:math:|:[\w:-]+:`[^`]*`/g;

function runningText(text: string, block: Range, kind: "heading" | "prose"): (Passage | undefined)[] {
  const found = [...text.slice(block.start, block.end).matchAll(INLINE)].map((match) => {
    const start = block.start + match.index;
    const [whole, first, second] = match;
    const formula = first ?? second;
    const from = start + (formula === undefined ? 0 : whole.indexOf(formula));
    return {
      range: { start, end: start + whole.length },
      inside: formula === undefined ? undefined : { start: from, end: from + formula.length },
    };
  });
  return [
    ...without(
      block,
      found.map(({ range }) => range),
    ).map((piece) => passage(text, kind, piece)),
    ...found.map(({ inside }) => inside && passage(text, "formula", inside)),
  ];
}
