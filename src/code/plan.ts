/**
 * Expressions ─▶ assignments in order: what several use is computed once, under a name.
 *
 *     ‖X w − y‖², 2 Xᵀ (X w − y)  ─▶  t1 = X @ w - y; L = np.linalg.norm(t1) ** 2; grad_w = 2 * (X.T @ t1)
 *
 * Linear in the size of the DAG; a line that would be too long is split at its operands.
 */

import { UnsupportedError } from "../errors.ts";
import { splitCoefficient } from "../expression/build.ts";
import type { Dimension } from "../expression/dimension.ts";
import { children, type Expr, isScalar } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";
import { closedOver } from "../print/definitions.ts";
import { Level } from "../print/part.ts";
import { findSharing, type Sharing } from "../print/sharing.ts";
import { layOut, turned } from "./layout/layout.ts";
import type { Workspace } from "./layout/workspace.ts";
import { type Identifiers, TEMPORARY } from "./names.ts";
import type { Language } from "./pieces/language.ts";
import { alone, atom, infix, type Piece, piece } from "./pieces/piece.ts";
import { type Code, code, word } from "./pieces/text.ts";

/** Characters of a formula, so that with its name and indent the line has at most 88. */
const LINE = 66;
/** Shorter operands stay where they are. */
const WORTH_A_NAME = 10;
/** The body of a sum over an index can't be split; a longer one is refused. */
const LONGEST_BODY = 4000;

export interface Result {
  readonly name: string;
  readonly value: Expr;
}

export interface CodePlan {
  readonly assignments: readonly (readonly [string, Code])[];
  /** Names of sizes, and of functions that it is given. */
  readonly sizes: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

/**
 * The code of the results, in order. `known` are values that have a name already, such as definitions.
 * @throws UnsupportedError for a function that the target lacks
 */
export function planCode(
  results: readonly Result[],
  known: ReadonlyMap<Expr, string>,
  language: Language,
  names: Identifiers,
): CodePlan {
  const sharing = findSharing(results.map((r) => r.value));
  const preferred = new Map(known);
  for (const { name, value } of results) if (!preferred.has(value)) preferred.set(value, name);
  const state = stateOf(sharing, preferred, language, names);
  for (const e of topological(results.map((r) => r.value))) if (isFixed(e, state.fixed)) state.fixed.add(e);
  const isClosed = closedOver(sharing.order, sharing.operands);
  const inlined = inlinedBodies(sharing, preferred);
  for (const e of sharing.order) {
    if (inlined.has(e)) continue;
    state.mayAssign = isClosed(e);
    const other = sharing.transposed.get(e);
    const laid = other ? turned(state.workspace.at(other), state.workspace) : layOut(e, state.workspace);
    if (!state.mayAssign && laid.text.length > LONGEST_BODY) {
      throw new UnsupportedError(`not supported: the body of a sum over an index is too long for code`);
    }
    state.pieces.set(e, state.mayAssign ? underName(e, laid, state) : laid);
  }
  const { assignments } = state;
  for (const { name, value } of results) {
    const found = alone(state.workspace.at(value));
    if (found.text !== name) assignments.push([name, found]);
  }
  return { assignments, sizes: state.sizes, functions: state.functions };
}

interface State {
  readonly workspace: Workspace;
  readonly pieces: Map<Expr, Piece>;
  /** Plain numbers in the target. */
  readonly fixed: Set<Expr>;
  readonly assignments: (readonly [string, Code])[];
  readonly sizes: Set<string>;
  readonly functions: Set<string>;
  readonly preferred: ReadonlyMap<Expr, string>;
  readonly names: Identifiers;
  mayAssign: boolean;
}

function stateOf(
  { uses, factors }: Sharing,
  preferred: ReadonlyMap<Expr, string>,
  language: Language,
  names: Identifiers,
): State {
  const name = (p: Piece): Piece => (state.mayAssign && !p.free ? assign(p, TEMPORARY, state) : p);
  const workspace: Workspace = {
    language,
    at: (e) => state.pieces.get(e) as Piece,
    layOut,
    isLaidOut: (e) => state.pieces.has(e),
    isFixed: (e) => state.fixed.has(e),
    isShared: (e) => (uses.get(e) ?? 0) > 1 || preferred.has(e),
    factorsOf: (e) => factors.get(e) ?? e.factors,
    name: (symbol) => names.ofSymbol(symbol),
    size: (d) => sizePiece(d, state),
    named: name,
    given: (f) => {
      state.functions.add(f);
      return names.of(f, "function");
    },
    fit(operands, make) {
      const parts = [...operands];
      for (let made = make(parts); ; made = make(parts)) {
        const widest = made.text.length > LINE ? widestOf(parts) : -1;
        if (widest < 0 || !state.mayAssign) return made;
        parts[widest] = name(parts[widest] as Piece);
      }
    },
  };
  const state: State = {
    workspace,
    pieces: new Map(),
    fixed: new Set(),
    assignments: [],
    sizes: new Set(),
    functions: new Set(),
    preferred,
    names,
    mayAssign: true,
  };
  return state;
}

/** Calls of functions of indices are numbers too. */
function isFixed(e: Expr, fixed: ReadonlySet<Expr>): boolean {
  if (!isScalar(e) || (e.kind === "call" && entryOf(e.fn).numbers !== "places")) return false;
  if (e.kind === "symbol") return e.role !== "variable";
  return children(e).every((part) => fixed.has(part));
}

/** The longest part that is worth a name; −1 if none is. */
function widestOf(parts: readonly Piece[]): number {
  let widest = -1;
  parts.forEach((p, i) => {
    const length = p.free ? 0 : p.text.length;
    if (length > (parts[widest]?.text.length ?? WORTH_A_NAME)) widest = i;
  });
  return widest;
}

/** A piece's name from now on; what is replicated is named before it is. */
function assign(p: Piece, like: string, { assignments, names }: State): Piece {
  const part = p.spread?.part;
  if (p.spread && part) {
    if (part.free) return { ...p, free: true };
    const name = atom(names.fresh(like));
    assignments.push([name.text, part]);
    const whole = p.spread.around(name);
    return { ...whole, negative: p.negative, spread: { ...p.spread, part: name }, free: true };
  }
  const name = names.fresh(like);
  assignments.push([name, p]);
  return { ...atom(name), negative: p.negative, ...(p.minus && { minus: p.minus }) };
}

/** The piece as others use it: under its own name where it has one, or where several use it. */
function underName(e: Expr, laid: Piece, state: State): Piece {
  const own = state.preferred.get(e);
  if (own !== undefined && e.kind !== "symbol" && e.kind !== "number") {
    state.assignments.push([own, alone(laid)]);
    return atom(own);
  }
  if (laid.free || !state.workspace.isShared(e)) return laid;
  return assign(laid, nameLike(e, state), state);
}

/** sigmoid_z for σ(z), t1 for what has no short description. */
function nameLike(e: Expr, { workspace }: State): string {
  const [x, second] = e.kind === "call" ? e.args : [];
  if (e.kind !== "call" || !x || second) return TEMPORARY;
  const text = workspace.at(x)?.text ?? "";
  return /^[A-Za-z]\w{0,15}$/.test(text) && /^\w+$/.test(e.fn.name) ? `${e.fn.name}_${text}` : TEMPORARY;
}

/** Products that are written only where a coefficient stands before them. */
function inlinedBodies(
  { order, uses, transposed }: Sharing,
  preferred: ReadonlyMap<Expr, string>,
): Set<Expr> {
  const bodies = new Set<Expr>();
  for (const e of order) {
    if (e.kind !== "product" || transposed.has(e)) continue;
    const body = splitCoefficient(e)[1];
    const isOnce = uses.get(body) === 1 && !preferred.has(body) && !transposed.has(body);
    if (body !== e && body.kind === "product" && isOnce && !e.scalars.includes(body)) bodies.add(body);
  }
  return bodies;
}

/** m * n + 1 */
function sizePiece(d: Dimension, { names, sizes }: State): Piece {
  let total: Piece | undefined;
  for (const { coefficient, names: factors } of d.monomials) {
    for (const f of factors) sizes.add(f);
    const size = Math.abs(coefficient);
    const parts = [
      ...(size === 1 && factors.length > 0 ? [] : [atom(String(size))]),
      ...factors.map((f) => atom(word(names.of(f, "size")))),
    ];
    const term = parts.reduce((a, b) => ({ ...infix(a, " * ", b, Level.PRODUCT), free: true }));
    if (!total) total = coefficient < 0 ? piece(code`-${term}`, Level.SUM, true) : term;
    else total = piece(code`${total} ${coefficient < 0 ? "-" : "+"} ${term}`, Level.SUM, true);
  }
  return total ?? atom("0");
}
