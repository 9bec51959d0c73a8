/**
 * An English sentence of the proof-reader in another language.
 *
 *     the two sides differ; the sign is wrong  ─▶  等式两边不相等；符号有误
 *
 * The sentences are made where they are found, in English, which is the key to a catalogue, as gettext has it. What no
 * row of it says stays English.
 */
import type { LocaleName } from "../../../derivation/locales/locale.ts";
import type { Judged } from "../../finding.ts";
import { entriesFor } from "./catalogue.ts";
import { filledWith, heldIn } from "./template.ts";

/** The findings and relations of a note in a language. */
export function saidIn(locale: LocaleName, judged: Judged): Judged {
  if (locale === "en") return { ...judged, locale };
  // a note says much of what it says again and again
  const known = new Map<string, string>();
  const said = <T extends { readonly why: string }>(one: T): T => {
    const why = known.get(one.why) ?? say(locale, one.why);
    known.set(one.why, why);
    return { ...one, why };
  };
  const { findings, listed } = judged;
  return { ...judged, locale, findings: findings.map(said), ...(listed && { listed: listed.map(said) }) };
}

const BETWEEN: Readonly<Record<LocaleName, string>> = { en: "; ", zh: "；", ja: "。" };

/** Places of a semicolon behind these are of what the sentence quotes. */
const MOST_PARTS = 16;

interface Said {
  readonly text: string;
  /** How many of its parts no row says. */
  readonly unsaid: number;
}

/**
 * The parts between semicolons, each as a row has it: of a sentence that has a semicolon itself, or quotes one, the
 * parts are joined again. The fewest parts stay English, and the shortest come first.
 */
export function say(locale: LocaleName, sentence: string): string {
  if (locale === "en") return sentence;
  const cuts = [...sentence.matchAll(/(?<!\\); /g)].map(({ index }) => index).slice(0, MOST_PARTS - 1);
  const starts = [0, ...cuts.map((cut) => cut + 2)];
  const ends = [...cuts, sentence.length];
  const behind: Said[] = [{ text: "", unsaid: 0 }];
  for (let from = starts.length - 1; from >= 0; from--) {
    let best: Said | undefined;
    for (let to = from; to < ends.length && best?.unsaid !== 0; to++) {
      const part = sentence.slice(starts[from], ends[to]);
      const row = saidByRow(locale, part);
      if (row === undefined && to > from) continue;
      const rest = behind[ends.length - 1 - to]!;
      const unsaid = rest.unsaid + (row === undefined ? 1 : 0);
      if (best && best.unsaid <= unsaid) continue;
      const between = rest.text === "" ? "" : BETWEEN[locale];
      best = { text: (row ?? part) + between + rest.text, unsaid };
    }
    behind.push(best!);
  }
  return behind.at(-1)!.text;
}

function saidByRow(locale: Exclude<LocaleName, "en">, text: string): string | undefined {
  for (const entry of entriesFor(text)) {
    const held = heldIn(entry.english, text);
    if (!held) continue;
    const values = entry.english.gaps.map(({ name, holds }, i): [string, string] => {
      const value = held[i]!;
      if (holds === "list") return [name, value.split(" and ").join("、")];
      return [name, holds === "text" ? value : say(locale, value)];
    });
    return filledWith(entry[locale], new Map(values));
  }
  return undefined;
}
