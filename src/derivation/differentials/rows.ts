/**
 * A row for each stage, from the loss to the variables: its differential, and the cotangents that get a name by it.
 *
 *     dO = (dA) V + A dV      \bar A = G Vᵀ
 *     dA = A ⊙ (dS − …)       \bar S = A ⊙ (\bar A − …)
 */
import type { SymbolNode } from "../../expression/expr.ts";
import { entryOf } from "../../functions/index.ts";
import type { Layer } from "../lemmas/wayBack.ts";
import { equation, said, sentence, shown, step } from "../pieces.ts";
import type { Stage } from "../plan/plan.ts";
import type { Equation, Sentence } from "../step.ts";
import type { Way } from "./chain.ts";
import type { Differentials } from "./differential.ts";
import { lemmaParts, reasonOf } from "./rules.ts";

interface Row {
  readonly line: Equation;
  readonly names: Equation[];
}

export function rowsStep(shared: Differentials, dL: SymbolNode, layers: readonly Layer[]): Way {
  const { setup, stages, d, inside, lemmas } = shared;
  const root = stages.at(-1) as Stage;
  const rows: Row[] = [];
  const activations: Equation[] = [];
  const change = (stage: Stage) =>
    equation(
      [d.get(stage.symbol) as SymbolNode, inside.get(stage.symbol) as never],
      lemmas.has(stage.symbol) ? reasonOf(stage, shared) : undefined,
    );
  if (!setup.cotangent) rows.push({ line: equation([dL, ...change(root).sides.slice(1)]), names: [] });
  for (const { stage, name, cotangent, sums } of layers) {
    if (name) rows.at(-1)?.names.push(equation([name, cotangent]));
    if (isActivation(stage)) activations.push(change(stage));
    else rows.push({ line: change(stage), names: [] });
    rows.at(-1)?.names.push(...sums.map((own) => equation(own)));
  }
  const bars = layers.flatMap(({ stage, name }): Sentence[] =>
    name
      ? [
          said(
            equation([
              name,
              { kind: "derivative", of: shown(setup.loss), by: shown(stage.symbol), value: name },
            ]),
          ),
        ]
      : [],
  );
  const text = [
    sentence("rows.names", { names: bars }),
    ...(activations.length > 0 ? [sentence("rows.entrywise", { changes: activations.map(said) })] : []),
    ...lemmaParts(shared),
    sentence("rows.begin"),
  ];
  const lines = rows.map(({ line, names }) => {
    if (names.length === 0) return line;
    const gives = sentence("rows.gives", { names: names.map(said) });
    return {
      ...line,
      reason: line.reason ? sentence("rule.two", { first: line.reason, second: gives }) : gives,
    };
  });
  return { steps: [step("differential", text, lines, "aligned")], measured: [] };
}

/** A function of each entry of an earlier value. */
const isActivation = ({ value }: Stage): boolean =>
  value.kind === "call" &&
  entryOf(value.fn).elementwise === true &&
  value.args.every((a) => a.kind === "symbol");
