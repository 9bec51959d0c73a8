/**
 * A claimed differential: the derivative along x + t h by t.
 *
 *     d Σ x_i² = 2 Σ x_i dx_i  ─▶  Σ (x + t h)_i² by t, claim 2 Σ (x + t h)_i h_i
 */

import { number, sum, symbol } from "../../expression/build.ts";
import { type Expr, SCALAR } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { substitute } from "../../expression/walk.ts";
import { simplify } from "../../simplify/simplify.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { ClaimContext } from "../claim/claimText.ts";
import { type Judgement, judge } from "../claim/judge.ts";
import type { Posed } from "./pose.ts";
import { replaced } from "./reading/parts.ts";

/** The parameter along the line; no name in LaTeX is spelled so. */
const PARAMETER = "t_along";

export function judgeDifferential(
  side: Syntax,
  { question, context, options, print }: Posed,
  direction: string,
  text: string,
): Judgement {
  const { wrt, value } = question;
  const t = symbol(PARAMETER, SCALAR);
  const h = symbol(direction, wrt.shape);
  const along: Expr = sum([wrt, product([t, h])]);
  const moving = substitute(value, new Map([[wrt, along]]));
  const types = new Map(context.types)
    .set(PARAMETER, { kind: "variable", shape: SCALAR, structure: undefined })
    .set(direction, { kind: "variable", shape: wrt.shape, structure: undefined });
  const moved: ClaimContext = { ...context, types };
  const syntax = replaced(side, wrt.name, (part) => lineThrough(part, direction));
  return judge({
    question: { value: moving, wrt: t, kind: "scalar-wrt", order: 1 },
    context: moved,
    claim: { text, syntax },
    options,
    print: (derivative) => print(simplify(substitute(derivative, new Map([[t, number(0)]])))),
  });
}

/** x + t h */
function lineThrough(x: Syntax, direction: string): Syntax {
  const { span } = x;
  const name = (text: string): Syntax => ({ kind: "name", name: text, span });
  const factors = [PARAMETER, direction].map((text) => ({ operator: "*" as const, factor: name(text) }));
  return {
    kind: "sum",
    terms: [
      { sign: "+", term: x },
      { sign: "+", term: { kind: "product", factors, span } },
    ],
    span,
  };
}
