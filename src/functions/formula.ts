/**
 * The derivative column of an element-wise function, as an expression at a given argument.
 *
 *     "1 - F^2" at X, F = tanh(X)  ─▶  1 − F ⊙ F, of the shape of X
 */
import { call, number, ones, rationalNumber, sum } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import { product } from "../expression/product.ts";
import { parseRational } from "../expression/rational.ts";
import { parseExpression } from "../syntax/parse.ts";
import type { Syntax } from "../syntax/tree.ts";
import type { FunctionEntry } from "./function.ts";
import { FUNCTION_NAMES, functionNamed } from "./index.ts";

const parsed = new Map<string, Syntax>();

function formulaSyntax(text: string): Syntax {
  let syntax = parsed.get(text);
  if (!syntax) {
    syntax = parseExpression(text, { functionNames: FUNCTION_NAMES });
    parsed.set(text, syntax);
  }
  return syntax;
}

/** f′(x), entry by entry, for an element-wise f with F = f(x). */
export function derivativeAt(entry: FunctionEntry, x: Expr, F: Expr): Expr {
  const { derivative } = entry;
  if (derivative === undefined) throw new Error(`${entry.name} has no derivative`);
  if (typeof derivative === "function") return derivative(x);
  return spread(entrywise(formulaSyntax(derivative), x, F), x);
}

/** A scalar in the shape of x. */
const spread = (e: Expr, x: Expr): Expr => (isScalar(e) && !isScalar(x) ? product([e, ones(x.shape)]) : e);

function entrywise(s: Syntax, x: Expr, F: Expr): Expr {
  const at = (part: Syntax): Expr => entrywise(part, x, F);
  switch (s.kind) {
    case "number":
      return rationalNumber(parseRational(s.text));
    case "name":
      if (s.name === "x") return x;
      if (s.name === "F") return F;
      break;
    case "sum": {
      const terms = s.terms.map(({ sign, term }) => product([number(sign === "-" ? -1 : 1), at(term)]));
      return sum(terms.every(isScalar) ? terms : terms.map((t) => spread(t, x)));
    }
    case "product":
      return hadamard(
        s.factors.map(({ operator, factor }) =>
          operator === "/" ? hadamardPower(at(factor), number(-1)) : at(factor),
        ),
      );
    case "negate":
      return product([number(-1), at(s.of)]);
    case "power":
      return hadamardPower(at(s.base), at(s.exponent));
    case "call": {
      const entry = functionNamed(s.name);
      const [argument] = s.args;
      if (!entry?.elementwise || !argument) break;
      const value = at(argument);
      return entry.normal?.([value], []) ?? call(entry, [value], [], value.shape);
    }
    default:
      break;
  }
  throw new Error(
    `a derivative formula is made of x, F, numbers and element-wise functions, not of a ${s.kind}`,
  );
}
