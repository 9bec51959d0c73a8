/**
 * Reading and writing for the command line: standard input and output, files as what they are.
 */
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  fstatSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../options/usage.ts";
import { printable } from "../printable.ts";
import { reason } from "./reason.ts";
import type { Streams } from "./streams.ts";

/** Stands for standard input where a file is read, for standard output where one is written. */
const STANDARD = "-";

const nameOf = (path: string): string => (path === STANDARD ? "standard input" : printable(path));
const cannotRead = (path: string, why: string): UsageError =>
  new UsageError(`cannot read ${nameOf(path)}: ${why}`);

/** The bytes of a file; `-` is standard input. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === STANDARD ? 0 : path);
  } catch (error) {
    throw cannotRead(path, reason(error));
  }
}

/** The text of a file, without the mark at its beginning; `-` is standard input. */
export function readText(path: string): string {
  const bytes = readBytes(path);
  const other = otherEncoding(bytes);
  if (other !== undefined) throw cannotRead(path, `it is ${other}, and should be text in UTF-8`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw cannotRead(path, "it is not text in UTF-8");
  }
}

function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "text in UTF-16";
  return bytes.includes(0) ? "binary" : undefined;
}

/** The lines of a file as they come in; `-` is standard input. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const bytes = path === STANDARD ? process.stdin : createReadStream(path);
  let rest = "";
  try {
    for await (const text of decoded(path, bytes)) {
      const lines = (rest + text).split(/\r\n|[\r\n]/);
      rest = lines.pop() as string;
      yield* lines;
    }
  } catch (error) {
    throw error instanceof UsageError ? error : cannotRead(path, reason(error));
  }
  if (rest !== "") yield rest;
}

/** A line that isn't UTF-8 has U+FFFD in it, and costs the others nothing. */
async function* decoded(path: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let isFirst = true;
  for await (const part of bytes) {
    const other = isFirst ? otherEncoding(part) : undefined;
    if (other !== undefined) throw cannotRead(path, `it is ${other}, and should be text in UTF-8`);
    isFirst = false;
    yield decoder.decode(part, { stream: true });
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return path === STANDARD ? fstatSync(0) : statSync(path);
  } catch {
    return undefined;
  }
}

/** Standard input has a file where one is redirected into it. */
function isSameFile(path: string, other: string): boolean {
  const [one, two] = [statOf(path), statOf(other)];
  return one !== undefined && two !== undefined && one.isFile() && one.dev === two.dev && one.ino === two.ino;
}

/**
 * What a command puts out: to its stream, or where `--output` says.
 * @throws UsageError where that is the file that the input comes from, or can't be written
 */
export async function put(
  text: string,
  { output, input }: { readonly output: string | undefined; readonly input: string | undefined },
  streams: Streams,
): Promise<void> {
  if (output === undefined || output === STANDARD || output === "/dev/stdout") return streams.out(text);
  if (input !== undefined && isSameFile(output, input)) {
    const why = "the statements stand in it and would be lost";
    throw cannotWrite(output, `${why}; give --output another name`);
  }
  writeFile(output, text);
}

/**
 * Writes a text into what has this name and leaves everything else about it as it is: mode, owner, links. A file
 * is replaced at once, so that a reader never sees half of it; one that is shared (hard links, another owner) is
 * written in place, and what is no regular file (a device, a pipe) is written through.
 * @throws UsageError where it can't be written
 */
export function writeFile(path: string, text: string): void {
  try {
    const there = statOf(path);
    const real = there ? realpathSync(path) : path;
    if (there && (!there.isFile() || /^\/(dev|proc)\//.test(path))) writeFileSync(path, text, { flag: "a" });
    else if (there ? !isOursAlone(there) : isLink(path)) writeInPlace(real, text);
    else replace(real, text, there);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw cannotWrite(path, reasonAgainstWriting(error));
  }
}

const cannotWrite = (path: string, why: string): UsageError =>
  new UsageError(`cannot write ${printable(path)}: ${why}`);

const reasonAgainstWriting = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such folder" : reason(error);

/** A file made anew in its place would be the same to everybody. */
const isOursAlone = ({ nlink, uid, gid }: Stats): boolean =>
  nlink === 1 && uid === process.geteuid?.() && gid === process.getegid?.();

const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** The text in a new file in the same folder; undefined where none can be made there. */
function writtenBeside(path: string, text: string): string | undefined {
  const beside = join(dirname(path), `.matgrad-${process.pid}-${performance.now()}.tmp`);
  try {
    writeFileSync(beside, text, { flag: "wx" });
    return beside;
  } catch (error) {
    rmSync(beside, { force: true });
    if (["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function replace(path: string, text: string, there: Stats | undefined): void {
  if (there) accessSync(path, constants.W_OK);
  const beside = writtenBeside(path, text);
  if (beside === undefined) {
    writeInPlace(path, text);
    return;
  }
  try {
    if (there) chmodSync(beside, there.mode & 0o7777);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** The copy beside it is there until all is written, and stays where that fails. */
function writeInPlace(path: string, text: string): void {
  const beside = statOf(path) && writtenBeside(path, text);
  try {
    writeFileSync(path, text, { flag: statOf(path) ? "r+" : "w" });
    truncateSync(path, Buffer.byteLength(text));
  } catch (error) {
    if (beside === undefined) throw error;
    throw cannotWrite(path, `${reasonAgainstWriting(error)}; the whole text is in ${printable(beside)}`);
  }
  if (beside !== undefined) rmSync(beside, { force: true });
}
