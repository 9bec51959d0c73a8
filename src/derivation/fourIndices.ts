/**
 * What the derivative of a matrix by a matrix is: by one entry, with four indices, and under a trace.
 *
 *     Y = X W  ─▶  ∂Y/∂w_pq = X E_pq,  x_ip δ_jq or I ⊗ X,  dL = tr(Gᵀ X dW)
 */
import { differential } from "../derivative/differentiate.ts";
import { linearMatrix } from "../derivative/linear.ts";
import { call, holeOf } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, isVector } from "../expression/expr.ts";
import { SINGLE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { trace } from "../functions/matrix.ts";
import { indexDerivative } from "../index/derivative.ts";
import { simplify } from "../simplify/simplify.ts";
import type { IndexPieces } from "./entries/generalise.ts";
import type { Table, WrittenOut, WrittenStage } from "./entries/writtenOut.ts";
import { equation, sentence, shown, step } from "./pieces.ts";
import { matrixForm, type User } from "./plan/matrixForm.ts";
import type { Equation, Shown, Step } from "./step.ts";

/** ∂Y/∂w_pq = X E_pq, the four indices of ∂Y/∂W, and dL = tr(Gᵀ dY). */
export function tensorSteps(
  of: Table,
  { stage, value }: User<WrittenStage>,
  written: WrittenOut,
  pieces: IndexPieces,
): Step[] {
  const W = of.general;
  const names = indexDerivative({ value, wrt: W, kind: "tensor", beside: written.symbols });
  const [at] = names.wrt as readonly [{ p: Expr; q: Expr }];
  const single = call(SINGLE, [at.p, at.q], [W.shape.rows, W.shape.cols], W.shape);
  const along = simplify(differential(value, W, single));
  const byOne = pieces.byEntry(stage.general, value, W, at.p, at.q);
  const steps = [
    step(
      "single entry",
      [sentence("entries.general.single", { single: shown(single) })],
      [equation([byOne, along])],
    ),
  ];
  const dW = holeOf(W);
  const kronecker = linearMatrix(simplify(differential(value, W, dW)), dW);
  const entry = shown(names.stages[0]?.contracted as Expr);
  const form = matrixForm(of, written);
  if (kronecker) {
    const places = { output: shown(stage.general), variable: shown(W), entry, kronecker: shown(kronecker) };
    const key = `entries.general.tensor${isVector(stage.general) ? ".three" : ""}`;
    steps.push(step("four indices", [sentence(key, places)], []));
  }
  const G = stage.bar;
  if (!G || stage.general.shape.cols === UNIT) return steps;
  const dY = simplify(differential(value, W, dW));
  const dL: Shown = {
    kind: "differential",
    of: shown(written.loss),
    value: trace(product([transpose(form), dW])),
  };
  const dYshown: Shown = { kind: "differential", of: shown(stage.general), value: dY };
  const first: Shown = traceOf([shown(transpose(G)), dYshown]);
  const second = traceOf([shown(transpose(G)), shown(dY)]);
  const third = traceOf([{ kind: "transpose", of: shown(form), value: transpose(form) }, shown(dW)]);
  const check: Equation = equation([dL, first, second, third]);
  return [...steps, step("trace", [sentence("entries.general.trace")], [check], "aligned")];
}

function traceOf(parts: readonly Shown[]): Shown {
  const value = product(parts.map((p) => p.value));
  return { kind: "trace", of: { kind: "product", parts, value }, value: trace(value) };
}
