import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";

/** The program's exit status and what it wrote. */
async function matgrad(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  let out = "";
  let error = "";
  const status = await run(args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  return { status, out, error };
}

const folder = mkdtempSync(join(tmpdir(), "matgrad-"));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("exit status 2 is for what could not run", () => {
  it.each([
    [[], "matgrad: matrix calculus"],
    [["dervie"], 'there is no command "dervie": did you mean derive?'],
    [["derive"], "there is nothing to derive"],
    [["derive", "x", "--stile", "index"], "derive has no option --stile: did you mean --style?"],
    [
      ["derive", "x", "--style", "matrix", "--letters", "x=a,b"],
      "--letters has no meaning in the style matrix",
    ],
    [["derive", "x", "--style", "matrices"], "--style cannot be matrices: it takes matrix, elementwise"],
    [["derive", "x", "--lang", "fr"], "--lang cannot be fr: it takes en, zh, ja"],
    [["check", "x.md", "--lang", "xx"], "--lang cannot be xx: it takes en, zh, ja"],
    [["derive", "x", "--size", "2x3"], "--size 2x3 needs the name of its matrix: --size X=2x3"],
    [["derive", "x", "--size", "big"], "--size takes 2x2, X=2x3 or m=2, not big"],
    [["derive", "x", "--given", "A"], '--given: "A" is no assumption'],
    [["derive", "x", "--transpose", "star"], "--transpose cannot be star: it takes top, T"],
    [["derive", "--file", join(folder, "missing.matgrad")], "there is no such file"],
    [["batch"], "matgrad batch takes one file"],
    [["batch", join(folder, "missing.jsonl")], "there is no such file"],
    [["batch", folder], "it is a folder"],
  ])("%j", async (args, message) => {
    const { status, out, error } = await matgrad(...args);
    expect(status).toBe(2);
    expect(out + error).toContain(message);
  });
});

describe("exit status 1 is for input that is at fault", () => {
  it("shows the place of a shape error, with both sizes", async () => {
    const { status, error } = await matgrad("derive", "X : m x k", "W : p x n", "X W", "--wrt", "W");
    expect(status).toBe(1);
    expect(error).toBe(
      "matgrad: input:3:3: X is m×k and W is p×n: the inner sizes k and p must be equal\n    X W\n      ^\n",
    );
  });

  it("names the file", async () => {
    const path = file("bad.matgrad", "X : m x n\nY = X +\n");
    const { status, error } = await matgrad("derive", "--file", path);
    expect(status).toBe(1);
    expect(error).toContain(`${path}:`);
  });

  it("says which variable does not occur", async () => {
    const { status, error } = await matgrad("derive", "x'x", "--wrt", "y");
    expect(status).toBe(1);
    expect(error).toContain("y");
  });
});

describe("derive", () => {
  it("prints Markdown, LaTeX, HTML, Unicode and JSON", async () => {
    for (const [format, sign] of [
      ["md", "$$"],
      ["latex", "\\begin{document}"],
      ["tex", "\\frac{\\partial"],
      ["html", "<"],
      ["unicode", "∂f/∂x"],
      ["json", '"sections"'],
    ] as const) {
      const { status, out } = await matgrad("derive", "f = x'x", "--wrt", "x", "--format", format);
      expect([format, status]).toEqual([format, 0]);
      expect(out).toContain(sign);
    }
  });

  it("reads statements and options from a file, and the command line wins", async () => {
    const path = file("ridge.matgrad", "L = ‖X w - y‖^2\n--wrt w --style matrix\n--format unicode\n");
    const fromFile = await matgrad("derive", path);
    expect(fromFile.out).toContain("∂L/∂w = 2 Xᵀ(X w − y)");
    const changed = await matgrad("derive", path, "--format", "tex");
    expect(changed.out).toContain("X^{\\top}");
  });

  it("takes several values after one option in a file", async () => {
    const path = file("affine.matgrad", "Y = X W + b\n--wrt X W b --style matrix --format unicode\n");
    const { out } = await matgrad("derive", path);
    for (const result of ["∂L/∂X = G Wᵀ", "∂L/∂W = Xᵀ G", "∂L/∂b = Gᵀ 𝟏"]) expect(out).toContain(result);
  });

  it("writes to a file", async () => {
    const path = join(folder, "out.md");
    const { status, out } = await matgrad("derive", "x'x", "--wrt", "x", "-o", path);
    expect([status, out]).toEqual([0, ""]);
    expect(readFileSync(path, "utf8")).toContain("$$");
  });

  it("answers with JSON, one object for each variable", async () => {
    const { out } = await matgrad("derive", "Y = X W + b", "--wrt", "W,b", "--json");
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map((a) => [a.wrt, a.kind, a.ascii, a.check.verdict])).toEqual([
      ["W", "vjp", "X'*G", "verified"],
      ["b", "vjp", "G'*ones(m)", "verified"],
    ]);
    expect(answers[0].steps.length).toBeGreaterThan(1);
    for (const step of answers[0].steps) expect(Object.keys(step)).toEqual(["latex", "rule", "why"]);
  });

  it("checks at sizes of the user's, on a backend that is named", async () => {
    const flags = ["--wrt", "W", "--size", "30", "--size", "W=20x10", "--backend", "js"];
    const { status, out, error } = await matgrad("derive", "Y = X W + b", ...flags);
    expect(status).toBe(0);
    expect(out).toContain("X^{\\top} G");
    expect(error).toMatch(
      /^W: verified at n = 20, p = 10, m = 30: relative error \S+ \(js, central differences .*, random directions\)\n$/,
    );
    const json = await matgrad("derive", "Y = X W + b", ...flags, "--json");
    expect(JSON.parse(json.out).check).toMatchObject({ verdict: "verified", backend: "js", samples: 1 });
    expect((await matgrad("derive", "Y = X W", "--backend", "gpu")).error).toContain(
      "--backend cannot be gpu",
    );
  });

  it("uses what is given of a matrix", async () => {
    const { out } = await matgrad("derive", "x'A x", "--wrt", "x", "--given", "A symmetric", "--json");
    expect(JSON.parse(out).ascii).toBe("2*A*x");
  });

  it("takes the projection on a declared structure, or what is asked", async () => {
    const ask = async (...more: string[]) =>
      JSON.parse((await matgrad("derive", "S : symmetric n", "a'S b", "--wrt", "S", "--json", ...more)).out)
        .ascii;
    expect(await ask()).toBe("P = a*b'; 0.5*(P + P')");
    expect(await ask("--structure", "free")).toBe("a*b'");
  });
});

describe("batch", () => {
  it("answers every line in order, whatever is on it", async () => {
    const lines = [
      '{"id": 1, "vars": {"A": "matrix n n", "x": "vector n"}, "expr": "x\'*A*x", "wrt": "x"}',
      "not json",
      "",
      '{"id": "two", "vars": {"x": "vector n"}, "expr": "x+", "wrt": "x"}',
      '{"id": 3, "vars": {"__proto__": "vector n"}, "expr": "__proto__\'*__proto__", "wrt": "__proto__"}',
    ];
    const { status, out } = await matgrad("batch", file("some.jsonl", lines.join("\n")));
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(answers.map((a) => [a.id, a.ok])).toEqual([
      [1, true],
      [undefined, false],
      ["two", false],
      [3, true],
    ]);
    expect(answers[0]).toMatchObject({ ascii: "(A + A')*x", check: { verdict: "verified" } });
    expect(answers[2].error).toMatchObject({ line: 1, column: 3 });
  });

  it("ends with 0 when all was answered", async () => {
    const line = '{"vars": {"x": "vector n"}, "expr": "x\'*x", "wrt": "x", "check": false}';
    const { status, out } = await matgrad("batch", file("fine.jsonl", line));
    expect(status).toBe(0);
    expect(JSON.parse(out).check).toBeUndefined();
  });
});

it("the help of derive lists every option", async () => {
  const { out } = await matgrad("derive", "--help");
  for (const flag of [
    "--wrt",
    "--style",
    "--size",
    "--entries",
    "--lang",
    "--format",
    "--layout",
    "--order",
    "--given",
  ]) {
    expect(out).toContain(flag);
  }
});
