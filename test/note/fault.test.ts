import { describe, expect, it } from "vitest";
import { UnsupportedError } from "../../src/errors.ts";
import { attempted } from "../../src/note/verdict/compare.ts";

describe("a claim that can't be judged", () => {
  it("says what is not supported", () => {
    const found = attempted(() => {
      throw new UnsupportedError("a prime of a function of several variables is not read");
    });
    expect(found).toEqual({
      verdict: "unclear",
      why: "a prime of a function of several variables is not read",
    });
  });

  it("is too large where the stack is full", () => {
    const endless = (n: number): number => 1 + endless(n + 1);
    const found = attempted(() => ({ verdict: "right", why: `${endless(0)}` }));
    expect(found).toEqual({ verdict: "unclear", why: "the formula is too large to be judged" });
  });

  it("is a fault of the program's where anything else is thrown", () => {
    const { verdict, why, isFailure } = attempted(() => {
      throw new TypeError("x is undefined");
    });
    expect([verdict, isFailure]).toEqual(["unclear", true]);
    expect(why).toContain("x is undefined");
    expect(
      attempted(() => {
        throw new RangeError("Invalid array length");
      }).isFailure,
    ).toBe(true);
  });
});
