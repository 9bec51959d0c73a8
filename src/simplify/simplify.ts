/**
 * Named rewrites, applied from the leaves up until none fits.
 *
 *     2 Xᵀ (2 (X w − y)) + …, diag(v) w  ─▶  4 Xᵀ (X w − y) + …, v ⊙ w
 *
 * Rules are oriented (each makes the form shorter, or brings it nearer to the book's), so this ends;
 * the order of the list decides where several fit.
 */
import { isZero, subtract } from "../expression/build.ts";
import { type Expr, memoised } from "../expression/expr.ts";
import { children, rebuild, topological } from "../expression/walk.ts";
import { invertsNothingNew, takenApart } from "./apart/apart.ts";
import { isShorter } from "./cost.ts";
import { ENTRYWISE_RULES } from "./entries/entrywise.ts";
import { NORM_RULES } from "./entries/norms.ts";
import { PAIR_RULES } from "./entries/pairs.ts";
import { RECOGNISED_RULES } from "./entries/recognised.ts";
import { EXPONENTIAL_RULES } from "./exponentials.ts";
import { rationalForms } from "./fraction/forms.ts";
import { expansions } from "./matrices/expansion.ts";
import { EXPLICIT_RULES } from "./matrices/explicit.ts";
import { INVERSE_RULES } from "./matrices/inverses.ts";
import { MATRIX_RULES } from "./matrices/matrices.ts";
import { PRODUCT_RULES } from "./matrices/products.ts";
import { PROJECTOR_RULES } from "./matrices/projectors.ts";
import { TRIANGLE_RULES } from "./matrices/triangles.ts";
import { ROTATION_RULES } from "./rotations.ts";
import type { Rule } from "./rule.ts";
import { SUM_RULES } from "./sums.ts";
import { TOTAL_RULES } from "./totals.ts";

export const RULES: readonly Rule[] = [
  ...PRODUCT_RULES,
  ...INVERSE_RULES,
  ...EXPLICIT_RULES,
  ...PROJECTOR_RULES,
  ...MATRIX_RULES,
  ...TRIANGLE_RULES,
  ...ENTRYWISE_RULES,
  ...EXPONENTIAL_RULES,
  ...PAIR_RULES,
  ...ROTATION_RULES,
  ...NORM_RULES,
  ...RECOGNISED_RULES,
  ...SUM_RULES,
  ...TOTAL_RULES,
];

const byHead = new Map<string, Rule[]>();
for (const rule of RULES) {
  for (const head of rule.on) byHead.set(head, [...(byHead.get(head) ?? []), rule]);
}

const headOf = (e: Expr): string => (e.kind === "call" ? `${e.fn.name}` : e.kind);

/** Rewrites at one node before it is a bug in a rule that they do not end. */
const MAXIMUM_REWRITES = 200;

/** The node's rewrites; its children are simplified already. */
function rewriteNode(e: Expr): Expr | undefined {
  for (const rule of byHead.get(headOf(e)) ?? []) {
    const after = rule.rewrite(e);
    if (after && after !== e) return after;
  }
  return undefined;
}

/** Simplifies one node whose children are simplified. New inner nodes are simplified in turn. */
function settle(e: Expr): Expr {
  let current = e;
  for (let n = 0; n < MAXIMUM_REWRITES; n++) {
    const next = rewriteNode(current) ?? shorterForm(current);
    if (!next) return current;
    current = simplifyInside(next);
  }
  throw new Error(`rewriting does not end at a ${headOf(e)}`);
}

/** Nodes whose normal forms are being simplified: these lead back to them, or to others without end. */
const underWay = new Set<Expr>();
const DEEPEST = 12;

/** The rational normal form, a product multiplied out, or what is taken apart, simplified, where that is shorter. */
function shorterForm(e: Expr): Expr | undefined {
  if (underWay.has(e) || underWay.size > DEEPEST) return undefined;
  underWay.add(e);
  try {
    const forms = [...rationalForms(e), ...expansions(e)].map(simplify);
    const apart = takenApart(e)
      .map(simplify)
      .filter((form) => invertsNothingNew(form, e));
    return [...forms, ...apart].find((form) => isShorter(form, e));
  } finally {
    underWay.delete(e);
  }
}

/** Nodes that no rule changes any more. */
const settled = memoised<{ form?: Expr }>(() => ({}));

function simplifyInside(root: Expr): Expr {
  const pending = topological([root], (e) => settled(e).form !== undefined);
  for (const e of pending) {
    const state = settled(e);
    if (state.form) continue;
    const old = children(e);
    const parts = old.map((c) => settled(c).form as Expr);
    const rebuilt = parts.some((p, i) => p !== old[i]) ? rebuild(e, parts) : e;
    if (e === root) return rebuilt;
    const form = settle(rebuilt);
    state.form = form;
    settled(form).form = form;
  }
  return root;
}

/** The form a textbook prints, or a shorter one; equal to `e` wherever both are defined. */
export function simplify(e: Expr): Expr {
  const known = settled(e).form;
  if (known) return known;
  const form = settle(simplifyInside(e));
  settled(e).form = form;
  settled(form).form = form;
  return form;
}

/** Are they one function, as far as rules tell? */
export function isIdentical(left: Expr, right: Expr): boolean {
  if (simplify(left) === simplify(right)) return true;
  return left.shape === right.shape && isZero(simplify(subtract(left, right)));
}
