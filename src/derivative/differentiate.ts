/**
 * The two loops over the expression: backwards for gradients, forwards for differentials.
 *
 *     L = ‖X w − y‖², by w  ─▶  r̄ = 2 r, w̄ = Xᵀ r̄ = 2 Xᵀ (X w − y)
 *
 * The loop owns the order, the accumulation and the pruning of zeros; rules.ts owns the formulas.
 * Each node is met once, so a gradient costs a small constant times the expression.
 */
import { bound } from "../expression/blocks.ts";
import { isZero, number, sum, zeros } from "../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { children, nodesAbove } from "../expression/walk.ts";
import { differentialOf, pullback } from "./rules.ts";

/** One line of the backward loop, for derivations: the cotangent that reached a node. */
interface Visit {
  readonly node: Expr;
  readonly cotangent: Expr;
}

/**
 * The gradients of ⟨G, root⟩ by each of the targets, each of its target's shape.
 * `visit` sees the nodes in the order of the loop, from the root down.
 */
export function gradients(
  root: Expr,
  G: Expr,
  targets: readonly Expr[],
  visit?: (line: Visit) => void,
): Map<Expr, Expr> {
  const above = nodesAbove([root], targets);
  const isTarget = new Set(targets);
  const contributions = new Map<Expr, Expr[]>([[root, [G]]]);
  const add = (e: Expr, cotangent: Expr): void => {
    if (cotangent.shape !== e.shape) throw new Error(`a cotangent has not the shape of its ${e.kind}`);
    if (isZero(cotangent)) return;
    const list = contributions.get(e);
    if (list) list.push(cotangent);
    else contributions.set(e, [cotangent]);
  };
  const result = new Map<Expr, Expr>();
  for (const e of [...above].sort((a, b) => b.id - a.id)) {
    const list = contributions.get(e);
    if (!list) continue;
    const cotangent = sum(list);
    visit?.({ node: e, cotangent });
    if (isTarget.has(e)) {
      result.set(e, cotangent);
      continue;
    }
    if (e.kind === "bound") {
      // the index runs inside: Σ over it of each target's own part
      for (const [target, part] of gradients(e.body, cotangent, targets)) {
        add(target, bound(e.index, e.size, part));
      }
      continue;
    }
    children(e).forEach((child, which) => {
      if (above.has(child)) add(child, pullback(e, which, cotangent, gradient));
    });
  }
  for (const target of targets) if (!result.has(target)) result.set(target, zeros(target.shape));
  return result;
}

export function gradient(root: Expr, wrt: Expr, G: Expr = number(1)): Expr {
  return gradients(root, G, [wrt]).get(wrt) as Expr;
}

/** The differential of the root when `wrt` moves by `direction` (of its shape): linear in the direction. */
export function differential(root: Expr, wrt: Expr, direction: Expr): Expr {
  const d = new Map<Expr, Expr>([[wrt, direction]]);
  for (const e of [...nodesAbove([root], [wrt])].sort((a, b) => a.id - b.id)) {
    if (e === wrt) continue;
    d.set(
      e,
      differentialOf(
        e,
        children(e).map((child) => d.get(child)),
      ),
    );
  }
  return d.get(root) ?? zeros(root.shape);
}

/** The derivative of anything by a scalar, of its own shape. */
export function derivativeByScalar(root: Expr, wrt: SymbolNode): Expr {
  if (!isScalar(wrt)) throw new Error(`${wrt.name} is no scalar`);
  return differential(root, wrt, number(1));
}
