/**
 * The places of a syntax tree, and the tree with another part at one of them.
 *
 *     A*x + b  ─▶  A*x + b, A*x, A, x, b; at the place of x: A*y + b
 */
import { functionNamed } from "../../functions/index.ts";
import { partsOf, partsWithin, withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";

export interface SyntaxPlace {
  readonly part: Syntax;
  /** The node that the part is directly in. */
  readonly parent: Syntax | undefined;
  /** The whole with that part instead. */
  readonly replace: (part: Syntax) => Syntax;
}

/** Every place where a value stands, from the whole inwards, at most `limit`; `below` says which parts are looked at. */
export function placesIn(root: Syntax, limit: number, below = valuesBelow): SyntaxPlace[] {
  const found: SyntaxPlace[] = [{ part: root, parent: undefined, replace: (part) => part }];
  for (const { part: parent, replace } of found) {
    const changeable = new Set(below(parent));
    partsWithin(parent).forEach((part, which) => {
      if (found.length >= limit || !changeable.has(part)) return;
      const withOther = (other: Syntax): Syntax => {
        let at = 0;
        return withParts(parent, (own) => (at++ === which ? other : own));
      };
      found.push({ part, parent, replace: (other) => replace(withOther(other)) });
    });
  }
  return found;
}

const valuesBelow = (parent: Syntax): readonly Syntax[] =>
  partsOf(parent).filter((part) => isValue(part, parent));

/** Exponents, indices, bounds and sizes are none. */
function isValue(part: Syntax, parent: Syntax): boolean {
  switch (parent.kind) {
    case "power":
      return part === parent.base;
    case "entry":
      return part === parent.of;
    case "indexed-sum":
      return part === parent.body;
    case "call":
      return !functionNamed(parent.name)?.isConstant;
    default:
      return true;
  }
}
