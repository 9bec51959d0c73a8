/**
 * From dL to the gradients: the differential of one inner expression after another is put in, and the
 * result is brought to the form ⟨C, dX⟩ for what is inside.
 *
 *     tr(Gᵀ dY) = tr(Gᵀ X dW) = tr((Xᵀ G)ᵀ dW)   ─▶   ∂L/∂W = Xᵀ G
 */
import { isCall, madeSymbol } from "../expression/build.ts";
import { type Expr, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { HADAMARD, TRANSPOSE } from "../expression/heads.ts";
import { dependsOn, nodesAbove } from "../expression/walk.ts";
import { TRACE } from "../functions/matrix.ts";
import { SUM } from "../functions/reductions.ts";
import { lettersFor } from "../print/letters.ts";
import { DEFAULT_NOTATION } from "../print/notation.ts";
import { operationCount } from "../print/text.ts";
import type { Differentials } from "./differential.ts";
import { write } from "./formula.ts";
import type { Stage } from "./introduce.ts";
import { differentialSymbol } from "./moving.ts";
import { barred } from "./names.ts";
import { equation, extended, sentence, shown, step } from "./pieces.ts";
import { type Result, result, withResults } from "./readOff.ts";
import { joinedRules, rulesOf } from "./rules.ts";
import type { Equation, Section, Sentence, Shown, Step } from "./step.ts";
import {
  type Coefficients,
  coefficientsOf,
  collected,
  hasScalarChain,
  isCollected,
  isPlainly,
  replaced,
  termOf,
  total,
} from "./terms.ts";
import { latexWriter } from "./writers.ts";

/** Coefficients of more operations than this get a name before they are differentiated through. */
const LONG_COEFFICIENT = 7;

export interface Gradient extends Result {
  readonly by: SymbolNode;
  readonly value: Expr;
}

export interface GradientPart {
  readonly section: Section;
  readonly gradients: readonly Gradient[];
}

/** What the lines so far have made. */
interface State {
  coefficients: Coefficients;
  /** The last side, which the next line goes on from. */
  last: Shown;
  lines: Equation[];
  /** The last side is the terms of the coefficients, nothing put in. */
  isArranged: boolean;
  readonly steps: Step[];
  readonly named: [SymbolNode, Expr][];
  readonly taken: Set<string>;
}

export function gradientSection(shared: Differentials, naming: readonly Step[]): GradientPart {
  const { setup, stages, setting } = shared;
  const dL = differentialSymbol(setup.loss, true);
  const state = begin(shared, dL);
  for (const stage of [...stages].reverse()) {
    if (state.coefficients.has(stage.symbol)) goInside(stage, state, shared, dL);
  }
  finish(state, shared);
  const gradients = setup.wrt.map((by): Gradient => {
    const value = state.coefficients.get(by);
    if (!value) throw new Error(`${by.name} does not occur in the differential`);
    return { by, value, ...result(setup.loss, by, value, stages) };
  });
  const read = step(
    "identification",
    [sentence(gradients.length === 1 ? "gradient.read" : "gradient.readEach")],
    saysMore(gradients, setup) ? gradients.map((g) => g.equation) : [],
    "aligned",
  );
  const whole: [SymbolNode, Expr][] = setup.cotangent
    ? [[dL, termOf(setup.cotangent, shared.d.get(setup.root.symbol) as SymbolNode)]]
    : [];
  const own = withResults(extended(setting, [...state.named, ...whole]), gradients);
  const steps = [...naming, ...state.steps, read];
  return { section: { title: undefined, steps, setting: own }, gradients };
}

/** Is there more to say than the boxed results, or something between? */
const saysMore = (
  gradients: readonly Gradient[],
  { order, kind, structures }: Differentials["setup"],
): boolean =>
  order > 1 || kind === "hvp" || structures.size > 0 || gradients.some((g) => g.equation.sides.length > 2);

/** dL = tr(Gᵀ dY), or the differential of the loss itself. */
function begin({ setup, stages, d, inside }: Differentials, dL: SymbolNode): State {
  const root = stages.at(-1) as Stage;
  const first = setup.cotangent
    ? new Map([[root.symbol, setup.cotangent as Expr]])
    : coefficientsOf(inside.get(root.symbol) as Expr, d);
  const start = setup.cotangent ? total(first, d).value : (inside.get(root.symbol) as Expr);
  const reason = setup.cotangent
    ? sentence("reason.cotangent", { cotangent: shown(setup.cotangent), root: shown(root.symbol) })
    : joinedRules(rulesOf(root.value, new Set(d.keys())));
  const arranged = total(first, d);
  const why = setup.cotangent ? undefined : arrangement(start, first, d);
  const isShown = setup.cotangent !== undefined || (why === undefined && isPlainly(first));
  const shownFirst = isShown ? arranged : shown(start);
  const lines = [equation([dL, shownFirst], reason)];
  const state: State = {
    coefficients: first,
    last: shownFirst,
    lines,
    isArranged: isShown,
    steps: [],
    named: [],
    taken: new Set(setup.taken),
  };
  if (why) arrange(state, d, why);
  return state;
}

function arrange(state: State, d: Differentials["d"], why: Sentence): void {
  push(state, total(state.coefficients, d), why);
  state.isArranged = true;
}

function push(state: State, next: Shown, reason: Sentence | undefined): void {
  const writer = latexWriter(DEFAULT_NOTATION, lettersFor([next.value, state.last.value]));
  if (write(next, writer) === write(state.last, writer)) return;
  state.lines.push(equation([state.last, next], reason));
  state.last = next;
}

/** Replaces dN by its differential, and brings the terms to the form ⟨C, dX⟩. */
function goInside({ symbol: own, value }: Stage, state: State, shared: Differentials, dL: SymbolNode): void {
  const { d, inside } = shared;
  // a gradient that is differentiated once more has no names for what moves
  if (shared.setup.order === 1 && shared.setup.kind !== "hvp") nameLongCoefficient(own, state, d, dL);
  const C = state.coefficients.get(own) as Expr;
  const hole = d.get(own) as SymbolNode;
  const dN = inside.get(own) as Expr;
  const put = termOf(C, dN);
  const line = equation([hole, dN]);
  const rule = joinedRules(rulesOf(value, new Set(d.keys())));
  const reason = rule ? sentence("reason.insideBy", { line, rule }) : sentence("reason.inside", { line });
  push(state, total(state.coefficients, d, [own, dN]), reason);
  const found = coefficientsOf(put, d);
  state.coefficients = replaced(state.coefficients, own, found);
  state.isArranged = false;
  const why = arrangement(put, found, d);
  if (why) arrange(state, d, why);
}

/** "Let \bar Z = …": ends the step, and begins the next with dL = tr(\bar Zᵀ dZ) + …. */
function nameLongCoefficient(own: SymbolNode, state: State, d: Differentials["d"], dL: SymbolNode): void {
  const C = state.coefficients.get(own) as Expr;
  if (operationCount(C) < LONG_COEFFICIENT) return;
  const name = madeSymbol(barred(own.name, state.taken), C.shape);
  state.steps.push(step("differential", opening(state), state.lines, "aligned"));
  state.named.push([name, C]);
  state.coefficients = new Map([...state.coefficients].map(([s, c]) => [s, s === own ? name : c] as const));
  const renamed = total(state.coefficients, d);
  const text = sentence("differential.named", { name: [equation([name, C])] });
  state.steps.push(step("name", [text], []));
  state.lines = [equation([shown(dL), renamed])];
  state.last = renamed;
  state.isArranged = true;
}

const opening = (state: State): Sentence[] =>
  state.steps.length === 0 ? [sentence("differential.begin")] : [sentence("differential.goOn")];

/** The last line, with each coefficient as it is read off. */
function finish(state: State, { d, setup }: Differentials): void {
  const inOrder = new Map(
    setup.wrt.flatMap((v) => {
      const c = state.coefficients.get(v);
      return c ? [[v, c] as const] : [];
    }),
  );
  const read = collected(inOrder, d);
  const reason = sentence(hasScalarChain(inOrder, d) ? "reason.ownTrace" : "reason.collected");
  if (!state.isArranged || !isCollected(inOrder)) push(state, read, reason);
  state.steps.push(step("differential", opening(state), state.lines, "aligned"));
}

/** Why a term has the form ⟨C, dX⟩: what was moved round the differential. */
function arrangement(
  term: Expr,
  found: Coefficients,
  d: ReadonlyMap<Expr, SymbolNode>,
): Sentence | undefined {
  const keys = new Set<string>();
  for (const s of found.keys()) {
    const hole = d.get(s) as SymbolNode;
    for (const e of nodesAbove([term], [hole])) {
      const key = moveOf(e, hole);
      if (key) keys.add(key);
    }
  }
  if (keys.size === 0 && term.kind === "sum" && term.terms.length > found.size)
    keys.add("reason.scalarTranspose");
  if (keys.has("reason.sum")) keys.delete("reason.hadamard");
  return joinedRules(ORDER.filter((key) => keys.has(key)).map((key) => sentence(key)));
}

/** What brings the differential out of a node; nothing for what stands before it. */
function moveOf(e: Expr, hole: SymbolNode): string | undefined {
  const isMatrix = !isScalar(hole) && !isVector(hole);
  if (e.kind === "product") {
    const last = e.factors.at(-1);
    return isMatrix && last && !dependsOn(last, hole) ? "reason.cyclic" : undefined;
  }
  if (e.kind !== "call" || isCall(e, TRACE)) return undefined;
  if (isCall(e, TRANSPOSE)) return isMatrix ? "reason.transpose" : undefined;
  if (isCall(e, HADAMARD)) return "reason.hadamard";
  return isCall(e, SUM) ? "reason.sum" : "reason.adjoint";
}

const ORDER = [
  "reason.sum",
  "reason.adjoint",
  "reason.hadamard",
  "reason.cyclic",
  "reason.transpose",
  "reason.scalarTranspose",
];
