/**
 * Functions that are written above the code where a module has none; `$` is np, jnp or torch.
 */
import { helpersIn, MODULES } from "../../functions/code.ts";
import { FUNCTIONS } from "../../functions/index.ts";
import { pythonPatterns } from "./patterns.ts";

const SOFTMAX_ROWS = `def softmax_rows(x):
    """Softmax of each row."""
    weights = $.exp(x - $.max(x, axis=1, keepdims=True))
    return weights / $.sum(weights, axis=1, keepdims=True)`;

/** For numpy and, where nothing else is said, the other two. */
const COMMON: Readonly<Record<string, string>> = {
  sigmoid: `def sigmoid(x):
    """1 / (1 + exp(-x)) without overflow."""
    return $.exp(-$.logaddexp(0, -x))`,
  softplus: `def softplus(x):
    """log(1 + exp(x)) without overflow."""
    return $.logaddexp(0, x)`,
  relu: `def relu(x):
    return $.maximum(x, 0)`,
  erf: `def erf(x):
    """Error function of each entry."""
    return np.vectorize(math.erf, otypes=[float])(x)`,
  erfc: `def erfc(x):
    """1 - erf(x) of each entry."""
    return np.vectorize(math.erfc, otypes=[float])(x)`,
  softmax: `def softmax(x):
    """Softmax of a vector."""
    weights = $.exp(x - $.max(x))
    return weights / $.sum(weights)`,
  softmax_rows: SOFTMAX_ROWS,
  logsumexp: `def logsumexp(x):
    """log of the sum of exp(x) without overflow."""
    top = $.max(x)
    return top + $.log($.sum($.exp(x - top)))`,
  logsumexp_rows: `def logsumexp_rows(x):
    """log of the sum of exp of each row, a column."""
    top = $.max(x, axis=1, keepdims=True)
    return top + $.log($.sum($.exp(x - top), axis=1, keepdims=True))`,
  single: `def single(i, j, m, n):
    """The m by n matrix with a 1 in row i, column j, from 1."""
    return $.outer($.arange(1, m + 1) == i, $.arange(1, n + 1) == j) * 1.0`,
  eigval: `def eigval(x, k):
    """The k-th largest eigenvalue of a symmetric matrix."""
    return $.linalg.eigvalsh((x + x.T) / 2)[-int(k)]`,
  eigvec: `def eigvec(x, k):
    """Its unit eigenvector, the largest entry positive."""
    v = $.linalg.eigh((x + x.T) / 2)[1][:, [-int(k)]]
    return v * $.sign(v[$.argmax($.abs(v)), 0])`,
  rightsingular: `def rightsingular(x, k):
    """Unit right singular vector of the k-th largest singular value."""
    return eigvec(x.T @ x, k)`,
  leftsingular: `def leftsingular(x, k):
    """Unit left singular vector of the k-th largest singular value."""
    u = x @ eigvec(x.T @ x, k)
    return u / $.linalg.norm(u)`,
  polar: `def polar(x):
    """Orthonormal polar factor of x, from its singular value decomposition."""
    u, _, vt = $.linalg.svd(x, full_matrices=False)
    return u @ vt`,
};

const TORCH: Readonly<Record<string, string>> = {
  softplus: `def softplus(x):
    """log(1 + exp(x)) without overflow."""
    return torch.logaddexp(x, torch.zeros_like(x))`,
  single: `def single(i, j, zeros):
    """A 1 in row i, column j, from 1, of a matrix of zeros."""
    zeros[i - 1, j - 1] = 1
    return zeros`,
  expm_frechet: `def expm_frechet(x, e):
    """Derivative of the matrix exponential at x in the direction e."""
    n = len(x)
    size = torch.linalg.norm(e).clamp(min=1e-300)  # a large direction would take the digits of x
    top = torch.cat([x, e / size], dim=1)
    bottom = torch.cat([torch.zeros_like(x), x], dim=1)
    return size * torch.linalg.matrix_exp(torch.cat([top, bottom]))[:n, n:]`,
  blocks: `def blocks(rows):
    """A matrix from rows of blocks; a scalar is a block of one entry."""
    like = next((c for row in rows for c in row if torch.is_tensor(c)), torch.zeros((), dtype=torch.float64))

    def block(c):
        c = torch.as_tensor(c, dtype=like.dtype, device=like.device)
        return c if c.ndim == 2 else c.reshape(1, 1)

    return torch.cat([torch.cat([block(c) for c in row], dim=1) for row in rows])`,
};

export type Python = keyof typeof MODULES;

/** How a list w is added up on the lines k. */
const SUMS = {
  numpy: "np.bincount(k, w, 2 * n)",
  jax: "jnp.zeros(2 * n).at[k].add(w)",
  torch: "torch.zeros(2 * n, dtype=w.dtype, device=w.device).index_add(0, k.to(w.device), w)",
};

export function pythonHelpers(target: Python): ReadonlyMap<string, string> {
  const module = MODULES[target];
  const patterns = Object.fromEntries([...pythonPatterns(SUMS[target]), ...helpersIn(FUNCTIONS, target)]);
  const own = { ...COMMON, ...(target === "torch" && TORCH), ...patterns };
  return new Map(Object.entries(own).map(([name, text]) => [name, text.replaceAll("$.", `${module}.`)]));
}
