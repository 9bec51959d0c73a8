/**
 * The perturbation style: one entry is changed by a small h, the new value is split into the old one and a
 * change, and the change divided by h is the derivative; then the chain rule, and the entries collected.
 *
 *     x_1 (w_11 + h) + x_2 w_21 = (x_1 w_11 + x_2 w_21) + x_1 h  ─▶  ∂a/∂w_11 = x_1, ∂L/∂w_11 = x_1 ∂L/∂a
 */
import { madeSymbol, number, subtract, sum } from "../../expression/build.ts";
import { type Expr, isScalar, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { type Paths, pathsFrom } from "../entries/branches.ts";
import type { Cells } from "../entries/cells.ts";
import { isLinearIn, slope } from "../entries/determinants.ts";
import { matrixOfCells, type Pieces, productOf, sumOf } from "../entries/entryPieces.ts";
import { entryEquation, othersStep } from "../entries/entrySteps.ts";
import { entryStyle } from "../entries/entryStyle.ts";
import { expand } from "../entries/expand.ts";
import type { Table, WrittenOut, WrittenStage } from "../entries/writtenOut.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import { firstFree } from "../plan/names.ts";
import type { Equation, Shown, Step } from "../step.ts";

export const perturbation = entryStyle("perturbation", ({ setup, written, pieces, options }) => {
  const names = namesIn(written, setup.taken);
  const h = madeSymbol(firstFree(names, ["h", "epsilon", "eta", "tau"]), SCALAR, undefined, "perturbation");
  return {
    steps: (of) => [
      ...perturbedEntry(of, written, pieces, h).filter(
        (s) => options.detail !== "low" || s.rule !== "perturb",
      ),
      ...othersStep(of, written, pieces, options),
    ],
    vanishing: h,
    detail: options.detail === "high" ? "normal" : "low",
  };
});

function namesIn(written: WrittenOut, taken: ReadonlySet<string>): Set<string> {
  const names = new Set(taken);
  for (const cells of written.leaves.values()) {
    for (const cell of cells.flat()) for (const s of symbolsIn(cell)) names.add(s.name);
  }
  return names;
}

/** The first entry that the loss depends on, changed by h. */
function perturbedEntry(of: Table, written: WrittenOut, pieces: Pieces, h: SymbolNode): Step[] {
  const paths = pathsFrom(of, written)
    .flat()
    .find((p) => p.branches.length > 0 || p.direct);
  if (!paths) {
    const places = { variable: shown(of.symbol), loss: shown(written.loss) };
    return [step("independent", [sentence("entries.independent", places)], [])];
  }
  const stages = new Set(paths.branches.map((b) => b.stage));
  if (paths.direct) stages.add(written.stages.find((s) => s.general === written.loss) as WrittenStage);
  const changes = [...stages].map((stage, n) => changeStep(stage, of, paths, written, h, n === 0));
  if (paths.branches.length === 0) {
    return [
      ...changes,
      step(
        "limit",
        [sentence("entries.perturb.direct", { step: shown(h) })],
        [entryEquation(paths, of, pieces, "full")],
      ),
    ];
  }
  const limits = paths.branches.map((b) => limitEquation(b.stage, b.output, b.factor, paths.entry, h));
  const [only] = paths.branches;
  const partials =
    only && paths.branches.length === 1
      ? equation([pieces.ofOutput(only, paths.entry), only.factor])
      : paths.branches.map((b) => pieces.ofOutput(b, paths.entry));
  const key = paths.branches.length === 1 ? "entries.perturb.chain.once" : "entries.perturb.chain";
  return [
    ...changes,
    step(
      "limit",
      [
        sentence("entries.perturb.limit", {
          step: shown(h),
          outputs: paths.branches.map((b) => shown(b.output)),
        }),
      ],
      limits,
      "aligned",
    ),
    step("chain rule", [sentence(key, { partials })], [entryEquation(paths, of, pieces, "full")]),
  ];
}

/** Y with w_11 + h = the old Y + the change. */
function changeStep(
  stage: WrittenStage,
  of: Table,
  { entry }: Paths,
  written: WrittenOut,
  h: SymbolNode,
  isFirst: boolean,
): Step {
  const moved = new Map<Expr, Expr>([[entry, sum([entry, h])]]);
  const cells = stage.valueCells.map((row) => row.map((cell) => substitute(cell, moved)));
  const isExact = stage.valueCells.flat().every((cell) => isLinearIn(cell, entry));
  const changes = stage.valueCells.map((row) =>
    row.map((cell) => product([substitute(slope(cell, entry, written), written.mirrored), h])),
  );
  const factors = factorsShown(stage.value, of, written, moved);
  const changed = matrixOfCells(cells);
  const split = sumOf([matrixOfCells(stage.valueCells), matrixOfCells(changes)]);
  const places = { entry: shown(entry), step: shown(h), output: shown(stage.symbol) };
  const text = sentence(isFirst ? "entries.perturb.change" : "entries.perturb.changeAlso", places);
  const end = isExact ? [] : [sentence("entries.perturb.order", { step: shown(h) })];
  const sides = [...(factors ? [factors] : []), changed, split];
  const whole: Equation = isExact ? equation(sides) : { ...equation(sides), relation: "approximately" };
  return step("perturb", [text, ...end], [whole], "aligned");
}

/** The product with the changed entry in its factor; undefined where the value is no product of matrices. */
function factorsShown(
  value: Expr,
  of: Table,
  written: WrittenOut,
  moved: ReadonlyMap<Expr, Expr>,
): Shown | undefined {
  if (value.kind !== "product" || value.factors.length < 2 || isScalar(value) || value.scalars.length > 0)
    return undefined;
  if (
    value.coefficient.n !== value.coefficient.d ||
    !value.factors.some((f) => symbolsIn(f).includes(of.symbol))
  )
    return undefined;
  const parts = value.factors.map((f) => {
    const cells: Cells = expand(f, written.leaves);
    return matrixOfCells(cells.map((row) => row.map((cell) => substitute(cell, moved))));
  });
  return productOf(parts);
}

/** (y_11 at w_11 + h − y_11)/h is, or tends to, the derivative. */
function limitEquation(
  stage: WrittenStage,
  output: Expr,
  factor: Expr,
  entry: SymbolNode,
  h: SymbolNode,
): Equation {
  const place = stage.cells.flat().indexOf(output);
  const cell = stage.valueCells.flat()[place] as Expr;
  const later = substitute(cell, new Map<Expr, Expr>([[entry, sum([entry, h])]]));
  const quotient = product([power(h, number(-1)), subtract(later, cell)]);
  if (isLinearIn(cell, entry)) return equation([quotient, factor]);
  return { ...equation([quotient, factor]), relation: "tends" };
}
