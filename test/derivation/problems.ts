/**
 * Problems of many kinds that derivations are made of, beside those of the seeds.
 */
import { type Derived, type DeriveOptions, derive } from "../../src/derivation/derive.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

export interface Case {
  readonly name: string;
  readonly text: string;
  readonly wrt: readonly string[];
  /** Not a Jacobian, or an order, or the like. */
  readonly options?: DeriveOptions;
}

const c = (name: string, text: string, wrt: string, options?: DeriveOptions): Case => ({
  name,
  text,
  wrt: wrt.split(" "),
  ...(options && { options }),
});

export const CASES: readonly Case[] = [
  c("a linear layer", "X : matrix m k; W : matrix k n; b : vector n; Y = X W + b", "X W b"),
  c(
    "ridge regression",
    "X : matrix m n; w : vector n; y : vector m; λ : scalar; L = ‖X w - y‖² + λ ‖w‖²",
    "w",
  ),
  c("the quadratic form", "A : matrix n n; x : vector n; f = x' A x", "x"),
  c("a symmetric quadratic form", "S : symmetric n; x : vector n; f = x' S x / 2", "x"),
  c(
    "a Gaussian log likelihood",
    "S : spd n; x : vector n; mu : vector n; L = -logdet(S)/2 - (x - mu)' inv(S) (x - mu)/2",
    "mu",
  ),
  c("the log determinant of a Gram matrix", "X : matrix m n; L = logdet(X' X)", "X"),
  c(
    "a two-layer network",
    "W1 : matrix p n; W2 : matrix q p; x : vector n; b1 : vector p; b2 : vector q; y : vector q; Z = W1 x + b1; A = tanh(Z); L = ‖W2 A + b2 - y‖²",
    "W1 b1 W2 b2",
  ),
  c(
    "logistic regression",
    "X : matrix m n; w : vector n; y : vector m; L = sum(softplus(X w)) - y' X w",
    "w",
  ),
  c(
    "softmax and cross entropy",
    "W : matrix k n; x : vector n; y : vector k; L = logsumexp(W x) - y' W x",
    "W x",
  ),
  c(
    "an attention score",
    "Q : matrix n d; K : matrix m d; V : matrix m p; C : matrix n p; L = tr(C' exp(Q K') V)",
    "Q K V",
  ),
  c("a trace of three", "A : matrix m n; X : matrix n p; B : matrix p m; L = tr(A X B)", "X"),
  c("a trace with X twice", "A : matrix n n; X : matrix n p; L = tr(X' A X)", "X"),
  c("an inverse in a trace", "A : matrix n n; X : matrix n n; L = tr(A inv(X))", "X"),
  c("an inverse in a quadratic form", "X : matrix n n; a : vector n; b : vector n; f = a' inv(X) b", "X a"),
  c("the determinant", "X : matrix n n; f = det(X)", "X"),
  c("a power", "X : matrix n n; f = tr(X^3)", "X"),
  c("a Hadamard product", "A : matrix m n; X : matrix m n; L = sum(A .* X .* X)", "X"),
  c("exponentials of entries", "X : matrix m n; B : matrix m n; L = sum(B .* exp(X))", "X"),
  c("a norm", "A : matrix m n; x : vector n; b : vector m; L = norm(A x - b)", "x"),
  c("a Frobenius norm", "U : matrix m k; V : matrix n k; M : matrix m n; L = ‖M - U V'‖²", "U V"),
  c("a matrix product with G", "A : matrix m n; X : matrix n p; B : matrix p q; Y = A X B", "X"),
  c("a transpose with G", "X : matrix m n; Y = X' X", "X"),
  c("an inverse with G", "X : matrix n n; Y = inv(X)", "X"),
  c("an activation with G", "X : matrix m n; W : matrix n p; Y = sigmoid(X W)", "X W"),
  c("an unknown activation", "f : function; X : matrix m n; W : matrix n p; Y = f(X W)", "W"),
  c(
    "an unknown function of a vector",
    "f : function n -> m; W : matrix n k; x : vector k; c : vector m; L = c' f(W x)",
    "x W c",
  ),
  c("a Jacobian of an activation", "A : matrix m n; x : vector n; y = tanh(A x)", "x"),
  c("a Jacobian of softmax", "x : vector n; y = softmax(x)", "x"),
  c("a Jacobian of a normalised vector", "x : vector n; y = x / norm(x)", "x"),
  c("a Kronecker product", "A : matrix m n; X : matrix p q; C : matrix m*p n*q; L = tr(C' kron(A, X))", "X"),
  c("stacked columns", "A : matrix m n; X : matrix n p; c : vector m*p; L = c' vec(A X)", "X"),
  c("a diagonal matrix", "w : vector n; A : matrix n n; L = tr(A diag(w) A' diag(w))", "w"),
  c("scalars", "a : scalar; b : scalar; L = log(a^2 + b^2) + a b", "a b"),
  c("a scalar in a matrix", "t : scalar; A : matrix n n; B : matrix n n; f = logdet(A + t B)", "t"),
  c("a mean", "X : matrix m n; w : vector n; y : vector m; L = mean((X w - y).^2)", "w"),
  c("a bias column", "X : matrix m n; u : vector n+1; y : vector m; L = ‖[ones(m), X] u - y‖²", "u X"),
  c("an entry", "A : matrix m n; x : vector n; y = A x; f = y[2]^2", "x A"),
  c(
    "a recurrence with one W",
    "W : matrix n n; U : matrix n k; x : vector k; z : vector k; H = tanh(U x); h = tanh(W H + U z); L = ‖h‖²",
    "W U",
  ),
  c("an autoencoder with tied weights", "W : matrix k n; X : matrix n m; L = ‖W' sigmoid(W X) - X‖²", "W"),
  c("a matrix factor in a log", "x : vector n; A : spd n; L = log(1 + x' A x)", "x"),
  c(
    "least squares in three factors",
    "A : matrix m n; X : matrix n p; B : matrix p q; C : matrix m q; R = A X B - C; L = ‖R‖² / 2",
    "X A B",
  ),
  c("a sum over rows", "A : matrix m n; b : vector m; x : vector n; L = sum_i (A[i,:] x - b[i])^2", "x"),
  c("a squared product", "X : matrix m n; Y : matrix n p; L = tr((X Y)' (X Y))", "X Y"),
  c("a product of functions of a scalar", "x : scalar; f = sin(x)^2 exp(x)", "x"),
];

export function deriveText(text: string, options: DeriveOptions = {}): Derived {
  freshStore();
  return derive({ statements: parseStatements(text, { functionNames: FUNCTION_NAMES }) }, options);
}

export const deriveCase = ({ text, wrt, options }: Case, style: DeriveOptions["style"]): Derived =>
  deriveText(text, { style, wrt, ...options });
