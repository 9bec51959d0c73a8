/**
 * `matgrad code`: statements in, a function in a programming language out.
 */

import { generateCode } from "../../code/generate.ts";
import { TARGETS } from "../../code/languages/targets.ts";
import { describeError, MatrixCalculusError } from "../../errors.ts";
import { type Options, readArguments } from "../../options/arguments.ts";
import { givenOption, MEANINGS } from "../../options/given.ts";
import { FILES, KNOWN, STRICT } from "../../options/shared.ts";
import { UsageError } from "../../options/usage.ts";
import { readingOf } from "../../shapes/declarations.ts";
import { readName, readStatements } from "../../syntax/read.ts";
import type { Command } from "../command.ts";
import { put } from "../files.ts";
import { readProblem } from "../problemFile.ts";
import { complain, type Streams } from "../streams.ts";

const ABOUT = `A function that returns the value of the last statement and its gradients, for these targets:
${TARGETS.join(", ")}. What they share is computed once; the formulas are checked first.
STATEMENTS may be the name of a file, or - for standard input; a line of it that begins with -- is left out.

  matgrad code 'L = ‖X w - y‖^2' --wrt w --target numpy
`;

const OPTIONS = {
  wrt: { type: "list", short: "w", value: "X,W", help: "variables to differentiate by; all unless given" },
  target: {
    type: "text",
    short: "t",
    value: "NAME",
    help: "the target, the first unless given",
    values: TARGETS,
  },
  name: { type: "text", value: "NAME", help: "the name of the function; value_and_gradients unless given" },
  order: { type: "text", value: "N", help: "2 gives the Hessians too", values: ["1", "2"] },
  cotangent: { type: "text", value: "G", help: "name of the derivative of a loss by a matrix value" },
  ...KNOWN,
  ...STRICT,
  ...FILES,
  seed: { type: "count", value: "N", help: "seed of the numeric check" },
} as const satisfies Options;

export const command: Command<typeof OPTIONS> = {
  name: "code",
  usage: "code STATEMENTS… --wrt X,W --target TARGET [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "formulas",
  status: "0: written; 1: the input is at fault or has no code",
  run: code,
};

/** The exit status. */
async function code(args: readonly string[], streams: Streams): Promise<number> {
  const { values, operands } = readArguments(args, command);
  const { name, cotangent, seed, strict } = values;
  const wrt = values.wrt.map(readName);
  if (name !== undefined && !/^[A-Za-z]\w*$/.test(name)) {
    throw new UsageError(`--name takes letters, digits and _, not ${JSON.stringify(name)}`);
  }
  const what = "write code for: matgrad code 'L = ‖X w - y‖^2' --wrt w";
  const problem = readProblem(operands, values.file, what);
  const request = {
    target: values.target ?? TARGETS[0],
    name,
    order: values.order === "2" ? (2 as const) : (1 as const),
    cotangent,
    ...givenOption(values.given),
    structure: values.structure ?? MEANINGS[0],
    ...(wrt.length > 0 && { wrt }),
    ...(strict && { strict }),
    ...(seed !== undefined && { seed }),
  };
  let output: string;
  try {
    output = generateCode(readStatements(problem.statements, readingOf(new Map(), wrt)), request);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    complain(streams, describeError(error, problem.statements, problem.name));
    return 1;
  }
  await put(output, { output: values.output, input: problem.file }, streams);
  return 0;
}
