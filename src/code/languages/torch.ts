/**
 * PyTorch: its functions take tensors only, and a new one is of the kind of those that are given.
 */
import { alone, called } from "../pieces/piece.ts";
import { code, own, word } from "../pieces/text.ts";
import { pythonLanguage, pythonRunner } from "./python.ts";

const HELPERS = {
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

const LIKE_GIVEN = ["dtype", "device"].map((name) => code`${name}=${word(name)}`);

const ARRAYS = `
import torch
torch.set_num_threads(1)
array = lambda a: torch.tensor(a, dtype=torch.float64)
sine = lambda k: lambda x: torch.sin(x + k * torch.pi / 2)
def returned(r):
    r = torch.as_tensor(r, dtype=torch.float64)
    return {"shape": list(r.shape), "data": r.reshape(-1).tolist()}
`;

export const TORCH = pythonLanguage({
  target: "torch",
  title: "PyTorch",
  module: "torch",
  blocks: "blocks",
  sums: "torch.zeros(n * n, dtype=w.dtype, device=w.device).index_add(0, k.to(w.device), w)",
  shapeOf: (name) => `${name}.shape`,
  helpers: HELPERS,
  ofNumber: (x) => called("torch.as_tensor", [alone(x), ...LIKE_GIVEN]),
  *opening(scalars, array, needs) {
    if (scalars.length === 0 && !needs.has("dtype")) return;
    if (array) yield code`dtype, device = ${array.name}.dtype, ${array.name}.device`;
    else yield own("dtype, device = torch.float64, None");
    for (const { name } of scalars)
      yield code`${name} = ${called("torch.as_tensor", [name, "dtype=dtype", "device=device"])}`;
  },
  runner: pythonRunner(ARRAYS, "torch"),
});
