/**
 * `matgrad code`: statements in, a function in a programming language out.
 */
import { generateCode } from "../code/generate.ts";
import { describeError, MatrixCalculusError } from "../errors.ts";
import { TARGETS } from "../functions/code.ts";
import type { Target } from "../functions/function.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { parseStatements } from "../syntax/parse.ts";
import { list, oneOf, parsed, wholeNumber } from "./arguments.ts";
import { readText, UsageError, writeWhole } from "./files.ts";
import { givenOption } from "./given.ts";
import { splitProblem } from "./problemFile.ts";
import type { Streams } from "./streams.ts";

export const codeHelp = `matgrad code STATEMENTS… --wrt X,W --target TARGET [options]

A function that returns the value of the last statement and its gradients, for these targets:
${TARGETS.join(", ")}. What they share is computed once; the formulas are checked first.

  --wrt, -w X,W      variables to differentiate by; all unless given
  --target, -t NAME  the target; numpy unless given
  --name NAME        the name of the function; value_and_gradients
  --order 1|2        2: the Hessians too
  --cotangent G      name of the derivative of a loss by a matrix value
  --given 'A symmetric'
                     what else is known: structures, or equations such as 'sum(y) = 1'
  --structure MEANING
                     derivative by a structured matrix: projection (unless given), independent-entries, free
  --file PATH        read the statements from a file; - is standard input
  --output, -o PATH  write to a file
  --seed N           seed of the numeric check

  matgrad code 'L = ‖X w - y‖^2' --wrt w --target numpy

Exit status 0: written; 1: the input is at fault or has no code; 2: could not run.
`;

const OPTIONS = {
  wrt: { type: "string", multiple: true, short: "w" },
  target: { type: "string", short: "t" },
  name: { type: "string" },
  order: { type: "string" },
  cotangent: { type: "string" },
  given: { type: "string", multiple: true },
  structure: { type: "string" },
  file: { type: "string" },
  output: { type: "string", short: "o" },
  seed: { type: "string" },
} as const;

/** The exit status. */
export async function code(args: readonly string[], streams: Streams): Promise<number> {
  const { values, positionals } = parsed(args, OPTIONS);
  if (values.file !== undefined && positionals.length > 0) {
    throw new UsageError("give the statements or --file, not both");
  }
  if (values.file === undefined && positionals.length === 0) {
    throw new UsageError("there is nothing to write code for: matgrad code 'L = ‖X w - y‖^2' --wrt w");
  }
  if (values.name !== undefined && !/^[A-Za-z]\w*$/.test(values.name)) {
    throw new UsageError(`--name takes letters, digits and _, not ${JSON.stringify(values.name)}`);
  }
  const text =
    values.file === undefined ? positionals.join("\n") : splitProblem(readText(values.file)).statements;
  const wrt = list(values.wrt);
  const request = {
    target: oneOf<Target>("target", values.target, TARGETS),
    name: values.name,
    order: oneOf("order", values.order, ["1", "2"]) === "2" ? (2 as const) : (1 as const),
    cotangent: values.cotangent,
    ...givenOption(values.given),
    structure: oneOf("structure", values.structure, ["projection", "independent-entries", "free"]),
    ...(wrt.length > 0 && { wrt }),
    ...(values.seed !== undefined && { seed: wholeNumber("seed", values.seed) }),
  };
  let output: string;
  try {
    output = generateCode(parseStatements(text, { functionNames: FUNCTION_NAMES }), request);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    streams.error(`matgrad: ${describeError(error, text, values.file ?? "input")}\n`);
    return 1;
  }
  if (values.output === undefined) await streams.out(output);
  else writeWhole(values.output, output);
  return 0;
}
