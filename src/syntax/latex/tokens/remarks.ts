/**
 * Text in a formula ─▶ a name or a remark.
 *
 *     \text{loss}  a name     \text{where}  a remark     \text{损失} = x^\top x  a name     y = 2x \text{其中}  a remark
 */
import type { RawToken } from "./characters.ts";
import { RELATIONS } from "./commands.ts";

export interface Place {
  readonly before: RawToken | undefined;
  readonly next: RawToken | undefined;
  /** Words in scripts without spaces that are names; those found to be are added. */
  readonly words: Set<string>;
}

/** Words that stand between formulas. */
const CONNECTING =
  /^(where|and|or|if|for|with|when|then|so|thus|hence|is|as|by|in|let|we|have|such|that|s\.?t\.?|otherwise|from|to|the|of|on|at|i\.e\.?|e\.g\.?|given|since|because|which|gives)$/i;

export const isInWord = ({ type, text }: RawToken): boolean =>
  type === "letter" || type === "number" || type === "sign" || (type === "prose" && hasLettersOnly(text));

const hasLettersOnly = (text: string): boolean => /^\p{L}+$/u.test(text);
/** In a script in which words and sentences look alike. */
const isUnspaced = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー\u3000-\u303f\uff00-\uffef]/u.test(
    text,
  );

export function isRemark(text: string, place: Place): boolean {
  if (CONNECTING.test(text) || !/^\p{L}/u.test(text)) return true;
  return isUnspaced(text) && !(hasLettersOnly(text) && isNameAt(text, place));
}

/** Where a line begins. */
const BEGINNINGS: ReadonlySet<string> = new Set(["rowEnd", "dollar", "comma", "quad", "prose", "align"]);
const OPERATORS: ReadonlySet<string> = new Set(["relation", "sign", "times"]);

const FOLLOWING: ReadonlySet<string> = new Set(["relation", "lower", "raise", "prime"]);

/** Behind an operator, and before a relation or a script where a line begins; then everywhere. */
function isNameAt(text: string, { before, next, words }: Place): boolean {
  const isFollowed = next !== undefined && (FOLLOWING.has(next.type) || RELATIONS.has(next.text.slice(1)));
  const isOperand = before && !BEGINNINGS.has(before.type) ? OPERATORS.has(before.type) : isFollowed;
  if (isOperand) words.add(text);
  return words.has(text);
}

/** (1) …, (2) … at the beginning of rows, one after another, are no factors but remarks. */
export function withoutRowNumbers(tokens: readonly RawToken[]): readonly RawToken[] {
  let depth = 0;
  const starts = tokens.flatMap(({ type }, at) => {
    if (type === "begin") depth++;
    else if (type === "end") depth--;
    if ((at > 0 && type !== "rowEnd") || depth > 0) return [];
    const from = type === "rowEnd" ? at + 1 : at;
    return [tokens[from]?.type === "align" ? from + 1 : from];
  });
  const numbered = starts.filter((at) => {
    const [open, number, close] = tokens.slice(at, at + 3);
    return open?.text === "(" && /^(?:\d+|[a-z])$/.test(number?.text ?? "") && close?.text === ")";
  });
  const isCounted = numbered.every((at, k) =>
    [String(k + 1), String.fromCharCode(97 + k)].includes(tokens[at + 1]!.text),
  );
  if (numbered.length < 2 || !isCounted) return tokens;
  const first = new Set(numbered);
  const others = new Set(numbered.flatMap((at) => [at + 1, at + 2]));
  return tokens.flatMap((token, at): RawToken[] => {
    if (others.has(at)) return [];
    return first.has(at)
      ? [{ ...token, type: "prose", text: `(${tokens[at + 1]!.text})`, end: tokens[at + 2]!.end }]
      : [token];
  });
}
