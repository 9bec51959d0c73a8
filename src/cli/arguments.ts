/** The arguments of a command: its flags and what else was given; values of flags that are one of a few, or whole. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./files.ts";

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly texts: readonly string[];
}

/** @throws UsageError for a flag that is not there or lacks its value */
export function parsed<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(String((error as Error).message).replace(/\. To specify.*$/s, ""));
  }
}

/** @throws UsageError for a flag that is not there */
export function readArguments(
  args: readonly string[],
  flags: Readonly<Record<string, "string" | "boolean">>,
): Arguments {
  const options = Object.fromEntries(Object.entries(flags).map(([name, type]) => [name, { type }]));
  const { values, positionals } = parsed(args, options);
  return { values: values as Arguments["values"], texts: positionals };
}

/** The first of what is allowed, unless another is given. */
export function oneOf<T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T {
  if (value === undefined) return allowed[0] as T;
  if (allowed.includes(value as T)) return value as T;
  throw new UsageError(`--${flag} cannot be ${value}: it takes ${allowed.join(", ")}`);
}

export function wholeNumber(flag: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${flag} takes a whole number, not ${value}`);
  return Number(value);
}

/** Names, separated by commas or spaces. */
export const list = (values: readonly string[] | undefined): string[] =>
  (values ?? []).flatMap((v) => v.split(/[\s,]+/)).filter((v) => v !== "");
