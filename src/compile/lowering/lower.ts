/**
 * Expressions to values of known sizes: what is computed, and each of it once.
 *
 *     X w − y, ‖X w − y‖², 2 Xᵀ (X w − y)  ─▶  product, subtract, total of square, product with alpha 2
 */
import { UnsupportedError } from "../../errors.ts";
import { isCall, splitCoefficient } from "../../expression/build.ts";
import type { Expr, PowerNode, ProductNode, SumNode, SymbolNode } from "../../expression/expr.ts";
import { isScalar, isVector } from "../../expression/expr.ts";
import { DIAG, EYE, TRANSPOSE } from "../../expression/heads.ts";
import { toNumber } from "../../expression/rational.ts";
import { children, topological } from "../../expression/walk.ts";
import { binary, flipped, plain, stored } from "../graph/graph.ts";
import { isNumber, type Node, type Ref } from "../graph/node.ts";
import { loop } from "../graph/renew.ts";
import { constant, emptyGraph, type Graph, make } from "../graph/store.ts";
import { lowerCall } from "./calls.ts";
import { factorKeys, factorsOf, isSymmetric } from "./factorize.ts";
import { diagonalMatrix, product } from "./factors.ts";
import { type Lowering, refOf, sizeOf } from "./lowering.ts";
import { accumulated, chainValue, emptyChains, keyOf, noteStretches, scaledInside } from "./order.ts";

interface Lowered {
  readonly graph: Graph;
  /** The values of the roots, in order. */
  readonly refs: readonly Ref[];
}

/** @throws UnknownNameError where a size has no value */
export function lower(roots: readonly Expr[], sizes: ReadonlyMap<string, number>): Lowered {
  const nodes = topological(roots);
  const lowering = prepare(nodes, roots, sizes);
  for (const e of nodes) {
    if (e.kind === "product" && e.factors.length > 1) noteStretches(lowering.chains, factorKeys(e, lowering));
  }
  for (const e of nodes) {
    lowering.g.term = e;
    lowering.refs.set(e, lowerNode(e, lowering));
  }
  return { graph: lowering.g, refs: roots.map((root) => refOf(lowering, root)) };
}

function prepare(
  nodes: readonly Expr[],
  roots: readonly Expr[],
  sizes: ReadonlyMap<string, number>,
): Lowering {
  const g = emptyGraph();
  const uses = new Map<Expr, number>();
  const explicit = new Set<Expr>(roots);
  const use = (e: Expr) => uses.set(e, (uses.get(e) ?? 0) + 1);
  for (const root of roots) use(root);
  // parents before children: a transpose is needed as a matrix where its argument is
  for (const e of [...nodes].reverse()) {
    const isApplied =
      (e.kind === "product" && e.factors.length > 1) || (isCall(e, TRANSPOSE) && !explicit.has(e));
    for (const child of children(e)) {
      use(child);
      if (!isApplied) explicit.add(child);
    }
  }
  const symbols = nodes.filter((e): e is SymbolNode => e.kind === "symbol");
  const lowering: Lowering = {
    lowered(e) {
      for (const part of topological([e]))
        if (!lowering.refs.has(part)) lowering.refs.set(part, lowerNode(part, lowering));
      return refOf(lowering, e);
    },
    g,
    chains: emptyChains(g),
    sizes,
    refs: new Map(),
    explicit,
    uses,
    bound: new Set(nodes.flatMap((e) => (e.kind === "bound" ? [e.index] : []))),
    symmetric: new Set(symbols.filter(isSymmetric).map((s) => s.key)),
  };
  return lowering;
}

function lowerNode(e: Expr, lowering: Lowering): Ref {
  const { g } = lowering;
  const [rows, cols] = [sizeOf(lowering, e.shape.rows), sizeOf(lowering, e.shape.cols)];
  const ref = (x: Expr): Ref => refOf(lowering, x);
  switch (e.kind) {
    case "number":
      return plain(constant(g, toNumber(e.value)));
    case "symbol":
      return plain(lowerSymbol(e, rows, cols, lowering));
    case "sum":
      return lowerSum(e, rows, lowering);
    case "product":
      return lowerProduct(e, lowering);
    case "power":
      return lowerPower(e, lowering);
    case "call":
      return lowerCall(e, lowering);
    case "index": {
      const [of, row, column] = [e.of, e.row, e.column].map((x) => stored(g, ref(x))) as [Node, Node, Node];
      const key = `entry ${of.id} ${row.id} ${column.id}`;
      return plain(make(g, key, 1, 1, { kind: "entry", of, row, column }));
    }
    case "block": {
      const cells = e.cells.map((line) => line.map((cell) => stored(g, ref(cell))));
      const key = `block ${cells.map((line) => line.map((n) => n.id)).join(";")}`;
      return plain(make(g, key, rows, cols, { kind: "block", cells }));
    }
    case "bound": {
      const count = sizeOf(lowering, e.size);
      const [cell, body] = [ref(e.index).node, ref(e.body)];
      if (cell.kind !== "cell" || !body.node.free.has(cell)) {
        return binary(g, "multiply", plain(constant(g, count)), body);
      }
      return plain(loop(g, cell, count, stored(g, body)));
    }
  }
}

function lowerSymbol(e: SymbolNode, rows: number, cols: number, lowering: Lowering): Node {
  const { g, sizes } = lowering;
  if (e.role === "size") {
    const value = sizes.get(e.name);
    if (value !== undefined) return constant(g, value);
  }
  if (lowering.bound.has(e)) return make(g, `cell ${e.key}`, 1, 1, { kind: "cell", index: e });
  const symmetric = lowering.symmetric.has(e.key) && rows === cols;
  return make(g, `input ${e.key}`, rows, cols, { kind: "input", symbol: e }, symmetric);
}

/** Products of matrices are added up where they are made; the rest in one pass. */
function lowerSum(e: SumNode, rows: number, lowering: Lowering): Ref {
  const { g, chains, uses } = lowering;
  const rest: Expr[] = [];
  const diagonals: Ref[] = [];
  let total: Ref | undefined;
  for (const term of e.terms) {
    const onDiagonal = diagonalTerm(term, lowering);
    const isOwn = term.kind === "product" && term.scalars.length === 0 && term.factors.length > 1;
    if (onDiagonal) diagonals.push(onDiagonal);
    else if (isOwn && uses.get(term) === 1 && chains.shares.get(keyOf(factorKeys(term, lowering))) === 1) {
      const added = accumulated(chains, factorsOf(term, lowering), {
        alpha: toNumber(term.coefficient),
        onto: total?.node,
        ontoTransposed: total?.transposed ?? false,
        symmetric: isSymmetric(term),
      });
      if (added) total = added;
      else rest.push(term);
    } else rest.push(term);
  }
  for (const term of rest) {
    const value = refOf(lowering, term);
    total = total ? binary(g, "add", total, value) : value;
  }
  const [first, ...others] = diagonals;
  if (!first) return total as Ref;
  const diagonal = others.reduce((a, b) => binary(g, "add", a, b), first);
  const onto = total && stored(g, total);
  return plain(diagonalMatrix(g, stored(g, diagonal), rows, onto));
}

/** The diagonal of c I or c diag(v), as a number or a vector. */
function diagonalTerm(term: Expr, lowering: Lowering): Ref | undefined {
  const [coefficient, scalars, matrix] =
    term.kind === "product" && term.factors.length === 1
      ? [toNumber(term.coefficient), term.scalars, term.factors[0] as Expr]
      : [1, [], term];
  const scale = () => scalarValue(coefficient, scalars, lowering);
  if (isCall(matrix, EYE)) return scale();
  if (!isCall(matrix, DIAG) || !isVector(matrix.args[0] as Expr)) return undefined;
  return binary(lowering.g, "multiply", scale(), refOf(lowering, matrix.args[0] as Expr));
}

const scalarValue = (coefficient: number, scalars: readonly Expr[], lowering: Lowering): Ref =>
  scalars.reduce(
    (value, s) => binary(lowering.g, "multiply", value, refOf(lowering, s)),
    plain(constant(lowering.g, coefficient)),
  );

function lowerProduct(e: ProductNode, lowering: Lowering): Ref {
  const { g, chains } = lowering;
  const coefficient = toNumber(e.coefficient);
  const scale = () => scalarValue(coefficient, e.scalars, lowering);
  if (e.factors.length === 0) return scale();
  const onDiagonal = diagonalTerm(e, lowering);
  if (onDiagonal) return plain(diagonalMatrix(g, stored(g, onDiagonal), sizeOf(lowering, e.shape.rows)));
  if (e.factors.length === 1) return binary(g, "multiply", scale(), refOf(lowering, e.factors[0] as Expr));
  const factors = factorsOf(e, lowering);
  const symmetric = isSymmetric(splitCoefficient(e)[1]);
  if (e.scalars.length === 0 && coefficient !== 1 && chains.shares.get(keyOf(factors)) === 1) {
    const scaled = accumulated(chains, factors, { alpha: coefficient, symmetric });
    if (scaled) return scaled;
  }
  const isShared = chains.shares.get(keyOf(factors)) !== 1;
  const scaled = e.scalars.length > 0 && !isShared ? scaledInside(chains, factors, scale()) : undefined;
  return scaled ?? binary(g, "multiply", scale(), chainValue(chains, factors, { symmetric }));
}

function lowerPower(e: PowerNode, lowering: Lowering): Ref {
  const { g } = lowering;
  const [base, exponent] = [refOf(lowering, e.base), refOf(lowering, e.exponent)];
  if (isScalar(e.base)) return binary(g, "power", base, exponent);
  if (exponent.node.kind !== "constant") {
    const node = stored(g, base);
    const key = `matrix-power ${node.id} ${exponent.node.id}`;
    const operator = { kind: "matrix-power", base: node, exponent: exponent.node } as const;
    return plain(make(g, key, node.rows, node.cols, operator, node.symmetric));
  }
  const k = exponent.node.value;
  if (!Number.isSafeInteger(k) || k < 1) {
    throw new UnsupportedError(`not supported: a matrix to the power ${k}`);
  }
  return matrixPower(base, k, lowering);
}

/** By repeated squaring. */
function matrixPower(base: Ref, k: number, { g }: Lowering): Ref {
  if (isNumber(base.node)) return binary(g, "power", base, plain(constant(g, k)));
  const symmetric = base.node.symmetric;
  const times = (a: Ref, b: Ref): Ref => product(g, a, b, { symmetric });
  // a power of the transpose is the transpose of the power
  let square: Ref = plain(base.node);
  let result: Ref | undefined;
  for (let rest = k; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result ? times(result, square) : square;
    if (rest > 1) square = times(square, square);
  }
  const power = result as Ref;
  return base.transposed ? flipped(g, power) : power;
}
