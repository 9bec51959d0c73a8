/**
 * A tree with its parts replaced, the innermost first.
 *
 *     rewritten(A x + b, x ↦ y)  ─▶  A y + b
 */
import type { Syntax } from "./tree.ts";

/** What takes the place of a part whose own parts are replaced already. Indices and bounds stay. */
export type Rewrite = (part: Syntax) => Syntax;

/** The tree is at most as deep as the parsers let through. */
export function rewritten(syntax: Syntax, change: Rewrite): Syntax {
  const inside = (part: Syntax): Syntax => rewritten(part, change);
  return change(withParts(syntax, inside));
}

function withParts(syntax: Syntax, inside: Rewrite): Syntax {
  switch (syntax.kind) {
    case "number":
    case "name":
      return syntax;
    case "sum":
      return { ...syntax, terms: syntax.terms.map(({ sign, term }) => ({ sign, term: inside(term) })) };
    case "product":
      return {
        ...syntax,
        factors: syntax.factors.map(({ operator, factor }) => ({ operator, factor: inside(factor) })),
      };
    case "negate":
    case "transpose":
    case "norm":
    case "entry":
      return { ...syntax, of: inside(syntax.of) };
    case "power":
      return { ...syntax, base: inside(syntax.base), exponent: inside(syntax.exponent) };
    case "call":
      return { ...syntax, args: syntax.args.map(inside) };
    case "block":
      return { ...syntax, rows: syntax.rows.map((row) => row.map(inside)) };
    case "indexed-sum":
      return { ...syntax, body: inside(syntax.body) };
  }
}
