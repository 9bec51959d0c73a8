/**
 * Which names the words of a sentence are about.
 *
 *     "the matrices $A$ and $B$ are symmetric"  ─▶  symmetric: A, B
 */
import type { Named } from "./facts.ts";
import { FORMULA } from "./sentences.ts";

export type At = ReadonlyMap<number, Named | undefined>;

const NEGATED_BEFORE =
  /(?:\bnot|\bnon-?|\bun-?|need not be|n't|\bany square|不(?:一定|必|是)?|未必|非|anti-?|skew-?|反)\s*(?:necessarily|be|a|assumed to be|required to be|一定|是)?\s*$/iu;

const NEGATED_AFTER =
  /^(?:\s*(?:である|だ|行列)?\s*(?:で(?:は)?ない|とは限らない|でなくて|とは仮定しない)|\s*性?不(?:要求|假设))/u;

/** The names that words in a sentence are about. */
export const subjects = (text: string, words: RegExp, at: At, onlyAfter = false): string[] =>
  mentions(text, words, at, onlyAfter).flat();

/** Of each place where the words stand, and aren't negated, the names that they are about there. */
export function mentions(text: string, words: RegExp, at: At, onlyAfter = false): string[][] {
  return [...text.matchAll(words)].flatMap(({ index, 0: word }) => {
    const found: string[] = [];
    const before = text.slice(0, index);
    const after = text.slice(index + word.length);
    if (NEGATED_BEFORE.test(before.slice(-30)) || NEGATED_AFTER.test(after)) return [];
    const next =
      /^(?:(?!\b(?:and|is|are|be|with|if|where|then|of|for|in|on|that|which|whose)\b)[\p{L}\s\-的]){0,36}/u.exec(
        after,
      )![0];
    const place = subjectBehind(text, index + word.length + next.length, at);
    const isNext =
      text[place] === FORMULA &&
      /^[\p{L}\s\-的]*$/u.test(next) &&
      ((at.get(place)?.names.length ?? 0) > 0 || Boolean(at.get(place)?.defined));
    if (isNext) found.push(...group(text, place, at, 1));
    else if (!onlyAfter) {
      const last = subjectBefore(text, index, at);
      const between = text.slice(last + 1, index);
      if (last >= 0 && between.length < 60 && !ANOTHER_CLAUSE.test(between))
        found.push(...(/^\s*[（(]/u.test(between) ? namesAt(last, at) : group(text, last, at, -1)));
      // P is a symmetric matrix, and so is R
      const [also] =
        /^[^.;。；\u{fffc}]{0,24}\b(?:so|as) (?:is|are|well as)\s*(?=\u{fffc})/u.exec(after) ?? [];
      if (also !== undefined) found.push(...group(text, index + word.length + also.length, at, 1));
    }
    return [found];
  });
}

/** "$A = …$ (symmetric", "$A = …$ is symmetric": directly of what the formula defines. */
const IS_SAID = /^\s*(?:[（(]|(?:which )?(?:is|be|are)\b|[它其]?(?:是|为)|は)[^,，:：、\u{fffc}]*$|^\s*$/u;

const ANOTHER_CLAUSE = /[.;。；]|,(?!\s*which\b)[^,]*\b(?:we|one|you|they|it)\b/u;

/** The last formula before that is no size: $A$ and $B$ are two $n \times n$ matrices, both symmetric; $A$ 为 $n$ 阶对称矩阵. */
function subjectBefore(text: string, from: number, at: At): number {
  for (
    let last = text.lastIndexOf(FORMULA, from - 1);
    last >= 0;
    last = text.lastIndexOf(FORMULA, last - 1)
  ) {
    const { names = [], defined } = at.get(last) ?? {};
    const between = text.slice(last + 1, from);
    if (!isSize(text, last, at) && (names.length > 0 || (defined && IS_SAID.test(between)))) return last;
    // what a whole formula says stands between
    if (defined === "" && /[,，:：、]/u.test(between)) break;
    if (last === 0) break;
  }
  return -1;
}

/** The formula at a place, or behind the sizes there: a symmetric $n \times n$ matrix $A$. */
function subjectBehind(text: string, place: number, at: At): number {
  let here = place;
  while (text[here] === FORMULA && isSize(text, here, at)) {
    const [gap = ""] =
      /^[- ]*(?:by[- ]*)?(?:real )?(?:matri(?:x|ces)|vectors?|阶|次元?|维)?\s*(?:的|の)?\s*(?:矩阵|行列|向量|ベクトル)?\s*/u.exec(
        text.slice(here + 1),
      )!;
    here += 1 + gap.length;
  }
  return here;
}

/** n \times n, $n$ 阶, $n$-by-$n$ */
const isSize = (text: string, place: number, at: At): boolean =>
  at.get(place)?.size !== undefined ||
  /^\s*(?:阶|次|维|元|[- ]?(?:dimensional|by|th)\b)/u.test(text.slice(place + 1)) ||
  /\bby[- ]?$/u.test(text.slice(0, place));

/** "the mass matrix $M$ and the stiffness matrix $K$ are symmetric" */
const JOINED_NAMED =
  /^\s*(?:,|、|，)?\s*(?:and|和|与|及|と)(?!.*(?:\b(?:is|are|be|has|have|with|where|not|any|some|general)\b|是|为|は))[\p{L}\s-]{0,40}$/u;

function namesAt(place: number, at: At): string[] {
  const own = at.get(place);
  return own?.names.length ? [...own.names] : own?.defined ? [own.defined] : [];
}

/** A formula's names and those joined to it by "and" or a comma. */
export function group(text: string, place: number, at: At, step: 1 | -1): string[] {
  const names = namesAt(place, at);
  for (let here = place; ; ) {
    const next = step > 0 ? text.indexOf(FORMULA, here + 1) : text.lastIndexOf(FORMULA, here - 1);
    if (next < 0 || (step < 0 && here === 0)) break;
    const between = step > 0 ? text.slice(here + 1, next) : text.slice(next + 1, here);
    const isJoined = /^\s*(?:,|、|，)?\s*(?:and|&|和|与|及|と)?\s*$/u.test(between) && between.trim() !== "";
    if (!isJoined && !(step < 0 && JOINED_NAMED.test(between))) break;
    const more = at.get(next)?.names ?? [];
    if (more.length !== 1) break;
    names.push(...more);
    here = next;
  }
  return names;
}
