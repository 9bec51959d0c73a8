/**
 * The style `differential`: dL, rule by rule from the outside in, until only the differentials of the
 * variables are left; then the gradients are read off.
 *
 *     dL = 2 rᵀ dr + 2λ wᵀ dw = 2 rᵀ X dw + 2λ wᵀ dw = (2 Xᵀ r + 2λ w)ᵀ dw
 *
 * Source: J. R. Magnus and H. Neudecker (1988), ch. 9, the identification tables.
 */
import { number, symbol } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { byLogarithms } from "../lemmas/logarithms.ts";
import { type Standardised, standardisedIn } from "../lemmas/standardised.ts";
import { equation, extended, sentence } from "../pieces.ts";
import { type Run, solutionsIn, withRuns } from "../plan/lemmas.ts";
import { alongDirections, differentialSymbol, epsilon, stageDifferential } from "../plan/moving.ts";
import { movingPlan, type Stage } from "../plan/plan.ts";
import { boxed } from "../plan/readOff.ts";
import { worthAName } from "../plan/worthAName.ts";
import type { Derivation, Section, Setting, Step } from "../step.ts";
import type { Setup, StyleFunction, StyleOptions } from "../style.ts";
import { gradientAlong, valueAlong } from "./differentialAlong.ts";
import { type Gradient, gradientSection } from "./differentialGradient.ts";
import { hessianSections } from "./differentialHessian.ts";
import { jacobianSection } from "./differentialJacobian.ts";
import { namesStep } from "./naming.ts";

/** What the parts of the style share. */
export interface Differentials {
  readonly setup: Setup;
  readonly stages: readonly Stage[];
  /** dv for each variable, dr for each stage. */
  readonly d: ReadonlyMap<Expr, SymbolNode>;
  /** dr in terms of the differentials inside it. */
  readonly inside: ReadonlyMap<Expr, Expr>;
  /** Names for inverses times vectors, which stand for values and are not differentiated through. */
  readonly runs: readonly Run[];
  /** Stages that standardise another, which are differentiated as a whole. */
  readonly lemmas: ReadonlyMap<Expr, Standardised>;
  /** Logarithms of functions, and their differentials in what these are functions of: d log σ(z) = (1 − y) ⊙ dz. */
  readonly logarithms: ReadonlyMap<Expr, Expr>;
  /** Each moving symbol as a function of ε. */
  readonly moved: ReadonlyMap<Expr, Expr>;
  readonly setting: Setting;
  readonly detail: StyleOptions["detail"];
}

export const differentialStyle: StyleFunction = (setup, { detail }) => {
  const named = movingPlan(setup, worthAName);
  const shared = { ...differentials(setup, named, detail !== "high"), detail };
  const naming = namesStep(shared.stages, shared.runs);
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
      shared.detail === "high" ? section : { ...section, steps: section.steps.map(inOneLine) },
      ...hessians.sections.slice(0, -1),
      { ...last, setting: extended(last.setting, [], measured) },
    ],
    results: [...gradients.map((g) => boxed(g.equation)), ...hessians.results],
    remarks: [],
  };
}

/** A chain whose end is only on the way: one line, with all its reasons. */
function inOneLine(own: Step): Step {
  const [first, ...others] = own.equations;
  const isChain = others.every((e, i) => own.equations[i]?.sides.at(-1)?.value === e.sides[0]?.value);
  if (own.rule !== "differential" || !first || !isChain) return own;
  const reasons = own.equations.flatMap((e) => e.reason ?? []);
  const sides = [...first.sides, ...others.flatMap((e) => e.sides.slice(1))];
  const [only] = reasons;
  const reason = reasons.length > 1 ? sentence("reason.changes", { changes: reasons }) : only;
  return { ...own, equations: [equation(sides, reason)] };
}

function differentials(
  setup: Setup,
  planned: readonly Stage[],
  withLemmas: boolean,
): Omit<Differentials, "detail"> {
  const d = new Map<Expr, SymbolNode>();
  const { direction } = setup;
  for (const v of setup.wrt) d.set(v, direction ? symbol(direction, v.shape) : differentialSymbol(v));
  const isOnce = setup.order === 1 && setup.kind === "gradient";
  // what is read off in names that move is a first derivative, and the last
  const mayUseNames = setup.order === 1 && (setup.kind === "gradient" || setup.kind === "jacobian");
  const plain = new Map<Expr, Expr>();
  const logarithms = new Map<Expr, Expr>();
  const lemmas =
    withLemmas && mayUseNames ? standardisedIn(planned, setup.wrt) : new Map<Expr, Standardised>();
  for (const stage of planned) {
    const lemma = lemmas.get(stage.symbol);
    const own = lemma?.along(d.get(lemma.of) as SymbolNode) ?? stageDifferential(stage, d, mayUseNames);
    const short = withLemmas && isOnce ? byLogarithms(stage, own, planned, d, plain) : undefined;
    for (const [of, change] of short?.logarithms ?? []) logarithms.set(of, change);
    plain.set(stage.symbol, short?.own ?? own);
    d.set(stage.symbol, differentialSymbol(stage.symbol));
  }
  const runs = isOnce ? solutionsIn([...plain.values()], takenBy(setup, planned)) : [];
  const inside = new Map([...plain].map(([own, dN]) => [own, withRuns(dN, runs)]));
  const moved = alongDirections(setup.wrt, planned, d);
  const differenced = planned.map(({ symbol: own }) => {
    const value = { of: moved.get(own) as Expr, by: epsilon() };
    return [d.get(own) as SymbolNode, value] as const;
  });
  const defined = [
    ...planned.filter((s) => s.introduced).map((s) => [s.symbol, s.value] as const),
    ...runs,
    [epsilon(), number(0)] as const,
  ];
  const setting = extended(setup.setting, defined, differenced);
  return { setup, stages: planned, d, inside, runs, lemmas, logarithms, moved, setting };
}

const takenBy = ({ taken }: Setup, stages: readonly Stage[]): Set<string> =>
  new Set([...taken, ...stages.map((s) => s.symbol.name)]);
