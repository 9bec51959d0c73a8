/**
 * Problems of textbooks and courses, with the displayed lines of the book (Bishop; Murphy; Magnus and Neudecker;
 * course notes).
 */
import { readdirSync, readFileSync } from "node:fs";
import { type Derived, type DeriveOptions, derive } from "../../src/derivation/derive.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { readOptions } from "../../src/options/derive.ts";
import { splitProblem } from "../../src/options/lines.ts";
import { readGiven } from "../../src/problem/given.ts";
import { readingOf } from "../../src/shapes/declarations.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { readStatements } from "../../src/syntax/read.ts";

export interface Textbook {
  readonly name: string;
  readonly text: string;
  readonly wrt: string;
  /** Displayed lines of the book. */
  readonly book: number;
  readonly given?: string;
  readonly stationary?: true;
  readonly order?: 2;
}

const LOGISTIC = "X : n x d\nt : n\nw : d\ny = sigmoid(X w)\nE = -t' log(y) - (1 - t)' log(1 - y)";

export const PROBLEMS: readonly Textbook[] = [
  { name: "affine layer", text: "X : m x k\nW : k x n\nY = X W + b", wrt: "X W b", book: 3 },
  {
    name: "least squares",
    text: "X : n x d\ny : n\nw : d\nL = 1/2 ‖X w - y‖^2",
    wrt: "w",
    book: 4,
    stationary: true,
  },
  {
    name: "ridge regression",
    text: "X : n x d\ny : n\nw : d\nλ : positive scalar\nL = ‖X w - y‖^2 + λ ‖w‖^2",
    wrt: "w",
    book: 3,
    stationary: true,
  },
  { name: "logistic regression", text: LOGISTIC, wrt: "w", book: 3 },
  { name: "logistic regression, twice", text: LOGISTIC, wrt: "w", book: 2, order: 2 },
  {
    name: "softmax and cross-entropy",
    text: "z : n\ny : n\np = softmax(z)\nL = -y' log(p)",
    wrt: "z",
    book: 3,
    given: "sum(y) = 1",
  },
  { name: "softmax", text: "z : n\np = softmax(z)", wrt: "z", book: 3 },
  {
    name: "two layers",
    text: "X : N x d\nW1 : d x h\nb1 : h\nW2 : h x c\nb2 : c\nT : N x c\nH = tanh(X W1 + b1)\nY = H W2 + b2\nL = 1/2 ‖Y - T‖^2",
    wrt: "W1 b1 W2 b2",
    book: 8,
  },
  {
    name: "recurrent network",
    text: "W : h x h\nU : h x d\nx1 : d\nx2 : d\nx3 : d\nh0 : h\nt : h\nh1 = tanh(W h0 + U x1)\nh2 = tanh(W h1 + U x2)\nh3 = tanh(W h2 + U x3)\nL = 1/2 ‖h3 - t‖^2",
    wrt: "W U",
    book: 4,
  },
  {
    name: "batch normalisation",
    text: "X : N x D\nγ : vector D\nβ : vector D\nε : positive scalar\nμ = 1/N * X' 𝟏\nC = X - ones(N,1) μ'\nv = 1/N * (C .* C)' 𝟏\nZ = C ./ (ones(N,1) (sqrt(v + ε))')\nY = Z .* (ones(N,1) γ') + ones(N,1) β'",
    wrt: "X γ β",
    book: 8,
  },
  {
    name: "layer normalisation",
    text: "x : n\nγ : vector n\nβ : vector n\nε : positive scalar\nμ = sum(x)/n\nc = x - μ\nv = c'c/n\nz = c/sqrt(v + ε)\ny = γ .* z + β",
    wrt: "x γ β",
    book: 5,
  },
  {
    name: "attention",
    text: "Q : n x d\nK : m x d\nV : m x p\nd : scalar\nS = Q K' / sqrt(d)\nA = softmax_rows(S)\nO = A V",
    wrt: "Q K V",
    book: 5,
  },
  {
    name: "low-rank adaptation",
    text: "W : m x n\nB : m x r\nA : r x n\nx : n\ny = (W + B A) x",
    wrt: "A B",
    book: 3,
  },
  {
    name: "masked factorisation",
    text: "R : m x n\nM : m x n\nU : m x k\nV : n x k\nλ : positive scalar\nL = 1/2 ‖M .* (R - U V')‖^2 + λ/2 (‖U‖^2 + ‖V‖^2)",
    wrt: "U V",
    book: 3,
  },
  { name: "Rayleigh quotient", text: "A : symmetric n\nx : n\nR = (x' A x)/(x' x)", wrt: "x", book: 2 },
  {
    name: "principal component",
    text: "S : symmetric n\nu : n\nλ : scalar\nL = u' S u - λ (u' u - 1)",
    wrt: "u λ",
    book: 3,
    stationary: true,
  },
  {
    name: "Gaussian likelihood",
    text: "Σ : spd d\nμ : vector d\nX : N x d\nℓ = -N/2 log(det(Σ)) - 1/2 tr((X - ones(N,1) μ') inv(Σ) (X - ones(N,1) μ')')",
    wrt: "μ Σ",
    book: 6,
  },
  {
    name: "Gaussian process",
    text: "y : n\nD : symmetric n\nl : positive scalar\ns : positive scalar\nK = s^2 exp(-D/(2 l^2)) + eye(n)\nℓ = -1/2 y' inv(K) y - 1/2 log(det(K))",
    wrt: "l s",
    book: 2,
  },
  {
    name: "Kalman gain",
    text: "P : spd n\nH : m x n\nR : spd m\nK : n x m\nJ = tr((I - K H) P (I - K H)' + K R K')",
    wrt: "K",
    book: 4,
    stationary: true,
  },
  {
    name: "Fisher's discriminant",
    text: "Sb : symmetric n\nSw : spd n\nw : n\nJ = (w' Sb w)/(w' Sw w)",
    wrt: "w",
    book: 2,
    stationary: true,
  },
  {
    name: "divergence of two Gaussians",
    text: "Σ : spd k\nΛ : spd k\nμ : vector k\nm : vector k\nk : scalar\nD = 1/2 (tr(inv(Λ) Σ) + (m - μ)' inv(Λ) (m - μ) - k + log(det(Λ)/det(Σ)))",
    wrt: "μ Σ",
    book: 3,
  },
  {
    name: "low-rank update",
    text: "A : spd n\nU : n x k\nC : spd k\nx : n\nf = x' inv(A + U C U') x",
    wrt: "U C",
    book: 3,
  },
];

export function deriveTextbook(
  { text, wrt, given, stationary, order }: Textbook,
  options: DeriveOptions = {},
): Derived {
  freshStore();
  const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
  const { equations } = readGiven(given ? [given] : []);
  return derive({ statements, equations }, { wrt: wrt.split(" "), stationary, order, ...options });
}

const GALLERY = new URL("../../docs/gallery/", import.meta.url);
export const GALLERY_FILES = readdirSync(GALLERY).filter((name) => name.endsWith(".matgrad"));

/** A problem of the gallery with its options, and these. */
export function deriveGallery(file: string, own: DeriveOptions = {}): Derived {
  const { statements: text, options } = splitProblem(readFileSync(new URL(file, GALLERY), "utf8"));
  const request = readOptions([], options);
  freshStore();
  const statements = readStatements(text, readingOf(new Map(), request.wrt));
  return derive({ ...request, statements }, { ...request, style: request.styles[0], ...own });
}
