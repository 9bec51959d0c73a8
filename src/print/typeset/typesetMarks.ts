/**
 * Powers, roots, transposes, inverses and entry-by-entry products as formulas.
 *
 *     s^(−1/2)  ─▶  \frac{1}{\sqrt{s}}        x ⊙ y^(⊙ −1)  ─▶  x \oslash y
 */

import { isCall } from "../../expression/build.ts";
import { type CallNode, type Expr, isVector } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE, TRANSPOSE } from "../../expression/heads.ts";
import * as Q from "../../expression/rational.ts";
import { numberParts } from "../numbers.ts";
import { atLeast, type Brackets, Level, signed } from "../part.ts";
import { powerOf } from "../walk.ts";
import { plain, type Setting, type Settings, type Typography } from "./typography.ts";

/** A scalar or entry as base and number exponent, where the base has been set. */
export function powerParts(e: Expr, settings: Settings): readonly [Setting, Q.Rational] {
  const [base, exponent] = powerOf(e);
  const setting = settings.get(base);
  return setting ? [setting, exponent] : [settings.get(e) as Setting, Q.ONE];
}

const exponentText = (k: Q.Rational, t: Typography): string => {
  const { above, below, pi } = numberParts(k);
  const size = pi !== 0 ? t.number(k).text : below === "1" ? above : `${above}/${below}`;
  return k.n < 0 ? `${t.minus}${size}` : size;
};

const isHalf = (k: Q.Rational): boolean => k.n === 1 && k.d === 2;

export function setPower(base: Setting, k: Q.Rational, t: Typography): Setting {
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
  const left = top.level === Level.ENTRYWISE ? top.text : atLeast(top, Level.POSTFIX, t);
  return plain(
    `${left}${t.over}${atLeast(bottom, Level.POSTFIX, t)}`,
    Level.ENTRYWISE,
    top.tall || bottom.tall,
  );
}

/** Operands joined by ⊙ or ⊗. */
export function operated(parts: readonly Setting[], operator: string, t: Brackets): Setting {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const text = parts.map((p) => atLeast(p, Level.POSTFIX, t)).join(operator);
  return plain(
    text,
    Level.ENTRYWISE,
    parts.some((p) => p.tall),
  );
}

/** A root only of a vector's entries: of a matrix it would be read as the matrix's root. */
function setEntrywisePower(base: Setting, k: Q.Rational, isOfVector: boolean, t: Typography): Setting {
  if (Q.isOne(k)) return base;
  return isHalf(k) && isOfVector ? t.root(base) : t.entrywisePower(base, exponentText(k, t));
}

export function setCall(e: CallNode, settings: Settings, t: Typography): Setting {
  const [x, k] = e.args as readonly [Expr, Expr];
  const at = (child: Expr): Setting => settings.get(child) as Setting;
  if (isCall(e, TRANSPOSE)) {
    if (isCall(x, INVERSE) && settings.get(x)?.level === Level.POSTFIX)
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
