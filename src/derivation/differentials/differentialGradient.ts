/**
 * From dL to the gradients. Where no cotangent needs a name, one chain in which the differentials of inner
 * expressions are put in; else a row for each stage, with the names of the cotangents beside it.
 *
 *     tr(Gᵀ dY) = tr(Gᵀ X dW) = tr((Xᵀ G)ᵀ dW)   ─▶   ∂L/∂W = Xᵀ G
 *     dO = (dA) V + A dV, \bar A = G Vᵀ;  dA = …  ─▶   ∂L/∂V = Aᵀ G, …
 */
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { betweenInverses } from "../../simplify/betweenInverses.ts";
import { simplify } from "../../simplify/simplify.ts";
import { wayBack } from "../lemmas/wayBack.ts";
import { extended, sentence, step } from "../pieces.ts";
import { withRuns } from "../plan/lemmas.ts";
import { differentialSymbol } from "../plan/moving.ts";
import type { Stage } from "../plan/plan.ts";
import { isShortWritten, type Result, result, withResults } from "../plan/readOff.ts";
import { isSymmetric } from "../plan/symmetry.ts";
import { coefficientsOf, termOf } from "../plan/terms.ts";
import type { Section, Step } from "../step.ts";
import { chainStep } from "./chain.ts";
import type { Differentials } from "./differential.ts";
import { rowsStep } from "./rows.ts";

export interface Gradient extends Result {
  readonly by: SymbolNode;
  readonly value: Expr;
}

interface GradientPart {
  readonly section: Section;
  readonly gradients: readonly Gradient[];
}

export function gradientSection(shared: Differentials, naming: readonly Step[]): GradientPart {
  const { setup, stages, d, inside, setting, runs } = shared;
  const root = stages.at(-1) as Stage;
  const dL = differentialSymbol(setup.loss);
  const first = setup.cotangent
    ? new Map([[root.symbol, setup.cotangent as Expr]])
    : coefficientsOf(inside.get(root.symbol) as Expr, d);
  const layers = wayBack(shared, first);
  const last = layers.at(-1)?.after ?? first;
  const isChain = layers.every((l) => !l.name);
  const way = isChain ? chainStep(shared, dL, first, layers) : rowsStep(shared, dL, layers);
  const named = layers.flatMap((l) => [...(l.name ? [[l.name, l.cotangent] as const] : []), ...l.sums]);
  const values = setup.wrt.map((by) => {
    const value = last.get(by);
    if (!value) throw new Error(`${by.name} does not occur in the differential`);
    return withRuns(betweenInverses(simplify(value)), runs);
  });
  // a name that one of the results needs, the others have too, and beside the name of a cotangent all others stay
  const bars = new Set<Expr>(named.map(([name]) => name));
  const isWritten = values.every(
    (value) => isShortWritten(value, stages) && !symbolsIn(value).some((s) => bars.has(s)),
  );
  const gradients = setup.wrt.map((by, i): Gradient => {
    const value = values[i] as Expr;
    return { by, value: last.get(by) as Expr, ...result(setup.loss, by, value, isWritten ? stages : []) };
  });
  const whole: [SymbolNode, Expr][] = setup.cotangent
    ? [[dL, termOf(setup.cotangent, d.get(setup.root.symbol) as SymbolNode)]]
    : [];
  const own = withResults(extended(setting, [...named, ...whole], way.measured), gradients);
  const read = step(
    "identification",
    [sentence(readingKey(setup.wrt))],
    gradients.map((g) => g.equation),
    "aligned",
  );
  const steps = [...naming, ...way.steps, read];
  return { section: { title: undefined, steps, setting: own }, gradients };
}

function readingKey(wrt: readonly SymbolNode[]): string {
  const key = wrt.length === 1 ? "gradient.read" : "gradient.readEach";
  return wrt.some(isSymmetric) ? `${key}.symmetric` : key;
}
