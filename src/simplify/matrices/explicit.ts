/**
 * Matrices written out: products, powers and inverses of those with scalar entries, selections [0; I; 0],
 * and roots of numbers.
 */
import { block, explicitCells } from "../../expression/blocks.ts";
import {
  isCall,
  isNumber,
  isZero,
  negate,
  number,
  rationalNumber,
  subtract,
  sum,
} from "../../expression/build.ts";
import { constantSize } from "../../expression/dimension.ts";
import { type BlockNode, type Expr, isScalar } from "../../expression/expr.ts";
import { splitScalars } from "../../expression/hadamard.ts";
import { EYE, INVERSE, ONES, SINGLE } from "../../expression/heads.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { costDifference, isShorter } from "../cost.ts";
import type { Rule } from "../rule.ts";
import { onNeighbours, withFactors } from "./products.ts";

/** [a b; c d] [e f; g h]: explicit matrices are multiplied out where that is no longer. */
function explicitProduct(left: Expr, right: Expr): Expr | undefined {
  const [a, b] = [explicitCells(left), explicitCells(right)];
  if (!a || !b) return undefined;
  const cells = a.map((row) =>
    (b[0] ?? []).map((_, j) => sum(row.map((x, k) => product([x, b[k]?.[j] as Expr])))),
  );
  const result = block(cells);
  return costDifference(result, product([left, right])) <= 0 ? result : undefined;
}

/** [0; I; 0] M = [0; M; 0] and M [0, I, 0] = [0, M, 0]: a selection puts what it meets in its place. */
function embedding(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const [i, f] of e.factors.entries()) {
    if (f.kind !== "block" || !isSelection(f)) continue;
    const [before, after] = [e.factors.slice(0, i), e.factors.slice(i + 1)];
    const placed =
      f.cells[0]?.length === 1
        ? !after.every(isSelection) && f.cells.map((row) => [product([row[0] as Expr, ...after])])
        : f.cells.length === 1 &&
          !before.every(isSelection) && [(f.cells[0] ?? []).map((cell) => product([...before, cell]))];
    if (!placed) continue;
    return withFactors(e, f.cells.length === 1 ? [block(placed), ...after] : [...before, block(placed)]);
  }
  return undefined;
}

/** A block of identities and zeros. */
const isSelection = (e: Expr): boolean => e.kind === "block" && e.cells.flat().every(isUnitOrZero);

const isUnitOrZero = (e: Expr): boolean => isZero(e) || isCall(e, EYE) || isNumber(e, 1);

/** √2 √3 = √6, and 1/√2 · 1/√3 = 1/√6: roots of numbers are one root. */
function numericRoots(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const [i, s] of e.scalars.entries()) {
    const k = rootExponent(s);
    const j = k ? e.scalars.findIndex((t, at) => at > i && rootExponent(t) === k) : -1;
    const other = e.scalars[j];
    if (s.kind !== "power" || other?.kind !== "power") continue;
    const root = power(product([s.base, other.base]), s.exponent);
    const rest = e.scalars.filter((_, at) => at !== i && at !== j);
    return product([rationalNumber(e.coefficient), ...rest, root, ...e.factors]);
  }
  return undefined;
}

/** The exponent of a power of a number. */
const rootExponent = (e: Expr): Expr | undefined =>
  e.kind === "power" && e.base.kind === "number" ? e.exponent : undefined;

/** X² of an explicit matrix, for small powers. */
function explicitPower(e: Expr): Expr | undefined {
  if (e.kind !== "power" || !explicitCells(e.base) || e.exponent.kind !== "number") return undefined;
  let result: Expr = e.base;
  for (let k = 1; k < Math.min(e.exponent.value.n, 8); k++) {
    const next = explicitProduct(result, e.base);
    if (!next) return undefined;
    result = next;
  }
  return e.exponent.value.n <= 8 ? result : undefined;
}

/** The inverse of an explicit 2×2 matrix by its adjugate, where an entry is 0. */
function explicitInverse(e: Expr): Expr | undefined {
  const cells = isCall(e, INVERSE) ? explicitCells(e.args[0] as Expr) : undefined;
  const [first, second] = cells ?? [];
  if (!first || !second || cells?.length !== 2) return undefined;
  const [[a, b], [c, d]] = [first, second] as unknown as readonly [[Expr, Expr], [Expr, Expr]];
  if (![a, b, c, d].some(isZero)) return undefined;
  const determinant = subtract(product([a, d]), product([b, c]));
  const over = (x: Expr): Expr => product([x, power(determinant, number(-1))]);
  return block([
    [over(d), over(negate(b))],
    [over(negate(c)), over(a)],
  ]);
}

/** Matrices of more entries are not written out. */
const MOST_ENTRIES = 36;

/** All entries of a small matrix of them, or of 0, I, 1 and E_ij times a scalar; a scalar is its own. */
function entriesOf(e: Expr): readonly (readonly Expr[])[] | undefined {
  const cells = explicitCells(e);
  if (cells) return cells;
  if (isScalar(e)) return [[e]];
  if (e.kind === "block") return flattened(e.cells);
  const [scalar, body] = splitScalars(e);
  const [rows, cols] = [constantSize(e.shape.rows), constantSize(e.shape.cols)];
  if (!rows || !cols || rows * cols > MOST_ENTRIES) return undefined;
  const own = body === e ? undefined : explicitCells(body);
  if (own) return own.map((row) => row.map((c) => product([scalar, c])));
  const entry = constantEntry(body);
  return (
    entry &&
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: cols }, (_, j) => (entry(i + 1, j + 1) ? scalar : number(0))),
    )
  );
}

/** Where a constant matrix is 1 and not 0. */
function constantEntry(e: Expr): ((i: number, j: number) => boolean) | undefined {
  if (isZero(e)) return () => false;
  if (isCall(e, EYE)) return (i, j) => i === j;
  if (isCall(e, ONES)) return () => true;
  if (!isCall(e, SINGLE)) return undefined;
  const [row, column] = e.args as readonly [Expr, Expr];
  return row.kind === "number" && column.kind === "number"
    ? (i, j) => i === row.value.n && j === column.value.n
    : undefined;
}

/** Is it an explicit matrix, or a single entry of one? */
const isWrittenOut = (e: Expr): boolean => {
  const [, body] = splitScalars(e);
  if (body.kind !== "block") return isCall(body, SINGLE);
  return explicitCells(body) !== undefined || body.cells.some((row) => row.some(isWrittenOut));
};

function flattened(cells: readonly (readonly Expr[])[]): Expr[][] | undefined {
  const rows: Expr[][] = [];
  for (const row of cells) {
    const parts = row.map(entriesOf);
    if (!parts.every((p) => p !== undefined)) return undefined;
    for (const i of (parts[0] ?? []).keys()) rows.push(parts.flatMap((p) => p[i] ?? []));
  }
  return rows.length * (rows[0]?.length ?? 0) > MOST_ENTRIES ? undefined : rows;
}

/** [[a, b]; c e_2ᵀ] = [a, b; 0, c] */
function explicitBlock(e: Expr): Expr | undefined {
  if (e.kind !== "block" || explicitCells(e) || !e.cells.some((row) => row.some(isWrittenOut)))
    return undefined;
  const cells = flattened(e.cells);
  return cells && block(cells);
}

/** [A, 0] + [0, B] = [A, B]: blocks of one division, where the sum is shorter. */
function sumOfBlocks(e: Expr): Expr | undefined {
  if (e.kind !== "sum" || isScalar(e)) return undefined;
  const blocks = e.terms.filter((t) => t.kind === "block");
  const [first, ...others] = blocks;
  const same = others.filter((o) => isSameDivision(o, first as BlockNode));
  if (!first || same.length === 0) return undefined;
  const together = [first, ...same];
  const cells = first.cells.map((row, i) =>
    row.map((_, j) => sum(together.map((b) => b.cells[i]?.[j] as Expr))),
  );
  const result = sum([...e.terms.filter((t) => !together.includes(t as BlockNode)), block(cells)]);
  return isShorter(result, e) ? result : undefined;
}

const isSameDivision = (a: BlockNode, b: BlockNode): boolean =>
  a.cells.length === b.cells.length &&
  a.cells.every((row, i) => {
    const other = b.cells[i] ?? [];
    return row.length === other.length && row.every((cell, j) => cell.shape === other[j]?.shape);
  });

/** a E_11 + b E_21 = [a; b], and the sum of explicit matrices. */
function explicitSum(e: Expr): Expr | undefined {
  if (e.kind !== "sum" || isScalar(e)) return undefined;
  const parts = e.terms.map((t) => (isWrittenOut(t) ? entriesOf(t) : undefined));
  const found = parts.filter((p) => p !== undefined);
  const [first] = found;
  if (!first || found.length < 2) return undefined;
  const added = first.map((row, i) => row.map((_, j) => sum(found.map((p) => p[i]?.[j] as Expr))));
  return sum([...e.terms.filter((_, n) => !parts[n]), block(added)]);
}

export const EXPLICIT_RULES: readonly Rule[] = [
  {
    name: "explicit matrix of explicit parts",
    law: ["[[a, b]; a*single(1,2,1,2)]", "[a, b; 0, a]"],
    on: ["block"],
    rewrite: explicitBlock,
  },
  {
    name: "sum of explicit matrices",
    law: ["[a, b; 0, 1] + a*single(2,1,2,2)", "[a, b; a, 1]"],
    on: ["sum"],
    rewrite: explicitSum,
  },
  {
    name: "sum of blocks of one division",
    law: ["[A*M, zeros(m,2)] + [zeros(m,n), ones(m,2)]", "[A*M, ones(m,2)]"],
    on: ["sum"],
    rewrite: sumOfBlocks,
  },
  {
    name: "selection in its place",
    law: ["[zeros(2,n); eye(n)]*M*N", "[zeros(2,n); M*N]"],
    on: ["product"],
    rewrite: embedding,
  },
  {
    name: "roots of numbers",
    law: ["sqrt(2)*sqrt(3)*a", "sqrt(6)*a"],
    on: ["product"],
    rewrite: numericRoots,
  },
  {
    name: "product of explicit matrices",
    law: ["[0, a; b, 0]*[0, 1; 0, 0]", "[0, 0; 0, b]"],
    on: ["product"],
    rewrite: onNeighbours(explicitProduct),
  },
  {
    name: "power of an explicit matrix",
    law: ["[0, a; b, 0]^2", "[a*b, 0; 0, a*b]"],
    on: ["power"],
    rewrite: explicitPower,
  },
  {
    name: "inverse of an explicit matrix",
    law: ["inv([0, a; b, 0])", "[0, 1/b; 1/a, 0]"],
    on: ["inv"],
    rewrite: explicitInverse,
  },
];
