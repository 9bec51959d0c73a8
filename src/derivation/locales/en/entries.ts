/** Sentences of the styles elementwise, index and perturbation. */
export const entries = {
  "entries.title.product": "Entry by entry, for {sizes}",
  "entries.title.target": "The gradient {gradient}",
  "entries.title.general": "In general",
  "entries.title.index": "{gradient} in index notation",
  "entries.matrices": "With all entries written out, the matrices are",
  "entries.naming.transposed":
    "The entries of {matrix} are named with the column first: {entry} is the entry in row 1 and column 2 of {matrix} as printed.",
  "entries.naming.origin": "The entries of {matrix} are counted from 0 where they belong to the bias.",
  "entries.naming.skipped": "The letters {letters} are left out, since they already have a meaning.",
  "entries.stage": "Written out, {definition} reads",
  "entries.stage.new": "Give the inner part a name, {definition}; written out,",
  "entries.oneByOne": "that is, entry by entry,",
  "entries.known": "The derivatives of {loss} by the entries of {output} are known.",
  "entries.wanted": "Wanted: {wanted}.",
  "entries.independent": "{loss} does not depend on {variable}.",
  "entries.direct": "{entry} occurs in {loss} itself, and its derivative is read off:",
  "entries.occurs":
    "{entry} occurs in {outputs} and nowhere else, with {factors}. A change of it reaches the loss along each of these branches, and the chain rule adds them:",
  "entries.occurs.unit":
    "{entry} occurs in {outputs} and nowhere else, each time with the factor 1. The chain rule adds these branches:",
  "entries.occurs.once":
    "{entry} occurs in {outputs} and nowhere else, with {factors}. There is one branch, and the chain rule gives",
  "entries.occurs.once.unit":
    "{entry} occurs in {outputs} and nowhere else, with the factor 1. The chain rule gives",
  "entries.occurs.direct": "{entry} also occurs in {loss} directly, which adds one more term.",
  "entries.everyRow": "(Each entry of {variable} is added in every row or column alike, hence a sum over them.)",
  "entries.likewise": "In the same way for the others:",
  "entries.likewise.unshown": "The other entries follow in the same way.",
  "entries.collected": "Collected in the shape of {variable},",
  "entries.collected.scalar": "In matrix form this is",
  "entries.recognised": "Collected in the shape of {variable}, and recognised as a product of matrices,",
  "entries.named": "(from here on {name}, with entries {entry}, …)",
  "entries.general.formula": "For any sizes, an entry is",
  "entries.general.chain": "Hence {derivative}, and the chain rule, summed over all entries, gives",
  "entries.general.dots": "Written out with all rows and columns,",
  "entries.general.single":
    "By one entry alone, the derivative is a matrix; with the single-entry matrix {single} (a 1 in that place, 0 elsewhere),",
  "entries.general.tensor":
    "The derivative of {output} by {variable} as a whole is no matrix: it has four indices and the entries {entry}, or, with the columns stacked, it is the matrix {kronecker}.",
  "entries.general.trace": "The same in one line, with the trace:",
  "entries.general.holds": "Nothing in the argument depended on the sizes: the matrix forms hold for all of them.",
  "entries.perturb.change": "Change {entry} by a small amount {step}. Then {output} is the old value and a change:",
  "entries.perturb.changeAlso": "{output} changes too:",
  "entries.perturb.order": "(up to terms of order {step} squared)",
  "entries.perturb.limit": "Only {outputs} moved. The change divided by {step}, as {step} tends to 0, is",
  "entries.perturb.chain":
    "So {partials}. The loss moves with each of these outputs, and the chain rule adds their parts:",
  "entries.perturb.chain.once": "So {partials}, and the chain rule gives",
  "entries.perturb.direct": "The change divided by {step}, as {step} tends to 0, is the derivative:",
  "entries.index.entry": "In index notation, {definition} has the entries",
  "entries.index.differentiate":
    "Differentiate by the entry {entry}; each occurrence of {variable} leaves Kronecker deltas of its indices:",
  "entries.index.differentiate.plain": "Differentiate by the entry {entry}, an arbitrary one of {variable}:",
  "entries.index.atom": "Differentiate the equation that defines it, {equation}, by the entry {entry}, and solve for the derivative:",
  "entries.index.contract": "Contract, one δ or one sum at a time:",
  "entries.index.delta": "δ sets {removed} to {replacement}",
  "entries.index.constantDelta": "the value of a δ",
  "entries.index.split": "{removed} as a row and a column",
  "entries.index.count": "nothing depends on {removed}: count",
  "entries.index.contracted": "The parts added,",
  "entries.index.chain":
    "The loss depends on {variable} through all entries of {output}; the chain rule sums over them, with the weights {weight}:",
  "entries.index.matrix": "A sum over an index that two factors share is a matrix product; this is an entry of {form}:",
  "entries.index.entryOf": "This is an entry of {form}:",
} as const;
