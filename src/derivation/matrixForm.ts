/**
 * The gradient by a variable or stage in matrix form, by the cotangents of the stages that it feeds.
 *
 *     Y = X W  ─▶  Xᵀ G
 */
import { gradient } from "../derivative/differentiate.ts";
import { number, sum, zeros } from "../expression/build.ts";
import type { Expr } from "../expression/expr.ts";
import { substitute, symbolsIn } from "../expression/walk.ts";
import { simplify } from "../simplify/simplify.ts";
import type { Table, WrittenOut } from "./writtenOut.ts";

/** With symbolic sizes, in the shape of the variable. */
export function matrixForm(of: Table, written: Pick<WrittenOut, "stages" | "loss">): Expr {
  const transparent = new Map<Expr, Expr>();
  const parts: Expr[] = [];
  for (const { stage, general, symbol, isTransparent, cotangent, moves } of written.stages) {
    if (symbol === of.symbol) continue;
    const value = substitute(stage.value, transparent);
    if (isTransparent && moves) transparent.set(general, value);
    else if (symbolsIn(value).includes(of.general)) {
      const G = general === written.loss ? number(1) : (cotangent?.table.general as Expr);
      parts.push(gradient(value, of.general, G));
    }
  }
  if (parts.length === 0) return zeros(of.general.shape);
  const form = simplify(sum(parts));
  // tanh(Z) is H
  const calls = written.stages.filter((s) => s.stage.value.kind === "call" && s.symbol !== of.symbol);
  return substitute(form, new Map(calls.map((s) => [s.stage.value, s.general])));
}
