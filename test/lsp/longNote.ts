/** A note of eleven lines for each part, with two claims in each, all right. */
export const longNote = (parts: number): string =>
  Array.from({ length: parts }, (_, k) => part(k + 1)).join("\n");

const part = (i: number): string => `## Part ${i}

Let $A_{${i}} \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$ and $f_{${i}} = x^\\top A_{${i}} x + ${i} x^\\top x$. Then

$$\\nabla_x f_{${i}} = (A_{${i}} + A_{${i}}^\\top) x + ${2 * i} x$$

which is zero at a stationary point, and

$$\\frac{\\partial f_{${i}}}{\\partial A_{${i}}} = x x^\\top$$

`;
