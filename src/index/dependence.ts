/**
 * Which expressions depend on a variable, each looked at once.
 */
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { children } from "../expression/walk.ts";

/** Which expressions depend on the variable; shared by the derivatives of one problem. */
export type Dependence = (e: Expr) => boolean;

export function dependenceOn(wrt: SymbolNode): Dependence {
  const known = new Map<Expr, boolean>([[wrt, true]]);
  return (e) => {
    const stack = [e];
    while (stack.length > 0) {
      const top = stack.at(-1) as Expr;
      const missing = children(top).filter((child) => !known.has(child));
      if (missing.length > 0) stack.push(...missing);
      else {
        if (!known.has(top))
          known.set(
            top,
            children(top).some((child) => known.get(child) === true),
          );
        stack.pop();
      }
    }
    return known.get(e) as boolean;
  };
}
