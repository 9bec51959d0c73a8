/**
 * Sizes that are not yet known, and which of them are equal.
 *
 *     A : m × k, B : k × n, C = A B  ─▶  C has m rows and n columns;  m = 3, k = 4, n = 5
 */
import type { Syntax } from "../../syntax/tree.ts";

export interface Dimension {
  parent: Dimension | undefined;
  constant: number | undefined;
  /** Is one more (or less) than another: p+1. */
  shift: { readonly of: Dimension; readonly by: number } | undefined;
  symbol: string | undefined;
}

export interface DimensionPair {
  readonly rows: Dimension;
  readonly cols: Dimension;
}

export class Dimensions {
  private readonly symbols = new Map<string, Dimension>();
  private readonly all: Dimension[] = [];
  private readonly chosen = new Set<Dimension>();
  readonly one: Dimension = { parent: undefined, constant: 1, shift: undefined, symbol: undefined };
  /** Sizes that are declared; any other letter, as the bound of a sum, is whatever fits. */
  private readonly rigid: ReadonlySet<string>;

  constructor(rigid: ReadonlySet<string>) {
    this.rigid = rigid;
  }

  /** Was the letter found to be a number, rather than given one? */
  isNumber(symbol: string): boolean {
    const found = this.symbols.get(symbol);
    return found !== undefined && !this.chosen.has(rootOf(found));
  }

  /** Is it a number, or declared to be a size of its own? */
  isSaid(dimension: Dimension): boolean {
    const { constant, symbol, shift } = rootOf(dimension);
    if (constant !== undefined) return true;
    return shift ? this.isSaid(shift.of) : symbol !== undefined && this.rigid.has(symbol);
  }

  constant(value: number): Dimension {
    return { parent: undefined, constant: value, shift: undefined, symbol: undefined };
  }

  fresh(symbol?: string): Dimension {
    const made: Dimension = { parent: undefined, constant: undefined, shift: undefined, symbol };
    this.all.push(made);
    return made;
  }

  /** A size as written: 2, m, p+1; anything else is unknown. */
  of(syntax: Syntax): Dimension {
    if (syntax.kind === "number") return this.constant(Number(syntax.text));
    if (syntax.kind === "name") return this.symbol(syntax.name);
    if (syntax.kind === "sum" && syntax.terms.length === 2) {
      const [first, second] = syntax.terms;
      if (first!.term.kind === "name" && second!.term.kind === "number") {
        const by = (second!.sign === "-" ? -1 : 1) * Number(second!.term.text);
        return this.shifted(first!.term.name, by);
      }
    }
    return this.fresh();
  }

  symbol(name: string): Dimension {
    const found = this.symbols.get(name);
    if (found) return found;
    const made = this.fresh(name);
    this.symbols.set(name, made);
    return made;
  }

  shifted(name: string, by: number): Dimension {
    if (by === 0) return this.symbol(name);
    const key = `${name}+${by}`;
    const found = this.symbols.get(key);
    if (found) return found;
    const made = this.fresh(`${name}${by > 0 ? "+" : ""}${by}`);
    made.shift = { of: this.symbol(name), by };
    this.symbols.set(key, made);
    return made;
  }

  /** One size and a number: of p and 1 what p+1 is. */
  plus(base: Dimension, by: number): Dimension {
    const root = rootOf(base);
    if (by === 0) return root;
    if (root.constant !== undefined) return this.constant(root.constant + by);
    if (root.symbol !== undefined && /^\p{L}$/u.test(root.symbol)) return this.shifted(root.symbol, by);
    const made = this.fresh();
    made.shift = { of: root, by };
    return made;
  }

  /** Makes two sizes one; false where they are known to differ. */
  unify(a: Dimension, b: Dimension): boolean {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x === y) return true;
    if (x.constant !== undefined && y.constant !== undefined) return x.constant === y.constant;
    const isRigid = ({ symbol, constant }: Dimension): boolean =>
      symbol !== undefined && constant === undefined && this.rigid.has(symbol);
    if (isRigid(x) && isRigid(y)) return false;
    if (x.shift && y.shift && x.shift.by === y.shift.by) this.unify(x.shift.of, y.shift.of);
    const [kept, gone] =
      x.constant !== undefined || (isRigid(x) && y.constant === undefined) ? [x, y] : [y, x];
    gone.parent = kept;
    kept.shift ??= gone.shift;
    if (kept.constant === undefined) kept.symbol ??= gone.symbol;
    if (kept.constant !== undefined && kept.shift)
      this.unify(kept.shift.of, this.constant(kept.constant - kept.shift.by));
    return true;
  }

  /** Gives every open size a number of its own; of the symbols what they are. */
  solve(pool: readonly number[]): ReadonlyMap<string, number> {
    const roots = new Set(this.all.map(rootOf));
    const taken = new Set<number>();
    for (const root of roots) {
      if (root.constant !== undefined || root.shift) continue;
      const steps = [
        0,
        ...[...roots].flatMap(({ shift }) => (shift && rootOf(shift.of) === root ? [shift.by] : [])),
      ];
      const isFree = (size: number): boolean => steps.every((by) => !taken.has(size + by));
      this.chosen.add(root);
      root.constant = pool.find(isFree) ?? pool.at(-1)! + taken.size;
      for (const by of steps) taken.add(root.constant + by);
    }
    for (const root of roots) {
      if (root.constant === undefined && root.shift)
        root.constant = (rootOf(root.shift.of).constant ?? 2) + root.shift.by;
    }
    return new Map([...this.symbols].map(([name, dimension]) => [name, rootOf(dimension).constant!]));
  }
}

export function rootOf(dimension: Dimension): Dimension {
  let at = dimension;
  while (at.parent) at = at.parent;
  return at;
}

export const isUnit = (dimension: Dimension): boolean => rootOf(dimension).constant === 1;
