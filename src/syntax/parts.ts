/** The trees directly below a tree. */
import type { IndexSyntax, Syntax } from "./tree.ts";

/** All parts in the order written: values, exponents, indices and bounds. */
export function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case "number":
    case "name":
      return [];
    case "sum":
      return syntax.terms.map(({ term }) => term);
    case "product":
      return syntax.factors.map(({ factor }) => factor);
    case "negate":
    case "transpose":
    case "norm":
      return [syntax.of];
    case "power":
      return [syntax.base, syntax.exponent];
    case "call":
      return syntax.args;
    case "block":
      return syntax.rows.flat();
    case "entry":
      return [syntax.of, ...syntax.indices.flatMap(indexParts)];
    case "indexed-sum":
      return [syntax.from, syntax.to, syntax.body].filter((part) => part !== undefined);
  }
}

function indexParts(index: IndexSyntax): readonly Syntax[] {
  switch (index.kind) {
    case "at":
      return [index.index];
    case "range":
      return [index.from, index.to];
    case "all":
      return [];
  }
}
