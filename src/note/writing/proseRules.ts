/**
 * Rules on the words around the formulas:
 *
 *     derivative of y_{ij}      we need the its effect      plugging into (dC)      Xᵀยน
 */
import type { Note, Passage } from "../note.ts";
import type { Rule, Warning } from "./warning.ts";

const proseOf = ({ passages }: Note): readonly Passage[] => passages.filter(({ kind }) => kind === "prose");

const inProse =
  (
    pattern: RegExp,
    say: (match: RegExpExecArray, note: Note) => Omit<Warning, "start" | "end"> | undefined,
  ): Rule =>
  (note) =>
    proseOf(note).flatMap(({ text, start }) =>
      [...text.matchAll(pattern)].flatMap((match): Warning[] => {
        const said = say(match, note);
        const from = start + match.index;
        return said ? [{ start: from, end: from + match[0].length, ...said }] : [];
      }),
    );

/** Letters that some formula writes with a subscript. */
function indexedLetters({ passages }: Note): ReadonlySet<string> {
  const formulas = passages.filter(({ kind }) => kind === "formula");
  const found = formulas.flatMap(({ text }) =>
    [...text.matchAll(/(?<![a-zA-Z\\])([a-zA-Z])\s*\}?\s*_/g)].map(([, letter = ""]) => letter),
  );
  return new Set(found);
}

const INDEXED = /(?<![\w/.#\\{:-])([a-zA-Z])_(?:\{[a-zA-Z0-9,+ ]{1,12}\}|[a-zA-Z0-9])(?![\w/({-])/g;

/** `y_{ij}` among words, in a note whose formulas have a y with indices. */
export const mathsOutside: Rule = (note) => {
  const letters = indexedLetters(note);
  return inProse(INDEXED, ([name, letter = ""]) =>
    letters.has(letter)
      ? {
          rule: "maths-outside",
          why: `${name} is a formula, but stands outside the delimiters of mathematics`,
          correct: `$${name}$`,
        }
      : undefined,
  )(note);
};

/** Words that are rightly said twice. */
const TWICE: ReadonlySet<string> = new Set([
  "that",
  "had",
  "very",
  "so",
  "no",
  "log",
  "etc",
  "et",
  "nous",
  "vous",
  "sie",
  "die",
]);

export const doubledWords: Rule = inProse(/(?<![\w\\'’-])([a-z]{2,})\s+\1(?![\w'’-])/g, ([, word = ""]) =>
  TWICE.has(word) ? undefined : { rule: "doubled-word", why: `the word “${word}” stands twice` },
);

export const clashingWords: Rule = inProse(
  /(?<![\w'’-])the (?:its|their|our|be)(?![\w'’-])|\bbe the be\b/g,
  ([words]) => ({
    rule: "clashing-words",
    why: `“${words}”: one of these words is left over`,
  }),
);

/** Windows-1252 from byte 0x80 on; where it differs from ISO 8859-1. */
const WINDOWS = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"].map(
  (character, k) => [character, 0x80 + k] as const,
);
const bytesFrom = (first: number, byte: number, count: number) =>
  Array.from({ length: count }, (_, k) => [String.fromCodePoint(first + k), byte + k] as const);
/** Characters → bytes, of the code pages that UTF-8 is read in by mistake: Western European, Thai. */
const PAGES: readonly ReadonlyMap<string, number>[] = [
  new Map([...WINDOWS, ...bytesFrom(0xa0, 0xa0, 96)]),
  new Map([...WINDOWS, ...bytesFrom(0xe01, 0xa1, 91)]),
];

/** What the characters say if their bytes are read as UTF-8; undefined if they are no such bytes. */
export function repaired(characters: string): string | undefined {
  for (const page of PAGES) {
    const bytes = [...characters].map((character) => page.get(character) ?? -1);
    if (bytes.includes(-1)) continue;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
    } catch {
      // not UTF-8
    }
  }
  return undefined;
}

/** `ยน` for ¹, `â€™` for ’: UTF-8 that was read in another code page; `�` where it was not even kept. */
export const brokenEncoding: Rule = inProse(/[\u0080-\u{10ffff}]{2,60}|\uFFFD+/gu, ([characters]) => {
  const correct = characters.includes("\uFFFD") ? undefined : repaired(characters);
  if (correct === undefined && !characters.includes("\uFFFD")) return undefined;
  const meant = correct === undefined ? "" : `: ${correct} is meant`;
  const why = `${characters} is a character whose encoding was damaged${meant}`;
  return { rule: "broken-encoding", why, ...(correct !== undefined && { correct }) };
});

const LEAST_REPEATED = 40;

/** A sentence that stands twice in one paragraph. */
export const repeatedSentence: Rule = (note) => {
  const found: Warning[] = [];
  let seen = new Set<string>();
  let last = 0;
  for (const { start, end } of sentences(note)) {
    const between = note.text.slice(last, start);
    if (/\n[ \t\r]*\n/.test(between)) seen = new Set();
    last = end;
    const sentence = note.text.slice(start, end).replace(/\s+/g, " ");
    if (seen.has(sentence)) {
      found.push({
        start,
        end,
        rule: "repeated-sentence",
        why: "this sentence stands a second time in its paragraph",
      });
    }
    if (sentence.length >= LEAST_REPEATED) seen.add(sentence);
  }
  return found;
};

/** From the end of a sentence to the next, formulas included; places are those of prose only. */
function sentences(note: Note): { start: number; end: number }[] {
  const stops = proseOf(note).flatMap(({ text, start }) =>
    [...text.matchAll(/[.!?](?=\s+\p{Lu})|[.!?]$|[。！？]/gu)].map(({ index }) => start + index + 1),
  );
  const paragraphs = [...note.text.matchAll(/\n[ \t\r]*\n/g)].map(({ index }) => index);
  const cuts = [...new Set([0, ...stops, ...paragraphs, note.text.length])].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((end, k) => {
    const from = cuts[k] as number;
    const written = note.text.slice(from, end);
    const start = from + written.length - written.trimStart().length;
    return start < end && /\p{L}{3}/u.test(written) ? [{ start, end }] : [];
  });
}

/** `the following network:`, and then a gap where something stood. */
export const nothingFollows: Rule = ({ text, passages }) =>
  passages.flatMap((passage, k): Warning[] => {
    const next = passages[k + 1];
    const isProse = passage.kind === "prose" && next?.kind === "prose" && /^\p{L}/u.test(next.text);
    if (!isProse || !/\bfollowing\b[^.]*:$/.test(passage.text)) return [];
    const between = text.slice(passage.end, next.start);
    if (between.trim() !== "" || (between.match(/\n/g)?.length ?? 0) < 3) return [];
    const start = passage.start + passage.text.lastIndexOf("following");
    const why =
      "“the following … :” announces something, but nothing stands between this and the next paragraph";
    return [{ start, end: passage.end, rule: "nothing-follows", why }];
  });
