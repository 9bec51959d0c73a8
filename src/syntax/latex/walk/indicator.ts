/**
 * The indicator of what is positive, and of indices that are equal.
 *
 *     \\mathbb{1}[X w > 0] ─▶ step ( X w )      1_{i=k, j=l}, 1(i = k, j = l) ─▶ delta ( i , k ) delta ( j , l )
 */
import type { Span } from "../../../errors.ts";
import type { RawToken } from "../tokens/characters.ts";
import { afterGroup } from "./brackets.ts";
import { beforeOperand, push, type Range, type Scan } from "./scan.ts";
import { INDEX, pieces } from "./subscripts.ts";
import { scanRange } from "./walk.ts";

/** The place behind an indicator whose 1 stands before `open`; undefined where none stands there. */
export function scanIndicator(scan: Scan, one: number, open: number, to: number): number | undefined {
  const close = open < to && scan.tokens[open]?.type === "open" ? scan.match[open]! : -1;
  const [relation, zero] = [scan.tokens[close - 2], scan.tokens[close - 1]];
  if (close > open && close < to && scanEqualities(scan, scan.tokens[one]!, { from: open + 1, to: close }))
    return close + 1;
  const isStyled = scan.tokens[one]!.style !== undefined;
  if (!isStyled || close < open + 4 || close >= to || relation?.text !== ">" || zero?.text !== "0")
    return undefined;
  beforeOperand(scan, "call");
  const base = scan.out.length;
  push(scan, "callName", scan.tokens[one]!, "step");
  push(scan, "open", scan.tokens[open]!, "(");
  scanRange(scan, { from: open + 1, to: close - 2 });
  push(scan, "close", scan.tokens[close]!, ")");
  return afterGroup(scan, close + 1, to, base);
}

/** i = k, j == l of indices, and of nothing else; false where it is something else. */
export function scanEqualities(scan: Scan, one: RawToken, range: Range): boolean {
  const pairs = pieces(scan, range, false).map(({ from, to }) => {
    const inside = scan.tokens.slice(from, to);
    const sides = inside.filter(({ type }) => type !== "relation");
    const signs = inside.slice(1, -1);
    const isEquality = signs.length > 0 && signs.every(({ text }) => text === "=" || text === "==");
    return isEquality && sides.length === 2 && sides.every(({ text }) => text === "ℓ" || INDEX.test(text))
      ? sides
      : undefined;
  });
  if (pairs.length === 0 || pairs.includes(undefined)) return false;
  for (const [a, b] of pairs as RawToken[][]) {
    beforeOperand(scan, "call");
    pushDelta(scan, one, a!, b!);
  }
  return true;
}

/** δ of two indices, or of an index and a number, as it stands in the text. */
export function pushDelta(scan: Scan, at: Span, ...indices: readonly [RawToken, RawToken]): void {
  push(scan, "callName", at, "delta");
  push(scan, "open", at, "(");
  indices.forEach((index, i) => {
    if (i > 0) push(scan, "comma", at, ",");
    push(scan, index.type === "number" ? "number" : "name", index);
  });
  push(scan, "close", at, ")");
}
