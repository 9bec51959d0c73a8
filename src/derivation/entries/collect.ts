/**
 * A collected matrix recognised as matrices: the gradient in matrix form with its factors written out.
 *
 *     [x_11 g_11 + x_21 g_21 …]  ─▶  \underbrace{[x_11 x_21; …]}_{Xᵀ} \underbrace{[g_11 g_12; …]}_{G}
 */
import { isCall, isNumber, number, rationalNumber } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { ONES } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { shown } from "../pieces.ts";
import type { Shown } from "../step.ts";
import type { Cells } from "./cells.ts";
import { braced, matrixOf, matrixOfCells, type Pieces, productOf, sumOf } from "./entryPieces.ts";
import { expand } from "./expand.ts";
import type { WrittenOut } from "./writtenOut.ts";

/** Cotangents that are shown as derivatives: as a whole, and entry by entry. */
export type Partials = ReadonlyMap<Expr, { readonly whole: Shown; readonly entries: Shown }>;

export function partialsOf(written: WrittenOut, pieces: Pieces): Partials {
  const partials = new Map<Expr, { whole: Shown; entries: Shown }>();
  for (const s of written.stages) {
    if (s.cotangent?.shownAs !== "partial") continue;
    const { symbol: G } = s.cotangent.table;
    const entries = s.cells.map((row) => row.map((cell) => pieces.byEntry(s, cell as SymbolNode)));
    const whole = pieces.byMatrix(s);
    partials.set(G, { whole, entries: matrixOf(entries) });
    if (isScalar(G)) continue;
    const turned = (entries[0] ?? []).map((_, j) => entries.map((row) => row[j] as Shown));
    const turnedWhole: Shown = { kind: "transpose", of: whole, value: transpose(whole.value) };
    partials.set(transpose(G), { whole: turnedWhole, entries: matrixOf(turned) });
  }
  return partials;
}

/** The form as pieces; undefined where a derivative stands inside a function. */
export const formShown = (form: Expr, partials: Partials): Shown | undefined =>
  partials.size === 0
    ? shown(form)
    : shownWith(form, partials, (factor) => partials.get(factor)?.whole ?? shown(factor));

/** The factors written out and labelled; undefined where the form is no product or sum of products of matrices. */
export function formWrittenOut(form: Expr, written: WrittenOut, partials: Partials): Shown | undefined {
  const terms = form.kind === "sum" ? form.terms : [form];
  const isChain = (t: Expr) => t.kind === "product" && t.factors.length > 1;
  // the entries of one matrix are there already
  if (isScalar(form) || form.kind === "symbol" || !terms.every((t) => isChain(t) || t.kind === "symbol"))
    return undefined;
  return shownWith(form, partials, (factor) => {
    const own = partials.get(factor);
    return own
      ? braced(own.entries, own.whole)
      : braced(matrixOfCells(mirroredCells(factor, written)), shown(factor));
  });
}

const mirroredCells = (factor: Expr, { leaves, mirrored }: WrittenOut): Cells =>
  expand(factor, leaves).map((row) => row.map((cell) => substitute(cell, mirrored)));

/** X W + 1 bᵀ with its matrices written out, the replicated bias as one; undefined where no matrices are multiplied. */
export function valueWrittenOut(value: Expr, written: WrittenOut): Shown | undefined {
  const terms = value.kind === "sum" ? value.terms : [value];
  const isChain = (t: Expr) =>
    t.kind === "product" && t.factors.length > 1 && t.factors.every((f) => f.kind !== "sum");
  const isReplicated = (t: Expr) => t.kind === "product" && t.factors.some((f) => isCall(f, ONES));
  if (isScalar(value) || !terms.some((t) => isChain(t) && !isReplicated(t))) return undefined;
  if (!terms.every((t) => isChain(t) || t.kind === "symbol")) return undefined;
  const whole = (e: Expr) => braced(matrixOfCells(expand(e, written.leaves)), shown(e));
  return sumOf(
    terms.map((t) => (isReplicated(t) ? whole(t) : (formWrittenOut(t, written, new Map()) ?? whole(t)))),
  );
}

function shownWith(form: Expr, partials: Partials, factorShown: (e: Expr) => Shown): Shown | undefined {
  const pieces: Shown[] = [];
  for (const t of form.kind === "sum" ? form.terms : [form]) {
    const factors = t.kind === "product" ? withSelections(t.factors) : [t];
    const scale = t.kind === "product" ? product([rationalNumber(t.coefficient), ...t.scalars]) : number(1);
    const rest = [...factors.filter((f) => !partials.has(f)), scale];
    if (rest.some((e) => symbolsIn(e).some((s) => partials.has(s)))) return undefined;
    pieces.push(productOf([...(isNumber(scale, 1) ? [] : [shown(scale)]), ...factors.map(factorShown)]));
  }
  return sumOf(pieces);
}

/** A factor of zeros and ones picks rows or columns of its neighbour: they are shown as one. */
function withSelections(factors: readonly Expr[]): Expr[] {
  const joined: Expr[] = [];
  let pending: Expr | undefined;
  for (const f of factors) {
    const last = joined.at(-1);
    if (pending) {
      joined.push(product([pending, f]));
      pending = undefined;
    } else if (isSelection(f) && last) joined[joined.length - 1] = product([last, f]);
    else if (isSelection(f)) pending = f;
    else joined.push(f);
  }
  return pending ? [...joined, pending] : joined;
}

const isSelection = (e: Expr): boolean => e.kind === "block" && symbolsIn(e).length === 0;
