/** Rules on how a note is written: its formulas, its names, its words, its file. */
import { error, LAYER, note, printed, type RuleRow, SIZES, text, W, warning, X } from "./row.ts";

export const WRITING_RULES = {
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
  fault: note("reading", "a formula that matgrad fails at, which is to be reported"),
} satisfies Record<string, RuleRow>;
