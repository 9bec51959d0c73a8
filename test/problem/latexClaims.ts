/** Claims in LaTeX as notes have them, each beside one with a slip. */
export interface LatexPair {
  readonly fn: string;
  readonly wrt: string;
  readonly right: string;
  readonly wrong: string;
  readonly layout?: "gradient" | "numerator" | "denominator" | "vec";
  readonly assume?: Readonly<Record<string, string | number>>;
}

export const PAIRS: readonly LatexPair[] = [
  // quadratic forms and least squares
  { fn: "x^\\top A x", wrt: "x", right: "(A + A^\\top) x", wrong: "(A + A) x" },
  {
    fn: "f(\\mathbf{x}) = \\mathbf{x}^T\\mathbf{A}\\mathbf{x} + \\mathbf{b}^T\\mathbf{x} + c",
    wrt: "\\mathbf{x}",
    right: "\\nabla f(\\mathbf{x}) = (\\mathbf{A}+\\mathbf{A}^T)\\mathbf{x} + \\mathbf{b}",
    wrong: "\\nabla f(\\mathbf{x}) = (\\mathbf{A}+\\mathbf{A}^T)\\mathbf{x} - \\mathbf{b}",
  },
  {
    fn: "L(w) = \\|Xw - y\\|_2^2",
    wrt: "w",
    right: "\\frac{\\partial L}{\\partial w} = 2X^\\top (Xw - y)",
    wrong: "\\frac{\\partial L}{\\partial w} = X^\\top (Xw - y)",
  },
  {
    fn: "J(\\theta) = \\frac{1}{2m}(X\\theta - y)^T(X\\theta - y)",
    wrt: "\\theta",
    right: "\\nabla_\\theta J = \\frac{1}{m}X^T(X\\theta - y)",
    wrong: "\\nabla_\\theta J = \\frac{1}{m}X(X\\theta - y)",
  },
  {
    fn: "\\ell = \\frac12 \\lVert y - X\\beta\\rVert^2 + \\frac{\\lambda}{2}\\lVert\\beta\\rVert^2",
    wrt: "\\beta",
    right: "\\frac{\\partial \\ell}{\\partial \\beta} = -X^\\top(y - X\\beta) + \\lambda\\beta",
    wrong: "\\frac{\\partial \\ell}{\\partial \\beta} = X^\\top(y - X\\beta) + \\lambda\\beta",
  },
  {
    fn: "\\mathbf{a}^\\top \\mathbf{x}",
    wrt: "\\mathbf{x}",
    right: "\\mathbf{a}^\\top",
    wrong: "\\mathbf{a}",
    layout: "numerator",
  },
  {
    fn: "x^T A x",
    wrt: "x",
    right: "\\frac{d}{dx} x^T A x = 2 A x",
    wrong: "\\frac{d}{dx} x^T A x = A x",
    assume: { A: "symmetric" },
  },
  {
    fn: "(x-\\mu)^T \\Sigma^{-1} (x-\\mu)",
    wrt: "\\mu",
    right: "-2\\Sigma^{-1}(x-\\mu)",
    wrong: "2\\Sigma^{-1}(x-\\mu)",
    assume: { S: "spd" },
  },
  // traces and determinants
  {
    fn: "\\operatorname{tr}(AXB)",
    wrt: "X",
    right: "\\frac{\\partial}{\\partial X}\\operatorname{tr}(AXB) = A^\\top B^\\top",
    wrong: "\\frac{\\partial}{\\partial X}\\operatorname{tr}(AXB) = B^\\top A^\\top",
  },
  { fn: "\\mathrm{tr}(X^T X)", wrt: "X", right: "2X", wrong: "2X^T" },
  {
    fn: "\\text{Tr}(A X^{-1} B)",
    wrt: "X",
    right: "-(X^{-1} B A X^{-1})^T",
    wrong: "-(X^{-1} A B X^{-1})^T",
  },
  { fn: "\\operatorname{tr}(A X^\\top)", wrt: "X", right: "A", wrong: "A^\\top" },
  { fn: "\\log\\det X", wrt: "X", right: "X^{-\\top}", wrong: "X^{-1}" },
  { fn: "|X|", wrt: "X", right: "|X| (X^{-1})^T", wrong: "|X| X^T" },
  {
    fn: "\\det(AXB)",
    wrt: "X",
    right: "\\det(AXB)\\, A^T (B^T X^T A^T)^{-1} B^T",
    wrong: "\\det(AXB)\\, B^T (B^T X^T A^T)^{-1} A^T",
  },
  { fn: "\\|AX - B\\|_F^2", wrt: "X", right: "2A^\\top(AX-B)", wrong: "2(AX-B)A^\\top" },
  {
    fn: "\\ln|\\mathbf{X}^T\\mathbf{X}|",
    wrt: "\\mathbf{X}",
    right: "2\\mathbf{X}(\\mathbf{X}^T\\mathbf{X})^{-1}",
    wrong: "2(\\mathbf{X}^T\\mathbf{X})^{-1}\\mathbf{X}",
  },
  { fn: "\\operatorname{tr}(X A X^T B)", wrt: "X", right: "B^T X A^T + B X A", wrong: "B^T X A^T + B X A^T" },
  {
    fn: "a^\\top X^{-1} b",
    wrt: "X",
    right: "-X^{-\\top} a b^\\top X^{-\\top}",
    wrong: "-X^{-\\top} b a^\\top X^{-\\top}",
  },
  // layers and cotangents
  {
    fn: "Y = XW",
    wrt: "W",
    right: "\\frac{\\partial L}{\\partial W} = X^\\top \\frac{\\partial L}{\\partial Y}",
    wrong: "\\frac{\\partial L}{\\partial W} = \\frac{\\partial L}{\\partial Y} X^\\top",
  },
  {
    fn: "Y = XW",
    wrt: "X",
    right: "\\frac{\\partial L}{\\partial X} = \\frac{\\partial L}{\\partial Y} W^\\top",
    wrong: "\\frac{\\partial L}{\\partial X} = \\frac{\\partial L}{\\partial Y} W",
  },
  {
    fn: "z = Wx + b",
    wrt: "W",
    right: "\\frac{\\partial \\mathcal{L}}{\\partial W} = \\frac{\\partial \\mathcal{L}}{\\partial z} x^T",
    wrong: "\\frac{\\partial \\mathcal{L}}{\\partial W} = x \\frac{\\partial \\mathcal{L}}{\\partial z}^T",
  },
  {
    fn: "z = Wx + b",
    wrt: "b",
    right: "\\frac{\\partial \\mathcal{L}}{\\partial b} = \\frac{\\partial \\mathcal{L}}{\\partial z}",
    wrong: "\\frac{\\partial \\mathcal{L}}{\\partial b} = -\\frac{\\partial \\mathcal{L}}{\\partial z}",
  },
  {
    fn: "\\mathbf{h} = \\sigma(\\mathbf{W}\\mathbf{x})",
    wrt: "\\mathbf{x}",
    right:
      "\\mathbf{W}^\\top\\left(\\frac{\\partial J}{\\partial \\mathbf{h}} \\odot \\sigma'(\\mathbf{W}\\mathbf{x})\\right)",
    wrong:
      "\\mathbf{W}\\left(\\frac{\\partial J}{\\partial \\mathbf{h}} \\odot \\sigma'(\\mathbf{W}\\mathbf{x})\\right)",
  },
  { fn: "Z = A \\odot B", wrt: "A", right: "dA = dZ \\odot B", wrong: "dA = dZ \\odot A" },
  { fn: "C = \\alpha A B^T", wrt: "B", right: "dB = \\alpha\\, dC^T A", wrong: "dB = \\alpha\\, dC A" },
  {
    fn: "\\mathbf{y} = \\tanh(\\mathbf{z})",
    wrt: "\\mathbf{z}",
    right: "\\mathbf{dz} = \\mathbf{dy} \\odot (1 - \\mathbf{y} \\odot \\mathbf{y})",
    wrong: "\\mathbf{dz} = \\mathbf{dy} \\odot (1 - \\mathbf{y})",
  },
  {
    fn: "o = \\mathrm{softmax}(z)",
    wrt: "z",
    right:
      "\\frac{\\partial L}{\\partial z} = o \\odot \\left(\\frac{\\partial L}{\\partial o} - o^\\top \\frac{\\partial L}{\\partial o}\\right)",
    wrong: "\\frac{\\partial L}{\\partial z} = o \\odot \\left(\\frac{\\partial L}{\\partial o} - o\\right)",
  },
  // Jacobians
  {
    fn: "\\mathbf{y} = \\mathbf{A}\\mathbf{x}",
    wrt: "\\mathbf{x}",
    right: "\\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{x}} = \\mathbf{A}",
    wrong: "\\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{x}} = \\mathbf{A}^T",
    layout: "numerator",
  },
  {
    fn: "\\mathbf{y} = \\mathbf{A}\\mathbf{x}",
    wrt: "\\mathbf{x}",
    right: "\\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{x}} = \\mathbf{A}^T",
    wrong: "\\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{x}} = \\mathbf{A}",
    layout: "denominator",
  },
  {
    fn: "s = \\operatorname{softmax}(x)",
    wrt: "x",
    right: "\\frac{\\partial s}{\\partial x} = \\operatorname{diag}(s) - s s^\\top",
    wrong: "\\frac{\\partial s}{\\partial x} = \\operatorname{diag}(s) - s^\\top s",
  },
  {
    fn: "\\frac{x}{\\|x\\|}",
    wrt: "x",
    right: "\\frac{1}{\\|x\\|}\\left(I - \\frac{x x^\\top}{x^\\top x}\\right)",
    wrong: "\\frac{1}{\\|x\\|}\\left(I + \\frac{x x^\\top}{x^\\top x}\\right)",
  },
  { fn: "(x^T a)\\, b", wrt: "x", right: "b a^T", wrong: "a b^T", layout: "numerator" },
  // stacked
  {
    fn: "AXB",
    wrt: "X",
    right:
      "\\frac{\\partial \\operatorname{vec}(AXB)}{\\partial \\operatorname{vec}(X)^\\top} = B^\\top \\otimes A",
    wrong:
      "\\frac{\\partial \\operatorname{vec}(AXB)}{\\partial \\operatorname{vec}(X)^\\top} = A \\otimes B^\\top",
    layout: "vec",
  },
  {
    fn: "X^{-1}",
    wrt: "X",
    right: "-X^{-\\top} \\otimes X^{-1}",
    wrong: "X^{-\\top} \\otimes X^{-1}",
    layout: "vec",
  },
  {
    fn: "X^T X",
    wrt: "X",
    right: "\\operatorname{D}(X^T X) = (I + K_{nn})(I_n \\otimes X^T)",
    wrong: "\\operatorname{D}(X^T X) = 2(I_n \\otimes X^T)",
    layout: "vec",
  },
  // by entries
  {
    fn: "y_i = \\sum_j W_{ij} x_j",
    wrt: "W_{kl}",
    right: "\\frac{\\partial y_i}{\\partial W_{kl}} = \\delta_{ik} x_l",
    wrong: "\\frac{\\partial y_i}{\\partial W_{kl}} = \\delta_{il} x_k",
  },
  {
    fn: "y_i = \\sum_j W_{ij} x_j",
    wrt: "x_k",
    right: "\\frac{\\partial y_i}{\\partial x_k} = W_{ik}",
    wrong: "\\frac{\\partial y_i}{\\partial x_k} = W_{ki}",
  },
  {
    fn: "f = \\sum_i (x_i - \\mu)^2",
    wrt: "x_k",
    right: "\\frac{\\partial f}{\\partial x_k} = 2(x_k - \\mu)",
    wrong: "\\frac{\\partial f}{\\partial x_k} = (x_k - \\mu)",
  },
  {
    fn: "s_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}",
    wrt: "z_j",
    right: "\\frac{\\partial s_i}{\\partial z_j} = s_i(\\delta_{ij} - s_j)",
    wrong: "\\frac{\\partial s_i}{\\partial z_j} = s_i(\\delta_{ij} + s_j)",
  },
  {
    fn: "L = -\\sum_i y_i \\log p_i",
    wrt: "p_j",
    right: "\\frac{\\partial L}{\\partial p_j} = -\\frac{y_j}{p_j}",
    wrong: "\\frac{\\partial L}{\\partial p_j} = \\frac{y_j}{p_j}",
  },
  {
    fn: "f = \\sum_{i,j} a_{ij} x_i x_j",
    wrt: "x_k",
    right: "\\sum_j (a_{kj} + a_{jk}) x_j",
    wrong: "\\sum_j (a_{kj} + a_{kj}) x_j",
  },
  {
    fn: "C_{ij} = \\sum_k A_{ik} B_{kj}",
    wrt: "A",
    right: "\\frac{\\partial L}{\\partial A} = \\frac{\\partial L}{\\partial C} B^T",
    wrong: "\\frac{\\partial L}{\\partial A} = B^T \\frac{\\partial L}{\\partial C}",
  },
  // scalars
  {
    fn: "\\log \\sigma^2 + \\frac{(x-\\mu)^2}{\\sigma^2}",
    wrt: "\\mu",
    right: "-\\frac{2(x-\\mu)}{\\sigma^2}",
    wrong: "\\frac{2(x-\\mu)}{\\sigma^2}",
  },
  {
    fn: "f(x) = \\frac{1}{1+e^{-x}}",
    wrt: "x",
    right: "f'(x) = f(x)(1 - f(x))",
    wrong: "f'(x) = f(x)(1 + f(x))",
  },
  // differentials
  {
    fn: "f = \\operatorname{tr}(A^T X)",
    wrt: "X",
    right: "\\mathrm{d}f = \\operatorname{tr}(A^T \\mathrm{d}X)",
    wrong: "\\mathrm{d}f = \\operatorname{tr}(A\\, \\mathrm{d}X)",
  },
  { fn: "f = x^T A x", wrt: "x", right: "df = x^T (A + A^T) dx", wrong: "df = x^T A dx" },
  { fn: "Y = X^{-1}", wrt: "X", right: "dY = -X^{-1} dX X^{-1}", wrong: "dY = X^{-1} dX X^{-1}" },
  {
    fn: "\\log|X|",
    wrt: "X",
    right: "\\mathrm{d}\\log|X| = \\operatorname{tr}(X^{-1}\\mathrm{d}X)",
    wrong: "\\mathrm{d}\\log|X| = \\operatorname{tr}(X^{-T}\\mathrm{d}X)",
  },
  // Hessians
  { fn: "f = x^\\top A x", wrt: "x", right: "\\nabla^2 f = A + A^\\top", wrong: "\\nabla^2 f = A + A" },
  {
    fn: "f(w) = \\frac12\\|Xw-y\\|^2",
    wrt: "w",
    right: "\\nabla^2 f(w) = X^T X",
    wrong: "\\nabla^2 f(w) = X X^T",
  },
  // Chinese and Japanese notes
  {
    fn: "\\text{损失函数 } L = \\|\\boldsymbol{X}\\boldsymbol{w} - \\boldsymbol{y}\\|_2^2",
    wrt: "\\boldsymbol{w}",
    right:
      "\\frac{\\partial L}{\\partial \\boldsymbol{w}} = 2\\boldsymbol{X}^{\\mathrm T}(\\boldsymbol{X}\\boldsymbol{w} - \\boldsymbol{y})",
    wrong:
      "\\frac{\\partial L}{\\partial \\boldsymbol{w}} = 2(\\boldsymbol{X}\\boldsymbol{w} - \\boldsymbol{y})\\boldsymbol{X}^{\\mathrm T}",
  },
  {
    fn: "f = \\boldsymbol{x}^{\\rm T}\\boldsymbol{A}\\boldsymbol{x}",
    wrt: "\\boldsymbol{x}",
    right:
      "\\frac{\\partial f}{\\partial \\boldsymbol{x}} = (\\boldsymbol{A}+\\boldsymbol{A}^{\\rm T})\\boldsymbol{x}",
    wrong:
      "\\frac{\\partial f}{\\partial \\boldsymbol{x}} = (\\boldsymbol{A}-\\boldsymbol{A}^{\\rm T})\\boldsymbol{x}",
  },
  {
    fn: "\\boldsymbol{z} = \\boldsymbol{W}\\boldsymbol{a}，",
    wrt: "\\boldsymbol{a}",
    right:
      "\\frac{\\partial l}{\\partial \\boldsymbol{a}} = \\boldsymbol{W}^T\\frac{\\partial l}{\\partial \\boldsymbol{z}}",
    wrong:
      "\\frac{\\partial l}{\\partial \\boldsymbol{a}} = \\boldsymbol{W}\\frac{\\partial l}{\\partial \\boldsymbol{z}}",
  },
  {
    fn: "S = ({\\bf y} - X{\\bf b})^t({\\bf y} - X{\\bf b})",
    wrt: "{\\bf b}",
    right: "\\frac{\\partial S}{\\partial {\\bf b}} = -2X^t({\\bf y} - X{\\bf b})",
    wrong: "\\frac{\\partial S}{\\partial {\\bf b}} = -X^t({\\bf y} - X{\\bf b})",
  },
  {
    fn: "{}^t\\!\\boldsymbol{x}A\\boldsymbol{x}",
    wrt: "\\boldsymbol{x}",
    right: "(A+{}^t\\!A)\\boldsymbol{x}",
    wrong: "(A+A)\\boldsymbol{x}",
  },
  {
    fn: "\\bm{a}^{\\top}\\bm{x}",
    wrt: "\\bm{x}",
    right: "\\frac{\\partial}{\\partial \\bm{x}}\\bm{a}^{\\top}\\bm{x} = \\bm{a}",
    wrong: "\\frac{\\partial}{\\partial \\bm{x}}\\bm{a}^{\\top}\\bm{x} = \\bm{x}",
  },
  {
    fn: "\\mathrm{tr}(\\bm{A}\\bm{X}^{\\top}\\bm{X})",
    wrt: "\\bm{X}",
    right: "\\bm{X}(\\bm{A}+\\bm{A}^{\\top})",
    wrong: "(\\bm{A}+\\bm{A}^{\\top})\\bm{X}",
  },
  {
    fn: "\\sum_i (\\mathbf{w}^T\\mathbf{x}_i - y_i)^2",
    wrt: "\\mathbf{w}",
    right: "2\\sum_i (\\mathbf{w}^T\\mathbf{x}_i - y_i)\\mathbf{x}_i",
    wrong: "\\sum_i (\\mathbf{w}^T\\mathbf{x}_i - y_i)\\mathbf{x}_i",
  },
  {
    fn: "\\log(1+\\exp(-y\\,\\mathbf{w}^\\top\\mathbf{x}))",
    wrt: "\\mathbf{w}",
    right: "-\\frac{y\\,\\mathbf{x}}{1+\\exp(y\\,\\mathbf{w}^\\top\\mathbf{x})}",
    wrong: "\\frac{y\\,\\mathbf{x}}{1+\\exp(y\\,\\mathbf{w}^\\top\\mathbf{x})}",
  },
  {
    fn: "\\frac{x^T A x}{x^T x}",
    wrt: "x",
    right: "\\frac{2}{x^T x}\\left(Ax - \\frac{x^T A x}{x^T x}x\\right)",
    wrong: "\\frac{2}{x^T x}\\left(Ax + \\frac{x^T A x}{x^T x}x\\right)",
    assume: { A: "symmetric" },
  },
];
