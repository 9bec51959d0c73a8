#!/usr/bin/env node
/**
 * The command line. Exit status 0: done; 1: the input is at fault or has no answer; 2: could not run.
 */
import { batch, batchHelp } from "./batch.ts";
import { derive } from "./derive.ts";
import { UsageError } from "./files.ts";
import { deriveHelp } from "./options.ts";

interface Command {
  readonly run: (args: readonly string[]) => Promise<number> | number;
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
]);

const helpText = (): string => {
  const list = [...COMMANDS].map(([name, { does }]) => `  matgrad ${name.padEnd(8)} ${does}`).join("\n");
  return `matgrad: matrix calculus, derived and checked\n\n${list}\n\nmatgrad COMMAND --help tells more.\n`;
};

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(helpText());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.get(name);
  if (!command)
    throw new UsageError(`there is no command ${JSON.stringify(name)}: ${[...COMMANDS.keys()].join(", ")}`);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(command.help());
    return 0;
  }
  return command.run(args);
}

// a reader that went away (`| head`) is no error
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`matgrad: ${error.message}\n`);
  process.exitCode = 2;
}
