/**
 * Expression ─▶ formula, in the typography of LaTeX or of Unicode text.
 *
 *     product { −2, [s⁻¹], [Xᵀ, sum { y, −X w }] }  ─▶  \frac{2}{s} X^{\top}(X w - y)
 *
 * Settings are made bottom-up, one for each node of the DAG, so nothing recurses along the depth.
 */

import { UnsupportedError } from "../../errors.ts";
import { splitCoefficient } from "../../expression/build.ts";
import type { Expr } from "../../expression/expr.ts";
import { isMinusOne } from "../../expression/rational.ts";
import { topological } from "../../expression/walk.ts";
import { Level, signed, sumText } from "../part.ts";
import { type Writer, writtenOut } from "../walk.ts";
import { setCall, setPower } from "./typesetMarks.ts";
import { setProduct } from "./typesetProducts.ts";
import { plain, type Setting, type Settings, type Typography } from "./typography.ts";

/** Most characters of a formula and all its parts that are written out. */
const MAXIMUM_LENGTH = 20_000_000;

/**
 * @throws UnsupportedError if the formula and its parts have more than 20 million characters
 */
export function typeset(root: Expr, nodes: readonly Expr[], t: Typography): string {
  let length = 0;
  const after = ({ text }: Setting): void => {
    length = checkedLength(length + text.length);
  };
  const settings = writtenOut(root, nodes, typesetWriter(t), { after });
  return standingAlone(root, settings, t);
}

/** With its sign; −a − b where nothing is around it, and not −(a + b). */
function standingAlone(root: Expr, settings: Settings, t: Typography): string {
  const own = settings.get(root) as Setting;
  const sum = root.kind === "product" && isMinusOne(root.coefficient) ? splitCoefficient(root)[1] : root;
  if (sum === root || sum.kind !== "sum" || own.turned) return signed(own, t);
  // a sum that is printed as the transpose of another, or −(…) as a sum of its own, has no terms that are set
  const parts = sum.terms.flatMap((term) => settings.get(term) ?? []);
  return parts.length < sum.terms.length ? signed(own, t) : sumText(parts, true, t);
}

export function checkedLength(length: number): number {
  if (length <= MAXIMUM_LENGTH) return length;
  throw new UnsupportedError(
    "the formula is too long to be written out in one piece",
    undefined,
    "print it with its shared parts named",
  );
}

/** The way formulas are written in a typography; `isNamed`: which parts are not taken apart. */
export const typesetWriter = (t: Typography, isNamed?: (e: Expr) => boolean): Writer<Setting> => ({
  node: (e, settings) => set(e, settings, t),
  product: (of, settings) => setProduct(of, settings, t, isNamed),
  transpose: t.transpose,
});

/** The sign as part of the text, for a place that writes none: (−A)_ij. */
const withSign = (s: Setting, t: Typography): Setting =>
  s.negative ? { ...plain(signed(s, t), Level.SUM, s.tall) } : s;

/** One node whose operands are set. */
function set(e: Expr, settings: Settings, t: Typography): Setting {
  const at = (child: Expr): Setting => settings.get(child) as Setting;
  switch (e.kind) {
    case "number":
      return { ...t.number(e.value), negative: e.value.n < 0 };
    case "symbol":
      return t.symbol(e);
    case "sum":
      return setSum(e.terms.map(at), t);
    case "product":
      return setProduct(e, settings, t);
    case "power": {
      const k = e.exponent.kind === "number" ? e.exponent.value : undefined;
      return k ? setPower(at(e.base), k, t) : t.raised(at(e.base), signed(at(e.exponent), t));
    }
    case "call":
      return setCall(e, settings, t);
    case "index":
      return t.entry(e, withSign(at(e.of), t), at(e.row), at(e.column));
    case "block":
      return t.block(
        e,
        e.cells.map((row) => row.map((cell) => signed(at(cell), t))),
      );
    case "bound": {
      const body = at(e.body);
      const head = t.summation(e);
      if (head === "") return body;
      const isLoose = body.level === Level.SUM || body.level === Level.ENTRYWISE;
      const summand = isLoose ? t.bracket(body.text, body.tall) : body.text;
      return {
        negative: body.negative,
        text: `${head} ${summand}`,
        level: Level.INDEXED,
        tall: true,
      };
    }
  }
}

// ---- sums

function setSum(parts: readonly Setting[], t: Typography): Setting {
  const tall = parts.some((p) => p.tall);
  const setting = plain(sumText(parts, false, t), Level.SUM, tall);
  return parts.some((p) => p.negative) ? { ...setting, turned: () => sumText(parts, true, t) } : setting;
}

/** The nodes to set, and what they say about the formula as a whole. */
export const nodesOf = (root: Expr): Expr[] => topological([root]);
