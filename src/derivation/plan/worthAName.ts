/**
 * What gets a name in a derivation: residuals, what a function acts on, values in which a derivative is
 * written, what would stand twice. Never a piece that is only turned, scaled, shifted or negated.
 *
 *     ‖X w − y‖²  ─▶  r = X w − y       σ(X w)  ─▶  z = X w       log(1 − y), exp(−D/2)  ─▶  nothing
 */
import { isCall } from "../../expression/build.ts";
import { type CallNode, type Expr, isScalar } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE } from "../../expression/heads.ts";
import { entryOf } from "../../functions/index.ts";
import { operationCount } from "../../print/text.ts";
import type { Sort } from "./names.ts";
import { type Facts, isNegated, isNonlinearCall } from "./plan.ts";

/** Scalars of fewer operations are written out, however often they stand. */
const LONG_SCALAR = 4;

/** For the style differential: as few as a reader can do with. */
export function worthAName({ node, parents, isNonlinearArgument }: Facts): Sort | undefined {
  if (isNegated(node)) return undefined;
  const isTwice = parents.length > 1;
  if (isScalar(node)) return isTwice && operationCount(node) >= LONG_SCALAR ? "argument" : undefined;
  if (node.kind === "call" && isNonlinearCall(node)) {
    if (isCall(node, INVERSE)) return undefined;
    return isTwice || derivativeUsesValue(node) ? sortOfCall(node) : undefined;
  }
  if (isNonlinearArgument && isCompound(node)) return argumentSort(node, parents);
  const isLong = node.kind === "sum" || node.kind === "product";
  return isTwice && isLong && operationCount(node) > 1 ? argumentSort(node, parents) : undefined;
}

/** For the style backprop: functions' arguments and values, and what is used twice. */
export function isNode(facts: Facts): Sort | undefined {
  const { node, parents, isTerm, isNonlinearArgument } = facts;
  // its cotangent is that of the sum
  if ((isTerm && isScalar(node)) || isNegated(node)) return undefined;
  if (node.kind === "call" && isNonlinearCall(node)) {
    // log(1 − y) is differentiated where it stands
    const isPlain = node.fn.elementwise && parents.length === 1 && !node.args.some(isCompound);
    return LEMMAS.has(node.fn.name) || (isPlain && !derivativeUsesValue(node)) ? undefined : sortOfCall(node);
  }
  if (isNonlinearArgument && isCompound(node)) return argumentSort(node, parents);
  return parents.length > 1 && operationCount(node) > 1 ? argumentSort(node, parents) : undefined;
}

/** Their derivatives are written in one step, in what they are functions of. */
const LEMMAS = new Set(["inv", "logdet", "norm2", "softplus", HADAMARD_POWER.name]);

/** For the styles with entries: each value is one that can be written out and differentiated entry by entry. */
export function isWrittenOut({ node, parents }: Facts): Sort | undefined {
  if (isScalar(node) || !parents.some((parent) => isTooMuch(parent, node))) return undefined;
  return node.kind === "call" && isNonlinearCall(node) ? sortOfCall(node) : argumentSort(node, parents);
}

/** Functions of a whole matrix that read its entries as they are. */
const PLAIN = new Set(["transpose", "sum", "tr", "diag", "vec", "unvec", "mean", "tril", "triu"]);

/** Would the parent's entries be hard to read with this inside? */
function isTooMuch(parent: Expr, child: Expr): boolean {
  if (parent.kind === "call") {
    if (PLAIN.has(parent.fn.name)) return isFunctionOfWhole(child);
    if (parent.fn.name === "det" || parent.fn.name === "logdet") return child.kind !== "symbol";
    return isFunctionOfWhole(child) || hasChain(child) || (!isCall(parent, HADAMARD) && isFunction(child));
  }
  if (parent.kind === "product" && parent.factors.length > 1) {
    return isFunction(child) || (child.kind === "sum" && hasChain(child));
  }
  return parent.kind === "sum" ? isFunctionOfWhole(child) : parent.kind === "power" && hasChain(child);
}

/** A function of all entries at once: softmax, an inverse. */
const isFunctionOfWhole = (e: Expr): boolean =>
  e.kind === "call" && !isScalar(e) && (isCall(e, INVERSE) || entryOf(e.fn).partial !== undefined);

const isFunction = (e: Expr): boolean =>
  e.kind === "call" && (isFunctionOfWhole(e) || entryOf(e.fn).elementwise === true);

/** A product of matrices, also as a term of a sum. */
const hasChain = (e: Expr): boolean =>
  e.kind === "product" ? e.factors.length > 1 : e.kind === "sum" && e.terms.some(hasChain);

function sortOfCall(node: CallNode): Sort {
  const { fn } = node;
  if (isCall(node, INVERSE)) return "inverse";
  return fn.name === "exp" ? "exp" : fn.name.startsWith("softmax") ? "softmax" : "value";
}

export function argumentSort(node: Expr, parents: readonly Expr[]): Sort {
  if (parents.some((p) => isCall(p, INVERSE) || (p.kind === "call" && p.fn.name === "logdet"))) {
    return "inverted";
  }
  return isResidual(node) ? "residual" : "argument";
}

/** A difference, also masked: what is compared with data. */
function isResidual(e: Expr): boolean {
  if (isCall(e, HADAMARD)) return e.args.some(isResidual);
  return e.kind === "sum" && e.terms.some((t) => t.kind === "product" && t.coefficient.n < 0);
}

/** A product of matrices is in it, or a function of more than one letter that has no name of its own. */
function isCompound(e: Expr): boolean {
  if (e.kind === "product") return e.factors.length > 1 || e.factors.some(isCompound);
  if (e.kind === "sum") return e.terms.some(isCompound);
  return e.kind === "call" && !isNamedCall(e) && e.args.some(isCompound);
}

const isNamedCall = (e: CallNode): boolean =>
  !isScalar(e) && isNonlinearCall(e) && !isCall(e, INVERSE) && derivativeUsesValue(e);

/** tanh′ = 1 − F²: with a name for the value, the derivative is short. */
function derivativeUsesValue(node: CallNode): boolean {
  const { derivative, name } = entryOf(node.fn);
  return (typeof derivative === "string" && derivative.includes("F")) || name.startsWith("softmax");
}
