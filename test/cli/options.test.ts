/**
 * Every option of `derive` and every value that it names changes what is printed.
 */
import { describe, expect, it } from "vitest";
import type { Option } from "../../src/options/arguments.ts";
import { DERIVE_OPTIONS, notationFlags } from "../../src/options/derive.ts";
import { matgrad } from "./program.ts";

const LEAST_SQUARES = ["X : m x n", "w : n", "y : m", "L = ‖X w - y‖^2", "--wrt", "w"];
const SYMMETRIC = ["x : n", "S : symmetric n", "x'S x", "--wrt", "S"];
const LAYER = ["X : m x k", "W : k x n", "Y = X W", "--wrt", "W"];
const WRITTEN_OUT = [...LAYER, "--style", "elementwise"];

/** For each option a problem that it is about, and its values where the table names none. */
const CASES: Readonly<
  Record<string, { readonly problem?: readonly string[]; readonly values?: readonly string[] }>
> = {
  wrt: { values: ["X", "w,y"] },
  size: { problem: WRITTEN_OUT, values: ["3", "W=2x3"] },
  entries: { problem: WRITTEN_OUT },
  origin: { problem: WRITTEN_OUT, values: ["W=0x0"] },
  swapped: { problem: WRITTEN_OUT, values: ["W"] },
  letters: { problem: WRITTEN_OUT, values: ["W=a,b,c,d"] },
  cotangents: { problem: WRITTEN_OUT, values: ["Y=D"] },
  partials: { problem: WRITTEN_OUT },
  cotangent: { problem: LAYER, values: ["H"] },
  order: { values: ["2", "3"] },
  direction: { problem: [...LEAST_SQUARES, "--kind", "jvp"], values: ["v"] },
  given: { problem: ["A : n x n", "x : n", "x'A x", "--wrt", "x"], values: ["A symmetric", "x'x = 1"] },
  structure: { problem: SYMMETRIC },
  symmetric: { problem: SYMMETRIC },
  function: { problem: SYMMETRIC, values: ["J"] },

  stationary: {},
  seed: { values: ["7"] },
};
/** Where from and where to, not what; and what makes an error of an assumption. */
const PLACES = new Set(["file", "output", "json", "backend", "strict"]);

const own = (Object.entries(DERIVE_OPTIONS) as [string, Option][]).filter(
  ([name]) => !notationFlags.has(name) && !PLACES.has(name),
);

describe.each(own)("--%s", (name, option) => {
  const { problem = LEAST_SQUARES, values = option.values ?? [] } = CASES[name] ?? {};
  const isSwitch = option.type === "switch";
  it("changes what is printed", async () => {
    const run = async (...args: readonly string[]): Promise<string> => {
      const format = name === "format" || name === "show-check" ? [] : ["--format", "unicode"];
      const { out, error, status } = await matgrad("derive", ...problem, ...args, ...format);
      expect([status, error, args]).toEqual([0, "", args]);
      return out;
    };
    const plain = await run();
    const printed = isSwitch
      ? [await run(`--${name}`)]
      : await Promise.all(values.map((v) => run(`--${name}`, v)));
    expect(printed.length).toBeGreaterThan(0);
    // one of the values may be what is taken without the option
    const others = printed.filter((text) => text !== plain);
    expect(others.length).toBeGreaterThanOrEqual(Math.max(1, printed.length - (option.values ? 1 : 0)));
    expect(new Set(others).size).toBe(others.length);
  });
});
