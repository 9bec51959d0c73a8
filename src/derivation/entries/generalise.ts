/**
 * From the small size to all sizes: the entry formula with Σ, its derivative with δ, and the matrix form.
 *
 *     y_ij = Σ_l x_il w_lj,  ∂y_ij/∂w_pq = x_ip δ_jq,  ∂L/∂w_pq = Σ_i x_ip g_iq = (Xᵀ G)_pq
 */
import { differential } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import { index } from "../../expression/blocks.ts";
import {
  call,
  holeOf,
  madeSymbol,
  number,
  rationalNumber,
  splitCoefficient,
  sum,
} from "../../expression/build.ts";
import { type Expr, isScalar, isVector, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { SINGLE } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { dependsOn, substitute, symbolsIn } from "../../expression/walk.ts";
import { type IndexDerivative, indexDerivative } from "../../index/derivative.ts";
import { ownIndex } from "../../index/terms/indices.ts";
import { simplify } from "../../simplify/simplify.ts";
import { tensorSteps } from "../fourIndices.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import { lossIn, matrixForm, putIn, type User, usersOf } from "../plan/matrixForm.ts";
import { type NamedStages, targetsOf } from "../plan/namedStages.ts";
import type { Equation, Section, Setting, Shown, Step } from "../step.ts";
import type { Setup, StyleOptions } from "../style.ts";
import { dottedStep } from "./dotted.ts";
import type { Table, WrittenOut, WrittenStage } from "./writtenOut.ts";

type Differenced = Map<SymbolNode, { readonly of: Expr; readonly by: SymbolNode }>;

/** Derivatives by an entry with free indices: along the single-entry matrix. */
export interface IndexPieces {
  readonly defined: Map<SymbolNode, Expr>;
  readonly differenced: Differenced;
  /** ∂L/∂W. */
  readonly whole: (loss: SymbolNode, by: SymbolNode) => Shown;
  /** ∂of/∂w_pq, shown as that. */
  readonly byEntry: (of: Expr, measured: Expr, by: SymbolNode, p: Expr, q: Expr) => Shown;
  /** A symbol for an expression in others. */
  readonly named: (name: string, value: Expr) => SymbolNode;
}

export function indexPieces(setting: Setting): IndexPieces {
  const defined = new Map(setting.defined);
  const differenced: Differenced = new Map();
  let count = 0;
  return {
    defined,
    differenced,
    whole(loss, by) {
      const value = madeSymbol(`∂${loss.key}/∂${by.key}`, by.shape);
      differenced.set(value, { of: loss, by });
      return { kind: "derivative", of: shown(loss), by: shown(by), value };
    },
    byEntry(of, measured, by, p, q) {
      // ∂/∂w_pq f(W) = d/ds f(W + s E_pq) at s = 0
      const s = madeSymbol(`step ${count}`, SCALAR);
      defined.set(s, number(0));
      const { rows, cols } = by.shape;
      const unit = isScalar(by) ? number(1) : call(SINGLE, [p, q], [rows, cols], by.shape);
      const moved = substitute(measured, new Map<Expr, Expr>([[by, sum([by, product([s, unit])])]]));
      const value = madeSymbol(`∂entry${count++}`, of.shape);
      differenced.set(value, { of: moved, by: s });
      return { kind: "derivative", of: shown(of), by: shown(index(by, p, q)), value };
    },
    named(name, expression) {
      const own = madeSymbol(name, expression.shape);
      defined.set(own, expression);
      return own;
    },
  };
}

/** The stage that uses the variable; undefined where several do. */
function onlyUser(of: Table, written: WrittenOut): User<WrittenStage> | undefined {
  const users = usersOf(of, written);
  return users.length === 1 ? users[0] : undefined;
}

/** The entry of a matrix form: −y_i of −y, (Xᵀ G)_pq of a product. */
export function entryOfForm(form: Expr, p: Expr, q: Expr): Expr {
  if (isScalar(form)) return form;
  if (form.kind !== "product" || form.factors.length !== 1) return index(form, p, q);
  return product([rationalNumber(form.coefficient), ...form.scalars, index(form.factors[0] as Expr, p, q)]);
}

export function generalSection(setup: Setup, written: WrittenOut, options: StyleOptions): Section {
  const pieces = indexPieces({ ...setup.setting, defined: written.generalDefined });
  const steps: Step[] = [];
  const { transposed, origin } = options.entries;
  const renamed = setup.variables.find(
    (v) => !isVector(v) && (transposed?.has(v.name) || origin?.has(v.name)),
  );
  if (renamed && options.detail !== "low") {
    const [row, column] = [ownIndex("i"), ownIndex("j")];
    const places = { entry: shown(index(renamed, row, column)), row: shown(row), column: shown(column) };
    steps.push(step("usual names", [sentence("entries.general.usual", places)], []));
  }
  const shownFormulas = new Set<WrittenStage>();
  const [first] = written.wrt;
  const isHigh = options.detail === "high";
  // where every size is a number, the entries were all that there is
  const hasSizes = written.sizes.size > 0;
  const general = isHigh ? targetsOf(written) : options.detail === "low" || !first ? [] : [first];
  for (const of of hasSizes ? general : []) {
    const user = onlyUser(of, written);
    if (!user) continue;
    steps.push(...generalSteps(of, user, written, pieces, shownFormulas, setup));
  }
  if (isHigh)
    for (const of of written.wrt)
      steps.push(...dottedStep(of, matrixForm(of, written), written.loss, pieces));
  const linear = (isHigh ? written.wrt : first && options.detail !== "low" ? [first] : [])
    .map((of) => [of, onlyUser(of, written)] as const)
    .find(([of, user]) => user && isLinear(user, of));
  const [of, user] = linear ?? [];
  if (of && user) {
    const whole = tensorSteps(of, user, written, pieces);
    steps.push(...(isHigh ? whole : whole.filter(({ rule }) => rule === "four indices")));
  }
  if (hasSizes) steps.push(step("general", [sentence("entries.general.holds")], []));
  for (const of of targetsOf(written)) pieces.whole(setup.loss, of.general);
  const setting: Setting = { ...setup.setting, defined: pieces.defined, differenced: pieces.differenced };
  const title = steps.length > 1 ? sentence("entries.title.general") : undefined;
  return { title, steps, setting };
}

/** A matrix of which a product with the variable is a term. */
const isLinear = ({ stage, value }: User<WrittenStage>, of: Table): boolean =>
  !isScalar(of.general) &&
  !isVector(of.general) &&
  !isScalar(stage.general) &&
  !dependsOn(simplify(differential(value, of.general, holeOf(of.general))), of.general);

function generalSteps(
  of: Table,
  { stage }: User<WrittenStage>,
  written: WrittenOut,
  pieces: IndexPieces,
  shownFormulas: Set<WrittenStage>,
  setup: Setup,
): Step[] {
  const W = of.general;
  const G = stage.bar;
  const { value } = stage.stage;
  // through a block, entries have no formula that is worth reading
  if (!symbolsIn(value).includes(W)) return [];
  let found: IndexDerivative;
  try {
    found = indexDerivative({
      value,
      wrt: W,
      kind: G ? "vjp" : "gradient",
      beside: written.symbols,
      ...(G && { cotangent: G }),
    });
  } catch (error) {
    if (error instanceof UnsupportedError) return [];
    throw error;
  }
  if (found.stages.length === 0) return [];
  const [at] = found.wrt as readonly [{ p: Expr; q: Expr }];
  const entry = index(stage.general, found.value.i, found.value.j);
  const steps: Step[] = [];
  if (!shownFormulas.has(stage) && found.entry !== value) {
    shownFormulas.add(stage);
    steps.push(
      step("entry formula", [sentence("entries.general.formula")], [equation([entry, found.entry])]),
    );
  }
  const form = matrixForm(of, written);
  const formEntry = entryOfForm(form, at.p, at.q);
  // softmax(z)_i is p_i
  const fold = (e: Expr): Expr =>
    value.kind === "call" ? substitute(e, new Map<Expr, Expr>([[value, stage.general]])) : e;
  const slope = fold(found.stages[0]?.contracted as Expr);
  const local = pieces.byEntry(entry, index(value, found.value.i, found.value.j), W, at.p, at.q);
  const ofLoss = pieces.byEntry(setup.loss, lossIn(written, W), W, at.p, at.q);
  if (!G) {
    const bare = splitCoefficient(slope)[1];
    const read = bare.kind === "index" ? [] : [slope];
    steps.push(step("index derivative", [], [equation([local, ...read, formEntry])]));
    return steps;
  }
  const { raw, contracted } = found.summed as IndexDerivative["stages"][0];
  const summed = { raw: fold(raw), contracted: fold(contracted) };
  const slopes = equation([local, slope]);
  const text = [
    isScalar(stage.general)
      ? sentence("entries.general.chain.once", { derivative: slopes })
      : sentence("entries.general.chain", { derivative: slopes, output: shown(stage.general) }),
  ];
  const sides = [
    ofLoss,
    summed.raw === summed.contracted ? summed.contracted : summed.raw,
    summed.contracted,
    formEntry,
  ];
  steps.push(step("contracted", text, [equation(sides)], "aligned"));
  return steps;
}

/** ∂L/∂W = Xᵀ G for each variable, and what G is where that is a name for something. */
export function resultsOf(setup: Setup, named: NamedStages): Equation[] {
  return targetsOf(named).map((of) => {
    const value = madeSymbol(`∂${setup.loss.key}/∂${of.general.key}`, of.general.shape);
    const left: Shown = { kind: "derivative", of: shown(setup.loss), by: shown(of.general), value };
    const bar = named.stages.find((s) => s.general === of.general)?.bar;
    const form = matrixForm(of, named);
    const put = bar ? undefined : putIn(form, named);
    return equation([...(bar ? [shown(bar)] : []), left, form, ...(put ? [put] : [])]);
  });
}
