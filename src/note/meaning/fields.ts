/** A function that nothing gives, as one of a family that no law but those of all functions holds in. */
import { differential, gradient } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import { block } from "../../expression/blocks.ts";
import { call, number, sum, symbol } from "../../expression/build.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { product } from "../../expression/product.ts";
import { substitute } from "../../expression/walk.ts";
import { functionNamed } from "../../functions/index.ts";
import { totalOf } from "../../functions/reductions.ts";
import type { DerivativeSyntax, Syntax } from "../../syntax/tree.ts";
import type { Cut, Indices } from "./knowledge.ts";
import { referenceOf } from "./reference.ts";
import type { Setting } from "./setting.ts";

const EXP = functionNamed("exp")!;

/** exp(⟨a, x⟩) + ⟨b, x⟩⟨c, x⟩ + ⟨d, x ∘ x ∘ x⟩ */
function fieldAt(name: string, x: Expr): Expr {
  const along = (letter: string, of: Expr): Expr => {
    const slope = symbol(`${name}'${letter}`, x.shape);
    return isScalar(x) ? product([slope, of]) : totalOf(hadamard([slope, of]));
  };
  const inner = along("a", x);
  return sum([
    call(EXP, [inner], [], inner.shape),
    product([along("b", x), along("c", x)]),
    along("d", isScalar(x) ? product([x, x, x]) : hadamard([x, x, x])),
  ]);
}

/** f(x), A'(\eta), A''(\eta) */
export function fieldCalled(name: string, x: Expr, order: number): Expr {
  const t = symbol("argument", x.shape);
  if (order > 0 && !isScalar(t)) throw new UnsupportedError("a prime of a function of a vector is not read");
  let body = fieldAt(name, t);
  for (let k = 0; k < order; k++) body = differential(body, t, number(1));
  return substitute(body, new Map([[t as Expr, x]]));
}

/** The value of f where it is applied to its usual argument. */
export function fieldAlone(setting: Setting, name: string, indices: Indices, cut: Cut): Expr | undefined {
  const argument = setting.known.letters.fields.get(name);
  return argument && fieldAt(name, setting.value(argument, indices, cut));
}

/** \nabla f(A x), \nabla^2 f(x), \nabla f: by what f is of, there. */
export function fieldGradient(
  setting: Setting,
  { of, by, operator, order }: DerivativeSyntax,
  indices: Indices,
  cut: Cut,
): Expr | undefined {
  const { fields } = setting.known.letters;
  const name = of?.kind === "call" ? of.name : of && referenceOf(of)?.key;
  if (operator !== "nabla" || by.length > 0 || name === undefined || !fields.has(name)) return undefined;
  const argument = of?.kind === "call" ? of.args[0] : fields.get(name);
  if (!argument || order > 2)
    throw new UnsupportedError("which variable the gradient is by isn't said", of!.span);
  const there = setting.value(argument, indices, cut);
  const t = symbol("argument", there.shape);
  let slope = isScalar(t) ? differential(fieldAt(name, t), t, number(1)) : gradient(fieldAt(name, t), t);
  if (order === 2) slope = isScalar(t) ? differential(slope, t, number(1)) : hessian(setting, slope, t);
  return substitute(slope, new Map([[t as Expr, there]]));
}

function hessian(setting: Setting, slope: Expr, t: Expr): Expr {
  const [n] = setting.concrete(t.shape);
  const unit = (i: number): Expr => block(Array.from({ length: n }, (_, k) => [number(k === i ? 1 : 0)]));
  return block([Array.from({ length: n }, (_, i) => differential(slope, t as never, unit(i)))]);
}

/** What a field is applied to. */
export const argumentOf = (
  part: Syntax,
  fields: ReadonlyMap<string, Syntax | undefined>,
): Syntax | undefined => {
  if (part.kind === "call") return fields.has(part.name.replace(/'+$/, "")) ? part.args[0] : undefined;
  const key = referenceOf(part)?.key;
  return key === undefined ? undefined : fields.get(key);
};
