/**
 * Seeded random numbers: the same seed and name give the same numbers, on every machine.
 *
 * Source: C. Doty-Humphrey (2010), PractRand, generator sfc32 (period at least 2³²); seeds by
 * FNV-1a (Fowler, Noll, Vo 1991).
 */

export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  uniform(low: number, high: number): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** Whole, from low to high, both included. */
  whole(low: number, high: number): number;
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A generator of its own for each seed and purpose, so that one more variable changes no other's values. */
export function randomFrom(seed: number, purpose: string): Random {
  let a = seed | 0;
  let b = hash(purpose) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  const uniform = (low: number, high: number): number => low + (high - low) * next();
  return {
    next,
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
  };
}
