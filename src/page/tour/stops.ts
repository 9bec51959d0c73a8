/** The tour: why a gradient has the incoming G in it, seen on four problems that people write notes about. */
import type { LocaleName } from "../../index.ts";
import type { State } from "../state.ts";

interface Stop {
  readonly state: Partial<State>;
  /** Heading and text in each language. */
  readonly words: Readonly<Record<LocaleName, readonly [string, string]>>;
}

export const STOPS: readonly Stop[] = [
  {
    state: { mode: "derive", text: "W : m x n\nx : n\ny = W x", wrt: "W,x", tab: "elementwise", size: 2 },
    words: {
      en: [
        "One weight, one row",
        "The weight w₁₂ stands in one row of y only. So a loss feels it through y₁ alone: the slope that y₁ " +
          "already has, g₁, times what y₁ gains, x₂. All such products side by side are g xᵀ: there is no way to leave g out.",
      ],
      zh: [
        "一个权重，一行输出",
        "权重 w₁₂ 只出现在 y 的一行里，所以损失只通过 y₁ 感受到它：y₁ 已有的斜率 g₁，乘以 y₁ 的增量 x₂。" +
          "把所有这样的乘积排在一起就是 g xᵀ，其中的 g 无法省略。",
      ],
      ja: [
        "一つの重みは一つの行に",
        "重み w₁₂ は y の一つの行にしか現れません。損失はそれを y₁ を通してだけ感じます。y₁ が既に持つ傾き g₁ に、" +
          "y₁ の増分 x₂ を掛けたものです。それを並べると g xᵀ になり、g を省くことはできません。",
      ],
    },
  },
  {
    state: {
      mode: "derive",
      text: "A : m x k\nB : k x n\nP : m x n\nC = A B\nL = sum((C - P).^2)",
      wrt: "A,B",
      tab: "backprop",
    },
    words: {
      en: [
        "A product, and a number at the end",
        "With a number L at the end, G is no longer unknown: it is 2 (C − P). The factors on the other side of " +
          "the product are transposed and stand where their variable isn't: G Bᵀ for A, Aᵀ G for B.",
      ],
      zh: [
        "一个乘积，最后是一个数",
        "最后得到一个数 L 时，G 不再是未知的：它是 2 (C − P)。乘积中另一侧的因子被转置，放在变量不在的那一侧：" +
          "对 A 是 G Bᵀ，对 B 是 Aᵀ G。",
      ],
      ja: [
        "積と、最後の一つの数",
        "最後に一つの数 L があれば G はもう未知ではなく、2 (C − P) です。積の反対側の因子は転置され、" +
          "変数のない側に置かれます。A については G Bᵀ、B については Aᵀ G です。",
      ],
    },
  },
  {
    state: { mode: "derive", text: "Z : m x k\nW : k x n\nb : n\nY = Z W + b", wrt: "", tab: "differential" },
    words: {
      en: [
        "Shapes decide",
        "∂L/∂W must be k×n, as W is. Zᵀ alone is k×m and does not even depend on the loss. Zᵀ G is k×n. The bias is " +
          "added to every row, so its gradient adds the rows of G up: Gᵀ 1.",
      ],
      zh: [
        "形状说了算",
        "∂L/∂W 必须和 W 一样是 k×n。单独的 Zᵀ 是 k×m，而且与损失毫无关系；Zᵀ G 才是 k×n。偏置加到每一行，" +
          "所以它的梯度是 G 各行之和：Gᵀ 1。",
      ],
      ja: [
        "形が決める",
        "∂L/∂W は W と同じく k×n でなければなりません。Zᵀ だけでは k×m で、損失に依存すらしません。Zᵀ G は k×n です。" +
          "バイアスは各行に足されるので、その勾配は G の行の和 Gᵀ 1 になります。",
      ],
    },
  },
  {
    state: {
      mode: "claim",
      text: "X : m x k\nW : k x n\nY = X W",
      wrt: "W",
      claim: "X'",
      claimLayout: "any",
    },
    words: {
      en: [
        "The claim itself",
        "Here is the line that many notes have: ∂Y/∂W = Xᵀ. Y has m·n entries and W has k·n, so their derivative has " +
          "four indices and no matrix is equal to it. Change the claim to X' G and see what becomes of it.",
      ],
      zh: [
        "看看那个说法本身",
        "许多笔记里都有这一行：∂Y/∂W = Xᵀ。Y 有 m·n 个元素，W 有 k·n 个，所以它们的导数有四个指标，没有矩阵与之相等。" +
          "把它改成 X' G，再看结论。",
      ],
      ja: [
        "その主張そのもの",
        "多くのノートにこの行があります。∂Y/∂W = Xᵀ。Y には m·n 個、W には k·n 個の成分があるので、その微分は添字を" +
          "四つ持ち、等しい行列はありません。主張を X' G に変えて、どうなるか見てください。",
      ],
    },
  },
];
