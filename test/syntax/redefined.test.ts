/**
 * A name that is given another value is another name from there on, in every command.
 */
import { describe, expect, it } from "vitest";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { parse } from "../../src/index.ts";
import { statementsBy } from "../../src/library/parse.ts";
import { answers } from "../../src/problem/answer/answers.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { partsOf } from "../../src/syntax/parts.ts";
import type { Syntax } from "../../src/syntax/tree.ts";

const namesIn = (syntax: Syntax): string[] =>
  syntax.kind === "name" ? [syntax.name] : partsOf(syntax).flatMap(namesIn);

/** `defined: names in its value` for each line. */
const shown = (text: string): string[] =>
  parseStatements(text, { functionNames: FUNCTION_NAMES }).flatMap((s) =>
    s.kind === "declaration"
      ? []
      : [`${s.kind === "definition" ? s.name : ""}: ${namesIn(s.value).join(" ")}`],
  );

describe("a name that is given another value", () => {
  it.each([
    ["f : scalar\nf = f^3", ["f_new: f"]],
    ["h = A*h\nh = B*h\nL = h'*h", ["h_new: A h", "h_new2: B h_new", "L: h_new2 h_new2"]],
    ["y = A*x\ny = y - b\ny'*y", ["y: A x", "y_new: y b", ": y_new y_new"]],
    ["w_new : scalar\nw = w - w_new", ["w_new2: w w_new"]],
    // declared for what it is defined as
    ["y : n\ny = A*x\nL = y'*y", ["y: A x", "L: y y"]],
    // the index of a sum is another
    ["i : scalar\nf = sum_i x[i]^2", ["f: x i"]],
    ["x = sum_i x[i]*x[i]\ng = i*sum_x a[x]*x", ["x_new: x i x i", "g: i a x x"]],
  ])("%s", (text, lines) => {
    expect(shown(text)).toEqual(lines);
  });

  it.each([
    ["f : positive scalar\nf = f^3", "f", "3*f^2"],
    ["w : n\nA : n x n\nw = w - A*w\nL = sum(w)", "w", "ones(n) - A'*ones(n)"],
    ["w : n\nA : n x n\nw = w - A*w\nL = sum(w)", "A", "-ones(n)*w'"],
  ])("is differentiated by the value before it: %s by %s", (text, by, ascii) => {
    const [answer] = answers(statementsBy(parse(text)), { wrt: [by] });
    expect(answer?.check?.verdict).toBe("verified");
    expect(answer?.ascii).toBe(ascii);
  });
});
