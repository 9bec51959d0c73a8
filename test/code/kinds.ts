/**
 * The kinds of problems that code gets wrong first, as templates of random problems (programs.ts).
 */
/** Declarations by name, then lines; m, n and p are sizes, and what stands in {…|…} is one of the choices. */
export interface Template {
  readonly vars: Readonly<Record<string, string>>;
  /** Lines that may stand several times. */
  readonly again?: readonly string[];
  readonly lines: readonly string[];
  readonly order?: boolean;
}

const of = (vars: string, ...lines: readonly string[]): Template => ({
  vars: Object.fromEntries(
    vars
      .split(", ")
      .map((v) => v.replace(/: (\w+) x (\w+)$/, ": matrix $1 $2").split(" : ") as [string, string]),
  ),
  lines,
});
const twice = (template: Template): Template => ({ ...template, order: true });
const again = (vars: string, repeated: readonly string[], ...lines: readonly string[]): Template => ({
  ...of(vars, ...lines),
  again: repeated,
});

const ACT = "{tanh|sigmoid|sin|relu|softplus|arctan|erf}";
const SMOOTH = "{tanh|sigmoid|sin|softplus|arctan|erf|cos}";
const FRACTION = "{(-1/3)|(2/3)|(1/3)|(-5/7)|(-1/2)|(3/2)|(1/2)|(-2)|0.3|(-0.7)}";
const SIZE =
  "{n|m*n|(n+1)^(-1/2)|1/n|sqrt(m)|exp(1/n)|log(m+1)|(n-1)/(m+2)|n^2|(m+n)^(1/3)|tanh(n/m)|(1/2+m)}";

export const KINDS: Readonly<Record<string, readonly Template[]>> = {
  redefined: [
    again(
      "W : n x n, U : n x m, h : n, x : m",
      [`h = ${ACT}(W*h + U*x)`],
      "L = {h'*h/2|sum(h)|norm2(h)|x'*U'*h}",
    ),
    again("X : m x n, w : n, y : m, c : scalar", ["w = w - c*X'*(X*w - y)"], "L = norm2(X*w - y)^2"),
    again("A : n x n, B : n x n", ["{A = A*B + A'|B = A*B|A = A + B|B = B'*A}"], "L = tr(A*B)"),
    again(
      "f : positive scalar",
      ["f = {f^3|sqrt(1 + f^2)|1/f|f*exp(-f)|log(1 + f)}"],
      "{L = log(1 + f^2)|f = f^2}",
    ),
    again("x : n", ["x = {x/norm2(x)|x.^3|x + ones(n)|tanh(x)|2*x}"], "{L = sum(x.^3)|x = x.*x|f = x'*x}"),
    of("x : n, y : n, A : n x n", "t = x", "x = y", "y = t", "L = x'*A*y"),
    of("X : m x n", "Y = X'*X", "X = X*Y", "Y = X'*X", "L = tr(Y)"),
  ],
  exponents: [
    of("t : positive scalar", `f = t^${FRACTION} + 3*t^${FRACTION} - t^${FRACTION}/t^${FRACTION}`),
    of("x : n", `f = sum((x.^2 + ones(n)).^${FRACTION})`),
    of("x : scalar, A : m x n", "L = sum((A.*A + 1).^x)"),
    of("X : m x n", `f = norm2(X)^${FRACTION} + norm2(X)^2`),
    of("x : n, A : spd n", `f = (x'*A*x + 1)^${FRACTION}`),
    of("a : positive scalar, b : scalar", "f = a^b + b*a^(-b/2)"),
    of("x : n, k : scalar", "f = (x'*x)^k"),
  ],
  sizes: [
    of("X : m x n", `f = ${SIZE}*sum(X.^2) - sum(X)/${SIZE}`),
    of("x : n, A : m x n", `f = norm2(A*x)^2/m + ${SIZE}*x'*x`),
    of("x : n, A : m x n", `y = ${SIZE}*tanh(A*x)`),
    of("X : m x n", "f = tr((X - ones(m)*ones(m)'*X/m)'*X)/(m - 1/2)"),
    of("x : n", "f = [x; 1]'*ones(n+1)*{n|(n+1)}"),
    of("t : scalar, X : m x n", `f = t*${SIZE} + t^2*sum(X)`),
  ],
  kernels: [
    of("x : n, c : positive scalar", "f = sum(exp(-c*(x*ones(n)' - ones(n)*x').^2))"),
    of("x : n, d : positive scalar", "f = sum(min(abs(x), d).^2/2 + d*(abs(x) - min(abs(x), d)))"),
    of("X : m x n, c : positive scalar", "K = (X*X' + c).^{2|3}", "f = sum(K)/m"),
    of("x : n, y : n, s : positive scalar", "f = exp(-norm2(x - y)^2/(2*s^2))"),
    of("x : n, c : positive scalar", "f = sum(sqrt(c^2 + x.^2))"),
    of("x : n, y : n, s : positive scalar", "f = (1 + norm2(x - y)^2/(2*s))^(-s)"),
    of("X : m x n, w : n, y : m, q : scalar", "r = y - X*w", "f = sum(max(q*r, (q - 1)*r))"),
    of("x : n, y : n", `f = -sum(y.*log({sigmoid(x)|softmax(x)}))`),
    of("X : m x n, Y : m x n", "f = -sum(Y.*log(softmax_rows(X)))/m"),
    of("x : n, c : scalar", "f = logsumexp(c*x)/(1 + c^2)"),
  ],
  kinks: [
    of("x : n, y : n", "f = sum({relu(x)|abs(x)|max(x, y)|min(x, y)|relu(x - y)|abs(x - y)}.*y)"),
    of("x : n, A : m x n, b : m", "f = sum(relu(A*x - b))"),
    of("X : m x n, Y : m x n", "f = norm1(X - Y) + sum(max(X, Y))"),
    of("x : n, y : n", "f = sum(min(max(x, -1), 1).*y)"),
    of("x : scalar, y : scalar", "f = max(x, y)*min(x, 0) + abs(x)"),
    of("x : n, y : n", "f = sum(relu(1 - x.*y))"),
    of("x : n", "f = sum(sign(x).*x) + sum(relu(x).^2)"),
    of("X : n x n, Y : n x n", "f = tr(relu(X)*Y)"),
    of("x : n, y : n", "z = relu(x).*y + max(y, 1)"),
  ],
  zeros: [
    of("c : scalar, X : m x n, x : n", "f = {c^2|c*sum(zeros(m,n))|c} + 0*sum(X*x)"),
    of("A : n x n, x : n, y : n", "f = x'*(A - A)*y"),
    of("x : n", "f = {sum(softmax(x))|x'*x - norm2(x)^2|sum(x - x)}"),
    of("A : m x n, x : n, b : m", "y = {b|A*x - A*x + b|2*b}", "z = y + 0*(A*x)"),
    twice(of("x : n, y : n", "f = {x'*y|sum(x)|sum(y)}")),
    twice(of("X : m x n", "f = sum(X)")),
    of("P : n x n", "f = tr(P - P') + sum(P)"),
  ],
  scalars: [
    of("a : scalar, b : scalar", `f = {a*b|a/(1 + b^2)|exp(-a^2)*b} + ${ACT}(a*b)`),
    twice(of("a : scalar, b : scalar", `f = ${SMOOTH}(a)*b^2`)),
    of("a : scalar", "f = {det(eye(3))*a|tr(eye(2))*a^2|sum(ones(4))*a}"),
    of("a : scalar, x : n", "f = [a; x]'*[a; x] + a*sum(x)"),
    of("a : scalar, A : m x n", "Y = a*A + a^2*ones(m,n)"),
  ],
  constants: [
    of("x : n, A : n x n", "f = x'*(A + {eye(n)|ones(n,n)|2*eye(n)|diag(x)|center(n)})*x"),
    of("A : n x n, b : n", "Y = A + {b*ones(n)'|diag(b)|ones(n)*b'|eye(n)} + eye(n)"),
    of("A : m x n, b : n", "Y = A + ones(m)*b'"),
    of("X : m x n", "Y = [X, ones(m); ones(1,n), 1]"),
    of("X : n x n", "f = X[1,1] + tr(X*single(1,1,n,n)) + sum(X[1,:]) + sum(X[:,1])"),
    of("X : m x n", "f = vec(X)'*commutation(n,m)*vec(X')"),
    of("x : n", "Y = diag(x)*{eye(n)|ones(n,n)} + x*ones(n)'"),
    of("A : n x n, B : m x m, X : m x n", "f = vec(X)'*kron(A, B)*vec(X)"),
    of("X : m x n", "f = sum({tril(X)|triu(X)|rowsum(X)|colsum(X)}.^2)"),
  ],
  indices: [
    of("x : n, y : n", "f = sum_i x[i]^2*y[i]"),
    of("x : n, A : n x n", "f = sum_i sum_j A[i,j]*x[i]*log(1 + x[j]^2)"),
    of("X : m x n, w : n, y : m", "f = sum_i (X[i,:]*w - y[i])^2"),
    of("x : n", "f = sum_i i*x[i]^2"),
    of("x : n, c : scalar", "f = c*sum_i {sin(x[i]*c)|exp(-i*x[i]^2)|x[i]/i|sqrt(i)*x[i]}"),
    of("X : m x n, w : n, y : m", "f = sum_i log(1 + exp(-y[i]*(X[i,:]*w)))"),
    of("X : m x n", "f = sum_i sum_j (X[i,j] - X[1,1])^2"),
  ],
  structures: [
    of("S : {symmetric|spd|antisymmetric|diagonal|lower|upper} n, x : n, y : n", "f = x'*S*y + tr(S*S)"),
    of("S : {spd|diagonal} n, x : n", "f = x'*inv(S + eye(n))*x + tr(S)"),
    of("S : spd n, x : n", "f = logdet(S) + x'*inv(S)*x"),
    of("L : lower n, x : n", "f = norm2(L*x)^2 + sum(L*L')"),
    of("D : diagonal n, A : n x n", "f = tr(A*D*A'*D)"),
    of("Q : orthogonal n, A : n x n", "f = tr(Q*A*Q'*A)"),
    of("S : symmetric n", "f = eigval(S, 1)^2 + sum(S)"),
    of("P : spd n", "f = sum(cholesky(P))"),
  ],
  hessians: [
    twice(of("x : n, A : n x n", "f = x'*A*x + {sum(x.^3)|logsumexp(x)|log(1 + x'*x)|(x'*x)^(3/2)}")),
    twice(of("X : m x n, w : n, y : m", "f = sum(log(1 + exp(-y.*(X*w))))")),
    twice(of("X : n x n", "f = {tr(X*X)|tr(X'*X)|sum(X.^3)|norm2(X)^2}")),
    twice(of("X : m x n, w : n, y : m", "f = norm2(X*w - y)^2/m")),
    twice(of("t : scalar, x : n", `f = ${SMOOTH}(t)*x'*x + t^3`)),
    twice(of("x : n, y : n", "f = sum(exp(x.*y)) + x'*y")),
    twice(of("X : n x n", "f = {logdet(X)|det(X)|tr(inv(X))}")),
  ],
  jacobians: [
    of("x : n, A : m x n, b : m", `y = {A*x|${SMOOTH}(A*x + b)|[A*x; x]|(A*x).*b|norm2(x)*b|b/(1 + x'*x)}`),
    of("x : 2, c : scalar", "y = [x[1]*cos(x[2]); c*x[1]*sin(x[2])]"),
    of("x : n, A : n x n", "y = {softmax(A*x)|x/norm2(x)|x.*(A*x)|diag(x)*A*x|inv(A)*x|A*x + x|x}"),
    of("t : scalar, A : m x n, x : n", "y = {t*A*x|exp(t*A*x)|sin(t)*(A*x)}"),
    of("X : m x n, W : n x p, b : p", "Y = {X*W + b|tanh(X*W)|(X*W).*(X*W)|exp(X)*W}"),
  ],
  functions: [
    of("f : function, A : m x n, x : n", "L = sum(f(A*x))"),
    of("f : function, x : n, y : n", "L = f(x)'*y + f(sum(y))"),
    twice(of("f : function, x : n", "L = sum(f(x)) + x'*x")),
    of("f : function, W : n x n, x : n", "y = f(W*x)"),
    of("f : function, t : scalar", "L = f(t)*t + f(f(t))"),
  ],
};
