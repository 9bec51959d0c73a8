"""Times SymPy on the problems of peers.json: median milliseconds of 7 warm runs, JSON on standard output."""
import json, os, statistics, sys, time
from sympy import *
from sympy.matrices.expressions import HadamardProduct, KroneckerProduct

m, k, n, p, q = symbols("m k n p q")
z, c, v0 = symbols("z c v0")
M = MatrixSymbol
X, W, Y, G = M("X", m, k), M("W", k, n), M("Y", m, n), M("G", m, n)
b, x, an, bn = M("b", n, 1), M("x", n, 1), M("a", n, 1), M("bn", n, 1)
bm, ym, cp, vp = M("bm", m, 1), M("y", m, 1), M("cp", p, 1), M("v", p, 1)
A, Am, Bn, Cm, Amn, Cmn = M("A", n, n), M("Am", m, m), M("B", n, n), M("C", m, m), M("Amn", m, n), M("Cmn", m, n)
X2, Xn, Anm, Xmp, Bpn = M("X", m, n), M("X", n, n), M("A", n, m), M("Xmp", m, p), M("Bpn", p, n)
Vpm, Unp, Bk = M("V", p, m), M("U", n, p), M("Bk", m * n, m * n)
Om = OneMatrix(m, 1)

out = {}
for problem in json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers.json"))):
    times, error = [], None
    for _ in range(8):
        start = time.perf_counter()
        try:
            eval(problem["sympy"])
        except Exception as failure:
            error = type(failure).__name__
            break
        times.append((time.perf_counter() - start) * 1000)
    out[problem["id"]] = {"error": error} if error else {"ms": statistics.median(times[1:])}
json.dump(out, sys.stdout)
