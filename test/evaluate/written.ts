/**
 * Expressions for these tests, written in matgrad's own text: one problem's variables and formulas.
 */
import type { Expr, SymbolNode } from "../../src/expression/expr.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { type DeclaredType, declaredType } from "../../src/shapes/declarations.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseExpression, parseType } from "../../src/syntax/parse.ts";

export interface Written {
  readonly exprs: readonly Expr[];
  readonly variable: (name: string) => SymbolNode;
}

/** The formulas over variables of the given types, `{ X: "matrix m n" }`. */
export function written(types: Readonly<Record<string, string>>, ...formulas: readonly string[]): Written {
  freshStore();
  const declared = new Map<string, DeclaredType>(
    Object.entries(types).map(([name, type]) => [name, declaredType(parseType(type))]),
  );
  const variables = new Map<string, SymbolNode>();
  const exprs = formulas.map((text) => {
    const syntax = parseExpression(text, { functionNames: FUNCTION_NAMES });
    const { value, variables: found } = elaborate(
      [{ kind: "expression", value: syntax, span: { start: 0, end: text.length } }],
      { types: declared },
    );
    for (const [name, symbol] of found) variables.set(name, symbol);
    return value;
  });
  return { exprs, variable: (name) => variables.get(name) as SymbolNode };
}
