/**
 * The walk by which formulas are written, operands before what they stand in; text, LaTeX and Unicode are typographies
 * of it.
 *
 *     xᵀ − yᵀ  ─▶  x, y, x − y, and the transpose of that
 */
import { isCall, splitCoefficient } from "../expression/build.ts";
import { children, type Expr, isScalar } from "../expression/expr.ts";
import { HADAMARD_POWER } from "../expression/heads.ts";
import * as Q from "../expression/rational.ts";
import { orient } from "./orientation.ts";
import { type Part, type Parts, transposedPart } from "./part.ts";
import { printingOrder, type Sharing } from "./sharing.ts";

/** What a product is written of. */
export interface ProductParts {
  readonly coefficient: Q.Rational;
  readonly scalars: readonly Expr[];
  /** Runs that occur more than once taken together. */
  readonly factors: readonly Expr[];
}

/** How one node is written whose operands are. */
export interface Writer<P extends Part> {
  node(e: Expr, parts: Parts<P>): P;
  product(of: ProductParts, parts: Parts<P>): P;
  /** Of what has no sign. */
  transpose(of: P): P;
}

/** The part of an expression and those of all its operands, each node written out wherever it stands. */
export function writtenOut<P extends Part>(
  root: Expr,
  nodes: readonly Expr[],
  writer: Writer<P>,
  watch: { readonly before?: (operands: readonly P[]) => void; readonly after?: (part: P) => void },
): ReadonlyMap<Expr, P> {
  const { turned } = orient(nodes);
  const operandsOf = (e: Expr): readonly Expr[] => {
    const other = turned.get(e);
    return other ? [other] : children(e);
  };
  const parts = new Map<Expr, P>();
  for (const e of turned.size === 0 ? nodes : printingOrder([root], operandsOf)) {
    watch.before?.(operandsOf(e).map((operand) => parts.get(operand) as P));
    const other = turned.get(e);
    const part = other ? transposedPart(parts.get(other) as P, writer.transpose) : writer.node(e, parts);
    watch.after?.(part);
    parts.set(e, part);
  }
  return parts;
}

/** The part of a node where what is shared has a part of its own, under a name or not. */
export function writtenShared<P extends Part>(
  e: Expr,
  { factors, transposed }: Sharing,
  parts: Parts<P>,
  writer: Writer<P>,
  isNamed: (e: Expr) => boolean,
): P {
  const other = transposed.get(e);
  if (other) return transposedPart(parts.get(other) as P, writer.transpose);
  if (e.kind !== "product") return writer.node(e, parts);
  const { coefficient } = e;
  const body = splitCoefficient(e)[1];
  if (body !== e && (isNamed(body) || transposed.has(body))) {
    const [scalars, matrices] = isScalar(body) ? [[body], []] : [[], [body]];
    return writer.product({ coefficient, scalars, factors: matrices }, parts);
  }
  const runs = e.factors.length > 0 ? factors.get(body) : undefined;
  return writer.product({ coefficient, scalars: e.scalars, factors: runs ?? e.factors }, parts);
}

/** A scalar power, or one entry by entry, as its base and exponent; anything else has exponent 1. */
export function powerOf(e: Expr): readonly [Expr, Q.Rational] {
  const [base, exponent] =
    e.kind === "power" && isScalar(e)
      ? [e.base, e.exponent]
      : isCall(e, HADAMARD_POWER)
        ? (e.args as readonly [Expr, Expr])
        : [e, undefined];
  return exponent?.kind === "number" ? [base, exponent.value] : [e, Q.ONE];
}
