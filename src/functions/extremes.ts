/**
 * The larger and the smaller of two, entry by entry, and the largest and the smallest of all entries.
 */
import type { Decimal } from "decimal.js";
import { index } from "../expression/blocks.ts";
import { call, isZero, number, ones, subtract, sum, zeros } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { hadamard } from "../expression/hadamard.ts";
import { product } from "../expression/product.ts";
import { type Matrix, map, scalarMatrix, zip } from "../matrix/matrix.ts";
import { fillPrecise, mapPrecise, type PreciseMatrix, preciseAt, preciseScalar } from "../matrix/precise.ts";
import { define, type FunctionEntry } from "./function.ts";
import { inner } from "./matrix.ts";
import { elementwiseCall } from "./reductions.ts";

type Name = "max" | "min";

const WORDS = {
  max: { of: "largest", two: "larger", call: "maximum", side: 1 },
  min: { of: "smallest", two: "smaller", call: "minimum", side: -1 },
} as const;

const topOf = (name: Name, { data }: Matrix): number => data.reduce((a, b) => Math[name](a, b));
const topPrecise = (name: Name, { data }: PreciseMatrix): Decimal =>
  data.reduce((a, b) => (isBefore(name, b, a) ? b : a));

const isBefore = (name: Name, a: Decimal, b: Decimal): boolean => a.gt(b) === (name === "max");

/** max and min of two: ½(x + y ± |x − y|), differentiable where the two differ. */
function extremeOfTwo(name: Name, ofAll: FunctionEntry): FunctionEntry {
  const { side, two } = WORDS[name];
  const entry: FunctionEntry = define({
    name,
    summary: `entry by entry the ${two} of two; a scalar is replicated`,
    commutative: true,
    transposed: "arguments",
    arity: 2,
    ofOne: ofAll,
    shape: ([x, y], rules) => {
      const scalar = (s: typeof x) => s.rows === rules.unit && s.cols === rules.unit;
      if (scalar(x)) return y;
      if (scalar(y)) return x;
      rules.equal(x.rows, y.rows, "the two arguments have one shape");
      rules.equal(x.cols, y.cols, "the two arguments have one shape");
      return x;
    },
    normal: ([x, y]) => {
      if (x === y) return x;
      if (isScalar(x) === isScalar(y)) return undefined;
      const wide = isScalar(x) ? y : x;
      const both = [x, y].map((a) => (isScalar(a) ? product([a, ones(wide.shape)]) : a));
      return call(entry, both, [], wide.shape);
    },
    // dF = s ⊙ dx + (1 − s) ⊙ dy with s = [x > y] for the larger, [x < y] for the smaller; a 0 is y, as in relu
    differential: ([x, y], [dx, dy]) => {
      const [u, v, du, dv] = isZero(x) ? [y, x, dy, dx] : [x, y, dx, dy];
      const chosen = elementwiseCall("step", side === 1 ? subtract(u, v) : subtract(v, u));
      return sum([hadamard([chosen, du]), hadamard([subtract(ones(u.shape), chosen), dv])]);
    },
    entry: ([x, y], i, j) => {
      const [a, b] = [index(x, i, j), index(y, i, j)];
      const distance = elementwiseCall("abs", subtract(a, b));
      return product([number(1, 2), sum([a, b, product([number(side), distance])])]);
    },
    numeric: ([x, y]) => zip(x, y, Math[name]),
    precise: ([x, y]) =>
      fillPrecise(x.rows, x.cols, (i, j) => {
        const [a, b] = [preciseAt(x, i, j), preciseAt(y, i, j)];
        return isBefore(name, a, b) ? a : b;
      }),
    pieces: ([x, y]) => Array.from(zip(x, y, (a, b) => Math.sign(a - b)).data),
    code: { python: `$.${name}imum`, julia: name, octave: name, js: `Math.${name}` },
    latex: `\\${name}(#1, #2)`,
    rational: false,
  });
  return entry;
}

/** 1 at the largest entry; constant nearby. */
function placeOf(name: Name): FunctionEntry {
  const { of, call: maximum } = WORDS[name];
  return define({
    name: `onehot_${name}`,
    summary: `1 in the place of the ${of} entry; zeros elsewhere`,
    arity: 1,
    shape: ([x]) => x,
    normal: ([x]) => (isScalar(x) ? number(1) : undefined),
    differential: ([X]) => zeros(X.shape),
    partial: () => number(0),
    equation: "F is constant nearby",
    numeric: ([x]) => {
      const top = topOf(name, x);
      return map(x, (v) => (v === top ? 1 : v * 0));
    },
    precise: ([x]) => {
      const top = topPrecise(name, x);
      return mapPrecise(x, (v) => (v.eq(top) ? v.minus(v).plus(1) : v.minus(v)));
    },
    condition: `single-${of}`,
    code: {
      numpy: `((#1 == $.${name}(#1)) * 1.0)`,
      jax: `((#1 == $.${name}(#1)) * 1.0)`,
      torch: `(#1 == torch.${name}(#1)).to(#1!.dtype)`,
      julia: `(#1 .== ${maximum}(#1))`,
      octave: `((#1 == ${name}((#1)(:))) * 1)`,
      js: {
        call: `onehot_${name}(#1)`,
        helper: `function onehot_${name}(a) {\n  const top = Math.${name}(...a.flat());\n  return a.map((row) => row.map((x) => Number(x === top)));\n}`,
      },
    },
    latex: `\\operatorname{onehot}_{\\mathrm{${name}}}(#1)`,
    rational: false,
  });
}

function extremeOfAll(name: Name, place: FunctionEntry): FunctionEntry {
  const { of, call: maximum } = WORDS[name];
  const placed = (X: Expr): Expr => place.normal?.([X], []) ?? call(place, [X], [], X.shape);
  return define({
    name: of,
    summary: `the ${of} of all entries, where it is attained once; written ${name}(X)`,
    arity: 1,
    shape: (_args, rules) => rules.shape(rules.unit, rules.unit),
    normal: ([x]) => (isScalar(x) ? x : undefined),
    differential: ([X], [dX]) => inner(placed(X), dX),
    // F = X_ab at one place (a, b):  ∂F/∂X_pq = δ_ap δ_bq
    partial: ([X], _F, { p, q }) => index(placed(X), p, q),
    equation: `F = X_ab for the (a, b) where that is ${of}`,
    numeric: ([x]) => scalarMatrix(topOf(name, x)),
    precise: ([x]) => preciseScalar(topPrecise(name, x)),
    pieces: ([x]) => [x.data.indexOf(topOf(name, x))],
    condition: `single-${of}`,
    code: {
      python: `$.${name}(#1)`,
      julia: `${maximum}(#1)`,
      octave: `${name}((#1)(:))`,
      js: { call: `${of}(#1)`, helper: `const ${of} = (a) => Math.${name}(...a.flat());` },
    },
    latex: `\\${name}(#1)`,
    text: `${name}(#1)`,
    unicode: `${name}(#1)`,
    rational: false,
  });
}

export const EXTREMES: readonly FunctionEntry[] = (["max", "min"] as const).flatMap((name) => {
  const place = placeOf(name);
  const ofAll = extremeOfAll(name, place);
  return [extremeOfTwo(name, ofAll), ofAll, place];
});
