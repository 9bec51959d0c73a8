/**
 * The command line as a function: arguments in, text out, exit status back.
 *
 * Exit status 0: done; 1: the input is at fault or has no answer; 2: could not run. A bug of ours is one
 * line too; MATGRAD_DEBUG=1 shows where it was.
 */
import { nearest } from "../nearest.ts";
import { UsageError } from "../options/usage.ts";
import { VERSION } from "../version.ts";
import { helpOf } from "./command.ts";
import { COMMANDS, commandNamed } from "./commands.ts";
import { complain, type Streams } from "./streams.ts";

function helpText(): string {
  const list = [...COMMANDS].map(([name, { does }]) => `  matgrad ${name.padEnd(10)} ${does}`).join("\n");
  return `matgrad: matrix calculus, derived and checked\n\n${list}\n\nmatgrad help COMMAND tells more; matgrad --version tells which matgrad this is.\n`;
}

export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await dispatch(argv, streams);
  } catch (error) {
    const bug = error instanceof UsageError ? "" : "internal error, nothing was printed: ";
    complain(streams, `${bug}${(error as Error).message}`);
    if (bug !== "" && process.env.MATGRAD_DEBUG) throw error;
    return 2;
  }
}

async function dispatch([name, ...args]: readonly string[], streams: Streams): Promise<number> {
  if (name === undefined) {
    await streams.out(helpText());
    return 2;
  }
  if (name === "--version" || name === "-V") {
    await streams.out(`matgrad ${VERSION}\n`);
    return 0;
  }
  if (name === "help" || name === "--help" || name === "-h") {
    const [of] = args;
    await streams.out(of === undefined || of === "help" ? helpText() : helpOf(await commandNamed(of)));
    return 0;
  }
  if (/^--?[a-z]/i.test(name)) throw strayOption(name);
  const command = await commandNamed(name);
  if (asksForHelp(args)) {
    await streams.out(helpOf(command));
    return 0;
  }
  return command.run(args, streams);
}

/** An option before the command. */
function strayOption(name: string): UsageError {
  const near = nearest(name, ["--version", "--help"]);
  const what = near ? `did you mean ${near}?` : "a command comes first, as in matgrad derive 'x' --wrt x";
  return new UsageError(`there is no option ${name} before a command: ${what}`);
}

/** -h and --help are no formulas. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}
