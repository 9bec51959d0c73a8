/**
 * The set behind ∈ as a declared type.
 *
 *     \mathbb{R}^{m \times n} ─▶ sizes [m, n]     \mathbb{S}^n_{++} ─▶ spd, sizes [n, n]     \mathbb{R} ─▶ scalar
 */
import type { Syntax, TypeSyntax } from "../../tree.ts";
import { fail, type Range, type Scan, spanOf, textOf } from "./scan.ts";
import { isPrime, scriptsAt } from "./scripts.ts";
import { shapeIn } from "./subscripts.ts";

/** Behind a set of numbers, {0, 1} or [0, 1]; undefined where the set is none. */
function listedSet({ tokens }: Scan, { from, to }: Range): number | undefined {
  if (!/^(?:\\?\{|\[|\()$/.test(tokens[from]?.text ?? "")) return undefined;
  const close = tokens.findIndex(({ text }, i) => i > from && i < to && /^(?:\\?\}|\]|\))$/.test(text));
  if (close < 0) return undefined;
  const inside = tokens.slice(from + 1, close);
  const isNumbers = inside.every(
    ({ type, text }) => ["number", "comma", "sign", "dots"].includes(type) || /^[⋯…]$/.test(text),
  );
  return isNumbers ? close + 1 : undefined;
}

export function declarationIn(
  scan: Scan,
  range: Range,
  read: (range: Range) => Syntax | undefined,
): TypeSyntax {
  const set = scan.tokens[range.from];
  const span = spanOf(scan, range.to > range.from ? range : { from: range.from - 1, to: range.from });
  const isReals = set && (set.text === "ℝ" || (set.text === "R" && (set.style || range.to > range.from + 1)));
  const isSymmetric = set?.text === "S" && /^(?:blackboard|calligraphic)$/.test(set.style ?? "");
  const listed = listedSet(scan, range);
  if (listed) {
    const { above } = scriptsAt(scan, listed, range.to);
    const power = above.find((script) => !isPrime(script));
    const shape = power && shapeIn(scan, power);
    const sizes = (shape ?? (power ? [power] : [])).map(read).filter((size) => size !== undefined);
    return { words: sizes.length === 0 ? ["scalar"] : [], sizes, result: undefined, span };
  }
  if (!isReals && !isSymmetric)
    fail(span, `the set '${textOf(scan, range)}' is not read`, "write x \\in \\mathbb{R}^n");
  const { above, below, next } = scriptsAt(scan, range.from + 1, range.to);
  const power = above.find((script) => !isPrime(script));
  if (next < range.to) fail(span, `'${textOf(scan, { from: next, to: range.to })}' stands behind the set`);
  const shape = power && shapeIn(scan, power);
  const sizes = (shape ?? (power ? [power] : [])).map(read).filter((size) => size !== undefined);
  const definite = below.some((script) => /^\+\+?$/.test(textOf(scan, script)));
  if (isSymmetric)
    return {
      words: [definite ? "spd" : "symmetric"],
      sizes: [...sizes, ...sizes].slice(0, 2),
      result: undefined,
      span,
    };
  return { words: sizes.length === 0 ? ["scalar"] : [], sizes, result: undefined, span };
}
