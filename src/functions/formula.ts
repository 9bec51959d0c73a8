/**
 * Formulas of the tables in matgrad's own text, as expressions: the derivative of an element-wise function.
 *
 *     "1 - F^2" at X, F = tanh(X)  ─▶  1 − F ⊙ F, of the shape of X
 */
import { number, ones, rationalNumber, sum } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { parseRational } from "../expression/rational.ts";
import { parseExpression } from "../syntax/parse.ts";
import type { Syntax } from "../syntax/tree.ts";
import type { FunctionEntry } from "./function.ts";
import { apply, FUNCTION_NAMES, functionNamed } from "./index.ts";

const parsed = new Map<string, Syntax>();

function formulaSyntax(text: string): Syntax {
  let syntax = parsed.get(text);
  if (!syntax) {
    syntax = parseExpression(text, { functionNames: FUNCTION_NAMES });
    parsed.set(text, syntax);
  }
  return syntax;
}

type Names = Readonly<Record<string, Expr>>;
type Multiply = (factors: readonly Expr[]) => Expr;

/** f′(x), entry by entry, for an element-wise f with F = f(x). */
export function derivativeAt(entry: FunctionEntry, x: Expr, F: Expr): Expr {
  const { derivative } = entry;
  if (derivative === undefined) throw new Error(`${entry.name} has no derivative`);
  if (typeof derivative === "function") return derivative(x);
  return spread(formulaValue(formulaSyntax(derivative), { x, F }, hadamard), x);
}

/** f(−x) by F = f(x), entry by entry; undefined where the two have nothing in common. */
export const negatedAt = ({ negated }: FunctionEntry, x: Expr, F: Expr): Expr | undefined =>
  negated === undefined ? undefined : spread(formulaValue(formulaSyntax(negated), { x, F }, hadamard), x);

/** A formula of matrices, in the names that it is given. */
export const formulaAt = (text: string, names: Names): Expr =>
  formulaValue(formulaSyntax(text), names, product);

/** A scalar in the shape of x. */
const spread = (e: Expr, x: Expr): Expr => (isScalar(e) && !isScalar(x) ? product([e, ones(x.shape)]) : e);

/** `multiply`: what `*` means, a product of matrices or entry by entry. */
function formulaValue(s: Syntax, names: Names, multiply: Multiply): Expr {
  const at = (part: Syntax): Expr => formulaValue(part, names, multiply);
  switch (s.kind) {
    case "number":
      return rationalNumber(parseRational(s.text));
    case "name": {
      const value = Object.hasOwn(names, s.name) ? names[s.name] : undefined;
      if (value) return value;
      break;
    }
    case "sum": {
      const terms = s.terms.map(({ sign, term }) => product([number(sign === "-" ? -1 : 1), at(term)]));
      const whole = terms.find((t) => !isScalar(t));
      return sum(whole ? terms.map((t) => spread(t, whole)) : terms);
    }
    case "product": {
      const isEntrywise = s.factors.some(({ operator }) => operator === ".*");
      return (isEntrywise ? hadamard : multiply)(
        s.factors.map(({ operator, factor }) =>
          operator === "/" ? hadamardPower(at(factor), number(-1)) : at(factor),
        ),
      );
    }
    case "negate":
      return product([number(-1), at(s.of)]);
    case "transpose":
      return transpose(at(s.of));
    case "power":
      return hadamardPower(at(s.base), at(s.exponent));
    case "call": {
      const entry = functionNamed(s.name);
      const [argument] = s.args;
      if (entry?.arity !== 1 || !argument) break;
      return apply(entry, [at(argument)]);
    }
    default:
      break;
  }
  throw new Error(
    `a formula is made of its names, numbers and functions of one argument, not of a ${s.kind}`,
  );
}
