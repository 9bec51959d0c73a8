/**
 * Batch lines: an answer for every line, with the fields of the design; nothing is thrown.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerLine, answerProblem } from "../../src/problem/batch.ts";
import { drawn } from "../sample.ts";

const answer = (problem: object) => answerLine(JSON.stringify(problem));

/** Line without its kind of answer, the kind that is answered, and the derivative as text. */
const KINDS: readonly (readonly [string, object, string, string])[] = [
  [
    "a scalar by a vector",
    { vars: { A: "matrix n n", x: "vector n" }, expr: "x'*A*x", wrt: "x" },
    "gradient",
    "(A + A')*x",
  ],
  [
    "a scalar by a matrix",
    { vars: { X: "matrix m n", W: "matrix n m" }, expr: "tr(X*W)", wrt: "W" },
    "gradient",
    "X'",
  ],
  [
    "a vector by a vector",
    { vars: { X: "matrix m n", w: "vector n" }, expr: "X*w", wrt: "w" },
    "jacobian",
    "X",
  ],
  [
    "anything by a scalar",
    { vars: { X: "matrix m n", t: "scalar" }, expr: "t*X", wrt: "t" },
    "scalar-wrt",
    "X",
  ],
  [
    "a matrix by a matrix",
    { vars: { A: "matrix m n", X: "matrix n p" }, expr: "A*X", wrt: "X" },
    "tensor",
    "kron(eye(p), A)",
  ],
  [
    "a matrix with a cotangent",
    { vars: { X: "matrix m n", W: "matrix n p", G: "matrix m p" }, expr: "X*W", wrt: "W", kind: "vjp" },
    "vjp",
    "X'*G",
  ],
  [
    "a second derivative",
    { vars: { A: "matrix n n", x: "vector n" }, expr: "x'*A*x", wrt: "x", order: 2, kind: "tensor" },
    "tensor",
    "A + A'",
  ],
];

describe("kinds", () => {
  test.each(KINDS)("%s", (_what, line, kind, ascii) => {
    const found = answer(line);
    expect(found).toMatchObject({ ok: true, kind, ascii, check: { verdict: "verified" } });
  });
});

/** What a derivative by a structured matrix means, for tr(C X) with X symmetric. */
const MEANINGS: readonly (readonly [string | undefined, string, string])[] = [
  [undefined, "symmetric n", "C'"],
  ["projection", "symmetric n", "0.5*(C + C')"],
  ["independent-entries", "symmetric n", "C + C' - C' .* eye(n)"],
  ["diagonal", "diagonal n", "C .* eye(n)"],
];

test.each(MEANINGS)("structure %s of %s gives %s", (structure, type, ascii) => {
  const line = { vars: { C: "matrix n n", X: type }, expr: "tr(C*X)", wrt: "X", structure };
  const found = answer(line);
  expect(found.check?.verdict).toBe("verified");
  expect(sortedTerms(found.ascii as string)).toEqual(sortedTerms(ascii));
});

/** Sums are compared whatever the order of their terms. */
const sortedTerms = (text: string): string[] => text.split(/[()+ ]+/).sort();

/** `steps` only in a derivation, `error` only where there is one. */
const FIELDS = [
  ...["id", "ok", "wrt", "kind", "shape", "shapes", "ascii", "latex", "unicode", "index", "ops", "ms"],
  ...["assumed", "conditions", "check"],
];

test("an answer has the fields of the design", () => {
  const found = answer({ id: 7, vars: { A: "matrix n n", x: "vector n" }, expr: "x'*A*x", wrt: "x" });
  expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(found)));
  expect(found).toMatchObject({
    id: 7,
    ok: true,
    wrt: "x",
    kind: "gradient",
    shape: "n×1",
    shapes: { A: "n×n", x: "n×1" },
    ops: 2,
    check: { verdict: "verified", samples: 2, seed: 1, method: expect.stringMatching(/differences/) },
  });
  expect(found.ms).toBeGreaterThan(0);
  expect(found.check?.maxRelError).toBeLessThan(1e-6);
  expect(found.latex).toContain("\\top");
});

test("what was assumed is said", () => {
  const found = answer({ vars: { X: "matrix m n", b: "vector n" }, expr: "sum(X + b)", wrt: "b" });
  expect(found.assumed).toEqual(["the vector b is added to every row of X"]);
});

test("without a check there is none", () => {
  const found = answer({ vars: { x: "vector n" }, expr: "x'*x", wrt: "x", check: false });
  expect(found).toMatchObject({ ok: true, ascii: "2*x" });
  expect(found).not.toHaveProperty("check");
});

/** Line and what it is told. */
const MISTAKES: readonly (readonly [string, object])[] = [
  ["{", { message: expect.stringMatching(/^this line is not JSON/) }],
  ["[]", { message: "a line is a JSON object with expr and wrt" }],
  ["null", { message: "a line is a JSON object with expr and wrt" }],
  ["{}", { message: 'a line has the strings "expr" and "wrt"' }],
  ['{"expr": 1, "wrt": "x"}', { message: 'a line has the strings "expr" and "wrt"' }],
  [
    '{"expr": "x", "wrt": "x", "vars": 3}',
    { message: '"vars" is an object of types by name, and this is 3' },
  ],
  [
    '{"expr": "x", "wrt": "x", "vars": {"x": 3}}',
    { message: '"vars" is an object of types by name, and this is {"x":3}' },
  ],
  [
    '{"expr": "x", "wrt": "x", "positive": "x"}',
    { message: '"positive" is a list of names, and this is "x"' },
  ],
  [
    '{"vars": {"X": "matrix m n"}, "expr": "sum(X)", "wrt": "X", "kind": "scalar-wrt"}',
    { message: "a derivative by a scalar is asked for, and X is m×n" },
  ],
  [
    '{"expr": "x", "wrt": "x", "kind": "zzz"}',
    {
      message:
        '"kind" is one of gradient, vjp, jacobian, scalar-wrt, tensor, jvp, hvp, eigen, index, and this is "zzz"',
    },
  ],
  ['{"expr": "x", "wrt": "x", "claim": 3}', { message: '"claim" is a string, and this is 3' }],
  [
    '{"vars": {"X": "matrix m n"}, "expr": "a +\\n X*X", "wrt": "X"}',
    { message: "X is m×n and X is m×n: the inner sizes n and m must be equal", line: 2, column: 4 },
  ],
  [
    '{"vars": {"x": "vector n"}, "expr": "x\'*x", "wrt": "y"}',
    { message: "y, which the derivative is by, is not a variable here" },
  ],
  [
    '{"vars": {"x": "vector n"}, "expr": "x", "wrt": "x", "kind": "gradient"}',
    { message: "a gradient is of a scalar, and this value is not one" },
  ],
];

test.each(MISTAKES)("%s is answered with what is wrong", (line, error) => {
  const found = answerLine(line);
  expect(found).toMatchObject({ ok: false, error });
  expect(found).not.toHaveProperty("ascii");
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "%s is a name like any other",
  (name) => {
    const line = `{"vars": {"${name}": "vector n"}, "expr": "${name}'*${name}", "wrt": "${name}"}`;
    expect(answerLine(line)).toMatchObject({ ok: true, ascii: `2*${name}` });
  },
);

test("answers do not depend on the lines before", () => {
  const line = { vars: { x: "vector n", y: "vector n", M: "matrix n n" }, expr: "x'*M*y", wrt: "M" };
  const alone = answer(line).ascii;
  answer({ ...line, expr: "y'*M'*x + y'*x" });
  expect(answer(line).ascii).toBe(alone);
});

/** Pieces of real lines in random combinations, and any JSON in any field. */
const piece = fc.constantFrom(..."xyAM*+-'^()[],;:=12 ∑σ".split(""), "inv(", "sum_i ", "diag(", ".^", "\n");
const garbageText = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((p) => p.join("")),
  fc.string(),
);
const field = fc.oneof(garbageText, fc.jsonValue());
const garbage = fc.oneof(
  fc.string(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc
    .record(
      {
        id: fc.jsonValue(),
        vars: fc.oneof(
          fc.dictionary(fc.constantFrom("x", "A", "M", "__proto__"), field),
          fc.constant({ x: "vector n", A: "matrix m n", M: "matrix n n" }),
          fc.jsonValue(),
        ),
        expr: field,
        wrt: fc.oneof(fc.constantFrom("x", "A", "M"), field),
        kind: field,
        order: fc.jsonValue(),
        structure: field,
        positive: fc.jsonValue(),
        spd: fc.jsonValue(),
        cotangent: fc.jsonValue(),
        layout: fc.jsonValue(),
        claim: fc.oneof(garbageText, fc.constant(undefined)),
        seed: fc.jsonValue(),
        check: fc.jsonValue(),
      },
      { requiredKeys: ["expr", "wrt"] },
    )
    .map((value) => JSON.stringify(value)),
);

test("nothing is thrown, whatever the line", () => {
  fc.assert(
    fc.property(garbage, (line) => {
      const found = answerLine(line);
      expect(typeof found.ok).toBe("boolean");
      if (!found.ok) expect(found.error?.message ?? found.check?.reason).toMatch(/\S/);
      JSON.stringify(found);
    }),
    { numRuns: drawn("MATGRAD_LINES", 500, 1500), seed: 1 },
  );
});

test("an answer that the check refutes is not shown", () => {
  const found = answerProblem({ vars: { x: "vector n" }, expr: "x'*x", wrt: "x" });
  expect(found.check?.verdict === "refuted" && found.ok).toBe(false);
});

test.each([
  ["symmetric n", "projection"],
  ["symmetric n", "independent-entries"],
  ["lower n", "projection"],
  ["orthogonal n", "projection"],
])("a Jacobian by a matrix that is %s has the meaning %s too", (type, structure) => {
  for (const expr of ["X*a", "X*X*a", ...(type.startsWith("symmetric") ? ["eigvec(X, 1)"] : [])]) {
    const line = { vars: { X: type, a: "vector n" }, expr, wrt: "X", kind: "jacobian", structure };
    expect(answer(line)).toMatchObject({ ok: true, check: { verdict: "verified" } });
  }
});

test("a vector has one singular value, and a second one is refused", () => {
  const line = (which: number) => ({
    vars: { u: "vector n" },
    expr: `sum(leftsingular(u, ${which}))`,
    wrt: "u",
  });
  expect(answerProblem(line(1))).toMatchObject({ ok: true, check: { verdict: "verified" } });
  expect(answerProblem(line(2)).error?.message).toBe(
    "a n×1 matrix has one singular value, and this asks for another",
  );
});

describe("a line that asks for what there is not", () => {
  test.each([
    [{ order: 1e9 }, "at most 64"],
    [{ kind: "jvp", direction: "3" }, "no name for a direction"],
    [{ kind: "vjp", cotangent: "a b" }, "no name for a cotangent"],
    [{ claim: "2*x", layout: "row" }, '"layout" is '],
    [{ check: "no" }, '"check" is true or false'],
    [{ expr: "x'*x/0" }, "divides by 0"],
    [{ expr: "1e999*x" }, "too large"],
  ])("%j is an error", (fields, message) => {
    const answer = answerLine(JSON.stringify({ expr: "x'*x", wrt: "x", ...fields }));
    expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) } });
  });
});
