/**
 * What equations that are given make of a form: their left sides are replaced by their right sides.
 *
 *     softmax(z) sum(y) − y, given sum(y) = 1  ─▶  softmax(z) − y
 */
import { isCall, isZero, ones, scale, zeros } from "../expression/build.ts";
import { type Dimension, UNIT } from "../expression/dimension.ts";
import { type Expr, isVector, shapeOf } from "../expression/expr.ts";
import { ONES } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { invert, multiply } from "../expression/rational.ts";
import { topological, transform } from "../expression/walk.ts";
import { isShorter } from "./cost.ts";
import { expansions } from "./matrices/expansion.ts";
import { simplify } from "./simplify.ts";

/** Two expressions of one shape that are known to have one value; a right side that is 0 may be the number. */
export interface KnownEquation {
  readonly left: Expr;
  readonly right: Expr;
}

interface UnderEquations {
  readonly form: Expr;
  /** The equations without which it would not be the form. */
  readonly used: readonly KnownEquation[];
}

/** The form by the equations where that is shorter, else the form itself. */
export function underEquations(form: Expr, equations: readonly KnownEquation[]): UnderEquations {
  let best = form;
  const used: KnownEquation[] = [];
  for (const equation of equations) {
    for (const [from, to] of orientations(equation, widthsIn(best))) {
      const replaced = (e: Expr): Expr => simplify(everywhere(e, (node) => replacedIn(node, from, to)));
      const after = [best, multipliedOut(best)].map(replaced).find((e) => e !== best && isShorter(e, best));
      if (!after) continue;
      best = after;
      used.push(equation);
    }
  }
  return { form: best, used: [...new Set(used)] };
}

const everywhere = (e: Expr, rewrite: (node: Expr) => Expr): Expr => transform([e], rewrite)[0] as Expr;

/** (I − u uᵀ)² as I − 2 u uᵀ + u uᵀu uᵀ, in which uᵀu stands. */
const multipliedOut = (e: Expr): Expr => everywhere(e, (node) => expansions(node)[0] ?? node);

/** As it was written, simplified on its left, replicated over columns (Y 1 = 1 says Y 1 1ᵀ = 1 1ᵀ), turned round. */
function orientations(
  { left, right }: KnownEquation,
  widths: readonly Dimension[],
): (readonly [Expr, Expr])[] {
  const own = isZero(right) ? zeros(left.shape) : right;
  if (own.shape !== left.shape) return [];
  const pairs = [left, simplify(left)].map((from) => [from, own] as const);
  const turned = ([from, to]: readonly [Expr, Expr]) => [transpose(from), transpose(to)] as const;
  const columns = [...pairs, ...pairs.map(turned)].filter(([from]) => isVector(from));
  const replicated = columns.flatMap(([from, to]) =>
    widths.map((width) => {
      const row = ones(shapeOf(UNIT, width));
      return [simplify(product([from, row])), simplify(product([to, row]))] as const;
    }),
  );
  return [...pairs, ...replicated].flatMap((pair) => [pair, turned(pair)]);
}

/** The columns and rows of what is made of ones. */
const widthsIn = (form: Expr): Dimension[] => [
  ...new Set(topological([form]).flatMap((e) => (isCall(e, ONES) ? [e.shape.rows, e.shape.cols] : []))),
];

/** The node itself, or a run of a product's factors. */
function replacedIn(e: Expr, from: Expr, to: Expr): Expr {
  if (e === from) return to;
  if (e.kind !== "product" || from.kind !== "product" || from.factors.length < 2) return e;
  if (from.scalars.length > 0 || e.factors.length <= from.factors.length) return e;
  const { factors } = from;
  const at = e.factors.findIndex((_, i) => factors.every((f, k) => e.factors[i + k] === f));
  if (at < 0) return e;
  const around = [...e.factors.slice(0, at), to, ...e.factors.slice(at + factors.length)];
  const change = multiply(e.coefficient, invert(from.coefficient));
  return scale(change, product([...e.scalars, ...around]));
}
