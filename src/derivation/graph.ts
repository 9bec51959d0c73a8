/**
 * The expression as a graph, for a picture: every operation a node with its shape, every use an edge with the
 * cotangent that flows back along it.
 *
 *     Y = X W + b  ─▶  X, W ─▶ S = X W;  S, b ─▶ Y;   back: Y ─ G ─▶ S,  S ─ Xᵀ \bar S ─▶ W,  Y ─ Gᵀ 1 ─▶ b
 */
import { gradients } from "../derivative/differentiate.ts";
import { isZero, madeSymbol, number, sum } from "../expression/build.ts";
import { type Expr, type SymbolNode, shapeText } from "../expression/expr.ts";
import { symbolsIn } from "../expression/walk.ts";
import { lettersFor } from "../print/names/letters.ts";
import { type Notation, resolveNotation } from "../print/notation.ts";
import { simplify } from "../simplify/simplify.ts";
import { shown } from "./pieces.ts";
import { barred } from "./plan/names.ts";
import { movingPlan, type Stage } from "./plan/plan.ts";
import { argumentSort } from "./plan/worthAName.ts";
import { type Writer, write } from "./prose/formula.ts";
import { latexWriter, unicodeWriter } from "./prose/writers.ts";
import type { Setup } from "./style.ts";

/** A formula in LaTeX and in Unicode. */
export interface GraphFormula {
  readonly latex: string;
  readonly unicode: string;
}

export interface GraphNode {
  /** Names it in the edges. */
  readonly id: string;
  readonly name: GraphFormula;
  /** In the nodes before it; absent: a variable. */
  readonly value?: GraphFormula;
  readonly shape: string;
  /** The derivative of the loss by it; absent where it does not depend on what is differentiated by. */
  readonly cotangent?: GraphFormula;
  /** Differentiated by. */
  readonly isTarget: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** What flows back along it. */
  readonly cotangent?: GraphFormula;
}

/** Each node stands behind those that it uses. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

interface Use {
  readonly stage: Stage;
  readonly of: SymbolNode;
  readonly cotangent: Expr | undefined;
}

export function graphOf(setup: Setup, given: Partial<Notation> = {}): Graph {
  const stages = movingPlan(setup, ({ node, parents }) => argumentSort(node, parents));
  const uses = usesOf(setup, stages);
  const cotangents = cotangentsOf(setup, uses);
  const inputs = [...new Set(uses.map(({ of }) => of))].filter((s) => !stages.some((g) => g.symbol === s));
  const formula = writers(
    [...inputs, ...stages.flatMap((s) => [s.symbol, s.value]), ...uses.flatMap((u) => u.cotangent ?? [])],
    given,
  );
  const node = (symbol: SymbolNode, value?: Expr): GraphNode => {
    const cotangent = cotangents.get(symbol);
    return {
      id: symbol.name,
      name: formula(symbol),
      ...(value && { value: formula(value) }),
      shape: shapeText(symbol.shape),
      ...(cotangent && { cotangent: formula(cotangent) }),
      isTarget: setup.wrt.includes(symbol),
    };
  };
  return {
    nodes: [...inputs.map((s) => node(s)), ...stages.map((s) => node(s.symbol, s.value))],
    edges: uses.map(({ stage, of, cotangent }) => ({
      from: of.name,
      to: stage.symbol.name,
      ...(cotangent && { cotangent: formula(cotangent) }),
    })),
  };
}

/** Every use of a symbol in a stage, from the root down, with its part of the symbol's cotangent. */
function usesOf(setup: Setup, stages: readonly Stage[]): Use[] {
  const moving = new Set<Expr>([...setup.wrt, ...stages.map((s) => s.symbol)]);
  const taken = new Set(setup.taken);
  const uses: Use[] = [];
  for (const stage of [...stages].reverse()) {
    const isRoot = stage.symbol === setup.root.symbol;
    const bar = isRoot
      ? (setup.cotangent ?? number(1))
      : madeSymbol(barred(stage.symbol.name, taken), stage.symbol.shape);
    const symbols = symbolsIn(stage.value).filter((s) => s.role !== "size" && s.role !== "index");
    const parts = gradients(
      stage.value,
      bar,
      symbols.filter((s) => moving.has(s)),
    );
    for (const of of symbols) {
      const part = parts.get(of);
      const cotangent = part && simplify(part);
      uses.push({ stage, of, cotangent: cotangent && !isZero(cotangent) ? cotangent : undefined });
    }
  }
  return uses;
}

/** Of the root what is given; of every other node the sum of what its uses hand on. */
function cotangentsOf(setup: Setup, uses: readonly Use[]): ReadonlyMap<SymbolNode, Expr> {
  const found = new Map<SymbolNode, Expr>([[setup.root.symbol, setup.cotangent ?? number(1)]]);
  for (const { of, cotangent } of uses) {
    if (!cotangent) continue;
    const before = found.get(of);
    found.set(of, before ? simplify(sum([before, cotangent])) : cotangent);
  }
  return found;
}

function writers(all: readonly Expr[], given: Partial<Notation>): (e: Expr) => GraphFormula {
  const notation = resolveNotation(given);
  const letters = lettersFor(all, [], notation.indices.split(","));
  const [latex, unicode]: readonly Writer[] = [
    latexWriter(notation, letters),
    unicodeWriter(letters, notation),
  ];
  return (e) => ({
    latex: write(shown(e), latex as Writer),
    unicode: write(shown(e), unicode as Writer),
  });
}
