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

/** The names of ours, and those that what they stand for has in it. */
export function madeNames(roots: readonly Expr[], values: Setting["defined"]): SymbolNode[] {
  const found = new Set<SymbolNode>();
  const pending = [...roots];
  for (let e = pending.shift(); e; e = pending.shift()) {
    for (const s of symbolsIn(e)) {
      const value = s.role === "made" && !found.has(s) ? values.get(s) : undefined;
      if (!value) continue;
      found.add(s);
      pending.push(value);
    }
  }
  return [...found];
}
