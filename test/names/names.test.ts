/**
 * What the program prints is the same up to the names that a problem has. MATGRAD_NAMES=2000 tries so many names,
 * from that of MATGRAD_NAMES_FROM on.
 */
import { expect, it } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import type { Style } from "../../src/derivation/step.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { type AnswersRequest, answers } from "../../src/problem/answer/answers.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { drawn } from "../sample.ts";
import { faults, type Replacement, replacement, replacements } from "./campaign.ts";
import { type Named, PROBLEMS } from "./problems.ts";
import { misruns, type Program } from "./programs.ts";

const COUNT = drawn("MATGRAD_NAMES", 4, 200);
const FROM = Number(process.env.MATGRAD_NAMES_FROM ?? 0);

it(`names don't matter: ${COUNT} of them replaced by others`, { timeout: 10_800_000 }, async () => {
  const found: string[] = [];
  const programs: Program[] = [];
  let at = 0;
  for (const replacement of replacements()) {
    at += 1;
    if (at <= FROM) continue;
    if (at > FROM + COUNT) break;
    const { problem, from, to } = replacement;
    const own = faults(replacement);
    programs.push(...own.programs);
    found.push(...own.faults.map((fault) => `${PROBLEMS.indexOf(problem)}, ${from} called ${to}: ${fault}`));
  }
  expect([...found, ...(await misruns(programs))]).toEqual([]);
  expect(at).toBeGreaterThan(FROM + COUNT);
});

/** Letters without a command of LaTeX. */
it.each(["损失", "データ", "señal", "각도", "损失_1", "x_损失"])(
  "%s is a name",
  { timeout: 120_000 },
  (to) => {
    const found = [
      [4, "L"],
      [13, "a"],
      [19, "X"],
    ].flatMap(
      ([at, from]) =>
        faults(replacement(PROBLEMS[at as number] as Named, from as string, to) as Replacement).faults,
    );
    expect(found).toEqual([]);
  },
);

const read = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });

const answer = (text: string, wrt: string, more: Partial<AnswersRequest> = {}): string | undefined =>
  answers(read(text), { wrt: [wrt], ...more })[0]?.ascii;

function page(text: string, wrt: string, style: Style): string {
  freshStore();
  const derived = derive({ statements: read(text) }, { wrt: [wrt], style });
  return printDerivation(derived, { format: "unicode", closing: false });
}

it("the residual may be called ε", () => {
  expect(page("y : n\nX : n x d\nw : d\nε = y - X w\nL = ε' ε", "w", "differential")).toContain("dε");
});

it("the step of a perturbation is no variable h", () => {
  expect(page("y : n\nz : n\nL = y' exp(z)", "z", "perturbation")).toContain("h");
  expect(page("h : n\nW : m x n\nf = sum(tanh(W h))", "h", "perturbation")).toContain("ε");
});

it("an index that a sum binds is no variable of its name", () => {
  expect(page("x : n\nk : scalar\nf = k * sum_k sin(x[k] * k)", "x", "differential")).toContain(
    "k Σ_l sin(x_l l)",
  );
  expect(answer("x : n\ni : scalar\ni * sum_i x[i]^2", "x")).toBe("2*i*x");
});

it("the cotangent is none of the value's symbols", () => {
  expect(answer("G : n x n\nX : n x n\nY = X G", "X")).toBe("H*G'");
});

it("dX is a differential or a variable, never both", () => {
  const text = page("x : n\ndx : n\nf = dx' exp(x)", "x", "differential");
  expect(text).toContain("δx");
  const ofFunction = page("L : function dL -> scalar\nW : dL x n\nx : n\nf = L(W x)", "W", "differential");
  expect(ofFunction).toContain("δL(z)");
});

it("a vector may be called as its size is", () => {
  expect(page("n : n\nA : matrix n n\nf = n' A n", "n", "elementwise")).toContain("n = 2");
});

it("keys of prototypes are names", () => {
  const problem = PROBLEMS.find(({ text }) => text.startsWith("f : function")) as Named;
  for (const key of ["toString", "constructor", "__proto__", "hasOwnProperty"]) {
    expect(page(problem.text.replace(/\bf\b/g, key), "x", "differential")).toContain("(x)");
  }
});

it("a function of the table can't be declared anew, nor be hidden by a variable where an answer needs it", () => {
  expect(() => answer("relu : function\nx : n\nsum(relu(x))", "x")).toThrow("relu is a function already");
  expect(() => answer("tr : matrix n n\nA : matrix n n\ntr^3 * A", "A", { kind: "jvp" })).not.toThrow();
});

it.each([
  ["alpha", "α_1"],
  ["α", "alpha_1"],
  ["x_hat", "x̂_1"],
  ["x_hat", "x_hat_1"],
  ["x_max", "x_{max,1}"],
])("the entry of a vector %s may be called %s", (name, entry) => {
  expect(answer(`${name} : n\n${entry}^2`, name)).toBe(answer(`${name} : n\n${name}[1]^2`, name));
});

it("an accent is on the letter before it", () => {
  const text = "x_hat : function n -> m\nA : matrix n k\nx : vector k\nc : vector m\nc' x_hat(A x)";
  expect(answer(text, "x")).toBe("A'*J_x_hat(A*x)'*c");
  expect(page(text, "x", "differential")).toContain("J_{x,hat}(A x)");
});

it("a size may look like a sum", () => {
  expect(answer("X : m x sum_over\nt : scalar\nt * sum_over * sum(X)", "t")).toBe("sum_over*sum(X)");
});
