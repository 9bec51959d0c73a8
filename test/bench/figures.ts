/**
 * What docs/performance.json holds: each part with the machine it was measured on, so that a part can be measured
 * again without the others.
 */
import type { GradientRow } from "./gradients.ts";
import type { Machine } from "./machine.ts";
import type { NativeRuns } from "./nativeRuns.ts";
import type { Measured } from "./products/page.ts";

interface Part {
  readonly machine: Machine;
}

export interface Figures {
  readonly products?: Part & { readonly rounds: number; readonly rows: readonly Measured[] };
  readonly native?: Part & NativeRuns;
  readonly gradients?: Part & { readonly rounds: number; readonly rows: readonly GradientRow[] };
}

/** Of ratios. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((total, x) => total + Math.log(x), 0) / values.length);
