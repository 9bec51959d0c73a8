/**
 * The opening of a derivation: what is given, with shapes; what was assumed; what is to be found.
 *
 *     Given X ∈ ℝ^{m×k}, W ∈ ℝ^{k×n}, b ∈ ℝⁿ. Let Y = X W + 1 bᵀ. b is added to every row. …
 */
import { symbol } from "../../expression/build.ts";
import type { SymbolNode } from "../../expression/expr.ts";
import { equation, membership, sentence, shown, together } from "../pieces.ts";
import type { Sentence } from "../step.ts";
import type { Setup } from "../style.ts";
import { equationOf } from "./given.ts";

export function opening(setup: Setup): Sentence[] {
  const { variables, definitions, choices, assumed, equations, root, loss, cotangent, structures } = setup;
  const used = variables.filter((v) => v !== cotangent);
  return [
    ...choices,
    ...(used.length > 0 ? [sentence("given.variables", { variables: used.map((v) => membership(v)) })] : []),
    ...together(structureSentences(variables, structures), ".several"),
    ...functionSentences(setup),
    ...directionSentences(setup),
    ...together(assumed, ".several"),
    ...equations.map((known) => sentence("given.equation", { equation: equationOf(known) })),
    sentence("given.definitions", {
      definitions: definitions.map((d) => equation([d.symbol, d.value])),
    }),
    ...together(
      structureSentences(
        definitions.map((d) => d.symbol),
        structures,
      ),
      ".several",
    ),
    ...(cotangent
      ? [
          sentence("given.loss", {
            loss: shown(loss),
            root: shown(root.symbol),
            cotangent: shown(cotangent),
            derivative: { kind: "derivative", of: shown(loss), by: shown(root.symbol), value: cotangent },
          }),
        ]
      : []),
  ];
}

function structureSentences(symbols: readonly SymbolNode[], declared: Setup["structures"]): Sentence[] {
  return symbols.flatMap((s) => {
    const structure = declared.get(s) ?? s.structure;
    return structure ? [sentence(`given.structure.${structure}`, { what: shown(s) })] : [];
  });
}

const directionSentences = ({ direction, wrt: [by] }: Setup): Sentence[] =>
  direction !== undefined && by
    ? [sentence("given.direction", { what: shown(symbol(direction, by.shape)), by: shown(by) })]
    : [];

function functionSentences({ functions }: Setup): Sentence[] {
  return [...functions.values()].flatMap((f) =>
    f.elementwise ? [sentence("given.function.entrywise", { what: f.name })] : [],
  );
}
