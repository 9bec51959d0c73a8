/**
 * Searches that a scan from left to right repeats, at a cost that is linear in the text however often they are asked.
 */

/** Where `needle` comes next at or after a place; -1 if nowhere. */
export function finder(text: string, needle: string): (from: number) => number {
  let asked = 0;
  let found = -2;
  return (from) => {
    const isKnown = found !== -2 && from >= asked && (found === -1 || from <= found);
    if (!isKnown) {
      found = text.indexOf(needle, from);
      asked = from;
    }
    return found;
  };
}

/** Ends of the paragraphs: where an empty line begins, and the end of the text. */
export const paragraphEnds = (text: string): readonly number[] => [
  ...[...text.matchAll(/\r?\n(?:[ \t]*\r?\n)+/g)].map(({ index }) => index),
  text.length,
];

/** How many of the ascending `places` are before `at`. */
export function countBefore(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first of the ascending `places` that is not before `at`. */
export const firstFrom = (places: readonly number[], at: number): number | undefined =>
  places[countBefore(places, at)];
