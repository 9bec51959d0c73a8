/**
 * NumPy; what it lacks of linear algebra is SciPy's.
 */
import { called } from "../pieces/piece.ts";
import { pythonLanguage, pythonRunner } from "./python.ts";

const ARRAYS = `
import numpy as np
np.seterr(all="ignore")
array = lambda a: np.array(a, dtype=float)
sine = lambda k: lambda x: np.sin(x + k * np.pi / 2)
returned = lambda r: {"shape": np.shape(r), "data": np.asarray(r, dtype=float).ravel().tolist()}
`;

export const NUMPY = pythonLanguage({
  target: "numpy",
  title: "NumPy",
  module: "np",
  blocks: "np.block",
  sums: "np.bincount(k, w, n * n)",
  shapeOf: (name) => called("np.shape", [name]),
  runner: pythonRunner(ARRAYS, "numpy, scipy.linalg", "numpy"),
});
