import { eye, isCall, negate, number, rationalNumber, sum } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, type SumNode, shapeText } from "../expression/expr.ts";
import { entryPowerParts, hadamard, hadamardPower } from "../expression/hadamard.ts";
import { HADAMARD } from "../expression/heads.ts";
import { power } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import * as Q from "../expression/rational.ts";
import { rebuild } from "../expression/walk.ts";
import { apply, entryOf } from "../functions/index.ts";
import { isShorter } from "./cost.ts";
import { onCall, type Rule } from "./rule.ts";

/** A term as number · scalars · factors. */
interface Term {
  readonly whole: Expr;
  readonly coefficient: Q.Rational;
  readonly scalars: readonly Expr[];
  readonly factors: readonly Expr[];
}

function termOf(whole: Expr): Term {
  if (whole.kind === "number") return { whole, coefficient: whole.value, scalars: [], factors: [] };
  if (whole.kind !== "product") {
    const scalar = isScalar(whole);
    return { whole, coefficient: Q.ONE, scalars: scalar ? [whole] : [], factors: scalar ? [] : [whole] };
  }
  if (whole.factors.length > 0 && whole.scalars.length === 0 && isScalar(whole)) {
    return { whole, coefficient: Q.ONE, scalars: [whole], factors: [] };
  }
  return { whole, coefficient: whole.coefficient, scalars: whole.scalars, factors: whole.factors };
}

const constants = (t: Term): readonly Expr[] => [rationalNumber(t.coefficient), ...t.scalars];

/** The terms with the same key, for each key that at least two have. */
function groups<K>(terms: readonly Term[], keyOf: (t: Term) => K | undefined): Term[][] {
  const byKey = new Map<K, Term[]>();
  for (const t of terms) {
    const key = keyOf(t);
    if (key === undefined) continue;
    const list = byKey.get(key);
    if (list) list.push(t);
    else byKey.set(key, [t]);
  }
  return [...byKey.values()].filter((group) => group.length > 1);
}

/** Replaces a group of terms by one; undefined where that is no shorter. */
function regroup(e: SumNode, group: readonly Term[], joined: Expr): Expr | undefined {
  const inGroup = new Set(group.map((t) => t.whole));
  const result = sum([...e.terms.filter((t) => !inGroup.has(t)), joined]);
  return isShorter(result, e) ? result : undefined;
}

/** How many factors all the terms share at the given end. */
function sharedFactors(group: readonly Term[], end: "left" | "right"): number {
  const at = (t: Term, i: number) => t.factors.at(end === "left" ? i : -1 - i);
  const shortest = Math.min(...group.map((t) => t.factors.length));
  let n = 0;
  while (n < shortest && group.every((t) => at(t, n) === at(group[0] as Term, n))) n += 1;
  return n;
}

/** A x + B x = (A + B) x, A x + A y = A (x + y). A term that is the common factor alone leaves the identity. */
const pullFactor =
  (end: "left" | "right") =>
  (e: SumNode): Expr | undefined => {
    const isRight = end === "right";
    for (const group of groups(e.terms.map(termOf), (t) => t.factors.at(isRight ? -1 : 0))) {
      const n = sharedFactors(group, end);
      const rests = group.filter((t) => t.factors.length > n);
      for (const chosen of [group, rests]) {
        if (chosen.length < 2) continue;
        const { factors } = chosen[0] as Term;
        const common = isRight ? factors.slice(-n) : factors.slice(0, n);
        const { rows, cols } = product(common).shape;
        const rest = (t: Term): Expr =>
          product([...constants(t), ...(isRight ? t.factors.slice(0, -n) : t.factors.slice(n))]);
        const inside = sum(chosen.map((t) => identityOr(rest(t), isRight ? rows : cols)));
        const result = regroup(e, chosen, product(isRight ? [inside, ...common] : [...common, inside]));
        if (result) return result;
      }
    }
    return undefined;
  };

/** A scalar in the place of a square matrix is that multiple of the identity. */
function identityOr(rest: Expr, size: Expr["shape"]["rows"]): Expr {
  return isScalar(rest) && size !== UNIT ? product([rest, eye(size)]) : rest;
}

/** The terms by the bases that they have, each base with the terms in order: linear in the sum's length. */
function byBase<T extends Term>(terms: readonly T[], basesOf: (t: T) => Iterable<Expr>): Map<Expr, T[]> {
  const found = new Map<Expr, T[]>();
  for (const t of terms) {
    for (const base of new Set(basesOf(t))) {
      const list = found.get(base);
      if (list) list.push(t);
      else found.set(base, [t]);
    }
  }
  return found;
}

/** s t A + s t B = s t (A + B), W ⊙ X ⊙ Y + W ⊙ X ⊙ Z = W ⊙ X ⊙ (Y + Z): of each base the power that all have. */
const pullPowers =
  (
    exponentsOf: (t: Term) => ReadonlyMap<Expr, number>,
    raise: (base: Expr, k: Expr) => Expr,
    join: (parts: readonly Expr[]) => Expr,
  ) =>
  (e: SumNode): Expr | undefined => {
    const all = e.terms.map(termOf).map((t) => ({ ...t, exponents: exponentsOf(t) }));
    for (const [base, terms] of byBase(all, (t) => t.exponents.keys())) {
      for (const sign of [1, -1] as const) {
        const group = terms.filter((t) => (t.exponents.get(base) as number) * sign > 0);
        if (group.length < 2) continue;
        const common = commonPowers(group.map((t) => t.exponents));
        const divisor = common.map(([b, k]) => raise(b, number(-k)));
        const inside = sum(group.map((t) => join([...divisor, t.whole])));
        const result = regroup(e, group, join([...common.map(([b, k]) => raise(b, number(k))), inside]));
        if (result) return result;
      }
    }
    return undefined;
  };

/** The bases that have a power of one sign in all, with the power nearest to 0. */
function commonPowers(terms: readonly ReadonlyMap<Expr, number>[]): [Expr, number][] {
  return [...(terms[0]?.keys() ?? [])].flatMap((base): [Expr, number][] => {
    const powers = terms.map((exponents) => exponents.get(base) ?? 0);
    const [least, most] = [Math.min(...powers), Math.max(...powers)];
    return least > 0 ? [[base, least]] : most < 0 ? [[base, most]] : [];
  });
}

/** The bases of a term's scalars, with numeric exponents; 0 for a symbolic one. */
const scalarsOf = ({ scalars }: Term): ReadonlyMap<Expr, number> =>
  new Map(
    scalars.map((s) => {
      if (s.kind !== "power") return [s, 1];
      return [s.base, s.exponent.kind === "number" ? Q.toNumber(s.exponent.value) : 0];
    }),
  );

/** s^p A + s^(p−1) B = s^(p−1) (s A + B) for a symbolic p. */
function pullOpenPower(e: SumNode): Expr | undefined {
  const all = e.terms.map(termOf).map((t) => ({ ...t, powers: new Map(t.scalars.flatMap(openPower)) }));
  for (const [, terms] of byBase(all, (t) => t.powers.keys())) {
    if (terms.length < 2) continue;
    const [key] = [...(terms[0]?.powers.keys() ?? [])].filter((k) => terms.every((t) => t.powers.has(k)));
    if (key?.kind !== "power") continue;
    const k = Math.min(...terms.map((t) => t.powers.get(key) as number));
    const exponent = sum([key.exponent, number(k)]);
    const divisor = power(key.base, negate(exponent));
    const inside = sum(terms.map((t) => product([divisor, t.whole])));
    const result = regroup(e, terms, product([power(key.base, exponent), inside]));
    if (result) return result;
  }
  return undefined;
}

/** s^(p + k) as s^p and k, for a symbolic p. */
function openPower(s: Expr): [Expr, number][] {
  if (s.kind !== "power" || s.exponent.kind === "number") return [];
  const terms = s.exponent.kind === "sum" ? s.exponent.terms : [s.exponent];
  const open = terms.filter((t) => t.kind !== "number");
  const whole = terms.find((t) => t.kind === "number");
  return [[power(s.base, sum(open)), whole?.kind === "number" ? Q.toNumber(whole.value) : 0]];
}

/** 2 A − 2 B = 2 (A − B) */
function pullNumber(e: SumNode): Expr | undefined {
  for (const group of groups(e.terms.map(termOf), ({ coefficient: { n, d } }) =>
    Math.abs(n) === d ? undefined : `${Math.abs(n)}/${d}`,
  )) {
    const c = (group[0] as Term).coefficient;
    const inverse = rationalNumber(Q.invert(c));
    const inside = sum(group.map((t) => product([inverse, t.whole])));
    const result = regroup(e, group, product([rationalNumber(c), inside]));
    if (result) return result;
  }
  return undefined;
}

/** The bases of a term's entry-by-entry product, with numeric exponents. */
function entriesOf({ factors }: Term): ReadonlyMap<Expr, number> {
  const [only] = factors;
  if (factors.length !== 1 || !only) return new Map();
  const args = isCall(only, HADAMARD) ? only.args : [only];
  return new Map(
    args.map((a) => {
      const [base, k] = entryPowerParts(a);
      return k.kind === "number" ? [base, Q.toNumber(k.value)] : [a, 1];
    }),
  );
}

/** f(x) + a f(y) = f(x + a y) for a linear function f of the table, where that is shorter. */
function pullLinear(e: SumNode): Expr | undefined {
  const linear = (t: Term): CallNode | undefined => {
    const [call] = t.factors.length === 0 ? t.scalars.slice(-1) : t.factors.length === 1 ? t.factors : [];
    return call?.kind === "call" && LINEAR.has(call.fn.name) ? call : undefined;
  };
  const keyed = groups(e.terms.map(termOf), (t) => {
    const call = linear(t);
    return (
      call && `${call.fn.name} ${shapeText((call.args[0] as Expr).shape)} ${call.sizes.map((d) => d.key)}`
    );
  });
  for (const group of keyed) {
    const inside = sum(
      group.map((t) => {
        const call = linear(t) as CallNode;
        return product([...constants(t).filter((c) => c !== call), call.args[0] as Expr]);
      }),
    );
    const result = regroup(e, group, rebuild(linear(group[0] as Term) as CallNode, [inside]));
    if (result) return result;
  }
  return undefined;
}

const LINEAR = new Set(["sum", "tr", "vec", "unvec", "diag"]);

/** f(x + y) = f(x) + f(y), where its terms get shorter: sum(x − mean(x) 1) = 0. */
function linearTermByTerm(e: CallNode): Expr | undefined {
  const x = e.args[0] as Expr;
  const parts = x.kind === "sum" ? sum(x.terms.map((t) => apply(entryOf(e.fn), [t]))) : e;
  return isShorter(parts, e) ? parts : undefined;
}

const onSums = (f: (e: SumNode) => Expr | undefined) => (e: Expr) => (e.kind === "sum" ? f(e) : undefined);

export const SUM_RULES: readonly Rule[] = [
  {
    name: "common right factor",
    law: ["M*x + N*x", "(M+N)*x"],
    on: ["sum"],
    rewrite: onSums(pullFactor("right")),
  },
  {
    name: "common left factor",
    law: ["M*x + M*y", "M*(x+y)"],
    on: ["sum"],
    rewrite: onSums(pullFactor("left")),
  },
  {
    name: "common scalar factor",
    law: ["a*x + a*y", "a*(x+y)"],
    on: ["sum"],
    rewrite: onSums(pullPowers(scalarsOf, power, product)),
  },
  {
    name: "common power with a symbolic exponent",
    law: ["exp(a)^(b+1)*x + exp(a)^b*y", "exp(a)^b*(exp(a)*x + y)"],
    on: ["sum"],
    rewrite: onSums(pullOpenPower),
  },
  { name: "common number", law: ["2*x - 2*y", "2*(x-y)"], on: ["sum"], rewrite: onSums(pullNumber) },
  {
    name: "common Hadamard factor",
    law: ["x.*y + x.*z", "x.*(y+z)"],
    on: ["sum"],
    rewrite: onSums(pullPowers(entriesOf, hadamardPower, hadamard)),
  },
  {
    name: "linear function of a sum",
    law: ["sum(x) - a*sum(y)", "sum(x - a*y)"],
    on: ["sum"],
    rewrite: onSums(pullLinear),
  },
  {
    name: "linear function, term by term",
    law: ["tr(x*y' + z*x') + sum(x-sum(x)*ones(n)/n)", "x'*y + x'*z"],
    on: ["tr", "sum"],
    rewrite: onCall(linearTermByTerm),
  },
];
