/**
 * Sizes as polynomials in size names with whole coefficients: `m`, `n+1`, `m*n`, `2`.
 *
 * Equal sizes are the same object, so a comparison is `===`.
 */
export interface Dimension {
  /** Canonical text, `m*n+1`; also what is printed. */
  readonly key: string;
  readonly monomials: readonly Monomial[];
  /** Of the sizes in it, each once. */
  readonly names: readonly string[];
}

interface Monomial {
  readonly coefficient: number;
  /** Sorted, with repetition: n² is ["n", "n"]. */
  readonly names: readonly string[];
}

/** Grows with the distinct sizes a process meets; emptied when it gets large (see `intern`). */
const table = new Map<string, Dimension>();

const monomialKey = (names: readonly string[]) => names.join("*");

function monomialText({ coefficient, names }: Monomial, first: boolean): string {
  const sign = coefficient < 0 ? "-" : first ? "" : "+";
  const size = Math.abs(coefficient);
  const product = names.length === 0 ? String(size) : (size === 1 ? "" : `${size}*`) + monomialKey(names);
  return sign + product;
}

function intern(monomials: Monomial[]): Dimension {
  const kept = monomials.filter((m) => m.coefficient !== 0);
  kept.sort(
    (a, b) => b.names.length - a.names.length || (monomialKey(a.names) < monomialKey(b.names) ? -1 : 1),
  );
  const key = kept.map((m, i) => monomialText(m, i === 0)).join("") || "0";
  const known = table.get(key);
  if (known) return known;
  const names = [...new Set(kept.flatMap((m) => m.names))];
  const dimension: Dimension = Object.freeze({ key, monomials: Object.freeze(kept), names });
  table.set(key, dimension);
  return dimension;
}

export const sizeOf = (size: number | string): Dimension =>
  typeof size === "number"
    ? intern([{ coefficient: size, names: [] }])
    : (table.get(size) ?? intern([{ coefficient: 1, names: [size] }]));

/** The size of a scalar's rows and columns, and of a vector's columns. Never dropped from the table. */
export const UNIT: Dimension = sizeOf(1);

export function addSizes(a: Dimension, b: Dimension, sign: 1 | -1 = 1): Dimension {
  const byNames = new Map<string, Monomial>();
  const addAll = (monomials: readonly Monomial[], factor: number) => {
    for (const m of monomials) {
      const key = monomialKey(m.names);
      const coefficient = (byNames.get(key)?.coefficient ?? 0) + factor * m.coefficient;
      byNames.set(key, { coefficient, names: m.names });
    }
  };
  addAll(a.monomials, 1);
  addAll(b.monomials, sign);
  return intern([...byNames.values()]);
}

export function multiplySizes(a: Dimension, b: Dimension): Dimension {
  if (a === UNIT) return b;
  if (b === UNIT) return a;
  let total = sizeOf(0);
  for (const x of a.monomials) {
    for (const y of b.monomials) {
      const names = [...x.names, ...y.names].sort();
      total = addSizes(total, intern([{ coefficient: x.coefficient * y.coefficient, names }]));
    }
  }
  return total;
}

/** The number a size stands for, if it is a plain number. */
export function constantSize(d: Dimension): number | undefined {
  if (d.monomials.length === 0) return 0;
  const [only] = d.monomials;
  return d.monomials.length === 1 && only?.names.length === 0 ? only.coefficient : undefined;
}

export const sizeNames = (d: Dimension): readonly string[] => d.names;

/** Replaces size names; a name that `resolve` does not know stays. */
export function substituteSizes(d: Dimension, resolve: (name: string) => Dimension | undefined): Dimension {
  if (d.names.length === 1 && d.names[0] === d.key) return resolve(d.key) ?? d;
  if (!d.names.some((name) => resolve(name) !== undefined)) return d;
  let total = sizeOf(0);
  for (const m of d.monomials) {
    let term = sizeOf(m.coefficient);
    for (const name of m.names) term = multiplySizes(term, resolve(name) ?? sizeOf(name));
    total = addSizes(total, term);
  }
  return total;
}

/** The size as a number; undefined where a name has no value. */
export function evaluateSize(d: Dimension, sizes: ReadonlyMap<string, number>): number | undefined {
  let total = 0;
  for (const { coefficient, names } of d.monomials) {
    let term = coefficient;
    for (const name of names) {
      const value = sizes.get(name);
      if (value === undefined) return undefined;
      term *= value;
    }
    total += term;
  }
  return total;
}
