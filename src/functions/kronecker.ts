/**
 * Stacking and Kronecker products: vec(A X B) = (Bᵀ ⊗ A) vec(X), and what is adjoint to them.
 */
import { bound, index } from "../expression/blocks.ts";
import { call, eye, isCall, isZero, number, ones, sizeScalar, sum, zeros } from "../expression/build.ts";
import { type Dimension, multiplySizes, UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, isVector, SCALAR, type Shape, shapeOf } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
import { EYE, ONES, QUOTIENT, REMAINDER } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { innerModulo } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { at, fill, type Matrix } from "../matrix/matrix.ts";
import { type Definition, define, type FunctionEntry } from "./function.ts";
import { inner, trace } from "./matrix.ts";
import { delta } from "./places.ts";

/** vec(X)_k = X_ij with i = (k − 1) mod m + 1 and j = (k − 1) div m + 1. */
export const quotient = (k: Expr, p: Dimension): Expr => (p === UNIT ? k : call(QUOTIENT, [k], [p], SCALAR));
export const remainder = (k: Expr, p: Dimension): Expr =>
  p === UNIT ? number(1) : call(REMAINDER, [k], [p], SCALAR);

export const VEC: FunctionEntry = define({
  name: "vec",
  latexForm: ({ notation }) => `\\operatorname{${notation.vec}}(#1)`,
  summary: "columns stacked into one vector",
  arity: 1,
  shape: ([x], rules) => rules.shape(rules.multiply(x.rows, x.cols), rules.unit),
  normal: ([x]) => normalVec(x),
  adjoint: ([X], _which, G) => unvec(G, X.shape.rows, X.shape.cols),
  entry: ([X], k) => index(X, remainder(k, X.shape.rows), quotient(k, X.shape.rows)),
  numeric: ([x]) => linear.vec(x),
  modular: "exact",
  code: { python: "#1!.T.reshape(-1, 1)", julia: "reshape(#1, :, 1)", octave: "vec(#1)", js: "vec(#1)" },
  latex: "\\operatorname{vec}(#1)",
});

function normalVec(x: Expr): Expr | undefined {
  if (isScalar(x) || isVector(x)) return x;
  if (x.shape.rows === UNIT) return transpose(x);
  const [scalar, body] = splitScalars(x);
  if (body !== x) return product([scalar, vec(body)]);
  if (x.kind === "call" && x.fn.name === "unvec") return x.args[0];
  if (isCall(x, ONES)) return ones(shapeOf(multiplySizes(x.shape.rows, x.shape.cols), UNIT));
  return undefined;
}

export const vec = (x: Expr): Expr =>
  normalVec(x) ?? call(VEC, [x], [], shapeOf(multiplySizes(x.shape.rows, x.shape.cols), UNIT));

export const UNVEC: FunctionEntry = define({
  name: "unvec",
  latexForm: ({ sizes }) => `\\operatorname{unvec}_{${sizes.join(",")}}(#1)`,
  summary: "the m×n matrix whose columns are stacked in a vector: unvec(vec(X), m, n) = X",
  arity: 1,
  sizeArity: [2, 2],
  shape: ([x], rules, [m, n]) => {
    rules.equal(x.cols, rules.unit, "the first argument is a vector");
    rules.equal(x.rows, rules.multiply(m, n), "the vector has m·n entries");
    return rules.shape(m, n);
  },
  normal: ([x], [m, n]) => normalUnvec(x, m, n),
  adjoint: (_args, _which, G) => vec(G),
  entry: ([X], i, j, _fresh, [m]) => index(X, pairIndex(j, i, m), number(1)),
  numeric: ([x], [m, n]) => linear.unvec(x, m, n),
  modular: "exact",
  code: {
    python: "#1!.reshape(#n, #m).T",
    julia: "reshape(#1, #m, #n)",
    octave: "reshape(#1, #m, #n)",
    js: "unvec(#1, #m, #n)",
  },
  latex: "\\operatorname{unvec}(#1)",
});

function normalUnvec(x: Expr, m: Dimension, n: Dimension): Expr | undefined {
  if (n === UNIT) return x;
  if (m === UNIT) return transpose(x);
  const [scalar, body] = splitScalars(x);
  if (body !== x) return product([scalar, unvec(body, m, n)]);
  if (isZero(x)) return zeros(shapeOf(m, n));
  if (isCall(x, ONES)) return ones(shapeOf(m, n));
  const of = x.kind === "call" && x.fn === VEC ? x.args[0] : undefined;
  return of && of.shape.rows === m && of.shape.cols === n ? of : undefined;
}

export const unvec = (x: Expr, m: Dimension, n: Dimension): Expr =>
  normalUnvec(x, m, n) ?? call(UNVEC, [x], [m, n], shapeOf(m, n));

export const KRONECKER: FunctionEntry = define({
  name: "kron",
  hidesSizes: true,
  latexForm: ({ notation }) => `#1! \\${notation.kronecker} #2!`,
  unicode: "#1! ⊗ #2!",
  summary: "Kronecker product",
  source: "Magnus and Neudecker (1988), ch. 2",
  transposed: "arguments",
  arity: 2,
  shape: ([x, y], rules) => rules.shape(rules.multiply(x.rows, y.rows), rules.multiply(x.cols, y.cols)),
  normal: ([x, y]) => normalKronecker(x, y),
  // ⟨G, X ⊗ Y⟩ as a function of one factor: the partial trace against the other
  adjoint: ([X, Y], which, G) =>
    which === 0 ? partialTrace(LEFT_PARTIAL, G, Y, X) : partialTrace(RIGHT_PARTIAL, G, X, Y),
  entry: ([X, Y], i, j) => {
    const { rows: p, cols: q } = Y.shape;
    return product([index(X, quotient(i, p), quotient(j, q)), index(Y, remainder(i, p), remainder(j, q))]);
  },
  numeric: ([x, y]) => linear.kronecker(x, y),
  modular: "exact",
  code: {
    any: "kron(#1, #2)",
    python: "$.kron(#1, #2)",
    // torch.kron fails on transposes, even on contiguous ones of columns
    torch: 'torch.einsum("ij,kl->ikjl", #1, #2).flatten(2).flatten(0, 1)',
  },
  latex: "#1! \\otimes #2!",
});

function normalKronecker(x: Expr, y: Expr): Expr | undefined {
  if (isScalar(x) || isScalar(y)) return product([x, y]);
  const [a, left] = splitScalars(x);
  const [b, right] = splitScalars(y);
  if (left !== x || right !== y) return product([a, b, kronecker(left, right)]);
  if (isCall(x, EYE) && isCall(y, EYE)) return eye(multiplySizes(x.shape.rows, y.shape.rows));
  if (isCall(x, ONES) && isCall(y, ONES)) return ones(kroneckerShape(x.shape, y.shape));
  return undefined;
}

export const kroneckerShape = (x: Shape, y: Shape): Shape =>
  shapeOf(multiplySizes(x.rows, y.rows), multiplySizes(x.cols, y.cols));

export const kronecker = (x: Expr, y: Expr): Expr =>
  normalKronecker(x, y) ?? call(KRONECKER, [x, y], [], kroneckerShape(x.shape, y.shape));

/** G has a block of the shape of the other factor for each entry of the result, or the other way round. */
const partialShape: Definition["shape"] = ([G, other], rules, [m, n]) => {
  rules.equal(
    G.rows,
    rules.multiply(m, other.rows),
    "the first argument has the rows of the Kronecker product",
  );
  rules.equal(
    G.cols,
    rules.multiply(n, other.cols),
    "the first argument has the columns of the Kronecker product",
  );
  return rules.shape(m, n);
};

/**
 * The adjoints of the Kronecker product. For G of the shape of X ⊗ Y:
 * kron_left(G, Y; m, n)_ij = ⟨block (i, j) of G, Y⟩, of the shape of X (m×n), and
 * kron_right(G, X; p, q) = Σ_ij X_ij · block (i, j) of G, of the shape of Y (p×q).
 */
export const LEFT_PARTIAL: FunctionEntry = define({
  name: "kron_left",
  // the sizes that it is made with can't be left out: nothing else says them
  latexForm: () => undefined,
  summary: "adjoint of X -> kron(X, Y): the inner products of the blocks of G with Y",
  arity: 2,
  sizeArity: [2, 2],
  shape: partialShape,
  normal: ([G, Y], [m, n]) => normalPartial(LEFT_PARTIAL, G, Y, m, n),
  adjoint: ([G, Y], which, H) => (which === 0 ? kronecker(H, Y) : partialTrace(RIGHT_PARTIAL, G, H, Y)),
  entry: ([G, Y], i, j, fresh) => {
    const { rows: p, cols: q } = Y.shape;
    const [a, b] = [fresh(p), fresh(q)];
    const entry = product([index(G, pairIndex(i, a, p), pairIndex(j, b, q)), index(Y, a, b)]);
    return bound(a, p, bound(b, q, entry));
  },
  numeric: ([g, y], [m, n]) =>
    fill(m, n, (i, j) => {
      let total = 0;
      for (let a = 0; a < y.rows; a++) {
        for (let b = 0; b < y.cols; b++) total += at(g, i * y.rows + a, j * y.cols + b) * at(y, a, b);
      }
      return total;
    }),
  modular: ([g, y], [m, n], field) =>
    fill(m, n, (i, j) => innerModulo(field, part(g, i * y.rows, j * y.cols, y), y)),
  code: {
    any: "kron_left(#1, #2, #m, #n)",
    python: '$.einsum("iajb,ab->ij", #1!.reshape(#m, #p, #n, #q), #2)',
  },
  latex: "\\operatorname{kron}_{\\mathrm{left}}(#1, #2)",
});

export const RIGHT_PARTIAL: FunctionEntry = define({
  name: "kron_right",
  latexForm: () => undefined,
  summary: "adjoint of Y -> kron(X, Y): the sum of the blocks of G, weighted by the entries of X",
  arity: 2,
  sizeArity: [2, 2],
  shape: partialShape,
  normal: ([G, X], [p, q]) => normalPartial(RIGHT_PARTIAL, G, X, p, q),
  adjoint: ([G, X], which, H) => (which === 0 ? kronecker(X, H) : partialTrace(LEFT_PARTIAL, G, H, X)),
  entry: ([G, X], a, b, fresh, [p, q]) => {
    const { rows: m, cols: n } = X.shape;
    const [i, j] = [fresh(m), fresh(n)];
    const entry = product([index(X, i, j), index(G, pairIndex(i, a, p), pairIndex(j, b, q))]);
    return bound(i, m, bound(j, n, entry));
  },
  numeric: ([g, x], [p, q]) =>
    fill(p, q, (a, b) => {
      let total = 0;
      for (let i = 0; i < x.rows; i++) {
        for (let j = 0; j < x.cols; j++) total += at(x, i, j) * at(g, i * p + a, j * q + b);
      }
      return total;
    }),
  modular: ([g, x], [p, q], field) =>
    fill(p, q, (a, b) =>
      innerModulo(
        field,
        fill(x.rows, x.cols, (i, j) => at(g, i * p + a, j * q + b)),
        x,
      ),
    ),
  code: {
    any: "kron_right(#1, #2, #m, #n)",
    python: '$.einsum("iajb,ij->ab", #1!.reshape(#p, #m, #q, #n), #2)',
  },
  latex: "\\operatorname{kron}_{\\mathrm{right}}(#1, #2)",
});

/** The part of a matrix that begins in a row and a column, as large as another one. */
const part = (m: Matrix, top: number, left: number, { rows, cols }: Matrix): Matrix =>
  fill(rows, cols, (i, j) => at(m, top + i, left + j));

/** (i − 1) p + a: place a in block i of p. */
export const pairIndex = (i: Expr, a: Expr, p: Dimension): Expr =>
  sum([product([sum([i, number(-1)]), sizeScalar(p)]), a]);

function normalPartial(
  entry: FunctionEntry,
  G: Expr,
  other: Expr,
  m: Dimension,
  n: Dimension,
): Expr | undefined {
  if (isZero(G) || isZero(other)) return zeros(shapeOf(m, n));
  const [a, left] = splitScalars(G);
  const [b, right] = splitScalars(other);
  if (left !== G || right !== other) return product([a, b, partialOf(entry, left, right, m, n)]);
  if (G.kind === "sum") return sum(G.terms.map((t) => partialOf(entry, t, other, m, n)));
  if (G.kind === "call" && G.fn === KRONECKER) {
    const [x, y] = G.args as readonly [Expr, Expr];
    // ⟨X ⊗ Y, · ⊗ B⟩ = ⟨Y, B⟩ X where the blocks have the shape of B
    if (entry === LEFT_PARTIAL && y.shape === other.shape) return product([inner(y, other), x]);
    if (entry === RIGHT_PARTIAL && x.shape === other.shape) return product([inner(x, other), y]);
  }
  if (isCall(G, EYE) && m === n) return product([trace(other), eye(m)]);
  return undefined;
}

const partialOf = (entry: FunctionEntry, G: Expr, other: Expr, m: Dimension, n: Dimension): Expr =>
  normalPartial(entry, G, other, m, n) ?? call(entry, [G, other], [m, n], shapeOf(m, n));

const partialTrace = (entry: FunctionEntry, G: Expr, other: Expr, like: Expr): Expr =>
  isScalar(like) ? inner(G, other) : partialOf(entry, G, other, like.shape.rows, like.shape.cols);

export const COMMUTATION: FunctionEntry = define({
  name: "commutation",
  isConstant: true,
  hidesSizes: true,
  latexForm: ({ isTaken, sizes }) => (isTaken("K") ? undefined : { text: `K_{${sizes.join(",")}}` }),
  unicodeForm: ({ isTaken, sizes }) => (isTaken("K") ? undefined : { text: `K_{${sizes.join(",")}}` }),
  mayVanish: true,
  transposed: "reversed",
  summary: "commutation matrix K: commutation(m, n) * vec(X) = vec(X') for X of m by n",
  source: "Magnus and Neudecker (1979), Annals of Statistics 7(2)",
  arity: 0,
  sizeArity: [2, 2],
  shape: (_args, rules, [m, n]) => rules.shape(rules.multiply(m, n), rules.multiply(m, n)),
  // row (i − 1) n + j has its 1 where X_ij stands in vec(X)
  entry: (_args, r, c, _fresh, [m, n]) => delta(c, pairIndex(remainder(r, n), quotient(r, n), m)),
  numeric: (_args, [m, n]) =>
    // row i·n + j picks X_ij, which stands at j·m + i of vec(X)
    fill(m * n, m * n, (r, c) => (c === (r % n) * m + Math.floor(r / n) ? 1 : 0)),
  modular: "exact",
  code: {
    python: "$.eye(#m! * #n!)[$.arange(#m! * #n!).reshape(#n, #m).T.ravel()]",
    julia: "Matrix(1.0I, #m! * #n!, #m! * #n!)[vec(permutedims(reshape(1:(#m! * #n!), #m, #n))), :]",
    octave: "eye(#m! * #n!)(vec(reshape(1:(#m! * #n!), #m, #n)'), :)",
    js: "commutation(#m, #n)",
    torch:
      "torch.eye(#m! * #n!, dtype=dtype, device=device)[torch.arange(#m! * #n!).reshape(#n, #m).T.reshape(-1)]",
  },
  latex: "K",
});

export const STACKING: readonly FunctionEntry[] = [
  VEC,
  UNVEC,
  KRONECKER,
  LEFT_PARTIAL,
  RIGHT_PARTIAL,
  COMMUTATION,
];
