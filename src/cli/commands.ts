/** The commands, each loaded when it is called. */
import { nearest } from "../nearest.ts";
import { UsageError } from "../options/usage.ts";
import type { Command } from "./command.ts";

interface Entry {
  /** One line for the list of commands. */
  readonly does: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const COMMANDS: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ["derive", { does: "writes the derivation of a derivative", load: () => import("./commands/derive.ts") }],
  [
    "batch",
    { does: "answers a file of problems, one JSON object a line", load: () => import("./commands/batch.ts") },
  ],
  [
    "check",
    {
      does: "proof-reads notes: what is wrong, where, what is right",
      load: () => import("./commands/check.ts"),
    },
  ],
  [
    "render",
    { does: "writes derivations below the blocks of notes", load: () => import("./commands/render.ts") },
  ],
  [
    "mcp",
    { does: "serves language models by the Model Context Protocol", load: () => import("./commands/mcp.ts") },
  ],
  [
    "lsp",
    {
      does: "serves editors: notes are proof-read as they are written",
      load: () => import("./commands/lsp.ts"),
    },
  ],
  [
    "equal",
    { does: "tells whether two formulas are the same function", load: () => import("./commands/equal.ts") },
  ],
  [
    "code",
    { does: "writes a function for a value and its gradients", load: () => import("./commands/code.ts") },
  ],
  [
    "judge",
    { does: "tells whether a claimed derivative is right", load: () => import("./commands/judge.ts") },
  ],
  [
    "play",
    { does: "opens the page: derive and check in a browser", load: () => import("./commands/play.ts") },
  ],
  [
    "completion",
    {
      does: "prints a script that completes the shell's line",
      load: () => import("./commands/completion.ts"),
    },
  ],
]);

/** What is no command but stands in its place. */
export const WORDS = ["help"] as const;

/** @throws UsageError where there is none of that name */
export async function commandNamed(name: string): Promise<Command> {
  const entry = COMMANDS.get(name);
  if (entry) return (await entry.load()).command;
  const names = [...COMMANDS.keys(), ...WORDS];
  const near = nearest(name, names);
  const isFormula = !/^-|^[\w-]*$/.test(name);
  const why = near
    ? `did you mean ${near}?`
    : isFormula
      ? `to differentiate a formula, matgrad derive ${JSON.stringify(name)}`
      : names.join(", ");
  throw new UsageError(`there is no command ${JSON.stringify(name)}: ${why}`);
}
