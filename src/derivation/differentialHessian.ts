/**
 * Once more: the differential of a gradient, and the Hessian read off as its matrix.
 *
 *     d∇L = 2 Xᵀ dr + 2λ dw = 2 (Xᵀ X + λ I) dw   ─▶   ∇²L = 2 (Xᵀ X + λ I)
 */

import { madeSymbol } from "../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { dependsOn, substitute } from "../expression/walk.ts";
import { vec } from "../functions/kronecker.ts";
import type { Differentials } from "./differential.ts";
import type { Gradient } from "./differentialGradient.ts";
import { matrixLines } from "./differentialJacobian.ts";
import { alongDirections, differentialIn, epsilon, stageDifferential } from "./moving.ts";
import { equation, extended, sentence, shown, step } from "./pieces.ts";
import { boxed, sides, written } from "./readOff.ts";
import { joinedRules, rulesOf } from "./rules.ts";
import type { Differenced, Equation, Section, Setting, Shown } from "./step.ts";

export interface HessianPart {
  readonly sections: readonly Section[];
  readonly results: readonly Equation[];
  readonly measured: readonly Measured[];
}

type Measured = readonly [SymbolNode, Differenced];

/** One section for each variable: its own block of the Hessian. */
export function hessianSections(shared: Differentials, gradients: readonly Gradient[]): HessianPart {
  const parts = gradients.map((g) => ofVariable(shared, g));
  return {
    sections: parts.map((p) => p.section),
    results: parts.map((p) => p.result),
    measured: parts.map((p) => p.measured),
  };
}

/** The first line of the differential of a gradient, where its variable alone moves; and how that is measured. */
export function gradientDifferential(shared: Differentials, g: Gradient) {
  const only = onlyIn(shared, g.by);
  const first = g.equation.sides[0] as Shown;
  const hole = madeSymbol(`d∇${g.by.key}`, g.value.shape);
  const own: Shown = { kind: "differential", of: first, value: hole };
  const reason = joinedRules(rulesOf(g.value, new Set(only.d.keys())));
  const start = equation([own, differentialIn(g.value, only.d)], reason);
  const moved = alongDirections([g.by], shared.stages, only.d);
  const setting = extended(
    only.setting,
    [],
    [[hole, { of: substitute(g.value, moved), by: epsilon() }], g.measured],
  );
  return { start, only, setting };
}

function ofVariable(shared: Differentials, g: Gradient) {
  const { setup, stages } = shared;
  const { start, only, setting: differential } = gradientDifferential(shared, g);
  const { lines, matrices } = matrixLines(start, stages.slice(0, -1), [g.by], only);
  const H = matrices.get(g.by) as Expr;
  const piece: Shown = {
    kind: "derivative",
    of: shown(setup.loss),
    by: shown(isScalar(g.by) ? g.by : vec(g.by)),
    order: 2,
    value: madeSymbol(`∂²${setup.loss.key}/∂${g.by.key}²`, H.shape),
  };
  const measured: Measured = [piece.value, { of: written(g.value, stages), by: g.by }];
  const setting: Setting = extended(differential, [], [measured]);
  const read = equation(sides(piece, H, stages));
  const steps = [
    step("differential", [sentence("hessian.begin")], lines, "aligned"),
    step("identification", [sentence("hessian.read")], [read]),
  ];
  const title = sentence("hessian.title", { by: shown(g.by) });
  return { section: { title, steps, setting } satisfies Section, result: boxed(read), measured };
}

/** The differentials where one variable moves and the others stand. */
function onlyIn(shared: Differentials, by: SymbolNode): Differentials {
  const { setup, stages, d: all, setting } = shared;
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
  return { setup, stages, d, inside, setting: { ...setting, differenced } };
}

const symbolsMove = (dN: Expr, d: ReadonlyMap<Expr, SymbolNode>): boolean =>
  [...d.values()].some((hole) => dependsOn(dN, hole));
