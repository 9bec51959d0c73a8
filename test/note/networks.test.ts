import { describe, expect, it } from "vitest";
import { verdicts } from "./verdicts.ts";

const HIDDEN = String.raw`
$$u_1 = P_1 s + c_1$$

$$h = \tanh(u_1)$$

$$u_2 = P_2 h + c_2$$

$$q = \sigma(u_2)$$

$$L = -t \log q - (1 - t) \log(1 - q)$$
`;

/** Its last claim. */
const last = (given: string, claim: string): string | undefined =>
  verdicts(`${given}\n$$${claim}$$\n`).at(-1);

describe("a loss is a number", () => {
  it.each([
    [String.raw`\frac{\partial L}{\partial u_2} = q - t`, "right"],
    [String.raw`\frac{\partial L}{\partial u_2} = t - q`, "wrong"],
    [String.raw`\frac{\partial L}{\partial P_2} = (q - t) h^T`, "right"],
    [String.raw`\frac{\partial L}{\partial P_1} = (P_2^T (q - t) \odot (1 - h^2)) s^T`, "right"],
  ])("so what it is made of entry by entry has one entry: %s", (claim, verdict) => {
    expect(last(HIDDEN, claim)).toBe(verdict);
  });

  it("reads the numbers of layers in square brackets alike", () => {
    const given = HIDDEN.replace(/_(\d)/g, "^{[$1]}");
    expect(last(given, String.raw`\frac{\partial L}{\partial c^{[2]}} = q - t`)).toBe("right");
    expect(last(given, String.raw`\frac{\partial L}{\partial c^{[2]}} = q + t`)).toBe("wrong");
  });

  it("leaves a vector to a loss that is written with products of vectors", () => {
    const given = String.raw`Let $p = \operatorname{softmax}(V h + c)$ and $L = -t^\top \log p$, where $\mathbf{1}^\top t = 1$.`;
    expect(last(given, String.raw`\frac{\partial L}{\partial c} = p - t`)).toBe("right");
    expect(last(given, String.raw`\frac{\partial L}{\partial V} = (p - t) h^\top`)).toBe("right");
  });
});

describe("a chain with a new name in its middle", () => {
  const given = String.raw`Let $u = v^T s + c$ and $\hat t = q = \sigma(u)$, and let $E = -(t \log q + (1 - t) \log(1 - q))$.`;

  it("says what that name is", () => {
    expect(last(given, String.raw`\frac{\partial E}{\partial u} = q - t`)).toBe("right");
    expect(last(given, String.raw`\frac{\partial E}{\partial v_1} = s_1 (q + t)`)).toBe("wrong");
  });

  it("is judged where the name is known", () => {
    const known = String.raw`Let $q = B s$ and $r = q^T q$.`;
    expect(last(known, String.raw`g = r = s^T B^T B s`)).toBe("right");
    expect(last(known, String.raw`g = r = s^T B B^T s`)).not.toBe("right");
  });
});

describe("a loss of one example, summed over all", () => {
  const sum = String.raw`J = \frac1N \sum_{k=1}^N \ell(q_k, t_k)`;
  const given = (left: string, right: string): string =>
    String.raw`Let $u_k = v^\top s_k + c$ and $q_k = \sigma(u_k)$, $\ell${left} = ${right}$ and $${sum}$.`;

  it.each([
    ["of members", "(q_k, t_k)", String.raw`-t_k \log q_k - (1 - t_k) \log(1 - q_k)`],
    ["of letters of its own", "(q, t)", String.raw`-t \log q - (1 - t) \log(1 - q)`],
    ["of other letters", "(a, b)", String.raw`-b \log a - (1 - b) \log(1 - a)`],
  ])("%s", (_, left, right) => {
    const own = given(left, right);
    const claim = (factor: string): string =>
      String.raw`\frac{\partial J}{\partial v} = ${factor} \sum_{k=1}^N (q_k - t_k) s_k`;
    expect(last(own, claim(String.raw`\frac1N`))).toBe("right");
    expect(last(own, claim(""))).toBe("wrong");
  });
});

describe("a classifier in layers", () => {
  const given = String.raw`Let $\mathbf{u}^l = \mathbf{P}^l \mathbf{h}^{l-1} + \mathbf{c}^l$ and $\mathbf{h}^l = \sigma(\mathbf{u}^l)$. Let
$$q_k = \frac{e^{u^L_k}}{\sum_j e^{u^L_j}}, \qquad \mathcal{L} = -\sum_k t_k \log q_k$$
where $\sum_k t_k = 1$.`;

  it("has the last layer above a letter that stands in an exponent", () => {
    expect(last(given, String.raw`\frac{\partial \mathcal{L}}{\partial u^L_k} = q_k - t_k`)).toBe("right");
    expect(last(given, String.raw`\frac{\partial \mathcal{L}}{\partial u^L_k} = t_k - q_k`)).not.toBe(
      "right",
    );
  });

  it("is judged by no other name of its output", () => {
    const other = String.raw`${given} Let $p_i = \frac{e^{r_i}}{\sum_j e^{r_j}}$.`;
    expect(last(other, String.raw`\frac{\partial \mathcal{L}}{\partial r_j} = p_j - t_j`)).toBe("unclear");
  });

  it("may write its chain with a derivative of a vector by a matrix", () => {
    const chain = String.raw`\frac{\partial \mathcal{L}}{\partial \mathbf{P}^l} = \frac{\partial \mathcal{L}}{\partial \mathbf{u}^l} \cdot \frac{\partial \mathbf{u}^l}{\partial \mathbf{P}^l}`;
    expect(last(given, chain)).toBe("unclear");
  });

  it("goes on behind such a chain from what it began with", () => {
    const chain = String.raw`\frac{\partial L}{\partial P} = \frac{\partial L}{\partial u} \cdot \frac{\partial u}{\partial P}`;
    const own = String.raw`Let $u = P h + c$ with $P \in \mathbb{R}^{k \times n}$, let $L$ be a loss of $u$ and $g = \frac{\partial L}{\partial u}$.`;
    expect(last(own, String.raw`${chain} = g h^\top`)).toBe("right");
    expect(last(own, String.raw`${chain} = h g^\top`)).not.toBe("right");
  });
});
