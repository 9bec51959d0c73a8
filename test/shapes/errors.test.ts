/**
 * What a user is told who wrote something that does not fit: both sides' facts, and what would be right.
 */
import { beforeEach, expect, test } from "vitest";
import { MatrixCalculusError } from "../../src/errors.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { declaredTypes, elaborated } from "../cast.ts";

beforeEach(freshStore);

const DECLARED = "X : m x n; W : n x p; M : n x n; v : vector n; u : vector m; a : scalar; S : symmetric n\n";

/** The error of a text, with the part of the text that it points at. */
function errorOf(text: string): readonly [string, string, string | undefined] {
  try {
    elaborated(text, {});
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    const at = error.span ? text.slice(error.span.start, error.span.end) : "";
    return [at, error.message, error.hint];
  }
  throw new Error(`${text} is no error`);
}

const INNER = (a: string, b: string) => `the inner sizes ${a} and ${b} must be equal`;

/** Text, where, message, hint. */
const CLASHES: readonly (readonly [string, string, string, string?])[] = [
  // products
  ["X*X", "X", `X is m×n and X is m×n: ${INNER("n", "m")}`, "X' X or X X' would fit"],
  ["X W'", "W'", `X is m×n and W' is p×n: ${INNER("n", "p")}`, "X W would fit"],
  ["S*X", "X", `S is n×n and X is m×n: ${INNER("n", "m")}`, "S X' would fit"],
  ["M*2*X", "X", `M is n×n and X is m×n: ${INNER("n", "m")}`, "M X' would fit"],
  ["X'*X*u", "u", `X is m×n and u is m×1: ${INNER("n", "m")}`],
  ["a*X*W*X", "X", `W is n×p and X is m×n: ${INNER("p", "m")}`],
  [
    "v*v",
    "v",
    `v is n×1 and v is n×1: ${INNER("1", "n")}`,
    "write v' v for the inner product, v v' for the outer one, v .* v entry by entry",
  ],
  ["W*(X + W')", "W'", "X is m×n and W' is p×n: the terms of a sum must have one shape"],
  // words that other languages have for operators
  ["a mod 2", "mod", "mod is not declared"],
  ["a and a", "and", "and is not declared"],
  // sums
  ["X+W", "W", "X is m×n and W is n×p: the terms of a sum must have one shape"],
  ["X - 3*W'", "3*W'", "X is m×n and 3 W' is p×n: the terms of a sum must have one shape"],
  ["v + u", "u", "v is n×1 and u is m×1: the terms of a sum must have one shape"],
  [
    "v + v'",
    "v'",
    "v is n×1 and v' is 1×n: the terms of a sum must have one shape",
    "the transpose of v' would fit",
  ],
  [
    "M + v",
    "v",
    "v has n entries and fits both the rows and the columns of the n×n matrix",
    "write 1 vᵀ to add it to every row (ones(n)*v') or v 1ᵀ to add it to every column",
  ],
  ["X*W + u'", "u'", "X W is m×p and u' is 1×m: the terms of a sum must have one shape"],
  // entry by entry, quotients
  ["X .* W", "W", "X is m×n and W is n×p: an entry-by-entry product needs equal shapes"],
  ["X*W .* X", "X", "X W is m×p and X is m×n: an entry-by-entry product needs equal shapes"],
  ["X ./ v", "v", "X is m×n and v is n×1: an entry-by-entry product needs equal shapes"],
  [
    "M/M",
    "M",
    "cannot divide by M, which is n×n",
    "write inv(M) for the inverse, or ./ to divide entry by entry",
  ],
  ["u/M", "M", "cannot divide by M, which is n×n", "write inv(M) for the inverse"],
  ["u/v", "v", "cannot divide by v, which is n×1", "only a scalar divides"],
  ["a/X", "X", "cannot divide by X, which is m×n", "write ./ to divide entry by entry"],
  // powers
  [
    "X^2",
    "X^2",
    "only a square matrix has powers, and this one is m×n",
    "for each entry to a power write .^, for the squared length of a vector ‖x‖^2",
  ],
  ["M^v", "v", "an exponent is a scalar, and this one is n×1"],
  ["M^(1/2)", "(1/2)", "a matrix has whole powers only here, and this exponent is no whole number"],
  // functions
  ["inv(X)", "inv(X)", "inv(X) needs that the matrix is square, and X is m×n"],
  ["2*tr(X*W)", "tr(X*W)", "tr(X W) needs that the matrix is square, and X W is m×p"],
  ["diag(X)", "diag(X)", "diag(X) needs that the matrix is square, and X is m×n"],
  ["dot(X, X)", "dot(X, X)", "dot(X, X) needs that the argument is a vector, and X is m×n and X is m×n"],
  ["unvec(v,m,n)", "unvec(v,m,n)", "unvec(v, m, n) needs that the vector has m·n entries, and v is n×1"],
  [
    "eigval(M, v)",
    "eigval(M, v)",
    "eigval(M, v) needs that the second argument is a number, and M is n×n and v is n×1",
  ],
  [
    "hadamard(X, W)",
    "hadamard(X, W)",
    "hadamard(X, W) needs that the rows of the two factors agree, and X is m×n and W is n×p",
  ],
  [
    "softmax(v, a)",
    "softmax(v, a)",
    "softmax takes 1 argument, and here are 2",
    "softmax: exp(x) over its sum, for a vector",
  ],
  ["kron(X)", "kron(X)", "kron takes 2 arguments, and here is 1", "kron: Kronecker product"],
  ["ones(X)", "X", "a size is a number, and X is m×n", "write a size such as m"],
  ["eye(0)", "0", "a size is at least 1, and this one is 0"],
  ["ones(2.5)", "2.5", "a size is a whole number, a name, or a sum or product of them"],
  // entries and blocks
  [
    "X[1]",
    "X[1]",
    "X is m×n: a matrix has two indices, and here is 1",
    "write [i, :] for a row, [:, j] for a column",
  ],
  ["v[0]", "0", "indices run from 1 to n, and this one is 0"],
  ["sum_i v[i]*u[i]", "i", "the index i runs to n in one place and to m here: the sizes must be equal"],
  ["sum_i X[i,i]", "i", "the index i runs to m in one place and to n here: the sizes must be equal"],
  [
    "sum_(i=1)^p v[i]",
    "sum_(i=1)^p v[i]",
    "the index i runs to p, and where it stands it runs to n: the two must be equal",
  ],
  ["[X, W]", "X", "blocks of m×n and n×p stand side by side: their heights must be equal"],
  ["[X; W]", "X", "blocks of m×n and n×p stand one above the other: their widths must be equal"],
  ["[X, u; v']", "[X, u; v']", "the rows of a block have 2 and 1 entries"],
  // names
  ["min_i v", "min_i", "min_i is not declared", "the least entry is min(x); or declare it: min_i : scalar"],
  [
    "argmax_k v",
    "argmax_k",
    "argmax_k is not declared",
    "the largest entry is max(x); or declare it: argmax_k : scalar",
  ],
  ["XW", "XW", "XW is not declared", "X and W are: did you mean X W? (a run of letters is one name)"],
  ["a*XvM", "XvM", "XvM is not declared", "X, v, M are: did you mean X v M? (a run of letters is one name)"],
];

test.each(CLASHES.map((c) => [c[0], c] as const))("%s", (text, [, at, message, hint]) => {
  expect(errorOf(DECLARED + text)).toEqual([at, message, hint]);
});

const DECLARATIONS: readonly (readonly [string, string, string, string?])[] = [
  [
    "X : m x n; X : n x n; X",
    "X",
    "X is declared twice, as m×n and as n×n",
    "keep one of the two declarations",
  ],
  [
    "A : n x n; A : symmetric n; A",
    "A",
    "A is declared twice, as n×n and as symmetric n×n",
    "keep one of the two declarations",
  ],
  ["A : symmetric m x n; A", "symmetric m x n", "a symmetric matrix is square, and this one is m×n"],
  ["x : vector m n; x", "vector m n", "a vector has one size, and here are 2"],
  ["a : scalar 3; a", "scalar 3", "a scalar has no size, and here is 1"],
  ["A : matrix 2; A", "matrix 2", "a matrix has two sizes, and here is 1"],
  ["A : 0 x 2; A", "0", "a size is at least 1, and this one is 0"],
  ["A : 2 x 3; A[3,1]", "3", "indices run from 1 to 2, and this one is 3"],
  ["A : 2 x 3; tr(A)", "tr(A)", "tr(A) needs that the matrix is square, and A is 2×3"],
  [
    "f : function n -> scalar; x : vector m; f(x)",
    "f(x)",
    "f(x) needs that its argument has n rows, and x is m×1",
  ],
];

test.each(DECLARATIONS.map((c) => [c[0], c] as const))("%s", (text, [, at, message, hint]) => {
  expect(errorOf(text)).toEqual([at, message, hint]);
});

test("the same declaration twice is no conflict", () => {
  expect(elaborated("X : m x n; X : m x n; X", {}).value.shape.rows.key).toBe("m");
});

test("where undeclared names are not allowed each is an error with the nearest known name", () => {
  const types = declaredTypes({ weights: "matrix n n" });
  const statements = parseStatements("weight*weights");
  const read = () => elaborate(statements, { types, undeclaredAllowed: false });
  expect(read).toThrow(
    expect.objectContaining({ message: "weight is not declared", hint: "did you mean weights?" }),
  );
});

const strictly = (text: string): unknown =>
  elaborate(parseStatements(text, { functionNames: FUNCTION_NAMES }), { strict: true });

test.each([
  ["w x + b", "w is read as a scalar"],
  ["tr(A' B A)", "A is m×n"],
  ["‖X β − y‖²", "X is m×n"],
  ["x'*x + a*sum_(i=1)^n y[i]", "x is a vector of m"],
  ["relu(X W1 + b1) W2", "X is m×n"],
])("%s, where nothing may be guessed, says how each name is declared", (text, guess) => {
  let hint = "";
  try {
    strictly(text);
  } catch (error) {
    expect((error as Error).message).toBe(`${guess}, by convention, and nothing declares it`);
    hint = (error as MatrixCalculusError).hint ?? "";
  }
  const declarations = hint.replace("declare every name: ", "");
  expect(declarations).not.toBe("");
  expect(() => strictly(`${declarations}; ${text}`)).not.toThrow();
});
