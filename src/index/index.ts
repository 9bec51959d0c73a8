/**
 * The element-wise path: what other stages import.
 */
export type { ContractionRule } from "./contract.ts";
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
export { entryAt, type IndexNames, indexNames } from "./indices.ts";
export { withoutIndexSums } from "./matrixForm.ts";
