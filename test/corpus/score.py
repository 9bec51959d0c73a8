#!/usr/bin/env python3
"""Score matgrad's answers on this folder's corpora, by the scorer of the accept folder, extended.

  score.py FILE...                 run `matgrad batch FILE` (this checkout's) and score it
  score.py --answers OUT FILE      score the answers already in OUT (JSONL, same order)
  score.py --check FILE...         are the lines' own expected forms right?
  score.py --accept FOLDER ...     where score.py and reference.py are; ../shared/accept beside the checkout
  score.py -v ...                  also list each line that falls short

What is added to their syntax: expm, cholesky and the other functions below, slices X[1:2,:], sums over an
index sum_i x[i] and sum_(i=1)^{k} X^i, and the types lower, upper, antisymmetric, orthogonal and spd with
the meanings of `structure` that they have. A slice counts as one operation, the product with a selection
that it stands for; a sum over an index counts as one.
"""
import os
import re
import sys
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def accept_folder(argv):
    """the folder of the scorer, and the other arguments"""
    if "--accept" in argv:
        i = argv.index("--accept")
        return argv[i + 1], argv[:i] + argv[i + 2:]
    return os.path.join(os.path.dirname(ROOT), "shared", "accept"), argv


FOLDER, ARGUMENTS = accept_folder(sys.argv[1:])
if not os.path.exists(os.path.join(FOLDER, "reference.py")):
    sys.exit(f"score.py: no scorer in {FOLDER}; say where it is with --accept FOLDER")
sys.path.insert(0, FOLDER)
sys.dont_write_bytecode = True
import reference as R  # noqa: E402
import score as S  # noqa: E402

# ---- syntax: X[1:2,:], sum_i x[i], sum_(i=1)^{k} X^i

R.TOK = re.compile(R.TOK.pattern.replace(r"|(?P<op>", r"|(?P<op>[:{}=]|"))
INDEXED = re.compile(r"sum_([A-Za-z]\w*)?$")


class Parser(R.Parser):
    def expr(self):
        if self.peek() == ":":
            self.i += 1
            return ("range", None, None)
        e = super().expr()
        if self.peek() != ":":
            return e
        self.i += 1
        return ("range", e, super().expr())

    def primary(self):
        k, v = self.t[self.i]
        m = INDEXED.match(v) if k == "id" else None
        if not m:
            return super().primary()
        self.i += 1
        if m.group(1):
            return ("sum", m.group(1), None, self.term())
        self.eat("(")
        name = self.t[self.i][1]
        self.i += 1
        self.eat("=")
        self.i += 1                                # from 1
        for op in (")", "^", "{"):
            self.eat(op)
        size = self.expr()
        self.eat("}")
        return ("sum", name, size, self.term())


R.Parser = Parser


def parts(e):
    """the trees within a tree"""
    for x in e:
        if isinstance(x, (tuple, list)):
            if isinstance(x, tuple) and x and isinstance(x[0], str):
                yield x
            yield from parts(x)


def runs_to(name, body, env, sizes):
    """the size over which an index runs: that of the rows or columns where it stands"""
    for x in parts((body,)):
        if x[0] != "idx":
            continue
        for at, ix in enumerate(x[2]):
            if ix == ("var", name):
                return np.atleast_2d(ev(x[1], env, sizes)).shape[at]
    raise R.Bad(f"the index {name} stands nowhere")


def places(ix, n, env, sizes):
    if ix[0] != "range":
        return np.array([int(ev(ix, env, sizes)) - 1])
    if ix[1] is None:
        return np.arange(n)
    first, last = (int(ev(x, env, sizes)) for x in ix[1:])
    if not 1 <= first <= last <= n:
        raise R.Bad(f"the range {first}:{last} of {n}")
    return np.arange(first - 1, last)


# ---- functions

def erf(z):
    """2/sqrt(pi) exp(-z^2) sum of 2^n z^(2n+1) / (1 3 ... (2n+1))"""
    term, total = z, z
    for n in range(1, 200):
        term = term * 2 * z * z / (2 * n + 1)
        total = total + term
    return 2 / np.sqrt(np.pi) * np.exp(-z * z) * total


def expm(X):
    """scaling, the Taylor series, squaring"""
    X = np.atleast_2d(X)
    k = max(0, int(np.ceil(np.log2(max(np.abs(np.real(X)).sum(), 1e-9)))) + 3)
    A, term, total = X / 2 ** k, np.eye(len(X)), np.eye(len(X))
    for n in range(1, 20):
        term = term @ A / n
        total = total + term
    for _ in range(k):
        total = total @ total
    return total


def expm_frechet(X, E):
    n = len(X)
    return expm(np.block([[X, E], [np.zeros((n, n)), X]]))[:n, n:]


def cholesky(X):
    X = (X + X.T) / 2
    L = np.zeros_like(X)
    for j in range(len(X)):
        L[j, j] = np.sqrt(X[j, j] - np.sum(L[j, :j] ** 2))
        for i in range(j + 1, len(X)):
            L[i, j] = (X[i, j] - np.sum(L[i, :j] * L[j, :j])) / L[j, j]
    return L


def pinv(X):
    if not np.iscomplexobj(X):
        return np.linalg.pinv(X)
    t = X.T                                        # analytic, for full rank
    return np.linalg.inv(t @ X) @ t if X.shape[0] >= X.shape[1] else t @ np.linalg.inv(X @ t)


def singular(side):
    def vector(X, k):
        v = R.eigsorted(X.T @ X)[1][:, int(k) - 1].reshape(-1, 1)
        return v if side == "right" else X @ v / np.linalg.norm(X @ v)
    return vector


def polar(X):
    U, _, V = np.linalg.svd(X, full_matrices=False)
    return U @ V


def peak(X):
    a = np.abs(np.real(X))
    return np.where(a == a.max(), R.sgn(X), 0)


def extreme(pick):
    def choose(a, b):
        if a.shape != b.shape and not (R.sc(a) or R.sc(b)):
            raise R.Bad(f"{a.shape} and {b.shape}")
        return np.where(pick(np.real(a), np.real(b)), a, b)
    return choose


def softmax_rows(X):
    z = np.exp(X - np.max(np.real(X), 1, keepdims=True))
    return z / z.sum(1, keepdims=True)


def logsumexp_rows(X):
    top = np.max(np.real(X), 1, keepdims=True)
    return top + np.log(np.exp(X - top).sum(1, keepdims=True))


FUNCTIONS = {
    "expm": expm, "expm_frechet": expm_frechet, "cholesky": cholesky, "pinv": pinv, "polar": polar, "peak": peak,
    "halflower": lambda X: np.tril(X) - np.diag(np.diag(X)) / 2,
    "adj": lambda X: np.linalg.det(X) * np.linalg.inv(X),
    "leftsingular": singular("left"), "rightsingular": singular("right"),
    "norm_nuclear": lambda X: np.linalg.svd(X, compute_uv=False).sum(),
    "norm_spectral": lambda X: np.linalg.svd(X, compute_uv=False).max(),
    "norm_inf": lambda X: np.sum(X * peak(X)),
    "max": extreme(np.greater_equal), "min": extreme(np.less_equal),
    "softmax_rows": softmax_rows, "logsumexp_rows": logsumexp_rows,
    "rowsum": lambda X: X.sum(1, keepdims=True), "colsum": lambda X: X.sum(0, keepdims=True),
    "mean": np.mean, "center": lambda n: np.eye(int(n)) - np.ones((int(n), int(n))) / n,
    "sinh": np.sinh, "cosh": np.cosh, "erf": erf,
}
# differentiated by real differences: what complex step can't do
NOT_ANALYTIC = re.compile(r"\b(eigval|eigvec|norm_nuclear|norm_spectral|polar|\w+singular)\(")

_ev = S.ev


def ev(e, env, sizes):
    if e[0] == "call" and e[1] in FUNCTIONS:
        return R.norm(FUNCTIONS[e[1]](*[np.asarray(ev(a, env, sizes)) for a in e[2]]))
    if e[0] == "sum":
        _, name, size, body = e
        n = int(ev(size, env, sizes)) if size else runs_to(name, body, env, sizes)
        return sum(ev(body, {**env, name: np.asarray(float(i + 1))}, sizes) for i in range(n))
    if e[0] == "idx" and any(ix[0] == "range" for ix in e[2]):
        X = np.atleast_2d(ev(e[1], env, sizes))
        ix = [places(x, n, env, sizes) for x, n in zip(e[2], X.shape)]
        return R.norm(X[np.ix_(ix[0], ix[1] if len(ix) > 1 else np.arange(X.shape[1]))])
    return _ev(e, env, sizes)


R.ev = S.ev = ev
_ops = S.ops


def ops(e):
    if e[0] == "sum":
        return 1 + ops(e[3])
    if e[0] == "idx":
        return ops(e[1]) + any(ix[0] == "range" for ix in e[2])
    return _ops(e)


S.ops = ops

# ---- structures

_sample, _truth, _complex_step = R.sample, R.truth, R.complex_step


def sample(case, sizes, rng):
    env = _sample(case, sizes, rng)
    for name, text in case["vars"].items():
        X = env[name]
        kind = text.split()[0]
        if kind == "lower":
            env[name] = np.tril(X)
        elif kind == "upper":
            env[name] = np.triu(X)
        elif kind == "antisymmetric":
            env[name] = X - X.T
        elif kind == "orthogonal":
            env[name] = np.linalg.qr(X)[0]
        elif kind == "spd":
            env[name] = X @ X.T / len(X) + 0.5 * np.eye(len(X))
    return env


def within(D, how, kind, W):
    """the derivative D by free entries, within the structure of the variable W"""
    if how in ("diagonal", None) or kind in ("symmetric", "spd", "matrix"):
        return R.structured(D, how)
    if kind == "diagonal":
        return R.structured(D, "diagonal")
    if kind in ("lower", "upper"):
        return np.tril(D) if kind == "lower" else np.triu(D)
    if kind == "antisymmetric":
        return (D - D.T) / (2 if how == "projection" else 1)
    if kind == "orthogonal" and how == "projection":
        return (D - W @ D.T @ W) / 2
    raise R.Bad(f"structure {how} of {kind}")


def truth(case, env, sizes):
    free = {k: v for k, v in case.items() if k != "structure"}
    plain = NOT_ANALYTIC.search(case["expr"]) is None
    R.complex_step = _complex_step if plain else (lambda F, W, h=0: R.richardson(F, W, 1e-2))
    D, dis, vecform = _truth(free, env, sizes)
    if case.get("structure"):
        kind = case["vars"][case["wrt"]].split()[0]
        D = within(np.asarray(D), case["structure"], kind, env[case["wrt"]])
    return D, dis, vecform


R.sample, R.truth = sample, truth
S.command = lambda: ["npx", "tsx", os.path.join(ROOT, "src", "cli", "main.ts")]

if __name__ == "__main__":
    if "--check" in ARGUMENTS:
        sys.exit(R.main([a for a in ARGUMENTS if a != "--check"]))
    sys.exit(S.main(ARGUMENTS if any(a.endswith(".jsonl") for a in ARGUMENTS)
                    else [*ARGUMENTS, os.path.join(HERE, "identities.jsonl")]))
