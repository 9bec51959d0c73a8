/**
 * Which expressions read better as the transpose of another: xᵀ − yᵀ as (x − y)ᵀ, and of A B and Bᵀ Aᵀ,
 * where both occur, one as the other's transpose.
 */
import { isCall, splitCoefficient } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { children } from "../expression/walk.ts";

/** How many transposes are written in an expression, and in its transpose. */
interface Transposes {
  readonly own: number;
  readonly other: number;
}

const NONE: Transposes = { own: 0, other: 0 };

/**
 * Nodes that are to be printed as the transpose of another: sums, and if `pairs`, all that occur both ways.
 * Children stand before parents in `nodes`.
 */
export function turnedOver(nodes: readonly Expr[], pairs: boolean): Map<Expr, Expr> {
  const counts = new Map<Expr, Transposes>();
  const turned = new Map<Expr, Expr>();
  for (const e of nodes) {
    const count = transposesIn(e, counts);
    if (e.kind !== "sum" || isScalar(e)) counts.set(e, count);
    else {
      counts.set(e, {
        own: Math.min(count.own, count.other + 1),
        other: Math.min(count.other, count.own + 1),
      });
      const other = count.other + 1 < count.own ? transpose(e) : e;
      if (other !== e) turned.set(e, other);
    }
  }
  if (turned.size > 0) turnInside(nodes, counts, turned);
  if (pairs) pairTransposes(nodes, counts, turned);
  return turned;
}

function transposesIn(e: Expr, counts: ReadonlyMap<Expr, Transposes>): Transposes {
  if (isScalar(e)) return NONE;
  if (isCall(e, TRANSPOSE)) return { own: 1, other: 0 };
  if (e.kind !== "sum" && e.kind !== "product" && !turnsArguments(e)) {
    return isSymmetric(e, counts) ? NONE : { own: 0, other: 1 };
  }
  let own = 0;
  let other = 0;
  for (const child of children(e)) {
    const count = counts.get(child) as Transposes;
    own += count.own;
    other += count.other;
  }
  return { own, other };
}

/** Is its transpose written without one, as far as can be seen? */
function isSymmetric(e: Expr, counts: ReadonlyMap<Expr, Transposes>): boolean {
  if (e.kind === "symbol") {
    return e.structure !== undefined && TURN_FOR_NOTHING.has(e.structure);
  }
  if (e.kind === "call") return e.fn.transposed !== undefined || e.args.every((a) => counts.get(a) === NONE);
  return e.kind === "power" && counts.get(e.base) === NONE;
}

const TURN_FOR_NOTHING: ReadonlySet<string> = new Set(["symmetric", "spd", "diagonal", "antisymmetric"]);

const turnsArguments = (e: Expr): boolean => e.kind === "call" && e.fn.transposed === "arguments";

/** A sum turned over has transposes of other sums in it, which may read better turned back. */
function turnInside(
  nodes: readonly Expr[],
  counts: ReadonlyMap<Expr, Transposes>,
  turned: Map<Expr, Expr>,
): void {
  for (const e of nodes) {
    if (e.kind !== "sum" || isScalar(e) || turned.has(e)) continue;
    const count = counts.get(e) as Transposes;
    const other = count.own < count.other ? transpose(e) : e;
    if (other !== e) turned.set(other, e);
  }
}

/** Of A B and Bᵀ Aᵀ, the one with more transposes, else the later one, is the other's transpose. */
function pairTransposes(
  nodes: readonly Expr[],
  counts: ReadonlyMap<Expr, Transposes>,
  turned: Map<Expr, Expr>,
): void {
  const bodies = new Set(nodes.map((e) => splitCoefficient(e)[1]));
  const seen = new Set<Expr>();
  for (const e of bodies) {
    seen.add(e);
    if (isScalar(e) || (e.kind !== "sum" && e.kind !== "product" && !turnsArguments(e))) continue;
    if (turned.has(e)) continue;
    const other = transpose(e);
    if (other === e || !seen.has(other) || turned.has(other)) continue;
    const count = counts.get(e) ?? transposesIn(e, counts);
    if (count.own < count.other) turned.set(other, e);
    else turned.set(e, other);
  }
}
