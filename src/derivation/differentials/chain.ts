/**
 * One chain from dL to Σ ⟨C, dX⟩: the differential of one inner expression after another is put in.
 *
 *     dL = 2 rᵀ dr + 2λ wᵀ dw = 2 rᵀ X dw + 2λ wᵀ dw = 2 (Xᵀ r + λ w)ᵀ dw
 */
import { isCall } from "../../expression/build.ts";
import { type Expr, isRow, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { HADAMARD } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { lettersFor } from "../../print/names/letters.ts";
import { DEFAULT_NOTATION } from "../../print/notation.ts";
import { betweenInverses } from "../../simplify/betweenInverses.ts";
import type { Layer } from "../lemmas/wayBack.ts";
import { equation, said, sentence, shown, step } from "../pieces.ts";
import { type Move, movesOf, occurrences } from "../plan/moves.ts";
import type { Stage } from "../plan/plan.ts";
import { type Coefficients, collected, total } from "../plan/terms.ts";
import { write } from "../prose/formula.ts";
import { latexWriter } from "../prose/writers.ts";
import type { Differenced, Equation, Sentence, Shown, Step } from "../step.ts";
import type { Differentials } from "./differential.ts";
import { joinedRules, lemmaParts, rulesOf } from "./rules.ts";

export interface Way {
  readonly steps: readonly Step[];
  /** Differentials in its lemmas. */
  readonly measured: readonly (readonly [SymbolNode, Differenced])[];
}

/** The lines so far, and the side that the next one goes on from. */
interface Lines {
  readonly equations: Equation[];
  last: Shown;
}

export function chainStep(
  shared: Differentials,
  dL: SymbolNode,
  first: Coefficients,
  layers: readonly Layer[],
): Way {
  const { setup, inside, stages } = shared;
  const root = stages.at(-1) as Stage;
  const start = setup.cotangent ? undefined : (inside.get(root.symbol) as Expr);
  const { rule, measured } = rulesOf(root.value, shared, "lemmas");
  const reason = setup.cotangent
    ? sentence("reason.cotangent", { cotangent: shown(setup.cotangent) })
    : joinedRules(rule);
  const lines = begin(shared, dL, { start, first, reason, inner: layers });
  const chain = step(
    "differential",
    [...lemmaParts(shared), sentence("differential.begin")],
    lines.equations,
    "aligned",
  );
  if (layers.length > 0 && setup.wrt.every(isScalar) && first.size === 1) {
    return { steps: [chain, tail(shared, layers)], measured };
  }
  const last = layers.at(-1)?.after ?? first;
  const before = layers.length === 0 && start ? shown(start) : undefined;
  const [only] = layers;
  if (only && layers.length === 1 && shared.detail !== "high" && isCarriedAlong(only)) {
    push(lines, collected(inOrder(last, setup.wrt), shared.d), putInto(lines, shared, only, start).reason);
    return { steps: [chain], measured };
  }
  for (const [i, layer] of layers.entries()) goInside(lines, shared, layer, i, layers.length, start);
  finish(lines, shared, inOrder(last, setup.wrt), before);
  return { steps: [chain], measured };
}

/** What the rules give is not shown where these bring it to order: the halves of a quadratic form, factors to move. */
const HIDDEN: readonly Move[] = ["reason.hadamard", "reason.sum", "reason.adjoint", "reason.transpose"];

/** By scalars, dK is not put into tr(C dK): it is said what it is. */
function tail({ d }: Differentials, layers: readonly Layer[]): Step {
  const changes = layers.map(({ stage, change }) =>
    said(equation([d.get(stage.symbol) as SymbolNode, change])),
  );
  return step("differential", [sentence("chain.tail", { changes })], []);
}

interface Beginning {
  /** The differential of the loss as the rules give it; absent where the loss is unknown. */
  readonly start: Expr | undefined;
  readonly first: Coefficients;
  readonly reason: Sentence | undefined;
  readonly inner: readonly Layer[];
}

function begin(
  { d, detail }: Differentials,
  dL: SymbolNode,
  { start, first, reason, inner }: Beginning,
): Lines {
  const arranged = total(first, d);
  const [only] = inner;
  const moves = start ? movesOf(shown(start), [...d.values()]) : [];
  const isHidden = detail !== "high" && moves.some((m) => HIDDEN.includes(m));
  // terms that stand in an order of their own, and rows yᵀ ⊙ cᵀ, are set as (y ⊙ c)ᵀ dz + …
  const isLoose = start && moves.length === 0 && (inner.length > 1 || hasRows(start));
  const isArranged = detail !== "high" && isLoose;
  if (!start || (isHidden && inner.length > 0) || isArranged || reads(shown(start), arranged)) {
    return { equations: [equation([dL, arranged], reason)], last: arranged };
  }
  const lines: Lines = { equations: [equation([dL, start], reason)], last: shown(start) };
  const hole = only && (d.get(only.stage.symbol) as SymbolNode);
  const goesOn = inner.length === 0 || (inner.length === 1 && hole && occurrences(start, hole) === 1);
  if (!goesOn) push(lines, arranged, because(moves));
  return lines;
}

const hasRows = (e: Expr): boolean => topological([e]).some((node) => isCall(node, HADAMARD) && isRow(node));

/** dN put in; where it is the only one, as it stands, else with its terms arranged. */
function goInside(
  lines: Lines,
  shared: Differentials,
  layer: Layer,
  i: number,
  count: number,
  start: Expr | undefined,
): void {
  const { d, detail } = shared;
  const { after } = layer;
  const key = count === 1 || detail === "high" ? "reason.putIn" : "reason.inside";
  const { put, reason } = putInto(lines, shared, layer, start, key);
  if (count === 1 || detail === "high") push(lines, put, reason);
  if (count === 1) return;
  if (detail === "high") {
    push(lines, total(after, d), because(movesOf(put, [...d.values()])));
    return;
  }
  const isLast = i === count - 1;
  push(lines, isLast ? collected(inOrder(after, shared.setup.wrt), d) : total(after, d), reason);
}

/** Does a term in another variable stand beside it, which only is written once more? */
const isCarriedAlong = ({ stage, before, after }: Layer): boolean =>
  [...before].some(([s, c]) => s !== stage.symbol && after.get(s) === c);

/** The last side with dN put in, and what it is. */
function putInto(
  { last }: Lines,
  { d }: Differentials,
  { stage, change, before }: Layer,
  start: Expr | undefined,
  key = "reason.inside",
): { readonly put: Shown; readonly reason: Sentence } {
  const hole = d.get(stage.symbol) as SymbolNode;
  const isAtStart = last.kind === "expression" && last.value === start;
  const put = isAtStart
    ? shown(substitute(start as Expr, new Map([[hole, change]])))
    : total(before, d, [stage.symbol, change]);
  return { put, reason: sentence(key, { line: equation([hole, change]) }) };
}

/** The last line, with each coefficient as it is read off. */
function finish(lines: Lines, { d }: Differentials, last: Coefficients, from: Shown = lines.last): void {
  push(lines, collected(last, d), because(movesOf(from, [...d.values()])));
}

const because = (moves: readonly Move[]): Sentence | undefined =>
  joinedRules(moves.slice(0, 2).map((m) => sentence(m)));

function push(lines: Lines, next: Shown, reason: Sentence | undefined): void {
  if (reads(next, lines.last) || (!reason && reads(withoutScalars(next), withoutScalars(lines.last)))) return;
  lines.equations.push(equation([lines.last, next], reason));
  lines.last = next;
}

/** (p − y)ᵀ dz of (1/τ) (p − y)ᵀ dz and of (p − y)ᵀ dz/τ. */
function withoutScalars(piece: Shown): Shown {
  const { value } = piece;
  if (piece.kind === "expression") {
    if (value.kind !== "product") return piece;
    const moving = value.scalars.filter((s) => symbolsIn(s).some(({ role }) => role === "hole"));
    return shown(product([...moving, ...value.factors]));
  }
  if (piece.kind !== "product") return piece;
  const parts = piece.parts.filter((p) => !isScalar(p.value) || p.kind === "trace");
  return parts.length > 0 ? { ...piece, parts } : piece;
}

/** Do two pieces read the same? */
function reads(a: Shown, b: Shown): boolean {
  const writer = latexWriter(DEFAULT_NOTATION, lettersFor([a.value, b.value]));
  return write(a, writer) === write(b, writer);
}

const inOrder = (coefficients: Coefficients, wrt: readonly SymbolNode[]): Coefficients =>
  new Map(
    wrt.flatMap((v) => {
      const c = coefficients.get(v);
      return c ? [[v, betweenInverses(c)] as const] : [];
    }),
  );
