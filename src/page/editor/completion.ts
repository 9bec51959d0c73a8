/** What can be written here: the names of the problem, functions with what they are, the words of declarations. */
import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { type NameInfo, STRUCTURE_WORDS } from "../../index.ts";
import type { FunctionInfo } from "../worker/protocol.ts";

interface Known {
  readonly names: () => readonly NameInfo[];
  readonly functions: () => Promise<readonly FunctionInfo[]>;
}

const TYPES = ["scalar", "vector", "matrix", ...STRUCTURE_WORDS, "function"].map((label) => ({
  label,
  type: "keyword",
}));

export function completion({ names, functions }: Known): Extension {
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/[\p{L}][\p{L}\p{N}_]*/u);
    if (!word || (word.to - word.from < 2 && !context.explicit)) return null;
    const before = context.state.doc
      .lineAt(word.from)
      .text.slice(0, word.from - context.state.doc.lineAt(word.from).from);
    if (/[:∈]\s*(\w+\s+)?$/u.test(before)) return { from: word.from, options: TYPES };
    // what is being typed may have been taken for a name
    const others = names().filter(({ name, places }) => name !== word.text || places.length > 1);
    const own = others.map(({ name, shape }) => ({
      label: name,
      detail: shape,
      type: "variable",
      boost: 2,
    }));
    const all = (await functions()).map(({ name, summary }) => ({
      label: name,
      detail: summary,
      type: "function",
      apply: `${name}(`,
    }));
    return { from: word.from, options: [...own, ...all], validFor: /^[\p{L}\p{N}_]*$/u };
  };
  return autocompletion({ override: [source], icons: false });
}
