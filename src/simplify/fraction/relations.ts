/**
 * Atoms whose squares are related: cos² = 1 − sin², cosh² = 1 + sinh², z² = |z|², relu(z)² = z relu(z).
 */
import type { Expr } from "../../expression/expr.ts";
import * as Q from "../../expression/rational.ts";
import { elementwiseCall } from "../../functions/reductions.ts";
import { isNamed } from "../entries/entrywise.ts";
import { noteFewer, type Reading, times } from "./atoms.ts";
import {
  add,
  atomPower,
  constant,
  exponentOf,
  type Monomial,
  type Polynomial,
  polynomial,
  scaled,
  WHOLE,
} from "./polynomial.ts";

/** The square of an atom, by another. */
interface Relation {
  readonly atom: number;
  readonly square: Polynomial;
}

/** sin(z) of cos(z), sinh(z) of cosh(z), z of |z| and of relu(z): with it the square of this one is known. */
export function partnerOf(e: Expr): Expr | undefined {
  const z = e.kind === "call" ? (e.args[0] as Expr) : e;
  if (isNamed(e, "cos")) return elementwiseCall("sin", z);
  if (isNamed(e, "cosh")) return elementwiseCall("sinh", z);
  return isNamed(e, "abs") || isNamed(e, "relu") ? z : undefined;
}

export function relationsAmong({ atoms }: Reading): Relation[] {
  return atoms.flatMap(({ expr, place }, number) => {
    const partner = partnerOf(expr);
    const other = atoms.findIndex((a) => a.expr === partner && a.place === place);
    if (other < 0) return [];
    if (isNamed(expr, "abs")) return [{ atom: other, square: atomPower(number, 2 * WHOLE) }];
    if (isNamed(expr, "relu"))
      return [
        { atom: number, square: scaled(atomPower(number, WHOLE), { ...PLUS, powers: [[other, WHOLE]] }) },
      ];
    const square = scaled(atomPower(other, 2 * WHOLE), isNamed(expr, "cos") ? MINUS : PLUS);
    return [{ atom: number, square: add([constant(Q.ONE), square]) }];
  });
}

const PLUS: Monomial = { coefficient: Q.ONE, powers: [] };
const MINUS: Monomial = { coefficient: Q.MINUS_ONE, powers: [] };

/** No atom that is related to another is squared any more. */
export function withoutSquares(p: Polynomial, relations: readonly Relation[], reading: Reading): Polynomial {
  return relations.reduce((q, relation) => withoutSquare(q, relation, reading), p);
}

function withoutSquare(p: Polynomial, { atom, square }: Relation, reading: Reading): Polynomial {
  let left = p;
  while ([...left.values()].some((m) => exponentOf(m, atom) >= 2 * WHOLE)) {
    const parts = [...left.values()].map((m) =>
      exponentOf(m, atom) < 2 * WHOLE
        ? polynomial([m])
        : times(reading, [scaled(atomPower(atom, -2 * WHOLE), m), square]),
    );
    left = noteFewer(add(parts), left.size, reading);
  }
  return left;
}
