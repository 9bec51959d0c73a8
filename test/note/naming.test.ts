/** What a relation with a derivative on its left says: a name for it, or a claim. */
import { expect, test } from "vitest";
import { proofread } from "../../src/index.ts";

const claims = (note: string) => proofread(note).summary;

test("a variable of the derivative is no new name for it", () => {
  for (const note of [
    "$\\nabla_x \\|x\\|^2 = x$",
    "For a vector $u$: $\\nabla_u u^\\top u = u$.",
    "Let $v$ be a vector. Then $\\frac{\\partial \\|v\\|^2}{\\partial v} = v$.",
  ]) {
    expect(claims(note)).toMatchObject({ errors: 1, right: 0, claims: 1 });
  }
});

test("a letter that is new is", () => {
  expect(claims("$\\nabla_x \\|x\\|^2 = g$")).toMatchObject({ errors: 0, claims: 0 });
});
