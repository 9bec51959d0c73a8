/**
 * Subscripts, superscripts and primes: which are part of a name, and what the others are.
 *
 *     W^{(1)\top}  ─▶  label (1), transpose          X^{-\top}  ─▶  power −1, transpose      z_i^{pred}  ─▶  label pred
 */
import { isTranspose, isTransposeMark } from "../context.ts";
import { argumentAt, closingOf, fail, push, type Range, type Scan, textOf, tokenOf } from "./scan.ts";
import { scanRange } from "./walk.ts";

export interface Scripts {
  readonly below: readonly Range[];
  /** A prime is an empty range. */
  readonly above: readonly Range[];
  readonly next: number;
}

export const isPrime = ({ from, to }: Range): boolean => from === to;

/** All scripts that begin at a place, in any order. */
export function scriptsAt(scan: Scan, start: number, limit: number): Scripts {
  const below: Range[] = [];
  const above: Range[] = [];
  let at = start;
  for (; at < limit; ) {
    const { type } = scan.tokens[at]!;
    if (type === "prime") above.push({ from: at, to: at++ });
    else if (type === "raise") {
      const script = argumentAt(scan, at + 1);
      const { from, to } = script;
      const primes = scan.tokens.slice(from, to).every((token) => token.type === "prime");
      if (primes) for (let i = from; i < to; i++) above.push({ from: i, to: i });
      else above.push(script);
      at = script.next;
    } else if (type === "lower") {
      const script = argumentAt(scan, at + 1);
      if (script.to > script.from) below.push(script);
      at = script.next;
    } else if (scan.tokens[at]!.text === "⊤") above.push({ from: at, to: ++at });
    else break;
  }
  return { below, above, next: at };
}

/** A superscript that is part of a name, `^(1)`, and what is left of it; undefined for an exponent. */
export function labelIn(scan: Scan, range: Range): { label: string; rest: Range } | undefined {
  const { from, to } = range;
  const first = scan.tokens[from];
  if (!first) return undefined;
  const rest: Range = { from: to, to };
  if (first.type === "open" && scan.match[from]! > 0 && scan.match[from]! < to) {
    const close = scan.match[from]!;
    const text = textOf(scan, { from, to: close + 1 });
    const isMarked = close + 1 === to || (close + 2 === to && isTransposeMark(scan.tokens[close + 1]!));
    const isLabel = isMarked && /^[([][\p{L}\d][\p{L}\d+\-,]*[)\]]$/u.test(text);
    return isLabel ? { label: `^${text}`, rest: { from: close + 1, to } } : undefined;
  }
  const isWhole = to === from + 1;
  if (isWhole && first.type === "word" && first.text !== "T") return { label: `^${first.text}`, rest };
  if (isWhole && /^(?:\*|∗|star|ast)$/.test(first.text)) return { label: "^*", rest };
  if (scan.context.facts.layers.has(first.text)) return layerLabel(scan, range);
  const text = textOf(scan, range);
  const letters = scan.tokens
    .slice(from, to)
    .every((t) => t.type === "letter" && !scan.context.roles.has(t.text));
  return letters && /^[a-z]{3,}$/.test(text) ? { label: `^${text}`, rest } : undefined;
}

/** l, l+1 or L-1, perhaps with a transpose behind it. */
function layerLabel(scan: Scan, { from, to }: Range): { label: string; rest: Range } {
  const isStep = scan.tokens[from + 1]?.type === "sign" && from + 2 < to;
  const end = isStep ? from + 3 : from + 1;
  return { label: `^${textOf(scan, { from, to: end })}`, rest: { from: end, to } };
}

/** What superscripts do to an operand whose first token is at `base`. */
export function pushAbove(scan: Scan, above: readonly Range[], base: number): void {
  for (const range of above) {
    if (isPrime(range)) push(scan, "transpose", scan.tokens[range.from]!, "prime");
    else if (range.to > range.from) pushScript(scan, range, base);
  }
}

function pushScript(scan: Scan, range: Range, base: number): void {
  const { from, to } = range;
  const [first, second] = [scan.tokens[from]!, scan.tokens[from + 1]];
  const isTwo = to === from + 2;
  if (isTranspose(scan.tokens.slice(from, to))) {
    push(scan, "transpose", { start: first.start, end: closingOf(scan, range).end }, "");
  } else if (isTwo && first.type === "sign" && second && isTransposeMark(second)) {
    pushInverse(scan, range);
    push(scan, "transpose", second);
  } else if (to === from + 1 && (first.text === "+" || first.text === "†")) {
    scan.out.splice(base, 0, tokenOf("callName", first, "pinv"), tokenOf("open", first, "("));
    push(scan, "close", first, ")");
  } else if (first.type === "times" && to > from + 1) {
    pushPower(scan, { from: from + 1, to }, ".^");
  } else if (scan.tokens[to - 1]!.text === "⊤" || endsInTranspose(scan, range)) {
    pushPower(scan, { from, to: to - 1 }, "^");
    push(scan, "transpose", scan.tokens[to - 1]!);
  } else if (first.text === "∗" || (to === from + 1 && first.type === "times")) {
    fail(first, `the superscript '${first.text}' has no meaning here`);
  } else pushPower(scan, range, "^");
}

/** -1 T, but not 2T or nT, which are exponents. */
function endsInTranspose(scan: Scan, { from, to }: Range): boolean {
  const isMinusOne = scan.tokens[from]!.type === "sign" && scan.tokens[from + 1]?.text === "1";
  return isMinusOne && to === from + 3 && isTransposeMark(scan.tokens[to - 1]!);
}

function pushInverse(scan: Scan, { from }: Range): void {
  const sign = scan.tokens[from]!;
  push(scan, "power", sign, "^");
  push(scan, "braceOpen", sign, "{");
  push(scan, "sign", sign, "-");
  push(scan, "number", sign, "1");
  push(scan, "braceClose", sign, "}");
}

function pushPower(scan: Scan, range: Range, operator: "^" | ".^"): void {
  const [first, last] = [scan.tokens[range.from]!, closingOf(scan, range)];
  push(scan, "power", first, operator);
  push(scan, "braceOpen", first, "{");
  scanRange(scan, range);
  push(scan, "braceClose", last, "}");
}
