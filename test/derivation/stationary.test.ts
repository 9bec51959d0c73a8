import { describe, expect, it } from "vitest";
import { derive, parse, print } from "../../src/index.ts";

const solved = (text: string, wrt: string): string =>
  print(derive(parse(text), { wrt: [wrt], stationary: true }), { format: "unicode" });

describe("a gradient that is linear in its variable is set to zero and solved", () => {
  it.each([
    ["L = ‖X w - y‖^2 + λ ‖w‖^2", "w", "ŵ = (Xᵀ X + λ I)⁻¹ Xᵀ y"],
    ["L = ‖X w - y‖^2", "w", "ŵ = (Xᵀ X)⁻¹ Xᵀ y"],
    ["A : n x n\nf = x'A x + b'x", "x", "x̂ = −(A + Aᵀ)⁻¹ b"],
    ["X : m x n\nW : n x p\nY : m x p\nL = ‖X W - Y‖^2 + λ ‖W‖^2", "W", "Ŵ = (Xᵀ X + λ I)⁻¹ Xᵀ Y"],
    [
      "K : n x m\nH : m x n\nP : symmetric n\nR : symmetric m\nJ = tr((I - K H) P (I - K H)' + K R K')",
      "K",
      "K̂ = P Hᵀ(H P Hᵀ + R)⁻¹",
    ],
  ])("%s by %s", (text, wrt, result) => {
    expect(solved(text, wrt)).toContain(result);
  });

  it("solves a Sylvester equation by stacking columns", () => {
    const text = "A : m x m\nB : n x n\nX : m x n\nC : m x n\nL = ‖A X + X B - C‖^2";
    expect(solved(text, "X")).toContain("unvec(");
  });

  it.each([
    ["A : symmetric n\nR = (x'A x)/(x'x)", "x", "A x = R x"],
    ["S : symmetric n\nT : spd n\nJ = (w'S w)/(w'T w)", "w", "S w = J T w"],
    ["S : symmetric n\nλ : scalar\nL = u'S u - λ (u'u - 1)", "u", "S u = λ u"],
  ])("says where the gradient of %s vanishes", (text, wrt, condition) => {
    const printed = solved(text, wrt);
    expect(printed).toContain(condition);
    expect(printed).not.toContain("\u0302");
  });

  it.each([
    ["f = sum(exp(x))", "x", "the gradient is not linear in x"],
    ["f = a'x", "x", "the gradient does not depend on x"],
  ])("refuses %s", (text, wrt, message) => {
    expect(() => solved(text, wrt)).toThrow(message);
  });
});
