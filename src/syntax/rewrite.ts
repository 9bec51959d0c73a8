/**
 * A tree with its parts replaced, the innermost first.
 *
 *     rewritten(A x + b, x ↦ y)  ─▶  A y + b
 */
import { withParts } from "./parts.ts";
import type { Syntax } from "./tree.ts";

/** What takes the place of a part whose own parts are replaced already. Indices and bounds stay. */
type Rewrite = (part: Syntax) => Syntax;

/** The tree is at most as deep as the parsers let through. */
export function rewritten(syntax: Syntax, change: Rewrite): Syntax {
  const inside = (part: Syntax): Syntax => rewritten(part, change);
  return change(withValues(syntax, inside));
}

/** Its values replaced: no indices, no bounds, nothing that a name is the derivative of. */
function withValues(syntax: Syntax, inside: Rewrite): Syntax {
  switch (syntax.kind) {
    case "name":
      return syntax;
    case "entry":
      return { ...syntax, of: inside(syntax.of) };
    case "indexed-sum":
      return { ...syntax, body: inside(syntax.body) };
    default:
      return withParts(syntax, inside);
  }
}
