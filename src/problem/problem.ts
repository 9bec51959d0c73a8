/**
 * A problem and its answer: which derivative is meant, and that derivative, simplified.
 *
 *     L = ‖X w − y‖², by w  ─▶  kind gradient, 2 Xᵀ (X w − y)
 */

import { derivativeByScalar, differential, gradient } from "../derivative/differentiate.ts";
import { linearMatrix } from "../derivative/linear.ts";
import { byIndependentEntries, projected } from "../derivative/structured.ts";
import { ShapeError, UnsupportedError } from "../errors.ts";
import { holeOf, sum } from "../expression/build.ts";
import { type Expr, isScalar, isVector, type SymbolNode, shapeText } from "../expression/expr.ts";
import { substitute, topological } from "../expression/walk.ts";
import { diagonal } from "../functions/matrix.ts";
import { requireOrder, withoutIndexSums } from "../index/index.ts";
import { betweenInverses } from "../simplify/betweenInverses.ts";
import { isShorter } from "../simplify/cost.ts";
import { type KnownEquation, underEquations } from "../simplify/given.ts";
import { simplify } from "../simplify/simplify.ts";
import { directionWithin, isAlong } from "./direction.ts";
import { expandedTerms } from "./expandTerms.ts";

/**
 * jvp: the differential, along a direction of the variable's shape · hvp: that of the gradient, the Hessian times
 * the direction.
 */
export type Kind = "gradient" | "vjp" | "jacobian" | "scalar-wrt" | "tensor" | "jvp" | "hvp";
/** What a derivative by a structured matrix means: within the structure, by its free entries, or by its diagonal. */
export type StructureMeaning = "projection" | "independent-entries" | "diagonal";

/** Most terms to which a projection is multiplied out. */
const MOST_TERMS = 16;

export interface Question {
  readonly value: Expr;
  /** Without structure: all its entries are free while the derivative is taken. */
  readonly wrt: SymbolNode;
  readonly kind: Kind;
  /** A whole number from 1. */
  readonly order: number;
  /** For kind vjp: of the shape of the value. */
  readonly cotangent?: SymbolNode | undefined;
  /** For kinds jvp and hvp: of the shape of the variable, without structure. */
  readonly direction?: SymbolNode | undefined;
  /** Entry by entry also where there is a matrix form. */
  readonly byEntries?: boolean | undefined;
  /** Most terms of a derivative in index notation, and most parts of one by a scalar. */
  readonly limits?: OrderLimits | undefined;
  /** The variable with the structure it was declared with, where it has one. */
  readonly structured?: SymbolNode | undefined;
  readonly structure?: StructureMeaning | undefined;
  /** What else is known to hold. */
  readonly equations?: readonly KnownEquation[] | undefined;
}

export interface OrderLimits {
  /** 400 unless given. */
  readonly terms?: number;
  /** 4000 unless given. */
  readonly parts?: number;
}

export interface Answer {
  readonly derivative: Expr;
  /** For order 2 and more: the derivatives of the orders below, from the first; for hvp within the structure. */
  readonly below: readonly Expr[];
  /** The equations that the form uses. */
  readonly used: readonly KnownEquation[];
}

/** The kind that the shapes ask for. */
export function usualKind(value: Expr, wrt: SymbolNode): Kind {
  if (isScalar(wrt)) return "scalar-wrt";
  if (isScalar(value)) return "gradient";
  if (isVector(value) && isVector(wrt)) return "jacobian";
  return "tensor";
}

/**
 * The derivative in the layout of its kind: gradients have the shape of the variable, Jacobians y down
 * and x across, tensors are d vec(Y) / d vec(X)ᵀ.
 * Throws UnsupportedError where there is no rule or no matrix form, ShapeError where the kind does not fit.
 */
export function solve(asked: Question): Answer {
  const { derivative, below } = solveFreely(asked);
  const { form, used } = underEquations(derivative, asked.equations ?? []);
  return { derivative: form, below, used };
}

/** The derivative without the equations that are given. */
function solveFreely(asked: Question): Omit<Answer, "used"> {
  const question = { ...asked, value: shortValue(withoutIndexSums(asked.value)) };
  const first = simplify(firstDerivative(question));
  if (question.kind === "hvp") {
    const along = simplify(alongDirection(first, question));
    // differences of a form that uses a structure say nothing of directions out of it
    const below = question.structure ? finished(first, question) : first;
    return { derivative: finished(along, question), below: [below] };
  }
  requireOrder(question.order);
  const orders = [first];
  for (let order = 2; order <= question.order; order++) orders.push(nextDerivative(orders, question));
  return { derivative: finished(orders.at(-1) as Expr, question), below: orders.slice(0, -1) };
}

/** Beyond these parts a derivative is of no use to a reader. */
const MOST_PARTS = 4000;

function nextDerivative(orders: readonly Expr[], question: Question): Expr {
  const next = simplify(secondDerivative(orders.at(-1) as Expr, question));
  const most = question.limits?.parts ?? MOST_PARTS;
  if (topological([next]).length > most) {
    throw new UnsupportedError(`the derivative of order ${orders.length + 1} has more than ${most} parts`);
  }
  return next;
}

/** Whether the derivative is of a kind that matrices can hold: not so of a matrix twice, or of anything thrice. */
export const mayHaveMatrixForm = ({ value, kind, order, byEntries }: Question): boolean =>
  byEntries !== true &&
  (order === 1 ||
    kind === "scalar-wrt" ||
    isAlong(kind) ||
    (order === 2 && (isScalar(value) || kind === "vjp")));

/** What is differentiated: a softmax that somebody wrote out has the derivative of a softmax. */
function shortValue(value: Expr): Expr {
  const short = simplify(value);
  return isShorter(short, value) ? short : value;
}

/** A derivative by free entries as it is asked for: within the structure of the variable, simplified. */
export const finished = (U: Expr, question: Question): Expr =>
  betweenInverses(withinItsStructure(U, question));

function withinItsStructure(U: Expr, question: Question): Expr {
  const { wrt, structured, direction } = question;
  if (!structured || structured === wrt) return simplify(U);
  const own = new Map<Expr, Expr>([[wrt, structured]]);
  if (direction) own.set(direction, directionWithin(question) as SymbolNode);
  const within = substitute(withStructure(U, question), own);
  const form = simplify(within);
  // terms of the projection may cancel, multiplied out
  const terms = question.structure && expandedTerms(within, MOST_TERMS);
  const expanded = terms && simplify(sum(terms));
  return expanded && isShorter(expanded, form) ? expanded : form;
}

function firstDerivative(question: Question): Expr {
  const { value, wrt, kind, order, cotangent } = question;
  switch (kind) {
    case "gradient":
    case "hvp":
      if (!isScalar(value)) throw new ShapeError("a gradient is of a scalar, and this value is not one");
      return gradient(value, wrt);
    case "jvp":
      return alongDirection(value, question);
    case "vjp":
      if (!cotangent) throw new ShapeError("a vector-Jacobian product needs a cotangent");
      return gradient(value, wrt, cotangent);
    case "scalar-wrt":
      if (!isScalar(wrt)) {
        throw new ShapeError(
          `a derivative by a scalar is asked for, and ${wrt.name} is ${shapeText(wrt.shape)}`,
        );
      }
      return derivativeByScalar(value, wrt);
    case "jacobian":
      return matrixOf(value, wrt);
    case "tensor":
      return order === 2 ? gradient(value, wrt) : matrixOf(value, wrt);
  }
}

function secondDerivative(first: Expr, { wrt, kind }: Question): Expr {
  return kind === "scalar-wrt" ? derivativeByScalar(first, wrt) : matrixOf(first, wrt);
}

function alongDirection(value: Expr, { wrt, direction }: Question): Expr {
  if (!direction) throw new ShapeError("a derivative along a direction needs the direction");
  return differential(value, wrt, direction);
}

/** d vec(value) / d vec(wrt)ᵀ; for vectors the Jacobian. */
function matrixOf(value: Expr, wrt: SymbolNode): Expr {
  const direction = holeOf(wrt);
  return linearForm(differential(value, wrt, direction), direction);
}

function linearForm(along: Expr, direction: SymbolNode): Expr {
  const matrix = linearMatrix(simplify(along), direction);
  if (!matrix)
    throw new UnsupportedError("not supported: this derivative has no form with Kronecker products");
  return matrix;
}

/** The derivative U by free entries, taken within the structure of the variable. */
function withStructure(U: Expr, question: Question): Expr {
  const { structure, structured, value, wrt, kind: asked, order } = question;
  if (asked === "jvp" || !structure) return U;
  const kind = structured?.structure ?? "symmetric";
  const within = (V: Expr): Expr => {
    if (structure === "diagonal") return diagonal(diagonal(V));
    return structure === "projection" ? projected(V, kind, structured ?? wrt) : byIndependentEntries(V, kind);
  };
  if (U.shape === wrt.shape) return within(U);
  if (order > 1) throw new UnsupportedError("not supported: a second derivative within a structure");
  // vec(dY) = J vec(dX), dX within the structure
  const direction = holeOf(wrt);
  const along = substitute(differential(value, wrt, direction), new Map([[direction, within(direction)]]));
  return linearForm(along, direction);
}
