/**
 * Evaluation and numeric checks: what other stages import.
 */
export { type Check, type CheckOptions, checkAtValues, checkDerivative } from "./check.ts";
export type { DerivativeClaim, DerivativeKind } from "./claim.ts";
export type { StructureMeaning } from "./directions.ts";
export { checkEntries, type EntriesClaim } from "./entries.ts";
export { type AtSizes, areEqual, type EqualityPath, type EqualityVerdict } from "./equality.ts";
export { evaluate, type Plan, type PlanOptions, plan, type Sizes, type Values } from "./evaluate.ts";
export type { GivenSizes } from "./evaluation.ts";
export type { Witness } from "./pointwise.ts";
export { drawnValues, type Sample, type SampleHints, type SampleRequest, sampleValues } from "./sample.ts";
export { chooseSizes } from "./sizes.ts";
