/**
 * The set behind ∈ as a declared type.
 *
 *     \mathbb{R}^{m \times n} ─▶ sizes [m, n]     \mathbb{S}^n_{++} ─▶ spd, sizes [n, n]     \mathbb{R} ─▶ scalar
 */
import type { Syntax, TypeSyntax } from "../tree.ts";
import { fail, type Range, type Scan, spanOf, textOf } from "./scan.ts";
import { isPrime, scriptsAt } from "./scripts.ts";
import { shapeIn } from "./subscripts.ts";

export function declarationIn(
  scan: Scan,
  range: Range,
  read: (range: Range) => Syntax | undefined,
): TypeSyntax {
  const set = scan.tokens[range.from];
  const span = spanOf(scan, range.to > range.from ? range : { from: range.from - 1, to: range.from });
  const isReals = set && (set.text === "ℝ" || (set.text === "R" && (set.style || range.to > range.from + 1)));
  const isSymmetric = set?.text === "S" && set.style === "blackboard";
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
