/**
 * Derivatives of stacked, selected and explicit vectors have matrix forms.
 */
import { expect, test } from "vitest";
import { answerLine } from "../../src/problem/batch.ts";

const PROBLEMS: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [{ vars: { A: "matrix m n", x: "vector n" }, expr: "[A*x; x]", kind: "jacobian" }, "[A; eye(n)]"],
  [{ vars: { x: "vector n" }, expr: "[sum(x); x'*x]", kind: "jacobian" }, "[ones(1, n); 2*x']"],
  [
    { vars: { x: "vector 2" }, expr: "[x[1]*cos(x[2]); x[1]*sin(x[2])]", kind: "jacobian" },
    "s = cos(x[2]); t = sin(x[2]); [s, -x[1]*t; t, x[1]*s]",
  ],
  [
    { vars: { x: "vector n" }, expr: "x[1:2]/x[3]", kind: "jacobian" },
    "[eye(2), zeros(2, n-2)]*(eye(n) - x*single(1, 3, 1, n)/x[3])/x[3]",
  ],
  [
    { vars: { x: "vector 2" }, expr: "x[1]^2*x[2] + exp(x[2])", order: 2 },
    "s = 2*x[1]; [2*x[2], s; s, exp(x[2])]",
  ],
  [
    { vars: { x: "vector 3", v: "vector 3" }, expr: "[0,-x[3];x[3],0]*v[1:2]", kind: "jacobian" },
    "[0, 0, -v[2]; 0, 0, v[1]]",
  ],
  [
    { vars: { A: "matrix m n", x: "vector n" }, expr: "logsumexp([A*x; x])", order: 2 },
    "r = softmax([A*x; x]); [A', eye(n)]*(diag(r) - r*r')*[A; eye(n)]",
  ],
  [
    { vars: { x: "vector 4", v: "vector 3" }, expr: "(x[2:4]'*v)*x[2:4]", kind: "jacobian" },
    "[zeros(3), eye(3)]*(x*[0, v'] + ([0, v']*x)*eye(4))",
  ],
];

test.each(PROBLEMS)("%j", (problem, ascii) => {
  const found = answerLine(JSON.stringify({ wrt: "x", ...problem }));
  expect(found).toMatchObject({ ok: true, check: { verdict: "verified" }, ascii });
});

test.each([
  [
    { vars: { F: "matrix p q", G: "matrix n*p n*q" }, expr: "kron(eye(n),F)", kind: "vjp" },
    "kron_right(G, eye(n), p, q)",
  ],
  [
    { vars: { F: "matrix p q", A: "matrix q*n p*n" }, expr: "tr(kron(F,eye(n))*A)" },
    "kron_left(A', eye(n), p, q)",
  ],
])("%j is not withheld", (problem, ascii) => {
  const found = answerLine(JSON.stringify({ wrt: "F", ...problem }));
  expect(found).toMatchObject({ ok: true, check: { verdict: "verified" }, ascii });
});
