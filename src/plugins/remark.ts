/**
 * A remark plugin: every fenced block whose language is matgrad becomes its derivation, as Markdown with nodes of
 * mathematics, for rehype-katex or rehype-mathjax.
 *
 *     unified().use(remarkParse).use(remarkMatgrad, { lang: "zh" }).use(remarkRehype).use(rehypeKatex)
 *
 * A block that is at fault stays as it is, and the file has a message with the line inside the block.
 */
import type { Code, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { mathFromMarkdown } from "mdast-util-math";
import { math } from "micromark-extension-math";
import { SKIP, visit } from "unist-util-visit";
import { type Mistake, madeOf, type Problem } from "../blocks/block.ts";
import { documents } from "../blocks/documents.ts";
import { LANGUAGE } from "../blocks/markdown.ts";
import { type BlockDefaults, defaultWords } from "./options.ts";

export interface RemarkMatgradOptions {
  /** Options of `matgrad derive` for all blocks. */
  readonly defaults?: BlockDefaults;
  /** The block stays, above its derivation. */
  readonly keep?: boolean;
}

interface Point {
  readonly line: number;
  readonly column: number;
}

/** What is used of a VFile. */
export interface MessageSink {
  message(
    reason: string,
    options: { place: Point | { start: Point; end: Point }; source: string; ruleId: string },
  ): { note?: string | undefined };
}

export default function remarkMatgrad(
  options?: RemarkMatgradOptions | null,
): (tree: Root, file: MessageSink) => void {
  const { defaults, keep = false } = options ?? {};
  const outer = defaultWords(defaults);
  return (tree, file) => {
    visit(tree, "code", (node, index, parent) => {
      if (node.lang !== LANGUAGE || index === undefined || !parent) return undefined;
      const source = { text: node.value, info: node.meta ?? "" };
      const made = madeOf(source, nodesOf, outer);
      if (!made.ok) {
        complain(file, made, node);
        return SKIP;
      }
      const nodes = keep ? [node, ...made.made] : made.made;
      parent.children.splice(index, 1, ...nodes);
      return [SKIP, index + nodes.length];
    });
  };
}

function nodesOf({ statements, request }: Problem): RootContent[] {
  const markdown = documents(statements, { ...request, format: "md" }, { closing: request.showCheck });
  return fromMarkdown(markdown, {
    extensions: [math()],
    mdastExtensions: [mathFromMarkdown()],
  }).children.map(withoutPositions);
}

/** Their places are in no file. */
function withoutPositions(node: RootContent): RootContent {
  visit(node, (part) => {
    part.position = undefined;
  });
  return node;
}

function complain(file: MessageSink, { message, hint, position }: Mistake, node: Code): void {
  const start = node.position?.start;
  const place = {
    line: (start?.line ?? 1) + (position?.line ?? 0),
    column: position ? position.column + (start?.column ?? 1) - 1 : (start?.column ?? 1),
  };
  const told = file.message(message, { place, source: "matgrad", ruleId: "derive" });
  if (hint !== undefined) told.note = hint;
}
