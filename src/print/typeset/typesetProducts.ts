/**
 * Products and quotients as formulas.
 *
 *     [−2/3; s, t⁻¹; Xᵀ, x − y]  ─▶  −\frac{2 s}{3 t} X^{\top}(x - y)
 */

import type { Expr } from "../../expression/expr.ts";
import * as Q from "../../expression/rational.ts";
import { isNegative } from "../orientation.ts";
import { atLeast, Level, turnedIn } from "../part.ts";
import type { ProductParts } from "../walk.ts";
import { powerParts, setPower } from "./typesetMarks.ts";
import { plain, type Setting, type Settings, type Typography } from "./typography.ts";

/** Factors side by side; the last may be a sum over an index, or a scalar chain xᵀ y that nothing follows. */
function sideBySide(parts: readonly Setting[], chainLast: boolean, t: Typography): Setting {
  const [only] = parts;
  if (!only) return plain("1");
  if (parts.length === 1) return only;
  let text = "";
  let level: Level = Level.PRODUCT;
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    const isOpen =
      isLast &&
      !part.negative &&
      (part.level === Level.INDEXED || (chainLast && part.level === Level.PRODUCT));
    const isInside = part.isDifferential && !isLast;
    const written = isInside
      ? t.bracket(part.text, part.tall)
      : isOpen
        ? part.text
        : atLeast(part, Level.POSTFIX, t);
    if (isOpen && part.level === Level.INDEXED) level = Level.INDEXED;
    text += i === 0 ? written : t.between(text, written) + written;
  });
  return plain(
    text,
    level,
    parts.some((p) => p.tall),
  );
}

/** Which nodes are printed under a name and not taken apart. */
type IsNamed = (e: Expr) => boolean;
const NOTHING_NAMED: IsNamed = () => false;

export function setProduct(
  { coefficient, scalars, factors }: ProductParts,
  settings: Settings,
  t: Typography,
  isNamed: IsNamed = NOTHING_NAMED,
): Setting {
  const write = (from: Settings): Setting => {
    const above: Setting[] = [];
    const chains: Setting[] = [];
    const below: Setting[] = [];
    for (const s of withDifferentialsLast(scalars)) {
      const [base, k] = isNamed(s) ? [from.get(s) as Setting, Q.ONE] : powerParts(s, from);
      if (k.n < 0) below.push(setPower(base, Q.negate(k), t));
      else if (Q.isOne(k)) (base.level < Level.POSTFIX ? chains : above).push(base);
      else above.push(setPower(base, k, t));
    }
    const matrices = factors.map((f) => ({ ...(from.get(f) as Setting), negative: false }));
    return arrange(coefficient, [...above, ...chains], below, matrices, t);
  };
  const turned = turnedIn([...scalars, ...factors], settings, write);
  return { ...write(settings), negative: isNegative(coefficient, factors, settings), ...turned };
}

const isDifferential = (e: Expr): boolean => e.kind === "symbol" && e.role === "hole";

const withDifferentialsLast = (scalars: readonly Expr[]): readonly Expr[] =>
  scalars.some(isDifferential)
    ? [...scalars.filter((s) => !isDifferential(s)), ...scalars.filter(isDifferential)]
    : scalars;

/** The fraction stands before long chains and brackets, and takes in \frac{x - a}{s} and \frac{A x}{s}. */
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
  // (1/b) db: over b it would look like a derivative
  const isMoving = matrices.length === 0 && scalars.at(-1)?.isDifferential;
  if (isMoving) {
    const fraction = arrange(coefficient, scalars.slice(0, -1), below, [], t);
    return sideBySide([fraction, scalars.at(-1) as Setting], false, t);
  }
  const leading = Math.abs(n) === 1 ? [] : [t.number(d === 1 ? coefficient : Q.rational(n))];
  const divisor = sideBySide([...(d === 1 ? [] : [t.number(Q.rational(d))]), ...below], true, t);
  const isShort =
    matrices.length === 1 ||
    (matrices.length === 2 && matrices.every((m) => !m.negative && m.level >= Level.POSTFIX));
  const isInside = matrices.length === 0 || (isShort && !matrices.some((m) => m.tall));
  const top = sideBySide([...leading, ...scalars, ...(isInside ? matrices : [])], isInside, t);
  const fraction = t.fraction(top, divisor);
  return isInside ? fraction : sideBySide([fraction, ...matrices], false, t);
}
