/**
 * Options that several commands have.
 */
import type { Options } from "./arguments.ts";
import { MEANINGS } from "./given.ts";

/** What is known beside the statements. */
export const KNOWN = {
  given: {
    type: "texts",
    value: "'A symmetric'",
    help: "what else is known: structures, or equations such as 'sum(y) = 1'",
  },
  structure: {
    type: "text",
    value: "MEANING",
    help: "what a derivative by a structured matrix means, the first unless given",
    values: MEANINGS,
  },
} as const satisfies Options;

export const STRICT = {
  strict: { type: "switch", help: "a name that nothing declares, or that has two readings, is an error" },
} as const satisfies Options;

/** From where and to where. */
export const FILES = {
  file: {
    type: "text",
    file: true,
    value: "PATH",
    help: "read the statements from a file; - is standard input",
  },
  output: {
    type: "text",
    short: "o",
    file: true,
    value: "PATH",
    help: "write to a file; - is standard output",
  },
} as const satisfies Options;
