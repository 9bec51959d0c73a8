/** matgrad's language coloured: comments, numbers, functions, the words of declarations, names and operators. */
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { STRUCTURE_WORDS } from "../../index.ts";

const WORDS = new Set(
  ["scalar", "vector", "matrix", ...STRUCTURE_WORDS, "function", "given"].flatMap((words) =>
    words.split(" "),
  ),
);

/** In a declaration: behind `:` or `∈`, up to the end of the statement. */
interface Place {
  inType: boolean;
}

const language = StreamLanguage.define<Place>({
  name: "matgrad",
  startState: () => ({ inType: false }),
  token(stream, place) {
    if (stream.sol()) place.inType = false;
    if (stream.eatSpace()) return null;
    if (stream.match(/^(#|%|\/\/).*/)) return "comment";
    if (stream.match(/^\d+(\.\d+)?(e[+-]?\d+)?/)) return "number";
    if (stream.match(/^\\[a-zA-Z]+/)) return "keyword";
    const name = stream.match(/^[\p{L}∂∇][\p{L}\p{N}_]*/u) as RegExpMatchArray | null;
    if (name) {
      if (place.inType) return WORDS.has(name[0]) ? "keyword" : "typeName";
      return stream.match(/^\s*\(/, false) ? "function" : "variableName";
    }
    const [sign] = [stream.next() ?? ""];
    if (sign === ":" || sign === "∈") place.inType = true;
    if (sign === ";") place.inType = false;
    return /[()[\]{},;]/.test(sign) ? "punctuation" : "operator";
  },
  tokenTable: { function: tags.function(tags.variableName) },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: tags.number, color: "var(--number)" },
  { tag: tags.keyword, color: "var(--word)" },
  { tag: tags.typeName, color: "var(--size)" },
  { tag: tags.variableName, color: "var(--text)" },
  { tag: tags.function(tags.variableName), color: "var(--function)" },
  { tag: tags.operator, color: "var(--operator)" },
]);

export const matgrad: Extension = [language, syntaxHighlighting(colours)];
