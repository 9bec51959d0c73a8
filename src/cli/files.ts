/**
 * Reading and writing for the command line: standard input, and files written whole or not at all.
 */
import { randomBytes } from "node:crypto";
import { createReadStream, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** A mistake in how the program was called, or a file that can't be read: exit code 2. */
export class UsageError extends Error {}

const reason = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  return code === "EACCES" ? "reading it is not allowed" : String((error as Error).message);
};

/** The text of a file; `-` is standard input. */
export const readText = (path: string): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(readBytes(path));

/** The bytes of a file; `-` is standard input. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    throw new UsageError(`cannot read ${path === "-" ? "standard input" : path}: ${reason(error)}`);
  }
}

/** The lines of a file as they come in; `-` is standard input. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const input = path === "-" ? process.stdin : createReadStream(path, "utf8");
  const failed = new Promise<never>((_, reject) => {
    input.once("error", (error: Error) => reject(new UsageError(`cannot read ${path}: ${reason(error)}`)));
  });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    yield next.value;
  }
}

/** Writes beside the file and renames, so that a reader never sees half of it. */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new UsageError(`cannot write ${path}: ${reason(error)}`);
  }
}
