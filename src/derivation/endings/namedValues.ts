/** The names of a derivation and what they stand for. */
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import type { Derivation, Setting } from "../step.ts";

/** What each name stands for, cotangents as the steps have them. */
export function namedValues({ sections }: Pick<Derivation, "sections">): Setting["defined"] {
  const values = new Map<SymbolNode, Expr>();
  for (const { steps, setting } of sections) {
    for (const [name, value] of setting.defined) values.set(name, value);
    for (const { sides } of steps.flatMap((s) => s.equations)) {
      const [first, second] = [sides[0], sides.at(-1)];
      const name = first?.value;
      if (name?.kind !== "symbol" || !second || second === first || !setting.differenced.has(name)) continue;
      if (!values.has(name)) values.set(name, second.value);
    }
  }
  return values;
}

/** The names of ours, and those that what they stand for has in it, each after those. */
export function madeNames(roots: readonly Expr[], values: Setting["defined"]): SymbolNode[] {
  const inside = (e: Expr): SymbolNode[] => symbolsIn(e).filter((s) => s.role === "made" && values.has(s));
  const opened = new Set<SymbolNode>();
  const order = new Set<SymbolNode>();
  const pending = roots.flatMap(inside).reverse();
  for (let name = pending.at(-1); name; name = pending.at(-1)) {
    if (opened.has(name)) order.add(pending.pop() as SymbolNode);
    else {
      opened.add(name);
      pending.push(...inside(values.get(name) as Expr).filter((s) => !opened.has(s)));
    }
  }
  return [...order];
}
