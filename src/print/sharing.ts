/**
 * Which parts of an expression are worth a name: what its text would repeat.
 *
 * In: the roots of a DAG. Out: its nodes as the text uses them (children before parents), how often each is
 * used, and the factors of its products with repeated runs taken together.
 *
 *     X A X A Y  ─▶  factors [X A, X A, Y], where X A is used twice;   A B and Bᵀ Aᵀ are one node
 *
 * Linear in the size of the DAG.
 */
import { isCall, productNode, splitCoefficient } from "../expression/build.ts";
import { type Expr, isScalar, type ProductNode, shapeOf } from "../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import * as Q from "../expression/rational.ts";
import { children, topological } from "../expression/walk.ts";
import { turnedOver } from "./orientation.ts";

export interface Sharing {
  /** Children before parents. */
  readonly order: readonly Expr[];
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
  const single = turnedOver(nodes, false);
  const transposed = turnedOver(nodes, true);
  const factors = takeRunsTogether(productBodies(nodes, transposed), transposed);
  let counted = countUses(roots, factors, transposed);
  for (let round = 0; round < UNDOING_ROUNDS; round++) {
    const changed = dissolvePairs(factors, transposed, single, counted.uses);
    if (!dissolveRuns(factors, transposed, counted.uses) && !changed) break;
    counted = countUses(roots, factors, transposed);
  }
  return { ...counted, factors, transposed };
}

/** A B that occurs only as Bᵀ Aᵀ is printed as that. */
function dissolvePairs(
  factors: Map<Expr, Expr[]>,
  transposed: Map<Expr, Expr>,
  single: ReadonlyMap<Expr, Expr>,
  uses: ReadonlyMap<Expr, number>,
): boolean {
  let changed = false;
  for (const [e, other] of transposed) {
    if (uses.get(e) === undefined || uses.get(other) !== 1 || single.has(e)) continue;
    transposed.delete(e);
    if (e.kind === "product") factors.set(e, [...e.factors]);
    changed = true;
  }
  return changed;
}

/** The products without their coefficients, as lists of factors. */
function productBodies(nodes: readonly Expr[], transposed: ReadonlyMap<Expr, Expr>): Map<Expr, Expr[]> {
  const bodies = new Map<Expr, Expr[]>();
  for (const e of nodes) {
    if (e.kind !== "product") continue;
    const body = splitCoefficient(e)[1];
    if (body.kind === "product" && !transposed.has(body)) bodies.set(body, [...body.factors]);
  }
  return bodies;
}

// ---- repeated runs of factors

/** Rounds of pairing; a run of 2^k factors takes about k. */
const ROUNDS = 24;

/** Replaces adjacent pairs that occur twice (as they are, or transposed) by their product, until none does. */
function takeRunsTogether(bodies: Map<Expr, Expr[]>, transposed: Map<Expr, Expr>): Map<Expr, Expr[]> {
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Map<string, number>();
    for (const list of bodies.values()) {
      for (let i = 0; i + 1 < list.length; i++) {
        const key = pairKey(list[i] as Expr, list[i + 1] as Expr);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    let changed = false;
    for (const [body, list] of [...bodies]) {
      const paired = pairUp(body, list, counts, bodies, transposed);
      if (paired.length < list.length) {
        bodies.set(body, paired);
        changed = true;
      }
    }
    if (!changed) break;
  }
  return bodies;
}

/** The same for A B and Bᵀ Aᵀ. */
function pairKey(left: Expr, right: Expr): string {
  const [a, b] = [transpose(right), transpose(left)];
  const isFirst = left.id < a.id || (left.id === a.id && right.id <= b.id);
  return isFirst ? `${left.id} ${right.id}` : `${a.id} ${b.id}`;
}

function pairUp(
  body: Expr,
  list: readonly Expr[],
  counts: ReadonlyMap<string, number>,
  bodies: Map<Expr, Expr[]>,
  transposed: Map<Expr, Expr>,
): Expr[] {
  const paired: Expr[] = [];
  const countAt = (i: number): number =>
    i + 1 < list.length ? (counts.get(pairKey(list[i] as Expr, list[i + 1] as Expr)) ?? 0) : 0;
  for (let i = 0; i < list.length; i++) {
    const here = countAt(i);
    if (here < 2 || countAt(i + 1) > here) {
      paired.push(list[i] as Expr);
      continue;
    }
    const run = runOf(list[i] as Expr, list[i + 1] as Expr, bodies, transposed);
    if (run === body) return [...list];
    paired.push(run);
    i += 1;
  }
  return paired;
}

/** The product of two neighbours as a node of its own; of A B and Bᵀ Aᵀ one is the other's transpose. */
function runOf(left: Expr, right: Expr, bodies: Map<Expr, Expr[]>, transposed: Map<Expr, Expr>): Expr {
  const shape = shapeOf(left.shape.rows, right.shape.cols);
  const run = productNode(Q.ONE, [], [...flatFactors(left), ...flatFactors(right)], shape);
  if (bodies.has(run) || transposed.has(run)) return run;
  const other = isScalar(run) ? run : transpose(run);
  if (other !== run && other.kind === "product" && bodies.has(other)) transposed.set(run, other);
  else bodies.set(run, [left, right]);
  return run;
}

const flatFactors = (e: Expr): readonly Expr[] => (e.kind === "product" ? e.factors : [e]);

/** Takes runs apart again that turn out to be used once; true if there was one. */
function dissolveRuns(
  factors: Map<Expr, Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
  uses: ReadonlyMap<Expr, number>,
): boolean {
  let changed = false;
  const isSingle = (f: Expr): boolean => f.kind === "product" && (uses.get(transposed.get(f) ?? f) ?? 0) < 2;
  for (const [body, list] of factors) {
    if (!list.some(isSingle)) continue;
    const whole: Expr[] = [];
    const pending = [...list].reverse();
    for (let f = pending.pop(); f; f = pending.pop()) {
      if (isSingle(f)) pending.push(...partsOf(f, factors, transposed).reverse());
      else whole.push(f);
    }
    factors.set(body, whole);
    changed = true;
  }
  return changed;
}

function partsOf(
  run: Expr,
  factors: ReadonlyMap<Expr, readonly Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
): Expr[] {
  const other = transposed.get(run);
  if (!other) return [...(factors.get(run) ?? flatFactors(run))];
  return [...(factors.get(other) ?? flatFactors(other))].map(transpose).reverse();
}

// ---- uses

/** The nodes whose texts stand in the text of this one. */
export function operands(
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
  if (isCall(e, INVERSE) && e.args[0]?.kind === "power") return [e.args[0].base];
  return children(e);
}

/** s for 1/s, which a quotient has for nothing. */
function withoutReciprocal(e: Expr): Expr {
  const [base, exponent] =
    e.kind === "power" ? [e.base, e.exponent] : isCall(e, HADAMARD_POWER) ? e.args : [e, undefined];
  return exponent?.kind === "number" && Q.isMinusOne(exponent.value) ? (base as Expr) : e;
}

/** What is reached from the roots, operands before what they stand in. */
export function printingOrder(roots: readonly Expr[], operandsOf: (e: Expr) => readonly Expr[]): Expr[] {
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
    for (const operand of operandsOf(e)) if (!seen.has(operand)) pending.push(operand);
  }
  return order;
}

/** A use of −X counts as one of X, a use of Bᵀ Aᵀ as one of A B. */
function countUses(
  roots: readonly Expr[],
  factors: ReadonlyMap<Expr, readonly Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
): Pick<Sharing, "order" | "uses"> {
  const order = printingOrder(roots, (e) => operands(e, factors, transposed));
  const uses = new Map<Expr, number>(order.map((e) => [e, 0]));
  for (const root of roots) uses.set(root, (uses.get(root) ?? 0) + 1);
  for (const e of [...order].reverse()) {
    const weight = isTransparent(e, transposed) ? (uses.get(e) as number) : 1;
    for (const child of operands(e, factors, transposed))
      uses.set(child, (uses.get(child) as number) + weight);
  }
  return { order, uses };
}

/** Printed at no cost from what it stands for: −X, Xᵀ. */
export const isTransparent = (e: Expr, transposed: ReadonlyMap<Expr, Expr>): boolean =>
  transposed.has(e) || isNegated(e);

const isNegated = (e: Expr): e is ProductNode => e.kind === "product" && Q.isMinusOne(e.coefficient);
