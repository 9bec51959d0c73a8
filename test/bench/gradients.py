"""
The gradients of gradients.ts by hand in NumPy: `python3 gradients.py`, one JSON request a line on standard input.

    {"do": "prepare", "problem": "ridge", "sizes": {…}, "inputs": {"X": [rows, cols, "file"], …}}
      ->  {"values": […], "bytes": n}       values in order, each flat; bytes: the most that NumPy held at once
    {"do": "run", "times": 3}  ->  {"seconds": s}      processor time of this process for one run

Each function is what a careful programmer writes: shared parts once, products in a good order, no inverse where a
solve does, in-place operations where they are natural.
"""
import json
import sys
import time
import tracemalloc

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def ridge(X, w, y, lam):
    r = X @ w
    r -= y
    return (r.T @ r + lam * (w.T @ w)), 2 * (X.T @ r + lam * w)


def logistic(X, w, y):
    z = X @ w
    value = np.logaddexp(0, z).sum() - (y.T @ z)
    p = sigmoid(z)
    p -= y
    return value, X.T @ p


def logistic_hvp(X, w, y, v):
    p = sigmoid(X @ w)
    u = X @ v
    value = (p - y).T @ u
    u *= p
    p -= 1
    u *= p
    return value, -(X.T @ u)


def softmax(X, W, b, T):
    Z = X @ W
    Z += b.T
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    s = E.sum(axis=1, keepdims=True)
    Z -= np.log(s)
    value = -(T * Z).sum()
    E *= T.sum(axis=1, keepdims=True) / s
    E -= T
    return value, X.T @ E, E.sum(axis=0)


def mlp2(X, W1, b1, W2, b2, T):
    H = X @ W1
    H += b1.T
    np.tanh(H, out=H)
    R = H @ W2
    R += b2.T
    R -= T
    value = (R * R).sum()
    R *= 2
    D = R @ W2.T
    D *= 1 - H * H
    return value, X.T @ D, D.sum(axis=0), H.T @ R, R.sum(axis=0)


def mlp3(X, W1, b1, W2, b2, W3, T):
    H1 = X @ W1
    H1 += b1.T
    np.tanh(H1, out=H1)
    H2 = H1 @ W2
    H2 += b2.T
    np.tanh(H2, out=H2)
    R = H2 @ W3
    R -= T
    value = (R * R).sum()
    R *= 2
    D2 = R @ W3.T
    D2 *= 1 - H2 * H2
    D1 = D2 @ W2.T
    D1 *= 1 - H1 * H1
    return value, X.T @ D1, D1.sum(axis=0), H1.T @ D2, D2.sum(axis=0), H2.T @ R


def attention(X, Wq, Wk, Wv, G, c):
    Q = X @ Wq
    Q *= c
    K = X @ Wk
    V = X @ Wv
    P = Q @ K.T
    P -= P.max(axis=1, keepdims=True)
    np.exp(P, out=P)
    P /= P.sum(axis=1, keepdims=True)
    value = (G * (P @ V)).sum()
    D = G @ V.T
    D *= P
    D -= P * D.sum(axis=1, keepdims=True)
    return value, c * (X.T @ (D @ K)), X.T @ (D.T @ Q), X.T @ (P.T @ G)


def gaussian(S, C, N):
    L = np.linalg.cholesky(S)
    P = np.linalg.inv(S)
    value = N * np.log(np.diag(L)).sum() + (P * C).sum() / 2
    D = P @ C @ P
    D *= -0.5
    P *= N / 2
    D += P
    return value, D


def factorisation(U, V, M, D):
    R = U @ V.T
    R -= D
    R *= M
    value = (R * R).sum()
    R *= M
    R *= 2
    return value, R @ V, R.T @ U


def rayleigh(A, x):
    y = A @ x
    s = x.T @ x
    f = (x.T @ y) / s
    return f, 2 * (y - f * x) / s


def logdet(A, X):
    Y = A @ X
    M = X.T @ Y
    _, value = np.linalg.slogdet(M)
    return value, 2 * np.linalg.solve(M.T, Y.T).T


def trace(A, X, B, C):
    Y = C @ (A @ (X @ B))
    value = (X * Y).sum()
    Y += A.T @ (C.T @ (X @ B.T))
    return value, Y


PROBLEMS = {f.__name__: f for f in (ridge, logistic, logistic_hvp, softmax, mlp2, mlp3, attention, gaussian,
                                    factorisation, rayleigh, logdet, trace)}

function, arguments = None, ()


def prepare(request):
    global function, arguments
    function = PROBLEMS[request["problem"]]
    arguments = []
    for rows, cols, path in request["inputs"]:
        values = np.fromfile(path).reshape(rows, cols)
        arguments.append(float(values[0, 0]) if rows == cols == 1 else values)
    tracemalloc.start()
    results = function(*arguments)
    bytes_at_once = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    flat = [np.asarray(r, dtype=float).ravel().tolist() for r in results]
    return {"values": flat, "bytes": bytes_at_once}


def run(request):
    best = None
    for _ in range(request["times"]):
        start = time.process_time()
        function(*arguments)
        seconds = time.process_time() - start
        best = seconds if best is None else min(best, seconds)
    return {"seconds": best}


for line in sys.stdin:
    request = json.loads(line)
    answer = prepare(request) if request["do"] == "prepare" else run(request)
    print(json.dumps(answer), flush=True)
