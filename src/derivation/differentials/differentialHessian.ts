/**
 * Once more: the differential of a gradient, and the Hessian read off as its matrix.
 *
 *     d∇L = 2 Xᵀ dr + 2λ dw = 2 (Xᵀ X + λ I) dw   ─▶   ∇²L = 2 (Xᵀ X + λ I)
 */

import { madeSymbol } from "../../expression/build.ts";
import { type Expr, isScalar, type Shape, type SymbolNode } from "../../expression/expr.ts";
import { dependsOn, substitute } from "../../expression/walk.ts";
import { vec } from "../../functions/kronecker.ts";
import { equation, extended, sentence, shown, step } from "../pieces.ts";
import { alongDirections, differentialIn, epsilon, stageDifferential } from "../plan/moving.ts";
import { boxed, SHORT_HESSIAN, sides, written } from "../plan/readOff.ts";
import { differentiated } from "../question.ts";
import type { Differenced, Equation, Section, Setting, Shown } from "../step.ts";
import type { Differentials } from "./differential.ts";
import type { Gradient } from "./differentialGradient.ts";
import { matrixLines } from "./differentialJacobian.ts";
import { joinedRules, rulesOf } from "./rules.ts";

interface HessianPart {
  readonly sections: readonly Section[];
  readonly results: readonly Equation[];
  readonly measured: readonly Measured[];
}

type Measured = readonly [SymbolNode, Differenced];

/** One section for each block of the Hessian: by a variable twice, and by two variables once. */
export function hessianSections(shared: Differentials, gradients: readonly Gradient[]): HessianPart {
  const parts = gradients.flatMap((g, i) => gradients.slice(i).map(({ by }) => ofVariables(shared, g, by)));
  return {
    sections: parts.map((p) => p.section),
    results: parts.map((p) => p.result),
    measured: parts.map((p) => p.measured),
  };
}

/** The first line of the differential of a gradient, where its variable alone moves; and how that is measured. */
export function gradientDifferential(shared: Differentials, g: Gradient, by: SymbolNode = g.by) {
  const only = onlyIn(shared, by);
  const first = g.equation.sides[0] as Shown;
  const hole = madeSymbol(`d∇${g.by.key} ${by.key}`, g.value.shape);
  const own: Shown = { kind: "differential", of: first, value: hole };
  const reason = joinedRules(rulesOf(g.value, only).rule);
  const start = equation([own, differentialIn(g.value, only.d)], reason);
  const moved = alongDirections([by], shared.stages, only.d);
  const setting = extended(
    only.setting,
    [],
    [[hole, { of: substitute(g.value, moved), by: epsilon() }], g.measured],
  );
  return { start, only, setting };
}

/** ∂²of/∂row∂columnᵀ, of vec(row) and vec(column) where they are matrices. */
export function hessianPiece(of: SymbolNode, row: SymbolNode, column: SymbolNode, shape: Shape) {
  const stacked = (v: SymbolNode): Shown => shown(isScalar(v) ? v : vec(v));
  return {
    kind: "derivative",
    of: shown(of),
    by: isScalar(column) ? shown(row) : stacked(row),
    order: 2,
    ...(row !== column && { across: stacked(column) }),
    value: madeSymbol(`∂²${of.key}/∂${row.key}∂${column.key}`, shape),
  } as const satisfies Shown;
}

function ofVariables(shared: Differentials, g: Gradient, by: SymbolNode) {
  const { setup, stages } = shared;
  const { start, only, setting: differential } = gradientDifferential(shared, g, by);
  const { lines, matrices, isBrief } = matrixLines(start, stages, [by], only);
  const H = matrices.get(by) as Expr;
  const piece = hessianPiece(differentiated(setup), g.by, by, H.shape);
  const measured: Measured = [piece.value, { of: written(g.value, stages), by }];
  const setting: Setting = extended(differential, [], [measured]);
  const read = equation(sides(piece, H, stages, SHORT_HESSIAN));
  const steps = [
    step("differential", [sentence(isBrief ? "hessian.again" : "hessian.begin")], lines, "aligned"),
    step("identification", [sentence("hessian.read")], [read]),
  ];
  const title =
    by === g.by
      ? sentence("hessian.title", { by: shown(by) })
      : sentence("hessian.cross", { by: shown(g.by), across: shown(by) });
  return { section: { title, steps, setting } satisfies Section, result: boxed(read), measured };
}

/** The differentials where one variable moves and the others stand. */
function onlyIn(shared: Differentials, by: SymbolNode): Differentials {
  const { stages, d: all, setting } = shared;
  const d = new Map<Expr, SymbolNode>([[by, all.get(by) as SymbolNode]]);
  const inside = new Map<Expr, Expr>();
  for (const { symbol: own, value } of stages) {
    const dN = stageDifferential({ symbol: own, value }, d);
    if (!symbolsMove(dN, d)) continue;
    inside.set(own, dN);
    d.set(own, all.get(own) as SymbolNode);
  }
  const moved = alongDirections([by], stages, d);
  const differenced = new Map(
    stages.map(({ symbol: own }) => [
      all.get(own) as SymbolNode,
      { of: moved.get(own) as Expr, by: epsilon() },
    ]),
  );
  return { ...shared, d, inside, moved, setting: { ...setting, differenced } };
}

const symbolsMove = (dN: Expr, d: ReadonlyMap<Expr, SymbolNode>): boolean =>
  [...d.values()].some((hole) => dependsOn(dN, hole));
