/** Sentences of the styles elementwise, index and perturbation. */
export const entries = {
  "entries.title.product": "Entry by entry, for {sizes}",
  "entries.title.written": "Entry by entry",
  "entries.title.target": "The gradient {gradient}",
  "entries.title.general": "In general",
  "entries.title.index": "{gradient} in index notation",
  "entries.matrices": "With every entry named:",
  "entries.naming.transposed":
    "The names of the entries of {matrix} have the column first: {entry} stands in row {row} and column {column}.",
  "entries.naming.origin": "The names of the entries of {matrix} start at {entry}.",
  "entries.naming.skipped":
    "The letters {letters} are not used for entries, as they mean something else or stand for indices.",
  "entries.stage": "Written out, {definition} reads",
  "entries.stage.new": "Let {definition} have a name of its own. Written out,",
  "entries.symmetry": "By symmetry, {equal}.",
  "entries.oneByOne": "or, entry by entry,",
  "entries.known": "The derivatives of {loss} with respect to the entries of {output} are known.",
  "entries.wanted": "Wanted: {wanted}.",
  "entries.independent": "{loss} does not depend on {variable}.",
  "entries.direct": "{entry} occurs in {loss} itself, and the derivative is read off:",
  "entries.direct.all": "The entries of {variable} occur in {loss} itself, and the derivatives are read off.",
  "entries.occurs":
    "{entry} occurs only in {outputs}, with the factors {factors} (the partial derivatives, in this order). The loss depends on it along each of these branches, and the chain rule adds them:",
  "entries.occurs.unit":
    "{entry} occurs only in {outputs}, each time with the factor 1. The chain rule adds these branches:",
  "entries.occurs.once":
    "{entry} occurs only in {outputs}, with {factors}. There is only one branch, and the chain rule gives",
  "entries.occurs.once.unit": "{entry} occurs only in {outputs}, with the factor 1. The chain rule gives",
  "entries.occurs.direct": "{entry} occurs in {loss} directly, which gives a term.",
  "entries.everyRow":
    "{variable} is replicated, so that each of its entries is added in several places: hence the sum.",
  "entries.likewise": "In the same way for the others:",
  "entries.likewise.unshown": "The other entries follow in the same way.",
  "entries.collected": "Collected in the shape of {variable},",
  "entries.collected.scalar": "In matrix form this is",
  "entries.recognised": "Collected in the shape of {variable}, they are a product of matrices:",
  "entries.named": "This gradient is called {name} from here on, and its entries {entry} and so on.",
  "entries.putIn": "With what {bars} stands for, this is",
  "entries.general.formula": "For any sizes, an entry is",
  "entries.general.chain": "From {derivative} the chain rule, summed over all entries of {output}, gives",
  "entries.general.chain.once": "From {derivative} the chain rule gives",
  "entries.general.dots": "Written out for any sizes,",
  "entries.general.single":
    "With respect to a single entry the derivative is a matrix; with {single}, which has a 1 in that place and 0 elsewhere,",
  "entries.general.tensor":
    "Note that the derivative of {output} with respect to {variable} is not itself a matrix of any of these shapes: it has four indices, {entry}, or is {kronecker} when columns are stacked.",
  "entries.general.tensor.three":
    "Note that the derivative of {output} with respect to {variable} is not itself a matrix: it has three indices, {entry}, or is {kronecker} when columns are stacked.",
  "entries.general.trace": "The trace gives the same in one line:",
  "entries.general.holds": "No step depended on the sizes, so the matrix forms hold in general.",
  "entries.perturb.change":
    "Change {entry} by a small amount {step}. Then {output} becomes its old value plus a change:",
  "entries.perturb.changeAlso": "{output} changes as well:",
  "entries.perturb.order": "Terms of higher order in {step} are left out.",
  "entries.perturb.limit": "Only {outputs} changed. The change divided by {step}, as {step} tends to 0, is",
  "entries.perturb.chain":
    "These are the partial derivatives {partials}. The loss depends on each of these outputs, and the chain rule adds their parts:",
  "entries.perturb.chain.once": "So {partials}, and the chain rule gives",
  "entries.perturb.direct": "The change divided by {step}, as {step} tends to 0, is the derivative:",
  "entries.general.usual":
    "In general formulas {entry} is the entry in row {row} and column {column}, counted from 1.",
  "entries.title.samples": "As sums over the samples {index}",
  "entries.samples.row": "Each row is a sample. For the sample {index}, with the definitions put in,",
  "entries.samples.row.flat":
    "Each row is a sample. For the sample {index}, with the definitions put in and multiplied out,",
  "entries.samples.partials":
    "Its derivatives with respect to the entries of {variable}, in the shape of {variable}:",
  "entries.samples.each":
    "The chain rule, with the weight {weight} for each sample, makes every partial derivative of {loss} a sum over the samples:",
  "entries.index.let": "Let the intermediate quantities have names:",
  "entries.index.entry": "In index notation, {definition} reads",
  "entries.index.differentiate":
    "Differentiate with respect to an arbitrary entry {entry}; each occurrence of {variable} leaves Kronecker deltas:",
  "entries.index.differentiate.plain":
    "Differentiate with respect to an arbitrary entry {entry} of {variable}:",
  "entries.index.atom":
    "Differentiate the equation that defines it, {definition}, with respect to an arbitrary entry {entry}, and solve for the derivative:",
  "entries.index.contract": "Contract, one delta or one sum at a time:",
  "entries.index.delta": "the delta sets {removed} to {replacement}",
  "entries.index.constantDelta": "the value of the delta",
  "entries.index.split": "{removed} read as a row and a column",
  "entries.index.count": "nothing depends on {removed}: the sum counts",
  "entries.index.direct":
    "{loss} also contains {variable} itself, which, differentiated with respect to {entry}, contributes",
  "entries.index.contracted": "The parts are added.",
  "entries.index.chain":
    "The loss depends on {variable} through all entries of {output}; the chain rule sums over them, with the weights {weight}:",
  "entries.index.chain.once":
    "The loss depends on {variable} through {output}; the chain rule multiplies with {weight}:",
  "entries.index.matrix":
    "A sum over an index that two factors share is a product of matrices, so this is an entry of {form}:",
  "entries.index.entryOf": "This is an entry of {form}:",
} as const;
