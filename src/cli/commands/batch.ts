/**
 * `matgrad batch FILE.jsonl`: one problem a line in, one answer a line out, in order, as they come.
 */

import { readArguments } from "../../options/arguments.ts";
import { UsageError } from "../../options/usage.ts";
import { answerLine } from "../../problem/batch.ts";
import type { Command } from "../command.ts";
import { readLines } from "../files.ts";
import type { Streams } from "../streams.ts";

const ABOUT = `One problem a line in, one answer a line out, in order. FILE may be - for standard input.
A line: {"id", "vars": {"X": "matrix m n", …}, "expr", "wrt", "kind", "order", "structure", "check"}.
`;

export const command: Command = {
  name: "batch",
  usage: "batch FILE.jsonl",
  about: ABOUT,
  options: {},
  operands: "files",
  status: "0: every line was answered; 1: one was not",
  run: batch,
};

/** The exit status. */
async function batch(args: readonly string[], streams: Streams): Promise<number> {
  const { operands } = readArguments(args, command);
  const [file, ...rest] = operands;
  if (file === undefined || rest.length > 0) throw new UsageError("matgrad batch takes one file");
  let status = 0;
  for await (const line of readLines(file)) {
    if (line.trim() === "") continue;
    const answer = answerLine(line);
    if (!answer.ok) status = 1;
    await streams.out(`${JSON.stringify(answer)}\n`);
  }
  return status;
}
