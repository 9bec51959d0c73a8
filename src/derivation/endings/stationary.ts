/**
 * Where the gradients vanish: a linear equation and its only solution, an eigenproblem, a constraint, several of these
 * together.
 *
 *     ∂L/∂w = 2 (Xᵀ(X w − y) + λ w)  ─▶  (Xᵀ X + λ I) ŵ = Xᵀ y, ŵ = (Xᵀ X + λ I)⁻¹ Xᵀ y
 *     ∂R/∂x = (2/xᵀx) (A x − R x)    ─▶  A x = R x
 *     ∂L/∂u = 2 (S u − λ u), uᵀu = 1 ─▶  S u = λ u, λ = uᵀ S u
 */

import { differential } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import {
  eye,
  holeOf,
  isCall,
  madeSymbol,
  number,
  rationalNumber,
  sum,
  symbolLike,
} from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { INVERSE } from "../../expression/heads.ts";
import { inverse } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { dependsOn, substitute, topological } from "../../expression/walk.ts";
import { expandedTerms } from "../../problem/expandTerms.ts";
import { betweenInverses } from "../../simplify/betweenInverses.ts";
import { isPositiveDefinite } from "../../simplify/definite.ts";
import { simplify } from "../../simplify/simplify.ts";
import { equation, expanded, extended, said, sentence, shown, step } from "../pieces.ts";
import { firstFree } from "../plan/names.ts";
import { withinSymmetric } from "../plan/symmetry.ts";
import type { Derivation, Equation, Section, Sentence, Setting, Shown } from "../step.ts";
import type { Setup } from "../style.ts";
import { balance, homogeneous, inNameOf, scalarOf } from "./eigenproblem.ts";
import { multiplierOf, type Point, settled } from "./multipliers.ts";
import { type StationaryPoint, stationaryPoint } from "./stationaryPoint.ts";

/** A gradient that is set to 0. */
export interface Condition {
  readonly by: SymbolNode;
  /** ∂L/∂x as it is written. */
  readonly asked: Shown;
  /** In the names of the problem, and in the variables with their structures. */
  readonly form: Expr;
  readonly gradient: Expr;
  /** The gradient without any name of the derivation's own. */
  readonly whole: Expr;
  /** The variable with its structure. */
  readonly own: SymbolNode;
  /** Two sides that agree, of a gradient that has nothing of its variable: what the variable multiplies is a constraint. */
  readonly constraint: readonly [Expr, Expr] | undefined;
}

interface Part {
  readonly condition: Condition;
  /** What is said where no point is, given the values that are found. */
  readonly text: (closed: ReadonlyMap<Condition, Point>) => readonly Sentence[];
  /** The point, where one closed form gives it. */
  readonly point: StationaryPoint | undefined;
}

/**
 * The derivation with a section for each gradient among its results; `values` says what the names stand for.
 * @throws UnsupportedError where none of them can be solved
 */
export function withStationaryPoints(
  derivation: Derivation,
  setup: Setup,
  values: Setting["defined"],
): Derivation {
  const last = derivation.sections.at(-1) as Section;
  const named = { ...last.setting, defined: values };
  const conditions = conditionsOf(derivation, setup, named);
  let refused: UnsupportedError | undefined;
  const parts = conditions.flatMap((condition): Part[] => {
    try {
      return [partOf(condition, conditions, setup)];
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      refused ??= error;
      return [];
    }
  });
  if (parts.length === 0) {
    throw refused ?? new UnsupportedError("not supported: there is no gradient to set to 0");
  }
  return { ...derivation, ...together(derivation, parts, conditions, setup, named) };
}

/** A section for each gradient, and one for what they give together; the points are results. */
function together(
  { sections, results }: Derivation,
  parts: readonly Part[],
  conditions: readonly Condition[],
  { taken }: Setup,
  named: Setting,
): Pick<Derivation, "sections" | "results"> {
  const last = sections.at(-1) as Section;
  const hats = new Map(
    conditions.map(({ by }) => {
      return [by, madeSymbol(firstFree(taken, [`${by.name}\u0302`, `${by.name}_0`]), by.shape)] as const;
    }),
  );
  const points = new Map<Condition, Expr>();
  for (const { condition, point } of parts)
    if (point) points.set(condition, expanded([point.solution], named)[0] as Expr);
  const closed = settled(points, conditions);
  const isAlone = (condition: Condition): boolean => {
    const solution = points.get(condition);
    return solution !== undefined && !isOpen(solution, conditions);
  };
  const values = [...closed].map(([{ by }, { value }]) => [hats.get(by) as SymbolNode, value] as const);
  const setting = extended(last.setting, values);
  const sectionOf = (title: Sentence | undefined, text: readonly Sentence[]): Section => {
    return { title, steps: [step("stationary", text, [])], setting };
  };
  const own = parts.map(({ condition, point, text }) =>
    sectionOf(
      conditions.length === 1 ? undefined : sentence("stationary.title", { by: shown(condition.by) }),
      point && isAlone(condition) ? solutionText(point, condition, hats) : text(closed),
    ),
  );
  const inHats = new Map<Expr, Expr>(
    [...closed.keys()].flatMap(({ by, own }) => [by, own].map((e) => [e, hats.get(by) as Expr] as const)),
  );
  const found = [...closed].map(([{ by }, { written }]) =>
    equation([hats.get(by) as SymbolNode, simplify(substitute(written, inHats))]),
  );
  const isJoint = found.length > 1 && [...closed.keys()].some((condition) => !isAlone(condition));
  const joint = isJoint
    ? [
        sectionOf(sentence("stationary.jointTitle"), [
          sentence("stationary.joint", { points: found.map(said) }),
        ]),
      ]
    : [];
  return { sections: [...sections, ...own, ...joint], results: [...results, ...found] };
}

/** Does a point hang on another variable that is sought? */
const isOpen = (solution: Expr, conditions: readonly Condition[]): boolean =>
  conditions.some(({ by, own }) => dependsOn(solution, by) || dependsOn(solution, own));

function conditionsOf(derivation: Derivation, setup: Setup, setting: Setting): Condition[] {
  return setup.wrt.flatMap((by): Condition[] => {
    const found = derivation.results.find(
      ({ sides: [first] }) => first?.kind === "derivative" && first.by.value === by && first.order !== 2,
    );
    if (!found) return [];
    const form = inNameOf(found.sides.at(-1)?.value as Expr, setup.root);
    const { structures } = setup;
    const own = structures.has(by) ? symbolLike(by, by.shape, structures.get(by)) : by;
    const gradient = withinSymmetric(substitute(writtenFor(form, by, setting), new Map([[by, own]])), own);
    const whole = expanded([gradient], setting)[0] as Expr;
    const isMultiplier = setup.wrt.length > 1 && !dependsOn(whole, by) && !dependsOn(whole, own);
    const constraint = isMultiplier ? (balance(form) ?? balance(whole)) : undefined;
    return [{ by, asked: found.sides[0] as Shown, form, gradient, whole, own, constraint }];
  });
}

/** Names of ours whose values have the variable in them are put in; R stays where Σ is sought. */
function writtenFor(form: Expr, by: SymbolNode, setting: Setting): Expr {
  const moving = new Map(
    [...setting.defined].filter(([name]) => dependsOn(expanded([name], setting)[0] as Expr, by)),
  );
  return expanded([form], { ...setting, defined: moving })[0] as Expr;
}

function partOf(condition: Condition, all: readonly Condition[], setup: Setup): Part {
  const { by, asked, form, gradient, own, constraint } = condition;
  const where = (sides: readonly [Expr, Expr]): Equation => ({ ...equation(sides), relation: "at" });
  const multiplied = (closed: ReadonlyMap<Condition, Point>): Sentence[] =>
    multiplierOf(condition, all, setup)
      .filter(({ of }) => !closed.has(of))
      .map(({ row, known, value }) =>
        sentence("stationary.multiplier", {
          row: shown(row),
          constraint: where(known),
          equation: where(value),
        }),
      );
  if (constraint) {
    const text = sentence("stationary.constraint", { gradient: asked, equation: where(constraint) });
    return { condition, text: () => [text], point: undefined };
  }
  const linear = homogeneous(form, by);
  if (linear) {
    const places = {
      gradient: asked,
      equation: where(linear.sides),
      vector: shown(by),
      matrix: shown(linear.matrix),
    };
    const text = linear.eigenvalue
      ? sentence("stationary.eigen", { ...places, value: shown(linear.eigenvalue) })
      : sentence("stationary.generalised", places);
    return { condition, text: (closed) => [text, ...multiplied(closed)], point: undefined };
  }
  const point = solvedFor(gradient, own);
  const sides = scalarOf(point.matrix)
    ? ([own, point.solution] as const)
    : ([point.left, point.right] as const);
  const text = sentence("stationary.where", { gradient: asked, equation: where(sides) });
  return { condition, text: (closed) => [text, ...multiplied(closed)], point };
}

function solutionText(
  point: StationaryPoint,
  { by, own, asked }: Condition,
  hats: ReadonlyMap<SymbolNode, SymbolNode>,
): Sentence[] {
  const { matrix, divisor } = point;
  const hat = hats.get(by) as SymbolNode;
  const solution = equation([hat, point.solution]);
  const at = new Map<Expr, Expr>([own, by].map((e) => [e, hat]));
  const left = simplify(substitute(point.left, at));
  if (left === hat || scalarOf(matrix)) return [sentence("stationary.at", { gradient: asked, solution })];
  const equality = equation([left, point.right]);
  const zero = sentence("stationary.zero", { gradient: asked, point: shown(hat), equation: equality });
  const places = { matrix: shown(matrix), solution };
  if (!isPositiveDefinite(matrix)) return [zero, sentence("stationary.solve", places)];
  const sign = divisor.kind === "number" ? Math.sign(divisor.value.n) : 0;
  const key = sign > 0 ? "stationary.minimum" : sign < 0 ? "stationary.maximum" : "stationary.definite";
  return [zero, sentence(key, places)];
}

/** Of a gradient with the inverse of its own variable, X g X is set to 0: −½ (N Σ⁻¹ − Σ⁻¹ A Σ⁻¹) gives N Σ = A. */
function solvedFor(gradient: Expr, x: SymbolNode): StationaryPoint {
  const inverted = topological([gradient]).find((e) => isCall(e, INVERSE) && e.args[0] === x);
  if (!inverted) return stationaryPoint(gradient, x);
  const own = madeSymbol(`${x.name}\u207b\u00b9`, x.shape, x.structure);
  const byInverse = substitute(gradient, new Map([[inverted, own]]));
  const isLinear = !dependsOn(byInverse, x) && !dependsOn(differential(byInverse, own, holeOf(own)), own);
  if (isLinear) {
    // Λ⁻¹ − Σ⁻¹ = 0
    const solution = simplify(inverse(stationaryPoint(byInverse, own).solution));
    return { left: x, right: solution, solution, matrix: eye(x.shape.rows), divisor: number(1) };
  }
  const between = betweenInverses(gradient);
  if (between.kind === "product" && between.factors.length > 2) {
    const [first, ...middle] = between.factors.slice(0, -1);
    const inside = product([rationalNumber(between.coefficient), ...between.scalars, ...middle]);
    const isBetween = first === inverted && between.factors.at(-1) === inverted;
    if (isBetween && !dependsOn(inside, inverted)) return stationaryPoint(simplify(inside), x);
  }
  const terms = expandedTerms(gradient, MOST_TERMS) ?? [gradient];
  return stationaryPoint(simplify(sum(terms.map((t) => simplify(product([x, t, x]))))), x);
}

const MOST_TERMS = 16;
