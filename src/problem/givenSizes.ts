/**
 * The numbers that a user gives for sizes: of a size's name, of a variable, of all the rest.
 *
 *     m = 5, W = 3×4 with W : n x k, * = 1000  ─▶  m = 5, n = 3, k = 4, every other size 1000
 */
import { ShapeError, UnknownNameError } from "../errors.ts";
import { type Dimension, evaluateSize, sizeNames } from "../expression/dimension.ts";
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";

/** By the name of a size or of a variable; `*` stands for every size that has no number. */
export type SizesGiven = ReadonlyMap<string, number | readonly [number, number]>;

/** @throws UnknownNameError for a name that doesn't occur; ShapeError where two numbers contradict each other */
export function givenSizes(given: SizesGiven, roots: readonly Expr[]): Map<string, number> {
  const nodes = topological(roots);
  const symbols = nodes.filter((e): e is SymbolNode => e.kind === "symbol" && e.role !== "index");
  const names = new Set(nodes.flatMap((e) => [...sizeNames(e.shape.rows), ...sizeNames(e.shape.cols)]));
  for (const s of symbols) if (s.role === "size") names.add(s.name);
  const sizes = new Map<string, number>();
  for (const [name, size] of given) if (typeof size === "number") sizes.set(name, size);
  const pairs = [...given].flatMap(([name, size]) => {
    if (typeof size === "number") return [];
    const variable = symbols.find((s) => s.name === name);
    if (!variable) throw new UnknownNameError(`${name}, whose size is given, does not occur`);
    return [{ name, size, shape: variable.shape }];
  });
  for (const { size, shape } of pairs) {
    readSize(shape.rows, size[0], sizes);
    readSize(shape.cols, size[1], sizes);
  }
  const rest = sizes.get("*");
  sizes.delete("*");
  if (rest !== undefined) for (const name of names) if (!sizes.has(name)) sizes.set(name, rest);
  for (const { name, size, shape } of pairs) {
    const own = [shape.rows, shape.cols].map((d, axis) => evaluateSize(d, sizes) ?? size[axis]);
    if (own[0] !== size[0] || own[1] !== size[1]) {
      throw new ShapeError(
        `${name} is given as ${size[0]}×${size[1]}, and the other sizes make it ${own[0]}×${own[1]}`,
      );
    }
  }
  return sizes;
}

/** n = 5 from a dimension n that is 5. */
function readSize(d: Dimension, value: number, sizes: Map<string, number>): void {
  const [only] = d.monomials;
  const [name] = only?.names ?? [];
  const isName = d.monomials.length === 1 && only?.coefficient === 1 && only.names.length === 1;
  if (isName && name !== undefined && !sizes.has(name)) sizes.set(name, value);
}
