/**
 * The element-wise path: what other stages import.
 */

export {
  type IndexDerivative,
  type IndexKind,
  type IndexProblem,
  type IndexStage,
  type IndexStep,
  indexDerivative,
} from "./derivative.ts";
export { entryFormula } from "./entries.ts";
export {
  type HigherDerivative,
  type HigherProblem,
  type HigherStage,
  higherDerivative,
  requireOrder,
} from "./higher.ts";
export { withoutIndexSums } from "./matrixForm.ts";
export type { ContractionRule } from "./terms/contract.ts";
export { entryAt, type IndexNames, indexNames } from "./terms/indices.ts";
