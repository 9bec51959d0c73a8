/**
 * Short constructors of what a derivation shows.
 */
import { madeSymbol } from "../expression/build.ts";
import { type Expr, SCALAR, type Shape, type SymbolNode } from "../expression/expr.ts";
import { substitute, symbolsIn } from "../expression/walk.ts";
import type { Differenced, Equation, Membership, Place, Sentence, Setting, Shown, Step } from "./step.ts";

export const shown = (value: Expr): Shown => ({ kind: "expression", value });

/** Sides that are the same piece twice are shown once. */
export function equation(sides: readonly (Expr | Shown)[], reason?: Sentence): Equation {
  const pieces: Shown[] = [];
  for (const side of sides) {
    const piece = isPiece(side) ? side : shown(side);
    const last = pieces.at(-1);
    if (last?.kind === "expression" && piece.kind === "expression" && last.value === piece.value) continue;
    pieces.push(piece);
  }
  return reason ? { sides: pieces, reason } : { sides: pieces };
}

/** An expression has an id; a piece has none. */
const isPiece = (side: Expr | Shown): side is Shown => !("id" in side);

export const sentence = (key: string, places?: Readonly<Record<string, Place>>): Sentence =>
  places ? { key, places } : { key };

/** What is said of several things in the same words is said once; `plural` is the end of that sentence's key. */
export function together(sentences: readonly Sentence[], plural: string): Sentence[] {
  const groups = new Map<string, Shown[]>();
  const others = sentences.filter(({ key, places }) => {
    const what = places?.what;
    const isThing =
      what !== undefined && typeof what === "object" && "kind" in what && what.kind !== "membership";
    if (isThing) groups.set(key, [...(groups.get(key) ?? []), what]);
    return !isThing;
  });
  const merged = [...groups].map(([key, all]) =>
    sentence(all.length === 1 ? key : key + plural, { what: all }),
  );
  return [...merged, ...others];
}

/** An equation in a list within a line. */
export const said = (line: Equation): Sentence => sentence("said", { line });

export const membership = (of: Expr, shape: Shape = of.shape): Membership => ({
  kind: "membership",
  of: shown(of),
  shape,
});

export const step = (
  rule: string,
  text: readonly Sentence[],
  equations: readonly Equation[],
  layout: Step["layout"] = "display",
  from: readonly number[] = [],
): Step => ({ rule, text, equations, layout, from });

/** ∂of/∂by with a symbol of its own that the setting measures; `of` is a symbol that the setting defines. */
export function derivative(
  of: SymbolNode,
  by: SymbolNode,
  shape: Shape = of.shape === SCALAR ? by.shape : of.shape,
): Extract<Shown, { kind: "derivative" }> {
  const value = madeSymbol(`∂${of.key}/∂${by.key}`, shape);
  return { kind: "derivative", of: shown(of), by: shown(by), value };
}

/** The setting with more symbols. */
export const extended = (
  setting: Setting,
  defined: Iterable<readonly [SymbolNode, Expr]>,
  differenced: Iterable<readonly [SymbolNode, Differenced]> = [],
): Setting => ({
  ...setting,
  defined: new Map([...setting.defined, ...defined]),
  differenced: new Map([...setting.differenced, ...differenced]),
});

/** In variables only: what has a name is put in. */
export function expanded(expressions: readonly Expr[], { defined }: Setting): Expr[] {
  const values = new Map<Expr, Expr>();
  for (const s of innermostFirst(expressions, defined)) {
    values.set(s, substitute(defined.get(s) as Expr, values));
  }
  return expressions.map((e) => substitute(e, values));
}

/** The defined symbols that the expressions need, those within a definition before it. */
function innermostFirst(expressions: readonly Expr[], defined: Setting["defined"]): Set<SymbolNode> {
  const namesIn = (e: Expr) => symbolsIn(e).filter((s) => defined.has(s));
  const order = new Set<SymbolNode>();
  const pending = expressions.flatMap(namesIn);
  for (let s = pending.at(-1); s; s = pending.at(-1)) {
    const inside = order.has(s) ? [] : namesIn(defined.get(s) as Expr).filter((name) => !order.has(name));
    if (inside.length > 0) pending.push(...inside);
    else order.add(pending.pop() as SymbolNode);
  }
  return order;
}
