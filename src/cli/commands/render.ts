/**
 * `matgrad render`: notes in, the same notes with the derivations of their blocks.
 */
import { watch as watchFile } from "node:fs";
import { basename, dirname } from "node:path";
import { FOREIGN } from "../../blocks/block.ts";
import { type RenderedNote, renderNote } from "../../blocks/render.ts";
import { type Options, readArguments, type Values } from "../../options/arguments.ts";
import { DERIVE_OPTIONS } from "../../options/derive.ts";
import { UsageError } from "../../options/usage.ts";
import { printable } from "../../printable.ts";
import type { Command } from "../command.ts";
import { put, readText, writeFile } from "../files.ts";
import { complain, type Streams } from "../streams.ts";

const OWN = {
  output: {
    type: "text",
    short: "o",
    file: true,
    value: "PATH",
    help: "write to another file and leave the note as it is; - is standard output",
  },
  check: { type: "switch", help: "write nothing; status 1 where a note is not up to date" },
  watch: { type: "switch", help: "go on, and render a note whenever it changes" },
} as const satisfies Options;

/** What a block may say, for all blocks that don't. */
const DEFAULTS: Options = Object.fromEntries(
  Object.entries(DERIVE_OPTIONS)
    .filter(([name]) => !(FOREIGN as readonly string[]).includes(name))
    .map(([name, option]) => [name, { ...option, group: "For all blocks that have none of their own" }]),
);

const OPTIONS: Options & typeof OWN = { ...DEFAULTS, ...OWN };

const ABOUT = `Writes the derivation of every block below it, in place: in Markdown a block is fenced code whose language is
matgrad, in LaTeX an environment matgrad. Options stand in the line that opens it, or in lines that begin with --.
What was made before is made anew; everything else keeps every byte.

  \`\`\`matgrad wrt=W,b                  \\begin{matgrad}[wrt=W,b]
  Y = X W + b                         Y = X W + b
  \`\`\`                                 \\end{matgrad}
`;

interface Request {
  readonly outer: readonly string[];
  readonly output: string | undefined;
  readonly check: boolean;
}

export async function render(args: readonly string[], streams: Streams): Promise<number> {
  const { values, operands } = readArguments(args, command);
  const { output, check, watch } = values as Values<typeof OWN>;
  if (operands.length === 0) throw new UsageError("there is no note to render: matgrad render NOTE.md");
  if (output !== undefined && operands.length > 1) throw new UsageError("--output takes one note");
  const request = { outer: wordsOf(values), output, check };
  let status = 0;
  for (const file of operands) status = Math.max(status, await renderFile(file, request, streams));
  if (watch) await Promise.all(operands.map((file) => watched(file, request, streams)));
  return status;
}

export const command: Command<Options & typeof OWN> = {
  name: "render",
  usage: "render NOTE… [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "files",
  status:
    "0: every block has its derivation; 1: a block is at fault, or with --check a note is not up to date",
  run: render,
};

/** The options for all blocks, as words again. */
function wordsOf(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(DEFAULTS).flatMap((name) => {
    const value = values[name];
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    return (Array.isArray(value) ? value : [value]).map((text) => `--${name}=${text}`);
  });
}

async function renderFile(
  file: string,
  { outer, output, check }: Request,
  streams: Streams,
): Promise<number> {
  const text = readText(file);
  const rendered = renderNote(file, text, outer);
  for (const { line, renderedLine, column, message } of rendered.mistakes) {
    complain(streams, `${printable(file)}:${check ? line : renderedLine}:${column}: ${message}`);
  }
  const isStale = rendered.text !== text;
  if (check) {
    if (isStale)
      complain(streams, `${printable(file)} is not up to date; matgrad render ${printable(file)} writes it`);
    return isStale || rendered.mistakes.length > 0 ? 1 : 0;
  }
  if (output !== undefined || file === "-") await put(rendered.text, { output, input: file }, streams);
  else if (isStale) writeFile(file, rendered.text);
  if (output !== "-" && file !== "-") streams.error(`${summary(file, rendered)}\n`);
  return rendered.mistakes.length > 0 ? 1 : 0;
}

function summary(file: string, { blocks, mistakes }: RenderedNote): string {
  const derived = blocks - mistakes.length;
  const of = mistakes.length > 0 ? `; ${mistakes.length} at fault` : "";
  return `${printable(file)}: ${derived} of ${blocks} block${blocks === 1 ? "" : "s"} derived${of}`;
}

/** Editors write in several steps, or by renaming: the folder is watched, and the note read when it is quiet. */
const QUIET = 80;

function watched(file: string, request: Request, streams: Streams): Promise<never> {
  if (file === "-") throw new UsageError("standard input cannot be watched");
  let timer: NodeJS.Timeout | undefined;
  const again = async (): Promise<void> => {
    try {
      await renderFile(file, request, streams);
    } catch (error) {
      complain(streams, (error as Error).message);
    }
  };
  watchFile(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(again, QUIET);
  });
  return new Promise<never>(() => undefined);
}
