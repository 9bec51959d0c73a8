/**
 * Which spellings are one name to a reader: a problem that has `alpha` means it by `α` too.
 *
 *     alpha α · x_1 x1 · x_hat x̂ · λ_max lambda_max  ─▶  one each        ε ϵ, φ ϕ  ─▶  one where only one is known
 */
import { LETTERS } from "./latex/tokens/commands.ts";

/** Letters of two shapes; Greek capitals that look like Latin ones. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  [..."ϕφϵεϑθϱρΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo"].flatMap((c, i, all) =>
    i % 2 === 0 ? [[c, all[i + 1]!] as const] : [],
  ),
);

/** As names are written: phi is φ, though \phi is ϕ. */
const WORDS: ReadonlyMap<string, string> = new Map([...LETTERS, ["phi", "φ"], ["epsilon", "ε"]]);

/** Combining marks, and their words in a name: x_hat. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["\u0302", "hat"],
  ["\u0304", "bar"],
  ["\u0303", "tilde"],
  ["\u0307", "dot"],
  ["\u0308", "ddot"],
  ["\u20d7", "vec"],
]);

/** ẋ of x and dot; undefined where no mark is known for the accent. */
export function withMark(letter: string, accent: string): string | undefined {
  const mark = [...ACCENTS].find(([, word]) => word === accent)?.[0];
  return mark && `${letter}${mark}`.normalize("NFC");
}

const WORDS_OF_ACCENTS: ReadonlySet<string> = new Set(ACCENTS.values());

/** What two spellings of a name have in common: base, accent and subscripts, letters as letters. */
function spelledOut(name: string, letterOf: (word: string) => string): string {
  const [head = "", ...rest] = name.split("_").filter((part) => part !== "");
  const [, word = head, digits] = /^(.*?\D)(\d+)$/u.exec(head) ?? [];
  const [letter = "", mark = "", ...others] = [...word.normalize("NFD")];
  const accent = others.length === 0 ? ACCENTS.get(mark) : undefined;
  const over = accent ?? rest.find((part) => WORDS_OF_ACCENTS.has(part));
  const below = [
    ...(digits ? [digits] : []),
    ...(accent === undefined ? rest.filter((p) => p !== over) : rest),
  ];
  return [accent === undefined ? word : letter, ...(over ? [over] : []), ...below].map(letterOf).join("_");
}

const look = (name: string): string => spelledOut(name, (word) => WORDS.get(word) ?? word);

const likeness = (name: string): string =>
  spelledOut(name, (word) => {
    const letter = LETTERS.get(word) ?? word;
    return ALIKE.get(letter) ?? letter;
  });

/** The known names by what they look like; a spelling that is itself known comes first. */
export interface KnownNames {
  find(name: string): string | undefined;
}

export function knownNames(names: Iterable<string>): KnownNames {
  const exact = new Set(names);
  // most names are known as they are written
  let [looks, alike]: (ReadonlyMap<string, string> | undefined)[] = [];
  return {
    find: (name) => {
      if (exact.has(name)) return name;
      looks ??= firstBy(look, exact);
      alike ??= firstBy(likeness, exact);
      return looks.get(look(name)) ?? alike.get(likeness(name));
    },
  };
}

/** Of the names that have a key in common the first. */
const firstBy = (key: (name: string) => string, names: Iterable<string>): ReadonlyMap<string, string> =>
  new Map([...names].reverse().map((name) => [key(name), name]));
