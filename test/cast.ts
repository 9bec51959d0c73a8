/**
 * The names that tests and the laws of rewrite rules share, and what turns their text into expressions.
 *
 *     written("x'*S*x")  ─▶  a scalar expression over x (n×1) and S (symmetric n×n), in a fresh store
 */

import { rationalNumber, symbolLike } from "../src/expression/build.ts";
import { type Expr, freshStore, type SymbolNode } from "../src/expression/expr.ts";
import { children, rebuild, topological } from "../src/expression/walk.ts";
import { FUNCTION_NAMES } from "../src/functions/index.ts";
import { type DeclaredType, declaredType } from "../src/shapes/declarations.ts";
import { type Elaborated, elaborate } from "../src/shapes/elaborate.ts";
import { parseExpression, parseStatements, parseType } from "../src/syntax/parse.ts";

/** Sizes m n p q are all different. */
export const CAST: Readonly<Record<string, string>> = {
  A: "matrix m n",
  B: "matrix n p",
  C: "matrix p q",
  M: "matrix n n",
  N: "matrix n n",
  S: "symmetric n",
  P: "spd n",
  Q: "orthogonal n",
  D: "diagonal n",
  K: "antisymmetric n",
  x: "vector n",
  y: "vector n",
  z: "vector n",
  u: "vector m",
  a: "scalar",
  b: "scalar",
};

export type Types = Readonly<Record<string, string>>;

export const declaredTypes = (types: Types): ReadonlyMap<string, DeclaredType> =>
  new Map(
    Object.entries(types).map(([name, text]) => [
      name,
      declaredType(parseType(text, { functionNames: FUNCTION_NAMES })),
    ]),
  );

/** The statements over variables of these types, in the store as it is. */
export function elaborated(text: string, types: Types = CAST): Elaborated {
  return elaborate(parseStatements(text, { functionNames: FUNCTION_NAMES }), { types: declaredTypes(types) });
}

/** Each formula's expression, in the store as it is; `#` leads no comments, one formula a text. */
export function formulas(texts: readonly string[], types: Types = CAST): Expr[] {
  const declared = declaredTypes(types);
  return texts.map((text) => {
    const value = parseExpression(text, { functionNames: FUNCTION_NAMES });
    const span = { start: 0, end: text.length };
    return elaborate([{ kind: "expression", value, span }], { types: declared }).value;
  });
}

/** The formulas' expressions in a fresh store. */
export function written(...texts: readonly string[]): Expr[] {
  freshStore();
  return formulas(texts);
}

/** A variable of the cast, in the store as it is. */
export const variable = (name: string, types: Types = CAST): SymbolNode =>
  formulas([name], types)[0] as SymbolNode;

/** Copies an expression of an earlier problem into this one's store. */
export function adopt(e: Expr): Expr {
  const done = new Map<Expr, Expr>();
  for (const node of topological([e])) {
    const copy =
      node.kind === "symbol"
        ? symbolLike(node, node.shape, node.structure)
        : node.kind === "number"
          ? rationalNumber(node.value)
          : rebuild(
              node,
              children(node).map((child) => done.get(child) as Expr),
            );
    done.set(node, copy);
  }
  return done.get(e) as Expr;
}
