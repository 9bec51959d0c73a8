/** The blocks of a Markdown note: its fenced code whose language is matgrad, also in lists and quotations. */
import type { Code, Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { lineAt, type Place } from "./places.ts";

export const LANGUAGE = "matgrad";

export function markdownPlaces(text: string): Place[] {
  return codesIn(fromMarkdown(text)).flatMap((code) => placeOf(text, code) ?? []);
}

function codesIn(root: Nodes): Code[] {
  const found: Code[] = [];
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "code" && node.lang === LANGUAGE) found.push(node);
    if ("children" in node) pending.push(...[...node.children].reverse());
  }
  return found;
}

/** A fence that the end of the note leaves open is no block yet: what was made from it would stand inside it. */
function placeOf(text: string, { value, meta, position }: Code): Place | undefined {
  const [start, end] = [position?.start, position?.end];
  if (start?.offset === undefined || end?.offset === undefined) return undefined;
  const first = text.lastIndexOf("\n", start.offset - 1) + 1;
  const fence = /^(`{3,}|~{3,})/.exec(text.slice(start.offset))?.[1];
  const closing = text.slice(text.lastIndexOf("\n", end.offset - 1) + 1, end.offset).trimEnd();
  if (!fence || end.line === start.line || !closing.endsWith(fence)) return undefined;
  return {
    source: { text: value, info: meta ?? "" },
    line: start.line + 1,
    prefix: text.slice(first, start.offset).replace(/[^\s>]/g, " "),
    end: lineAt(text, end.offset).next,
  };
}
