/**
 * The symbol of a derivative by one entry after the other.
 *
 *     f by x_i, x_j, x_k  ─▶  ∂³f/∂x_i∂x_j∂x_k
 */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (n: number): string => [...String(n)].map((digit) => RAISED[Number(digit)]).join("");

export function mixedLatex(of: string, by: readonly string[]): string {
  const order = by.length > 1 ? `^{${by.length}}` : "";
  return `\\frac{\\partial${order} ${of}}{${by.map((x) => `\\partial ${x}`).join("\\,")}}`;
}

export const mixedUnicode = (of: string, by: readonly string[]): string =>
  `∂${by.length > 1 ? raised(by.length) : ""}${of}/${by.map((x) => `∂${x}`).join("")}`;

export const mixedText = (of: string, by: readonly string[]): string =>
  `d${by.length > 1 ? `^${by.length}` : ""} ${of} / (${by.map((x) => `d ${x}`).join(" ")})`;
