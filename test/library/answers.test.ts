/** The verbs give what the commands print. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  answerProblem,
  compile,
  derive,
  differentiate,
  equal,
  type InputValue,
  judge,
  parse,
  print,
  proofread,
  toCode,
} from "../../src/index.ts";
import { file, matgrad } from "../cli/program.ts";

const NOTE = "Let $x \\in \\mathbb{R}^n$ and $f = x^\\top x$. Then $\\nabla_x f = x$.\n";

describe("as the commands", () => {
  it("proof-reads", async () => {
    const path = file("note.md", NOTE);
    const { out } = await matgrad("check", "--json", path);
    const { corrected, findings, ...report } = proofread(NOTE);
    // the library has offsets too
    const same = findings.map(({ start, end, edits, ...finding }) => finding);
    expect({ ...report, findings: same, file: path }).toEqual(JSON.parse(out));
    expect(findings.map(({ start, end, latex }) => NOTE.slice(start, end) === latex)).not.toContain(false);
    await matgrad("check", "--fix", path);
    expect(corrected).toBe(readFileSync(path, "utf8"));
    expect(corrected).toContain("\\nabla_x f = 2x$");
    expect(proofread(corrected)).toMatchObject({ findings: [], corrected });
    expect(proofread(NOTE).findings[0]).toMatchObject({ line: 1, severity: "error", correct: "2x" });
    expect(proofread(NOTE, { limit: 3 }).findings.map(({ rule }) => rule)).toContain("too-long");
  });

  it("proof-reads in the note's own language, or the one that is asked for", () => {
    const said = (text: string, locale?: "en" | "zh" | "ja"): string | undefined =>
      proofread(text, { locale, all: true }).claims?.at(-1)?.why;
    const note = NOTE.replace("Let", "设").replace("and", "，").replace("Then", "则");
    expect(said(NOTE)).toBe("the two sides differ; the factor 2 is missing");
    expect(said(note)).toBe("等式两边不相等；缺少因子 2");
    expect(said(note, "en")).toBe("the two sides differ; the factor 2 is missing");
    expect(said(NOTE, "ja")).toBe("両辺が等しくない。因子 2 が欠けている");
    expect(() => proofread(NOTE, { locale: "fr" as "en" })).toThrow(
      /the option locale of proofread is en, zh or ja/,
    );
  });

  it("judges", async () => {
    const { out } = await matgrad("judge", "x'A x", "--wrt", "x", "--claim", "2 A x", "--json");
    expect(JSON.parse(JSON.stringify(judge("x'A x", { wrt: "x", claim: "2 A x" })))).toEqual(JSON.parse(out));
  });

  it("compares", async () => {
    const { out } = await matgrad("equal", "A B", "B A", "A : n x n", "--json");
    const found = equal("A B", "B A", { vars: { A: "matrix n n" } });
    expect(found.verdict).toBe("different");
    expect(JSON.parse(out).verdict).toBe("different");
    expect(equal("(A B)'", "B' A'").verdict).toBe("equal");
  });

  it("derives, prints, writes code", async () => {
    const { out } = await matgrad("derive", "x'A x", "--wrt", "x");
    const problem = parse("x'A x");
    expect(print(derive(problem, { wrt: ["x"] }))).toBe(out);
    const code = await matgrad("code", "x'A x", "--wrt", "x", "--target", "js");
    expect(toCode(problem, { wrt: ["x"], target: "js" })).toBe(code.out);
    const page = await matgrad("derive", "x'A x", "--wrt", "x", "--format", "html");
    expect(print(derive(problem, { wrt: ["x"] }), { format: "html" })).toBe(page.out);
  });
});

describe("answers narrow on ok", () => {
  it("a derivative, a verdict, a refusal", () => {
    const answer = differentiate(parse("x'A x"), { wrt: "x" });
    expect(answer.ok && answer.latex).toBe("(A + A^{\\top}) x");
    const verdict = answerProblem({ expr: "x'A*x", wrt: "x", claim: "2*A*x" });
    expect(verdict.ok && verdict.verdict).toBe("wrong");
    const refusal = answerProblem({ expr: "X*Y+", wrt: "X" });
    expect(refusal.ok ? "" : refusal.error.message).not.toBe("");
  });

  it.each([
    undefined,
    null,
    3,
    [],
    {},
    { expr: "x" },
    { expr: "x", wrt: 3 },
    { expr: "x'x", wrt: "x", vars: 3 },
  ])("refuses %j", (wrong) => {
    const answer = answerProblem(wrong as never);
    expect(answer).toMatchObject({ ok: false, error: { message: expect.any(String) } });
    expect(answer.error?.message).not.toContain("internal error");
  });
});

describe("values of a compiled plan", () => {
  const plan = compile(parse("X : 2 x 3\nw : 3\nf = sum(X w)"), { wrt: ["X"], sizes: {} });
  const run = (X: unknown, w: unknown = [1, 2, 3]) =>
    plan.run({ X: X as InputValue, w: w as InputValue }).value.data[0];

  it.each([
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [[1, 2, 3, 4, 5, 6]],
    [[Float64Array.of(1, 2, 3), [4, 5, 6]]],
    [Float32Array.of(1, 2, 3, 4, 5, 6)],
    [{ rows: 2, cols: 3, data: [1, 2, 3, 4, 5, 6] }],
  ])("%j", (X) => {
    expect(run(X)).toBe(46);
    expect(run(X, [[1], [2], [3]])).toBe(46);
  });

  it.each([
    [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      "X is 2×3, and its value is 3×2",
    ],
    [
      [
        [1, 2, 3],
        [4, 5],
      ],
      "in the value of X, row 1 has 3 entries and row 2 has 2",
    ],
    [[[1, 2, 3], 4], "in the value of X, row 1 has 3 entries and row 2 has 1"],
    [[1, 2], "X is 2×3, and its value is 2 numbers"],
    [3, "X is 2×3, and its value is a number"],
    [
      [
        [1, 2, 3],
        [4, 5, "6"],
      ],
      "an entry of the value of X is 6, which is no number",
    ],
    [[1, 2, 3, 4, 5, undefined], "an entry of the value of X is undefined, which is no number"],
    ["123456", "the value of X is no number and no list of numbers"],
    [() => 0, "the value of X is no number and no list of numbers"],
    [{ rows: 2, cols: 3, data: [1] }, "the value of X is called 2×3 and has 1 entries"],
    [BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n), "an entry of the value of X is 1, which is no number"],
    [undefined, "X has no value"],
  ])("refuses %#", (X, message) => {
    expect(() => run(X)).toThrow(message);
  });

  it("knows the names", () => {
    expect(() => plan.run({ X: [1, 2, 3, 4, 5, 6], w: [1, 2, 3], W: 1 })).toThrow(
      "W, which has a value, is no variable",
    );
    expect(() => plan.run(3 as never)).toThrow("the values of a run are an object");
    const own = compile(parse("toString : 2\nf = sum(toString.^2)"), { sizes: {} });
    expect(() => own.run({})).toThrow("toString has no value");
  });
});
