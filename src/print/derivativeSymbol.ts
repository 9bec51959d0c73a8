/**
 * The symbol of a derivative, as derivations write it.
 *
 *     derivativeSymbol("L", W)  ─▶  \frac{\partial L}{\partial W}   or   \nabla_W L   or   \mathrm{D}L(W)
 */
import { isVector, type SymbolNode } from "../expression/expr.ts";
import { symbolLatex, transposeLatex } from "./latex.ts";
import { nameLatex, nameUnicode } from "./names.ts";
import { DEFAULT_NOTATION, type Notation } from "./notation.ts";

/**
 * ∂f/∂X in LaTeX. An undefined name is the notation's own (`function`; nothing for "none"); `order` 2 and
 * more are repeated derivatives by the same variable, with ∂x ∂xᵀ below for the Hessian by a vector.
 */
export function derivativeSymbol(
  name: string | undefined,
  by: SymbolNode,
  notation: Notation = DEFAULT_NOTATION,
  order = 1,
): string {
  const given = name ?? (notation.function === "none" ? "" : notation.function);
  const f = given === "" ? "" : nameLatex(given);
  const x = symbolLatex(by, notation);
  const power = order === 1 ? "" : `^{${order}}`;
  const d = notation.d === "upright" ? "\\mathrm{d}" : "d";
  switch (notation.derivative) {
    case "fraction": {
      const top = f === "" ? `\\partial${power}` : `\\partial${power} ${f}`;
      const again =
        isVector(by) && order === 2 ? `\\partial ${x}\\,\\partial ${transposeLatex(x, notation)}` : "";
      const bottom = again || `\\partial ${order === 1 || !/[_^]/.test(x) ? x : `(${x})`}${power}`;
      return `\\frac{${top}}{${bottom}}`;
    }
    case "nabla":
      return `\\nabla_{${x}}${power}${f === "" ? "" : ` ${f}`}`;
    case "operator":
      return f === "" ? `\\mathrm{D}${power}` : `\\mathrm{D}${power} ${f}(${x})`;
    case "differential":
      return `${d}${power} ${f === "" ? x : f}`;
  }
}

/** ∂f/∂X in Unicode. */
export function derivativeSymbolUnicode(name: string | undefined, by: SymbolNode): string {
  return `∂${name === undefined ? "f" : nameUnicode(name)}/∂${nameUnicode(by.name)}`;
}
