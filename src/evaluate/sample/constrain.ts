/**
 * Values that satisfy equations: the drawn ones, moved onto them.
 *
 *     sum(y) = 1:  y = (0.9, 0.4, 0.8)  ─▶  (0.567, 0.067, 0.467)
 *
 * Gauss-Newton steps of least length: with the residuals r and their Jacobian J by differences, v ← v − J⁺ r.
 * A variable with a structure keeps it.
 * Source: Å. Björck (1996), Numerical methods for least squares problems, section 9.2.
 */
import type { Structure, SymbolNode } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { pseudoInverse } from "../../matrix/linear.ts";
import { type Matrix, matrix, multiply } from "../../matrix/matrix.ts";
import type { KnownEquation } from "../../simplify/given.ts";
import { type Plan, plan, type Sizes, type Values } from "../values/evaluate.ts";
import { structuredDirection } from "./directions.ts";

const MOST_STEPS = 40;
const CLOSE = 1e-14;
const STEP = 2 ** -17;
/** Equations that say the same differ by the error of the differences. */
const DEPENDENT = 1e-7;

/** Where the residuals are to vanish, and the variables that may move. */
interface System {
  readonly compiled: Plan;
  readonly moving: readonly SymbolNode[];
  readonly structureOf: (v: SymbolNode) => Structure | undefined;
}

/** Values on the equations near the given ones; undefined where none were found. */
export function constrained(
  values: Values,
  equations: readonly KnownEquation[],
  sizes: Sizes,
  structureOf: System["structureOf"],
): Values | undefined {
  const sides = equations.flatMap(({ left, right }) => [left, right]);
  const moving = [...new Set(sides.flatMap(symbolsIn))].filter((s) => s.role === "variable");
  const system: System = { compiled: plan(sides, sizes), moving, structureOf };
  let current = values;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { residual, scale } = residualAt(system, current);
    const size = Math.max(...residual.data.map(Math.abs));
    if (size <= CLOSE * scale) return current;
    if (!Number.isFinite(size)) return undefined;
    current = moved(system, current, residual);
  }
  return undefined;
}

/** left − right of every equation, stacked; and the largest entry of the sides. */
function residualAt({ compiled }: System, values: Values): { residual: Matrix; scale: number } {
  const sides = compiled.run(values);
  const gaps: number[] = [];
  let scale = 1;
  for (let k = 0; k < sides.length; k += 2) {
    const [left, right] = [sides[k] as Matrix, sides[k + 1] as Matrix];
    left.data.forEach((x, i) => {
      const y = right.data[i] as number;
      gaps.push(x - y);
      scale = Math.max(scale, Math.abs(x), Math.abs(y));
    });
  }
  return { residual: matrix(gaps.length, 1, Float64Array.from(gaps)), scale };
}

function moved(system: System, values: Values, residual: Matrix): Values {
  const { moving, structureOf } = system;
  const entries = moving.flatMap((v) =>
    directionsWithin(values.get(v.key) as Matrix, structureOf(v)).map((d) => ({ v, d })),
  );
  const jacobian = matrix(residual.rows, entries.length);
  entries.forEach(({ v, d }, j) => {
    const [up, down] = [STEP, -STEP].map((h) => residualAt(system, along(values, v, d, h)).residual);
    for (let i = 0; i < residual.rows; i++) {
      const slope = ((up as Matrix).data[i] as number) - ((down as Matrix).data[i] as number);
      jacobian.data[i * entries.length + j] = slope / (2 * STEP);
    }
  });
  const step = multiply(pseudoInverse(jacobian, DEPENDENT), residual);
  return entries.reduce((all, { v, d }, j) => along(all, v, d, -(step.data[j] as number)), values);
}

/** The single-entry directions, each with what the structure moves together. */
function directionsWithin(x: Matrix, structure: Structure | undefined): Matrix[] {
  const directions = Array.from(x.data, (_, k) => {
    const unit = matrix(x.rows, x.cols);
    unit.data[k] = 1;
    return structure ? structuredDirection(unit, "projection", structure, x) : unit;
  });
  return directions.filter((d) => d.data.some((v) => v !== 0));
}

function along(values: Values, v: SymbolNode, direction: Matrix, h: number): Values {
  const x = values.get(v.key) as Matrix;
  const data = x.data.map((value, i) => value + h * (direction.data[i] as number));
  return new Map([...values, [v.key, matrix(x.rows, x.cols, data)]]);
}
