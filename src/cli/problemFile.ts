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
import { printable } from "../printable.ts";
import { readText, UsageError } from "./files.ts";

export interface Problem {
  /** The text with the option lines blanked, so that places in it stay what they are. */
  readonly statements: string;
  readonly options: readonly string[];
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
  return { statements: operands.join("\n"), options: [], name: "input", file: undefined };
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

/** In an option line, words that follow an option's value are more values: --wrt W X b. */
export function splitProblem(text: string): Pick<Problem, "statements" | "options"> {
  const options: string[] = [];
  const lines = text.split("\n").map((line) => {
    if (!/^\s*--/.test(line)) return line;
    options.push(...withEachValue(words(line)));
    return "";
  });
  return { statements: lines.join("\n"), options };
}

/** Splits at blanks; 'a b' and "a b" are one word. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""),
  );
}

function withEachValue(options: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of options) {
    const last = joined.at(-1);
    const before = joined.at(-2);
    if (!word.startsWith("--") && last !== undefined && before?.startsWith("--") && !last.startsWith("--")) {
      joined.push(before, word);
    } else joined.push(word);
  }
  return joined;
}
