/**
 * Raw tokens → tokens without typography: fonts are styles of letters, words are one token, brackets know their
 * partners, and the only braces left are those of arguments and scripts.
 *
 *     {\bf x}\,_{\text{max}} \left( a \right)  ─▶  x (bold) _ { word max } ( a )
 */
import type { RawToken } from "./characters.ts";
import * as commands from "./commands.ts";
import { angled, matched, type Structure } from "./partners.ts";
import { plainCommand } from "./plainCommand.ts";
import { isInWord, isRemark, type Place, withoutRowNumbers } from "./remarks.ts";
import { behindBrackets, behindLength, groupEnd, stackedRelation } from "./stretches.ts";

interface Group {
  readonly kept: boolean;
  /** Of the command whose argument this is: arguments that are still to come. */
  readonly remaining: number;
  readonly style: commands.Style;
}

interface Walk {
  readonly raw: readonly RawToken[];
  at: number;
  readonly kept: RawToken[];
  readonly groups: Group[];
  style: commands.Style;
  /** Of the letter or group that comes next. */
  pending: commands.Style | undefined;
  /** How many arguments are still to come. */
  expected: number;
  spaced: boolean;
  readonly words: Place["words"];
}

export function structureOf(
  raw: readonly RawToken[],
  maximumDepth: number,
  words: Set<string> = new Set(),
): Structure {
  const walk: Walk = {
    ...{ raw, words, at: 0, kept: [], groups: [], style: "plain", pending: undefined },
    ...{ expected: 0, spaced: false },
  };
  while (walk.at < raw.length) step(walk, raw[walk.at++]!);
  const structure = matched(angled(withoutRowNumbers(walk.kept)), maximumDepth);
  const conditions = conditionBars(structure);
  if (conditions.size === 0) return structure;
  const tokens = structure.tokens.map((token, at) =>
    conditions.has(at) ? { ...token, type: "comma" as const } : token,
  );
  return matched(tokens, maximumDepth);
}

/** The bar of p(x | y), a single one between names in the brackets behind a letter. */
function conditionBars({ tokens, match }: Structure): Set<number> {
  const found = new Set<number>();
  tokens.forEach(({ text }, at) => {
    if (text !== "(" || tokens[at - 1]?.type !== "letter" || match[at]! < 0) return;
    const inside = tokens.slice(at + 1, match[at]);
    const bars = inside.flatMap(({ type }, i) => (type === "bar" ? [i] : []));
    const [bar] = bars;
    if (bars.length !== 1 || bar === 0 || bar === inside.length - 1) return;
    if (!inside.some(({ type }) => type === "open" || type === "relation")) found.add(at + 1 + bar!);
  });
  return found;
}

function keep(walk: Walk, token: RawToken): void {
  const isLetter = token.type === "letter" || token.type === "number";
  const style = isLetter ? (walk.pending ?? walk.style) : undefined;
  if (isLetter) walk.pending = undefined;
  const spaced = token.spaced || walk.spaced;
  walk.kept.push(style && style !== "plain" ? { ...token, spaced, style } : { ...token, spaced });
  walk.spaced = false;
  const isScript = token.type === "raise" || token.type === "lower";
  const count = token.type === "command" ? commands.argumentCount(token.text) : isScript ? 1 : 0;
  walk.expected = Math.max(0, walk.expected - 1) + count;
}

function step(walk: Walk, token: RawToken): void {
  switch (token.type) {
    case "braceOpen":
      openGroup(walk, token);
      break;
    case "braceClose":
      closeGroup(walk, token);
      break;
    case "command":
      stepCommand(walk, token);
      break;
    case "dots":
      keep(walk, { ...token, text: commands.DOTS.get(token.text)! });
      break;
    case "prose":
      keep(walk, isRemark(token.text, placeOf(walk)) ? token : { ...token, type: "word" });
      break;
    default:
      keep(walk, isSummation(walk, token) ? { ...token, type: "mark", text: "∑" } : token);
  }
}

/** Σ_{i=1}, Σ^{n}_{i=1}: a covariance has no equation below. */
function isSummation({ raw, at }: Walk, { text }: RawToken): boolean {
  if (text !== "Σ") return false;
  const end = (from: number): number => groupEnd({ raw, at: from }) ?? from;
  const lower = raw[at]?.type === "raise" ? end(at + 1) + 1 : at;
  if (raw[lower]?.type !== "lower") return false;
  return raw.slice(lower, end(lower + 1)).some((token) => token.text === "=");
}

function openGroup(walk: Walk, token: RawToken): void {
  const kept = walk.expected > 0;
  const { style } = walk;
  const switched = commands.SWITCHES.get(walk.raw[walk.at]?.text.slice(1) ?? "");
  const font = switched && walk.raw[walk.at]?.type === "command" ? switched : undefined;
  if (font && commands.WORD_FONTS.has(font)) {
    walk.at++;
    const inside = lettersUpTo(walk);
    if (inside) {
      const close: RawToken = {
        ...token,
        type: "braceClose",
        text: "}",
        start: inside.end - 1,
        end: inside.end,
      };
      if (kept) walk.kept.push(token);
      keep(walk, { ...token, type: "word", text: inside.text, end: inside.end });
      if (kept) walk.kept.push(close);
      return;
    }
  }
  if (kept) walk.kept.push(token);
  walk.groups.push({ kept, remaining: kept ? walk.expected - 1 : walk.expected, style });
  const letterFont = commands.LETTER_FONTS.get(font ?? "");
  walk.style = walk.pending ?? letterFont ?? style;
  if (letterFont) walk.at++;
  walk.pending = undefined;
  walk.expected = 0;
  walk.spaced = true;
}

function closeGroup(walk: Walk, token: RawToken): void {
  const group = walk.groups.pop();
  if (!group || group.kept) walk.kept.push(token);
  if (group) {
    walk.expected = group.remaining;
    walk.style = group.style;
  }
  walk.pending = undefined;
}

function stepCommand(walk: Walk, token: RawToken): void {
  const name = token.text.slice(1);
  const plain = plainCommand(token);
  const stacked = commands.STACKED.has(name) ? stackedRelation(walk) : undefined;
  if (plain) keep(walk, isSummation(walk, plain) ? { ...plain, type: "mark", text: "∑" } : plain);
  else if (name === "left" || name === "right") sidedDelimiter(walk, name);
  else if (commands.KERNS.has(name)) {
    const next = behindLength(walk);
    gapOf(walk, token, next);
    walk.at = next;
    walk.spaced = true;
  } else if (stacked) {
    walk.at = stacked.next;
    keep(walk, stacked.relation);
  } else if (commands.SKIPPED.has(name) || isOnNabla(walk, name)) walk.spaced = true;
  else if (commands.SKIPPED_WITH.has(name)) {
    if (/^hspace/.test(name)) gapOf(walk, token, groupEnd(walk) ?? walk.at);
    for (let count = commands.SKIPPED_WITH.get(name)!; count > 0; count--) skipGroup(walk);
  } else if (commands.SHOWN.has(name)) {
    walk.at = behindBrackets(walk);
    for (let count = commands.SHOWN.get(name)!; count > 1; count--) skipGroup(walk);
  } else if (name === "begin" || name === "end") environment(walk, token, name);
  else if (commands.TEXT_COMMANDS.has(name) || commands.WORD_FONTS.has(name)) wordOrText(walk, token);
  else if (commands.LETTER_FONTS.has(name)) walk.pending = commands.LETTER_FONTS.get(name);
  else if (name === "sqrt" && walk.raw[walk.at]?.text === "[" && walk.raw[walk.at + 2]?.text === "]") {
    keep(walk, token);
    keep(walk, { ...walk.raw[walk.at + 1]!, type: "mark", text: `√${walk.raw[walk.at + 1]!.text}` });
    walk.expected = 1;
    walk.at += 3;
  } else keep(walk, token);
}

/** \hspace{0.5in}, \hskip 2em: as wide as a \quad, it parts formulas as one does. */
function gapOf(walk: Walk, token: RawToken, end: number): void {
  const length = walk.raw
    .slice(walk.at, end)
    .map(({ text }) => text)
    .join("");
  const [, count, unit = ""] = /^\{?([\d.]+)(em|ex|in|cm|mm|pt|px)/.exec(length) ?? [];
  if (Number(count) * (commands.EMS.get(unit) ?? 0) >= 1)
    keep(walk, { ...token, type: "quad", text: "quad" });
}

/** \vec\nabla and \vec{\nabla} are \nabla. */
function isOnNabla({ raw, at }: Walk, name: string): boolean {
  const inside = raw[at]?.type === "braceOpen" ? raw[at + 1] : raw[at];
  return commands.ACCENTS.has(name) && inside !== undefined && commands.NABLAS.has(inside.text);
}

/** `\left(`, `\right|`, `\left.`: the bracket with its side. */
function sidedDelimiter(walk: Walk, sided: "left" | "right"): void {
  const next = walk.raw[walk.at++];
  if (!next) return;
  const made = next.type === "command" ? (plainCommand(next) ?? next) : next;
  const type = sided === "left" ? "open" : "close";
  if (made.type === "bar") keep(walk, { ...made, sided });
  else
    keep(walk, {
      ...made,
      type,
      text: made.type === "relation" ? (made.text === "<" ? "<" : ">") : made.text,
      sided,
    });
}

function skipGroup(walk: Walk): void {
  const end = groupEnd(walk);
  if (end !== undefined) walk.at = end + 1;
  walk.spaced = true;
}

function environment(walk: Walk, token: RawToken, side: "begin" | "end"): void {
  const end = groupEnd(walk);
  if (end === undefined) {
    keep(walk, token);
    return;
  }
  const inside = walk.raw.slice(walk.at + 1, end);
  const name = inside
    .map(({ text }) => text)
    .join("")
    .replace(/\*$/, "");
  const whole = { ...token, end: walk.raw[end]!.end };
  walk.at = end + 1;
  const isLines = commands.LINE_ENVIRONMENTS.has(name);
  if (side === "begin" && (name === "array" || name.startsWith("alignat") || name === "alignedat")) {
    if (walk.raw[walk.at]?.text === "[") walk.at += 3;
    skipGroup(walk);
  }
  keep(walk, isLines ? { ...whole, type: "rowEnd", text: "" } : { ...whole, type: side, text: name });
}

/** The letters up to the end of the group that the walk is in. */
function lettersUpTo(walk: Walk): { text: string; end: number } | undefined {
  let text = "";
  for (let i = walk.at; i < walk.raw.length; i++) {
    const token = walk.raw[i]!;
    if (token.type === "braceClose") {
      walk.at = i + 1;
      return { text, end: token.end };
    }
    if (token.type !== "letter" && token.type !== "number") return undefined;
    text += token.text;
  }
  return undefined;
}

const placeOf = ({ raw, at, kept, words }: Walk): Place => ({ before: kept.at(-1), next: raw[at], words });

function wordOrText(walk: Walk, token: RawToken): void {
  const isText = commands.TEXT_COMMANDS.has(token.text.slice(1));
  const first = walk.raw[walk.at];
  const end = groupEnd(walk);
  const inside = end === undefined ? (first ? [first] : []) : walk.raw.slice(walk.at + 1, end);
  const shown = inside.filter(({ type, text }) => type !== "command" || !commands.SKIPPED.has(text.slice(1)));
  const letters = shown.every(isInWord);
  const gaps = shown.some(({ spaced }, i) => spaced && i > 0);
  const text = shown
    .map((t, i) => `${t.spaced && i > 0 ? " " : ""}${t.text}`)
    .join("")
    .normalize("NFC");
  const whole = { ...token, end: (end === undefined ? first : walk.raw[end])?.end ?? token.end };
  if (!isText && (!letters || !/^\p{L}/u.test(text))) return; // its braces show what they hold
  walk.at = end === undefined ? walk.at + 1 : end + 1;
  if (text === "") walk.spaced = true;
  else if (isText && (gaps || !letters || isRemark(text, placeOf(walk)))) {
    keep(walk, { ...whole, type: "prose", text });
  } else keep(walk, { ...whole, type: "word", text: text.replace(/ /g, "") });
}
