/**
 * Sums of monomials over numbered atoms, with rational coefficients and exponents: negative ones divide,
 * fractional ones are roots.
 *
 *     3 x y⁻¹ − √x  ─▶  { 3: [[0, 12], [1, −12]], −1: [[0, 6]] }
 */
import { UnsupportedError } from "../../errors.ts";
import * as Q from "../../expression/rational.ts";

/** Exponents are whole numbers of twelfths, so that roots up to the fourth, and the sixth, are exact. */
export const WHOLE = 12;

/** Atoms with exponents that are not 0, by the atoms' numbers. */
type Powers = readonly (readonly [atom: number, exponent: number])[];

export interface Monomial {
  readonly coefficient: Q.Rational;
  readonly powers: Powers;
}

/** By the text of their powers. */
export type Polynomial = ReadonlyMap<string, Monomial>;

/** Beyond it a form is not worth multiplying out. */
const MOST_MONOMIALS = 120;
/** Beyond it coefficients might not be exact. */
const LARGEST = 2 ** 40;

export function polynomial(monomials: Iterable<Monomial>): Polynomial {
  const found = new Map<string, Monomial>();
  for (const { coefficient, powers } of monomials) {
    const key = powers.join(";");
    const total = Q.add(found.get(key)?.coefficient ?? Q.ZERO, coefficient);
    if (!isExact(total)) throw new UnsupportedError("coefficients are not exact");
    if (Q.isZero(total)) found.delete(key);
    else found.set(key, { coefficient: total, powers });
    if (found.size > MOST_MONOMIALS) throw new UnsupportedError("too many monomials");
  }
  return found;
}

const isExact = ({ n, d }: Q.Rational): boolean =>
  Number.isInteger(n) && Math.abs(n) < LARGEST && d < LARGEST;

export const constant = (value: Q.Rational): Polynomial => polynomial([{ coefficient: value, powers: [] }]);
export const atomPower = (atom: number, exponent: number): Polynomial =>
  polynomial([{ coefficient: Q.ONE, powers: exponent === 0 ? [] : [[atom, exponent]] }]);

export const add = (parts: readonly Polynomial[]): Polynomial =>
  polynomial(parts.flatMap((p) => [...p.values()]));

function multiplyPowers(a: Powers, b: Powers): Powers {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const exponents = new Map(a);
  for (const [atom, k] of b) exponents.set(atom, (exponents.get(atom) ?? 0) + k);
  return [...exponents].filter(([, k]) => k !== 0).sort(([x], [y]) => x - y);
}

export const multiplyMonomials = (a: Monomial, b: Monomial): Monomial => ({
  coefficient: Q.multiply(a.coefficient, b.coefficient),
  powers: multiplyPowers(a.powers, b.powers),
});

/** `normal` brings each monomial of the product to the one form that stands for it. */
export function multiply(a: Polynomial, b: Polynomial, normal = (m: Monomial): Monomial => m): Polynomial {
  if (a.size * b.size > MOST_MONOMIALS * 4) throw new UnsupportedError("too many monomials");
  return polynomial(
    [...a.values()].flatMap((x) => [...b.values()].map((y) => normal(multiplyMonomials(x, y)))),
  );
}

export const scaled = (p: Polynomial, by: Monomial): Polynomial =>
  polynomial([...p.values()].map((m) => multiplyMonomials(m, by)));

/** p^k for a whole k ≥ 0. */
export function powerOf(p: Polynomial, k: number, normal?: (m: Monomial) => Monomial): Polynomial {
  let result = constant(Q.ONE);
  for (let i = 0; i < k; i++) result = multiply(result, p, normal);
  return result;
}

export const exponentOf = ({ powers }: Monomial, atom: number): number =>
  powers.find(([a]) => a === atom)?.[1] ?? 0;

/** The least exponent of each atom over all monomials, and the number that all coefficients are multiples of. */
export function contentOf(p: Polynomial): Monomial {
  const monomials = [...p.values()];
  const atoms = new Set(monomials.flatMap((m) => m.powers.map(([a]) => a)));
  const powers = [...atoms]
    .sort((a, b) => a - b)
    .map((a) => [a, Math.min(...monomials.map((m) => exponentOf(m, a)))] as const)
    .filter(([, k]) => k !== 0);
  const numbers = monomials.map((m) => m.coefficient);
  const n = numbers.reduce((g, c) => greatestCommonDivisor(g, c.n), 0);
  const d = numbers.reduce((g, c) => (g * c.d) / greatestCommonDivisor(g, c.d), 1);
  const sign = (numbers[0]?.n ?? 1) < 0 ? -1 : 1;
  return { coefficient: Q.rational(sign * n, d), powers };
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);

export const inverted = ({ coefficient, powers }: Monomial): Monomial => ({
  coefficient: Q.invert(coefficient),
  powers: powers.map(([a, k]) => [a, -k] as const),
});

/** p without its content. */
export const primitive = (p: Polynomial): Polynomial => scaled(p, inverted(contentOf(p)));

export const same = (a: Polynomial, b: Polynomial): boolean =>
  a.size === b.size &&
  [...a].every(([key, { coefficient }]) => {
    const other = b.get(key);
    return other !== undefined && Q.same(coefficient, other.coefficient);
  });

/** Lexicographic: the first atom in which two monomials differ decides. */
function isLarger(a: Powers, b: Powers): boolean {
  for (let i = 0; ; i++) {
    const [x, y] = [a[i], b[i]];
    if (!x || !y) return x ? x[1] > 0 : y ? y[1] < 0 : false;
    if (x[0] !== y[0]) return x[0] < y[0] ? x[1] > 0 : y[1] < 0;
    if (x[1] !== y[1]) return x[1] > y[1];
  }
}

const leading = (p: Polynomial): Monomial =>
  [...p.values()].reduce((best, m) => (isLarger(m.powers, best.powers) ? m : best));

/** q with p = q·d where there is one without negative exponents; both are without content. */
export function quotient(p: Polynomial, d: Polynomial): Polynomial | undefined {
  const first = inverted(leading(d));
  const parts: Monomial[] = [];
  let rest = p;
  while (rest.size > 0) {
    const part = multiplyMonomials(leading(rest), first);
    if (part.powers.some(([, k]) => k < 0) || parts.length > MOST_MONOMIALS) return undefined;
    parts.push(part);
    rest = add([rest, scaled(d, { ...part, coefficient: Q.negate(part.coefficient) })]);
  }
  return polynomial(parts);
}
