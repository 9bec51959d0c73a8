/**
 * Names that are functions of the table wherever a note writes them. A single letter is its author's: σ may be the
 * sigmoid, another activation or a deviation, and the note says which.
 */
import { FUNCTION_NAMES } from "../functions/index.ts";

export const NOTE_FUNCTIONS: ReadonlySet<string> = new Set(
  [...FUNCTION_NAMES].filter((name) => [...name].length > 1),
);

/** The function that an expectation is read as. */
export const EXPECTATION = "𝔼";
