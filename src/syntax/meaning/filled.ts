/**
 * Constants that other programs write as calls: every entry is that number, the size follows from the use.
 *
 *     exp(-z) + vector(1)  ─▶  exp(-z) + 𝟏          matrix(c)  ─▶  c 𝟏 𝟏ᵀ
 */
import type { ProductFactor, Syntax } from "../tree.ts";

export function filledWith({
  name,
  args: [value, ...others],
  span,
}: Extract<Syntax, { kind: "call" }>): Syntax | undefined {
  if (!value || others.length > 0 || (name !== "vector" && name !== "matrix")) return undefined;
  const ones: Syntax = { kind: "name", name: "𝟏", span };
  const across: readonly Syntax[] = name === "matrix" ? [{ kind: "transpose", of: { ...ones }, span }] : [];
  const isOne = value.kind === "number" && value.text === "1";
  const parts = [...(isOne ? [] : [value]), ones, ...across];
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return {
    kind: "product",
    factors: parts.map((factor): ProductFactor => ({ operator: "*", factor })),
    span,
  };
}
