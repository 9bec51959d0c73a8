/** Sizes with an index: of one layer n_l, of the one before n_{l-1}; labels that stand behind an index. */
import { describe, expect, it } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { verdicts } from "./verdicts.ts";

const DECLARED = String.raw`Layer $r$ of the net has $V^{(r)} \in \mathbb{R}^{m_r \times m_{r-1}}$, $c^{(r)} \in \mathbb{R}^{m_r}$ and $h^{(r)} \in \mathbb{R}^{m_r}$:

$$u^{(r)} = V^{(r)} h^{(r-1)} + c^{(r)}, \quad h^{(r)} = \sigma(u^{(r)}).$$

With the cost $E$ we write $\delta^{(r)} = \frac{\partial E}{\partial u^{(r)}}$.
`;
const SUMMED = String.raw`The units of layer $l+1$ take $u_i^{(l+1)} = \sum_{j=1}^{m_l} v_{ij}^{(l)} h_j^{(l)} + c_i^{(l)}$ and give $h_i^{(l)} = f(u_i^{(l)})$. Let $E$ be the cost.
`;

const claim = (given: string, latex: string): string | undefined =>
  verdicts(`${given}\n$$${latex}$$\n`).at(-1);

describe("layers that are declared with a size each", () => {
  it.each([
    String.raw`\frac{\partial E}{\partial V^{(r)}} = \delta^{(r)} (h^{(r-1)})^\top`,
    String.raw`\delta^{(r-1)} = (V^{(r)})^\top \delta^{(r)} \odot \sigma'(u^{(r-1)})`,
    String.raw`\delta^{(r)} = (V^{(r+1)})^\top \delta^{(r+1)} \odot \sigma'(u^{(r)})`,
    String.raw`\frac{\partial E}{\partial c^{(r)}} = \delta^{(r)}`,
  ])("hold: %s", (latex) => {
    expect(claim(DECLARED, latex)).toBe("right");
  });

  it.each([
    String.raw`\frac{\partial E}{\partial V^{(r)}} = (h^{(r-1)})^\top \delta^{(r)}`,
    String.raw`\frac{\partial E}{\partial V^{(r)}} = \delta^{(r)} (h^{(r)})^\top`,
    String.raw`\delta^{(r-1)} = V^{(r)} \delta^{(r)} \odot \sigma'(u^{(r-1)})`,
    String.raw`\delta^{(r-1)} = (V^{(r)})^\top \delta^{(r)} \odot \sigma'(u^{(r)})`,
  ])("don't: %s", (latex) => {
    expect(claim(DECLARED, latex)).not.toBe("right");
  });

  it("are refused where a product has a scalar's size", () => {
    const right = String.raw`\frac{\partial E}{\partial c^{(r)}} = \delta^{(r)}`;
    const wrong = String.raw`\frac{\partial E}{\partial V^{(r)}} = (h^{(r-1)})^\top \delta^{(r)}`;
    expect(claim(`${DECLARED}\n$$${right}$$\n`, wrong)).toBe("ill-formed");
  });
});

describe("sums over the units of a layer", () => {
  it.each([
    [String.raw`\frac{\partial u_i^{(l+1)}}{\partial v_{ij}^{(l)}} = h_j^{(l)}`, "right"],
    [String.raw`\frac{\partial u_i^{(l+1)}}{\partial v_{ij}^{(l)}} = h_i^{(l)}`, "wrong"],
    [
      String.raw`\frac{\partial E}{\partial h_i^{(l)}} = \sum_{j=1}^{m_{l+1}} \frac{\partial E}{\partial u_j^{(l+1)}} v_{ji}^{(l)}`,
      "right",
    ],
  ])("%s: %s", (latex, verdict) => {
    expect(claim(SUMMED, latex)).toBe(verdict);
  });

  it("are not confirmed where they end with another layer", () => {
    const latex = String.raw`\frac{\partial E}{\partial h_i^{(l)}} = \sum_{j=1}^{m_l} \frac{\partial E}{\partial u_j^{(l+1)}} v_{ji}^{(l)}`;
    expect(claim(SUMMED, latex)).not.toBe("right");
    expect(
      claim(SUMMED, String.raw`u_i^{(l+1)} = \sum_{j=1}^{m_{l+1}} v_{ij}^{(l)} h_j^{(l)} + c_i^{(l)}`),
    ).not.toBe("right");
  });

  it("are not confirmed where the sizes of two layers are values", () => {
    const given = String.raw`Let $C = \frac{1}{m_L} \sum_{j=1}^{m_L} (h_j^{L} - y_j)^2$ with $u_j^L = \sum_{k=1}^{m_{L-1}} v_{jk}^L h_k^{L-1}$.`;
    const by = (size: string): string =>
      String.raw`\frac{\partial C}{\partial h_j^L} = \frac{2}{${size}} (h_j^L - y_j)`;
    expect(claim(given, by("m_L"))).toBe("right");
    expect(claim(given, by("m_{L-1}"))).not.toBe("right");
  });
});

describe("a letter above one with an index", () => {
  it.each([
    ["the last layer", "L", "L-1"],
    ["the layer of an index", "i", "i-1"],
  ])("is %s", (_name, layer, before) => {
    const given = String.raw`The net has $h_n^${layer} = \varphi(u_n^${layer})$ with $u_n^${layer} = \sum_m v_{nm}^${layer} h_m^{${before}}$ and the cost $E$.`;
    const latex = (other: string): string =>
      String.raw`\frac{\partial E}{\partial v_{nm}^${layer}} = h_m^{${other}} \frac{\partial E}{\partial u_n^${layer}}`;
    expect(claim(given, latex(before))).toBe("right");
    expect(claim(given, latex(layer))).not.toBe("right");
  });

  it("is the last layer where no other is written", () => {
    const given = String.raw`With $E = \frac{1}{2} \sum_j (h_j^L - y_j)^2$ and $h_j^L = g(u_j^L)$:`;
    expect(claim(given, String.raw`\frac{\partial E}{\partial u_j^L} = (h_j^L - y_j) g'(u_j^L)`)).toBe(
      "right",
    );
    expect(claim(given, String.raw`\frac{\partial E}{\partial u_j^L} = (y_j - h_j^L) g'(u_j^L)`)).toBe(
      "wrong",
    );
  });

  it("is an exponent where it is a value, too", () => {
    const given = String.raw`Let $x, y \in \mathbb{R}^d$ and $f = \sum_i x_i^n y_i^n$.`;
    const latex = (factor: string): string =>
      String.raw`\frac{\partial f}{\partial x_i} = ${factor} x_i^{n-1} y_i^n`;
    expect(claim(given, latex("n"))).toBe("right");
    expect(claim(given, latex("(n-1)"))).not.toBe("right");
    const moments = String.raw`Let $p, q \in \mathbb{R}^d$ and $f = \sum_i p_i^N q_i^N$, with $N$ draws.`;
    expect(claim(moments, String.raw`\frac{\partial f}{\partial p_i} = N p_i^{N-1} q_i^N`)).toBe("right");
  });
});

it("takes a size with a name below it for one", () => {
  const given = String.raw`Let $x \in \mathbb{R}^{n_x}$ and $g = \frac{1}{n_x} \sum_{i=1}^{n_x} x_i^2$.`;
  expect(claim(given, String.raw`\frac{\partial g}{\partial x_i} = \frac{2}{n_x} x_i`)).toBe("right");
  expect(claim(given, String.raw`\frac{\partial g}{\partial x_i} = 2 x_i`)).toBe("wrong");
});

it("writes a label that stands behind an index with what it corrects", () => {
  const given = String.raw`The units take $u_i^{(l+1)} = \sum_j v_{ij}^{(l)} h_j^{(l)} + c_i^{(l)}$.`;
  const wrong = String.raw`\frac{\partial u_i^{(l+1)}}{\partial v_{ij}^{(l)}} = h_i^{(l)}`;
  const { findings } = judgeNote(readNote("note.md", `${given}\n\n$$${wrong}$$\n`));
  expect(findings.find(({ severity }) => severity === "error")?.correct).toBe("h_j^{(l)}");
});

describe("layers numbered by a letter that elsewhere counts entries, each with a function of its own", () => {
  const given = String.raw`Unit $k$ of layer $i \in \{1, 2, \dots, N\}$ has $u^i_k = \sum_{j=1}^{m_{i-1}} v^i_{kj} h^{i-1}_j$ and $h^i_k = \varphi_i(u^i_k)$.

For the last layer $i = N$ the cost is $E(h^N)$. We write $\xi^i_n = \frac{\partial E}{\partial h^i_n} \varphi'_i(u^i_n)$.
`;
  it.each([
    [String.raw`\frac{\partial E}{\partial v^i_{nm}} = \xi^i_n h^{i-1}_m`, true],
    [String.raw`\frac{\partial E}{\partial v^N_{nm}} = \xi^N_n h^{N-1}_m`, true],
    [String.raw`\xi^i_n = \varphi'_i(u^i_n) \sum_{k=1}^{m_{i+1}} \xi^{i+1}_k v^{i+1}_{kn}`, true],
    [String.raw`\xi^i_n = \varphi'_i(u^i_n) \sum_{k=1}^{m_{i+1}} \xi^{i+1}_k v^i_{kn}`, false],
  ])("%s: %s", (latex, isRight) => {
    const right = String.raw`\frac{\partial E}{\partial v^i_{nm}} = \frac{\partial E}{\partial h^i_n} \varphi'_i(u^i_n) h^{i-1}_m`;
    expect(claim(`${given}\n$$${right}$$\n`, latex) === "right").toBe(isRight);
  });
});

it("holds of any loss what is claimed of one whose function nothing gives", () => {
  const given = String.raw`$u^{(l+1)} = V^{(l)} h^{(l)} + c^{(l)}$ and $h^{(l)} = f(u^{(l)})$; the cost is $J(V, c) = \|g_{V,c}(x) - y\|^2$.`;
  const regular = given.replace(" - y", String.raw` - y\|^2 + \lambda \|V^{(l)}`);
  const latex = (layer: string): string =>
    String.raw`\frac{\partial J}{\partial V^{(l)}} = \frac{\partial J}{\partial u^{(l+1)}} (h^{(${layer})})^\top`;
  expect(claim(given, latex("l"))).toBe("right");
  expect(claim(given, latex("l+1"))).not.toBe("right");
  expect(claim(regular, latex("l"))).not.toBe("right");
});

it("names an index at the end of a numerator as it is written", () => {
  const note = String.raw`Let $u^i_k = \sum_j v^i_{kj} h^{i-1}_j$, $h^i_k = \varphi(u^i_k)$ and $\xi^i_n = \frac{\partial E}{\partial h^i_n} \varphi'(u^i_n)$.

$$\frac{\partial E}{\partial h^i_n} = \sum_k \frac{\partial E}{\partial h^{i+1}_k} \frac{\partial h^{i+1}_k}{\partial u^{i+1}_k} \frac{\partial u^{i+1}_k}{\partial h^i_n}$$

$$\frac{\partial E}{\partial h^i_n} = \sum_k \frac{\partial E}{\partial h^{i+1}_k} \varphi'(u^{i+1}_n) v^{i+1}_{kn}$$
`;
  const { findings } = judgeNote(readNote("note.md", note));
  const [error] = findings.filter(({ severity }) => severity === "error");
  expect(error?.correct).toBe(
    String.raw`\sum_k \frac{\partial E}{\partial h^{i+1}_k} \varphi'(u^{i+1}_k) v^{i+1}_{kn}`,
  );
});
