/**
 * Every value of every row of the notation table changes something that is printed, and each value something else.
 */
import { describe, expect, it } from "vitest";
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import type { Format } from "../../src/derivation/documents/layout.ts";
import type { Style } from "../../src/derivation/step.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { defaultOf, NOTATION, type NotationName, resolveNotation } from "../../src/print/notation.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

/** Between them they have something of everything that a row is about. */
const PROBLEMS: readonly (readonly [string, readonly string[], Style, number?])[] = [
  ["X : m x n\nw : n\ny : m\nL = ‖X w - y‖^2/3 + ‖w‖", ["w", "X"], "differential", 2],
  ["A : m x n\nB : n x p\nC : m x p\nL = tr(C' A B) + logdet(A'A) + sum(A ./ (A + 1))", ["A"], "backprop"],
  ["X : m x n\nW : n x p\nY = X .* (X ./ 3) * W", ["W"], "index"],
  ["X : n x n\nL = log(det(X)) + tr(inv(X)) + norm2(vec(X))", ["X"], "differential"],
  ["x : n\nf = sum(relu(x)) + sum(abs(x)) + [x; 2x]'ones(2n)", ["x"], "matrix"],
  ["X : m x n\nf = norm2(X)^2 + sum(log(X))", ["X"], "differential"],
  ["X : m x n\nW : n x p\nY = X W", ["W"], "elementwise"],
  ["X : m x n\nA : n x n\nY = kron(X, A) + 0.123456789*kron(X, eye(n))", ["X"], "matrix"],
];
const FORMATS: readonly Format[] = ["md", "tex", "unicode"];

const derived: readonly (() => Derived)[] = PROBLEMS.map(([text, wrt, style, order]) => {
  let known: Derived | undefined;
  return () => {
    if (known) return known;
    const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
    known = derive({ statements }, { wrt, style, ...(order && { order }) });
    return known;
  };
});

const printed = (notation: Readonly<Record<string, string | number>>): string =>
  derived
    .flatMap((d) =>
      FORMATS.map((format) => printDerivation(d(), { format, notation: resolveNotation(notation) })),
    )
    .join("\n");

const OTHERS: Readonly<Record<"text" | "count", readonly (string | number)[]>> = {
  text: ["p,q,r,s", "p,s,q,r"],
  count: [1, 7, 15],
};

describe.each(Object.keys(NOTATION) as NotationName[])("the option %s", (name) => {
  const option = NOTATION[name];
  const all = option.kind === "choice" ? [...option.values] : [defaultOf(option), ...OTHERS[option.kind]];
  const values = all.filter((v) => option.kind !== "text" || option.form.test(String(v)));
  // some have a meaning only beside another
  const beside: Readonly<Record<string, string>> =
    name === "digits" ? { numbers: "decimals" } : name === "boldStyle" ? { bold: "all" } : {};
  it(`prints something of its own for each of ${values.join(" ")}`, () => {
    const texts = new Map(values.map((v) => [printed({ ...beside, [name]: v }), v]));
    expect([...texts.values()]).toEqual(values);
  });
});
