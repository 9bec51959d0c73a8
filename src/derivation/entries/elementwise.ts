/**
 * The element-wise style: the chain rule for one entry after the other, the entries collected into a matrix and
 * recognised as a product.
 *
 *     Y = X W  ─▶  ∂L/∂w_11 = g_11 x_11 + g_21 x_21, …, ∂L/∂W = Xᵀ G
 */
import { forEachEntry } from "./entrySteps.ts";
import { entryStyle } from "./entryStyle.ts";
import { samplesSection } from "./samples.ts";

export const elementwise = entryStyle("elementwise", ({ setup, written, pieces, options }) => {
  const more = options.detail === "low" ? [] : samplesSection(setup, written, options);
  return {
    steps: (of) => forEachEntry(of, written, pieces, options),
    more,
    // sums over all samples are general already
    detail: options.detail === "normal" && more.length > 0 ? "low" : options.detail,
  };
});
