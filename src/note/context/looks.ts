/**
 * Which undeclared names are vectors by their use.
 *
 *     A x, x^\top  ─▶  x        w e + x f  ─▶  none
 */
import { allParts, partsWithin } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { referenceOf } from "../meaning/reference.ts";

export const isCapital = (key: string): boolean => /^[\p{Lu}\u{1d400}-\u{1d419}]/u.test(key);
const isSmallLetter = (key: string): boolean => /^\p{Ll}/u.test(key) && !/^[α-ω]/u.test(key);

/** The names that a formula uses as vectors, and those it differentiates. */
export function usesIn(syntax: Syntax, vectors: Set<string>, differentiated: Set<string>): void {
  for (const part of allParts(syntax, partsWithin)) {
    if (part.kind === "name" && part.derivative) {
      const { of, by } = part.derivative;
      const reference = of && (of.kind === "call" ? { key: of.name, indices: [] } : referenceOf(of));
      if (reference && by.length > 0) differentiated.add(reference.key);
    }
    for (const name of vectorsIn(part)) vectors.add(name);
  }
}

function vectorsIn(part: Syntax): string[] {
  const name = (syntax: Syntax | undefined): string[] => {
    const reference = syntax && referenceOf(syntax);
    return reference && reference.indices.length === 0 && isSmallLetter(reference.key) ? [reference.key] : [];
  };
  if (part.kind === "transpose") return name(part.of);
  if (part.kind === "norm" && part.which !== "abs") return name(part.of);
  if (part.kind === "sum") {
    // b beside W x
    const isWide = part.terms.some(({ term }) => term.kind === "product" && vectorsIn(term).length > 0);
    return isWide ? part.terms.flatMap(({ term }) => name(term)) : [];
  }
  if (part.kind !== "product") return [];
  return part.factors.flatMap(({ operator, factor }, i) => {
    const before = part.factors[i - 1]?.factor;
    const isAfterMatrix = before && (operator === "juxtaposed" || operator === "*") && isMatrixLike(before);
    return isAfterMatrix || operator === "@" ? name(factor) : [];
  });
}

function isMatrixLike(syntax: Syntax): boolean {
  if (syntax.kind === "transpose") return isMatrixLike(syntax.of);
  const reference = referenceOf(syntax);
  return reference !== undefined && reference.indices.length === 0 && isCapital(reference.key);
}
