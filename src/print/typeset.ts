/**
 * Expression ─▶ formula, in the typography of LaTeX or of Unicode text.
 *
 *     product { −2, [s⁻¹], [Xᵀ, sum { y, −X w }] }  ─▶  \frac{2}{s} X^{\top}(X w - y)
 *
 * Settings are made bottom-up, one for each node of the DAG, so nothing recurses along the depth.
 */
import { UnsupportedError } from "../errors.ts";
import { isCall } from "../expression/build.ts";
import { type CallNode, children, type Expr, isScalar, isVector } from "../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE, TRANSPOSE } from "../expression/heads.ts";
import * as Q from "../expression/rational.ts";
import { topological } from "../expression/walk.ts";
import { orient } from "./orientation.ts";
import { printingOrder } from "./sharing.ts";
import {
  atLeast,
  plain,
  type Setting,
  type Settings,
  signed,
  Tightness,
  type Typography,
} from "./typography.ts";

/** Most characters of a formula and all its parts that are written out. */
const MAXIMUM_LENGTH = 20_000_000;

/**
 * @throws UnsupportedError if the formula and its parts have more than 20 million characters
 */
export function typeset(root: Expr, nodes: readonly Expr[], t: Typography): string {
  const { turned } = orient(nodes);
  const operandsOf = (e: Expr): readonly Expr[] => {
    const other = turned.get(e);
    return other ? [other] : children(e);
  };
  const settings = new Map<Expr, Setting>();
  let length = 0;
  for (const e of turned.size === 0 ? nodes : printingOrder([root], operandsOf)) {
    const other = turned.get(e);
    const setting = other ? transposedSetting(settings.get(other) as Setting, t) : set(e, settings, t);
    length = checkedLength(length + setting.text.length);
    settings.set(e, setting);
  }
  return signed(settings.get(root) as Setting, t);
}

export function checkedLength(length: number): number {
  if (length <= MAXIMUM_LENGTH) return length;
  throw new UnsupportedError(
    "the formula is too long to be written out in one piece",
    undefined,
    "print it with its shared parts named",
  );
}

/** (A + B)ᵀ from A + B. */
export function transposedSetting(of: Setting, t: Typography): Setting {
  const { turned, ...rest } = of;
  const setting = { ...t.transpose({ ...rest, negative: false }), negative: of.negative };
  if (!turned) return setting;
  return { ...setting, turned: () => t.transpose({ ...rest, negative: false, text: turned() }).text };
}

/** One node whose operands are set. */
export function set(e: Expr, settings: Settings, t: Typography): Setting {
  const at = (child: Expr): Setting => settings.get(child) as Setting;
  switch (e.kind) {
    case "number":
      return { ...t.number(e.value), negative: e.value.n < 0 };
    case "symbol":
      return t.symbol(e);
    case "sum":
      return setSum(e.terms.map(at), t);
    case "product":
      return setProduct(e.coefficient, e.scalars, e.factors, settings, t);
    case "power": {
      const k = e.exponent.kind === "number" ? e.exponent.value : undefined;
      return k ? setPower(at(e.base), k, t) : t.raised(at(e.base), signed(at(e.exponent), t));
    }
    case "call":
      return setCall(e, settings, t);
    case "index":
      return t.entry(e, at(e.of), at(e.row), at(e.column));
    case "block":
      return t.block(
        e,
        e.cells.map((row) => row.map((cell) => signed(at(cell), t))),
      );
    case "bound": {
      const body = at(e.body);
      const head = t.summation(e);
      if (head === "") return body;
      const isLoose = body.tightness === Tightness.SUM || body.tightness === Tightness.OPERATOR;
      const summand = isLoose ? t.bracket(body.text, body.tall) : body.text;
      return {
        negative: body.negative,
        text: `${head} ${summand}`,
        tightness: Tightness.INDEXED,
        tall: true,
      };
    }
  }
}

// ---- sums

function setSum(parts: readonly Setting[], t: Typography): Setting {
  const tall = parts.some((p) => p.tall);
  const setting = plain(sumText(parts, false, t), Tightness.SUM, tall);
  return parts.some((p) => p.negative) ? { ...setting, turned: () => sumText(parts, true, t) } : setting;
}

/** The terms with their signs (or the opposite ones), one without a minus first. */
function sumText(parts: readonly Setting[], opposite: boolean, t: Typography): string {
  const found = parts.findIndex((p) => p.negative === opposite);
  const lead = Math.max(0, found);
  const first = parts[lead] as Setting;
  const texts = [
    found >= 0 ? termText(first, t) : opposite ? `${t.minus}${termText(first, t)}` : signed(first, t),
  ];
  parts.forEach((part, i) => {
    if (i !== lead) texts.push(part.negative === opposite ? "+" : t.minus, termText(part, t));
  });
  return texts.join(" ");
}

const termText = (s: Setting, t: Typography): string =>
  s.tightness === Tightness.SUM ? t.bracket(s.text, s.tall) : s.text;

// ---- products

/** Factors side by side; the last may be a sum over an index, or a scalar chain xᵀ y that nothing follows. */
function sideBySide(parts: readonly Setting[], chainLast: boolean, t: Typography): Setting {
  const [only] = parts;
  if (!only) return plain("1");
  if (parts.length === 1) return only;
  let text = "";
  let tightness: Tightness = Tightness.PRODUCT;
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    const isOpen =
      isLast &&
      !part.negative &&
      (part.tightness === Tightness.INDEXED || (chainLast && part.tightness === Tightness.PRODUCT));
    const written = isOpen ? part.text : atLeast(part, Tightness.RAISED, t);
    if (isOpen && part.tightness === Tightness.INDEXED) tightness = Tightness.INDEXED;
    text += i === 0 ? written : t.between(written) + written;
  });
  return plain(
    text,
    tightness,
    parts.some((p) => p.tall),
  );
}

/** A scalar or entry as base and number exponent. */
function powerParts(e: Expr, settings: Settings): readonly [Setting, Q.Rational] {
  const [base, exponent] =
    e.kind === "power" && isScalar(e)
      ? [e.base, e.exponent]
      : isCall(e, HADAMARD_POWER)
        ? [e.args[0] as Expr, e.args[1] as Expr]
        : [e, undefined];
  const setting = exponent?.kind === "number" ? settings.get(base) : undefined;
  return setting && exponent?.kind === "number"
    ? [setting, exponent.value]
    : [settings.get(e) as Setting, Q.ONE];
}

/** Which nodes are printed under a name and not taken apart. */
export type IsNamed = (e: Expr) => boolean;
const NOTHING_NAMED: IsNamed = () => false;

export function setProduct(
  coefficient: Q.Rational,
  scalars: readonly Expr[],
  factors: readonly Expr[],
  settings: Settings,
  t: Typography,
  isNamed: IsNamed = NOTHING_NAMED,
): Setting {
  const write = (from: Settings): Setting => {
    const above: Setting[] = [];
    const chains: Setting[] = [];
    const below: Setting[] = [];
    for (const s of scalars) {
      const [base, k] = isNamed(s) ? [from.get(s) as Setting, Q.ONE] : powerParts(s, from);
      if (k.n < 0) below.push(setPower(base, Q.negate(k), t));
      else if (Q.isOne(k)) (base.tightness < Tightness.RAISED ? chains : above).push(base);
      else above.push(setPower(base, k, t));
    }
    const matrices = factors.map((f) => from.get(f) as Setting);
    return arrange(coefficient, [...above, ...chains], below, matrices, t);
  };
  const setting = { ...write(settings), negative: coefficient.n < 0 };
  // −(a − b)ᵀ(a − b) stays: turning one of two would hide that they are alike
  const [turnable, ...others] = [...scalars, ...factors].filter((f) => settings.get(f)?.turned);
  if (!turnable || others.length > 0) return setting;
  const { turned, ...opposite } = settings.get(turnable) as Setting & { turned: () => string };
  const overlay: Settings = {
    get: (e) => (e === turnable ? { ...opposite, text: turned() } : settings.get(e)),
  };
  return { ...setting, turned: () => write(overlay).text };
}

/** The fraction stands before long chains and brackets, and takes in short ones: \frac{x - a}{s}, \frac{A x}{s}. */
function arrange(
  coefficient: Q.Rational,
  scalars: readonly Setting[],
  below: readonly Setting[],
  matrices: readonly Setting[],
  t: Typography,
): Setting {
  const chainLast = matrices.length === 0;
  const { n, d } = coefficient;
  if (below.length === 0) {
    const leading = Math.abs(n) === d ? [] : [t.number(coefficient)];
    return sideBySide([...leading, ...scalars, ...matrices], chainLast, t);
  }
  const leading = Math.abs(n) === 1 ? [] : [t.number(Q.rational(n))];
  const divisor = sideBySide([...(d === 1 ? [] : [t.number(Q.rational(d))]), ...below], true, t);
  const isShort =
    matrices.length === 1 ||
    (matrices.length === 2 && matrices.every((m) => !m.negative && m.tightness >= Tightness.RAISED));
  const isInside = matrices.length === 0 || (isShort && !matrices.some((m) => m.tall));
  const top = sideBySide([...leading, ...scalars, ...(isInside ? matrices : [])], isInside, t);
  const fraction = t.fraction(top, divisor);
  return isInside ? fraction : sideBySide([fraction, ...matrices], false, t);
}

// ---- powers, entry-by-entry products, transposes

export const exponentText = (k: Q.Rational, t: Typography): string => {
  const size = k.d === 1 ? `${Math.abs(k.n)}` : `${Math.abs(k.n)}/${k.d}`;
  return k.n < 0 ? `${t.minus}${size}` : size;
};

const isHalf = (k: Q.Rational): boolean => k.n === 1 && k.d === 2;

function setPower(base: Setting, k: Q.Rational, t: Typography): Setting {
  if (Q.isOne(k)) return base;
  if (k.n < 0) return t.fraction(plain("1"), setPower(base, Q.negate(k), t));
  return isHalf(k) ? t.root(base) : t.raised(base, exponentText(k, t));
}

function setEntrywise(e: CallNode, settings: Settings, t: Typography): Setting {
  const above: Setting[] = [];
  const below: Setting[] = [];
  const parts = e.args.map((arg) => powerParts(arg, settings));
  const hasAbove = parts.some(([, k]) => k.n >= 0);
  parts.forEach(([base, k], i) => {
    // x.^-1 ⊘ y where nothing stands above
    if (k.n >= 0 || (i === 0 && !hasAbove)) above.push(setEntrywisePower(base, k, isVector(e), t));
    else below.push(setEntrywisePower(base, Q.negate(k), isVector(e), t));
  });
  const top = operated(above, t.times, t);
  if (below.length === 0) return top;
  const bottom = operated(below, t.times, t);
  if (t.entrywiseFraction) return t.fraction(top, bottom);
  const left = top.tightness === Tightness.OPERATOR ? top.text : atLeast(top, Tightness.RAISED, t);
  return plain(
    `${left}${t.over}${atLeast(bottom, Tightness.RAISED, t)}`,
    Tightness.OPERATOR,
    top.tall || bottom.tall,
  );
}

/** Operands joined by ⊙ or ⊗. */
export function operated(parts: readonly Setting[], operator: string, t: Typography): Setting {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const text = parts.map((p) => atLeast(p, Tightness.RAISED, t)).join(operator);
  return plain(
    text,
    Tightness.OPERATOR,
    parts.some((p) => p.tall),
  );
}

/** A root only of a vector's entries: of a matrix it would be read as the matrix's root. */
function setEntrywisePower(base: Setting, k: Q.Rational, isOfVector: boolean, t: Typography): Setting {
  if (Q.isOne(k)) return base;
  return isHalf(k) && isOfVector ? t.root(base) : t.entrywisePower(base, exponentText(k, t));
}

function setCall(e: CallNode, settings: Settings, t: Typography): Setting {
  const [x, k] = e.args as readonly [Expr, Expr];
  const at = (child: Expr): Setting => settings.get(child) as Setting;
  if (isCall(e, TRANSPOSE)) {
    if (isCall(x, INVERSE) && settings.get(x)?.tightness === Tightness.RAISED)
      return inverseTransposed(x, settings, t);
    return t.transpose(at(x));
  }
  if (isCall(e, INVERSE)) return setInverse(x, settings, t);
  if (isCall(e, HADAMARD)) return setEntrywise(e, settings, t);
  if (isCall(e, HADAMARD_POWER)) {
    return k.kind === "number"
      ? setEntrywisePower(at(x), k.value, isVector(e), t)
      : t.entrywisePower(at(x), signed(at(k), t));
  }
  return t.call(e, e.args.map(at), settings);
}

function setInverse(x: Expr, settings: Settings, t: Typography): Setting {
  const at = (child: Expr): Setting => settings.get(child) as Setting;
  if (x.kind === "power" && x.exponent.kind === "number" && settings.get(x.base)) {
    return t.raised(at(x.base), exponentText(Q.negate(x.exponent.value), t));
  }
  return t.raised(at(x), `${t.minus}1`);
}

function inverseTransposed(inverse: CallNode, settings: Settings, t: Typography): Setting {
  const x = inverse.args[0] as Expr;
  const base = x.kind === "power" ? undefined : settings.get(x);
  return base ? t.inverseTranspose(base) : t.transpose(settings.get(inverse) as Setting);
}

/** The nodes to set, and what they say about the formula as a whole. */
export const nodesOf = (root: Expr): Expr[] => topological([root]);
