/**
 * `matgrad code` and toCode(): names, refusals, exit statuses, and that its cost grows with the problem only.
 */
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { transliterated } from "../../src/code/names.ts";
import { parse, toCode } from "../../src/index.ts";

async function matgrad(...args: string[]): Promise<{ status: number; text: string }> {
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  return { status: await run(["code", ...args], { out: write, error: write }), text };
}

describe("the command", () => {
  it.each([
    [0, ["x'x", "--wrt", "x", "--name", "square"], "def square(x):"],
    [0, ["x'x", "-t", "octave"], "function [value, grad_x] = value_and_gradients(x)"],
    [0, ["--help"], "matgrad code STATEMENTS"],
    [1, ["x'x", "--wrt", "y"], "y, which the derivative is by, does not occur"],
    [1, ["X Y", "--order", "2"], "a Hessian is of a scalar, and this value is not one"],
    [2, [], "there is nothing to write code for"],
    [
      2,
      ["x'x", "--target", "rust"],
      "--target cannot be rust: it takes numpy, jax, torch, julia, octave, js",
    ],
    [2, ["x'x", "--name", "a b"], '--name takes letters, digits and _, not "a b"'],
  ] as const)("gives %i for %j", async (wanted, args, shown) => {
    const { status, text } = await matgrad(...args);
    expect(text).toContain(shown);
    expect(status).toBe(wanted);
  });
});

describe("names", () => {
  it.each([
    ["λ", "lam"],
    ["x₁", "x_1"],
    ["f'", "f_prime"],
    ["x\u0302", "x_hat"],
    ["学", "u5b66"],
    ["__proto__", "v_proto_"],
  ])("%s is written %s", (name, written) => {
    expect(transliterated(name)).toBe(written);
  });

  it.each([
    ["numpy", "lambda", "lambda_"],
    ["julia", "end", "end_"],
    ["js", "constructor", "constructor"],
    ["js", "map", "map_"],
  ] as const)("that mean something to %s are left to it: %s", (target, name, written) => {
    const code = toCode(parse(`${name} : n\n${name}'${name}`), { target, wrt: [name] });
    expect(code).toMatch(new RegExp(`\\(${written}\\)`));
  });

  it("of unknown functions are arguments", () => {
    const code = toCode(parse("f : function\nL = sum(f(W x))"), { target: "numpy", wrt: ["x"] });
    expect(code).toContain("def value_and_gradients(f, f_prime, W, x):");
  });
});

describe("long problems", () => {
  it("of many layers are written a line for each", () => {
    const layers = Array.from({ length: 60 }, (_, i) => `h${i + 1} = tanh(W h${i})`);
    const text = ["W : n x n", "h0 : n", ...layers, "L = sum(h60)"].join("\n");
    const code = toCode(parse(text), { target: "numpy", wrt: ["h0"] });
    expect(code.split("\n").length).toBeLessThan(400);
    expect(Math.max(...code.split("\n").map((line) => line.length))).toBeLessThan(120);
  });
});
