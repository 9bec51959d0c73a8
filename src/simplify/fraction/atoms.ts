/**
 * What monomials are over: the atoms of one reading, and the sums that were met on the way.
 */
import { isCall, ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, shapeOf } from "../../expression/expr.ts";
import { ONES } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { diagonal } from "../../functions/matrix.ts";
import {
  add,
  atomPower,
  constant,
  contentOf,
  type Monomial,
  multiply,
  type Polynomial,
  primitive,
  same,
  WHOLE,
} from "./polynomial.ts";

/** What an atom depends on: nothing, the row, the column, both, or whether they are the same. */
export type Place = "scalar" | "row" | "column" | "entry" | "diagonal";

export interface Atom {
  /** For "row" and "column" a column vector; for "diagonal" the identity. */
  readonly expr: Expr;
  readonly place: Place;
  /** Of a sum. */
  readonly definition: Polynomial | undefined;
}

/** Sums met on the way, by which a result may be divided. */
interface Divisor {
  readonly atom: number;
  readonly content: Monomial;
  /** The sum is this, times the content. */
  readonly primitive: Polynomial;
}

export interface Reading {
  readonly atoms: Atom[];
  readonly divisors: Divisor[];
  /** The first of the scalars that are one trace, by its word. */
  readonly traces: Map<string, Expr>;
  readonly normal: (m: Monomial) => Monomial;
  visited: number;
  /** Whether like monomials, or an atom and its inverse, have met, or something came out of a sum. */
  cancels: boolean;
}

export function newReading(): Reading {
  const reading: Reading = {
    atoms: [],
    divisors: [],
    traces: new Map(),
    normal: (m) => onDiagonal(m, reading),
    visited: 0,
    cancels: false,
  };
  return reading;
}

/** δ² = δ, and δ_ij v_j = δ_ij v_i. */
function onDiagonal(m: Monomial, { atoms }: Reading): Monomial {
  const delta = m.powers.findIndex(([a]) => atoms[a]?.place === "diagonal");
  if (delta < 0) return m;
  const exponents = new Map<number, number>();
  for (const [a, k] of m.powers) {
    const atom = atoms[a] as Atom;
    const row =
      atom.place === "column" ? atoms.findIndex((b) => b.place === "row" && b.expr === atom.expr) : a;
    const at = row < 0 ? a : row;
    exponents.set(at, atom.place === "diagonal" ? WHOLE : (exponents.get(at) ?? 0) + k);
  }
  const powers = [...exponents].filter(([, k]) => k !== 0).sort(([x], [y]) => x - y);
  return { coefficient: m.coefficient, powers };
}

/** A chain that ends with a row somewhere, M 1 1ᵀ N, as a column and that row; any other as it is. */
export function halves(factors: readonly Expr[]): readonly Expr[] {
  const all = factors.flatMap(halved);
  const cut = all.findIndex((f, i) => i > 0 && f.shape.rows === UNIT);
  return cut > 0 ? [product(all.slice(0, cut)), product(all.slice(cut))] : factors;
}

/** 1 1ᵀ as its two factors. */
export const halved = (f: Expr): readonly Expr[] =>
  isCall(f, ONES) && f.shape.rows !== UNIT && f.shape.cols !== UNIT
    ? [ones(shapeOf(f.shape.rows, UNIT)), ones(shapeOf(UNIT, f.shape.cols))]
    : [f];

/** The number of an atom, a new one where it is not there yet. */
export function atomNumber(reading: Reading, expr: Expr, place: Place, definition?: Polynomial): number {
  const known = reading.atoms.findIndex((a) => a.expr === expr && a.place === place);
  if (known >= 0) return known;
  reading.atoms.push({ expr, place, definition });
  // what stands on the diagonal by the column is there by the row
  if (place === "column") atomNumber(reading, expr, "row", definition && asRow(reading, definition));
  return reading.atoms.findIndex((a) => a.expr === expr && a.place === place);
}

const asRow = (reading: Reading, p: Polynomial): Polynomial => atEqualIndices(reading, p, "row");

/** p_ii by the row, or by the column: δ_ii = 1, and M_ii is an entry of diag(M). */
export function atEqualIndices(reading: Reading, p: Polynomial, place: Place): Polynomial {
  const turned = (atom: Atom, number: number): number => {
    const definition = atom.definition && atEqualIndices(reading, atom.definition, place);
    if (atom.place === "entry") return atomNumber(reading, diagonal(atom.expr), place, definition);
    if (atom.place === "scalar" || atom.place === place) return number;
    return atomNumber(reading, atom.expr, place, definition);
  };
  const monomials = [...p.values()].map(({ coefficient, powers }) => {
    const parts = powers
      .map(([a, k]) => [a, k, reading.atoms[a] as Atom] as const)
      .filter(([, , atom]) => atom.place !== "diagonal")
      .map(([a, k, atom]) => atomPower(turned(atom, a), k));
    return times(reading, [constant(coefficient), ...parts]);
  });
  return noteFewer(add(monomials), p.size, reading);
}

export function noteDivisor(e: Expr, place: Place, p: Polynomial, reading: Reading): void {
  if (p.size < 2 || reading.divisors.some((d) => reading.atoms[d.atom]?.expr === e)) return;
  const base = primitive(p);
  // a multiple of a sum that is there already divides as that one does
  if (reading.divisors.some((d) => same(d.primitive, base))) return;
  reading.divisors.push({ atom: atomNumber(reading, e, place, p), content: contentOf(p), primitive: base });
}

export const times = (reading: Reading, parts: readonly Polynomial[]): Polynomial =>
  parts.reduce((p, q) => {
    if (meetInverse(p, q)) reading.cancels = true;
    return noteFewer(multiply(p, q, reading.normal), p.size * q.size, reading);
  }, constant(Q.ONE));

/** Notes where fewer monomials are left than were put together. */
export function noteFewer(p: Polynomial, before: number, reading: Reading): Polynomial {
  if (p.size < before) reading.cancels = true;
  return p;
}

/** Has one an atom with a negative exponent of which the other has a positive power? */
function meetInverse(p: Polynomial, q: Polynomial): boolean {
  const signs = new Set([...p.values()].flatMap((m) => m.powers.map(([a, k]) => (k > 0 ? a + 1 : -a - 1))));
  return [...q.values()].some((m) => m.powers.some(([a, k]) => signs.has(k > 0 ? -a - 1 : a + 1)));
}
