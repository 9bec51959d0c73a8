/**
 * The rules of the proof-reader: all that a finding can be of, a row each.
 *
 *     severity   error: a mistake · warning: what an author would want mended · note: what could not be read
 *     about      of findings at one place that are about the same, only one is said
 *     example    a note that has it; none where it takes a file of bytes, or one that is too long to print
 */
import type { Severity } from "../finding.ts";

export interface RuleRow {
  readonly severity: Severity;
  readonly about: "claim" | "reading" | "names" | "writing" | "file";
  readonly what: string;
  readonly example: string | undefined;
}

type Maker = (about: RuleRow["about"], what: string, example?: string) => RuleRow;
const error: Maker = (about, what, example) => ({ severity: "error", about, what, example });
const warning: Maker = (about, what, example) => ({ severity: "warning", about, what, example });
const note: Maker = (about, what, example) => ({ severity: "note", about, what, example });

const text = (...parts: readonly string[]): string => `${parts.join("\n\n")}\n`;
const X = String.raw`$$X = \begin{bmatrix} x_{11} & x_{12} \\ x_{21} & x_{22} \end{bmatrix}$$`;
const W = X.replace("X", "W").replaceAll("x_", "w_");
const Y = X.replace("X", "Y").replaceAll("x_", "y_");
/** A note that writes its matrices out. */
const printed = (...parts: readonly string[]): string => text(X, W, Y, ...parts);
const SIZES = String.raw`Let $X \in \mathbb{R}^{m \times n}$, $W \in \mathbb{R}^{n \times k}$ and $w \in \mathbb{R}^n$.`;
const LAYER = `${SIZES} The loss $L$ depends on $Y = X W$.`;

const rows = {
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
    text(SIZES, "$$Y = X W$$", "$$Y = Y + W$$"),
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
    printed(
      "$$Y = X W$$",
      String.raw`$$\frac{\partial L}{\partial W} = (\frac{\partial L}{\partial Y})^\top X$$`,
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
      String.raw`Let $x, c \in \mathbb{R}^n$.`,
      String.raw`$$\frac{\partial c^\top x}{\partial x} = c^\top$$`,
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
  "missing-partial": warning(
    "writing",
    String.raw`a derivative has no \partial below`,
    text(LAYER, String.raw`$$\frac{\partial L}{W} = 0$$`),
  ),
  "number-beside-block": warning(
    "writing",
    "a number stands beside a matrix, where a column is meant",
    text(X, "$$Z = [1, X]$$"),
  ),
  "gradient-of-entry": warning(
    "writing",
    "a gradient of an entry that doesn't say of what",
    text(LAYER, String.raw`$$\nabla Y_{ij} = X_{ij}$$`),
  ),
  "loss-of-itself": warning(
    "writing",
    "the value of a loss stands as its argument",
    text(String.raw`$$\frac{\partial L}{\partial w} = x$$`, String.raw`$$w x \to l(L)$$`),
  ),
  "misnamed-product": warning(
    "writing",
    "a matrix product is called element-wise",
    text("The element-wise product is", String.raw`$$y_{ij} = \sum_{k=1}^n x_{ik} w_{kj}$$`),
  ),
  "captions-by-gaps": warning(
    "writing",
    "words are placed under a formula by gaps",
    text(String.raw`$$y = W x \\ input\quad\quad\quad\quad output$$`),
  ),
  "name-collision": warning(
    "names",
    "letters are entries here and indices there",
    text(
      String.raw`$$C = \begin{bmatrix} i & j \\ k & l \end{bmatrix}$$`,
      String.raw`$$c_{ij} = \sum_{k=1}^2 a_{ik} b_{kj}$$`,
      "$$i = a_{11} b_{11}$$",
    ),
  ),
  "letter-case": warning(
    "names",
    "one thing is written in capitals here and small there",
    text(
      LAYER,
      String.raw`$$\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}$$`,
      String.raw`$$\frac{\partial l}{\partial X} = \frac{\partial L}{\partial Y} W^\top$$`,
    ),
  ),
  "entry-order": warning(
    "names",
    "entries are numbered by column and row",
    text(String.raw`$$W = \begin{bmatrix} w_{11} & w_{21} \\ w_{12} & w_{22} \end{bmatrix}$$`),
  ),
  "label-dropped": warning(
    "names",
    "the entries of a matrix are printed without its label",
    text(
      String.raw`$$z^{pred} = \begin{bmatrix} z_1 \\ z_2 \end{bmatrix}$$`,
      String.raw`$$L = \|z^{pred} - z^{true}\|^2$$`,
    ),
  ),
  "not-defined": warning(
    "names",
    "nothing says what a letter is",
    text(SIZES, String.raw`$$f(w) = p w^\top w$$`),
  ),
  "index-of-sum": warning(
    "names",
    "an index is also that of a sum in the definition",
    text(
      LAYER,
      String.raw`$$y_{ij} = \sum_{k=1}^n x_{ik} w_{kj}$$`,
      String.raw`$$\frac{\partial y_{ij}}{\partial w_{kj}} = x_{ik}$$`,
    ),
  ),
  "size-not-said": warning(
    "names",
    "sums run to a size that the note doesn't give",
    text(X, W, String.raw`$$y_{ij} = \sum_{k=1}^n x_{ik} w_{kj}$$`),
  ),

  "unclosed-math": warning(
    "reading",
    "mathematics is opened and never closed",
    text("Let $x = y.", "And $a = b$."),
  ),
  "unbalanced-braces": warning("reading", "a brace or environment has no partner", String.raw`$\frac{a}{b$`),
  "truncated-file": warning("reading", "the file ends within a formula", String.raw`Then $a = \frac`),
  "lost-underscore": warning("writing", "an index lost its underscore", "$w_{kj}$ and $w{kj}$"),
  "line-end-at-end": warning("writing", "a formula ends in a line end", String.raw`$$ a = b \\ $$`),
  "crossing-brackets": warning(
    "writing",
    "a parenthesis opens in a group and closes behind it",
    "$x{ (w }_{ 11 }+h)$",
  ),
  "touching-displays": warning("writing", "two displays touch", "$$a$$\n$$\nb\n$$\n"),
  "equations-in-matrix": warning(
    "writing",
    "the entries of a matrix are equations",
    String.raw`$$\begin{bmatrix} i = ae & j = af \end{bmatrix}$$`,
  ),
  "missing-ampersand": warning(
    "writing",
    "commas stand in a matrix where & is meant",
    String.raw`$$\begin{bmatrix} a, b \\ c, d \end{bmatrix}$$`,
  ),
  "sum-without-start": warning(
    "writing",
    "a sum doesn't say where it begins",
    String.raw`$$y_i = \sum_{k}^{n} x_{ik}$$`,
  ),
  "maths-outside": warning("writing", "a formula stands among words", "$y_{kj}$, of y_{ij} too"),
  "broken-encoding": warning(
    "writing",
    "a character whose encoding was damaged",
    "The matrix Xยน is the one of $x$.",
  ),
  "doubled-word": warning("writing", "a word stands twice", "The the matrix $x$, the the vector."),
  "clashing-words": warning("writing", "one of two words is left over", "We need the its size $x$."),
  "repeated-sentence": warning(
    "writing",
    "a sentence stands twice in a paragraph",
    "The loss depends on all of the weights $w$ of it. The loss depends on all of the weights $w$ of it.",
  ),
  "nothing-follows": warning(
    "writing",
    "something is announced and doesn't come",
    "We use the following network:\n\n\n\nIt has two layers.\n",
  ),
  "undefined-reference": warning(
    "writing",
    "a reference to what is not there",
    String.raw`By \eqref{eq:loss} the loss $L$ falls.`,
  ),
  "uncited-reference": warning(
    "writing",
    "a source is listed and never cited",
    "As in (1).\n\n(1) Title. https://a.org/x\n(2) Other. https://b.org/y\n",
  ),
  "broken-notebook": warning(
    "file",
    "a notebook is no JSON",
    '{"cells": [{"cell_type": "markdown", "source": ["$x$"',
  ),
  "unknown-rule": warning(
    "file",
    "a comment names a rule that there is not",
    "$x$ <!-- matgrad-ignore-line side-differ -->",
  ),
  "not-utf8": warning("file", "a file has bytes that are no UTF-8"),
  "not-a-text-file": error("file", "a file is no text"),

  unreadable: note("reading", "a construct that is not read", text(String.raw`$$\foo{x} = y$$`)),
  unclear: note(
    "reading",
    "a claim that could be neither confirmed nor refuted",
    printed(String.raw`$$\operatorname{foo}(X) W = X$$`),
  ),
  undeclared: note("reading", "nothing says what a name in a claim is", printed("$$X W = q X$$")),
  "claim-in-words": note(
    "reading",
    "a claim in words, which is not judged",
    "The gradient of the trace is the transposed matrix.\n",
  ),
  "too-long": note("reading", "from here on nothing is judged"),
} satisfies Record<string, RuleRow>;

export type RuleId = keyof typeof rows;
export const RULES: Readonly<Record<RuleId, RuleRow>> = rows;
export const RULE_IDS = Object.keys(rows) as readonly RuleId[];
export const isRule = (id: string): id is RuleId => Object.hasOwn(rows, id);
