/**
 * Names in their place: called functions, sums over an index, the words of a type, raised exponents.
 *
 * In: a name or a run of superscripts. Out: the tokens the grammar has for them.
 *
 *     sum_i f'(x)²  ─▶  indexedSum i, callName f', ( x ), power, number 2        (where f is a function)
 *     X : m x k     ─▶  name, declares, name m, sizeTimes, name k
 */
import { endsOperand, next, previous, push, type Scan } from "./scan.ts";
import { decodeSuperscript, fail, plainName, type RawToken } from "./tokens.ts";
import { failOnSubscript } from "./unknown.ts";

export function scanName(scan: Scan, raw: RawToken): void {
  const name = plainName(raw.text);
  if (name.startsWith("_") && endsOperand(scan) && previous(scan)?.end === raw.start) failOnSubscript(raw);
  if (name === "in" && declaresMembership(scan)) {
    push(scan, "declares", raw);
    scan.inType = true;
  } else if (!scan.names.functions.has(name)) {
    if (scan.names.variables.has(name) || !scanSum(scan, raw, name)) push(scan, "name", raw, name);
  } else scanFunction(scan, raw, name);
}

/** A function is called if `(` follows; its derivative f' is called like it. */
function scanFunction(scan: Scan, raw: RawToken, name: string): void {
  let primes = 0;
  while (scan.raw[scan.position + 1 + primes]?.text === "'") primes++;
  if (scan.raw[scan.position + 1 + primes]?.type === "open") {
    scan.position += primes;
    const marks = "'".repeat(primes);
    const { end } = scan.raw[scan.position]!;
    push(scan, "callName", { start: raw.start, end, text: raw.text + marks }, name + marks);
  } else push(scan, "name", raw, name);
}

const SUM = /^(sum|[Σ∑])(?:_(.*))?$/u;
const INDEX = /^\p{L}[\p{L}\p{M}\p{Nd}]*$/u;

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
  const isIndex: boolean = listed.every((index) => INDEX.test(index) && (sum !== "Σ" || index.length === 1));
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
const TYPE_WORDS: ReadonlySet<string> = new Set(
  (
    "scalar vector matrix symmetric antisymmetric skew diagonal lower upper triangular orthogonal " +
    "positive definite spd"
  ).split(" "),
);

/** A word that says something only behind another, and what the two are called. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ["lower triangular", "lower"],
  ["upper triangular", "upper"],
  ["positive definite", "spd"],
  ["skew symmetric", "antisymmetric"],
]);

function pushTypeWord(scan: Scan, raw: RawToken, word: string): void {
  const before = previous(scan);
  const pair = before?.type === "typeWord" ? PAIRS.get(`${before.value} ${word}`) : undefined;
  if (pair && before) {
    scan.tokens.pop();
    push(scan, "typeWord", { start: before.start, end: raw.end, text: `${before.text} ${raw.text}` }, pair);
  } else if (word === "triangular")
    fail(raw, "'triangular' stands alone", "write 'lower triangular n' or 'upper'");
  else if (word === "definite")
    fail(raw, "'definite' stands alone", "write 'positive definite n' or 'spd n'");
  else push(scan, "typeWord", raw, word);
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
  else if (TYPE_WORDS.has(name.toLowerCase())) pushTypeWord(scan, raw, name.toLowerCase());
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
  const decoded = decodeSuperscript(raw.text);
  const pieces = decoded.match(scan.inType ? /\d+|[+-]|x|[a-wyz]+/g : /\d+|[+-]|[a-zT]+/g) ?? [];
  const braces = scan.inType || !/^[+-]?(\d+|[a-zT]+)$/.test(decoded);
  push(scan, "power", raw, "^");
  if (braces) push(scan, "braceOpen", raw);
  for (const piece of pieces) {
    if (/^\d/.test(piece)) push(scan, "number", raw, piece);
    else if (/^[+-]/.test(piece)) push(scan, "sign", raw, piece);
    else if (scan.inType && piece === "x") push(scan, "sizeTimes", raw, piece);
    else push(scan, "name", raw, piece);
  }
  if (braces) push(scan, "braceClose", raw);
}
