/**
 * JAX: NumPy's way of writing.
 */
import { called } from "../pieces/piece.ts";
import { pythonLanguage } from "./python.ts";

export const JAX = pythonLanguage({
  target: "jax",
  title: "JAX",
  module: "jnp",
  blocks: "jnp.block",
  sums: "jnp.zeros(n * n).at[k].add(w)",
  shapeOf: (name) => called("jnp.shape", [name]),
});
