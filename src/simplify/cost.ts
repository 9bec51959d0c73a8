/**
 * The number of operations of a form, each distinct subexpression counted once: what "shorter" means.
 * Transposes, signs, numbers and constant matrices are free; a division counts as the product it is.
 */
import { isCall } from "../expression/build.ts";
import { type CallNode, type Expr, isScalar } from "../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import * as Q from "../expression/rational.ts";
import { children } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";

const isFreeCall = (e: CallNode): boolean => e.fn === TRANSPOSE || entryOf(e.fn).isConstant === true;

const isReciprocal = (exponent: Expr | undefined): boolean =>
  exponent?.kind === "number" && Q.isMinusOne(exponent.value);

/** Operations of the node itself, its children apart. */
function ownCost(e: Expr): number {
  switch (e.kind) {
    case "number":
    case "symbol":
    case "block":
    case "index":
      return 0;
    case "sum":
      return e.terms.length - 1;
    case "product": {
      const parts = e.scalars.length + e.factors.length;
      const scaled = Q.isOne(e.coefficient) || Q.isMinusOne(e.coefficient) ? 0 : 1;
      return parts - 1 + scaled;
    }
    case "power":
      return isReciprocal(e.exponent) ? 0 : 1;
    case "call":
      if (isFreeCall(e)) return 0;
      if (isCall(e, HADAMARD)) return e.args.length - 1;
      if (isCall(e, HADAMARD_POWER)) return isReciprocal(e.args[1]) ? 0 : 1;
      return 1;
    case "bound":
      return 1;
  }
}

/** Symbols, numbers, constant matrices, and their transposes. */
const isFree = (e: Expr): boolean =>
  e.kind === "symbol" || e.kind === "number" || (e.kind === "call" && isFreeCall(e) && e.args.every(isFree));

/** How many shared nodes a comparison looks through before it takes the rest as equal. */
const FURTHEST = 400;

/**
 * Operations of `a` minus those of `b`, each distinct subexpression counted once. What both contain
 * cancels, so only the parts near the two roots are looked at: from the largest id down, until
 * everything left belongs to both.
 */
export function costDifference(a: Expr, b: Expr): number {
  const sides = new Map<Expr, number>();
  const totals = [0, 0, 0, 0];
  let apart = 0;
  const meet = (met: Expr, side: number): void => {
    const e = oriented(met);
    const before = sides.get(e) ?? 0;
    const after = before | side;
    if (before === after || isFree(e)) return;
    sides.set(e, after);
    if (after === 3) apart -= before === 0 ? 0 : 1;
    else apart += 1;
  };
  meet(a, 1);
  meet(b, 2);
  for (let n = 0; apart > 0 && n < FURTHEST; n++) {
    const e = largest(sides);
    const side = sides.get(e) as number;
    sides.delete(e);
    if (side !== 3) apart -= 1;
    totals[side] = (totals[side] as number) + ownCost(e);
    for (const child of children(e)) meet(child, side);
  }
  return (totals[1] as number) - (totals[2] as number);
}

/** A sum and its transpose are one thing to compute: whichever was made first stands for both. */
function oriented(e: Expr): Expr {
  if (e.kind !== "sum" || isScalar(e)) return e;
  const turned = transpose(e);
  return turned.id < e.id ? turned : e;
}

function largest(nodes: ReadonlyMap<Expr, number>): Expr {
  let best: Expr | undefined;
  for (const e of nodes.keys()) if (!best || e.id > best.id) best = e;
  return best as Expr;
}

export const isShorter = (a: Expr, b: Expr): boolean => costDifference(a, b) < 0;
