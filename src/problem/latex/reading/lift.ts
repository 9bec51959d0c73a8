/**
 * Formulas for one entry ─▶ formulas for all of them.
 *
 *     O_ib = Σ_j A_ij V_jb  ─▶  O = Σ_i Σ_b E_ib Σ_j A_ij V_jb
 *     ∂a_i/∂s_j = a_i (δ_ij − a_j)  ─▶  Σ_i Σ_j E_ij a_i (δ_ij − a_j), the Jacobian
 *
 * The engine finds the matrix form of such sums by itself.
 */
import { UnsupportedError } from "../../../errors.ts";
import type { Dimension } from "../../../expression/dimension.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { keyOf, nameOf } from "./parts.ts";

/** The sum over the indices of the unit vector or single-entry matrix there, times the body. */
export function liftedOver(
  rows: readonly string[],
  columns: readonly string[],
  body: Syntax,
  sizes: readonly Dimension[] = [],
): Syntax {
  if (new Set([...rows, ...columns]).size < rows.length + columns.length)
    throw new UnsupportedError("an entry with the same index twice stands for the diagonal only");
  const unit = unitFor(rows, columns, body);
  const { span } = body;
  const factors = [unit, body].map((factor) => ({ operator: "*" as const, factor }));
  const whole: Syntax = unit === undefined ? body : { kind: "product", factors: factors as never, span };
  return [...rows, ...columns].reduceRight<Syntax>((inner, index, k) => {
    const size = sizes[k];
    const to = size && sizeSyntax(size, body);
    return { kind: "indexed-sum", index, from: undefined, to, body: inner, span };
  }, whole);
}

/** A size that is a name or a number; the others follow from use. */
function sizeSyntax({ key }: Dimension, { span }: Syntax): Syntax | undefined {
  if (/^\d+$/.test(key)) return { kind: "number", text: key, span };
  return /^[\p{L}\d_]+$/u.test(key) ? { kind: "name", name: key, span } : undefined;
}

/** e_i, E_ij; (e_j ⊗ e_i) stands for E_ij where it is one side of a matrix by a matrix. */
function unitFor(rows: readonly string[], columns: readonly string[], at: Syntax): Syntax | undefined {
  if (rows.length + columns.length === 0) return undefined;
  if (columns.length === 0) return together(rows, at);
  if (rows.length === 0) return together(columns, at);
  if (rows.length === 1 && columns.length === 1) return nameOf(`E_${rows[0]}_${columns[0]}`, at);
  const right: Syntax = { kind: "transpose", of: stacked(columns, at), span: at.span };
  const factors = [stacked(rows, at), right].map((factor) => ({ operator: "*" as const, factor }));
  return { kind: "product", factors, span: at.span };
}

const together = (indices: readonly string[], at: Syntax): Syntax =>
  indices.length === 1 ? nameOf(`e_${indices[0]}`, at) : nameOf(`E_${indices[0]}_${indices[1]}`, at);

/** vec(E_ij) = e_j ⊗ e_i. */
function stacked(indices: readonly string[], at: Syntax): Syntax {
  const [i, j] = indices.map((index) => nameOf(`e_${index}`, at)) as [Syntax, Syntax | undefined];
  if (!j) return i;
  const factors = [j, i].map((factor) => ({ operator: "kron" as const, factor }));
  return { kind: "product", factors, span: at.span };
}

/** δ_ij as the entry of an identity, and names such as a_i of what has entries as those. */
export function withEntries(root: Syntax, bases: ReadonlySet<string>, indices: ReadonlySet<string>): Syntax {
  return rewritten(root, (part) => {
    if (part.kind === "call" && part.name === "delta" && part.args.length === 2)
      return entryOf(nameOf("I", part), part.args, part);
    const split = part.kind === "name" ? indexedName(part.name) : undefined;
    if (!split || !bases.has(split.base) || !split.indices.every((index) => indices.has(index))) return part;
    const places = split.indices.map((index) => nameOf(index, part));
    return entryOf(nameOf(split.base, part), places, part);
  });
}

export const entryOf = (of: Syntax, places: readonly Syntax[], { span }: Syntax): Syntax => ({
  kind: "entry",
  of,
  indices: places.map((index) => ({ kind: "at", index })),
  span,
});

/** o_s, y_ij: a base and letters. */
export function indexedName(name: string): { base: string; indices: string[] } | undefined {
  const [, base, letters] = /^(.+?)_([a-z]{1,2}|[a-z]_[a-z])$/.exec(name) ?? [];
  if (base === undefined || letters === undefined) return undefined;
  return { base, indices: [...letters.replace("_", "")] };
}

/** x_1, a_12 of a name that also stands for the whole: entries of a block. */
export function numberedEntries(roots: readonly Syntax[], base: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const visit = (name: string): void => {
    const digits = name.startsWith(`${base}_`) ? name.slice(base.length + 1) : "";
    if (/^[1-9]$/.test(digits)) found.set(name, [Number(digits)]);
    else if (/^[1-9]_?[1-9]$/.test(digits)) found.set(name, [...digits.replace("_", "")].map(Number));
  };
  for (const root of roots)
    rewritten(root, (part) => {
      if (part.kind === "name") visit(keyOf(part));
      return part;
    });
  return found;
}
