/**
 * The entry (i, j) of an expression in index notation.
 *
 *     entryFormula(X W + 1 bᵀ, i, j)  ─▶  Σ_k X_ik W_kj + b_j
 *
 * `entryStep` opens one level: its parts are entries of the arguments. A function without a finite index
 * formula (an inverse, a determinant) is an atom: its entry stays F_ij.
 */
import { bound } from "../expression/blocks.ts";
import { call, number, rationalNumber, sizeScalar, sum } from "../expression/build.ts";
import { addSizes, constantSize, type Dimension, sizeOf, UNIT } from "../expression/dimension.ts";
import {
  type BlockNode,
  type CallNode,
  type Expr,
  isScalar,
  SCALAR,
  type SymbolNode,
} from "../expression/expr.ts";
import { INVERSE, TRANSPOSE } from "../expression/heads.ts";
import { power } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { isInteger } from "../expression/rational.ts";
import { children } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";
import { delta } from "../functions/places.ts";
import { entryAt, type IndexNames, indicesIn, replaceIndices, tidy } from "./terms/indices.ts";

/** Matrix powers up to this one are written as chains X_ik X_kl X_lj. */
const LONGEST_CHAIN = 6;

/** The entry by entries of the arguments; undefined where the expression is a leaf or an atom. */
export function entryStep(e: Expr, i: Expr, j: Expr, names: IndexNames): Expr | undefined {
  switch (e.kind) {
    case "number":
    case "symbol":
      return undefined;
    case "index":
      return entryStep(e.of, e.row, e.column, names);
    case "sum":
      return isScalar(e) ? undefined : sum(e.terms.map((t) => entryAt(t, i, j)));
    case "product":
      if (e.factors.length === 0) return undefined;
      return product([
        rationalNumber(e.coefficient),
        ...e.scalars,
        chainEntry(e.factors, isScalar(e) ? number(1) : i, isScalar(e) ? number(1) : j, names),
      ]);
    case "power": {
      if (isScalar(e) || e.exponent.kind !== "number") return undefined;
      const k = e.exponent.value;
      if (!isInteger(k) || k.n < 2 || k.n > LONGEST_CHAIN) return undefined;
      return chainEntry(new Array<Expr>(k.n).fill(e.base), i, j, names);
    }
    case "call":
      return callEntry(e, i, j, names);
    case "block":
      return blockEntry(e, i, j, names);
    case "bound": {
      if (isScalar(e)) return undefined;
      const fresh = names.bound(e.size);
      const body = replaceIndices(e.body, new Map([[e.index, fresh]]));
      return bound(fresh, e.size, entryAt(body, i, j));
    }
  }
}

/** Σ A_ik B_kl … Z_rj */
function chainEntry(factors: readonly Expr[], i: Expr, j: Expr, names: IndexNames): Expr {
  const inner = factors.slice(1).map((f): SymbolNode | undefined => {
    return f.shape.rows === UNIT ? undefined : names.bound(f.shape.rows);
  });
  const entries = factors.map((f, n) =>
    entryAt(f, n === 0 ? i : (inner[n - 1] ?? number(1)), n === inner.length ? j : (inner[n] ?? number(1))),
  );
  return inner.reduceRight<Expr>(
    (body, k, n) => (k ? bound(k, (factors[n + 1] as Expr).shape.rows, body) : body),
    product(entries),
  );
}

function callEntry(e: CallNode, i: Expr, j: Expr, names: IndexNames): Expr | undefined {
  const entry = entryOf(e.fn);
  if (e.fn === INVERSE || e.fn === TRANSPOSE) return undefined;
  if (entry.entry) {
    const formula = entry.entry(e.args, i, j, names.bound, e.sizes);
    return tidyAll(formula);
  }
  if (!entry.elementwise || isScalar(e)) return undefined;
  return call(
    e.fn,
    e.args.map((a) => (isScalar(a) ? a : entryAt(a, i, j))),
    e.sizes,
    SCALAR,
  );
}

/** The table writes plain entries; here a row's index is 1, the identity's entries are δ, and so on. */
export function tidyAll(formula: Expr): Expr {
  switch (formula.kind) {
    case "index":
    case "call":
      return tidy(formula);
    case "sum":
      return sum(formula.terms.map(tidyAll));
    case "product":
      return product([
        rationalNumber(formula.coefficient),
        ...formula.scalars.map(tidyAll),
        ...formula.factors,
      ]);
    case "bound":
      return bound(formula.index, formula.size, tidyAll(formula.body));
    default:
      return formula;
  }
}

/** Σ over the blocks of δ(i, a + rows above) δ(j, b + columns before) (block)_ab. */
function blockEntry(e: BlockNode, i: Expr, j: Expr, names: IndexNames): Expr {
  const found = blockAt(e, i, j);
  if (found) return found;
  const parts: Expr[] = [];
  let top = sizeOf(0);
  for (const row of e.cells) {
    let left = sizeOf(0);
    for (const cell of row) {
      parts.push(placedEntry(cell, i, j, top, left, names));
      left = addSizes(left, cell.shape.cols);
    }
    top = addSizes(top, (row[0] as Expr).shape.rows);
  }
  return sum(parts);
}

/** The entry of one block, where both indices are numbers and so are the sizes before it. */
function blockAt(e: BlockNode, i: Expr, j: Expr): Expr | undefined {
  const rows = e.cells.map((row) => (row[0] as Expr).shape.rows);
  const cols = (e.cells[0] ?? []).map((cell) => cell.shape.cols);
  const row = placeIn(rows, i);
  const column = placeIn(cols, j);
  return row && column && entryAt(e.cells[row.block]?.[column.block] as Expr, row.within, column.within);
}

function placeIn(sizes: readonly Dimension[], at: Expr): { block: number; within: Expr } | undefined {
  if (sizes.length === 1) return { block: 0, within: at };
  if (at.kind !== "number") return undefined;
  let before = 0;
  for (const [block, size] of sizes.entries()) {
    const count = constantSize(size);
    if (count === undefined) return undefined;
    if (at.value.n <= before + count) return { block, within: number(at.value.n - before) };
    before += count;
  }
  return undefined;
}

function placedEntry(cell: Expr, i: Expr, j: Expr, top: Dimension, left: Dimension, names: IndexNames): Expr {
  const { rows, cols } = cell.shape;
  const a = rows === UNIT ? number(1) : names.bound(rows);
  const b = cols === UNIT ? number(1) : names.bound(cols);
  const body = product([
    delta(i, sum([a, sizeScalar(top)])),
    delta(j, sum([b, sizeScalar(left)])),
    entryAt(cell, a, b),
  ]);
  const inner = b.kind === "symbol" ? bound(b, cols, body) : body;
  return a.kind === "symbol" ? bound(a, rows, inner) : inner;
}

/** How many nodes a written-out entry may have before the rest stays as entries of matrices. */
const LONGEST_FORMULA = 400;
const LONGEST_PRODUCT = 20;

/** The entry in terms of the entries of symbols and atoms, as far as that is readable. */
export function entryFormula(e: Expr, i: Expr, j: Expr, names: IndexNames): Expr {
  let budget = LONGEST_FORMULA;
  const open = (s: Expr, depth: number): Expr => {
    budget -= 1;
    if (budget < 0 || depth > 40) return s;
    if (s.kind === "index") {
      if (s.of.kind === "product" && s.of.factors.length > LONGEST_PRODUCT) return s;
      const step = entryStep(s, s.row, s.column, names);
      return step ? open(step, depth + 1) : s;
    }
    if (s.kind === "sum") return sum(s.terms.map((t) => open(t, depth + 1)));
    if (s.kind === "power") return power(open(s.base, depth + 1), open(s.exponent, depth + 1));
    if (s.kind === "bound") return bound(s.index, s.size, open(s.body, depth + 1));
    if (s.kind === "product") {
      if (s.factors.length > LONGEST_PRODUCT) return s;
      const step = s.factors.length > 0 ? entryStep(s, i, j, names) : undefined;
      if (step) return open(step, depth + 1);
      return product([rationalNumber(s.coefficient), ...s.scalars.map((f) => open(f, depth + 1))]);
    }
    if (s.kind === "call" && entryOf(s.fn).elementwise && indicesOrEntries(s)) {
      return call(
        s.fn,
        s.args.map((a) => open(a, depth + 1)),
        s.sizes,
        SCALAR,
      );
    }
    if (s.kind === "call" && isScalar(s)) {
      const step = entryStep(s, number(1), number(1), names);
      return step ? open(step, depth + 1) : s;
    }
    return s;
  };
  return open(entryAt(e, i, j), 0);
}

const indicesOrEntries = (e: Expr): boolean => indicesIn(e).size > 0 || children(e).every(isScalar);
