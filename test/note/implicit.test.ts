/** How names move that equations tie together: eigenvalues, states, points of a constraint. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

describe("by equations", () => {
  test.each([
    [
      "en, an eigenvalue by differentials",
      String.raw`Take a symmetric $H$ with $H q = \mu q$ and $q^\top q = 1$. Then $d\mu = □$.`,
      String.raw`q^\top (dH) q`,
      String.raw`2 q^\top (dH) q`,
    ],
    [
      "zh, an eigenvalue by its matrix",
      String.raw`设 $H$ 对称，满足 $H q = \mu q$ 且 $q^\top q = 1$，则 $\frac{\partial \mu}{\partial H} = □$。`,
      String.raw`q q^\top`,
      String.raw`2 q q^\top`,
    ],
    [
      "of no symmetric matrix",
      String.raw`Suppose that $H p = \mu p$ and $r^\top H = \mu r^\top$. Then $\frac{\partial \mu}{\partial H} = □$.`,
      String.raw`\frac{r p^\top}{r^\top p}`,
      String.raw`-\frac{r p^\top}{r^\top p}`,
    ],
    [
      "on a sphere",
      String.raw`The constraint $c^\top c + z^2 = 1$ gives $\frac{\partial z}{\partial c} = □$.`,
      String.raw`-\frac{c}{z}`,
      String.raw`\frac{c}{z}`,
    ],
    [
      "ja, of an orthogonal matrix",
      String.raw`直交行列 $R$ について $R^\top R = I$ を微分すると $(dR)^\top R = □$ となる。`,
      String.raw`-R^\top dR`,
      String.raw`R^\top dR`,
    ],
  ])("%s", (_name, note, right, wrong) => {
    expect(verdicts(note.replace("□", right)).at(-1)).toBe("right");
    expect(verdicts(note.replace("□", wrong)).at(-1)).not.toBe("right");
  });

  test("a slip is refused", () => {
    const note = String.raw`Take a symmetric $H$ with $H q = \mu q$ and $q^\top q = 1$. Then $d\mu = 2 q^\top (dH) q$.`;
    expect(verdicts(note)).toEqual(["wrong"]);
  });

  test("what holds for some directions only is not right", () => {
    const note = String.raw`Take a symmetric $H$ with $H q = \mu q$ and $q^\top q = 1$. Then $d\mu\, q = dH\, q$.`;
    expect(verdicts(note)).not.toContain("right");
  });
});

test.each([
  String.raw`Let $H$ be a symmetric matrix with a simple eigenvalue $\mu$ and unit eigenvector $q$. Then $d\mu = q^\top dH\, q$.`,
  String.raw`设对称矩阵 $H$ 的特征值为 $\mu$，单位特征向量为 $q$，则 $d\mu = q^\top dH\, q$。`,
  String.raw`行列 $B$ の特異値 $s$ と特異ベクトル $p$、$q$ について $ds = p^\top dB\, q$。`,
  String.raw`With the SVD $B = P S Q^\top$ we have $dS = P^\top dB\, Q$.`,
])("words alone tell of no equation, and refuse nothing: %s", (note) => {
  expect(verdicts(note)).not.toContain("wrong");
});
