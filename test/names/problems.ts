/**
 * Problems of every style and kind of node, each with the names that may be others.
 */
export interface Named {
  readonly text: string;
  /** What may be called otherwise: variables, sizes, functions, definitions, indices. */
  readonly names: readonly string[];
  readonly wrt: readonly string[];
  readonly order?: number;
  readonly stationary?: true;
}

const p = (names: string, wrt: string, text: string, more: Partial<Named> = {}): Named => ({
  text: text.replaceAll("; ", "\n"),
  names: names.split(" "),
  wrt: wrt.split(" "),
  ...more,
});

export const PROBLEMS: readonly Named[] = [
  // layers, with a cotangent of their own
  p("X W b Y m k n", "X W b", "X : matrix m k; W : matrix k n; b : vector n; Y = X W + b"),
  p("A Z B T p", "Z", "A : matrix p q; Z : matrix q r; B : matrix r s; T = A tanh(Z) B"),
  p("U s K v", "U v", "U : matrix p q; v : vector q; s : scalar; K = s * (U v)"),
  p("u v M", "u", "u : vector p; v : vector q; M = u v'"),
  // losses through definitions
  p("X w y r L m", "w", "X : matrix m n; w : vector n; y : vector m; r = X w - y; L = r' r"),
  p(
    "X W V Z H T L",
    "W V",
    "X : matrix m k; W : matrix k h; V : matrix h n; T : matrix m n; Z = X W; H = tanh(Z); L = ‖H V - T‖²",
  ),
  p("q A c L", "A", "A : matrix m n; q : vector n; c : vector m; L = -c' log(softmax(A q))"),
  p("x c v f n", "c x", "x : vector n; c : positive scalar; v = mean(x.^2); f = sum(x / sqrt(v + c))"),
  p("A x s f", "x", "A : matrix m n; x : vector n; s = A x; f = sum(s.^2) / (1 + s' s)"),
  p("x g t n", "x", "x : vector n; t : scalar; g(x) = t * sum(exp(x)); g(2 x) + g(x)"),
  // scalars of one vector or matrix
  p("y z f n", "z", "y : vector n; z : vector n; f = y' exp(z)"),
  p("A x f n", "x A", "A : matrix n n; x : vector n; f = x' A x"),
  p("x d f", "x d", "x : vector n; d : vector n; f = sigmoid(x' d)"),
  p("x a b f", "a b", "x : vector n; a : scalar; b : scalar; f = sum(exp(-a (x - b).^2))"),
  p("x A t f", "t", "x : vector n; A : matrix n n; t : scalar; f = t^3 * x' A x"),
  p("v k f", "v", "v : vector n; k : scalar; f = relu(k - sum(abs(v))) + logsumexp(v)"),
  p("x μ f", "x μ", "x : vector n; μ : scalar; f = mean((x - μ).^4)"),
  p("X f m n", "X", "X : matrix m n; f = norm2(X) + sum(rowsum(X).^2)"),
  p("P a b f", "P", "P : matrix n n; a : vector n; b : vector n; f = a' inv(P) b"),
  p("R C f", "R", "R : matrix m n; C : matrix m n; f = sum(C .* R ./ (1 + R.^2))"),
  p("A X B C f", "X", "A : matrix p m; X : matrix m n; B : matrix n q; C : matrix p q; f = ‖A X B - C‖²"),
  p("X Q f", "X", "X : matrix n n; Q : orthogonal n; f = tr(Q X X' Q' X)"),
  // structures, determinants, other matrix functions
  p("S A L n", "S", "S : spd n; A : symmetric n; L = logdet(S) + tr(A S)"),
  p("S A B f", "S", "S : symmetric n; A : matrix n n; B : matrix n n; f = tr(A S B S)"),
  p("D z f", "D", "D : diagonal n; z : vector n; f = z' D^2 z"),
  p("N J f", "N", "N : matrix n n; J : matrix n n; f = det(N) * tr(J N)"),
  p("X Y f", "X", "X : matrix m n; Y : matrix p q; f = sum(kron(X, Y).^2)"),
  p("X a f", "X", "X : matrix m n; a : vector m*n; f = a' vec(X); f + sum(diag(X X'))"),
  // unknown functions
  p("f x y", "x", "f : function; x : vector n; y = sum(f(x))"),
  p("L W x f m", "W", "L : function m -> scalar; W : matrix m n; x : vector n; f = L(W x)"),
  p("f A x c L m", "x", "f : function n -> m; A : matrix n k; x : vector k; c : vector m; L = c' f(A x)"),
  p("h A x y", "x", "h : function; A : matrix m n; x : vector n; y = h(A x)"),
  // indices of the user's
  p("c x f i", "x", "c : scalar; x : vector n; f = c * sum_i x[i]^2"),
  p("c x k", "x", "c : scalar; x : vector n; c * sum_k sin(x[k] * k)"),
  p("A x y f i j", "x", "A : matrix m n; x : vector m; y : vector n; f = sum_i sum_j A[i,j] x[i] y[j]"),
  p("C u f i j", "u C", "C : matrix n n; u : vector n; f = sum_i sum_j (C[i,j] - u[i] u[j])^2"),
  p("x a l n", "x", "x : vector n; a : vector n; l = sum_(t=1)^n a[t] * log(1 + x[t]^2)"),
  // blocks, entries, slices
  p("A x b y", "x", "A : matrix m n; x : vector n; b : vector n; y = [A x; x .* b]"),
  p("x w f", "x", "x : vector n; w : scalar; f = x[1] * x[2] + w * x[3]^2"),
  p("X e f n", "X", "X : matrix n n; e : vector n; f = X[1,:] e * X[2,2]"),
  // vector by vector, scalar, matrix
  p("x A y n", "x", "x : vector n; A : matrix n n; y = x ./ norm2(x)"),
  p("t a b y", "t", "t : scalar; a : vector n; b : vector n; y = cos(t) * a + sin(t) * b"),
  p("X Y n", "X", "X : matrix n n; Y = inv(X)"),
  // second and third derivatives
  p("X w f", "w", "X : matrix m n; w : vector n; f = sum(softplus(X w))", { order: 2 }),
  p("x y A f", "x y", "x : vector n; y : vector m; A : matrix n m; f = exp(x' A y)", { order: 2 }),
  p("x f n", "x", "x : vector n; f = sum(x.^4)", { order: 3 }),
  // zero, and solved for
  p("x v f", "v", "x : vector n; v : vector n; f = x' x"),
  p("X w y λ L", "w", "X : matrix m n; w : vector n; y : vector m; λ : scalar; L = ‖X w - y‖² + λ ‖w‖²", {
    stationary: true,
  }),
  // a name with another value from there on
  p("w X y η", "X", "X : matrix m n; w : vector n; y : vector m; η : scalar; w = w - η X' (X w - y)"),
];

/** The problem with one name changed; undefined where the other name has a meaning there already. */
export function renamed({ text, wrt, ...rest }: Named, from: string, to: string): Named | undefined {
  if (wordsOf(text).has(to)) return undefined;
  return { ...rest, text: replaceWord(text, from, to), wrt: wrt.map((w) => (w === from ? to : w)) };
}

const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_₀-₉]*/gu;
export const wordsOf = (text: string): Set<string> => new Set(text.match(WORD));

/** sum_i has the index i. */
export const replaceWord = (text: string, from: string, to: string): string =>
  text.replace(WORD, (word) => (word === from ? to : word === `sum_${from}` ? `sum_${to}` : word));
