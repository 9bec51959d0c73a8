/**
 * Calls of functions to values: the frequent ones by operations of their own, the others by the table's kernel.
 *
 *     softmax_rows(Z)  ─▶  E ⊘ (E 1) replicated, E = exp(Z − row maxima)
 *     tr(A B)  ─▶  Σ A ⊙ Bᵀ       log det A, A⁻¹ b  ─▶  from one factorization
 */
import { BINARY, UNARY } from "../../backend/js/operations.ts";
import type { CallNode, Expr, ProductNode } from "../../expression/expr.ts";
import { isVector } from "../../expression/expr.ts";
import { toNumber } from "../../expression/rational.ts";
import { formulaAt } from "../../functions/formula.ts";
import { entryOf, functionNamed } from "../../functions/index.ts";
import { binary, fill, flipped, map, plain, stored, totalOf, unary, view } from "../graph/graph.ts";
import { colsOf, type MapOperation, type Ref, rowsOf } from "../graph/node.ts";
import { constant, make } from "../graph/store.ts";
import { factorsOf } from "./factorize.ts";
import { diagonalMatrix, explicitInverse, kroneckerMatrix, onesFactor, type Side } from "./factors.ts";
import { factorOf, type Lowering, refOf, sizeOf } from "./lowering.ts";
import { chainValue } from "./order.ts";
import { chainTrace, diagonalEntries, diagonalOf } from "./traces.ts";

type Rule = (e: CallNode, lowering: Lowering) => Ref;

const first = (e: CallNode, lowering: Lowering): Ref => refOf(lowering, e.args[0] as Expr);
const sizesOf = (e: CallNode, lowering: Lowering): readonly [number, number] => [
  sizeOf(lowering, e.shape.rows),
  sizeOf(lowering, e.shape.cols),
];

/** Rows less their largest entry, exponentials of those, and the sums of these: what softmax is made of. */
function exponentials({ g }: Lowering, x: Ref) {
  const rows = stored(g, x);
  const top = make(g, `top ${rows.id}`, rows.rows, 1, { kind: "row-maxima", of: rows });
  const exponential = unary(g, "exp", binary(g, "subtract", plain(rows), plain(top)));
  return { top: plain(top), exponential, sums: totalOf(g, exponential, "row-sums") };
}

function softmaxRows(x: Ref, lowering: Lowering): Ref {
  const { exponential, sums } = exponentials(lowering, x);
  return binary(lowering.g, "multiply", exponential, unary(lowering.g, "reciprocal", sums));
}

function logSumExpRows(x: Ref, lowering: Lowering): Ref {
  const { top, sums } = exponentials(lowering, x);
  return binary(lowering.g, "add", top, unary(lowering.g, "log", sums));
}

const asProduct = (e: CallNode): ProductNode | undefined => {
  const [x] = e.args;
  return x?.kind === "product" && x.factors.length > 1 ? x : undefined;
};

/** The scalars of a product times a value made of its factors. */
function scaledBy(e: ProductNode, value: Ref, { g, refs }: Lowering): Ref {
  const scalars = e.scalars.map((s) => refs.get(s) as Ref);
  return [plain(constant(g, toNumber(e.coefficient))), ...scalars].reduceRight(
    (total, s) => binary(g, "multiply", s, total),
    value,
  );
}

/** Σ of the entries of A B is (1ᵀ A) (B 1), where nobody needs A B. */
function lowerTotal(e: CallNode, lowering: Lowering): Ref {
  const product = asProduct(e);
  if (!product || (lowering.uses.get(product) ?? 0) > 1)
    return totalOf(lowering.g, first(e, lowering), "sum");
  const factors = factorsOf(product, lowering);
  const [rows, cols] = [factors[0]?.rows ?? 1, factors.at(-1)?.cols ?? 1];
  const all = [
    ...(rows === 1 ? [] : [onesFactor(1, rows)]),
    ...factors,
    ...(cols === 1 ? [] : [onesFactor(cols, 1)]),
  ];
  return scaledBy(product, chainValue(lowering.chains, all), lowering);
}

function lowerTrace(e: CallNode, lowering: Lowering): Ref {
  const { g, chains } = lowering;
  const product = asProduct(e);
  if (product) return scaledBy(product, plain(chainTrace(chains, factorsOf(product, lowering))), lowering);
  return totalOf(g, diagonalEntries(lowering.g, first(e, lowering).node), "sum");
}

const ofFactor =
  (kind: "log-determinant" | "determinant"): Rule =>
  (e, lowering) => {
    const { node: factor } = factorOf(lowering, e.args[0] as Expr);
    return plain(make(lowering.g, `${kind} ${factor.id}`, 1, 1, { kind, factor }));
  };

const RULES: Readonly<Record<string, Rule>> = {
  transpose: (e, lowering) => flipped(lowering.g, first(e, lowering)),
  inv: (e, lowering) => {
    const { node, transposed } = factorOf(lowering, e.args[0] as Expr);
    return explicitInverse(lowering.g, node, transposed);
  },
  logdet: ofFactor("log-determinant"),
  det: ofFactor("determinant"),
  eye: (e, lowering) => {
    const [n] = sizesOf(e, lowering);
    return plain(diagonalMatrix(lowering.g, constant(lowering.g, 1), n));
  },
  ones: (e, lowering) => plain(fill(lowering.g, 1, ...sizesOf(e, lowering))),
  zeros: (e, lowering) => plain(fill(lowering.g, 0, ...sizesOf(e, lowering))),
  hadamard: lowerHadamard,
  hadamard_power: (e, lowering) =>
    binary(lowering.g, "power", first(e, lowering), refOf(lowering, e.args[1] as Expr)),
  diag: (e, lowering) => {
    const { g, chains } = lowering;
    if (isVector(e.args[0] as Expr)) {
      const vector = stored(g, first(e, lowering));
      return plain(diagonalMatrix(g, vector, vector.rows));
    }
    const product = asProduct(e);
    if (!product) return diagonalEntries(lowering.g, first(e, lowering).node);
    return scaledBy(product, diagonalOf(chains, factorsOf(product, lowering)), lowering);
  },
  tr: lowerTrace,
  sum: lowerTotal,
  softmax_rows: (e, lowering) => softmaxRows(first(e, lowering), lowering),
  logsumexp_rows: (e, lowering) => logSumExpRows(first(e, lowering), lowering),
  softmax: (e, lowering) => {
    const { g } = lowering;
    return flipped(g, softmaxRows(flipped(g, first(e, lowering)), lowering));
  },
  logsumexp: (e, lowering) => logSumExpRows(flipped(lowering.g, first(e, lowering)), lowering),
  log: (e, lowering) => {
    const { g } = lowering;
    const [x] = e.args as readonly [Expr];
    // log softmax(z) = z − log Σ exp(z): the logarithm of a tiny quotient is never taken
    if (x.kind === "call" && x.fn.name === "softmax_rows") {
      const z = refOf(lowering, x.args[0] as Expr);
      return binary(g, "subtract", z, logSumExpRows(z, lowering));
    }
    return unary(g, "log", first(e, lowering));
  },
  // sign(relu(x)) is step(x) in normal form
  step: (e, lowering) => unary(lowering.g, "sign", unary(lowering.g, "relu", first(e, lowering))),
  vec: (e, lowering) => {
    const { g } = lowering;
    const columns = stored(g, flipped(g, first(e, lowering)));
    return plain(view(g, columns, columns.rows * columns.cols, 1));
  },
  unvec: (e, lowering) => {
    const { g } = lowering;
    const [rows, cols] = sizesOf(e, lowering);
    return flipped(g, plain(view(g, stored(g, first(e, lowering)), cols, rows)));
  },
  kron: (e, lowering) => {
    const [left, right] = e.args.map((x) => sideOf(refOf(lowering, x))) as [Side, Side];
    return kroneckerMatrix(lowering.g, left, right);
  },
};

const sideOf = (ref: Ref): Side => ({ ref, rows: rowsOf(ref), cols: colsOf(ref) });

/** I ⊙ X is the diagonal of X, on the diagonal. */
function lowerHadamard(e: CallNode, lowering: Lowering): Ref {
  const { g } = lowering;
  const refs = e.args.map((a) => refOf(lowering, a));
  const diagonal = refs.find(({ node }) => node.kind === "onto-diagonal" && !node.onto);
  if (diagonal?.node.kind !== "onto-diagonal") {
    return refs.reduce((a, b) => binary(g, "multiply", a, b));
  }
  const vectors = refs.map((ref) => diagonalEntries(g, ref.node));
  const vector = stored(
    g,
    vectors.reduce((a, b) => binary(g, "multiply", a, b)),
  );
  return plain(diagonalMatrix(g, vector, diagonal.node.rows));
}

/** Functions that a backend has, under the names of the table. */
const isEntrywise = (name: string): name is MapOperation =>
  (Object.hasOwn(UNARY, name) || Object.hasOwn(BINARY, name)) && functionNamed(name) !== undefined;

export function lowerCall(e: CallNode, lowering: Lowering): Ref {
  const { g } = lowering;
  const { name } = e.fn;
  const rule = functionNamed(name) && Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  if (rule) return rule(e, lowering);
  if (isEntrywise(name))
    return map(
      g,
      name,
      e.args.map((a) => refOf(lowering, a)),
    );
  const formula = entryOf(e.fn).lowering;
  if (formula !== undefined) return lowering.lowered(formulaAt(formula, { X: e.args[0] as Expr }));
  const args = e.args.map((a) => stored(g, refOf(lowering, a)));
  const sizes = e.sizes.map((size) => sizeOf(lowering, size));
  const [rows, cols] = sizesOf(e, lowering);
  const key = `call ${e.id}`;
  const node = make(g, key, rows, cols, { kind: "call", call: e, args, sizes }, rows === cols && isOwn(e));
  return plain(node);
}

/** Whether the value is its own transpose. */
const isOwn = (e: CallNode): boolean => entryOf(e.fn).transposed === "itself";
