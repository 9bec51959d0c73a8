/**
 * The differential of each kind of node, in a direction, and its adjoint.
 *
 * A function of the table has one of three columns: `derivative` (element-wise), `adjoint` (linear in
 * each argument: its differential is itself) or `differential`, whose adjoint follows from the adjoints
 * of the linear parts it is made of.
 */
import { UnsupportedError } from "../errors.ts";
import { bound, index, selection } from "../expression/blocks.ts";
import {
  call,
  eye,
  indexSymbol,
  isCall,
  number,
  rationalNumber,
  sizeScalar,
  subtract,
  sum,
  symbol,
  zeros,
} from "../expression/build.ts";
import { type Dimension, sizeOf } from "../expression/dimension.ts";
import {
  type BlockNode,
  type CallNode,
  type Expr,
  isScalar,
  type PowerNode,
  type ProductNode,
  type SymbolNode,
} from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import { HADAMARD_POWER, SINGLE } from "../expression/heads.ts";
import { power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { children, rebuild, topological } from "../expression/walk.ts";
import { derivativeAt } from "../functions/formula.ts";
import { entryOf } from "../functions/index.ts";
import { inner } from "../functions/matrix.ts";
import { elementwiseCall } from "../functions/reductions.ts";

/** Longest matrix power whose derivative is written out term by term. */
const LONGEST_POWER = 32;

const factorsOf = (e: ProductNode): readonly Expr[] => [rationalNumber(e.coefficient), ...e.scalars];

// ---- forward: the differential of a node, given those of its children

/** dF for the differentials `d` of the children, in the order of `children(e)`; undefined where a child is constant. */
export function differentialOf(e: Expr, d: readonly (Expr | undefined)[]): Expr {
  switch (e.kind) {
    case "number":
    case "symbol":
      return zeros(e.shape);
    case "sum":
      return sum(d.map((dTerm, i) => dTerm ?? zeros((e.terms[i] as Expr).shape)));
    case "product":
      return oneAtATime(e, d);
    case "block":
      return rebuild(
        e,
        children(e).map((cell, i) => d[i] ?? zeros(cell.shape)),
      );
    case "power":
      return powerDifferential(e, d);
    case "call":
      return callDifferential(e, d);
    case "index":
      return index(d[0] ?? zeros(e.of.shape), e.row, e.column);
    case "bound":
      return bound(e.index, e.size, d[1] ?? zeros(e.shape));
  }
}

/** For what is linear in each child: Σ over the children, with that child replaced by its differential. */
function oneAtATime(e: Expr, d: readonly (Expr | undefined)[]): Expr {
  const parts = children(e);
  const terms: Expr[] = [];
  d.forEach((dPart, i) => {
    if (!dPart) return;
    const others = [...parts];
    others[i] = dPart;
    terms.push(rebuild(e, others));
  });
  return terms.length > 0 ? sum(terms) : zeros(e.shape);
}

function powerDifferential(e: PowerNode, [dBase, dExponent]: readonly (Expr | undefined)[]): Expr {
  const { base, exponent } = e;
  const terms: Expr[] = [];
  if (dBase && isScalar(base)) {
    terms.push(product([exponent, power(base, subtract(exponent, number(1))), dBase]));
  } else if (dBase) {
    terms.push(matrixPowerTerms(e, dBase, (before, after) => product([before, dBase, after])));
  }
  if (dExponent) {
    if (!isScalar(base))
      throw new UnsupportedError("not supported: a matrix power differentiated by its exponent");
    terms.push(product([e, elementwiseCall("log", base), dExponent]));
  }
  return terms.length > 0 ? sum(terms) : zeros(e.shape);
}

/** An index for a sum over these: none that occurs in them, so that the sum binds nothing of theirs. */
function unusedIndex(parts: readonly Expr[]): SymbolNode {
  const used = new Set(topological(parts));
  for (let n = 0; ; n++) {
    const index = indexSymbol(n === 0 ? "j" : `j_${n}`);
    if (!used.has(index)) return index;
  }
}

/** Σ_j of what `term` makes of X^j and X^(k−1−j), j = 0 … k−1; a sum over an index where k is symbolic. */
function matrixPowerTerms(
  { base, exponent }: PowerNode,
  between: Expr,
  term: (before: Expr, after: Expr) => Expr,
): Expr {
  if (exponent.kind === "number" && exponent.value.n <= LONGEST_POWER) {
    const k = exponent.value.n;
    const at = (j: number): Expr => power(base, number(j));
    return sum(Array.from({ length: k }, (_, j) => term(at(j), at(k - 1 - j))));
  }
  const size = exponentSize(exponent);
  const j = unusedIndex([base, exponent, between]);
  const before = power(base, subtract(j, number(1)));
  const after = power(base, subtract(sizeScalar(size), j));
  return bound(j, size, term(before, after));
}

function exponentSize(exponent: Expr): Dimension {
  if (exponent.kind === "number") return sizeOf(exponent.value.n);
  if (exponent.kind === "symbol") return sizeOf(exponent.name);
  throw new UnsupportedError(
    "not supported: the derivative of a matrix power whose exponent is an expression",
  );
}

function callDifferential(e: CallNode, d: readonly (Expr | undefined)[]): Expr {
  const { args } = e;
  const entry = entryOf(e.fn);
  if (isCall(e, HADAMARD_POWER)) return entryPowerDifferential(e, d);
  if (entry.derivative !== undefined) {
    return hadamard([derivativeAt(entry, args[0] as Expr, e), d[0] ?? zeros((args[0] as Expr).shape)]);
  }
  if (entry.differential) {
    return entry.differential(
      args,
      args.map((a, i) => d[i] ?? zeros(a.shape)),
      e,
    );
  }
  if (entry.adjoint) return oneAtATime(e, d);
  throw new UnsupportedError(`not supported: the table has no differential for ${entry.name}`);
}

/** d(X.^k) = k X.^(k−1) ⊙ dX + X.^k ⊙ log(X) dk */
function entryPowerDifferential(e: CallNode, [dX, dk]: readonly (Expr | undefined)[]): Expr {
  const [X, k] = e.args as readonly [Expr, Expr];
  const terms: Expr[] = [];
  if (dX) terms.push(hadamard([product([k, hadamardPower(X, subtract(k, number(1)))]), dX]));
  if (dk) terms.push(product([dk, hadamard([e, elementwiseCall("log", X)])]));
  return terms.length > 0 ? sum(terms) : zeros(e.shape);
}

// ---- backward: the cotangent of one child, given that of the node

/** Finds X̄ with ⟨G, map(dX)⟩ = ⟨X̄, dX⟩ for a linear map of the hole: the loop of differentiate.ts. */
type Adjoint = (map: Expr, hole: Expr, G: Expr) => Expr;

/** The cotangent of child `which` (as in `children(e)`) of a node with cotangent G, both of their own shapes. */
export function pullback(e: Expr, which: number, G: Expr, adjoint: Adjoint): Expr {
  switch (e.kind) {
    case "sum":
      return G;
    case "product":
      return productPullback(e, which, G);
    case "power":
      return powerPullback(e, which, G);
    case "call":
      return callPullback(e, which, G, adjoint);
    case "index": {
      const { rows, cols } = e.of.shape;
      return product([G, call(SINGLE, [e.row, e.column], [rows, cols], e.of.shape)]);
    }
    case "block":
      return blockPullback(e, which, G);
    case "number":
    case "symbol":
    case "bound":
      throw new Error(`a ${e.kind} has no pullback of its own`);
  }
}

function productPullback(e: ProductNode, which: number, G: Expr): Expr {
  const position = which - e.scalars.length;
  if (position < 0) {
    const others = e.scalars.filter((_, i) => i !== which);
    return inner(G, product([rationalNumber(e.coefficient), ...others, ...e.factors]));
  }
  // ⟨G, c L dX R⟩ = ⟨c Lᵀ G Rᵀ, dX⟩
  const left = e.factors.slice(0, position).map(transpose).reverse();
  const right = e.factors
    .slice(position + 1)
    .map(transpose)
    .reverse();
  if (isScalar(G)) return product([...factorsOf(e), G, outer(left, right, e.factors[position] as Expr)]);
  return product([...factorsOf(e), ...left, G, ...right]);
}

/** Lᵀ Rᵀ for a scalar chain L X R, of the shape of X. */
function outer(left: readonly Expr[], right: readonly Expr[], X: Expr): Expr {
  if (left.length === 0 && right.length === 0) return eye(X.shape.rows);
  return product([...left, ...right]);
}

function powerPullback(e: PowerNode, which: number, G: Expr): Expr {
  const { base, exponent } = e;
  if (!isScalar(base)) {
    if (which === 1)
      throw new UnsupportedError("not supported: a matrix power differentiated by its exponent");
    return matrixPowerTerms(e, G, (before, after) => product([transpose(before), G, transpose(after)]));
  }
  return which === 0
    ? product([G, exponent, power(base, subtract(exponent, number(1)))])
    : product([G, e, elementwiseCall("log", base)]);
}

function callPullback(e: CallNode, which: number, G: Expr, adjoint: Adjoint): Expr {
  const entry = entryOf(e.fn);
  const argument = e.args[which] as Expr;
  if (isCall(e, HADAMARD_POWER)) {
    const [X, k] = e.args as readonly [Expr, Expr];
    return which === 0
      ? hadamard([product([k, hadamardPower(X, subtract(k, number(1)))]), G])
      : inner(G, hadamard([e, elementwiseCall("log", X)]));
  }
  if (entry.derivative !== undefined) return hadamard([G, derivativeAt(entry, argument, e)]);
  if (entry.adjoint) return entry.adjoint(e.args, which, G);
  const hole = symbol(`argument ${which}`, argument.shape, undefined, "hole");
  const d = e.args.map((_, i) => (i === which ? hole : undefined));
  return adjoint(callDifferential(e, d), hole, G);
}

/** The cell of G where the child stands in the block: a row and column selection. */
function blockPullback(e: BlockNode, which: number, G: Expr): Expr {
  const width = e.cells[0]?.length ?? 1;
  const [r, c] = [Math.floor(which / width), which % width];
  const heights = e.cells.map((row) => (row[0] as Expr).shape.rows);
  const widths = (e.cells[0] ?? []).map((cell) => cell.shape.cols);
  const cell = e.cells[r]?.[c] as Expr;
  if (isScalar(cell)) {
    const before = (sizes: readonly Dimension[], n: number) =>
      sum([...sizes.slice(0, n).map(sizeScalar), number(1)]);
    return index(G, before(heights, r), before(widths, c));
  }
  return product([selection(heights, r), G, transpose(selection(widths, c))]);
}
