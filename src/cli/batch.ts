/**
 * `matgrad batch FILE.jsonl`: one problem a line in, one answer a line out, in order, as they come.
 */
import { answerLine } from "../problem/batch.ts";
import { readLines, UsageError } from "./files.ts";
import type { Streams } from "./streams.ts";

export const batchHelp = `matgrad batch FILE.jsonl

One problem a line in, one answer a line out, in order. FILE may be - for standard input.
A line: {"id", "vars": {"X": "matrix m n", …}, "expr", "wrt", "kind", "order", "structure", "check"}.
Exit status 0 if every line was answered, 1 if one was not, 2 if the file can't be read.
`;

/** The exit status. */
export async function batch(args: readonly string[], streams: Streams): Promise<number> {
  const [file, ...rest] = args;
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
