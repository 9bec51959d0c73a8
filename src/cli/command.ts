/**
 * What a command is, and its help, which is read off the table of its options.
 */
import type { Option, Options, Table } from "../options/arguments.ts";
import type { Streams } from "./streams.ts";

export interface Command<T extends Options = Options> extends Table<T> {
  /** Behind `matgrad`. */
  readonly usage: string;
  /** What it does, with examples. */
  readonly about: string;
  /** All that its operands may be, where they are words. */
  readonly words?: readonly string[];
  /** What is to be said behind the options. */
  readonly notes?: string;
  /** What its exit statuses 0 and 1 mean. */
  readonly status: string;
  readonly run: (args: readonly string[], streams: Streams) => Promise<number>;
}

/** The options that every command has. */
export const COMMON = {
  help: { type: "switch", short: "h", help: "this text" },
} as const satisfies Options;

/** Where the options of a help begin. */
const WIDTH = 24;

export function helpOf({ usage, about, options, notes, status }: Command): string {
  const groups = new Map<string, string[]>();
  for (const [name, option] of Object.entries({ ...options, ...COMMON })) {
    const { group = "Options" } = option as Option;
    groups.set(group, [...(groups.get(group) ?? []), helpLine(name, option)]);
  }
  const tables = [...groups].map(([group, lines]) => `${group}\n${lines.join("\n")}\n`);
  const parts = [`matgrad ${usage}\n`, about, ...tables, ...(notes === undefined ? [] : [notes])];
  return `${parts.join("\n")}\nExit status ${status}; 2: could not run.\n`;
}

function helpLine(name: string, { short, value, help, values }: Option): string {
  const flag = `  ${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
  const text = values ? `${help}: ${values.join(", ")}` : help;
  return flag.length < WIDTH ? `${flag.padEnd(WIDTH)} ${text}` : `${flag}\n${" ".repeat(WIDTH)} ${text}`;
}
