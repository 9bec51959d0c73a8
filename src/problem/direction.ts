/**
 * The direction of a derivative along one: its name, its symbol, and the structure it has.
 *
 *     d(XᵀAX) along dX        ∇²f V for a matrix variable, ∇²f v for a vector
 */
import { ShapeError, UnknownNameError, UnsupportedError } from "../errors.ts";
import { symbol } from "../expression/build.ts";
import { isScalar, isVector, type SymbolNode, shapeText } from "../expression/expr.ts";
import { isOfSquares, STRUCTURES } from "../structures.ts";
import { isName } from "../syntax/tokens.ts";
import type { Kind, Question } from "./problem.ts";

export const isAlong = (kind: Kind): kind is "jvp" | "hvp" => kind === "jvp" || kind === "hvp";

export const orderAlong = (kind: "jvp" | "hvp"): 1 | 2 => (kind === "hvp" ? 2 : 1);

/** dX for a differential; else the first letter of the right kind that the problem has not. */
export function usualDirection(
  kind: Kind,
  wrt: SymbolNode,
  taken: { readonly has: (name: string) => boolean },
): string {
  const isSmall = isVector(wrt) || isScalar(wrt);
  const own = `d${wrt.name}`;
  const letters = isSmall ? ["v", "u", "p", own] : ["V", "U", "P", own];
  return kind === "jvp" ? own : (letters.find((name) => !taken.has(name)) ?? own);
}

/**
 * Of the shape of the variable, without structure.
 * @throws ShapeError where the problem has a variable of that name and another shape
 */
export function directionNamed(
  name: string,
  wrt: SymbolNode,
  variables: ReadonlyMap<string, SymbolNode>,
): SymbolNode {
  if (!isName(name)) throw new UnknownNameError(`'${name}' is no name for a direction`);
  const declared = variables.get(name);
  if (declared && declared.shape !== wrt.shape) {
    const facts = `${shapeText(declared.shape)}, and ${wrt.name} is ${shapeText(wrt.shape)}`;
    throw new ShapeError(`the direction ${name} is ${facts}: the two must be equal`);
  }
  return symbol(name, wrt.shape);
}

/**
 * The direction with the structure of what is tangent to the variable's.
 * @throws UnsupportedError for the Hessian within the orthogonal matrices, which are curved
 */
export function directionWithin({
  direction,
  structured,
  structure,
  kind,
}: Pick<Question, "direction" | "structured" | "structure" | "kind">): SymbolNode | undefined {
  const own = structured?.structure;
  if (!direction || !structure || !isOfSquares(own)) return direction;
  const { values, implies = own } = STRUCTURES[own];
  if (values === "orthonormal") {
    if (kind === "jvp") return direction;
    throw new UnsupportedError("not supported: the Hessian within the orthogonal matrices");
  }
  return symbol(direction.name, direction.shape, implies);
}
