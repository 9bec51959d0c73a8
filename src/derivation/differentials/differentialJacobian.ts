/**
 * dy = J dx for vectors: the differentials of inner expressions are put in, and the matrix in front of dx
 * is read off.
 *
 *     dy = σ′(z) ⊙ dz = σ′(z) ⊙ (W dx) = diag(σ′(z)) W dx   ─▶   ∂y/∂x = diag(σ′(z)) W
 */

import { linearMatrix } from "../../derivative/linear.ts";
import { UnsupportedError } from "../../errors.ts";
import { isCall, isZero, number, sum, zeros } from "../../expression/build.ts";
import { multiplySizes } from "../../expression/dimension.ts";
import { type Expr, isScalar, type Shape, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { HADAMARD } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { nodesAbove, substitute, symbolsIn } from "../../expression/walk.ts";
import { vec } from "../../functions/kronecker.ts";
import { operationCount } from "../../print/text.ts";
import { simplify } from "../../simplify/simplify.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import type { Stage } from "../plan/plan.ts";
import { result, withResults } from "../plan/readOff.ts";
import type { Equation, Section, Sentence, Shown, Step } from "../step.ts";
import type { Differentials } from "./differential.ts";
import type { Gradient } from "./differentialGradient.ts";
import { lemmaParts, reasonOf } from "./rules.ts";

export function jacobianSection(
  shared: Differentials,
  naming: readonly Step[],
): { readonly section: Section; readonly results: readonly Gradient[] } {
  const { setup, stages, d, inside, setting } = shared;
  const root = stages.at(-1) as Stage;
  const own = d.get(root.symbol) as SymbolNode;
  const rule = reasonOf(root, shared);
  const start = equation([own, inside.get(root.symbol) as Expr], rule);
  const { lines, matrices } = matrixLines(start, stages.slice(0, -1), setup.wrt, shared);
  const results = setup.wrt.map((by): Gradient => {
    const value = matrices.get(by) as Expr;
    return { ...result(root.symbol, by, value, stages), by, value };
  });
  const steps = [
    ...naming,
    step("differential", [...lemmaParts(shared), sentence("differential.begin")], lines, "aligned"),
    step(
      "identification",
      [sentence(results.length > 1 ? "jacobian.readEach" : "jacobian.read")],
      results.map((r) => r.equation),
      "aligned",
    ),
  ];
  return {
    section: { title: undefined, steps, setting: withResults(setting, results) },
    results,
  };
}

interface MatrixLines {
  readonly lines: readonly Equation[];
  /** The matrix in front of each variable's differential (stacked where it is a matrix). */
  readonly matrices: ReadonlyMap<SymbolNode, Expr>;
  /** Without the differentials that are known by then. */
  readonly isBrief?: true;
}

/**
 * Goes on from a first line until it reads Σ M dx.
 * @throws UnsupportedError where the differential is no matrix times dx
 */
export function matrixLines(
  start: Equation,
  inner: readonly Stage[],
  wrt: readonly SymbolNode[],
  shared: Differentials,
): MatrixLines {
  const { d, detail, setup } = shared;
  const { lines: all, current } = expandedLines(start, inner, shared);
  const matrices = new Map(wrt.map((by) => [by, matrixOf(current, d.get(by) as SymbolNode)] as const));
  const read = collectedMatrices(matrices, d);
  const isShort = detail !== "high" && read.value.shape === current.shape;
  const [own, first] = start.sides as readonly [Shown, Shown];
  // dy and dz have been met on the way to the gradient
  if (isShort && setup.order > 1 && all.length > 2) {
    return { lines: [equation([own, first, read])], matrices, isBrief: true };
  }
  const isLong = all.some((line) => operationCount((line.sides.at(-1) as Shown).value) > LONGEST);
  if (isShort && (isLong || shared.lemmas.size > 0)) {
    return { lines: [start, ...changes(first.value, inner, shared), equation([own, read])], matrices };
  }
  const lines = [...all];
  const isSame = read.kind === "product" && read.value === current && !readsDifferently(read);
  if (read.value.shape !== current.shape) {
    lines.push(equation([shown(vec(current)), read], sentence("reason.stacked")));
  } else if (!isSame) {
    lines.push(equation([shown(current), read], matrixReason(current, [...d.values()])));
  }
  return { lines, matrices };
}

/** Put into one another, differentials of more operations would hide what they are made of. */
const LONGEST = 14;

/** The differential of each stage by itself. */
function changes(first: Expr, inner: readonly Stage[], shared: Differentials): Equation[] {
  const { d, inside } = shared;
  const met = new Set<Expr>(symbolsIn(first));
  return [...inner].reverse().flatMap((stage) => {
    const hole = d.get(stage.symbol) as SymbolNode;
    const dN = inside.get(stage.symbol);
    if (!dN || !met.has(hole)) return [];
    for (const s of symbolsIn(dN)) met.add(s);
    return [equation([hole, dN], reasonOf(stage, shared))];
  });
}

/** Goes on from a first line until no differential of an inner expression is left; the last side. */
export function expandedLines(
  start: Equation,
  inner: readonly Stage[],
  shared: Differentials,
): { readonly lines: Equation[]; readonly current: Expr } {
  const { d, inside } = shared;
  const lines: Equation[] = [start];
  let current = (start.sides.at(-1) as Shown).value;
  for (const stage of [...inner].reverse()) {
    const { symbol: own } = stage;
    const hole = d.get(own) as SymbolNode;
    if (!symbolsIn(current).includes(hole)) continue;
    const dN = inside.get(own) as Expr;
    const line = equation([hole, dN]);
    const rule = reasonOf(stage, shared);
    const reason = rule ? sentence("reason.insideBy", { line, rule }) : sentence("reason.inside", { line });
    const next = substitute(current, new Map([[hole, dN]]));
    if (next === current) continue;
    lines.push(equation([shown(current), next], reason));
    current = next;
  }
  return { lines, current };
}

/** Is the coefficient a sum, so that brackets are new? */
const readsDifferently = ({ parts }: Extract<Shown, { kind: "product" }>): boolean =>
  parts[0]?.value.kind === "sum";

function matrixOf(linear: Expr, hole: SymbolNode): Expr {
  const others = symbolsIn(linear).filter((s) => s.role === "hole" && s !== hole);
  const only = substitute(linear, new Map(others.map((s) => [s, zeros(s.shape)] as const)));
  if (isScalar(hole)) return simplify(substitute(only, new Map([[hole, number(1)]])));
  const found = isZero(only) ? zeros(matrixShape(only, hole)) : linearMatrix(simplify(only), hole);
  if (!found) {
    throw new UnsupportedError(
      `not supported: this differential is not written as a matrix times ${hole.name}`,
      undefined,
      "the style index gives the derivative entry by entry",
    );
  }
  return simplify(found);
}

/** vec(value) down, vec(hole) across. */
const matrixShape = (value: Expr, hole: Expr): Shape =>
  shapeOf(multiplySizes(value.shape.rows, value.shape.cols), multiplySizes(hole.shape.rows, hole.shape.cols));

function collectedMatrices(matrices: ReadonlyMap<SymbolNode, Expr>, d: ReadonlyMap<Expr, SymbolNode>): Shown {
  const parts = [...matrices].map(([by, M]): Shown => {
    const hole = vec(d.get(by) as SymbolNode);
    return { kind: "product", parts: [shown(M), shown(hole)], value: product([M, hole]) };
  });
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: "sum", parts, value: sum(parts.map((p) => p.value)) };
}

function matrixReason(linear: Expr, holes: readonly SymbolNode[]): Sentence {
  const above = holes.flatMap((hole) => [...nodesAbove([linear], [hole])]);
  const hasHadamard = above.some((e) => e.kind === "call" && isCall(e, HADAMARD));
  return sentence(hasHadamard ? "reason.diagonal" : "reason.collected");
}
