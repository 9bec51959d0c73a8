/**
 * A problem as text: statements, and lines that begin with `--`, which are options as on the command line.
 *
 *     X : m x k
 *     Y = X W + b
 *     --wrt W X b --style elementwise --size 2x2
 *
 * It comes from the operands of a command, or from a file that they or `--file` name.
 */
import { existsSync } from "node:fs";
import { type Split, splitProblem } from "../options/lines.ts";
import { UsageError } from "../options/usage.ts";
import { printable } from "../printable.ts";
import { readText } from "./files.ts";

export interface Problem extends Split {
  /** What it is called in messages. */
  readonly name: string;
  /** The file that it comes from. */
  readonly file: string | undefined;
}

/** @throws UsageError where there is none; `what` says what it would be for */
export function readProblem(operands: readonly string[], file: string | undefined, what: string): Problem {
  const [only] = operands;
  if (file !== undefined) {
    if (operands.length > 0) throw new UsageError("give the statements or --file, not both");
    return fromFile(file);
  }
  if (operands.every((operand) => operand.trim() === "")) throw new UsageError(`there is nothing to ${what}`);
  if (operands.length === 1 && only !== undefined && isFileName(only)) return fromFile(only);
  const text = operands.join("\n");
  // of several lines, as a file has them, some may be options
  const problem = operands.some((o) => o.trim().includes("\n"))
    ? splitProblem(text)
    : { statements: text, options: [] };
  return { ...problem, name: "input", file: undefined };
}

/** `-`, a file that is there, and what looks like a path: no formula begins with / or ends in a point and a word. */
const isFileName = (operand: string): boolean =>
  operand === "-" ||
  /^(\.{0,2}|~)\//.test(operand) ||
  (/\.\w+$/.test(operand) && existsSync(operand)) ||
  (/(^|[^.])\.[A-Za-z]\w+$/.test(operand) && !/[=*+^'()\n]/.test(operand));

function fromFile(file: string): Problem {
  const name = file === "-" ? "input" : printable(file);
  return { ...splitProblem(readText(file)), name, file };
}
