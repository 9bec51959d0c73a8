/**
 * What lowering knows: the sizes, the value of each expression that it has met, how products share stretches.
 */
import { UnknownNameError } from "../../errors.ts";
import { type Dimension, evaluateSize } from "../../expression/dimension.ts";
import { type Expr, isSquare } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { stored } from "../graph/graph.ts";
import type { Node, Ref } from "../graph/node.ts";
import { type Graph, make } from "../graph/store.ts";
import type { Chains } from "./order.ts";

export interface Lowering {
  readonly g: Graph;
  readonly chains: Chains;
  readonly sizes: ReadonlyMap<string, number>;
  readonly refs: Map<Expr, Ref>;
  /** Inverses that are needed as matrices, not only multiplied. */
  readonly explicit: ReadonlySet<Expr>;
  /** How many nodes of the expression have it as a part. */
  readonly uses: ReadonlyMap<Expr, number>;
  /** Index symbols that some sum binds. */
  readonly bound: ReadonlySet<Expr>;
  /** The value of an expression that is a node's own way to be computed. */
  readonly lowered: (e: Expr) => Ref;
  /** Names of variables that are their own transpose. */
  readonly symmetric: ReadonlySet<string>;
}

export const refOf = ({ refs }: Lowering, e: Expr): Ref => refs.get(e) as Ref;

export function sizeOf({ sizes }: Pick<Lowering, "sizes">, size: Dimension): number {
  const value = evaluateSize(size, sizes);
  if (value === undefined) throw new UnknownNameError(`the size ${size.key} has no value`);
  return value;
}

/** The triangular factors of a square matrix; `transposed`: they are those of its transpose. */
export function factorOf(lowering: Lowering, e: Expr): Ref {
  const { g } = lowering;
  const { node: of, transposed } = refOf(lowering, e);
  const symmetric = of.symmetric || (isSquare(e) && transpose(e) === e);
  const source = symmetric ? stored(g, { node: of, transposed: false }) : of;
  const node: Node = make(
    g,
    `factor ${source.id}`,
    source.rows,
    source.cols,
    { kind: "factor", of: source },
    symmetric,
  );
  return { node, transposed: transposed && !symmetric };
}
