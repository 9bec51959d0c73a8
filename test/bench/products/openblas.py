"""Times NumPy's products and factorisations on one thread, one request a line.

    product 256 10  ->  seconds of thread CPU time per call, over 10 calls
"""
import sys
import time

import numpy as np

random = np.random.default_rng(1)
prepared = {}


def product(n):
    a, b, out = random.standard_normal((n, n)), random.standard_normal((n, n)), np.empty((n, n))
    return lambda: np.matmul(a, b, out=out)


def spd(n):
    a = random.standard_normal((n, n))
    s = a @ a.T + n * np.eye(n)
    return lambda: (np.linalg.inv(s), np.linalg.slogdet(s))


def inverse(n):
    a = random.standard_normal((n, n))
    return lambda: np.linalg.inv(a)


for line in sys.stdin:
    task, n, calls = line.split()
    key = task, int(n)
    if key not in prepared:
        prepared[key] = globals()[task](int(n))
        prepared[key]()
    run = prepared[key]
    start = time.thread_time()
    for _ in range(int(calls)):
        run()
    print((time.thread_time() - start) / int(calls), flush=True)
