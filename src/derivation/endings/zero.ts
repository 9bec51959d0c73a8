/**
 * Derivatives that are 0, with the step that shows why: what has none of the variable, what is the same for every
 * value of it, what has a differential whose terms cancel.
 *
 *     f = xᵀ(A − Aᵀ)x  ─▶  df = dxᵀ(A − Aᵀ)x + xᵀ(A − Aᵀ)dx = 0, ∂f/∂x = 0
 */
import { differential } from "../../derivative/differentiate.ts";
import { isZero, number, zeros } from "../../expression/build.ts";
import { multiplySizes } from "../../expression/dimension.ts";
import { type Expr, isScalar, type Shape, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { dependsOn, substitute } from "../../expression/walk.ts";
import { withoutIndexSums } from "../../index/index.ts";
import { simplify } from "../../simplify/simplify.ts";
import { hessianPiece } from "../differentials/differentialHessian.ts";
import { derivative, equation, extended, sentence, shown, step } from "../pieces.ts";
import { alongDirections, differentialSymbol, epsilon } from "../plan/moving.ts";
import { answerTo, differentiated, questionOf } from "../question.ts";
import type { Derivation, Differenced, Equation, Section, Setting, Step } from "../step.ts";
import type { Setup } from "../style.ts";

/** The variables by which the first derivative is 0. */
export const zerosOf = (setup: Setup): Set<SymbolNode> =>
  new Set(setup.wrt.filter((by) => isZeroBy(setup, by)));

function isZeroBy(setup: Setup, by: SymbolNode): boolean {
  const question = questionOf(
    { ...setup, kind: setup.kind === "hvp" ? "gradient" : setup.kind },
    by,
    1,
    true,
  );
  if (!dependsOn(question.value, by)) return true;
  const answer = answerTo(question);
  return answer !== undefined && isZero(answer.derivative);
}

/** The derivation (where other variables have one) with a section and results for those variables. */
export function withZeros(
  derivation: Derivation | undefined,
  setup: Setup,
  none: ReadonlySet<SymbolNode>,
): Derivation {
  const last = derivation?.sections.at(-1);
  const before = last?.setting ?? setup.setting;
  const own = [...none].map((by) => sectionOf(setup, by));
  const differenced = own.flatMap((o) => o.differenced);
  const setting: Setting = extended(before, [[epsilon(), number(0)]], differenced);
  const section: Section = { title: undefined, steps: own.flatMap((o) => o.steps), setting };
  const results = own.flatMap((o) => o.results);
  if (!derivation) return { style: "differential", given: [], sections: [section], results, remarks: [] };
  return {
    ...derivation,
    sections: [...derivation.sections, section],
    results: [...derivation.results, ...results],
  };
}

interface Zero {
  readonly steps: readonly Step[];
  readonly results: readonly Equation[];
  readonly differenced: readonly (readonly [SymbolNode, Differenced])[];
}

function sectionOf(setup: Setup, by: SymbolNode): Zero {
  const { root, kind, order } = setup;
  const why = reason(setup, by);
  if (kind === "jvp") {
    const own = differentialSymbol(root.symbol);
    const of = movedAlong(root.expanded, by);
    return {
      steps: why.steps,
      results: [equation([own, zeros(own.shape)])],
      differenced: [[own, { of, by: epsilon() }], ...why.differenced],
    };
  }
  const of = differentiated(setup);
  const piece = derivative(of, by, kind === "jacobian" ? jacobianShape(root.symbol, by) : by.shape);
  const first = equation([piece, zeros(piece.value.shape)]);
  const measured: Zero["differenced"] = [...why.differenced, [piece.value, { of, by }]];
  if (order < 2 && kind !== "hvp") return { steps: why.steps, results: [first], differenced: measured };
  const second = hessianPiece(of, by, by, isScalar(by) ? first.sides[0]!.value.shape : hessianShape(by));
  const results = [first, equation([second, zeros(second.value.shape)])];
  return {
    steps: why.steps,
    results,
    differenced: [...measured, [second.value, { of: zeros(piece.value.shape), by }]],
  };
}

const jacobianShape = (y: Expr, x: Expr): Shape =>
  isScalar(x) ? y.shape : shapeOf(y.shape.rows, x.shape.rows);

function hessianShape({ shape }: SymbolNode): Shape {
  const entries = multiplySizes(shape.rows, shape.cols);
  return shapeOf(entries, entries);
}

const directionOf = (by: SymbolNode): SymbolNode => differentialSymbol(by);

const movedAlong = (e: Expr, by: SymbolNode): Expr =>
  substitute(e, alongDirections([by], [], new Map([[by, directionOf(by)]])));

/** Why the derivative is 0. */
function reason(setup: Setup, by: SymbolNode): Pick<Zero, "steps" | "differenced"> {
  const { root } = setup;
  const value = root.expanded;
  const places = { value: shown(root.symbol), variable: shown(by) };
  const short = simplify(withoutIndexSums(value));
  if (!dependsOn(short, by)) {
    const isWritten = short === value || dependsOn(root.value, by) === false;
    const lines = isWritten && short === value ? [] : [equation([root.symbol, value, short])];
    const key =
      lines.length > 0 ? "zero.constant" : setup.written.has(by.name) ? "zero.vanishes" : "zero.absent";
    return { steps: [step("independent", [sentence(key, places)], lines)], differenced: [] };
  }
  const own = differentialSymbol(root.symbol);
  const written = differential(value, by, directionOf(by));
  const line = equation([own, ...(isZero(written) ? [] : [written]), zeros(own.shape)]);
  const text = sentence("zero.cancels", places);
  return {
    steps: [step("differential", [text], [line])],
    differenced: [[own, { of: movedAlong(value, by), by: epsilon() }]],
  };
}
