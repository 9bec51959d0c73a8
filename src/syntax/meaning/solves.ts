/**
 * A\b, the solution of A x = b.
 *
 *     A\b  ─▶  inv(A) b
 */
import { UnknownNameError } from "../../errors.ts";
import type { ProductFactor, Syntax } from "../tree.ts";

/** The one operator of the text that the tree has only until here. */
const SOLVES: string = "\\";

/** A\b is the solution of A x = b; what A is must be plain. */
export function withSolves(part: Extract<Syntax, { kind: "product" }>): Syntax {
  const at = part.factors.findIndex(({ operator }) => operator === SOLVES);
  if (at < 0) return part;
  const [left, ...others] = part.factors.slice(0, at);
  const right = part.factors[at]!.factor;
  if (others.length > 0) {
    const facts =
      "what stands before '\\' is a product, and either all of it or its last factor may be meant";
    throw new UnknownNameError(
      facts,
      { start: left!.factor.span.start, end: right.span.end },
      "bracket it: (A B)\\c or A (B\\c)",
    );
  }
  const inverse: Syntax = { kind: "call", name: "inv", args: [left!.factor], span: left!.factor.span };
  const factors: ProductFactor[] = [
    { operator: "*", factor: inverse },
    { operator: "*", factor: right },
    ...part.factors.slice(at + 1),
  ];
  return withSolves({ ...part, factors });
}
