/**
 * The style `differential`: dL, rule by rule from the outside in, until only the differentials of the
 * variables are left; then the gradients are read off.
 *
 *     dL = 2 rᵀ dr + 2λ wᵀ dw = 2 rᵀ X dw + 2λ wᵀ dw = (2 Xᵀ r + 2λ w)ᵀ dw
 *
 * Source: J. R. Magnus and H. Neudecker (1988), ch. 9, the identification tables.
 */
import { UnsupportedError } from "../errors.ts";
import { holeOf, number, symbol } from "../expression/build.ts";
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { symbolsIn } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";
import { operationCount } from "../print/text.ts";
import { gradientAlong, valueAlong } from "./differentialAlong.ts";
import { type Gradient, gradientSection } from "./differentialGradient.ts";
import { hessianSections } from "./differentialHessian.ts";
import { jacobianSection } from "./differentialJacobian.ts";
import { type Facts, introduce, isNonlinearCall, type Stage } from "./introduce.ts";
import { alongDirections, differentialSymbol, epsilon, stageDifferential } from "./moving.ts";
import { equation, extended, sentence, shown, step } from "./pieces.ts";
import { boxed } from "./readOff.ts";
import type { Derivation, Equation, Section, Setting, Step } from "./step.ts";
import type { Setup, StyleFunction } from "./style.ts";

/** More inner expressions than this are for the style backprop, which takes one line for each. */
const MOST_STAGES = 12;

/** What the parts of the style share. */
export interface Differentials {
  readonly setup: Setup;
  readonly stages: readonly Stage[];
  /** dv for each variable, dr for each stage. */
  readonly d: ReadonlyMap<Expr, SymbolNode>;
  /** dr in terms of the differentials inside it. */
  readonly inside: ReadonlyMap<Expr, Expr>;
  readonly setting: Setting;
}

export const differentialStyle: StyleFunction = (setup) => {
  const stages = introduce(setup, worthAName);
  if (stages.length > MOST_STAGES) {
    throw new UnsupportedError(
      `not supported: one differential through ${stages.length} nested expressions`,
      undefined,
      "the style backprop takes them one by one",
    );
  }
  const shared = differentials(setup, stages);
  const naming = namingStep(stages);
  if (setup.kind === "jacobian") {
    const { section, results } = jacobianSection(shared, naming);
    return setup.order === 1
      ? {
          style: "differential",
          given: [],
          sections: [section],
          results: results.map((r) => boxed(r.equation)),
          remarks: [],
        }
      : withHessians(shared, section, results);
  }
  if (setup.kind === "jvp") {
    const { section, result } = valueAlong(shared, naming);
    return { style: "differential", given: [], sections: [section], results: [result], remarks: [] };
  }
  const { section, gradients } = gradientSection(shared, naming);
  const first = gradients.map((g) => boxed(g.equation));
  if (setup.kind === "hvp") {
    const parts = gradients.map((g) => gradientAlong(shared, g));
    return {
      style: "differential",
      given: [],
      sections: [section, ...parts.map((p) => p.section)],
      results: parts.map((p) => p.result),
      remarks: [],
    };
  }
  if (setup.order === 1) {
    return { style: "differential", given: [], sections: [section], results: first, remarks: [] };
  }
  return withHessians(shared, section, gradients);
};

function withHessians(shared: Differentials, section: Section, gradients: readonly Gradient[]): Derivation {
  const hessians = hessianSections(shared, gradients);
  const measured = [...gradients.map((g) => g.measured), ...hessians.measured];
  const last = hessians.sections.at(-1) as Section;
  return {
    style: "differential",
    given: [],
    // the results hold in the last section, which therefore measures all of them
    sections: [
      section,
      ...hessians.sections.slice(0, -1),
      { ...last, setting: extended(last.setting, [], measured) },
    ],
    results: [...gradients.map((g) => boxed(g.equation)), ...hessians.results],
    remarks: [],
  };
}

/** Arguments of functions, what stands twice, and values in terms of which a derivative is written. */
function worthAName({ node, uses, isNonlinearArgument }: Facts): boolean {
  if (isNonlinearArgument) return true;
  if (node.kind === "call") return isNonlinearCall(node) && (uses > 1 || derivativeUsesValue(node));
  return uses > 1 && (node.kind === "sum" || node.kind === "product");
}

/** tanh′ = 1 − F²: with a name for the value, the derivative is short. */
function derivativeUsesValue(node: Facts["node"] & { kind: "call" }): boolean {
  const { derivative, name } = entryOf(node.fn);
  return (typeof derivative === "string" && derivative.includes("F")) || name === "softmax";
}

function differentials(setup: Setup, stages: readonly Stage[]): Differentials {
  const d = new Map<Expr, SymbolNode>();
  const { direction } = setup;
  for (const v of setup.wrt) {
    d.set(v, direction ? symbol(direction, v.shape) : holeOf(v));
  }
  const inside = new Map<Expr, Expr>();
  for (const { symbol: own, value } of stages) {
    inside.set(own, stageDifferential({ symbol: own, value }, d));
    d.set(own, differentialSymbol(own, false));
  }
  const moved = alongDirections(setup.wrt, stages, d);
  const differenced = stages.map(({ symbol: own }) => {
    const value = { of: moved.get(own) as Expr, by: epsilon() };
    return [d.get(own) as SymbolNode, value] as const;
  });
  const defined = [...stages.map((s) => [s.symbol, s.value] as const), [epsilon(), number(0)] as const];
  return { setup, stages, d, inside, setting: extended(setup.setting, defined, differenced) };
}

/** "Let r = X w − y": the names we introduce, and how the problem reads with them. */
function namingStep(stages: readonly Stage[]): Step[] {
  const own = stages.filter((s) => s.introduced);
  if (own.length === 0) return [];
  const isShort = own.length === 1 && operationCount((own[0] as Stage).value) <= 6;
  const names = own.map((s) => equation([s.symbol, s.value]));
  const reread = stages
    .filter((s) => !s.introduced && own.some((o) => usesSymbol(s.value, o.symbol)))
    .map((s) => equation([s.symbol, s.value]));
  const symmetric = own.filter((s) => s.symbol.structure === "symmetric").map((s) => shown(s.symbol));
  const remark = symmetric.length > 0 ? [sentence("names.symmetric", { what: symmetric })] : [];
  if (isShort && reread.length === 1) {
    const places = { name: names[0] as Equation, whole: reread[0] as Equation };
    return [step("names", [sentence("names.one", places), ...remark], [])];
  }
  return [
    step("names", [sentence("names.several")], [...names, ...reread], "aligned"),
    ...(remark.length > 0 ? [step("names", remark, [])] : []),
  ];
}

const usesSymbol = (value: Expr, s: SymbolNode): boolean => symbolsIn(value).includes(s);
