/** What a test takes of many: MATGRAD_FULL=1 takes all of it. */
const FULL = process.env.MATGRAD_FULL !== undefined;

/** How many are drawn: what the variable says, or else the first, of which the second is the full run. */
export const drawn = (variable: string, usual: number, full: number): number =>
  Number(process.env[variable] ?? (FULL ? full : usual));

/** One in so many, in the order that they have. */
export const oneIn = <T>(step: number, all: readonly T[], from = 0): readonly T[] =>
  FULL ? all : all.filter((_, i) => i % step === from % step);
