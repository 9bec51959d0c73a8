/**
 * A tree on one line, fully bracketed: (a + b) is a sum, <a b> a product, so that a table can state readings.
 *
 *     -1/2 x'A  ─▶  (-<1 / 2 _ x' _ A>)        `_` stands for juxtaposition
 */
import type { IndexSyntax, Statement, Syntax, TypeSyntax } from "../../src/syntax/tree.ts";

export function readingOf(syntax: Syntax): string {
  switch (syntax.kind) {
    case "number":
      return syntax.text;
    case "name":
      return syntax.name;
    case "sum":
      return `(${syntax.terms.map(({ sign, term }) => sign + readingOf(term)).join(" ")})`;
    case "product":
      return `<${syntax.factors.map(factorReading).join(" ")}>`;
    case "negate":
      return `neg(${readingOf(syntax.of)})`;
    case "power":
      return `${readingOf(syntax.base)}${syntax.elementwise ? ".^" : "^"}{${readingOf(syntax.exponent)}}`;
    case "transpose":
      return `${readingOf(syntax.of)}'`;
    case "call":
      return `${syntax.name}(${syntax.args.map(readingOf).join(", ")})`;
    case "norm":
      return `${syntax.which}‖${readingOf(syntax.of)}‖`;
    case "block":
      return `[${syntax.rows.map((row) => row.map(readingOf).join(", ")).join("; ")}]`;
    case "entry":
      return `${readingOf(syntax.of)}[${syntax.indices.map(indexReading).join(", ")}]`;
    case "indexed-sum": {
      const { index, from, to, body } = syntax;
      const range = from && to ? `=${readingOf(from)}..${readingOf(to)}` : "";
      return `Σ{${index}${range}} ${readingOf(body)}`;
    }
  }
}

const factorReading = (
  { operator, factor }: { operator: string; factor: Syntax },
  position: number,
): string => {
  const joint = operator === "juxtaposed" ? "_" : operator;
  return position === 0 ? readingOf(factor) : `${joint} ${readingOf(factor)}`;
};

function indexReading(index: IndexSyntax): string {
  switch (index.kind) {
    case "at":
      return readingOf(index.index);
    case "range":
      return `${readingOf(index.from)}:${readingOf(index.to)}`;
    case "all":
      return ":";
  }
}

export function statementReading(statement: Statement): string {
  switch (statement.kind) {
    case "declaration":
      return `${statement.names.map(({ name }) => name).join(", ")} : ${typeReading(statement.type)}`;
    case "definition": {
      const parameters = statement.parameters.length > 0 ? `(${statement.parameters.join(", ")})` : "";
      return `${statement.name}${parameters} = ${readingOf(statement.value)}`;
    }
    case "expression":
      return readingOf(statement.value);
  }
}

export function typeReading({ words, sizes, result }: TypeSyntax): string {
  const argument = [...words, ...(sizes.length > 0 ? [sizes.map(readingOf).join(" × ")] : [])].join(" ");
  return result ? `${argument} → ${typeReading(result)}` : argument;
}

/** Function names of these tests. */
export const functionNames: ReadonlySet<string> = new Set([
  "exp",
  "tr",
  "inv",
  "sum",
  "det",
  "kron",
  "norm2",
]);
