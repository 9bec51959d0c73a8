/** What a completion script is written from. */
import type { Option, Table } from "../../../options/arguments.ts";

export interface CompletedCommand {
  readonly name: string;
  readonly does: string;
  readonly operands: Table["operands"];
  /** What its operands may be, where they are words. */
  readonly words: readonly string[];
  readonly options: readonly (readonly [name: string, option: Option])[];
}

/** As one word of a shell, whatever is in it. */
export const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** --name and -n. */
export const spellings = ([name, { short }]: readonly [string, Option]): string[] =>
  short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
