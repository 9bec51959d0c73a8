import { expect, test } from "vitest";
import { cookbook, type Equation, judged } from "../../docs/cookbook.ts";

const equations = cookbook().filter((line): line is Equation => "eq" in line);

test.each(equations.map((e) => [e.eq, e] as const))("equation %s is judged as the page says", (_eq, e) => {
  expect(judged(e).verdict).toBe(e.wrong === undefined ? "equal" : "different");
});

test("the known mistakes are among those found", () => {
  const wrong = equations.filter((e) => e.wrong !== undefined).map((e) => e.eq);
  expect(wrong).toEqual(["92", "94-95", "127"]);
});
