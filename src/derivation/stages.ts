/**
 * The definitions of a problem as stages simple enough to be differentiated entry by entry: what a function
 * acts on gets a name of its own.
 *
 *     Y = tanh(X W + b)  ─▶  Z = X W + 1 bᵀ, Y = tanh(Z)
 */
import { isCall, madeSymbol } from "../expression/build.ts";
import { type Expr, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { HADAMARD, INVERSE, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { children, dependsOn, substitute, topological } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";
import { indicesIn } from "../index/indices.ts";
import type { Setup } from "./style.ts";

/** A definition, in variables and the symbols of the stages before it. */
export interface Stage {
  readonly symbol: SymbolNode;
  readonly value: Expr;
  /** Given a name here, by no one before. */
  readonly isNew: boolean;
}

const MATRIX_NAMES = ["Z", "H", "S", "P", "Q", "R", "M"];
const VECTOR_NAMES = ["z", "h", "s", "p", "q", "r", "u", "v"];

/** Source of names for new stages. */
function stageNames(taken: ReadonlySet<string>): (like: Expr, wanted?: string) => string {
  const used = new Set(taken);
  return (like, wanted) => {
    const pool = isVector(like) ? VECTOR_NAMES : MATRIX_NAMES;
    const names = [
      ...(wanted ? [wanted] : []),
      ...pool,
      ...pool.flatMap((n) => [1, 2, 3, 4, 5, 6].map((k) => `${n}_${k}`)),
    ];
    const name = names.find((n) => !used.has(n) && !used.has(n.toLowerCase()) && !used.has(n.toUpperCase()));
    if (name === undefined) throw new Error("no name is free for an intermediate result");
    used.add(name);
    return name;
  };
}

/** The stages that depend on what is differentiated by, and those that they use; the root is the last. */
export function stagesOf(setup: Setup): Stage[] {
  const name = stageNames(setup.taken);
  const stages: Stage[] = [];
  const moving = new Set<Expr>(setup.wrt);
  for (const { symbol: own, value } of setup.definitions) {
    if (setup.wrt.includes(own)) continue;
    const depends = (e: Expr): boolean => [...moving].some((w) => dependsOn(e, w));
    let rest = value;
    for (let found = nextCompound(rest, depends); found; found = nextCompound(rest, depends)) {
      const made = madeSymbol(name(found, isResidual(found) ? residualName(found) : undefined), found.shape);
      stages.push({ symbol: made, value: found, isNew: true });
      if (depends(found)) moving.add(made);
      rest = substitute(
        rest,
        new Map<Expr, Expr>([
          [found, made],
          [transpose(found), transpose(made)],
        ]),
      );
    }
    stages.push({ symbol: own, value: rest, isNew: false });
    if (depends(rest)) moving.add(own);
  }
  return stages;
}

/** X w − y: what is compared with data. */
const isResidual = (e: Expr): boolean =>
  e.kind === "sum" && e.terms.some((t) => t.kind === "product" && t.coefficient.n < 0);
const residualName = (e: Expr): string => (isVector(e) ? "r" : "R");

/** Functions of a whole matrix that read its entries as they are. */
const PLAIN = new Set(["transpose", "sum", "tr", "diag", "vec", "unvec", "mean", "tril", "triu"]);

/** The innermost part of an expression that needs a name of its own, if there is one. */
function nextCompound(value: Expr, depends: (e: Expr) => boolean): Expr | undefined {
  for (const parent of topological([value])) {
    for (const child of children(parent)) {
      const bare = isCall(child, TRANSPOSE) ? (child.args[0] as Expr) : child;
      // what a sum sums has another value at each of its indices
      if (isScalar(bare) || !depends(bare) || indicesIn(bare).size > 0) continue;
      if (needsName(parent, bare)) return bare;
    }
  }
  return undefined;
}

function needsName(parent: Expr, child: Expr): boolean {
  if (parent.kind === "call") {
    if (PLAIN.has(parent.fn.name)) return isFunctionOfWhole(child);
    if (isCall(parent, HADAMARD)) return isFunctionOfWhole(child) || hasChain(child);
    return isFunctionOfWhole(child) || hasChain(child) || isNonlinear(child);
  }
  if (parent.kind === "product" && parent.factors.length > 1) {
    return isNonlinear(child) || (child.kind === "sum" && hasChain(child));
  }
  if (parent.kind === "sum") return isFunctionOfWhole(child);
  if (parent.kind === "power") return hasChain(child);
  return false;
}

/** A function of all entries at once: softmax, an inverse. */
const isFunctionOfWhole = (e: Expr): boolean =>
  e.kind === "call" && !isScalar(e) && (isCall(e, INVERSE) || entryOf(e.fn).partial !== undefined);

/** A function of each entry. */
const isNonlinear = (e: Expr): boolean =>
  e.kind === "call" && (isFunctionOfWhole(e) || entryOf(e.fn).elementwise === true);

/** A product of matrices, also as a term of a sum. */
function hasChain(e: Expr): boolean {
  if (e.kind === "product") return e.factors.length > 1;
  return e.kind === "sum" && e.terms.some(hasChain);
}
