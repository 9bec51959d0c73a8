/**
 * What one stage that uses a variable gives to the derivative, in index notation.
 *
 *     y_ij = Σ_k x_ik w_kj  ─▶  ∂y_ij/∂w_pq = x_ip δ_jq, handed on with the weights g_ij
 */
import { index } from "../../expression/blocks.ts";
import { eye, isCall } from "../../expression/build.ts";
import { type CallNode, type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { DELTA, INVERSE } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { type IndexDerivative, type IndexStage, indexDerivative } from "../../index/derivative.ts";
import type { IndexPieces } from "../entries/generalise.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import { signatureOf } from "../plan/folding.ts";
import { inNames, lossIn, type User } from "../plan/matrixForm.ts";
import type { NamedStages, NamedTable } from "../plan/namedStages.ts";
import type { Equation, Sentence, Shown, Step } from "../step.ts";
import type { Setup } from "../style.ts";
import { contractions } from "./contractions.ts";

export interface Writing {
  readonly named: NamedStages;
  readonly pieces: IndexPieces;
  readonly setup: Setup;
  /** Every contraction in a line of its own, and nothing left out that is like something before. */
  readonly isHigh: boolean;
  /** What has been shown, by signature. */
  readonly met: Set<string>;
}

export function derivativeThrough(
  of: NamedTable,
  { stage, value }: User,
  named: NamedStages,
): IndexDerivative {
  const G = stage.bar;
  return indexDerivative({
    value,
    wrt: of.general,
    kind: G ? "vjp" : "gradient",
    beside: named.symbols,
    ...(G && { cotangent: G }),
  });
}

/** The steps through one user, and with what the line that reads the result off begins. */
export interface Through {
  readonly steps: Step[];
  readonly text: readonly Sentence[];
  readonly begun: readonly Expr[];
}

export function throughUser(
  of: NamedTable,
  user: User,
  found: IndexDerivative,
  writing: Writing,
  isOnly: boolean,
): Through {
  const { pieces, isHigh, setup, named } = writing;
  const { stage, value } = user;
  const { i, j } = found.value;
  const [{ p, q }] = found.wrt as readonly [{ p: Expr; q: Expr }];
  const fold = inNames(named, of);
  const first = folded(found.stages[0] as IndexStage, fold);
  const steps = formulaStep(user, found, writing);
  const isNew = isHigh || isFirst(writing, `by ${signatureOf(value, of.general)}`);
  const line = (sides: readonly (Expr | Shown)[], { contracted }: IndexStage): Equation =>
    equation(isHigh ? sides : [...sides, contracted]);
  if (!found.summed && !isOnly) {
    // ∂L/∂w_p has the other parts too
    const places = {
      loss: shown(setup.loss),
      variable: shown(of.general),
      entry: shown(index(of.general, p, q)),
    };
    const direct = step(
      "direct part",
      [sentence("entries.index.direct", places)],
      [equation([first.raw, first.contracted])],
    );
    return { steps: [...steps, direct], text: [], begun: [] };
  }
  const text = differentiateText(stage.general, value, first, of.general, p, q);
  if (!found.summed && !isHigh) return { steps, text, begun: [first.raw] };
  const local = pieces.byEntry(index(stage.general, i, j), index(value, i, j), of.general, p, q);
  if (isNew) {
    steps.push(step("differentiate", text, [line([local, first.raw], first)]));
    if (isHigh) steps.push(...contractions(first));
  }
  if (!found.summed || !stage.bar) return { steps, text: [], begun: [] };
  const summed = folded(found.summed, fold);
  const weight = shown(index(stage.bar, i, j));
  const places = { variable: shown(of.general), output: shown(stage.general), weight };
  const chain = sentence(`entries.index.chain${isScalar(stage.general) ? ".once" : ""}`, places);
  if (!isHigh && isOnly) return { steps, text: [chain], begun: [summed.raw] };
  if (!isNew) return { steps, text: [], begun: [] };
  const ofLoss = isOnly ? [pieces.byEntry(setup.loss, lossIn(named, of.general), of.general, p, q)] : [];
  const chained = step("chain rule", [chain], [line([...ofLoss, summed.raw], summed)]);
  return { steps: [...steps, chained, ...(isHigh ? contractions(summed) : [])], text: [], begun: [] };
}

/** The entry of a stage, unless that or, below high, the like of it has been shown. */
function formulaStep({ stage, value }: User, found: IndexDerivative, writing: Writing): Step[] {
  const isAtom = found.entry.kind === "index" && found.entry.of === value;
  const key = writing.isHigh ? stage.general.key : signatureOf(stage.stage.value);
  if (isAtom || !isFirst(writing, `entry ${key}`)) return [];
  const definition = equation([stage.general, stage.stage.value]);
  const entry = index(stage.general, found.value.i, found.value.j);
  const text = [sentence("entries.index.entry", { definition })];
  return [step("entry formula", text, [equation([entry, found.entry])])];
}

/** Has what this key stands for not been shown? From now on it has. */
function isFirst({ met }: Writing, key: string): boolean {
  const before = met.size;
  return met.add(key).size > before;
}

function differentiateText(
  own: SymbolNode,
  value: Expr,
  first: IndexStage,
  by: SymbolNode,
  p: Expr,
  q: Expr,
): Sentence[] {
  const entry = shown(index(by, p, q));
  if (value.kind === "call") {
    if (entryOf(value.fn).partial && !isScalar(value)) {
      const definition = definingEquation(own, value);
      return [sentence("entries.index.atom", { entry, definition })];
    }
  }
  const hasDelta = topological([first.raw]).some((e) => isCall(e, DELTA));
  return [
    sentence(hasDelta ? "entries.index.differentiate" : "entries.index.differentiate.plain", {
      entry,
      variable: shown(by),
    }),
  ];
}

/** X Z = I for the inverse Z of X, else the definition. */
function definingEquation(own: SymbolNode, value: CallNode): Equation {
  const [X] = value.args as readonly [Expr];
  if (!isCall(value, INVERSE)) return equation([own, value]);
  const written: Shown = { kind: "product", parts: [shown(X), shown(own)], value: product([X, own]) };
  return equation([written, eye(own.shape.rows)]);
}

const folded = ({ raw, contracted, steps }: IndexStage, fold: (e: Expr) => Expr): IndexStage => ({
  raw: fold(raw),
  contracted: fold(contracted),
  steps: () => steps().map((s) => ({ ...s, before: fold(s.before), after: fold(s.after) })),
});
