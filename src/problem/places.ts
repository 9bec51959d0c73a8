/**
 * The places of a syntax tree, and the tree with another part at one of them.
 *
 *     A*x + b  ─▶  A*x + b, A*x, A, x, b; at the place of x: A*y + b
 */
import type { Syntax } from "../syntax/tree.ts";

export interface SyntaxPlace {
  readonly part: Syntax;
  /** The node that the part is directly in. */
  readonly parent: Syntax | undefined;
  /** The whole with that part instead. */
  readonly replace: (part: Syntax) => Syntax;
}

/** Every place, from the whole inwards, at most `limit`. Not the sizes that ones(m, n) and the like take. */
export function placesIn(root: Syntax, limit: number): SyntaxPlace[] {
  const found: SyntaxPlace[] = [{ part: root, parent: undefined, replace: (part) => part }];
  for (const { part, replace } of found) {
    const parts = partsOf(part);
    parts.forEach((child, i) => {
      if (found.length >= limit) return;
      found.push({
        part: child,
        parent: part,
        replace: (other) =>
          replace(
            withParts(
              part,
              parts.map((p, j) => (j === i ? other : p)),
            ),
          ),
      });
    });
  }
  return found;
}

const OF_SIZES = new Set(["ones", "eye", "zeros", "commutation", "single"]);

function partsOf(s: Syntax): readonly Syntax[] {
  switch (s.kind) {
    case "number":
    case "name":
      return [];
    case "sum":
      return s.terms.map((t) => t.term);
    case "product":
      return s.factors.map((f) => f.factor);
    case "negate":
    case "transpose":
    case "norm":
    case "entry":
      return [s.of];
    case "power":
      return [s.base];
    case "call":
      return OF_SIZES.has(s.name) ? [] : s.args;
    case "block":
      return s.rows.flat();
    case "indexed-sum":
      return [s.body];
  }
}

/** The same node with other parts, one for each of `partsOf`. */
function withParts(s: Syntax, parts: readonly Syntax[]): Syntax {
  const [first] = parts as readonly [Syntax];
  switch (s.kind) {
    case "number":
    case "name":
      return s;
    case "sum":
      return { ...s, terms: s.terms.map((t, i) => ({ ...t, term: parts[i] as Syntax })) };
    case "product":
      return { ...s, factors: s.factors.map((f, i) => ({ ...f, factor: parts[i] as Syntax })) };
    case "negate":
    case "transpose":
    case "norm":
    case "entry":
      return { ...s, of: first };
    case "power":
      return { ...s, base: first };
    case "call":
      return { ...s, args: parts };
    case "block": {
      let at = 0;
      return { ...s, rows: s.rows.map((row) => row.map(() => parts[at++] as Syntax)) };
    }
    case "indexed-sum":
      return { ...s, body: first };
  }
}
