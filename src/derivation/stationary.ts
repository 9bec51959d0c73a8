/**
 * Where the gradients vanish: a linear equation and its only solution, an eigenproblem, a constraint.
 *
 *     ∂L/∂w = 2 (Xᵀ(X w − y) + λ w)  ─▶  (Xᵀ X + λ I) ŵ = Xᵀ y, ŵ = (Xᵀ X + λ I)⁻¹ Xᵀ y
 *     ∂R/∂x = (2/xᵀx) (A x − R x)    ─▶  A x = R x
 */
import { UnsupportedError } from "../errors.ts";
import { isCall, madeSymbol, sum, symbolLike } from "../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { INVERSE } from "../expression/heads.ts";
import { product } from "../expression/product.ts";
import { substitute, symbolsIn, topological } from "../expression/walk.ts";
import { expandedTerms } from "../problem/expandTerms.ts";
import { isPositiveDefinite } from "../simplify/definite.ts";
import { simplify } from "../simplify/simplify.ts";
import { balance, homogeneous, scalarOf } from "./eigenproblem.ts";
import { firstFree } from "./names.ts";
import { equation, expanded, extended, sentence, shown, step } from "./pieces.ts";
import { type StationaryPoint, stationaryPoint } from "./stationaryPoint.ts";
import type { Derivation, Equation, Section, Sentence, Shown } from "./step.ts";
import type { Setup } from "./style.ts";

interface Part {
  readonly section: Section;
  readonly result?: Equation;
}

/**
 * The derivation with a section for each gradient among its results.
 * @throws UnsupportedError where none of them can be solved
 */
export function withStationaryPoints(derivation: Derivation, setup: Setup): Derivation {
  let refused: UnsupportedError | undefined;
  const parts: Part[] = [];
  let known = derivation;
  for (const x of setup.wrt) {
    const found = derivation.results.find(
      ({ sides: [first] }) => first?.kind === "derivative" && first.by.value === x && first.order !== 2,
    );
    if (!found) continue;
    try {
      const part = stationarySection(found, x, known, setup);
      parts.push(part);
      known = { ...known, sections: [...known.sections, part.section] };
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      refused ??= error;
    }
  }
  if (parts.length === 0) {
    throw refused ?? new UnsupportedError("not supported: there is no gradient to set to 0");
  }
  return { ...known, results: [...derivation.results, ...parts.flatMap((p) => p.result ?? [])] };
}

function stationarySection(result: Equation, x: SymbolNode, derivation: Derivation, setup: Setup): Part {
  const last = derivation.sections.at(-1) as Section;
  const form = result.sides.at(-1)?.value as Expr;
  const asked = result.sides[0] as Shown;
  const section = (text: readonly Sentence[], setting = last.setting): Section => ({
    title: parts(setup) ? sentence("stationary.title", { by: shown(x) }) : undefined,
    steps: [step("stationary", text, [])],
    setting,
  });
  const text = conditionText(form, x, asked, setup);
  if (text) return { section: section(text) };
  const { structures, taken } = setup;
  const own = structures.has(x) ? symbolLike(x, x.shape, structures.get(x)) : x;
  const [gradient] = expanded([form], last.setting) as [Expr];
  const point = solvedFor(gradient, own);
  const hat = madeSymbol(firstFree(taken, [`${x.name}\u0302`, `${x.name}_0`]), x.shape);
  const at = (e: Expr): Expr =>
    simplify(
      substitute(
        e,
        new Map<Expr, Expr>([
          [own, hat],
          [x, hat],
        ]),
      ),
    );
  const setting = extended(last.setting, [[hat, point.solution]]);
  const equality = equation([at(point.left), point.right]);
  return {
    section: section(solutionText(point, asked, equality, hat), setting),
    result: equation([hat, point.solution]),
  };
}

const parts = ({ wrt }: Setup): boolean => wrt.length > 1;

/** "It vanishes where A x = R x": what holds there, where that is no formula for the variable. */
function conditionText(form: Expr, x: SymbolNode, asked: Shown, setup: Setup): Sentence[] | undefined {
  const linear = homogeneous(form, x);
  if (linear) {
    const condition: Equation = { ...equation(linear.sides), relation: "at" };
    const places = { gradient: asked, equation: condition, vector: shown(x), matrix: shown(linear.matrix) };
    if (!linear.eigenvalue) return [sentence("stationary.generalised", places)];
    return [sentence("stationary.eigen", { ...places, value: shown(linear.eigenvalue) })];
  }
  const isMultiplier = isScalar(x) && setup.wrt.length > 1 && !symbolsIn(form).includes(x);
  const sides = isMultiplier ? balance(form) : undefined;
  if (!sides) return undefined;
  return [
    sentence("stationary.constraint", { gradient: asked, equation: { ...equation(sides), relation: "at" } }),
  ];
}

function solutionText(point: StationaryPoint, asked: Shown, equality: Equation, hat: SymbolNode): Sentence[] {
  const { matrix, divisor } = point;
  const solution = equation([hat, point.solution]);
  if (equality.sides[0]?.value === hat || scalarOf(matrix))
    return [sentence("stationary.at", { gradient: asked, solution })];
  const zero = sentence("stationary.zero", { gradient: asked, point: shown(hat), equation: equality });
  const places = { matrix: shown(matrix), solution };
  if (!isPositiveDefinite(matrix)) return [zero, sentence("stationary.solve", places)];
  const sign = divisor.kind === "number" ? Math.sign(divisor.value.n) : 0;
  const key = sign > 0 ? "stationary.minimum" : sign < 0 ? "stationary.maximum" : "stationary.definite";
  return [zero, sentence(key, places)];
}

/** Of a gradient with the inverse of its own variable, X g X is set to 0: −½ (N Σ⁻¹ − Σ⁻¹ A Σ⁻¹) gives N Σ = A. */
function solvedFor(gradient: Expr, x: SymbolNode): StationaryPoint {
  const isInverted = topological([gradient]).some((e) => isCall(e, INVERSE) && e.args[0] === x);
  if (!isInverted) return stationaryPoint(gradient, x);
  const terms = expandedTerms(gradient, MOST_TERMS) ?? [gradient];
  return stationaryPoint(simplify(sum(terms.map((t) => simplify(product([x, t, x]))))), x);
}

const MOST_TERMS = 16;
