/**
 * The gradient by a variable or stage in matrix form, by the cotangents of the stages that it feeds.
 *
 *     Y = X W  ─▶  Xᵀ G
 */
import { gradient } from "../../derivative/differentiate.ts";
import { number, sum, zeros } from "../../expression/build.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { simplify } from "../../simplify/simplify.ts";
import type { NamedStage, NamedStages, NamedTable } from "./namedStages.ts";

export interface User<S extends NamedStage = NamedStage> {
  readonly stage: S;
  /** Its value, with blocks put in. */
  readonly value: Expr;
}

/** The stages that use a variable or stage directly, or through a block. */
export function usersOf<S extends NamedStage>(
  of: NamedTable,
  { stages }: { readonly stages: readonly S[] },
): User<S>[] {
  const blocks = new Map<Expr, Expr>();
  const users: User<S>[] = [];
  for (const s of stages) {
    if (s.general === of.general) continue;
    const value = substitute(s.stage.value, blocks);
    if (s.isTransparent && s.stage.moves) blocks.set(s.general, value);
    else if (symbolsIn(value).includes(of.general)) users.push({ stage: s, value });
  }
  return users;
}

/** With symbolic sizes, in the shape of the variable. */
export function matrixForm(of: NamedTable, named: Pick<NamedStages, "stages" | "loss">): Expr {
  const parts = usersOf(of, named).map(({ stage, value }) =>
    gradient(value, of.general, stage.general === named.loss ? number(1) : (stage.bar as Expr)),
  );
  if (parts.length === 0) return zeros(of.general.shape);
  return inNames(named, of)(simplify(sum(parts)));
}

/** tanh(Z) is H, Σ⁻¹ is P, and [1, Y_0] is Y, but for the one that is spoken of. */
export function inNames(named: Pick<NamedStages, "stages">, of: NamedTable): (e: Expr) => Expr {
  const names = named.stages.flatMap(({ stage: { value }, general }): [Expr, Expr][] =>
    (value.kind === "call" || value.kind === "block") && general !== of.general && !isScalar(value)
      ? [
          [value, general],
          [transpose(value), transpose(general)],
        ]
      : [],
  );
  return (e) => substitute(e, new Map(names));
}

/** The form with what cotangents stand for, where that is a product; undefined where nothing is put in. */
export function putIn(form: Expr, named: NamedStages): Expr | undefined {
  const values = new Map<Expr, Expr>();
  for (const { bar } of named.stages) {
    const value = bar && symbolsIn(form).includes(bar) ? named.generalDefined.get(bar) : undefined;
    if (!bar || value?.kind !== "product" || value.factors.length < 2) continue;
    values.set(bar, value);
    values.set(transpose(bar), transpose(value));
  }
  return values.size === 0 ? undefined : simplify(substitute(form, values));
}

/** The loss with every stage put in, in what is differentiated by. */
export function lossIn(named: NamedStages, wrt: Expr): Expr {
  let value = named.generalDefined.get(named.loss) ?? named.loss;
  for (const s of [...named.stages].reverse()) {
    if (s.general !== wrt) value = substitute(value, new Map<Expr, Expr>([[s.general, s.stage.value]]));
  }
  return value;
}
