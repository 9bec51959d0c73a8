/** Rules on what a note claims. */
import { error, LAYER, printed, type RuleRow, SIZES, text, W, warning, X, Y } from "./row.ts";

export const CLAIM_RULES = {
  "wrong-index": error(
    "claim",
    "an index is wrong",
    printed("$$y_{12} = x_{11}w_{12} + x_{12}w_{21}$$", "$$Y = X W$$"),
  ),
  "wrong-symbol": error(
    "claim",
    "a letter stands where another is right",
    printed("$$Y = X W$$", "$$y_{12} = x_{11}w_{12} + w_{12}w_{22}$$"),
  ),
  "wrong-transpose": error(
    "claim",
    "a transpose is too many or missing",
    printed("$$Y = X W$$", String.raw`$$\frac{\partial L}{\partial W} = X \frac{\partial L}{\partial Y}$$`),
  ),
  "wrong-order": error(
    "claim",
    "factors stand in the wrong order",
    printed(
      "$$Y = X W$$",
      String.raw`$$\frac{\partial L}{\partial W} = \frac{\partial L}{\partial Y} X^\top$$`,
    ),
  ),
  "wrong-sign": error(
    "claim",
    "a sign is wrong",
    printed("$$Y = X W$$", "$$y_{12} = x_{11}w_{12} - x_{12}w_{22}$$"),
  ),
  "wrong-factor": error("claim", "a factor is wrong", printed("$$Z = X W$$", "$$Z = 2 X W$$")),
  "wrong-layout": error(
    "claim",
    "a derivative is in another layout than the others",
    text(
      String.raw`Let $X \in \mathbb{R}^{m \times n}$, $w \in \mathbb{R}^n$ and $y \in \mathbb{R}^m$.`,
      String.raw`$$f(w) = y^\top X w, \quad \frac{\partial f}{\partial w} = y^\top X$$`,
      String.raw`$$g(w) = w^\top w, \quad \frac{\partial g}{\partial w} = 2 w$$`,
      String.raw`$$\frac{\partial (w^\top X^\top X w)}{\partial w} = 2 X^\top X w$$`,
    ),
  ),
  "matrix-by-matrix": error(
    "claim",
    "a derivative of a matrix by a matrix has four indices, and a matrix stands for it",
    text(LAYER, String.raw`$$\frac{\partial Y}{\partial W} = X^\top$$`),
  ),
  "entry-differs": error(
    "claim",
    "an entry of a matrix that is written out is wrong",
    text(
      X,
      W,
      String.raw`$$X W = \begin{bmatrix} x_{11}w_{11} + x_{12}w_{21} & x_{11}w_{12} + x_{12}w_{12} \\ x_{21}w_{11} + x_{22}w_{21} & x_{21}w_{12} + x_{22}w_{22} \end{bmatrix}$$`,
    ),
  ),
  pattern: error(
    "claim",
    "an entry of a dotted matrix breaks the pattern of its row and column",
    text(
      String.raw`$$X = \begin{bmatrix} x_{11} & \cdots & x_{1n} \\ x_{12} & \cdots & x_{2n} \\ \vdots & \ddots & \vdots \\ x_{m1} & \cdots & x_{mn} \end{bmatrix}$$`,
    ),
  ),
  "self-reference": error(
    "claim",
    "what is defined stands on the right too",
    text(SIZES, "$$Y = X W$$", "$$Y = X Y$$"),
  ),
  "not-square": error(
    "claim",
    "a trace, determinant or inverse of a matrix that is not square",
    text(
      String.raw`$$X = \begin{bmatrix} x_{11} & x_{12} & x_{13} \\ x_{21} & x_{22} & x_{23} \end{bmatrix}$$`,
      W,
      Y,
      String.raw`$$\operatorname{tr}(X) = x_{11} + x_{22}$$`,
    ),
  ),
  label: error(
    "claim",
    "the label of a brace doesn't name what it stands at",
    text(X, W, String.raw`$$Y = \underbrace{X W}_{W X}$$`),
  ),
  "sides-differ": error("claim", "the two sides differ", text("$$f(x) = x^3$$", "$$f'(x) = 2x^2$$")),
  "shapes-differ": error(
    "claim",
    "the two sides have different shapes",
    text(SIZES, String.raw`$$(X W)^\top = X W$$`),
  ),
  shape: error(
    "claim",
    "sizes within a side don't fit",
    text(X, String.raw`$$X \begin{bmatrix} a \\ b \\ c \end{bmatrix} = X$$`),
  ),

  "numerator-layout": warning(
    "claim",
    "it is right in numerator layout, which the note doesn't name",
    text(
      String.raw`Let $a, x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$.`,
      String.raw`$$\frac{\partial a^\top x}{\partial x} = a^\top$$`,
      String.raw`$$\frac{\partial x^\top A x}{\partial x} = x^\top (A + A^\top)$$`,
    ),
  ),
  "sizes-must-agree": warning(
    "claim",
    "it holds only where two sizes are equal, which is not said",
    text(LAYER, String.raw`$$\frac{\partial \operatorname{tr}(Y)}{\partial W}$$`),
  ),
  "four-indices": warning(
    "claim",
    "a product of derivatives of matrices by matrices, which is a double contraction",
    printed(
      "$$Y = X W$$",
      "$$Z = Y W$$",
      String.raw`$$\frac{\partial Z}{\partial W} = \frac{\partial Z}{\partial Y} \frac{\partial Y}{\partial W}$$`,
    ),
  ),
  "not-the-same": warning(
    "claim",
    "a product is not the matrix that it is said to be",
    text(
      X,
      "This matrix can be written as the product",
      String.raw`$$\begin{bmatrix} x_{11} & x_{12} \\ x_{21} & x_{22} \end{bmatrix} \begin{bmatrix} 0 & 1 \\ 1 & 0 \end{bmatrix}$$`,
    ),
  ),
  "letter-reused": warning(
    "claim",
    "a letter has another meaning or size elsewhere in the note",
    text(
      String.raw`Let $A \in \mathbb{R}^{m \times n}$.`,
      String.raw`$$\frac{\partial \operatorname{tr}(X^\top A X)}{\partial X} = (A + A^\top) X$$`,
    ),
  ),
  "gradient-missing": warning(
    "claim",
    "a derivative that the note calls for is never given",
    printed(
      "$$Y = X W$$",
      String.raw`$$\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}$$`,
      "## Bias",
      "$$A = X W + B$$",
    ),
  ),
} satisfies Record<string, RuleRow>;
