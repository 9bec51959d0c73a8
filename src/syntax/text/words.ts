/**
 * Names in their place: called functions, sums over an index, the words of a type, raised exponents.
 *
 * In: a name or a run of superscripts. Out: the tokens the grammar has for them.
 *
 *     sum_i f'(x)²  ─▶  indexedSum i, callName f', ( x ), power, number 2        (where f is a function)
 *     X : m x k     ─▶  name, declares, name m, sizeTimes, name k
 */

import { STRUCTURE_WORDS, structureNamed } from "../../structures.ts";
import { isPartOfKnown } from "../names.ts";
import {
  decodeSuperscript,
  fail,
  plainName,
  plainOperator,
  plainSubscript,
  type RawToken,
  type RawType,
  rawTokens,
  type TokenType,
} from "../tokens.ts";
import { endsOperand, next, previous, push, type Scan } from "./scan.ts";
import { failOnSubscript } from "./unknown.ts";

/** The T of A^-ᵀ where it is written with the mark: a name that nobody can write. */
export const TRANSPOSED = "⊤";

/** The + of A⁺, a name that nobody can write. */
export const PSEUDOINVERSE = "⁺";

export function scanName(scan: Scan, raw: RawToken): void {
  const name = plainName(raw.text);
  const { functions, variables, sizes } = scan.names;
  if (name.startsWith("_") && endsOperand(scan) && previous(scan)?.end === raw.start)
    scanSubscript(scan, raw);
  else if (name === "in" && declaresMembership(scan)) {
    push(scan, "declares", raw);
    scan.inType = true;
  } else if (functions.has(name)) scanFunction(scan, raw, name);
  else if (variables.has(name)) scanVariable(scan, raw, name);
  else if (sizes.has(name) || !scanSum(scan, raw, name)) scanOther(scan, raw, name);
}

/** L(w) of a definition with parameters is called, but for the place where it is defined. */
function scanVariable(scan: Scan, raw: RawToken, name: string): void {
  const isCalled = scan.names.parametric.has(name) && next(scan)?.type === "open" && !isDefined(scan);
  push(scan, isCalled ? "callName" : "name", raw, name);
}

function isDefined(scan: Scan): boolean {
  if (previous(scan)) return false;
  const close = scan.raw.findIndex(({ type }, at) => at > scan.position && type === "close");
  return scan.raw[close + 1]?.type === "equals";
}

/** The T of X^T (…) and X^-T (…) is no function. */
function isExponent({ tokens }: Scan): boolean {
  const [before, last] = tokens.slice(-2).map(({ type }) => type);
  return (last ?? before) === "power" || (last === "sign" && before === "power");
}

/** Tr( is the call of tr; what else nothing declares is a name, which may not stand for a function. */
function scanOther(scan: Scan, raw: RawToken, name: string): void {
  const { functions, values } = scan.names;
  const isValue =
    isExponent(scan) || values.has(name) || NAMES_OF_CONSTANTS.test(name) || isPartOfKnown(name, scan.names);
  const isBeforeBracket = next(scan)?.type === "open" && !isValue;
  const folded = name.toLowerCase();
  if (isBeforeBracket && name.length > 1 && functions.has(folded)) push(scan, "callName", raw, folded);
  else push(scan, isBeforeBracket ? "callName" : "name", raw, name);
}

/**
 * A function is called if `(` follows; its derivative f' is called like it. It goes without brackets before a bar or
 * another call: log |x|, log det(A). A letter that is used as a value is no function: σ² + σ(x).
 */
function scanFunction(scan: Scan, raw: RawToken, name: string): void {
  let primes = 0;
  while (scan.raw[scan.position + 1 + primes]?.text === "'") primes++;
  const follows = scan.raw[scan.position + 1 + primes];
  const isLetter = [...name].length === 1 && scan.names.values.has(name) && !scan.names.declared.has(name);
  if (follows?.type === "open" && !isLetter) {
    scan.position += primes;
    const marks = "'".repeat(primes);
    const { end } = scan.raw[scan.position]!;
    push(scan, "callName", { start: raw.start, end, text: raw.text + marks }, name + marks);
  } else if (primes === 0 && (opensBar(scan) || beginsCall(scan))) push(scan, "prefix", raw, name);
  else push(scan, "name", raw, name);
}

/** The bar behind a function opens, unless it closes what is open: |x log|. */
const opensBar = (scan: Scan): boolean =>
  next(scan)?.type === "bar" && !/norm|abs/.test(scan.frames.at(-1)?.kind ?? "");

function beginsCall(scan: Scan): boolean {
  const follows = next(scan);
  const isFunction = follows?.type === "name" && scan.names.functions.has(plainName(follows.text));
  return isFunction && /^(open|bar)$/.test(scan.raw[scan.position + 2]?.type ?? "");
}

export function scanSubscript(scan: Scan, raw: RawToken): void {
  if (!scanSizes(scan, raw) && !scanPlaces(scan, raw)) failOnSubscript(raw);
}

/** (A x)_i, (A B)_{i,j}, [1, x]_ij: entries of what is in brackets. */
function scanPlaces(scan: Scan, raw: RawToken): boolean {
  const before = previous(scan);
  const isBracket = before?.type === "close" || before?.type === "bracketClose";
  if (!before || !isBracket || before.end !== raw.start) return false;
  const written = plainSubscript(raw.text);
  const isRun = /^[\p{L}\p{Nd}]{2}$/u.test(written) && !/^\p{Nd}+$/u.test(written);
  const places = isRun ? [...written] : written.split(",").map((place) => place.trim());
  if (places.length > 2 || !places.every((place) => /^(?:\p{L}|\p{Nd}+)$/u.test(place))) return false;
  push(scan, "entryOpen", raw, "[");
  places.forEach((place, i) => {
    if (i > 0) push(scan, "comma", raw, ",");
    push(scan, /^\p{Nd}/u.test(place) ? "number" : "name", raw, place);
  });
  push(scan, "bracketClose", raw, "]");
  return true;
}

/** 𝟏_n, 0_{m×n}: constants with their sizes as a subscript. */
function scanSizes(scan: Scan, raw: RawToken): boolean {
  const before = previous(scan);
  const constant = CONSTANTS.get(before?.text ?? "");
  if (!before || constant === undefined || before.end !== raw.start) return false;
  const sizes = plainSubscript(raw.text).split(/[×,]/u).map(rawTokens);
  if (sizes.length > 2 || !sizes.every((size) => size.every(({ type }) => SIZE_TOKENS.has(type))))
    return false;
  scan.tokens.pop();
  push(scan, "callName", before, constant);
  push(scan, "open", { ...raw, text: "(" });
  sizes.forEach((size, i) => {
    if (i > 0) push(scan, "comma", raw, ",");
    for (const { type, text } of size) push(scan, type as TokenType, { ...raw, text }, plainOperator(text));
  });
  push(scan, "close", { ...raw, text: ")" });
  return true;
}

/** I, 𝟏, π, e and what stands for unit vectors, single entries and Kronecker's delta where nothing declares it. */
const NAMES_OF_CONSTANTS = /^(?:[I𝟏𝟙πe]|pi|[eE]_.+|δ_.+|I_.+|K_[^_]+_[^_]+)$/u;

const SIZE_TOKENS: ReadonlySet<RawType> = new Set(["name", "number", "sign", "times"]);

const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ["𝟏", "ones"],
  ["𝟙", "ones"],
  ["1", "ones"],
  ["0", "zeros"],
]);

const SUM = /^(sum|[Σ∑])(?:_(.*))?$/u;
const isIndexName = (text: string): boolean => /^\p{L}[\p{L}\p{M}\p{Nd}]*$/u.test(text);

/**
 * `sum_i`, `sum_{i,j}`, `Σ_i`, `sum_(i=1)^m`; false where the name only looks like one: Σ is a covariance in
 * Σ and Σ_xx, so with the Greek letter the index is a single one.
 */
function scanSum(scan: Scan, raw: RawToken, name: string): boolean {
  const [, sum, written] = SUM.exec(name) ?? [];
  if (!sum) return false;
  const follows = next(scan);
  if (
    written === "" &&
    follows?.start === raw.end &&
    (follows.type === "open" || follows.type === "braceOpen")
  ) {
    push(scan, "boundedSum", raw);
    return true;
  }
  const listed = /\{(.*),(.*)\}/u.test(raw.text) ? written!.split("_") : [written ?? ""];
  const isIndex: boolean = listed.every((index) => isIndexName(index) && (sum !== "Σ" || index.length === 1));
  if (isIndex && follows?.text === "+") {
    fail(
      raw,
      `'${raw.text}' is a sum over an index and has no body`,
      "if it is a variable, declare it: sum_i : scalar",
    );
  }
  if (isIndex) push(scan, "indexedSum", raw, listed.join(","));
  else if (sum === "∑") fail(raw, `'${raw.text}' has no index`, "write ∑_i x[i], or sum(x) for all entries");
  return isIndex;
}

/** `x in R^n`: only names before, and the reals behind. */
function declaresMembership(scan: Scan): boolean {
  const reals = next(scan)?.text;
  return (reals === "R" || reals === "ℝ") && onlyNames(scan);
}

/** Is the statement so far a list of names, `A, B`? */
export function onlyNames(scan: Scan): boolean {
  if (scan.inType || !previous(scan)) return false;
  for (let position = scan.statementStart; position < scan.tokens.length; position++) {
    const { type } = scan.tokens[position]!;
    if (type !== "name" && type !== "comma") return false;
  }
  return true;
}

/** What may stand in a type beside sizes. */
const TYPE_WORDS: ReadonlySet<string> = new Set([
  ...["scalar", "vector", "matrix"],
  ...STRUCTURE_WORDS.flatMap((words) => words.split(" ")),
]);

function pushTypeWord(scan: Scan, raw: RawToken, word: string): void {
  const before = previous(scan);
  const pair = before?.type === "typeWord" ? structureNamed(`${before.value} ${word}`) : undefined;
  if (pair && before) {
    scan.tokens.pop();
    push(scan, "typeWord", { start: before.start, end: raw.end, text: `${before.text} ${raw.text}` }, pair);
  } else if (word === "triangular")
    fail(raw, "'triangular' stands alone", "write 'lower triangular n' or 'upper'");
  else if (word === "definite")
    fail(raw, "'definite' stands alone", "write 'positive definite n' or 'spd n'");
  else push(scan, "typeWord", raw, word);
}

/** x : real is a scalar, x : real vector n a vector of reals. */
const REAL = /^(?:real|float|number)$/i;

/** Where a type may stand, no size is called so. */
export const isTypeWord = (name: string): boolean => REAL.test(name) || TYPE_WORDS.has(name.toLowerCase());

/** `real` beside other sizes is one of them. */
function isSize(scan: Scan): boolean {
  const [before, after] = [previous(scan)?.type, next(scan)];
  const isBeside = after?.type === "times" || after?.type === "sign" || after?.text === "x";
  return isBeside || (before !== "declares" && before !== "arrow");
}

export function scanTypeWord(scan: Scan, raw: RawToken): void {
  const name = plainName(raw.text);
  const before = previous(scan);
  const adjacent = before?.type === "number" && before.end === raw.start;
  const times = adjacent ? /^x(\d+)$/.exec(name) : undefined;
  if (times) {
    push(scan, "sizeTimes", { start: raw.start, end: raw.start + 1, text: "x" });
    push(scan, "number", { start: raw.start + 1, end: raw.end, text: times[1]! });
  } else if (name === "x" && endsOperand(scan)) push(scan, "sizeTimes", raw);
  else if (name === "function") push(scan, "functionWord", raw);
  else if (REAL.test(name) && !isSize(scan)) {
    if (next(scan)?.type !== "name") pushTypeWord(scan, raw, "scalar");
  } else if (TYPE_WORDS.has(name.toLowerCase())) pushTypeWord(scan, raw, name.toLowerCase());
  else if (isReals(scan, name)) push(scan, "reals", raw);
  else {
    // The size 2n is 2 n, although sizes side by side are two sizes.
    if (adjacent) push(scan, "times", { start: raw.start, end: raw.start, text: "" }, "juxtaposed");
    push(scan, "name", raw, name);
  }
}

/** ℝ is the reals; R is where a power follows or where only a set can stand, else it is a size. */
function isReals(scan: Scan, name: string): boolean {
  if (name === "ℝ") return true;
  const before = previous(scan);
  const setExpected = before?.type === "arrow" || (before?.type === "declares" && before.text !== ":");
  const follows = next(scan)?.type;
  return name === "R" && (setExpected || follows === "power" || follows === "superscript");
}

/** X⁻¹ is X^-1, xⁿ⁻¹ is x^{n-1}, ℝᵐˣⁿ is ℝ^{m x n}. */
export function scanSuperscript(scan: Scan, raw: RawToken): void {
  const written = raw.text.replace(/[⊤⊺]/u, "ᵀ");
  const decoded = decodeSuperscript(written);
  if (decoded === "+") {
    push(scan, "power", raw, "^");
    push(scan, "name", raw, PSEUDOINVERSE);
    return;
  }
  const pieces = decoded.match(scan.inType ? /\d+|[+-]|x|[a-wyz]+/g : /\d+|[+-]|[a-zT]+/g) ?? [];
  const braces = scan.inType || !/^[+-]?(\d+|[a-zT]+)$/.test(decoded);
  push(scan, "power", raw, "^");
  if (braces) push(scan, "braceOpen", raw);
  for (const piece of pieces) {
    if (/^\d/.test(piece)) push(scan, "number", raw, piece);
    else if (/^[+-]/.test(piece)) push(scan, "sign", raw, piece);
    else if (scan.inType && piece === "x") push(scan, "sizeTimes", raw, piece);
    else push(scan, "name", raw, written === "⁻ᵀ" ? TRANSPOSED : piece);
  }
  if (braces) push(scan, "braceClose", raw);
}
