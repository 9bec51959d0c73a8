/**
 * The values of expressions over an algebra: residues modulo a prime, numbers of many digits. The doubles of
 * evaluate.ts and the plans of compile/ are the fast forms of the same walk.
 *
 *     tr(A⁻¹ A) at n = 3 over the residues modulo 7  ─▶  3
 */
import { UnsupportedError } from "../../errors.ts";
import { type Dimension, sizeOf } from "../../expression/dimension.ts";
import type { BoundNode, CallNode, Expr, IndexNode, PowerNode, ProductNode } from "../../expression/expr.ts";
import { TRANSPOSE } from "../../expression/heads.ts";
import type { Rational } from "../../expression/rational.ts";
import { chainOf, dimsOf, inOrder } from "../../matrix/chain.ts";
import type { Sizes } from "./evaluate.ts";
import { findScopes, folded, operands, reachable, sizeValue } from "./program.ts";

interface Sized {
  readonly rows: number;
  readonly cols: number;
}

/** What can be done with its matrices. */
export interface Algebra<M extends Sized> {
  number(value: Rational): M;
  /** A whole number that isn't reduced: a size, an index. */
  whole(value: number): M;
  wholeOf(value: M): number;
  add(a: M, b: M): M;
  /** A number times a matrix. */
  scale(number: M, of: M): M;
  multiply(a: M, b: M): M;
  transpose(of: M): M;
  /** From 1. */
  entry(of: M, row: number, column: number): M;
  block(cells: readonly (readonly M[])[]): M;
  power(e: PowerNode, machine: Machine<M>): M;
  /** Of any function but the transpose. */
  call(e: CallNode, args: readonly M[], machine: Machine<M>): M;
  /** Multiplications, roughly, of one run; of a node besides those of its entries; what that is too much for. */
  readonly limit: { readonly work: number; readonly ofNode: number; readonly of: string };
}

export interface Machine<M> {
  value(e: Expr): M;
  size(d: Dimension): number;
  /** @throws UnsupportedError past the limit */
  work(amount: number): void;
}

interface Run<M extends Sized> extends Machine<M> {
  readonly algebra: Algebra<M>;
  readonly values: ReadonlyMap<string, M>;
  readonly scopes: ReturnType<typeof findScopes>;
  readonly slots: Map<Expr, M>;
  depth: number;
}

const DEEPEST_NESTING = 24;

/** The roots' values. @throws UnsupportedError past a limit, or where the algebra refuses something */
export function valuesOver<M extends Sized>(
  algebra: Algebra<M>,
  roots: readonly Expr[],
  { sizes, values }: { readonly sizes: Sizes; readonly values: ReadonlyMap<string, M> },
): M[] {
  const { limit } = algebra;
  const scopes = findScopes(roots);
  const slots = new Map<Expr, M>();
  let done = 0;
  const run: Run<M> = {
    ...{ algebra, values, scopes, slots, depth: 0 },
    value: (e) => slots.get(e) as M,
    size: (d) => sizeValue({ sizes }, d),
    work(amount) {
      done += amount;
      if (done > limit.work) throw new UnsupportedError(`too much work for ${limit.of}`);
    },
  };
  evaluateAll(
    run,
    reachable(roots, (e) => operands(e, scopes)),
  );
  return roots.map(run.value);
}

function evaluateAll<M extends Sized>(run: Run<M>, nodes: readonly Expr[]): void {
  for (const e of nodes) {
    run.work(run.algebra.limit.ofNode + run.size(e.shape.rows) * run.size(e.shape.cols));
    run.slots.set(e, nodeValue(run, e));
  }
}

function nodeValue<M extends Sized>(run: Run<M>, e: Expr): M {
  const { algebra, value } = run;
  switch (e.kind) {
    case "number":
      return algebra.number(e.value);
    case "symbol":
      return e.role === "size" ? algebra.whole(run.size(sizeOf(e.key))) : (run.values.get(e.key) as M);
    case "sum":
      return e.terms.map(value).reduce(algebra.add);
    case "product":
      return productOf(run, e);
    case "power":
      return algebra.power(e, run);
    case "call": {
      const args = e.args.map(value);
      return e.fn === TRANSPOSE ? algebra.transpose(args[0] as M) : algebra.call(e, args, run);
    }
    case "index":
      return entryOf(run, e);
    case "block":
      return algebra.block(e.cells.map((row) => row.map(value)));
    case "bound":
      return boundOf(run, e);
  }
}

function productOf<M extends Sized>({ algebra, value, work }: Run<M>, e: ProductNode): M {
  const scale = e.scalars
    .map(value)
    .reduce((total, s) => algebra.scale(s, total), algebra.number(e.coefficient));
  if (e.factors.length === 0) return scale;
  if (e.factors.length === 1) return algebra.scale(scale, value(e.factors[0] as Expr));
  const factors = e.factors.map((f) => (folded(f) === f ? value(f) : algebra.transpose(value(folded(f)))));
  const chain = inOrder(factors, chainOf(dimsOf(factors)), (a, b) => {
    work(a.rows * a.cols * b.cols);
    return algebra.multiply(a, b);
  });
  return algebra.scale(scale, chain);
}

function entryOf<M extends Sized>({ algebra, value }: Run<M>, e: IndexNode): M {
  const x = value(e.of);
  const [i, j] = [algebra.wholeOf(value(e.row)), algebra.wholeOf(value(e.column))];
  if (!(i >= 1 && i <= x.rows && j >= 1 && j <= x.cols)) {
    throw new UnsupportedError(`there is no entry (${i}, ${j}) in ${x.rows}×${x.cols}`);
  }
  return algebra.entry(x, i, j);
}

function boundOf<M extends Sized>(run: Run<M>, e: BoundNode): M {
  const { algebra } = run;
  const { inside } = run.scopes.get(e) as { readonly inside: readonly Expr[] };
  const body = inside.filter((node) => node !== e.index);
  let total: M | undefined;
  if (++run.depth > DEEPEST_NESTING) throw new UnsupportedError("sums are nested too deep");
  for (let value = 1; value <= run.size(e.size); value++) {
    run.slots.set(e.index, algebra.whole(value));
    evaluateAll(run, body);
    const term = run.value(e.body);
    total = total ? algebra.add(total, term) : term;
  }
  run.depth--;
  return total as M;
}
