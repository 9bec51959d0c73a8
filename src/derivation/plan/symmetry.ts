/**
 * Symmetry as a fact: a gradient within the symmetric matrices is taken with its variable symmetric from the
 * start, so that whatever is made of it keeps its symmetry.
 *
 *     S symmetric, f = xᵀ S⁻¹ x, by S  ─▶  df = −xᵀ S⁻¹ (dS) S⁻¹ x, and S⁻ᵀ nowhere
 */

import { projected } from "../../derivative/structured.ts";
import { sum, symbolLike } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { substitute } from "../../expression/walk.ts";
import { expandedTerms } from "../../problem/expandTerms.ts";
import { isShorter } from "../../simplify/cost.ts";
import { isPositiveDefinite } from "../../simplify/definite.ts";
import { simplify } from "../../simplify/simplify.ts";
import { meansSymmetric } from "../../structures.ts";
import type { Setting } from "../step.ts";
import type { Named, Setup } from "../style.ts";

export const isSymmetric = ({ structure }: Pick<SymbolNode, "structure">): boolean =>
  meansSymmetric(structure);

/** What is known of a matrix that gets a name. */
export function structureOf(e: Expr): "spd" | "symmetric" | undefined {
  if (isScalar(e) || transpose(e) !== e) return undefined;
  return isPositiveDefinite(e) ? "spd" : "symmetric";
}

/** The problem with its symmetric variables symmetric, where gradients within the symmetric matrices are asked for. */
export function keepSymmetry(setup: Setup, which: "of gradients" | "of variables"): Setup {
  const { wrt, structures, structure, order, kind } = setup;
  const kept = wrt.filter((v) => isSymmetric({ structure: structures.get(v) }));
  if (kept.length === 0 || structure !== "projection" || order > 1 || kind !== "gradient") return setup;
  const own = new Map<Expr, Expr>(kept.map((v) => [v, symbolLike(v, v.shape, structures.get(v))]));
  const definitions = setup.definitions.map((d): Named => {
    const [value, expanded] = [substitute(d.value, own), substitute(d.expanded, own)];
    const structure = structureOf(expanded);
    const symbol = structure ? symbolLike(d.symbol, d.symbol.shape, structure) : d.symbol;
    own.set(d.symbol, symbol);
    return { symbol, value, expanded };
  });
  const of = <E extends Expr>(e: E): E => substitute(e, own) as E;
  const equations = setup.equations.map(({ left, right }) => ({ left: of(left), right: of(right) }));
  const setting: Setting = {
    ...setup.setting,
    defined: new Map([...setup.setting.defined].map(([s, e]) => [of(s), of(e)])),
    ...(setup.setting.hints && { hints: { ...setup.setting.hints, equations } }),
  };
  return {
    ...setup,
    variables: setup.variables.map(of),
    wrt: wrt.map(of),
    definitions,
    root: definitions.at(-1) as Named,
    loss: of(setup.loss),
    structures: new Map(
      [...structures]
        .filter(([v]) => which === "of variables" || !kept.includes(v))
        .map(([v, own]) => [of(v), own]),
    ),
    equations,
    setting,
  };
}

/** ⟨C, dX⟩ with dX symmetric is ⟨½(C + Cᵀ), dX⟩. */
export const withinSymmetric = (C: Expr, of: SymbolNode): Expr =>
  isSymmetric(of) && transpose(C) !== C ? symmetrised(projected(C, "symmetric", of)) : C;

/** Terms and their transposes meet where all is multiplied out. */
function symmetrised(e: Expr): Expr {
  const short = simplify(e);
  const terms = expandedTerms(e, MOST_TERMS);
  const expanded = terms && simplify(sum(terms));
  return expanded && isShorter(expanded, short) ? expanded : short;
}

const MOST_TERMS = 16;
