/** The arguments of a command: its flags and what else was given. */
import { parseArgs } from "node:util";
import { UsageError } from "./files.ts";

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly texts: readonly string[];
}

/** @throws UsageError for a flag that is not there */
export function readArguments(
  args: readonly string[],
  flags: Readonly<Record<string, "string" | "boolean">>,
): Arguments {
  const options = Object.fromEntries(Object.entries(flags).map(([name, type]) => [name, { type }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Arguments["values"], texts: positionals };
  } catch (error) {
    throw new UsageError(String((error as Error).message).replace(/\. To specify.*$/s, ""));
  }
}
