/**
 * What a misspelt word may have meant, among the words that are known.
 *
 *     "dervie" of derive, check, batch  ─▶  "derive"        "Tr" of tr, det  ─▶  "tr"        "x" of y, z  ─▶  nothing
 */

/** Longer words are none that somebody mistyped. */
const LONGEST = 40;

/** Slips that a word of this length may have: none in one or two letters, where every word is near every other. */
const slipsIn = (length: number): number => (length <= 2 ? 0 : length <= 5 ? 1 : 2);

/**
 * The same word in other case; else the one with fewest slips (of words equally near the first); else the only
 * one that begins so.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const others = known.filter((k) => k !== word);
  const written = word.toLowerCase();
  const inOtherCase = others.find((k) => k.toLowerCase() === written);
  if (inOtherCase !== undefined) return inOtherCase;
  const [near] = others
    .map((k) => ({ k, slips: slips(written, k.toLowerCase()) }))
    .filter(({ k, slips }) => slips <= Math.min(slipsIn(word.length), slipsIn(k.length)))
    .sort((a, b) => a.slips - b.slips);
  if (near) return near.k;
  const longer = word.length > 2 ? others.filter((k) => k.toLowerCase().startsWith(written)) : [];
  return longer.length === 1 ? longer[0] : undefined;
}

/**
 * How many letters were changed, dropped, added, or swapped with their neighbour: the optimal string alignment
 * distance (Damerau 1964).
 */
export function slips(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let before: number[] = [];
  let last = right.map((_, j) => j);
  last.push(right.length);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let least = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1);
      least = Math.min(least, (last[j - 1] as number) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      row.push(swapped ? Math.min(least, (before[j - 2] as number) + 1) : least);
    }
    [before, last] = [last, row];
  }
  return last[right.length] as number;
}
