/**
 * Problems of many kinds, each with the names that may be others.
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
  p("X W b Y m k n", "X W b", "X : matrix m k; W : matrix k n; b : vector n; Y = X W + b"),
  p("X w y r L m n", "w", "X : matrix m n; w : vector n; y : vector m; r = X w - y; L = r' r"),
  p("y z f n", "z", "y : vector n; z : vector n; f = y' exp(z)"),
  p("y W x L m n", "W x", "y : vector m; W : matrix m n; x : vector n; L = -y' log(softmax(W x))"),
  p("A x f n", "x A", "A : matrix n n; x : vector n; f = x' A x"),
  p("c x f i", "x", "c : scalar; x : vector n; f = c * sum_i x[i]^2"),
  p("c x k", "x", "c : scalar; x : vector n; c * sum_k sin(x[k] * k)"),
  p("x v c f n", "c x", "x : vector n; c : positive scalar; v = mean(x.^2); f = sum(x / sqrt(v + c))"),
  p("f x y", "x", "f : function; x : vector n; y = sum(f(x))"),
  p("S A L n", "S", "S : spd n; A : symmetric n; L = logdet(S) + tr(A S)"),
  p("W h b y m n", "h", "W : matrix m n; h : vector n; b : vector m; y = tanh(W h + b)"),
  p("A X B C f", "X", "A : matrix p m; X : matrix m n; B : matrix n q; C : matrix p q; f = ‖A X B - C‖²"),
  p("X w f", "w", "X : matrix m n; w : vector n; f = sum(softplus(X w))", { order: 2 }),
  p("S A B f", "S", "S : symmetric n; A : matrix n n; B : matrix n n; f = tr(A S B S)"),
  p("X w y λ L", "w", "X : matrix m n; w : vector n; y : vector m; λ : scalar; L = ‖X w - y‖² + λ ‖w‖²", {
    stationary: true,
  }),
  p("A x y f i j", "x", "A : matrix m n; x : vector m; y : vector n; f = sum_i sum_j A[i,j] x[i] y[j]"),
  p(
    "X W V Z H T L",
    "W V",
    "X : matrix m k; W : matrix k h; V : matrix h n; T : matrix m n; Z = X W; H = tanh(Z); L = ‖H V - T‖²",
  ),
  p("L W x f", "W", "L : function m -> scalar; W : matrix m n; x : vector n; f = L(W x)"),
  p("x a b f", "a b", "x : vector n; a : scalar; b : scalar; f = sum(exp(-a (x - b).^2))"),
  p("x f n", "x", "x : vector n; f = sum(x.^4)", { order: 3 }),
  p("x A t f", "t", "x : vector n; A : matrix n n; t : scalar; f = t^2 * x' A x"),
  p("X Q f", "X", "X : matrix n n; Q : orthogonal n; f = tr(Q X X' Q' X)"),
  p("x d g", "x d", "x : vector n; d : vector n; g = sigmoid(x' d)"),
  p("A x p f", "x", "A : matrix m n; x : vector n; p = A x; f = sum(p.^2) / (1 + p' p)"),
];

/** The problem with one name changed; undefined where the other name has a meaning there already. */
export function renamed({ text, wrt, ...rest }: Named, from: string, to: string): Named | undefined {
  if (wordsOf(text).has(to)) return undefined;
  return { ...rest, text: replaceWord(text, from, to), wrt: wrt.map((w) => (w === from ? to : w)) };
}

const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_₀-₉]*/gu;
export const wordsOf = (text: string): Set<string> => new Set(text.match(WORD));

/** sum_i has the index i. */
const replaceWord = (text: string, from: string, to: string): string =>
  text.replace(WORD, (word) => (word === from ? to : word === `sum_${from}` ? `sum_${to}` : word));
