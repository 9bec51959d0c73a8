/**
 * Which parts of an expression are worth a name: what its text would repeat.
 *
 * In: the roots of a DAG. Out: its nodes as the text uses them (operands before what they stand in),
 * how often each is used, and the factors of its products with repeated runs taken together. Linear in the DAG.
 *
 *     X A X A Y  ─▶  factors [X A, X A, Y], where X A is used twice;   A B and Bᵀ Aᵀ are one node
 */
import { isCall, splitCoefficient } from "../expression/build.ts";
import { children, type Expr } from "../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE } from "../expression/heads.ts";
import * as Q from "../expression/rational.ts";
import { topological } from "../expression/walk.ts";
import { orient, pairTransposes } from "./orientation.ts";
import { dissolveRuns, takeRunsTogether } from "./runs.ts";

export interface Sharing {
  /** Operands before what they stand in. */
  readonly order: readonly Expr[];
  /** The nodes whose texts stand in the text of a node. */
  readonly operands: ReadonlyMap<Expr, readonly Expr[]>;
  /** A use of −X counts as one of X, a use of Bᵀ Aᵀ as one of A B. */
  readonly uses: ReadonlyMap<Expr, number>;
  /** Factors of products, runs taken together. */
  readonly factors: ReadonlyMap<Expr, readonly Expr[]>;
  /** Nodes that are printed as the transpose of another. */
  readonly transposed: ReadonlyMap<Expr, Expr>;
}

/** Rounds of undoing what turns out to be used once; a round may leave others used once. */
const UNDOING_ROUNDS = 4;

export function findSharing(roots: readonly Expr[]): Sharing {
  const nodes = topological(roots);
  const bodies = new Set(nodes.map((e) => (e.kind === "product" ? splitCoefficient(e)[1] : e)));
  const orientation = orient(nodes, "code");
  const transposed = pairTransposes(bodies, orientation);
  const factors = new Map<Expr, Expr[]>();
  for (const e of bodies) if (e.kind === "product" && !transposed.has(e)) factors.set(e, [...e.factors]);
  takeRunsTogether(factors, transposed);
  let counted = countUses(roots, factors, transposed);
  for (let round = 0; round < UNDOING_ROUNDS; round++) {
    const changed = dissolvePairs(factors, transposed, orientation.turned, counted.uses);
    if (!dissolveRuns(factors, transposed, counted.uses) && !changed) break;
    counted = countUses(roots, factors, transposed);
  }
  return { ...counted, factors, transposed };
}

/** A B that occurs only as Bᵀ Aᵀ is printed as that. */
function dissolvePairs(
  factors: Map<Expr, Expr[]>,
  transposed: Map<Expr, Expr>,
  turned: ReadonlyMap<Expr, Expr>,
  uses: ReadonlyMap<Expr, number>,
): boolean {
  let changed = false;
  for (const [e, other] of transposed) {
    if (uses.get(e) === undefined || uses.get(other) !== 1 || turned.has(e)) continue;
    transposed.delete(e);
    if (e.kind === "product") factors.set(e, [...e.factors]);
    changed = true;
  }
  return changed;
}

function operandsOf(
  e: Expr,
  factors: ReadonlyMap<Expr, readonly Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
): readonly Expr[] {
  const other = transposed.get(e);
  if (other) return [other];
  if (e.kind === "product") {
    const body = splitCoefficient(e)[1];
    if (body !== e) return [body];
    return [...e.scalars.map(withoutReciprocal), ...(factors.get(e) ?? e.factors)];
  }
  if (isCall(e, HADAMARD)) return e.args.map(withoutReciprocal);
  const [x] = isCall(e, INVERSE) ? e.args : [];
  if (x?.kind === "power" && x.exponent.kind === "number") return [x.base];
  return children(e);
}

/** s for 1/s, which a quotient has for nothing. */
function withoutReciprocal(e: Expr): Expr {
  const [base, exponent] =
    e.kind === "power" ? [e.base, e.exponent] : isCall(e, HADAMARD_POWER) ? e.args : [e, undefined];
  return exponent?.kind === "number" && Q.isMinusOne(exponent.value) ? (base as Expr) : e;
}

/** What is reached from the roots, operands before what they stand in. */
export function printingOrder(roots: readonly Expr[], operands: (e: Expr) => readonly Expr[]): Expr[] {
  const order: Expr[] = [];
  const seen = new Set<Expr>();
  const open = new Set<Expr>();
  const pending: Expr[] = [...roots].reverse();
  for (let e = pending.at(-1); e; e = pending.at(-1)) {
    if (seen.has(e)) {
      pending.pop();
      if (open.delete(e)) order.push(e);
      continue;
    }
    seen.add(e);
    open.add(e);
    for (const operand of operands(e)) if (!seen.has(operand)) pending.push(operand);
  }
  return order;
}

function countUses(
  roots: readonly Expr[],
  factors: ReadonlyMap<Expr, readonly Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
): Pick<Sharing, "order" | "operands" | "uses"> {
  const operands = new Map<Expr, readonly Expr[]>();
  const order = printingOrder(roots, (e) => {
    const found = operandsOf(e, factors, transposed);
    operands.set(e, found);
    return found;
  });
  const uses = new Map<Expr, number>();
  const use = (e: Expr, times: number): void => {
    uses.set(e, (uses.get(e) ?? 0) + times);
  };
  for (const root of roots) use(root, 1);
  for (let i = order.length - 1; i >= 0; i--) {
    const e = order[i] as Expr;
    const isFree = transposed.has(e) || (e.kind === "product" && Q.isMinusOne(e.coefficient));
    const times = isFree ? (uses.get(e) as number) : 1;
    for (const operand of operands.get(e) as readonly Expr[]) use(operand, times);
  }
  return { order, operands, uses };
}
