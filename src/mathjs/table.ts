/**
 * The table's functions that mathjs has by itself, as calls of mathjs; it is given the others, under their own
 * names (values.ts).
 *
 *     tr  ─▶  trace(#1)
 */

/** Of scalars; `map(X, exp)` of what is larger. What takes a second argument can't be mapped. */
export const OF_SCALARS: Readonly<Record<string, string>> = {
  ...{ exp: "exp", sqrt: "sqrt", sin: "sin", cos: "cos", tan: "tan" },
  ...{ sinh: "sinh", cosh: "cosh", tanh: "tanh", arcsin: "asin", arccos: "acos", arctan: "atan" },
};

/** Of scalars and, entry by entry, of matrices. */
export const OF_ENTRIES: Readonly<Record<string, string>> = { abs: "abs", sign: "sign", erf: "erf" };

/**
 * Of matrices and of vectors in either form; #m and #n are sizes. `[#1]` must have rows and columns, `flat(#1)` must
 * not.
 */
export const OF_MATRICES: Readonly<Record<string, string>> = {
  inv: "inv(#1)",
  eye: "identity(#m)",
  tr: "trace(#1)",
  det: "det(#1)",
  logdet: "log(abs(det(#1)))",
  "diag of a matrix": "diag(#1)",
  diag: "diag(flat(#1))",
  vec: "flatten(#1!')",
  kron: "kron([#1], [#2])",
  sum: "sum(#1)",
  mean: "mean(#1)",
  norm2: 'norm(#1, "fro")',
  norm1: "sum(abs(#1))",
  norm_inf: "max(abs(#1))",
  largest: "max(#1)",
  smallest: "min(#1)",
  dot: "dot(#1, #2)",
  inner: "sum(#1! .* #2!)",
  rowsum: "sum(#1, 2)",
  colsum: "sum(#1, 1)",
  expm: "expm(#1)",
  sqrtm: "sqrtm(#1)",
};

/**
 * What mathjs calls otherwise: its own functions of these names are of numbers only, and its pseudoinverse takes
 * the rest that rounding leaves of a 0 for a singular value.
 */
export const RENAMED: Readonly<Record<string, string>> = {
  max: "maximum",
  min: "minimum",
  log: "ln",
  pinv: "pseudoinverse",
};
