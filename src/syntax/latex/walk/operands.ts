/**
 * Names, numbers and constants with all their scripts.
 *
 *     \mathbf{W}^{(1)} ─▶ name W^(1)     I_n ─▶ eye(n)     \mathbf{1} ─▶ 𝟏     e^{x} ─▶ e^(x)     x_{ij} ─▶ x[i, j]
 */

import { ACCENTS, type Style } from "../tokens/commands.ts";
import { type NameParts, spelled } from "../tokens/names.ts";
import { pushCall } from "./calls.ts";
import { pushConstant } from "./constants.ts";
import { isDifferentialSign, scanDifferential, scanOperatorD } from "./derivatives.ts";
import { calledAs } from "./functions.ts";
import { scanEqualities, scanIndicator } from "./indicator.ts";
import {
  argumentAt,
  beforeOperand,
  closingOf,
  fail,
  push,
  type Range,
  type Scan,
  spanOf,
  textOf,
} from "./scan.ts";
import { isPrime, labelIn, pushAbove, type Scripts, scriptsAt } from "./scripts.ts";
import { areIndices, INDEX, namePieces, pieces, pushIndices, shapeIn } from "./subscripts.ts";
import { scanRange } from "./walk.ts";

export interface ReadName {
  readonly parts: NameParts;
  readonly at: Range;
  /** Of a word, or of a letter. */
  readonly isWord: boolean;
}

/** Words in italic letters without a font: known ones anywhere, others of some length before a bracket. */
const ITALIC_WORDS: ReadonlySet<string> = new Set(["loss", "input", "output", "const", "softmax", "cost"]);

/** Functions that are called without brackets, in letters as well: ln x, log|A|. */
const ITALIC_FUNCTIONS: ReadonlySet<string> = new Set([
  "log",
  "ln",
  "exp",
  "sin",
  "cos",
  "tan",
  "sinh",
  "cosh",
  "tanh",
  "det",
]);

const LONGEST_WORD = 30;
/** One above the other. */
const MOST_ACCENTS = 20;

function italicWord(scan: Scan, at: number, to: number): number {
  let end = at + 1;
  const isPart = (i: number): boolean => {
    const { type, text, spaced, style } = scan.tokens[i]!;
    return type === "letter" && /^[A-Za-z]$/.test(text) && !spaced && !style;
  };
  while (end < to && end - at < LONGEST_WORD && isPart(end)) end++;
  const word = textOf(scan, { from: at, to: end });
  const isCalled = scan.tokens[end]?.text === "(" && end < to;
  const isName = scan.context.roles.has(word) && end - at > 1;
  const isFunction = isCalled && end - at > 1 && scan.context.functionNames.has(word.toLowerCase());
  const isLong = isCalled && end - at > 3 && /^[A-Z]?[a-z]+$/.test(word);
  const isBracketless = ITALIC_FUNCTIONS.has(word) && isArgument(scan, end, to) && !areNames(scan, word);
  return isName || isFunction || isLong || isBracketless || ITALIC_WORDS.has(word) ? end : at + 1;
}

const isArgument = ({ tokens }: Scan, at: number, to: number): boolean =>
  at < to && /^(?:letter|word|command|bar)$/.test(tokens[at]!.type);

const areNames = ({ context: { roles } }: Scan, letters: string): boolean =>
  [...letters].every((letter) => roles.has(letter));

/** The base of a name with its accents; undefined where none begins. */
export function nameAt(scan: Scan, at: number, to: number, accents = 0): ReadName {
  const token = scan.tokens[at]!;
  const whole = (base: string, style: Style, next: number, isWord: boolean): ReadName => ({
    parts: { base, style, accent: undefined, label: "", subscripts: [] },
    at: { from: at, to: next },
    isWord,
  });
  if (token.type === "word") return whole(token.text, "upright", at + 1, true);
  if (token.type === "letter") {
    const end = token.style ? at + 1 : italicWord(scan, at, to);
    const base = textOf(scan, { from: at, to: end });
    return whole(plainLetters(base), styleOf(token.text, token.style), end, end > at + 1);
  }
  const accent = token.type === "command" ? ACCENTS.get(token.text.slice(1)) : undefined;
  if (!accent || accents >= MOST_ACCENTS) fail(token, `a name is missing before '${token.text}'`);
  return accented(scan, at, accent, accents);
}

/** Mathematical letters as letters; ϕ and ϵ, which have commands of their own, stay. */
const plainLetters = (text: string): string =>
  text.replace(/[\u{1d400}-\u{1d7ff}]/gu, (c) => c.normalize("NFKC"));

/** 𝐱 is x in bold. */
const styleOf = (text: string, style: Style | undefined): Style =>
  style ?? (/^[\u{1d400}-\u{1d433}\u{1d468}-\u{1d49b}\u{1d6a8}-\u{1d6e1}]/u.test(text) ? "bold" : "plain");

/** \hat{x_i}: the subscript belongs to the name as in \hat{x}_i. */
function accented(scan: Scan, at: number, accent: string, accents: number): ReadName {
  const range = argumentAt(scan, at + 1);
  const inner = nameAt(scan, range.from, range.to, accents + 1);
  const { below, above, next } = scriptsAt(scan, inner.at.to, range.to);
  if (next < range.to || above.length > 0) {
    fail(spanOf(scan, range), `an accent stands over a name, and here over '${textOf(scan, range)}'`);
  }
  const subscripts = below.flatMap((script) => namePieces(scan, script));
  return {
    // \dot{\hat x} is another name than \hat x
    parts: { ...inner.parts, accent: [inner.parts.accent, accent].filter(Boolean).join("_"), subscripts },
    at: { from: at, to: range.next },
    isWord: inner.isWord,
  };
}

/** The name in the tree: the known one that is meant, or the plain spelling. */
export function plainName(scan: Scan, parts: NameParts): string {
  const name = spelled(parts, scan.context.styled.has(parts.base)).normalize("NFC");
  return scan.context.known.find(name) ?? name;
}

export function scanOperand(scan: Scan, at: number, to: number): number {
  if (isDifferentialSign(scan, at, to)) return scanDifferential(scan, at, to);
  const read = nameAt(scan, at, to);
  if (read.isWord && read.parts.base === "D") return scanOperatorD(scan, at, to);
  const scripts = scriptsAt(scan, read.at.to, to);
  const called = calledAs(scan, read, scripts, to);
  if (called) return pushCall(scan, read, scripts, called, to);
  beforeOperand(scan, "letter");
  pushName(scan, read, scripts);
  return scripts.next;
}

function pushName(scan: Scan, { parts, at }: ReadName, { below, above }: Scripts): void {
  const span = spanOf(scan, at);
  const base = scan.out.length;
  const labels = above.map((range) => (isPrime(range) ? undefined : labelIn(scan, range)));
  const label = labels.map((found) => found?.label ?? "").join("");
  const raised = above
    .map((range, i) => labels[i]?.rest ?? range)
    .filter((range, i) => !labels[i] || range.to > range.from);
  const named = { ...parts, label };
  const indices = below.find((range) => !shapeIn(scan, range));
  const shape = below.find((range) => shapeIn(scan, range));
  if (isExponential(scan, named, below, raised)) {
    push(scan, "callName", { ...span, text: "e" }, "e^");
    push(scan, "open", span, "(");
    scanRange(scan, raised[0]!);
    push(scan, "close", span, ")");
    return;
  }
  const subscripts = [...named.subscripts, ...(indices ? namePieces(scan, indices) : [])];
  const isOwn = scan.context.roles.has(plainName(scan, { ...named, subscripts }));
  if (!isOwn && pushConstant(scan, named, indices, shape, span)) pushAbove(scan, raised, base);
  else {
    const name = pushPlainName(scan, named, below, raised, span);
    if (shape) scan.notes.shapes.push({ name, span, sizes: shape });
  }
}

function isExponential(
  scan: Scan,
  { base, accent, label }: NameParts,
  below: readonly Range[],
  raised: readonly Range[],
): boolean {
  const isPlain = base === "e" && !accent && label === "" && below.length === 0 && raised.length === 1;
  return (
    isPlain &&
    !isPrime(raised[0]!) &&
    !scan.context.roles.has("e") &&
    !scan.context.facts.equated.has("e") &&
    !/^(T|⊤|\\top)$/.test(textOf(scan, raised[0]!)) &&
    !scan.context.facts.transposed.has("e")
  );
}

function pushPlainName(
  scan: Scan,
  parts: NameParts,
  below: readonly Range[],
  raised: readonly Range[],
  span: { start: number; end: number },
): string {
  const base = scan.out.length;
  const subscripts = below.filter((range) => !shapeIn(scan, range));
  const whole = {
    ...parts,
    subscripts: [...parts.subscripts, ...subscripts.flatMap((s) => namePieces(scan, s))],
  };
  const [indices] = subscripts;
  const { roles } = scan.context;
  const fullName = plainName(scan, whole);
  const isEntry =
    indices && !roles.has(fullName) && subscripts.length === 1 && entryBase(scan, parts, indices);
  const last = subscripts.at(-1);
  const wide = last ? { start: span.start, end: Math.max(span.end, closingOf(scan, last).end) } : span;
  if (isEntry) {
    push(scan, "name", { ...span, text: isEntry }, isEntry);
    pushIndices(scan, indices, roles.get(isEntry) !== "vector");
  } else push(scan, "name", { ...wide, text: fullName }, fullName);
  const pair = raised.length === 1 && !indices && superscriptIndices(scan, parts, raised[0]!);
  if (pair) pushIndices(scan, raised[0]!);
  else pushAbove(scan, raised, base);
  return isEntry || fullName;
}

/** Of which name the subscript takes an entry: x itself, or the known matrix X for x_{ij}. */
function entryBase(scan: Scan, parts: NameParts, indices: Range): string | undefined {
  const { roles, known } = scan.context;
  const name = plainName(scan, parts);
  const isLetter = [...parts.base].length === 1;
  const isBold = parts.style === "bold" && parts.base === parts.base.toLowerCase();
  const role = roles.get(name);
  const upper = isLetter && role === undefined ? known.find(parts.base.toUpperCase()) : undefined;
  const capital = upper !== undefined && upper !== name && roles.get(upper) === "matrix" ? upper : undefined;
  const subscripted = { role: capital ? "matrix" : role, isBold, isLetter, base: parts.base };
  return areIndices(scan, indices, subscripted) ? (capital ?? name) : undefined;
}

/** A^{ij}: two indices above a capital. */
function superscriptIndices(scan: Scan, { base, label }: NameParts, range: Range): boolean {
  if (isPrime(range) || label !== "" || !/^[A-Z]$/.test(base)) return false;
  const script = scan.tokens.slice(range.from, range.to);
  const isPair =
    pieces(scan, range, false).length === 2 &&
    script.every(({ type, text }) => type === "comma" || (type === "letter" && INDEX.test(text)));
  if (isPair && script.length === 2) scan.notes.einstein = true;
  return isPair;
}

/** 2, 2^n; a bold 1 is the vector of ones. */
export function scanNumber(scan: Scan, at: number, to: number): number {
  const token = scan.tokens[at]!;
  const scripts = scriptsAt(scan, at + 1, to);
  const [condition] = scripts.below;
  if (token.text === "1" && condition && scripts.above.length === 0 && scanEqualities(scan, token, condition))
    return scripts.next;
  const indicator = token.text === "1" && !condition ? scanIndicator(scan, at, scripts.next, to) : undefined;
  if (indicator !== undefined) return indicator;
  beforeOperand(scan, "letter");
  const base = scan.out.length;
  const isOne = token.text === "1" && (token.style !== undefined || scripts.below.length > 0);
  const isZero = token.text === "0" && scripts.below.length > 0;
  if (isOne || isZero) {
    const parts = {
      base: token.text,
      style: token.style ?? "plain",
      accent: undefined,
      label: "",
      subscripts: [],
    };
    const [below] = scripts.below;
    const sizes = below && shapeIn(scan, below) ? below : undefined;
    if (below && textOf(scan, below).includes("=")) fail(spanOf(scan, below), "conditions are not read");
    pushConstant(scan, parts, sizes ? undefined : below, sizes, token);
  } else {
    push(scan, "number", token);
    if (scripts.below.length > 0) fail(token, "a number has no subscript");
  }
  pushAbove(scan, scripts.above, base);
  return scripts.next;
}
