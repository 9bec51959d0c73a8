/**
 * A derivative of higher order in index notation: each step is one more derivative, its deltas contracted.
 *
 *     f = Σ_i x_i³  ─▶  ∂f/∂x_i = 3 x_i², ∂²f/∂x_i∂x_j = 6 x_i δ_ij, ∂³f/∂x_i∂x_j∂x_k = 6 δ_ij δ_ik
 */
import { index } from "../../expression/blocks.ts";
import { isCall } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { DELTA } from "../../expression/heads.ts";
import { topological } from "../../expression/walk.ts";
import { type HigherDerivative, higherDerivative } from "../../index/higher.ts";
import { operationCount } from "../../print/text.ts";
import { simplify } from "../../simplify/simplify.ts";
import { type IndexPieces, indexPieces } from "../entries/generalise.ts";
import { linked } from "../entries/writtenSteps.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import type { Derivation, Equation, Section, Shown, Step } from "../step.ts";
import type { Setup, StyleOptions } from "../style.ts";

export function indexHigher(setup: Setup, { detail }: StyleOptions): Derivation {
  const { root, order } = setup;
  const pieces = indexPieces(setup.setting);
  const results: Equation[] = [];
  const bodies = variablesOf(setup).map((by): Omit<Section, "setting"> => {
    const found = higherDerivative({
      value: root.expanded,
      wrt: by[0] as SymbolNode,
      order,
      by,
      beside: [...setup.variables, ...setup.definitions.map((d) => d.symbol)],
      shorter: simplify,
    });
    const lines = found.stages.map((_, n) => derivativeOf(root.symbol, by, found, n, pieces));
    const last = lines.at(-1) as Shown;
    results.push(equation([last, found.stages.at(-1)?.form as Expr]));
    const entry = index(root.symbol, found.value.i, found.value.j);
    const definition = equation([root.symbol, root.expanded]);
    const opening = step(
      "entry formula",
      [sentence("entries.index.entry", { definition })],
      [equation([entry, found.formula])],
    );
    const isAtom = found.formula === found.entry;
    return {
      title: sentence("entries.title.index", { gradient: last }),
      steps: [
        ...(isAtom ? [] : [opening]),
        ...lines.map((line, n) => stageStep(by[n] as SymbolNode, found, n, line, detail === "high")),
      ],
    };
  });
  const setting = { ...setup.setting, defined: pieces.defined, differenced: pieces.differenced };
  const sections = bodies.map((body) => ({ ...body, setting }));
  return { style: "index", given: [], sections: linked(sections), results, remarks: [] };
}

/** The variable of each order: the same each time, and of order 2 every two. */
function variablesOf({ wrt, order }: Setup): SymbolNode[][] {
  if (order === 2) return wrt.flatMap((row, n) => wrt.slice(n).map((column) => [row, column]));
  return wrt.map((v) => Array.from({ length: order }, () => v));
}

/** ∂ⁿf/∂x_i…∂x_k, measured as the derivative of the order below. */
function derivativeOf(
  root: SymbolNode,
  by: readonly SymbolNode[],
  { value, wrt, entry, stages }: HigherDerivative,
  n: number,
  pieces: IndexPieces,
): Shown {
  const { p, q } = wrt[n] as { p: Expr; q: Expr };
  const lower = n === 0 ? entry : (stages[n - 1]?.form as Expr);
  const of = index(root, value.i, value.j);
  const measured = pieces.byEntry(of, lower, by[n] as SymbolNode, p, q);
  if (measured.kind !== "derivative") throw new Error("a derivative by an entry is shown as one");
  const [first, ...more] = wrt.slice(0, n + 1).map((at, k) => shown(index(by[k] as SymbolNode, at.p, at.q)));
  return { ...measured, by: first as Shown, ...(more.length > 0 && { more }) };
}

/** Deltas before they are contracted are shown up to so many operations. */
const LONGEST = 16;

function stageStep(
  by: SymbolNode,
  { wrt, stages }: HigherDerivative,
  n: number,
  line: Shown,
  isHigh: boolean,
): Step {
  const { p, q } = wrt[n] as { p: Expr; q: Expr };
  const { form, raw } = stages[n] as HigherDerivative["stages"][0];
  const before = raw();
  const hasDelta = topological([before]).some((e) => isCall(e, DELTA));
  const text = sentence(hasDelta ? "entries.index.differentiate" : "entries.index.differentiate.plain", {
    entry: shown(index(by, p, q)),
    variable: shown(by),
  });
  const sides = isHigh || operationCount(before) <= LONGEST ? [line, before, form] : [line, form];
  return step("differentiate", [text], [equation(sides)], "aligned");
}
