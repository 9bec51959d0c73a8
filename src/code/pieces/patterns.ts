/**
 * The functions of functions/patterns.ts in the languages, written from the rows of the table of structures: which
 * line an entry is on, and its sign there.
 */
import { STRUCTURE_NAMES, STRUCTURES } from "../../structures.ts";

export interface PatternLines {
  readonly name: string;
  /** What it is, in words. */
  readonly said: string;
  /** A number from 0, below n². */
  readonly line: string;
  readonly sign: string | undefined;
  /** Means, or sums. */
  readonly isMean: boolean;
}

/** Each by its name. */
export const patternsIn = (write: (lines: PatternLines) => string): Map<string, string> =>
  new Map(
    STRUCTURE_NAMES.flatMap((structure) => {
      const { lines } = STRUCTURES[structure];
      if (!lines) return [];
      return [true, false].map((isMean) => {
        const name = `${structure}${isMean ? "part" : "sums"}`;
        const said = `${isMean ? "means" : "sums"} along the lines of equal entries`;
        return [name, write({ name, said, line: lines.line, sign: lines.sign, isMean })] as const;
      });
    }),
  );
