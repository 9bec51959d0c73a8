/**
 * The style `matrix`: the closed forms alone, in the names of the problem.
 *
 *     y = σ(X w), E = −Σ t log y, by w  ─▶  ∂E/∂w = Xᵀ(t ⊙ (y − 1))
 */
import { byIndependentEntries, projected } from "../../derivative/structured.ts";
import { UnsupportedError } from "../../errors.ts";
import { madeSymbol, number, sum } from "../../expression/build.ts";
import type { Expr, Structure, SymbolNode } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { substitute } from "../../expression/walk.ts";
import { blockQuestion } from "../../problem/block.ts";
import { simplify } from "../../simplify/simplify.ts";
import { derivative, equation, extended } from "../pieces.ts";
import { alongDirections, differentialSymbol, epsilon } from "../plan/moving.ts";
import { answerTo, differentiated, directionOf, questionOf } from "../question.ts";
import type { Differenced, Equation, Setting, Shown } from "../step.ts";
import type { Setup, StyleFunction } from "../style.ts";
import { hessianPiece } from "./differentialHessian.ts";

/** A result, and what the check needs to measure its left side. */
interface Found {
  readonly result: Equation;
  readonly defined: readonly (readonly [SymbolNode, Expr])[];
  readonly differenced: readonly (readonly [SymbolNode, Differenced])[];
}

export const matrixStyle: StyleFunction = (setup) => {
  const found = [...firstOrder(setup), ...(setup.order > 1 ? secondOrder(setup) : [])];
  const setting: Setting = {
    ...extended(
      setup.setting,
      found.flatMap((f) => f.defined),
      found.flatMap((f) => f.differenced),
    ),
    hints: { ...setup.setting.hints, structures: structuresByName(setup) },
  };
  const results = found.map((f) => f.result);
  return {
    style: "matrix",
    given: [],
    sections: [{ title: undefined, steps: [], setting }],
    results,
    remarks: [],
  };
};

export const structuresByName = ({ structures }: Setup): Map<string, Structure> =>
  new Map([...structures].map(([v, structure]) => [v.name, structure]));

function firstOrder(setup: Setup): Found[] {
  if (setup.kind === "jvp") return [wholeDifferential(setup)];
  return setup.wrt.map((by) => (setup.kind === "hvp" ? alongHessian(setup, by) : ofVariable(setup, by)));
}

function formOf(setup: Setup, question: ReturnType<typeof questionOf>): Expr {
  const answer = answerTo(question);
  if (answer) return inDefinitions(answer.derivative, setup);
  throw new UnsupportedError(
    `not supported: the derivative with respect to ${question.wrt.name} has no closed form in matrices`,
    undefined,
    "the style index gives it entry by entry",
  );
}

function ofVariable(setup: Setup, by: SymbolNode): Found {
  const { structures, structure } = setup;
  const question = questionOf(setup, by, 1);
  const form = formOf(setup, question);
  const of = differentiated(setup);
  const piece = derivative(of, by, form.shape);
  const result = equation([piece, form]);
  const own = structures.get(by);
  if (!question.structure || !own) return { result, defined: [], differenced: [[piece.value, { of, by }]] };
  const U = madeSymbol(`U_${by.key}`, by.shape);
  const meant = structure === "projection" ? projected(U, own, by) : byIndependentEntries(U, own);
  return { result, defined: [[piece.value, meant]], differenced: [[U, { of, by }]] };
}

/** dY, in the differentials of all variables. */
function wholeDifferential(setup: Setup): Found {
  const own = differentialSymbol(setup.root.symbol);
  const d = directionsOf(setup, setup.wrt);
  const parts = setup.wrt.map((by) => formOf(setup, questionOf(setup, by, 1, true)));
  const { moved, defined } = moving(setup.wrt, d);
  const form = simplify(sum(parts));
  return {
    result: equation([own, form]),
    defined,
    differenced: [[own, { of: moved(setup.root.expanded), by: epsilon() }]],
  };
}

function alongHessian(setup: Setup, by: SymbolNode): Found {
  const gradient = formOf(setup, questionOf({ ...setup, kind: "gradient" }, by, 1, true));
  const form = formOf(setup, questionOf(setup, by, 2, true));
  const hole = madeSymbol(`d∇${by.key}`, by.shape);
  const left: Shown = { kind: "differential", of: derivative(setup.loss, by), value: hole };
  const { moved, defined } = moving([by], directionsOf(setup, [by]));
  const full = substitute(gradient, new Map(setup.definitions.map((d) => [d.symbol, d.expanded] as const)));
  return {
    result: equation([left, form]),
    defined,
    differenced: [[hole, { of: moved(full), by: epsilon() }]],
  };
}

const directionsOf = (setup: Setup, wrt: readonly SymbolNode[]): Map<Expr, SymbolNode> =>
  new Map(wrt.map((v) => [v, directionOf(setup, v)]));

function moving(wrt: readonly SymbolNode[], d: ReadonlyMap<Expr, SymbolNode>) {
  const along = alongDirections(wrt, [], d);
  return {
    moved: (e: Expr): Expr => substitute(e, along),
    defined: [[epsilon(), number(0)] as const],
  };
}

/** Every block of the Hessian once: by each variable twice, and by two. */
function secondOrder(setup: Setup): Found[] {
  const { wrt } = setup;
  const of = differentiated(setup);
  return wrt.flatMap((row, i) => {
    const question = questionOf(setup, row, 1, true);
    const gradient = formOf(setup, question);
    const written = writtenOut(gradient, setup);
    return wrt.slice(i).map((column): Found => {
      const form =
        row === column
          ? formOf(setup, questionOf(setup, row, 2, true))
          : formOf(setup, blockQuestion(written, column, question));
      const piece = hessianPiece(of, row, column, form.shape);
      const result = equation([piece, form]);
      return { result, defined: [], differenced: [[piece.value, { of: gradient, by: column }]] };
    });
  });
}

/** What the problem has named is called by its name, also where it is recognised: softmax(z) is p = e/s. */
export function inDefinitions(
  form: Expr,
  setup: Setup,
  of: Setup["definitions"] = setup.definitions.slice(0, -1),
): Expr {
  const names = new Map<Expr, Expr>();
  for (const { symbol: own, expanded } of of) {
    for (const value of [simplify(expanded), expanded]) {
      if (value.kind === "symbol" || value.kind === "number") continue;
      names.set(value, own);
      names.set(transpose(value), transpose(own));
    }
  }
  return names.size === 0 ? form : substitute(form, names);
}

/** In variables only. */
export const writtenOut = (form: Expr, { definitions }: Setup): Expr =>
  substitute(form, new Map(definitions.map((d) => [d.symbol, d.expanded] as const)));
