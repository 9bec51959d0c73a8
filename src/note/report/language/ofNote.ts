/**
 * The language that a note is written in, by the letters of its prose: formulas and code tell nothing.
 *
 *     设 $x$ 为向量  ─▶  zh        行列 $X$ の転置  ─▶  ja        the 梯度 of a loss  ─▶  en
 */
import type { LocaleName } from "../../../derivation/locales/locale.ts";
import type { Note } from "../../note.ts";

const COMMAND = /\\[a-zA-Z]+/g;
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
  const prose = passages
    .filter(({ kind }) => kind === "prose" || kind === "heading")
    .map(({ text }) => text.replace(COMMAND, " "));
  const count = (pattern: RegExp): number =>
    prose.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  const [han, kana] = [count(HAN), count(KANA)];
  const characters = (han + kana) / PER_WORD;
  if (characters <= LEAST_OF_WORDS * (characters + count(WORD))) return "en";
  return kana >= LEAST_KANA * (han + kana) ? "ja" : "zh";
}
