/**
 * Problems that code is written for, from one operation to a small network.
 */
export interface CodeProblem {
  readonly text: string;
  readonly wrt: readonly string[];
  readonly order?: 2;
}

const of = (wrt: string, ...lines: readonly string[]): CodeProblem => ({
  text: lines.join("\n"),
  wrt: wrt.split(" "),
});

export const PROBLEMS: readonly CodeProblem[] = [
  of("w", "L = ‖X w - y‖^2"),
  of("w X y", "L = ‖X w - y‖^2"),
  of("x A", "f = x'*A*x"),
  of("W b", "Y = X W + b", "L = sum(sigmoid(Y) .* T)"),
  of("W b X", "Y = X W + b"),
  of("X", "X : n x n", "f = logdet(X) + tr(X)^2"),
  of("S x", "S : spd n", "x : n", "f = x'*inv(S)*x + logdet(S)"),
  of("w λ", "λ : scalar", "L = ‖X w - y‖^2/2 + λ*sum(softplus(w))"),
  of("W V b c", "H = tanh(X W + b)", "P = softmax_rows(H V + c)", "L = -sum(T .* log(P))/3"),
  of("x", "f = logsumexp(A x)"),
  of("x", "y = A x"),
  of("X", "f = sum(exp(X) ./ (1 + exp(X)))"),
  of("A B", "f = ‖kron(A, B) - C‖^2"),
  of("X", "f = sum(relu(X) .* T) + norm1(X)"),
  of("a x", "a : scalar", "f = sum(log(1 + exp(-a*x)))/a"),
  of("X", "X : n x n", "f = tr(X^3) + tr(inv(X))"),
  of("x", "f = sum(diag(x)*A*diag(x))"),
  of("Z", "Z : m x n", "f = ‖Z - ones(m)*ones(m)'*Z/3‖^2"),
  of("lambda def", "lambda : scalar", "def : n", "f = lambda*def'*def + lambda^2"),
  of("W", "W : m x n", "f = sum(sqrt(rowsum(W .* W)))"),
  of("X", "X : m x n", "A : m x m", "f = vec(X)'*kron(eye(n), A)*vec(X)"),
  of("U V", "L = ‖M .* (U V' - D)‖^2/2 + ‖U‖^2 + ‖V‖^2"),
  of("X", "X : n x n", "f = sum(tril(X*X'))"),
  of("P", "P : spd n", "f = sum(cholesky(P))"),
  of("x mu", "mu : n", "x : n", "S : spd n", "f = -(x - mu)'*inv(S)*(x - mu)/2"),
  of("A", "A : n x n", "b : n", "c : n", "f = b'*inv(A)*c"),
  of("x", "x : n", "f = ‖x‖^3 + sum(x .^ 4)/4"),
  of("S", "S : symmetric n", "f = eigval(S, 1) + eigval(S, 2)^2"),
  of("X", "X : m x n", "f = norm_nuclear(X) + norm_spectral(X)"),
  of("X Y", "f = sum(max(X, Y) - min(X, 0.3))"),
  of("x", "x : n", "f = sum(cos(x) .* sin(x) + arctan(x) .* erf(x))"),
  of("A", "A : n x n", "X : n x n", "f = tr(A*inv(X^2))"),
  of("t", "t : scalar", "f = -t^2*erf(t)"),
  of("x", "x : n", "A : n x n", "f = sum_i sum_j A[i,j]*x[i]*log(1 + x[j]^2)"),
  { text: "f = logsumexp(A x)", wrt: ["x"], order: 2 },
  { text: "f = ‖X w - y‖^2", wrt: ["w"], order: 2 },
  // a name with another value, sizes as factors, exponents, a sum over pairs, names of targets
  of("W U h", "h : n", "U : n x m", "x : m", "h = tanh(W h + U x)"),
  of("X w η", "w : d", "y : n", "η : scalar", "w = w - η*X'*(X*w - y)", "L = ‖X w - y‖^2"),
  of("f", "f : positive scalar", "f = f^3"),
  of("h", "A : n x n", "h : n", "h = A h", "h = A h", "L = h'*h"),
  of("t", "t : positive scalar", "f = t^(-1/3) + t^(2/3) - t^(1/3)/t^(5/7)"),
  of("X", "X : samples x k", "f = sum(X)*samples*k + ‖X‖^2/samples"),
  of("x y", "x : n", "y : n", "f = sum((x*y' - y*x').^2)"),
  of("x c", "x : n", "c : positive scalar", "f = sum(exp(-c*(x*ones(n)' - ones(n)*x').^2))"),
  of("x d", "x : n", "d : positive scalar", "f = sum(min(abs(x), d).^2/2 + d*(abs(x) - min(abs(x), d)))"),
  of("x A", "x : scalar", "A : m x n", "L = sum((A .* A + 1) .^ x)"),
  of("torch jax", "torch : n", "jax : n x n", "np : scalar", "f = np*torch'*jax*torch"),
  of("entry total", "entry : scalar", "total : m x n", "f = sum((total .* total + 1) .^ entry)"),
  of("i x", "i : scalar", "x : n", "f = i*sum_i x[i]^2"),
  of("A", "x : n", "A : n x n", "f = [x; 1]'*[A, x; x', 2]*[x; 1]"),
];
