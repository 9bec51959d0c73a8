/**
 * A loss is a number, and what it is made of entry by entry has one entry then.
 *
 *     z = W h + b,  a = \sigma(z),  L = -y \log a - (1 - y) \log(1 - a)  ─▶  W has one row, b and y are numbers
 */
import { type Dimension, sizeNames, sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Shape, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Elaborated } from "../../shapes/elaborate.ts";

/**
 * The types, with those of one entry or row, where what the loss is made of is a vector whose size nothing declares,
 * and which the rows of some matrix have; undefined where they say all that there is to say.
 */
export function ofOneEntry(
  { value, variables }: Elaborated,
  {
    declared,
    sizes,
  }: { readonly declared: ReadonlyMap<string, DeclaredType>; readonly sizes: ReadonlySet<string> },
): Map<string, DeclaredType> | undefined {
  const { rows: size, cols } = value.shape;
  if (size === UNIT || cols !== UNIT || sizes.has(size.key)) return undefined;
  const own = [...variables.values()].filter(({ shape }) => hasSize(shape, size));
  const isOpen = ({ name, shape }: SymbolNode): boolean =>
    !declared.has(name) && shape.rows === size && !sizeNames(shape.cols).includes(size.key);
  if (!own.every(isOpen) || !own.some(({ shape }) => shape.cols !== UNIT)) return undefined;
  const single = own.map(({ name, shape }): [string, DeclaredType] => {
    const length = shape.cols === UNIT ? UNIT : sizeOf(`?${name}`);
    return [name, { kind: "variable", shape: shapeOf(UNIT, length), structure: undefined }];
  });
  return new Map([...declared, ...single]);
}

const hasSize = ({ rows, cols }: Shape, { key }: Dimension): boolean =>
  [rows, cols].some((d) => sizeNames(d).includes(key));
