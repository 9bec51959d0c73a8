/**
 * The stages of a problem with names for the derivatives of the loss by each: what the styles with entries share.
 *
 *     Z = X W, H = tanh(Z), L = …  ─▶  \bar Z = ∂L/∂Z, \bar H = ∂L/∂H
 */
import { isCall, madeSymbol } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { ONES, TRANSPOSE, ZEROS } from "../../expression/heads.ts";
import type { EntryNaming, Setup } from "../style.ts";
import { matrixForm } from "./matrixForm.ts";
import { barred, inBothCases } from "./names.ts";
import { plan, type Stage } from "./plan.ts";
import { structureOf } from "./symmetry.ts";
import { isWrittenOut } from "./worthAName.ts";

export interface NamedTable {
  readonly general: SymbolNode;
}

export interface NamedStage extends NamedTable {
  readonly stage: Stage;
  /** A block of variables, ones and zeros: its entries have no names of their own. */
  readonly isTransparent: boolean;
  /** The name of ∂L/∂(the stage), where it has one. */
  readonly bar: SymbolNode | undefined;
}

export interface NamedStages {
  readonly stages: readonly NamedStage[];
  readonly wrt: readonly NamedTable[];
  readonly loss: SymbolNode;
  /** Every symbol of the problem: indices have other names. */
  readonly symbols: readonly SymbolNode[];
  readonly generalDefined: ReadonlyMap<SymbolNode, Expr>;
}

export function nameStages(setup: Setup, cotangents?: EntryNaming["cotangents"]): NamedStages {
  const stages = plan({ ...setup, taken: inBothCases(setup.taken) }, isWrittenOut);
  const plain = stages.map((stage) => {
    return { general: stage.symbol, stage, isTransparent: isTransparentBlock(stage.value) };
  });
  const carriers = plain.filter((s) => s.stage.moves && !s.isTransparent && s.general !== setup.loss);
  const taken = new Set(setup.taken);
  for (const s of stages) taken.add(s.symbol.name);
  const bars = new Map(
    carriers.map((s) => [s.general, barOf(s.general, setup, carriers.length === 1, taken, cotangents)]),
  );
  const generalDefined = new Map(setup.setting.defined);
  for (const { symbol: own, value } of stages) generalDefined.set(own, value);
  const named: NamedStage[] = [];
  // from the loss down: a gradient that is symmetric has a symmetric name
  for (const s of [...plain].reverse()) {
    const bar = bars.get(s.general);
    const form = bar && bar !== setup.cotangent && matrixForm(s, { stages: named, loss: setup.loss });
    const structure = form && structureOf(form) && "symmetric";
    const own = structure ? madeSymbol(bar.name, bar.shape, structure) : bar;
    if (own && form) generalDefined.set(own, form);
    named.unshift({ ...s, bar: own });
  }
  const symbols = [...setup.variables, ...setup.wrt, ...generalDefined.keys()];
  return {
    stages: named,
    wrt: setup.wrt.map((general) => ({ general })),
    loss: setup.loss,
    symbols,
    generalDefined,
  };
}

function barOf(
  of: SymbolNode,
  setup: Setup,
  isOnly: boolean,
  taken: Set<string>,
  cotangents: EntryNaming["cotangents"],
): SymbolNode {
  const wanted = typeof cotangents === "object" ? cotangents.get(of.name) : undefined;
  const isRoot = of === setup.root.symbol;
  if (isRoot && setup.cotangent && (wanted ?? setup.cotangent.name) === setup.cotangent.name)
    return setup.cotangent;
  if (wanted !== undefined) return madeSymbol(wanted, of.shape);
  const usual = isOnly && !isScalar(of) && !taken.has("G") ? "G" : barred(of.name, taken);
  return madeSymbol(usual, of.shape);
}

function isTransparentBlock(e: Expr): boolean {
  if (e.kind !== "block") return false;
  return e.cells.flat().every((cell) => {
    const bare = isCall(cell, TRANSPOSE) ? (cell.args[0] as Expr) : cell;
    return bare.kind === "symbol" || bare.kind === "number" || isCall(bare, ONES) || isCall(bare, ZEROS);
  });
}

/** What gradients are found of, from the loss down: the stages on the way, then the variables. */
export function targetsOf<S extends NamedStage, T extends NamedTable>(named: {
  readonly stages: readonly S[];
  readonly wrt: readonly T[];
}): (S | T)[] {
  const stages = named.stages.filter((s, n) => s.bar && n < named.stages.length - 1).reverse();
  return [...stages, ...named.wrt];
}
