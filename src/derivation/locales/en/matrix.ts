/** Sentences of the framework and of the styles differential and backprop. */
export const matrix = {
  "list.separator": ", ",
  "list.pair": " and ",
  "list.last": " and ",
  "sentence.separator": " ",

  // what is given
  "given.variables": "Given {variables}.",
  "given.definitions": "Let {definitions}",
  "given.loss":
    "A loss {loss} depends on them only through {root}; let {cotangent} stand for {derivative}, which is known.",
  "given.function.entrywise": "The function {what} acts on each entry by itself.",
  "given.direction": "{by} moves in the direction {what}, of its own shape.",
  "given.equation": "It is known that {equation}.",
  "given.layout.shape": "Every gradient below has the shape of its variable.",
  "given.layout.jacobian":
    "A Jacobian has one row for each entry of the value and one column for each entry of the variable.",
  "given.layout.scalar": "A derivative with respect to a scalar has the shape of the value.",
  "given.layout.denominator":
    "Results are in denominator layout: a gradient has the shape of its variable, and a Jacobian is transposed.",
  "given.layout.numerator":
    "In the steps every gradient has the shape of its variable; the results are in numerator layout, which transposes it.",
  "read.number": "{name} is the number {is}.",
  "read.spelling": "{name} is {is}.",
  "read.ones": "The 1 in {where} is the vector of ones.",
  "read.name": "{name} is read as one name.",
  "read.entries": "{where} is read entry by entry, and not as a determinant.",
  "read.samples": "{where} is read as a vector, a row of the matrix {name}.",
  "read.rows": "{name} of a matrix acts on each row.",
  "read.scalar": "{name} is read as a scalar.",
  "read.vector": "{name} is read as a vector.",
  "read.matrix": "{name} is read as a matrix.",
  "assumed.row.several": "The vectors {what} are repeated in every row.",
  "assumed.column.several": "The vectors {what} are repeated in every column.",
  "assumed.entry.several": "The scalars {what} are repeated in every entry.",
  "assumed.row": "The vector {what} is repeated in every row.",
  "assumed.column": "The vector {what} is repeated in every column.",
  "assumed.entry": "The scalar {what} is repeated in every entry.",

  // rules of differentiation, in the margin
  "rule.squaredNorm": "differential of a squared norm",
  "rule.quotient": "quotient rule",
  "rule.product": "product rule",
  "rule.hadamard": "product rule for each entry",
  "rule.power": "differential of a power",
  "rule.entrywise": "entry by entry",
  "rule.call": "differential of {call}",
  "rule.standardised": "quotient rule, as {fact}",
  "rule.scaled": "quotient rule",
  "rule.two": "{first}, {second}",
  "step.only": "Reason: {reason}.",
  "step.turn": "In turn: {reason}.",
  "step.first": "First step: {reason}.",
  "step.last": "Last step: {reason}.",
  "step.number": "Step {number}: {reason}.",
  "step.line": "Line {number}: {reason}.",
  "reason.cotangent": "definition of {cotangent}",
  "reason.inside": "{line}",
  "reason.putIn": "{line}",
  "reason.changes": "{changes}",
  "reason.insideBy": "{line} ({rule})",
  "reason.collected": "collected",
  "reason.cyclic": "cyclic property of the trace",
  "reason.transpose": "a matrix and its transpose have one trace",
  "reason.hadamard": "the Hadamard factor moved across the inner product",
  "reason.adjoint": "the adjoint of the linear map",
  "reason.stacked": "columns stacked",
  "reason.sum": "the sum of the entries of a Hadamard product is a trace",
  "reason.scalarTranspose": "a scalar is its own transpose",
  "reason.ownTrace": "a scalar is its own trace (cyclic property)",
  "reason.diagonal": "an entry-by-entry factor is a diagonal matrix",

  // the style differential
  "names.let": "Let {names}.",
  "names.symmetric": "{what} is symmetric.",
  "names.symmetric.several": "{what} are symmetric.",
  said: "{line}",
  "result.where": "Here {names}.",
  "gradient.read.symmetric": "The factor of the differential is symmetric, so it is the gradient:",
  "gradient.readEach.symmetric":
    "The factor of each differential is the gradient with respect to its variable; where the variable is symmetric, so is its factor:",
  "rows.names": "Write {names}.",
  "rows.entrywise": "Entry by entry, {changes}.",
  "lemma.parts": "Inside {what}, {changes}.",
  "rows.begin": "From the last value to the first:",
  "rows.gives": "so {names}",
  "given.since": "As {equation}, {line}.",
  "folded.likewise": "In the same way, {lines}.",
  "folded.others": "{gradients} follows in the same way.",
  "folded.others.several": "{gradients} follow in the same way.",
  "folded.rest": "The others follow in the same way.",
  "chain.tail": "Here {changes}.",
  "reading.results": "{results}.",
  "stationary.zero": "{gradient} vanishes at {point} where {equation}.",
  "stationary.where": "{gradient} vanishes where {equation}.",
  "stationary.multiplier": "Multiplied by {row}, with {constraint}, this gives {equation}.",
  "stationary.jointTitle": "Together",
  "stationary.joint": "All gradients vanish at {points}.",
  "stationary.at": "{gradient} vanishes at one point only, {solution}.",
  "stationary.solve": "Where {matrix} is invertible, this has one solution, {solution}.",
  "stationary.definite": "As {matrix} is positive definite, this has one solution, {solution}.",
  "stationary.minimum":
    "As {matrix} is positive definite, this has one solution, {solution}, which is the minimum.",
  "stationary.maximum":
    "As {matrix} is positive definite, this has one solution, {solution}, which is the maximum.",
  "stationary.eigen":
    "{gradient} vanishes where {equation}, that is where {vector} is an eigenvector of {matrix} with the eigenvalue {value}.",
  "stationary.generalised": "{gradient} vanishes where {equation}, a generalised eigenproblem.",
  "stationary.constraint": "{gradient} vanishes where {equation}, the constraint.",
  "differential.begin": "The differential, from the outside in:",
  "gradient.read": "The factor of the differential is the gradient:",
  "gradient.readEach": "The factor of each differential is the gradient with respect to its variable:",
  "jacobian.read": "The matrix before the differential is the Jacobian:",
  "jacobian.readEach": "The matrix before each differential is the Jacobian with respect to its variable:",
  "stationary.title": "The stationary point in {by}",
  "along.title": "The differential of the gradient with respect to {by}",
  "along.read": "Without the names that were introduced:",
  "hessian.title": "The second derivative with respect to {by}",
  "hessian.cross": "The second derivative with respect to {by} and {across}",
  "hessian.again": "The differential of the gradient, with the same differentials inside:",
  "hessian.begin": "The differential of the gradient:",
  "hessian.read": "The matrix before the differential is the Hessian:",

  // the style backprop
  "backprop.forwardTitle": "Forward",
  "backprop.forward": "The values, in the order in which they are computed:",
  "backprop.backwardTitle": "Backward",
  "backprop.backward":
    "A bar marks the derivative of the loss with respect to a value. From the last value back to the first:",
  "backprop.branches": "{what} is used more than once; its branches add:",
  "backprop.direct": "The derivative of the loss is handed on to each factor and term:",
  "adjoint.sum": "a term of a sum",
  "adjoint.left": "left factor: times the transposed right one",
  "adjoint.right": "right factor: the transposed left one times it",
  "adjoint.middle": "between two factors: both transposed",
  "adjoint.left.turned": "transposed left factor: the right one times it, transposed",
  "adjoint.right.turned": "transposed right factor: it, transposed, times the left one",
  "adjoint.middle.turned": "transposed between two factors: both change sides, and it is transposed",
  "adjoint.replicated": "{what} is replicated, hence summed over its copies",
  "adjoint.hadamard": "entry by entry: times the other factor",
  "adjoint.entrywise": "{call} entry by entry",
  "adjoint.linear": "adjoint of {call}",
  "adjoint.call": "adjoint of the differential of {call}",
  "adjoint.stage": "from {stage}",
  "adjoint.branches": "the branches through {places} add",

  // derivatives that are 0
  "zero.absent":
    "{variable} does not occur in {value}, which is therefore the same for every {variable}; its derivative is 0.",
  "zero.vanishes":
    "All that is written with {variable} in {value} cancels, so that {value} is the same for every {variable}; its derivative is 0.",
  "zero.constant": "{value} is the same for every {variable}, so that its derivative is 0:",
  "zero.cancels":
    "The terms of the differential of {value} cancel, so that the derivative with respect to {variable} is 0:",

  // one answer in every style
  "style.instead":
    "The style {asked} does not treat this ({reason}); the style {style} does, and this is it.",
  "closed.form": "The same in closed form:",
  "detail.shapes": "Among the names above, {what}.",
  "detail.writtenOut": "Written out in the variables alone:",
  "kink.zero": "{call} has no derivative where an entry of {what} is 0; {value} is taken for it there.",
  "kink.equal":
    "{call} has no derivative where an entry of {what} equals that of {other}; there the derivative with respect to the first is taken to be {value}.",
  "structure.within": "The derivative with respect to {what} is taken within the matrices of its structure.",
  "structure.kept":
    "{what} is symmetric, and so is the gradient with respect to it, which therefore is the gradient within the symmetric matrices.",
  "structure.independent":
    "{what} has entries that depend on one another, and above all were free. With {named}, its independent entries have the derivative",

  // variables with a structure

  // what must hold
  "condition.invertible": "{what} must be invertible.",
  "condition.positive": "{what} must be positive.",
  "condition.nonzero": "{what} must not be 0.",
  "condition.nonzero-entries": "{what} must have no entry 0.",
  "condition.unit": "The entries of {what} must lie between -1 and 1.",
  "condition.positive-definite": "{what} must be symmetric and positive definite.",
  "condition.simple-eigenvalues": "{what} must be symmetric with simple eigenvalues.",
  "condition.simple-singular-values": "{what} must have simple singular values.",
  "condition.constant-rank": "{what} must keep its rank nearby.",
  "condition.full-rank": "{what} must have full rank.",
  "condition.full-column-rank": "{what} must have full column rank.",
  "condition.full-row-rank": "{what} must have full row rank.",
  "condition.single-largest": "{what} must have one largest entry.",
  "condition.single-smallest": "{what} must have one smallest entry.",
  "condition.single-peak": "{what} must have one entry of largest modulus.",

  // what was checked
  "closing.lines":
    "Checked: each line against the one before (equalities: {equations}; sets of sizes and values: {samples}; largest relative error: {error}).",
  "closing.derivatives":
    "Derivatives against numerical differences (number: {count}; largest relative error: {error}).",
} as const;
