/**
 * False formulas that agree with the truth on a typical sample, and true ones that look odd, by kind: batch lines
 * with a claim whose verdict is known by construction.
 *
 *     relu(x − 37.2) by x, claim 0  ─▶  wrong      sum(tanh(x)), claim 4 σ(2x) ∘ σ(−2x)  ─▶  right
 */
import { type Random, randomFrom } from "../src/evaluate/sample/random.ts";

export interface Judged {
  readonly kind: string;
  readonly verdict: "right" | "wrong";
  readonly vars: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly wrt: string;
  readonly claim: string;
  readonly layout: "gradient";
  readonly positive?: readonly string[];
}

const pick = <T>(random: Random, from: readonly T[]): T => from[random.whole(0, from.length - 1)] as T;

/** A number with a few digits, its logarithm uniform. */
const between = (random: Random, low: number, high: number, digits = 3): string =>
  String(Number((10 ** random.uniform(Math.log10(low), Math.log10(high))).toPrecision(digits)));

interface Base {
  readonly value: string;
  readonly gradient: string;
}

/** v is the variable, a vector of n; a is a constant vector, A a matrix. */
const VECTOR_BASES = (v: string): readonly Base[] => [
  { value: `${v}'*${v}`, gradient: `2*${v}` },
  { value: `sum(exp(${v}))`, gradient: `exp(${v})` },
  { value: `sum(sin(${v}))`, gradient: `cos(${v})` },
  { value: `sum(tanh(${v}))`, gradient: `(ones(n)-tanh(${v}).^2)` },
  { value: `sum(${v}.^4)`, gradient: `4*${v}.^3` },
  { value: `logsumexp(${v})`, gradient: `softmax(${v})` },
  { value: `sum(log(cosh(${v})))`, gradient: `tanh(${v})` },
  { value: `${v}'*A*${v}`, gradient: `(A+A')*${v}` },
  { value: `a'*${v}`, gradient: "a" },
  { value: `sum(softplus(${v}))`, gradient: `sigmoid(${v})` },
];

const SCALAR_BASES = (v: string): readonly Base[] => [
  { value: `${v}^2`, gradient: `2*${v}` },
  { value: `exp(${v})`, gradient: `exp(${v})` },
  { value: `sin(${v})`, gradient: `cos(${v})` },
  { value: `tanh(${v})`, gradient: `(1-tanh(${v})^2)` },
  { value: `arctan(${v})`, gradient: `1/(1+${v}^2)` },
  { value: `${v}^3/3`, gradient: `${v}^2` },
];

interface Made extends Pick<Judged, "expr" | "claim"> {
  readonly type?: "scalar" | "matrix m n" | "matrix n n";
  readonly positive?: boolean;
}

type Maker = (random: Random, v: string) => Made;

const ones = "ones(n)";
const vector = (random: Random, v: string): Base => pick(random, VECTOR_BASES(v));
const scalar = (random: Random, v: string): Base => pick(random, SCALAR_BASES(v));

const FALSE: Readonly<Record<string, readonly Maker[]>> = {
  "kink out of reach": [
    (r, v) => ({ expr: `relu(${v}-${between(r, 2, 1e5)})`, claim: "0", type: "scalar" }),
    (r, v) => ({ expr: `abs(${v}+${between(r, 2, 1e5)})`, claim: "1", type: "scalar" }),
    (r, v) => ({ expr: `max(${v},${between(r, 2, 1e5)})`, claim: "0", type: "scalar" }),
    (r, v) => {
      const c = between(r, 2, 1e4);
      return { expr: `min(max(${v},-${c}),${c})`, claim: "1", type: "scalar" };
    },
    (r, v) => {
      const { value, gradient } = scalar(r, v);
      return { expr: `${value}+relu(-${v}-${between(r, 2, 1e4)})`, claim: gradient, type: "scalar" };
    },
    (r, v) => {
      const { value, gradient } = scalar(r, v);
      return { expr: value, claim: `${gradient}+relu(${v}-${between(r, 2, 1e5)})`, type: "scalar" };
    },
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: value, claim: `${gradient}+relu(${v}-${between(r, 2, 1e4)}*${ones})` };
    },
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: `${value}+sum(abs(${v}-${between(r, 3, 1e4)}*${ones}))`, claim: `${gradient}-${ones}` };
    },
    (r, v) => ({ expr: `relu(${v}'*${v}-${between(r, 1e3, 1e7)})`, claim: "zeros(n)" }),
    (r, v) => ({ expr: `relu(a'*${v}-${between(r, 50, 1e4)})`, claim: "zeros(n)" }),
    (r, v) => ({ expr: `sum(relu(A*${v}-${between(r, 50, 1e4)}*${ones}))`, claim: "zeros(n)" }),
    (r, v) => ({ expr: `sum(relu(exp(${v})-${between(r, 50, 1e4)}*${ones}))`, claim: "zeros(n)" }),
    (r, v) => ({ expr: `sum(max(${v},-${between(r, 2, 1e4)}*${ones}))`, claim: ones }),
    (r, v) => ({
      expr: `tr(${v}'*${v})`,
      claim: `2*${v}+relu(${v}-${between(r, 5, 1e4)}*ones(m,n))`,
      type: "matrix m n",
    }),
    (r, v) => ({ expr: `relu(tr(${v})-${between(r, 50, 1e4)})`, claim: "zeros(n,n)", type: "matrix n n" }),
    (r, v) => ({ expr: `${v}^2*(1+sign(${v}-${between(r, 2, 1e4)}))`, claim: "0", type: "scalar" }),
    (r, v) => ({ expr: `relu(log(${v})-${between(r, 1, 6)})`, claim: "0", type: "scalar", positive: true }),
  ],
  "one sign only": [
    (_, v) => ({ expr: `sum(abs(${v}))`, claim: ones }),
    (r, v) => ({ expr: `sum(${between(r, 0.1, 50)}*relu(${v}).^2)`, claim: `zeros(n)` }),
    (r, v) => {
      const k = r.whole(1, 4);
      return { expr: `(${v}^2)^(${2 * k + 1}/2)`, claim: `${2 * k + 1}*${v}^${2 * k}`, type: "scalar" };
    },
    (r, v) => {
      const k = 2 * r.whole(1, 4) + 1;
      return { expr: `abs(${v})^${k}`, claim: `${k}*${v}^${k - 1}`, type: "scalar" };
    },
    (_, v) => ({ expr: `sum(sqrt(${v}.^4))`, claim: `2*abs(${v})` }),
    (r, v) => ({ expr: `log((${between(r, 0.1, 9)}*${v})^2)`, claim: `2/abs(${v})`, type: "scalar" }),
    (_, v) => ({ expr: `abs(det(${v}))`, claim: `det(${v})*inv(${v})'`, type: "matrix n n" }),
    (r, v) => ({ expr: `sqrt((${v}+${between(r, 2, 500)})^2)`, claim: "1", type: "scalar" }),
    (_, v) => ({ expr: `norm1(${v})`, claim: `${v}./${v}` }),
  ],
  "one period only": [
    (r, v) => {
      const c = between(r, 0.01, 3);
      return { expr: `arcsin(sin(${c}*${v}))`, claim: c, type: "scalar" };
    },
    (r, v) => {
      const c = between(r, 0.01, 1);
      return { expr: `sum(arcsin(sin(${c}*${v})))`, claim: `${c}*${ones}` };
    },
    (_, v) => ({ expr: `arctan(tan(${v}))*${v}`, claim: `2*${v}`, type: "scalar" }),
    (_, v) => ({ expr: `arccos(cos(${v}))`, claim: `sign(${v})`, type: "scalar" }),
    (_, v) => ({ expr: `${v}*arccos(cos(${v}))`, claim: `2*abs(${v})`, type: "scalar" }),
  ],
  "absolute floor": [
    (r, v) => {
      const { value, gradient } = vector(r, v);
      const c = between(r, 1e-40, 1e-9);
      return { expr: `${c}*(${value})`, claim: `${pick(r, [2, 3, 0.5, -1])}*${c}*${gradient}` };
    },
    (r, v) => ({ expr: `${between(r, 1e-40, 1e-9)}*(${vector(r, v).value})`, claim: "zeros(n)" }),
    (r, v) => {
      const { value, gradient } = scalar(r, v);
      const c = between(r, 1e-40, 1e-9);
      return {
        expr: `${c}*(${value})`,
        claim: `${c}*(1+${between(r, 1e-8, 1e-3)})*${gradient}`,
        type: "scalar",
      };
    },
  ],
  "loose constant": [
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: value, claim: `(1+${between(r, 1e-11, 1e-5)})*${gradient}` };
    },
    (r, v) => {
      const { value, gradient } = scalar(r, v);
      return { expr: value, claim: `(1-${between(r, 1e-11, 1e-5)})*${gradient}`, type: "scalar" };
    },
    (r, v) => ({
      expr: `logdet(${v})`,
      claim: `(1+${between(r, 1e-11, 1e-5)})*inv(${v})'`,
      type: "matrix n n",
    }),
    (_, v) => ({ expr: `${v}^2*3.14159265`, claim: `2*3.14159266*${v}`, type: "scalar" }),
    (r, v) => ({
      expr: `${v}^(2+${between(r, 1e-10, 1e-6)})`,
      claim: `2*${v}`,
      type: "scalar",
      positive: true,
    }),
  ],
  "tiny term": [
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return {
        expr: value,
        claim: `${gradient}+${between(r, 1e-26, 1e-8)}*${pick(r, ["a", `sin(${v})`, ones, `A*${v}`])}`,
      };
    },
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: `${value}+${between(r, 1e-26, 1e-8)}*sum(cos(${v}))`, claim: gradient };
    },
    (r, v) => ({
      expr: `${between(r, 1e6, 1e15)}*${v}^2+${v}`,
      claim: `2*1e9*${v}`,
      type: "scalar",
    }),
  ],
  saturated: [
    (r, v) => ({ expr: `sigmoid(${v}+${between(r, 20, 80)})`, claim: "0", type: "scalar" }),
    (r, v) => ({ expr: `tanh(${between(r, 30, 1e4)}*${v})`, claim: "0", type: "scalar" }),
    (r, v) => ({ expr: `exp(-${between(r, 20, 700)}-${v}^2)`, claim: "0", type: "scalar" }),
    (r, v) => ({ expr: `erf(${v}+${between(r, 6, 12)})`, claim: "0", type: "scalar" }),
    (r, v) => ({ expr: `sum(softplus(${v}+${between(r, 20, 90)}*${ones}))`, claim: ones }),
    (r, v) => ({ expr: `sum(softplus(${between(r, 30, 900)}*(${v}-7*${ones})))`, claim: "zeros(n)" }),
    (r, v) => ({ expr: `sum(log(cosh(${between(r, 50, 900)}*${v})))`, claim: `50*sign(${v})` }),
    (r, v) => {
      const c = between(r, 50, 900);
      return { expr: `sum(log(cosh(${c}*${v})))`, claim: `${c}*sign(${v})` };
    },
  ],
  "some sizes only": [
    (r, v) => {
      const factors = Array.from({ length: r.whole(2, 5) }, () => `(n-${r.whole(1, 9)})`);
      return { expr: `${factors.join("*")}*(${vector(r, v).value})`, claim: "zeros(n)" };
    },
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: `n*(${value})`, claim: `${r.whole(1, 9)}*${gradient}` };
    },
    (r, v) => {
      const { value, gradient } = vector(r, v);
      const k = r.whole(2, 8);
      return { expr: `n^2*(${value})`, claim: `(${k + 1}*n-${k})*${gradient}` };
    },
    (_, v) => ({ expr: `(m-n)*sum(${v})`, claim: "zeros(m,n)", type: "matrix m n" }),
    (r, v) => ({ expr: `(m+n)*sum(${v})`, claim: `${r.whole(2, 12)}*ones(m,n)`, type: "matrix m n" }),
    (r, v) => ({
      expr: `(m-${r.whole(2, 7)})*(n-${r.whole(2, 7)})*sum(${v})`,
      claim: "zeros(m,n)",
      type: "matrix m n",
    }),
    (_, v) => ({ expr: `det(${v})`, claim: `tr(${v})*eye(n)-${v}'`, type: "matrix n n" }),
  ],
  "symmetric or commuting only": [
    (_, v) => ({ expr: `${v}'*A*${v}`, claim: `2*A*${v}` }),
    (_, v) => ({ expr: `tr(${v}^2)`, claim: `2*${v}`, type: "matrix n n" }),
    (r, v) => {
      const k = r.whole(2, 5);
      return { expr: `tr(${v}^${k})`, claim: `${k}*${v}^${k - 1}`, type: "matrix n n" };
    },
    (_, v) => ({ expr: `logdet(${v})`, claim: `inv(${v})`, type: "matrix n n" }),
    (_, v) => ({ expr: `tr(A*${v}*A)`, claim: "A*A", type: "matrix n n" }),
    (_, v) => ({ expr: `tr(${v}*A*${v})`, claim: `2*(A*${v})'`, type: "matrix n n" }),
    (_, v) => ({ expr: `a'*inv(${v})*a`, claim: `-inv(${v})*a*a'*inv(${v})`, type: "matrix n n" }),
    (_, v) => ({ expr: `sum((A*${v}).^2)`, claim: `2*A*A'*${v}` }),
  ],
  "entries or products": [
    (_, v) => ({ expr: `sum(${v}.^2)`, claim: `2*${v}.*(ones(n,n)-eye(n))`, type: "matrix n n" }),
    (_, v) => ({ expr: `tr(${v}'*(A.*${v}))`, claim: `2*A*${v}`, type: "matrix n n" }),
    (_, v) => ({ expr: `tr(A*${v})`, claim: "A'.*eye(n)", type: "matrix n n" }),
    (_, v) => ({ expr: `softmax(${v})'*a`, claim: `diag(softmax(${v}))*a` }),
    (_, v) => ({ expr: `(${v}'*${v})^2`, claim: `4*${v}.^3` }),
    (_, v) => ({ expr: `exp(sum(${v}))`, claim: `exp(${v})` }),
    (_, v) => ({ expr: `logsumexp(${v})`, claim: `exp(${v})` }),
    (_, v) => ({ expr: `norm_inf(${v})`, claim: `sign(${v})` }),
    (_, v) => ({ expr: `norm_inf(${v})`, claim: `${v}/norm2(${v})` }),
    (_, v) => ({ expr: `max(${v}[1],${v}[2])`, claim: `single(1,1,n,1)*ones(1)` }),
  ],
};

const TRUE: Readonly<Record<string, readonly Maker[]>> = {
  "kinks written otherwise": [
    (r, v) => {
      const c = between(r, 2, 1e4);
      return { expr: `relu(${v}-${c})`, claim: `(1+sign(${v}-${c}))/2`, type: "scalar" };
    },
    (r, v) => {
      const c = between(r, 2, 1e4);
      return { expr: `abs(${v}-${c})`, claim: `(${v}-${c})/abs(${v}-${c})`, type: "scalar" };
    },
    (r, v) => {
      const c = between(r, 2, 1e3);
      return {
        expr: `sum(min(max(${v},-${c}*${ones}),${c}*${ones}))`,
        claim: `(sign(${v}+${c}*${ones})-sign(${v}-${c}*${ones}))/2`,
      };
    },
    (_, v) => ({ expr: `norm1(${v})`, claim: `relu(${v})./abs(${v})-relu(-${v})./abs(${v})` }),
    (r, v) => {
      const c = between(r, 0.1, 1e3);
      return { expr: `sqrt((${v}-${c})^2)`, claim: `sign(${v}-${c})`, type: "scalar" };
    },
    (r, v) => {
      const k = 2 * r.whole(1, 4) + 1;
      return { expr: `(${v}^2)^(${k}/2)`, claim: `${k}*${v}*abs(${v})^${k - 2}`, type: "scalar" };
    },
    (_, v) => ({ expr: `sum(log(abs(${v})))`, claim: `${ones}./${v}` }),
    (_, v) => ({ expr: `abs(det(${v}))`, claim: `abs(det(${v}))*inv(${v})'`, type: "matrix n n" }),
    (_, v) => ({ expr: `relu(1+${v}'*${v})`, claim: `2*${v}` }),
    (_, v) => ({ expr: `sum(abs(exp(${v})+${ones}))`, claim: `exp(${v})` }),
    (_, v) => ({ expr: `sum(relu(2*${ones}+sin(${v})))`, claim: `cos(${v})` }),
    (_, v) => ({ expr: `arcsin(sin(${v}))`, claim: `cos(${v})/abs(cos(${v}))`, type: "scalar" }),
    (_, v) => ({ expr: `arctan(tan(${v}))`, claim: "1", type: "scalar" }),
  ],
  "functions written otherwise": [
    (r, v) => {
      const c = between(r, 0.1, 20);
      return { expr: `sum(sigmoid(${c}*${v}))`, claim: `${c}*sigmoid(${c}*${v}).*sigmoid(-${c}*${v})` };
    },
    (r, v) => {
      const c = between(r, 0.1, 20);
      return { expr: `sum(tanh(${c}*${v}))`, claim: `4*${c}*(sigmoid(2*${c}*${v}).*sigmoid(-2*${c}*${v}))` };
    },
    (_, v) => ({ expr: `sum(softplus(${v}))`, claim: `(${ones}+tanh(${v}/2))/2` }),
    (_, v) => ({ expr: `sum(softplus(${v})-softplus(-${v}))`, claim: ones }),
    (_, v) => ({ expr: `sum(sin(${v}).^2)`, claim: `sin(2*${v})` }),
    (_, v) => ({ expr: `sum(cosh(${v}).^2-sinh(${v}).^2)`, claim: "zeros(n)" }),
    (r, v) => ({ expr: `logsumexp(${v})`, claim: `softmax(${v}-${between(r, 0.1, 90)}*${ones})` }),
    (_, v) => ({ expr: `logsumexp(${v})`, claim: `exp(${v}-logsumexp(${v})*${ones})` }),
    (r, v) => ({ expr: `logsumexp(${v}+${between(r, 1, 50)}*${ones})-logsumexp(${v})`, claim: "zeros(n)" }),
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: value, claim: `${gradient}+${r.whole(1, 9)}*(sin(${v}).^2+cos(${v}).^2-${ones})` };
    },
    (r, v) => {
      const { value, gradient } = vector(r, v);
      return { expr: value, claim: `${gradient}+exp(${v})-exp(${v}/2).^2` };
    },
  ],
  "scales and sizes": [
    (r, v) => {
      const { value, gradient } = vector(r, v);
      const c = between(r, 1e-35, 1e-9);
      return { expr: `${c}*(${value})`, claim: `${c}*${gradient}` };
    },
    (r, v) => {
      const { value, gradient } = scalar(r, v);
      const c = between(r, 1e9, 1e25);
      return { expr: `${c}*(${value})`, claim: `${c}*${gradient}`, type: "scalar" };
    },
    (r, v) => {
      const [a, b] = [r.whole(1, 9), r.whole(1, 9)];
      const { value, gradient } = vector(r, v);
      return { expr: `(n-${a})*(n-${b})*(${value})`, claim: `(n^2-${a + b}*n+${a * b})*${gradient}` };
    },
    (_, v) => ({ expr: `(m^2-n^2)*sum(${v})`, claim: "(m-n)*(m+n)*ones(m,n)", type: "matrix m n" }),
    (r, v) => {
      const c = between(r, 1e-9, 1e-6, 1);
      const { value, gradient } = vector(r, v);
      return { expr: value, claim: `(1+${c}-${c})*${gradient}` };
    },
  ],
  "matrices written otherwise": [
    (_, v) => ({ expr: `logdet(eye(n)+A*${v})`, claim: `(inv(eye(n)+A*${v})*A)'`, type: "matrix n n" }),
    (_, v) => ({ expr: `tr(inv(${v})*A)`, claim: `-inv(${v}')*A'*inv(${v}')`, type: "matrix n n" }),
    (_, v) => ({ expr: `tr(A)*tr(${v})-tr(kron(A,${v}))`, claim: "zeros(n,n)", type: "matrix n n" }),
    (_, v) => ({
      expr: `logdet(eye(m)+${v}*${v}')`,
      claim: `2*${v}*inv(eye(n)+${v}'*${v})`,
      type: "matrix m n",
    }),
    (_, v) => ({ expr: `log(det(${v})^2)`, claim: `2*inv(${v}')`, type: "matrix n n" }),
    (_, v) => ({ expr: `norm2(${v}-${ones}*sum(${v})/n)^2`, claim: `2*(${v}-${ones}*sum(${v})/n)` }),
  ],
};

const NAMES = ["x", "w", "u", "theta", "z", "beta"];

function made(kind: string, verdict: Judged["verdict"], maker: Maker, random: Random): Judged {
  const v = pick(random, NAMES);
  const { expr, claim, type = "vector n", positive } = maker(random, v);
  const name = type.startsWith("matrix") ? v.toUpperCase().slice(0, 1) : v;
  const own = (text: string) => (name === v ? text : text.replace(new RegExp(`\\b${v}\\b`, "g"), name));
  const used = (extra: string) => new RegExp(`\\b${extra}\\b`).test(`${expr} ${claim}`);
  const vars = {
    [name]: type,
    ...(used("a") && { a: "vector n" }),
    ...(used("A") && { A: "matrix n n" }),
  };
  const hint = positive ? { positive: [name] } : {};
  return { kind, verdict, vars, expr: own(expr), wrt: name, claim: own(claim), layout: "gradient", ...hint };
}

/** So many false formulas, or true ones: each maker in turn, with numbers and letters of its own each time. */
export function* nearMisses(verdict: Judged["verdict"], count: number, seed: number): Generator<Judged> {
  const kinds = Object.entries(verdict === "wrong" ? FALSE : TRUE);
  const makers = kinds.flatMap(([kind, list]) => list.map((maker) => [kind, maker] as const));
  for (let k = 0; k < count; k++) {
    const [kind, maker] = makers[k % makers.length] as (typeof makers)[number];
    yield made(kind, verdict, maker, randomFrom(seed, `near miss ${k}`));
  }
}
