/**
 * Evaluation and numeric checks: what other stages import.
 */

export type { StructureMeaning } from "./sample/directions.ts";
export {
  drawnValues,
  type Sample,
  type SampleHints,
  type SampleRequest,
  sampleValues,
} from "./sample/sample.ts";
export { chooseSizes } from "./sample/sizes.ts";
export { evaluate, type Plan, type PlanOptions, plan, type Sizes, type Values } from "./values/evaluate.ts";
export { sizeOfTerms } from "./verdict/cancellation.ts";
export { type Check, type CheckOptions, checkAtValues, checkDerivative } from "./verdict/check.ts";
export type { DerivativeClaim, DerivativeKind } from "./verdict/claim.ts";
export { checkEntries, type EntriesClaim } from "./verdict/entries.ts";
export { type AtSizes, areEqual, type EqualityPath, type EqualityVerdict } from "./verdict/equality.ts";
export type { GivenSizes } from "./verdict/evaluation.ts";
export { gapBetween } from "./verdict/gap.ts";
export type { Witness } from "./verdict/pointwise.ts";
