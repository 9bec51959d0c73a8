/**
 * What a derivation asks of one variable, as the question that every other way of asking poses: so that all of
 * them give one closed form.
 *
 *     Y = X W, by W, G  ─▶  { value X W, wrt W, kind vjp, cotangent G }
 */

import { UnsupportedError } from "../errors.ts";
import { symbol, symbolLike } from "../expression/build.ts";
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { substitute } from "../expression/walk.ts";
import { isAlong } from "../problem/direction.ts";
import {
  type Answer,
  type Kind,
  mayHaveMatrixForm,
  type Question,
  solve,
  usualKind,
} from "../problem/problem.ts";
import { isOfSquares } from "../structures.ts";
import { differentialSymbol } from "./plan/moving.ts";
import type { Setup } from "./style.ts";

/** The variables that are differentiated by have their structures, all but one. */
function otherStructures({ structures }: Setup, by: SymbolNode): Map<Expr, Expr> {
  const others = [...structures].filter(([v]) => v !== by);
  return new Map(others.map(([v, structure]) => [v, symbolLike(v, v.shape, structure)]));
}

/** What is differentiated: the value itself, or the loss. */
export const differentiated = ({ kind, root, loss }: Setup): SymbolNode =>
  kind === "jacobian" ? root.symbol : loss;

/** `free`: without the structure of the variable itself. */
export function questionOf(setup: Setup, by: SymbolNode, order: number, free = false): Question {
  const { kind: asked, cotangent, structures, structure, equations } = setup;
  const others = otherStructures(setup, by);
  const bare = symbolLike(by, by.shape);
  const value = substitute(valueIn(setup, by), new Map([...others, [by, bare]]));
  const kind = isAlong(asked as Kind) ? (asked as Kind) : cotangent ? "vjp" : usualKind(value, bare);
  const own = by.structure ?? (free ? undefined : structures.get(by));
  const within = isOfSquares(own) && structure !== "free" ? structure : undefined;
  return {
    value,
    wrt: bare,
    kind,
    order,
    cotangent,
    direction: isAlong(kind) ? directionOf(setup, by) : undefined,
    structured: own && symbolLike(by, by.shape, own),
    structure: within,
    equations: equations.map(({ left, right }) => ({
      left: substitute(left, others),
      right: substitute(right, others),
    })),
  };
}

/** The direction that is named, else dX. */
export const directionOf = ({ direction }: Setup, by: SymbolNode): SymbolNode =>
  direction === undefined ? differentialSymbol(by) : symbol(direction, by.shape);

/** The root in variables, and in the definition that it is differentiated by. */
function valueIn({ definitions, root }: Setup, by: SymbolNode): Expr {
  if (!definitions.some((d) => d.symbol === by)) return root.expanded;
  const names = new Map<Expr, Expr>();
  for (const d of definitions) if (d.symbol !== by) names.set(d.symbol, substitute(d.value, names));
  return names.get(root.symbol) as Expr;
}

/** The answer in matrix form; undefined where there is none. */
export function answerTo(question: Question): Answer | undefined {
  if (!mayHaveMatrixForm(question)) return undefined;
  try {
    return solve(question);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
