/** Where a name of a problem is introduced, where it stands, and how large it is. */
import { type InlayHint, InlayHintKind, type Location, type Position } from "vscode-languageserver/node";
import { nameAt } from "./hover.ts";
import type { Problem } from "./problems.ts";

export function definitionOf(uri: string, problems: readonly Problem[], position: Position): Location | null {
  const range = nameAt(problems, position)?.definition;
  return range ? { uri, range } : null;
}

export const referencesOf = (uri: string, problems: readonly Problem[], position: Position): Location[] =>
  (nameAt(problems, position)?.places ?? []).map((range) => ({ uri, range }));

/** Behind the first place of each name that no declaration gives a size. */
export const sizeHints = (problems: readonly Problem[]): InlayHint[] =>
  problems.flatMap(({ names }) =>
    names.flatMap(({ info, definition }): InlayHint[] => {
      if (info.origin === "declared" || !definition) return [];
      return [{ position: definition.end, label: `: ${info.shape}`, kind: InlayHintKind.Type }];
    }),
  );
