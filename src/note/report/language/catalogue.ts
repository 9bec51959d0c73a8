/** All sentences, each found by the first word of a text. */
import { findings } from "./rows/findings.ts";
import { judgements } from "./rows/judgements.ts";
import { meaning } from "./rows/meaning.ts";
import { phrases } from "./rows/phrases.ts";
import { reading } from "./rows/reading.ts";
import { shapes } from "./rows/shapes.ts";
import { verdicts } from "./rows/verdicts.ts";
import { warnings } from "./rows/warnings.ts";
import { type Rows, type Template, templateOf } from "./template.ts";

export const CATALOGUE: Rows = {
  ...findings,
  ...warnings,
  ...verdicts,
  ...meaning,
  ...reading,
  ...shapes,
  ...judgements,
  ...phrases,
};

interface Entry {
  readonly english: Template;
  readonly zh: Template;
  readonly ja: Template;
}

const lengthOf = ({ english }: Entry): number => english.pieces.join("").length;
const begins = ({ english }: Entry): number => (english.pieces[0] === "" ? 0 : 1);

const firstWord = (text: string): string => /^\S+(?= )/.exec(text)?.[0] ?? "";

/** Of sentences that a text could be the one that says the most of it is meant. */
function byFirstWord(): ReadonlyMap<string, readonly Entry[]> {
  const entries = Object.entries(CATALOGUE).map(
    ([english, [zh, ja]]): Entry => ({
      ...{ english: templateOf(english), zh: templateOf(zh), ja: templateOf(ja) },
    }),
  );
  const found = new Map<string, Entry[]>();
  for (const entry of entries.sort((a, b) => begins(b) - begins(a) || lengthOf(b) - lengthOf(a))) {
    const word = firstWord(entry.english.pieces[0]!);
    found.set(word, [...(found.get(word) ?? []), entry]);
  }
  return found;
}

/** Made when a note is first spoken of in another language than English. */
let known: ReadonlyMap<string, readonly Entry[]> | undefined;

/** Those that begin as a text does, before those that begin with a gap. */
export function entriesFor(text: string): readonly Entry[] {
  known ??= byFirstWord();
  const word = firstWord(text);
  const others = known.get("") ?? [];
  return word === "" ? others : [...(known.get(word) ?? []), ...others];
}
