/**
 * The style `backprop`: forwards through named values, backwards through their cotangents, one rule a line.
 *
 *     Z = X W, A = tanh(Z), L = ‖A‖²   ─▶   \bar A = 2 A, \bar Z = \bar A ⊙ (1 − A ⊙ A), ∂L/∂W = Xᵀ \bar Z
 *
 * Linear in the number of named values. Source of the bar: M. B. Giles (2008), AD of linear algebra.
 */
import { gradients } from "../../derivative/differentiate.ts";
import { isZero, madeSymbol, number, sum } from "../../expression/build.ts";
import { children, type Expr, type SymbolNode } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { inner } from "../../functions/matrix.ts";
import { betweenInverses } from "../../simplify/betweenInverses.ts";
import { simplify } from "../../simplify/simplify.ts";
import { adjointRule } from "../lemmas/adjointRules.ts";
import { type Standardised, standardisedIn } from "../lemmas/standardised.ts";
import { derivative, equation, extended, sentence, shown, step } from "../pieces.ts";
import { barred } from "../plan/names.ts";
import { movingPlan, type Stage } from "../plan/plan.ts";
import { boxed, sides } from "../plan/readOff.ts";
import { isNode } from "../plan/worthAName.ts";
import type { Derivation, Differenced, Equation, Sentence, Setting, Shown, Step } from "../step.ts";
import type { Setup, StyleFunction } from "../style.ts";
import { namesStep } from "./naming.ts";
import { lemmaRule } from "./rules.ts";

export const backprop: StyleFunction = (setup, { detail }): Derivation => {
  const stages = movingPlan(setup, isNode);
  const lemmas = detail === "high" ? new Map() : standardisedIn(stages, setup.wrt);
  const backward = goBack(setup, stages, lemmas);
  const names = detail === "high" ? [] : usedNames(stages, backward);
  const steps = detail === "low" ? backward.steps.map(withoutResults) : backward.steps;
  const setting: Setting = extended(
    setup.setting,
    stages.map((s) => [s.symbol, s.value] as const),
    backward.measured,
  );
  const last = { title: sentence("backprop.backwardTitle"), steps: [...names, ...steps], setting };
  return {
    style: "backprop",
    given: [],
    // the problem's own definitions and the names of ours are the forward pass
    sections:
      detail === "high" && stages.some((s) => s.introduced)
        ? [{ title: sentence("backprop.forwardTitle"), steps: [forwardStep(stages)], setting }, last]
        : [{ ...last, title: undefined }],
    results: setup.wrt.map((v) => boxed(backward.results.get(v) as Equation)),
    remarks: [],
  };
};

const forwardStep = (stages: readonly Stage[]): Step =>
  step(
    "forward",
    [sentence("backprop.forward")],
    stages.map((s) => equation([s.symbol, s.value])),
    "aligned",
  );

/** The results follow; where there are no others they are the lines. */
function withoutResults(own: Step): Step {
  const others = own.equations.filter(({ sides: [first] }) => first?.kind !== "derivative");
  return others.length > 0 ? { ...own, equations: others } : own;
}

/** "Let z = X w": the names that the way back needs. */
function usedNames(stages: readonly Stage[], { steps }: Backward): Step[] {
  const used = new Set<Expr>(
    steps.flatMap((s) => s.equations).flatMap((e) => e.sides.flatMap((side) => symbolsIn(side.value))),
  );
  for (const { symbol: own, value } of [...stages].reverse()) {
    if (used.has(own)) for (const s of symbolsIn(value)) used.add(s);
  }
  return namesStep(stages.filter((s) => s.introduced && used.has(s.symbol)));
}

type Measured = readonly [SymbolNode, Differenced];

interface Backward {
  readonly steps: readonly Step[];
  readonly results: ReadonlyMap<SymbolNode, Equation>;
  readonly measured: readonly Measured[];
}

/** What one use of a symbol gives to its cotangent. */
interface Branch {
  readonly stage: Stage;
  /** The cotangent of the stage. */
  readonly bar: Expr;
  /** What it hands on. */
  readonly cotangent: Expr;
  /** The lemma by which it does. */
  readonly lemma?: Standardised;
}

/** The loop: each stage, from the root down, hands its cotangent on to what it is made of. */
function goBack(setup: Setup, stages: readonly Stage[], lemmas: ReadonlyMap<Expr, Standardised>): Backward {
  const { loss, root, cotangent, wrt } = setup;
  // differences through many stages are too rough: there each stage is compared by itself
  const measurement = (by: SymbolNode, uses: readonly Branch[]): Differenced =>
    stages.length > DEEP ? { of: localLoss(uses), by, isLocal: true } : { of: loss, by };
  const ends = new Set<Expr>([...wrt, ...stages.map((s) => s.symbol)]);
  const lastUse = firstConsumers(stages, ends);
  const branches = new Map<SymbolNode, Branch[]>();
  const bars = new Map<SymbolNode, Expr>([[root.symbol, cotangent ?? number(1)]]);
  const taken = new Set(setup.taken);
  const measured: Measured[] = [];
  const results = new Map<SymbolNode, Equation>();
  const steps: Step[] = [];
  for (const stage of [...stages].reverse()) {
    const own = branches.get(stage.symbol);
    const lines: Equation[] = [];
    if (own) {
      const [only] = own;
      const isKnown =
        own.length === 1 &&
        only &&
        (only.cotangent.kind === "symbol" || symbolsIn(only.cotangent).length === 0);
      const bar = isKnown ? only.cotangent : barOf(stage.symbol, own, taken);
      bars.set(stage.symbol, bar);
      if (isKnown && bar.kind === "symbol") {
        const piece = derivative(loss, stage.symbol);
        measured.push([piece.value, measurement(stage.symbol, own)]);
        lines.push(totalLine(piece, own, stage.symbol, setup));
      } else if (bar.kind === "symbol") {
        measured.push([bar, measurement(stage.symbol, own)]);
        lines.push(totalLine(shown(bar), own, stage.symbol, setup));
      }
    }
    const bar = bars.get(stage.symbol);
    const lemma = lemmas.get(stage.symbol);
    if (bar && lemma) add(branches, lemma.of, { stage, bar, cotangent: simplify(lemma.along(bar)), lemma });
    else if (bar) handOn(stage, bar, ends, branches);
    for (const v of wrt.filter((w) => lastUse.get(w) === stage)) {
      const piece = derivative(loss, v);
      const uses = branches.get(v) ?? [];
      measured.push([piece.value, measurement(v, uses)]);
      const line = totalLine(piece, uses, v, setup);
      lines.push(line);
      results.set(v, { sides: sides(piece, (line.sides.at(-1) as Shown).value, []) });
    }
    if (lines.length === 0) continue;
    const text = textFor(steps.length, stages.length > 1, own, stage);
    const before = steps.at(-1);
    if (before && text.length === 0) {
      steps[steps.length - 1] = { ...before, equations: reasonsOnce([...before.equations, ...lines]) };
    } else steps.push(step("backward", text, reasonsOnce(lines), "aligned"));
  }
  return { steps, results, measured };
}

/** What two lines come from stands beside the first. */
const reasonsOnce = (lines: readonly Equation[]): Equation[] =>
  lines.map((line, i) => {
    const { reason: before } = lines[i - 1] ?? {};
    const isSaid = line.reason?.key === "adjoint.stage" && before?.key === line.reason.key;
    const same = isSaid && sidesOf(line.reason).every((side, k) => side === sidesOf(before)[k]);
    return same ? { sides: line.sides } : line;
  });

const sidesOf = ({ places }: Sentence): Expr[] => {
  const stage = places?.stage as Equation;
  return stage.sides.map((s) => s.value);
};

/** Symmetric where what it stands for is. */
function barOf({ name, shape }: SymbolNode, own: readonly Branch[], taken: Set<string>): SymbolNode {
  const total = simplify(sum(own.map((b) => b.cotangent)));
  return madeSymbol(barred(name, taken), shape, transpose(total) === total ? "symmetric" : undefined);
}

/** More stages than this, and a cotangent is measured through the stages that use it, not the whole loss. */
const DEEP = 40;

/** Σ ⟨bar, value⟩ over the stages that use a symbol: by it, it has the derivative of the loss. */
const localLoss = (uses: readonly Branch[]): Expr =>
  uses.length === 0 ? number(0) : sum(uses.map(({ stage, bar }) => inner(bar, stage.value)));

/** The stage in which a variable is used first: after it, going backwards, its gradient is complete. */
function firstConsumers(stages: readonly Stage[], ends: ReadonlySet<Expr>): Map<Expr, Stage> {
  const first = new Map<Expr, Stage>();
  for (const stage of stages) {
    for (const s of symbolsIn(stage.value)) if (ends.has(s) && !first.has(s)) first.set(s, stage);
  }
  return first;
}

/** Adds this stage's part to the cotangent of each symbol in its value. */
function handOn(stage: Stage, bar: Expr, ends: ReadonlySet<Expr>, branches: Map<SymbolNode, Branch[]>): void {
  const { symbol: own, value } = stage;
  const inputs = symbolsIn(value).filter((s) => ends.has(s));
  const parts = gradients(value, bar, inputs);
  for (const input of inputs) {
    // tanh′(Z) in terms of A = tanh(Z)
    const part = simplify(substitute(parts.get(input) as Expr, nameOfValue(value, own)));
    if (isZero(part)) continue;
    add(branches, input, { stage, bar, cotangent: part });
  }
}

const add = (branches: Map<SymbolNode, Branch[]>, input: SymbolNode, branch: Branch): void =>
  void branches.set(input, [...(branches.get(input) ?? []), branch]);

const nameOfValue = (value: Expr, own: SymbolNode): ReadonlyMap<Expr, Expr> =>
  value.kind === "call" && children(value).length > 0 ? new Map([[value, own]]) : new Map();

/** The cotangent as the sum over its branches, with the rule beside it. */
function totalLine(
  left: Shown,
  branches: readonly Branch[],
  input: SymbolNode,
  { definitions }: Setup,
): Equation {
  const terms = branches.map((b) => shown(b.cotangent));
  const total = betweenInverses(simplify(sum(branches.map((b) => b.cotangent))));
  const [only] = branches;
  if (branches.length === 1 && only) {
    const rule = only.lemma ? lemmaRule(only.lemma) : adjointRule(only.stage, input, definitions);
    return equation([left, total], rule);
  }
  const written: Shown = { kind: "sum", parts: terms, value: sum(terms.map((t) => t.value)) };
  const reason = sentence("adjoint.branches", { places: branches.map((b) => shown(b.stage.symbol)) });
  return written.value === total
    ? equation([left, written], reason)
    : equation([left, written, total], reason);
}

function textFor(
  count: number,
  hasBars: boolean,
  own: readonly Branch[] | undefined,
  stage: Stage,
): Sentence[] {
  if (count === 0) return [sentence(hasBars ? "backprop.backward" : "backprop.direct")];
  return own && own.length > 1 ? [sentence("backprop.branches", { what: shown(stage.symbol) })] : [];
}
