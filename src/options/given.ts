/**
 * The options that say what is known: --given, --structure.
 */
import { MatrixCalculusError } from "../errors.ts";
import { type Given, readGiven } from "../problem/given.ts";
import { UsageError } from "./usage.ts";

/** What a derivative by a structured matrix may mean. */
export const MEANINGS = ["projection", "independent-entries", "free"] as const;

/** @throws UsageError where a text is neither a structure nor an equation */
export function givenOption(texts: readonly string[] = []): Given {
  try {
    return readGiven(texts);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    throw new UsageError(`--given: ${error.message}${error.hint === undefined ? "" : `: ${error.hint}`}`);
  }
}
