/**
 * The gradient of a large expression, node by node: the chain rule ∂L/∂Z_pq = Σ_ij ∂L/∂Y_ij ∂Y_ij/∂Z_pq
 * in index notation for each node Y and each of its arguments Z, contracted and lifted.
 *
 *     L = f(g(X))  ─▶  first ∂L/∂Y for Y = g(X), then ∂L/∂X
 *
 * A node's arguments stand as symbols of their own while it is differentiated, so the cost grows with the
 * number of nodes and not with the number of paths to the variable.
 */
import { number, rationalNumber, sum, symbol } from "../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { product } from "../expression/product.ts";
import { children, nodesAbove, rebuild, substitute } from "../expression/walk.ts";
import { dependenceOn } from "./dependence.ts";
import { differentiateTerms, type Entry } from "./differentiate.ts";
import { liftTerms } from "./lifting/lift.ts";
import { splitSlots } from "./lifting/slots.ts";
import { contractTerm } from "./terms/contract.ts";
import { entryAt, indexNames } from "./terms/indices.ts";
import { multiplyTerm, type Term, termsOf } from "./terms/term.ts";

/** Σ_ij G_ij ∂Y_ij/∂X_pq in the shape of X; undefined where some node's derivative has no matrix form. */
export function backwardGradient(value: Expr, wrt: SymbolNode, cotangent: Expr): Expr | undefined {
  const above = nodesAbove([value], [wrt]);
  // what is within a sum over an index has no cotangent of its own
  if ([...above].some((e) => e.kind === "bound")) return undefined;
  const cotangents = new Map<Expr, Expr[]>([[value, [cotangent]]]);
  for (const e of [...above].sort((a, b) => b.id - a.id)) {
    const own = cotangents.get(e);
    if (!own) continue;
    const G = sum(own);
    if (e === wrt) return G;
    for (const child of new Set(children(e).filter((c) => above.has(c)))) {
      const part = argumentGradient(e, child, G);
      if (!part) return undefined;
      const known = cotangents.get(child);
      if (known) known.push(part);
      else cotangents.set(child, [part]);
    }
  }
  return undefined;
}

/** The part of a node's cotangent that reaches one of its arguments. */
function argumentGradient(e: Expr, child: Expr, G: Expr): Expr | undefined {
  if (e.kind === "sum") return G;
  if (e.kind !== "product") return gradientAt(children(e), (parts) => rebuild(e, parts), child, G);
  // around each occurrence, what stands before and behind it is one factor
  const parts: (Expr | undefined)[] = [];
  const rest = product([rationalNumber(e.coefficient), ...e.scalars.filter((s) => s !== child)]);
  const chain = e.factors.length > 0 ? product(e.factors) : number(1);
  if (e.scalars.includes(child)) parts.push(gradientAt([rest, child, chain], product, child, G));
  const scalar = product([rationalNumber(e.coefficient), ...e.scalars]);
  e.factors.forEach((f, n) => {
    if (f !== child) return;
    const before = n > 0 ? [product(e.factors.slice(0, n))] : [];
    const behind = n + 1 < e.factors.length ? [product(e.factors.slice(n + 1))] : [];
    parts.push(gradientAt([scalar, ...before, child, ...behind], product, child, G, before.length + 1));
  });
  return parts.every((part) => part !== undefined) ? sum(parts) : undefined;
}

/** Σ_ij G_ij ∂Y_ij/∂Z_pq for Y made of some parts, each of which stands for itself as a symbol. */
function gradientAt(
  parts: readonly Expr[],
  make: (parts: readonly Expr[]) => Expr,
  child: Expr,
  cotangent: Expr,
  only?: number,
): Expr | undefined {
  const back = new Map<Expr, Expr>();
  const stand = (of: Expr, name: string): SymbolNode => {
    const made = symbol(name, of.shape, undefined, "hole");
    back.set(made, of);
    return made;
  };
  const own = parts.map((part, n) => {
    const first = only === undefined ? parts.indexOf(part) : n;
    return part.kind === "number" || isIndex(part) ? part : stand(part, `argument ${first}`);
  });
  const wrt = own[only ?? parts.indexOf(child)] as SymbolNode;
  const gradient = oneStep(make(own), wrt, stand(cotangent, "cotangent"));
  return gradient && substitute(gradient, back);
}

const isIndex = (e: Expr): boolean => e.kind === "symbol" && e.role === "index";

function oneStep(value: Expr, wrt: SymbolNode, G: Expr): Expr | undefined {
  const names = indexNames([value, wrt, G]);
  const [i, j] = [names.free(value.shape.rows), names.free(value.shape.cols)];
  const entry: Entry = { wrt, p: names.free(wrt.shape.rows), q: names.free(wrt.shape.cols) };
  const bounds = [i, j].filter((s): s is SymbolNode => s.kind === "symbol");
  const weight = isScalar(G) ? G : entryAt(G, i, j);
  const start = termsOf(entryAt(value, i, j), names).map((t) =>
    multiplyTerm({ ...t, bounds: [...t.bounds, ...bounds] }, weight, names),
  );
  const raw = differentiateTerms(start, entry, names, dependenceOn(wrt));
  const terms = raw.map((t) => contractTerm(t, names)).filter((t): t is Term => t !== undefined);
  const { terms: split, slots } = splitSlots(terms, { rows: [entry.p], cols: [entry.q] }, names);
  return liftTerms(split, slots, names);
}
