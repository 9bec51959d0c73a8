/**
 * `matgrad lsp`: a language server on standard input and output.
 */
import { serve } from "../../lsp/server.ts";
import { type Options, readArguments } from "../../options/arguments.ts";
import { UsageError } from "../../options/usage.ts";
import type { Command } from "../command.ts";
import { CONFIG_NAME, configFor } from "../config.ts";

const OPTIONS = {
  stdio: { type: "switch", help: "speak on standard input and output, as it does anyway" },
} as const satisfies Options;

const ABOUT = `Serves editors by the Language Server Protocol on standard input and output: notes are proof-read as they are
written, with corrections as quick fixes; in .matgrad files and blocks names show their sizes. Settings are those of
the nearest ${CONFIG_NAME}; docs/editors.md says how editors take it.
`;

async function lsp(args: readonly string[]): Promise<number> {
  const [operand] = readArguments(args, command).operands;
  if (operand !== undefined) throw new UsageError(`lsp takes no operand, and this is ${operand}`);
  return serve(configFor, CONFIG_NAME);
}

export const command: Command<typeof OPTIONS> = {
  name: "lsp",
  usage: "lsp [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "words",
  status: "0: the client ended it",
  run: lsp,
};
