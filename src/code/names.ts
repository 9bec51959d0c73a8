/**
 * Names of a problem as identifiers of a target: ASCII, no reserved word, each its own.
 *
 *     λ, lambda, x̂, f', x₁  ─▶  lam, lambda_, x_hat, f_prime, x_1
 */
import type { SymbolNode } from "../expression/expr.ts";

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta ϑ theta ι iota κ kappa λ lam " +
    "μ mu ν nu ξ xi ο omicron π pi ρ rho ϱ rho σ sigma ς sigma τ tau υ upsilon φ phi ϕ phi χ chi ψ psi " +
    "ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega ℓ ell ∂ d ∇ grad_ ' _prime " +
    "′ _prime \u0302 _hat \u0304 _bar \u0303 _tilde \u0307 _dot ˆ _hat"
  )
    .split(" ")
    .reduce<[string, string][]>((pairs, word, i, words) => {
      if (i % 2 === 0) pairs.push([word, words[i + 1] as string]);
      return pairs;
    }, []),
);

/** Letters, digits and underscores of ASCII, beginning with a letter. */
export function transliterated(name: string): string {
  const spelled = [...name.normalize("NFD")].map((c, i) => {
    if (/[A-Za-z0-9_]/.test(c)) return c;
    const known = LETTERS[c];
    if (known !== undefined) return known;
    const plain = c.normalize("NFKD");
    if (/^[0-9]$/.test(plain)) return i > 0 && !/[0-9]$/.test(name.slice(0, i)) ? `_${plain}` : plain;
    return /^[A-Za-z0-9]+$/.test(plain) ? plain : `u${(c.codePointAt(0) as number).toString(16)}`;
  });
  const text = spelled.join("").replace(/__+/g, "_");
  return /^[A-Za-z]/.test(text) ? text : `v${text}`;
}

/** What a name of the problem stands for; a name means one thing of each kind. */
type NamedThing = "variable" | "value" | "size" | "function";

export interface Identifiers {
  /** The identifier of a thing of the problem, the same each time: a size n and a variable n are two. */
  of(name: string, what?: NamedThing): string;
  /** That of an index of a sum, or of what else the program made. */
  ofSymbol(symbol: SymbolNode): string;
  /** A new one like this. */
  fresh(like: string): string;
  isTaken(identifier: string): boolean;
}

export function identifiers(reserved: Iterable<string>): Identifiers {
  const taken = new Set<string>(reserved);
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  const take = (name: string): string => {
    taken.add(name);
    return name;
  };
  const numbered = (like: string): string => {
    let n = counts.get(like) ?? 0;
    do n += 1;
    while (taken.has(`${like}${n}`));
    counts.set(like, n);
    return take(`${like}${n}`);
  };
  const identified = (name: string, key: string): string => {
    const wanted = transliterated(name);
    const free = taken.has(wanted) ? `${wanted}_` : wanted;
    const own = known.get(key) ?? (taken.has(free) ? numbered(free) : take(free));
    known.set(key, own);
    return own;
  };
  return {
    of: (name, what = "variable") => identified(name, `${what} ${name}`),
    ofSymbol: ({ name, key, role }) =>
      identified(name, role === "variable" || role === "size" ? `${role} ${name}` : `${role} ${key}`),
    isTaken: (identifier) => taken.has(identifier),
    fresh: (like) => (like === TEMPORARY || taken.has(like) ? numbered(like) : take(like)),
  };
}

/** Values without a better name are t1, t2, … */
export const TEMPORARY = "t";
