/** Sentences of the framework and of the styles differential and backprop. */
export const matrix = {
  "list.separator": ", ",
  "sentence.separator": " ",

  // what is given
  "given.variables": "Given {variables}.",
  "given.definitions": "Let {definitions}",
  "given.loss":
    "A loss {loss} depends on them only through {root}; let {cotangent} stand for {derivative}, which is known.",
  "given.structure.symmetric": "{what} is symmetric.",
  "given.structure.antisymmetric": "{what} is antisymmetric.",
  "given.structure.diagonal": "{what} is diagonal.",
  "given.structure.lower": "{what} is lower triangular.",
  "given.structure.upper": "{what} is upper triangular.",
  "given.structure.orthogonal": "{what} is orthogonal.",
  "given.structure.spd": "{what} is symmetric and positive definite.",
  "given.structure.positive": "{what} is positive.",
  "given.function.entrywise": "The function {what} acts on each entry by itself.",
  "given.layout.shape": "Every gradient below has the shape of its variable.",
  "given.layout.denominator":
    "Results are in denominator layout: a gradient has the shape of its variable, and a Jacobian is transposed.",
  "given.layout.numerator":
    "In the steps every gradient has the shape of its variable; the results are in numerator layout, which transposes it.",
  "assumed.row": "The vector {what} is added to every row.",
  "assumed.column": "The vector {what} is added to every column.",
  "assumed.entry": "The scalar {what} is added to every entry.",

  // what was checked
  "closing.lines":
    "Checked: each line against the one before, {equations} equalities at {samples} sets of sizes and values, largest relative error {error}.",
  "closing.derivatives":
    "{count} derivatives against numerical differences, largest relative error {error}.",
} as const;
