/**
 * The language that a note is written in, by the letters of its prose: code tells nothing, and formulas only where
 * there is no prose.
 *
 *     设 $x$ 为向量  ─▶  zh        行列 $X$ の転置  ─▶  ja        the 梯度 of a loss  ─▶  en
 */
import type { LocaleName } from "../../../derivation/locales/locale.ts";
import type { Note, Passage } from "../../note.ts";

const COMMAND = /\\(?:begin|end)\s*\{[^{}]*\}|\\[a-zA-Z]+/g;
const HAN = /[\p{Script=Han}]/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORD = /\p{Script=Latin}{2,}/gu;

/** Two characters are about a word. */
const PER_WORD = 2;
/** Names and terms in another language stand in many a note. */
const LEAST_OF_WORDS = 1 / 3;
/** A Japanese sentence hardly has less of them, a Chinese one quotes them at most. */
const LEAST_KANA = 1 / 12;

export function languageOf({ passages }: Note): LocaleName {
  const prose = passages.filter(({ kind }) => kind === "prose" || kind === "heading");
  return languageIn(prose) ?? languageIn(passages) ?? "en";
}

/** Undefined where there are no words. */
function languageIn(passages: readonly Passage[]): LocaleName | undefined {
  const texts = passages.map(({ text }) => text.replace(COMMAND, " "));
  const count = (pattern: RegExp): number =>
    texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  const [han, kana, words] = [count(HAN), count(KANA), count(WORD)];
  const characters = (han + kana) / PER_WORD;
  if (characters + words === 0) return undefined;
  if (characters < LEAST_OF_WORDS * (characters + words)) return "en";
  return kana >= LEAST_KANA * (han + kana) ? "ja" : "zh";
}
