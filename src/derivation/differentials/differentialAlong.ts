/**
 * The differential itself as the result: of a value (a Jacobian-vector product), or of a gradient (a
 * Hessian-vector product), with the names of inner expressions put in.
 *
 *     d(XᵀAX) = dXᵀ A X + Xᵀ A dX            d∇(xᵀAx) = (A + Aᵀ) dx
 */
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { simplify } from "../../simplify/simplify.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import type { Stage } from "../plan/plan.ts";
import { boxed, sides } from "../plan/readOff.ts";
import type { Equation, Section, Setting, Shown, Step } from "../step.ts";
import type { Differentials } from "./differential.ts";
import type { Gradient } from "./differentialGradient.ts";
import { gradientDifferential } from "./differentialHessian.ts";
import { expandedLines } from "./differentialJacobian.ts";
import { joinedRules, rulesOf } from "./rules.ts";

interface Along {
  readonly section: Section;
  readonly result: Equation;
}

/** d(root) in terms of the differentials of the variables. */
export function valueAlong(shared: Differentials, naming: readonly Step[]): Along {
  const { stages, d, inside, setting } = shared;
  const root = stages.at(-1) as Stage;
  const own = shown(d.get(root.symbol) as SymbolNode);
  const rule = joinedRules(rulesOf(root.value, shared).rule);
  const start = equation([own, inside.get(root.symbol) as Expr], rule);
  return along(start, shared, { naming, begin: "differential.begin", setting });
}

/** d(∂L/∂X), the Hessian along dX. */
export function gradientAlong(shared: Differentials, g: Gradient): Along {
  const { start, only, setting } = gradientDifferential(shared, g);
  const { section, result } = along(start, only, { naming: [], begin: "hessian.begin", setting });
  return { section: { ...section, title: sentence("along.title", { by: shown(g.by) }) }, result };
}

interface Frame {
  readonly naming: readonly Step[];
  /** The sentence before the lines. */
  readonly begin: string;
  readonly setting: Setting;
}

function along(start: Equation, shared: Differentials, { naming, begin, setting }: Frame): Along {
  const inner = shared.stages.slice(0, -1);
  const { lines, current } = expandedLines(start, inner, shared);
  const simple = simplify(current);
  const all =
    simple === current ? lines : [...lines, equation([current, simple], sentence("reason.collected"))];
  const read = equation(sides(start.sides[0] as Shown, simple, shared.stages));
  const steps = [...naming, step("differential", [sentence(begin)], all, "aligned")];
  if (read.sides.length > 2) steps.push(step("identification", [sentence("along.read")], [read]));
  return { section: { title: undefined, steps, setting }, result: boxed(read) };
}
