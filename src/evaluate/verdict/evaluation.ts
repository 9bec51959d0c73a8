/**
 * How a check gets its values: by a plan for small sizes that is quickly made, or by a compiled one for large sizes,
 * which takes seven times as long to make (0.8 ms for Xᵀ σ(X A⁻¹ w − y) at 4×3) and runs ten times as fast.
 */
import type { Backend } from "../../backend/backend.ts";
import { compilePlan } from "../../compile/plan.ts";
import type { Expr } from "../../expression/expr.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { RANDOM_DIRECTIONS } from "../sample/directions.ts";
import { type PlanOptions, plan, type Sizes, type Values } from "../values/evaluate.ts";
import { sizeOfTerms } from "./cancellation.ts";

/** At one point, the values of a check. */
export interface Evaluation {
  value(e: Expr): Matrix;
  /** The value where the one named variable has another value; overwritten by the next call. */
  along(e: Expr, name: string): (point: Matrix) => Matrix;
  /** How large the terms are that its value is what is left of; 0 where that would take too long. */
  terms(e: Expr): number;
}

/** A check at sizes of the user's. */
export interface GivenSizes {
  readonly sizes: Sizes;
  readonly backend: Backend;
  /** Sees how many of the evaluations are done. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

export function plannedEvaluation(sizes: Sizes, values: Values, limits?: PlanOptions["limits"]): Evaluation {
  const options = { limits: limits ?? {} };
  return {
    value: (e) => plan([e], sizes, options).run(values)[0] as Matrix,
    along(e, name) {
      const compiled = plan([e], sizes, options);
      compiled.run(values);
      return (point) => compiled.rerun(name, point)[0] as Matrix;
    },
    terms: (e) => sizeOfTerms([e], values, sizes, options)[0] as number,
  };
}

/** Arithmetic of a check, roughly, at most; one direction is compared in any case. */
const MOST_FLOPS = 3e10;
/** Evaluations for one direction: two sides at three steps. And those that tell the noise. */
const PER_DIRECTION = 6;
const FOR_NOISE = 3;

export function compiledEvaluation(
  { sizes, backend, progress }: GivenSizes,
  values: Values,
): Evaluation & { directions(e: Expr): number } {
  const compiled = (e: Expr) => {
    const made = compilePlan([e], sizes, { backend });
    for (const [name, view] of made.inputs) view.data.set((values.get(name) as Matrix).data);
    return made;
  };
  const plans = new Map<Expr, ReturnType<typeof compiled>>();
  const planOf = (e: Expr) => {
    const known = plans.get(e) ?? compiled(e);
    plans.set(e, known);
    return known;
  };
  const directions = (e: Expr) =>
    Math.max(1, Math.min(RANDOM_DIRECTIONS, Math.floor(MOST_FLOPS / (PER_DIRECTION * planOf(e).flops))));
  return {
    directions,
    terms: () => 0,
    value: (e) => planOf(e).run()[0] as Matrix,
    along(e, name) {
      const { inputs, run, results } = planOf(e);
      const of = FOR_NOISE + PER_DIRECTION * directions(e);
      let done = 0;
      return (point) => {
        inputs.get(name)?.data.set(point.data);
        run();
        done++;
        progress?.(done, Math.max(done, of));
        return results[0] as Matrix;
      };
    },
  };
}
