/**
 * The command line as a function: arguments in, text out, exit status back.
 *
 * Exit status 0: done; 1: the input is at fault or has no answer; 2: could not run. A bug of ours is one
 * line too; MATGRAD_DEBUG=1 shows where it was.
 */
import { batch, batchHelp } from "./batch.ts";
import { check, checkHelp } from "./check.ts";
import { code, codeHelp } from "./code.ts";
import { derive } from "./derive.ts";
import { deriveHelp } from "./deriveHelp.ts";
import { equal, equalHelp, judge, judgeHelp } from "./equal.ts";
import { UsageError } from "./files.ts";
import type { Streams } from "./streams.ts";

interface Command {
  readonly run: (args: readonly string[], streams: Streams) => Promise<number> | number;
  readonly help: () => string;
  /** One line for the list of commands. */
  readonly does: string;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["derive", { run: derive, help: deriveHelp, does: "writes the derivation of a derivative" }],
  [
    "batch",
    { run: batch, help: () => batchHelp, does: "answers a file of problems, one JSON object a line" },
  ],
  ["check", { run: check, help: checkHelp, does: "proof-reads notes: what is wrong, where, what is right" }],
  ["equal", { run: equal, help: () => equalHelp, does: "tells whether two formulas are the same function" }],
  ["code", { run: code, help: () => codeHelp, does: "writes a function for a value and its gradients" }],
  ["judge", { run: judge, help: () => judgeHelp, does: "tells whether a claimed derivative is right" }],
]);

function helpText(): string {
  const list = [...COMMANDS].map(([name, { does }]) => `  matgrad ${name.padEnd(8)} ${does}`).join("\n");
  return `matgrad: matrix calculus, derived and checked\n\n${list}\n\nmatgrad COMMAND --help tells more.\n`;
}

export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await dispatch(argv, streams);
  } catch (error) {
    const bug = error instanceof UsageError ? "" : "internal error, nothing was printed: ";
    streams.error(`matgrad: ${bug}${(error as Error).message}\n`);
    if (bug !== "" && process.env.MATGRAD_DEBUG) throw error;
    return 2;
  }
}

async function dispatch([name, ...args]: readonly string[], streams: Streams): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    await streams.out(helpText());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.get(name);
  if (!command) {
    throw new UsageError(`there is no command ${JSON.stringify(name)}: ${[...COMMANDS.keys()].join(", ")}`);
  }
  if (args.includes("--help") || args.includes("-h")) {
    await streams.out(command.help());
    return 0;
  }
  return command.run(args, streams);
}
