/**
 * One answer everywhere: random problems, and those of the corpora, by every way that there is.
 *
 * MATGRAD_ANSWERS=2000 npx vitest run test/derivation/oneAnswer.test.ts
 */
import { describe, expect, test } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import type { Style } from "../../src/derivation/step.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { declaredType } from "../../src/shapes/declarations.ts";
import { parseStatements, parseType } from "../../src/syntax/parse.ts";
import { linesOf } from "../corpus/published.ts";
import { randomProblem } from "../random.ts";
import { disagreements, type Line } from "./oneAnswer.ts";

const ASKED = process.env.MATGRAD_ANSWERS;
const COUNT = Number(ASKED ?? 24);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);
const BATCH = 8;
const OTHERS: readonly Style[] = ["backprop", "index", "elementwise", "perturbation"];
/** Two styles for each problem, and the others in turn. */
const stylesFor = (n: number): Style[] => ["matrix", "differential", OTHERS[n % OTHERS.length] as Style];

describe("a random problem has one answer", () => {
  const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, i) => SEED + i * BATCH);
  test.each(batches)(
    "from seed %i",
    (first) => {
      for (let seed = first; seed < Math.min(first + BATCH, SEED + COUNT); seed++) {
        const line = randomProblem(seed);
        expect([JSON.stringify(line), disagreements(line, stylesFor(seed))]).toEqual([
          JSON.stringify(line),
          [],
        ]);
      }
    },
    60_000,
  );
});

/** Where constants, cancellations, structures and scalars have made styles differ. */
const FOUND: readonly Line[] = [
  { vars: { x: "vector n" }, expr: "sum(softmax(x))", wrt: "x", order: 2 },
  { vars: { x: "vector n" }, expr: "norm2(x/norm2(x))", wrt: "x" },
  { vars: { Q: "orthogonal n", x: "vector n" }, expr: "norm2(Q*x)^2", wrt: "Q" },
  { vars: { X: "matrix n n" }, expr: "det(X)*det(inv(X))", wrt: "X" },
  { vars: { W: "matrix m n" }, expr: "tr(W*inv(W'*W)*W')", wrt: "W" },
  {
    vars: { A: "matrix n n", t: "scalar" },
    expr: "inv(A + t*eye(n))",
    wrt: "t",
    kind: "scalar-wrt",
    order: 2,
  },
  {
    vars: { A: "symmetric n", B: "symmetric n", t: "scalar" },
    expr: "eigvec(A+t*B,1)",
    wrt: "t",
    kind: "scalar-wrt",
  },
  { vars: { x: "vector n" }, expr: "relu(x)'*relu(x)", wrt: "x" },
  { vars: { x: "vector n" }, expr: "sum(sign(relu(x)).*x)", wrt: "x" },
  { vars: { A: "matrix p p", B: "matrix p p" }, expr: "sum(B*A + halflower(B)*B)", wrt: "A" },
  // what a sum sums has no name of its own, and a letter that it binds may stand free elsewhere
  { vars: { X: "matrix m n", y: "vector n" }, expr: "sum_i norm2(X[i,:]' - y)^2", wrt: "y" },
  {
    vars: { a: "scalar", x: "vector n", A: "matrix m n", b: "vector m" },
    expr: "a*sum(x) - sum(log(b - A*x))",
    wrt: "x",
  },
  { vars: { A: "matrix n n" }, expr: "sum(eigvec(A*A,1))", wrt: "A" },
  // no style has values to check it by: that is the reason, whatever else a style lacks
  { vars: { B: "matrix p m" }, expr: "sum(polar(ones(p,m)) .* B)", wrt: "B" },
  // what is measured is off by more than nothing, and of equal and opposite disturbances nothing is seen
  { vars: { A: "matrix n m" }, expr: "softmax_rows(adj((A')'*(A') + eye(n)))", wrt: "A" },
  // a determinant of entries that are long sums is not multiplied out
  {
    vars: {
      ...{ A: "matrix n n", B: "matrix n n", C: "upper n", D: "matrix p n", E: "matrix n p" },
      ...{ u: "vector n", F: "matrix p m", H: "matrix m p" },
    },
    expr: "((A.^3*(B*C)*(ones(n,p)*D)^3)'*(A.^3*(B*C)*(ones(n,p)*D)^3) + eye(n))^-2*E*((u'*E).^3*(F*(H.^2 + ones(m,p)).^(1/2)))'",
    wrt: "H",
    kind: "vjp",
  },
  // written out in entries it is longer than anybody reads
  { vars: { x: "vector n", A: "matrix n n", B: "matrix n n" }, expr: `x'*${"A*B*".repeat(16)}x`, wrt: "A" },
];

test.each(FOUND.map((line) => [line.expr, line] as const))("%s has one answer in every style", (_, line) => {
  expect(disagreements(line, ["matrix", "differential", ...OTHERS])).toEqual([]);
});

describe.each(["cases", "public"])("the problems of %s have one answer", (name) => {
  const all = linesOf<Line>(`../../../shared/accept/${name}.jsonl`);
  const lines = ASKED === undefined ? all.filter((_, n) => n % 20 === 7) : all;
  test.skipIf(lines.length === 0)(
    "in every style",
    () => {
      expect(
        lines.flatMap((line) =>
          disagreements(line, ["matrix", "differential", ...OTHERS]).map((why) => [line.expr, why]),
        ),
      ).toEqual([]);
    },
    600_000,
  );
});

const LOGISTIC = [
  "sum(log(1 + exp(-y .* (X*w))))",
  "-y'*log(sigmoid(X*w)) - (1-y)'*log(1-sigmoid(X*w))",
  "sum(softplus(X*w)) - y'*X*w",
];
const types = new Map(
  Object.entries({ X: "matrix m n", w: "vector n", y: "vector m" }).map(([name, text]) => [
    name,
    declaredType(parseType(text, { functionNames: FUNCTION_NAMES })),
  ]),
);

/** The last line of what is printed but for the check. */
function lastLine(expr: string, style: Style): string | undefined {
  freshStore();
  const statements = parseStatements(`f = ${expr}`, { functionNames: FUNCTION_NAMES });
  const derived = derive({ statements, types }, { style, wrt: ["w"], order: 2, structure: "free" });
  return printDerivation(derived, { format: "unicode" })
    .split("\n")
    .findLast((line) => line.includes("∂²f/"))
    ?.trim();
}

test.each(LOGISTIC)("the Hessian of %s is one text in the styles of matrices", (expr) => {
  const lines = (["matrix", "differential", "backprop"] as const).map((style) => lastLine(expr, style));
  // factors of an entry-by-entry product have no order
  expect(new Set(lines.map((line = "") => [...line].sort().join(""))).size).toBe(1);
});

test.each(LOGISTIC)("the Hessian of %s in indices has entries of variables alone", (expr) => {
  const line = lastLine(expr, "index");
  expect(line).toContain("x_ki x_kj");
  expect(line).not.toMatch(/𝟏|\(σ\([^)]*\)\)_/);
});
