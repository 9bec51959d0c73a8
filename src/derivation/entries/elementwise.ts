/**
 * The element-wise style: the chain rule for one entry after the other, the entries collected into a matrix and
 * recognised as a product.
 *
 *     Y = X W  ─▶  ∂L/∂w_11 = g_11 x_11 + g_21 x_21, …, ∂L/∂W = Xᵀ G
 */
import { forEachEntry } from "./entrySteps.ts";
import { entryStyle } from "./entryStyle.ts";
import { samplesSection } from "./samples.ts";

export const elementwise = entryStyle("elementwise", ({ setup, written, pieces, options }) => ({
  steps: (of) => forEachEntry(of, written, pieces, options),
  more: options.detail === "low" ? [] : samplesSection(setup, written),
  detail: options.detail,
}));
