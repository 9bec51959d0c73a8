/**
 * Is a piece of text mathematics or words? Asked where dollars don't say it:
 *
 *     \frac{\partial Y}{\partial matrix of their product, with     words: the dollar before it was never closed
 *     X_{a \times b} \text{ is the input of the layer}             mathematics
 *     5 and the other                                              an amount of money
 */

/** Commands whose argument is text or a name. */
const TEXT_ARGUMENT =
  /\\(?:text(?:rm|bf|it|sf|tt|normal)?|mbox|intertext|operatorname\*?|mathrm|mathsf|mathit|label|ref|eqref|tag|begin|end)\s*\{[^{}]*\}/g;

/** Words that stand between others in a sentence and hardly ever in a formula. */
const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  (
    "the of and to we is are be by that this with which from can will as our it its was has have would where " +
    "then since because get taking der die das und ist mit le la les des est que et una los las"
  ).split(" "),
);
const SENTENCE_LENGTH = 3;
const LONG_SENTENCE = 5;
const CJK_SENTENCE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{8}|[。！？]/u;

/** Holds a piece of a sentence. */
export function isWordy(text: string): boolean {
  const plain = text.replace(TEXT_ARGUMENT, " # ").replace(/\\[a-zA-Z]+|\\./g, " # ");
  if (CJK_SENTENCE.test(plain)) return true;
  let length = 0;
  let hasSentenceWord = false;
  for (const [piece] of plain.matchAll(/\p{L}[\p{L}'’]*|[^\s\p{L},]/gu)) {
    if (piece.length < 2 || !/^\p{L}/u.test(piece)) {
      length = 0;
      hasSentenceWord = false;
      continue;
    }
    length++;
    hasSentenceWord ||= SENTENCE_WORDS.has(piece.toLowerCase());
    if (length >= LONG_SENTENCE || (length >= SENTENCE_LENGTH && hasSentenceWord)) return true;
  }
  return false;
}

/** Has a sign that only mathematics has. */
export const hasMathsSign = (text: string): boolean => /\\[a-zA-Z]|[\^_={}<>]/.test(text);

/** Every brace has its partner. */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [piece] of text.matchAll(/\\[\s\S]|[{}]/g)) {
    if (piece === "{") depth++;
    else if (piece === "}" && --depth < 0) return false;
  }
  return depth === 0;
}
