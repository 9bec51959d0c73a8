/** Derivatives by time along the rates of what moves. */
import { differential } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import { number, sum } from "../../expression/build.ts";
import type { Expr } from "../../expression/expr.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import type { DerivativeSyntax, Syntax } from "../../syntax/tree.ts";
import type { Cut, Indices } from "./knowledge.ts";
import { whole } from "./naming.ts";
import type { Setting } from "./setting.ts";

/** Letters of time. */
export const TIME = /^[tτ]$/u;

/** The t of d/dt, by nothing besides. */
export const timeOf = ({ by: [by, ...others] }: Pick<DerivativeSyntax, "by">): string | undefined =>
  by?.kind === "name" && TIME.test(by.name) && others.length === 0 ? by.name : undefined;

/** \ddot q is the rate of \dot q. */
export const rateName = (of: string): string =>
  of.endsWith("_dot") ? of.replace(/_dot$/, "_ddot") : `${of}_dot`;

/** dV/dt = ∂V/∂t + Σ ∂V/∂x \dot x over all x that move. */
export function alongRates(
  setting: Setting,
  { operator, of, by, order }: DerivativeSyntax,
  indices: Indices,
  cut: Cut,
  part: Syntax,
): Expr | undefined {
  const { rates } = setting.known;
  const time = timeOf({ by });
  if (rates.size === 0 || !of || time === undefined) return undefined;
  const held = [...rates, time].filter((name) => !cut.has(name));
  const inner = new Set([...cut, ...held]);
  const variables = new Map(held.map((name) => [`free:${name}`, name]));
  const moved = (value: Expr): Expr => {
    const parts = symbolsIn(value).flatMap((s): Expr[] => {
      const name = variables.get(s.name);
      if (name === undefined) {
        if (/_dot$/.test(s.name)) throw new UnsupportedError(`nothing says what the rate of ${s.name} is`);
        return [];
      }
      if (name === time) return [differential(value, s, number(1))];
      const rate = whole(setting, rateName(name), [], inner, part);
      if (rate.shape !== s.shape)
        throw new UnsupportedError(`the rate of ${name} is of another size`, part.span);
      return [differential(value, s, rate)];
    });
    if (parts.length === 0) throw new UnsupportedError("nothing says how it varies with time", part.span);
    return sum(parts);
  };
  let value = setting.value(of, indices, inner);
  const isMoved = symbolsIn(value).some(({ name }) => variables.has(name) && name !== `free:${time}`);
  if (!isMoved) return undefined;
  if (operator === "partial")
    throw new UnsupportedError(`∂/∂${time} may leave out what moves with ${time}`, part.span);
  for (let k = 0; k < order; k++) value = moved(value);
  const back = symbolsIn(value).flatMap((s): [Expr, Expr][] => {
    const name = variables.get(s.name);
    return name === undefined ? [] : [[s, whole(setting, name, [], cut, part)]];
  });
  return substitute(value, new Map(back));
}
