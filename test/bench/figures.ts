/**
 * What docs/performance.json holds: each part with the machine it was measured on, so that a part can be measured
 * again without the others; what was measured on another processor is kept beside it.
 */
import type { GradientRow } from "./gradients.ts";
import type { Machine } from "./machine.ts";
import type { NativeRuns } from "./nativeRuns.ts";
import type { Measured } from "./products/page.ts";

interface Part {
  readonly machine: Machine;
}

interface Parts {
  readonly products?: Part & { readonly rounds: number; readonly rows: readonly Measured[] };
  readonly native?: Part & NativeRuns;
  readonly gradients?: Part & { readonly rounds: number; readonly rows: readonly GradientRow[] };
}

export interface Figures extends Parts {
  /** The last figures of each other processor. */
  readonly elsewhere?: readonly Parts[];
}

export type PartName = keyof Parts;

const isSameMachine = (a: Machine, b: Machine): boolean =>
  a.processor === b.processor && a.core === b.core && a.native === b.native;

/** With a part measured anew: the figures of the machine that it was measured on before stay if that is another. */
export function withPart(figures: Figures, name: PartName, part: Part): Figures {
  const before = figures[name];
  const others = (figures.elsewhere ?? []).map((other) =>
    other[name] && isSameMachine(other[name].machine, part.machine) ? { ...other, [name]: undefined } : other,
  );
  if (!before || isSameMachine(before.machine, part.machine)) {
    return { ...figures, [name]: part, elsewhere: others.filter(hasParts) };
  }
  const at = others.findIndex((other) =>
    partsOf(other).some((p) => isSameMachine(p.machine, before.machine)),
  );
  const kept =
    at < 0
      ? [...others, { [name]: before }]
      : others.map((other, i) => (i === at ? { ...other, [name]: before } : other));
  return { ...figures, [name]: part, elsewhere: kept.filter(hasParts) };
}

/** The parts that were measured. */
export const partsOf = ({ gradients, products, native }: Parts): Part[] =>
  [gradients, products, native].filter((part) => part !== undefined);

const hasParts = (parts: Parts): boolean => partsOf(parts).length > 0;

/** Of ratios. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((total, x) => total + Math.log(x), 0) / values.length);
