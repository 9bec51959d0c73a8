/** The trees directly below a tree, and a tree with others in their place. */
import type { Span } from "../errors.ts";
import type { IndexSyntax, Syntax } from "./tree.ts";

export const productOf = (factors: readonly Syntax[], span: Span): Syntax => ({
  kind: "product",
  factors: factors.map((factor) => ({ operator: "*", factor })),
  span,
});

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

/** The parts of a derivative, too: what it is of, and by. */
export function partsWithin(syntax: Syntax): readonly Syntax[] {
  const derivative = syntax.kind === "name" ? syntax.derivative : undefined;
  if (!derivative) return partsOf(syntax);
  return derivative.of ? [derivative.of, ...derivative.by] : derivative.by;
}

/** The tree and everything below it, level by level. */
export function allParts(root: Syntax, below = partsOf): Syntax[] {
  const found = [root];
  for (const part of found) found.push(...below(part));
  return found;
}

/** The names that stand as values or indices, in the order written. */
export function nameNodes(root: Syntax): Extract<Syntax, { kind: "name" }>[] {
  const found: Extract<Syntax, { kind: "name" }>[] = [];
  const open = [root];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.kind === "name") found.push(part);
    open.push(...[...partsOf(part)].reverse());
  }
  return found;
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

/** The same tree with each part directly below it, of derivatives too, replaced. */
export function withParts(syntax: Syntax, f: (part: Syntax) => Syntax): Syntax {
  switch (syntax.kind) {
    case "number":
      return syntax;
    case "name": {
      const { derivative } = syntax;
      if (!derivative) return syntax;
      const of = derivative.of && f(derivative.of);
      return { ...syntax, derivative: { ...derivative, of, by: derivative.by.map(f) } };
    }
    case "sum":
      return { ...syntax, terms: syntax.terms.map(({ sign, term }) => ({ sign, term: f(term) })) };
    case "product":
      return {
        ...syntax,
        factors: syntax.factors.map(({ operator, factor }) => ({ operator, factor: f(factor) })),
      };
    case "negate":
    case "transpose":
    case "norm":
      return { ...syntax, of: f(syntax.of) };
    case "power":
      return { ...syntax, base: f(syntax.base), exponent: f(syntax.exponent) };
    case "call":
      return { ...syntax, args: syntax.args.map(f) };
    case "block":
      return { ...syntax, rows: syntax.rows.map((row) => row.map(f)) };
    case "entry":
      return { ...syntax, of: f(syntax.of), indices: syntax.indices.map((index) => indexWith(index, f)) };
    case "indexed-sum":
      return {
        ...syntax,
        from: syntax.from && f(syntax.from),
        to: syntax.to && f(syntax.to),
        body: f(syntax.body),
      };
  }
}

function indexWith(index: IndexSyntax, f: (part: Syntax) => Syntax): IndexSyntax {
  switch (index.kind) {
    case "at":
      return { kind: "at", index: f(index.index) };
    case "range":
      return { kind: "range", from: f(index.from), to: f(index.to) };
    case "all":
      return index;
  }
}
