/**
 * How large the degree of an expression's entries is, as rational functions of the variables' entries:
 * what bounds the chance that a difference vanishes by accident.
 *
 *     A⁻¹ B for n = 5  ─▶  numerator 4 + 1, denominator 5
 */

import type { Expr } from "../../expression/expr.ts";
import { HADAMARD_POWER, INVERSE } from "../../expression/heads.ts";
import { topological } from "../../expression/walk.ts";
import { ADJUGATE } from "../../functions/decompositions.ts";
import { DETERMINANT } from "../../functions/matrix.ts";
import { PSEUDO_INVERSE } from "../../functions/spectral.ts";
import { hasValues } from "../../structures.ts";
import type { Sizes } from "../values/evaluate.ts";
import { sizeValue } from "../values/program.ts";

/** Bounds for numerator and denominator; all entries have the denominator in common. */
interface Degree {
  readonly top: number;
  readonly bottom: number;
}

const CONSTANT: Degree = { top: 0, bottom: 0 };

/** A bound for the degree of (a − b)'s numerator; infinite where it is astronomical. */
export function differenceDegree(a: Expr, b: Expr, sizes: Sizes): number {
  const degrees = new Map<Expr, Degree>();
  for (const e of topological([a, b]))
    degrees.set(
      e,
      degreeOf(e, (x) => degrees.get(x) as Degree, sizes),
    );
  const [left, right] = [degrees.get(a), degrees.get(b)] as [Degree, Degree];
  return added([left, right]).top;
}

const multiplied = (parts: readonly Degree[]): Degree => ({
  top: parts.reduce((total, d) => total + d.top, 0),
  bottom: parts.reduce((total, d) => total + d.bottom, 0),
});

/** Over the product of the denominators. */
function added(parts: readonly Degree[]): Degree {
  const bottom = parts.reduce((total, d) => total + d.bottom, 0);
  return { top: Math.max(...parts.map((d) => d.top + bottom - d.bottom)), bottom };
}

/** (N/D)⁻¹ = D adj(N) / det(N) for n×n. */
const inverted = ({ top, bottom }: Degree, n: number): Degree => ({
  top: bottom + (n - 1) * top,
  bottom: n * top,
});

function raised({ top, bottom }: Degree, k: number): Degree {
  const times = Math.abs(k);
  return k >= 0 ? { top: times * top, bottom: times * bottom } : { top: times * bottom, bottom: times * top };
}

/** The exponents that occur are small, or numbers. */
const exponentOf = (e: Expr): number =>
  e.kind === "number" ? Math.trunc(e.value.n / e.value.d) || 1 : LARGEST_EXPONENT;
const LARGEST_EXPONENT = 20;

function degreeOf(e: Expr, of: (e: Expr) => Degree, sizes: Sizes): Degree {
  switch (e.kind) {
    case "number":
      return CONSTANT;
    case "symbol":
      if (e.role !== "variable" && e.role !== "hole") return CONSTANT;
      // Cayley's transform
      return hasValues(e.structure, "orthonormal")
        ? inverted({ top: 1, bottom: 0 }, sizeValue({ sizes }, e.shape.rows))
        : { top: 1, bottom: 0 };
    case "sum":
      return added(e.terms.map(of));
    case "product":
      return multiplied([...e.scalars, ...e.factors].map(of));
    case "power": {
      const k = exponentOf(e.exponent);
      const base = of(e.base);
      return k < 0 && e.base.shape !== e.exponent.shape
        ? raised(inverted(base, sizeValue({ sizes }, e.base.shape.rows)), -k)
        : raised(base, k);
    }
    case "call":
      return callDegree(e.fn.name, e.args, of, sizes);
    case "index":
      return of(e.of);
    case "block":
      return added(e.cells.flat().map(of));
    case "bound": {
      const { top, bottom } = of(e.body);
      const count = sizeValue({ sizes }, e.size);
      return { top: top + (count - 1) * bottom, bottom: count * bottom };
    }
  }
}

function callDegree(name: string, args: readonly Expr[], of: (e: Expr) => Degree, sizes: Sizes): Degree {
  const [x, second] = args;
  if (!x) return CONSTANT;
  const own = of(x);
  const n = sizeValue({ sizes }, x.shape.rows);
  switch (name) {
    case INVERSE.name:
      return inverted(own, n);
    case ADJUGATE.name:
      return multiplied([inverted(own, n), raised(own, n)]);
    case DETERMINANT.name:
      return raised(own, n);
    case PSEUDO_INVERSE.name: {
      const square = raised(own, 2);
      return multiplied([inverted(square, Math.min(n, sizeValue({ sizes }, x.shape.cols))), own]);
    }
    case HADAMARD_POWER.name: {
      const k = exponentOf(second as Expr);
      // each entry has its own denominator
      return k < 0 ? raised(own, k * n * sizeValue({ sizes }, x.shape.cols)) : raised(own, k);
    }
    default:
      // linear in each argument, or a table whose value is as random as a variable
      return multiplied([...args.map(of), { top: 1, bottom: 0 }]);
  }
}
