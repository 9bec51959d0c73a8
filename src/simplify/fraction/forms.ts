/**
 * The rational normal form of what is entry by entry: multiplied out, what cancels gone, divided by the sums
 * that occur, and written again.
 *
 *     (t ⊘ y − (1 − t) ⊘ (1 − y)) ⊙ y ⊙ (1 − y)  ─▶  t − y
 *
 * A candidate is taken only if it reads back as the same sum of monomials; whether it is any shorter is for
 * the caller to say.
 */
import { UnsupportedError } from "../../errors.ts";
import { isCall } from "../../expression/build.ts";
import { type Expr, isRow, isScalar, isVector, type Shape } from "../../expression/expr.ts";
import { DIAG, HADAMARD, HADAMARD_POWER, ONES, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import * as Q from "../../expression/rational.ts";
import { apply } from "../../functions/index.ts";
import { NORM2 } from "../../functions/reductions.ts";
import { halves, newReading, noteFewer, type Place, type Reading, times } from "./atoms.ts";
import { opened } from "./opening.ts";
import {
  contentOf,
  exponentOf,
  inverted,
  type Monomial,
  multiplyMonomials,
  type Polynomial,
  polynomial,
  powerOf,
  quotient,
  scaled,
  WHOLE,
} from "./polynomial.ts";
import { read } from "./reading.ts";
import { partnerOf, relationsAmong, withoutSquares } from "./relations.ts";
import { traceOf } from "./traces.ts";
import { writeProduct, writeSum } from "./writing.ts";

/** Other forms of the same function; none where there is nothing that might cancel. */
export function rationalForms(e: Expr): Expr[] {
  if (!mayCancel(e)) return [];
  if (isRow(e)) return rationalForms(transpose(e)).map(transpose);
  const place: Place = isScalar(e) ? "scalar" : isVector(e) ? "row" : "entry";
  try {
    const reading = newReading();
    const whole = read(e, place, reading);
    const related = withoutSquares(whole, relationsAmong(reading), reading);
    const forms = [...(related === whole ? [] : [related]), whole].flatMap((p) =>
      written(p, e.shape, reading),
    );
    return [...new Set(forms)].filter((f) => f !== e && readsAs(f, place, whole, reading));
  } catch (error) {
    // a form that can't be written is none
    if (error instanceof UnsupportedError) return [];
    throw error;
  }
}

/** None where nothing cancels. */
function written(whole: Polynomial, shape: Shape, reading: Reading): Expr[] {
  const { content, rest } = overOneDenominator(whole, reading);
  const parts = divided(content, rest, reading);
  if (!reading.cancels) return [];
  return [
    writeProduct(parts.content, parts.rest, shape, reading),
    writeSum(scaled(rest, content), shape, reading),
  ];
}

interface Parts {
  readonly content: Monomial;
  readonly rest: Polynomial;
}

/** Monomials of which no atom has a negative exponent, and in which no sum stands for itself, times a content. */
function overOneDenominator(whole: Polynomial, reading: Reading): Parts {
  const { atoms, normal } = reading;
  let content: Monomial = { coefficient: Q.ONE, powers: [] };
  let rest = whole;
  const takeOut = (m: Monomial): void => {
    content = multiplyMonomials(content, m);
    rest = scaled(rest, inverted(m));
  };
  const sums = [...atoms.keys()]
    .filter((a) => atoms[a]?.definition)
    .sort((a, b) => (atoms[b]?.expr.id as number) - (atoms[a]?.expr.id as number));
  for (const a of sums) {
    const least = Math.min(...[...rest.values()].map((m) => exponentOf(m, a)));
    if (least !== 0 && rest.size > 0) takeOut({ coefficient: Q.ONE, powers: [[a, least]] });
    const opened = [...rest.values()].flatMap((m) => {
      const exponent = Math.floor(exponentOf(m, a) / WHOLE);
      if (exponent < 1) return [m];
      const others = multiplyMonomials(m, { coefficient: Q.ONE, powers: [[a, -exponent * WHOLE]] });
      const sum = powerOf(atoms[a]?.definition as Polynomial, exponent, normal);
      return [...times(reading, [polynomial([others]), sum]).values()];
    });
    rest = noteFewer(polynomial(opened), opened.length, reading);
  }
  if (rest.size > 0) takeOut(withoutDiagonal(contentOf(rest), rest, atoms));
  return { content, rest };
}

/** δ is no divisor: it stays where it is, unless all that there is stands on the diagonal. */
const withoutDiagonal = (m: Monomial, rest: Polynomial, atoms: Reading["atoms"]): Monomial =>
  rest.size === 1 ? m : { ...m, powers: m.powers.filter(([a]) => atoms[a]?.place !== "diagonal") };

/** Divided by each of the sums that were met, as often as that goes: first by those that stand in the denominator. */
function divided(content: Monomial, rest: Polynomial, reading: Reading): Parts {
  let parts: Parts = { content, rest };
  const isBelow = (atom: number): boolean => exponentOf(content, atom) < 0;
  const divisors = [...reading.divisors].sort((a, b) => Number(isBelow(b.atom)) - Number(isBelow(a.atom)));
  for (const { atom, content: own, primitive } of divisors) {
    for (;;) {
      const q = parts.rest.size > 1 ? quotient(parts.rest, primitive) : undefined;
      if (!q) break;
      if (exponentOf(parts.content, atom) < 0) reading.cancels = true;
      const factor: Monomial = { coefficient: Q.ONE, powers: [[atom, WHOLE]] };
      parts = {
        content: multiplyMonomials(multiplyMonomials(parts.content, factor), inverted(own)),
        rest: q,
      };
    }
  }
  return parts;
}

/** Does a form have the same value in every entry? By cross-multiplication, exactly. */
function readsAs(form: Expr, place: Place, whole: Polynomial, reading: Reading): boolean {
  const again = { ...reading, visited: 0 };
  const difference = [...whole.values(), ...scaled(read(form, place, again), MINUS).values()];
  const reduced = (p: Polynomial): Polynomial => withoutSquares(p, relationsAmong(again), again);
  return reduced(overOneDenominator(reduced(polynomial(difference)), again).rest).size === 0;
}

const MINUS: Monomial = { coefficient: Q.MINUS_ONE, powers: [] };

/** Parts of a region that are looked through for something that might cancel. */
const FURTHEST = 60;

/**
 * Is there a sum that something is multiplied with or divided by, or the like, and an atom that occurs twice?
 * Without these nothing cancels that the constructors would not have seen.
 */
function mayCancel(root: Expr): boolean {
  const met = new Set<Expr | string>();
  let again = false;
  let nested = false;
  const pending: Expr[] = [root];
  for (let e = pending.pop(); e; e = pending.pop()) {
    const known = upright(e);
    const trace = traceOf(known);
    const key = trace?.key ?? known;
    if (trace) nested = true;
    if (trace?.sign === 0) again = true;
    if (met.has(key) && known.kind !== "number" && !isCall(known, ONES)) again = true;
    if (met.size > FURTHEST) return false;
    if (met.has(key)) continue;
    met.add(key);
    const other = (trace?.square && apply(NORM2, [trace.square])) ?? opened(known) ?? partnerOf(known);
    const inner = other ? [other] : insideOf(e);
    if ((e.kind === "sum" && e !== root) || other || inner.some((x) => isOpened(x, e as Expr))) nested = true;
    pending.push(...inner);
  }
  return again && nested;
}

/** A sum, or an outer product among entries. */
const isOpened = (part: Expr, of: Expr): boolean =>
  (part.kind === "sum" && of.kind !== "sum") || (part.kind === "product" && isCall(of, HADAMARD));

const upright = (e: Expr): Expr => (isCall(e, TRANSPOSE) ? (e.args[0] as Expr) : e);

/** The parts that are read entry by entry. */
function insideOf(e: Expr): readonly Expr[] {
  if (e.kind === "sum") return e.terms;
  if (e.kind === "product") return [...e.scalars, ...halves(e.factors)];
  if (e.kind === "power") return isScalar(e) ? [e.base] : [];
  const isEntrywise = isCall(e, HADAMARD) || isCall(e, DIAG) || isCall(e, TRANSPOSE);
  if (isCall(e, HADAMARD_POWER)) return e.args.slice(0, 1);
  return e.kind === "call" && isEntrywise ? e.args : [];
}
