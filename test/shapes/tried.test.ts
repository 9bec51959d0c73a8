/** The search for kinds: how often statements are drafted for it, counted. */
import { describe, expect, it } from "vitest";
import type { VariableKind } from "../../src/shapes/declarations.ts";
import { elaborate, newTried } from "../../src/shapes/elaborate.ts";
import { parseStatements as parse } from "../../src/syntax/parse.ts";

const kinds = (text: string): Map<string, VariableKind> =>
  new Map(
    text.split(" ").map((part) => {
      const [name = "", kind] = part.split(":");
      return [name, kind as VariableKind];
    }),
  );

/** Sums of names that nothing tells of. */
const sums = (length: number): string =>
  Array.from({ length }, (_, k) => `g_${k} = q_${k} + r_${k}`).join("; ");

describe("what fails for some names is drafted once", () => {
  it("whatever the names behind them are", () => {
    const drafted = [2, 4, 8].map((length) => {
      const tried = newTried();
      const statements = parse(`X : 3 x 4; Y : 5 x 6; h = X Y u; ${sums(length)}`);
      expect(() => elaborate(statements, { tried })).toThrow(/3×4|4|5/);
      return tried.drafted;
    });
    // as many as u has kinds
    expect(Math.max(...drafted)).toBeLessThanOrEqual(3);
  });

  it("for other kinds that are likely, nothing that is known is drafted again", () => {
    const statements = parse("f = x' A x + b' x + c");
    const tried = newTried();
    const likely = kinds("x:vector b:vector c:scalar A:matrix");
    const first = elaborate(statements, { tried, likely });
    const before = tried.drafted;
    const again = elaborate(statements, { tried, likely });
    expect(tried.drafted).toBe(before);
    expect(again.value).toBe(first.value);
    elaborate(statements, { tried, likely: kinds("x:vector b:vector c:vector A:matrix") });
    expect(tried.drafted).toBeGreaterThan(before);
  });

  it("gives what is found without it", () => {
    for (const text of ["J = x' B x + 2 d", "z = W a + b; L = (z - t)'(z - t)", "f = u v' + K"]) {
      const statements = parse(text);
      const tried = newTried();
      for (const name of ["a", "t", "d", "K"])
        for (const kind of ["scalar", "vector", "matrix"] as const) {
          const likely = new Map([[name, kind]]);
          const shapes = (own: ReturnType<typeof elaborate>) =>
            [...own.variables.values()].map(({ name, shape }) => [name, shape]);
          const alone = shapes(elaborate(statements, { likely }));
          expect(shapes(elaborate(statements, { likely, tried }))).toEqual(alone);
        }
    }
  });

  it("ends after as many as are wanted, with the best of those", () => {
    const statements = parse("s = a + b + c + d");
    const tried = newTried(3);
    for (const name of ["a", "b", "c", "d"])
      expect(elaborate(statements, { tried, likely: new Map([[name, "vector"]]) }).variables.size).toBe(4);
    expect(tried.drafted).toBeLessThanOrEqual(7);
  });
});
