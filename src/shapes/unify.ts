/**
 * Unification of sizes. An unknown size is a name that begins with "?"; it is never 1, because what is
 * undeclared is a scalar, a vector or a matrix by its kind already.
 *
 *     ?1×?2 times ?3×n  ─▶  ?2 = ?3
 */
import {
  addSizes,
  type Dimension,
  multiplySizes,
  sizeNames,
  sizeOf,
  substituteSizes,
  UNIT,
} from "../expression/dimension.ts";
import { type Shape, shapeOf } from "../expression/expr.ts";

const isUnknown = (name: string): boolean => name.startsWith("?");

/** Nothing but an unknown size. */
const unknownIn = ({ key, names }: Dimension): boolean =>
  names.length === 1 && names[0] === key && isUnknown(key);

export class SizeUnifier {
  private readonly bindings = new Map<string, Dimension>();
  private count = 0;

  fresh(): Dimension {
    this.count += 1;
    return sizeOf(`?${this.count}`);
  }

  resolve(d: Dimension): Dimension {
    if (this.bindings.size === 0) return d;
    let current = d;
    for (;;) {
      const next = substituteSizes(current, (name) => this.bindings.get(name));
      if (next === current) return current;
      current = next;
    }
  }

  resolveShape(shape: Shape): Shape {
    return shapeOf(this.resolve(shape.rows), this.resolve(shape.cols));
  }

  /** Makes the two sizes equal; false if that can't be. */
  unify(left: Dimension, right: Dimension): boolean {
    const a = this.resolve(left);
    const b = this.resolve(right);
    if (a === b) return true;
    if (this.bindAlone(a, b)) return true;
    const difference = addSizes(a, b, -1);
    // an unknown that stands alone in the difference: u + rest = 0
    for (const { coefficient, names } of difference.monomials) {
      const [name] = names;
      if (names.length !== 1 || !name || !isUnknown(name) || Math.abs(coefficient) !== 1) continue;
      const unknown = sizeOf(name);
      const rest = addSizes(difference, coefficient === 1 ? unknown : multiplySizes(sizeOf(-1), unknown), -1);
      const value = coefficient === 1 ? multiplySizes(sizeOf(-1), rest) : rest;
      if (value === UNIT || sizeNames(value).includes(name) || !isSize(value)) continue;
      this.bindings.set(name, value);
      return true;
    }
    return this.unifyFactors(difference);
  }

  /** ?1 = n, and ?1 = ?2: what most equations are. */
  private bindAlone(a: Dimension, b: Dimension): boolean {
    const [unknown, other] = unknownIn(a) ? [a, b] : [b, a];
    if (!unknownIn(unknown) || other === UNIT || !isSize(other)) return false;
    if (!unknownIn(other)) {
      if (other.names.some(isUnknown)) return false;
      this.bindings.set(unknown.key, other);
    } else if (unknown.key < other.key) this.bindings.set(unknown.key, other);
    else this.bindings.set(other.key, unknown);
    return true;
  }

  /** m n = m ?1: sizes are positive, so what both have in common cancels. */
  private unifyFactors({ monomials }: Dimension): boolean {
    const [first, second] = monomials;
    if (!first || !second || monomials.length !== 2 || first.coefficient !== -second.coefficient)
      return false;
    const rest = [...second.names];
    const left = first.names.filter((name) => {
      const at = rest.indexOf(name);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    if (left.length === first.names.length) return false;
    const size = (names: readonly string[]): Dimension =>
      names.reduce((product, name) => multiplySizes(product, sizeOf(name)), UNIT);
    return this.unify(size(left), size(rest));
  }

  /** Names what is still unknown in the shapes, in their order, otherwise than what is known in them. */
  nameUnknowns(shapes: readonly Shape[], taken: ReadonlySet<string>): void {
    const names = new Set(
      shapes.flatMap(({ rows, cols }) => [rows, cols].flatMap((d) => sizeNames(this.resolve(d)))),
    );
    const unknowns = [...names].filter(isUnknown);
    const pool = unknowns.length === 1 ? ["n", ...SIZE_NAMES] : SIZE_NAMES;
    const free = pool.filter((name) => !taken.has(name) && !names.has(name));
    unknowns.forEach((unknown, i) => {
      this.bindings.set(unknown, sizeOf(free[i] ?? `n_${i + 1}`));
    });
  }
}

const SIZE_NAMES = ["m", "n", "p", "q", "r", "s", "h", "k", "d"];

/** Can be the number of rows of something: not a negative constant. */
const isSize = (d: Dimension): boolean => d.monomials.some((m) => m.coefficient > 0);
