/**
 * Sums and products over an index.
 *
 *     \sum_{i=1}^m, \sum^m_i, \sum_{i,j}, \sum  ─▶  an index, a lower and an upper bound where they are written
 */
import { PRODUCT } from "../feed.ts";
import type { RawToken } from "../tokens/characters.ts";
import { pushDelta } from "./indicator.ts";
import { beforeOperand, fail, openFrame, push, type Range, type Scan, spanOf, textOf } from "./scan.ts";
import { isPrime, scriptsAt } from "./scripts.ts";
import { INDEX } from "./subscripts.ts";
import { scanRange } from "./walk.ts";

export function scanSum(scan: Scan, at: number, to: number): number {
  const sum = scan.tokens[at]!;
  const { below, above, next } = scriptsAt(scan, at + 1, to);
  if (next >= to) fail(sum, "the sum has no body");
  beforeOperand(scan, "other");
  const [bounds] = below;
  const upper = above.find((range) => !isPrime(range));
  if (sum.text === PRODUCT && !bounds) fail(sum, "the product has no index");
  if (!bounds) {
    pushBareSum(scan, at, next, to);
    return next;
  }
  const left = upper || sum.text === PRODUCT ? undefined : leftOut(scan, bounds);
  if (left) {
    push(scan, "indexedSum", sum, left[0].text);
    // (1 − δ_{pj}), which the sum goes over
    push(scan, "open", sum, "(");
    push(scan, "number", sum, "1");
    push(scan, "sign", sum, "-");
    pushDelta(scan, sum, ...left);
    push(scan, "close", sum, ")");
    return next;
  }
  const { indices, from } = indicesIn(scan, bounds);
  const indexText = `${sum.text === PRODUCT ? PRODUCT : ""}${indices.join(",")}`;
  if (!upper) push(scan, "indexedSum", sum, indexText);
  else {
    push(scan, "boundedSum", sum, indexText);
    if (from) {
      scanRange(scan, from);
      push(scan, "comma", sum, ",");
    }
    scanRange(scan, upper);
    push(scan, "boundsClose", sum, "");
  }
  return next;
}

/** p \neq j: all p but this one. */
function leftOut({ tokens }: Scan, { from, to }: Range): readonly [RawToken, RawToken] | undefined {
  const [index, sign, other] = tokens.slice(from, to);
  const isUnequal = to - from === 3 && sign?.type === "relation" && /^(?:ne|neq|≠)$/.test(sign.text);
  if (!isUnequal || index?.type !== "letter" || !other || !/^(?:letter|number)$/.test(other.type))
    return undefined;
  return [index, other];
}

/** i, i=1, i,j=1, or ij. */
function indicesIn(scan: Scan, bounds: Range): { indices: string[]; from: Range | undefined } {
  const { tokens } = scan;
  const equals = tokens.findIndex(({ text }, i) => i >= bounds.from && i < bounds.to && text === "=");
  const end = equals < 0 ? bounds.to : equals;
  const before = tokens.slice(bounds.from, end);
  const isPlain = before.every(({ type }) => type === "letter" || type === "comma");
  const indices = before.filter(({ type }) => type === "letter").map(({ text }) => text);
  if (!isPlain || indices.length === 0) {
    fail(
      spanOf(scan, bounds),
      `'${textOf(scan, bounds)}' is no index`,
      "a sum runs over i, or from i=1 to n",
    );
  }
  return {
    indices,
    from: equals < 0 || equals + 1 >= bounds.to ? undefined : { from: equals + 1, to: bounds.to },
  };
}

/** \sum x_i runs over the index that it has; without one it adds all entries. */
function pushBareSum(scan: Scan, at: number, next: number, to: number): void {
  const sum = scan.tokens[at]!;
  for (let i = next; i < to - 1; i++) {
    if (scan.tokens[i]!.type !== "lower") continue;
    const first = scan.tokens[i + 1]!.type === "braceOpen" ? scan.tokens[i + 2] : scan.tokens[i + 1];
    const isIndex =
      first?.type === "letter" && (scan.context.facts.bound.has(first.text) || INDEX.test(first.text));
    if (isIndex) {
      push(scan, "indexedSum", sum, first.text);
      return;
    }
  }
  push(scan, "callName", sum, "sum");
  push(scan, "open", sum, "(");
  openFrame(scan, { kind: "implicit", raw: sum, after: [], width: "product", closes: true });
}
