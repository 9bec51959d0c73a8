/**
 * `matgrad mcp`: a server of the Model Context Protocol on standard input and output.
 */
import { answerCalls, limited, SECONDS } from "../../mcp/limited.ts";
import { serve } from "../../mcp/server.ts";
import { type Options, readArguments } from "../../options/arguments.ts";
import { UsageError } from "../../options/usage.ts";
import type { Command } from "../command.ts";

const OPTIONS = {
  seconds: { type: "count", least: 1, value: "N", help: `a call may take so long; ${SECONDS} unless given` },
} as const satisfies Options;

/** In its place the server starts this program again, for calls that may take too long. */
const WORKER = "worker";

const ABOUT = `Serves the Model Context Protocol on standard input and output: a language model can differentiate, derive, have
a claimed derivative judged, compare formulas, proof-read notes, and get code. In a client's settings:

  { "mcpServers": { "matgrad": { "command": "matgrad", "args": ["mcp"] } } }
`;

async function mcp(args: readonly string[]): Promise<number> {
  const { values, operands } = readArguments(args, command);
  const [operand] = operands;
  if (operand === WORKER && process.send) {
    await answerCalls();
    return 0;
  }
  if (operand !== undefined) throw new UsageError(`mcp takes no operand, and this is ${operand}`);
  await serve(limited(process.argv[1] as string, ["mcp", WORKER], values.seconds));
  return 0;
}

export const command: Command<typeof OPTIONS> = {
  name: "mcp",
  usage: "mcp [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "words",
  status: "0: the client is gone",
  run: mcp,
};
