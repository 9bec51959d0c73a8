import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { nearest, slips } from "../src/nearest.ts";

const COMMANDS = ["derive", "check", "batch", "equal", "code", "judge", "help"];

describe("the nearest word", () => {
  it.each([
    ["dervie", COMMANDS, "derive"],
    ["drive", COMMANDS, "derive"],
    ["DERIVE", COMMANDS, "derive"],
    ["chekc", COMMANDS, "check"],
    ["der", COMMANDS, "derive"],
    ["render", COMMANDS, undefined],
    ["", COMMANDS, undefined],
    ["d", COMMANDS, undefined],
    ["Tr", ["tr", "det"], "tr"],
    ["x", ["y", "z"], undefined],
    ["ab", ["ac"], undefined],
    ["derive", ["derive"], undefined],
    ["sta", ["stationary", "structure"], "stationary"],
    ["st", ["stationary"], undefined],
    ["x".repeat(100_000), ["x".repeat(99_999)], undefined],
  ] as const)("to %j of %j is %j", (word, known, near) => {
    expect(nearest(word, known)).toBe(near);
  });

  it("is the one with fewest slips, not the first", () => {
    expect(nearest("formatt", ["formal", "format"])).toBe("format");
  });
});

test("slips are a symmetric count, 0 for the same word only", () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", "ε", "𝑥") });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(slips(a, b)).toBe(slips(b, a));
      expect(slips(a, b) === 0).toBe(a === b);
      expect(slips(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
    }),
  );
  expect(slips("kitten", "sitting")).toBe(3);
});
