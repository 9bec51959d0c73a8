/**
 * What the names of a problem are in mathjs: variables keep theirs, sizes are read off the variables.
 *
 *     n, where X is m×n  ─▶  size(X)[2]
 */

import { transliterated } from "../code/names.ts";
import { atom, infix, type Piece, piece } from "../code/pieces/piece.ts";
import { code } from "../code/pieces/text.ts";
import { UnsupportedError } from "../errors.ts";
import { addSizes, constantSize, type Dimension, sizeOf } from "../expression/dimension.ts";
import { isRow, isScalar, type SymbolNode } from "../expression/expr.ts";
import { Level } from "../print/part.ts";
import type { Names, VectorForm } from "./laid.ts";

/** What mathjs takes as a name: letters, digits and underscores. */
const NAME = /^[A-Za-z_\u00C0-\u02AF\u0370-\u03FF][A-Za-z0-9_\u00C0-\u02AF\u0370-\u03FF]*$/;

export function namesFor(
  variables: readonly SymbolNode[],
  forms: ReadonlyMap<string, VectorForm>,
): Names & { readonly variables: readonly string[] } {
  const own = new Map<string, string>();
  const taken = new Set<string>();
  const take = (key: string, name: string): string => {
    const known = own.get(key);
    if (known !== undefined) return known;
    const wanted = NAME.test(name) ? name : transliterated(name);
    let free = wanted;
    for (let n = 1; taken.has(free); n++) free = `${wanted}_${n}`;
    taken.add(free);
    own.set(key, free);
    return free;
  };
  const of = (s: SymbolNode): string => take(s.role === "variable" ? s.name : `${s.role} ${s.key}`, s.name);
  for (const v of variables) of(v);
  const measured = variables.filter((v) => !isScalar(v));
  const sizeNamed = (name: string): Piece => {
    const found = measured
      .flatMap((v) => [
        { v, axis: 1, rest: isRow(v) ? undefined : difference(v.shape.rows, name) },
        { v, axis: 2, rest: difference(v.shape.cols, name) },
      ])
      .filter(({ rest }) => rest !== undefined)
      .sort((a, b) => Math.abs(a.rest as number) - Math.abs(b.rest as number))[0];
    if (!found) return atom(NAME.test(name) ? name : transliterated(name));
    const { v, axis, rest = 0 } = found;
    const size = atom(`size(${of(v)})[${axis}]`);
    if (rest === 0) return size;
    return piece(code`${size}${rest > 0 ? " - " : " + "}${String(Math.abs(rest))}`, Level.SUM);
  };
  return {
    of,
    size: (d) => sizeText(d, sizeNamed),
    formOf: (s) => forms.get(s.name) ?? "given",
    get variables() {
      return variables.map(of);
    },
  };
}

/** k where the dimension is size + k. */
const difference = (d: Dimension, size: string): number | undefined =>
  constantSize(addSizes(d, sizeOf(size), -1));

/** m n + 1 */
function sizeText(d: Dimension, named: (name: string) => Piece): Piece {
  const terms = d.monomials.map(({ coefficient, names }) => {
    const factors = [
      ...(Math.abs(coefficient) === 1 && names.length > 0 ? [] : [atom(String(Math.abs(coefficient)))]),
      ...names.map(named),
    ];
    return { negative: coefficient < 0, term: factors.reduce((a, b) => infix(a, " * ", b, Level.PRODUCT)) };
  });
  const [first, ...rest] = terms;
  if (!first || first.negative) throw new UnsupportedError(`not supported: the size ${d.key}`);
  return rest.reduce(
    (sum, { negative, term }) => infix(sum, negative ? " - " : " + ", term, Level.SUM),
    first.term,
  );
}
