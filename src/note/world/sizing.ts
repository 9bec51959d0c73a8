/**
 * The sizes of all that a problem speaks of: what its definitions, declarations and printed matrices say of them.
 *
 *     A : m × k, \quad C = A B  ─▶  m = 3, k = 4, n = 5 in general; 2, 2, 2 where the matrices are printed 2×2
 */
import type { Syntax } from "../../syntax/tree.ts";
import { type Context, insideOf, isConstantName, lookUp, ownerOf } from "../context/context.ts";
import { looksLikeVector } from "../context/looks.ts";
import { type Reference, referenceOf } from "../context/reference.ts";
import { type DimensionPair, Dimensions, rootOf } from "./dimensions.ts";
import { inferShape, type ShapeScope, together } from "./shapes.ts";
import type { Value } from "./values.ts";

export type WorldKind = "printed" | "general";

/** Sizes of a general world: at least 3, as 2×2 satisfies what others don't. */
const POOLS: Readonly<Record<WorldKind, readonly number[]>> = {
  printed: [3, 4, 2, 5, 6],
  general: [3, 4, 5, 2, 6, 7],
};

export class Sizing implements ShapeScope {
  readonly dimensions: Dimensions;
  readonly context: Context;
  readonly kind: WorldKind;
  protected readonly sizes: ReadonlyMap<string, number>;
  private readonly known = new Map<string, DimensionPair>();
  private local = new Map<string, DimensionPair>();
  private readonly lasting = new Map<Syntax, DimensionPair>();
  private constants = new Map<Syntax, DimensionPair>();
  private isSettled = false;

  /** With `same` these sizes are one. */
  constructor(context: Context, kind: WorldKind, same: readonly string[] = []) {
    this.context = context;
    this.kind = kind;
    const rigid = new Set<string>();
    for (let at: Context | undefined = context; at; at = at.previous)
      for (const letter of at.sizeLetters) rigid.add(letter);
    for (const letter of same.slice(1)) rigid.delete(letter);
    this.dimensions = new Dimensions(rigid);
    for (const letter of same)
      this.dimensions.unify(this.dimensions.symbol(same[0]!), this.dimensions.symbol(letter));
    this.settleShapes();
    this.sizes = this.dimensions.solve(POOLS[kind]);
    this.isSettled = true;
  }

  protected forgetShapes(): void {
    this.local = new Map();
    this.constants = new Map();
  }

  /** What the definitions, declarations and printed matrices say of sizes. */
  private settleShapes(): void {
    if (this.kind === "printed")
      for (const [name, size] of this.context.sizes)
        this.dimensions.unify(this.dimensions.symbol(name), this.dimensions.constant(size));
    for (let at: Context | undefined = this.context; at; at = at.previous) {
      if (this.kind === "printed") this.takePrinted(at);
      for (const name of at.shapes.keys()) this.shapeNamed(name);
      for (const { reference, value } of at.definitions.values()) {
        const shape = this.shapeNamed(reference.key);
        const inferred = inferShape(value, this);
        this.unifyShapes(shape, inferred);
      }
      for (const { value } of at.general.values()) inferShape(value, this);
    }
    for (let at: Context | undefined = this.context; at; at = at.previous) this.takePrinted(at);
  }

  /** Printed matrices have their printed sizes, in a general world where nothing else is said. */
  private takePrinted({ namings }: Context): void {
    for (const { owner, cells } of namings) {
      const shape = owner && inferShape(owner, this);
      if (!shape) continue;
      const fits = (size: DimensionPair["rows"], count: number): boolean =>
        rootOf(size).constant === count || !this.dimensions.isSaid(size);
      const isOpen = fits(shape.rows, cells.length) && fits(shape.cols, cells[0]!.length);
      if (this.kind === "printed" || isOpen) this.unifyShapes(shape, this.printedShape(cells));
    }
  }

  private printedShape(cells: readonly (readonly unknown[])[]): DimensionPair {
    return { rows: this.dimensions.constant(cells.length), cols: this.dimensions.constant(cells[0]!.length) };
  }

  private unifyShapes(a: DimensionPair | undefined, b: DimensionPair | undefined): void {
    if (!a || !b) return;
    this.dimensions.unify(a.rows, b.rows);
    this.dimensions.unify(a.cols, b.cols);
  }

  /** What an equation itself says of the sizes of I, 1, E_{ij} and of names that nothing declares. */
  inferTogether(sides: readonly Syntax[]): void {
    together(
      sides.map((side) => inferShape(side, this)),
      this,
    );
  }

  /** The size that a number stands for, as the note writes it. */
  readonly sizeText = (value: Value): string => `${this.symbolOf(value.rows)}×${this.symbolOf(value.cols)}`;

  /** The letters of a matrix's two sizes, in general. */
  symbolsOf({ rows, cols }: Value): readonly [string, string] | undefined {
    const [m, n] = [this.symbolOf(rows), this.symbolOf(cols)];
    return /^\p{L}$/u.test(m) && /^\p{L}$/u.test(n) ? [m, n] : undefined;
  }

  private symbolOf(size: number): string {
    if (this.kind === "printed") return `${size}`;
    return [...this.sizes].find(([, value]) => value === size)?.[0] ?? `${size}`;
  }

  shapeOf(syntax: Syntax): DimensionPair | undefined {
    if (syntax.kind === "name" && isConstantName(syntax) && !this.isStated(syntax.name))
      return this.constantShape(syntax);
    const reference = referenceOf(syntax);
    if (!reference) return undefined;
    if (reference.indices.length > 0 && !this.isStated(reference.key)) return this.scalarShape();
    return this.shapeNamed(reference.key);
  }

  private scalarShape(): DimensionPair {
    return { rows: this.dimensions.one, cols: this.dimensions.one };
  }

  shapeBehind(name: Syntax): DimensionPair | undefined {
    const base = name.kind === "name" ? name.name : "";
    const owner = this.ownerOf(base);
    return owner === undefined ? undefined : this.shapeNamed(owner);
  }

  /** The shape of I, 1 or E_{ij} in its place, where it has been met. */
  protected constantShapeAt(syntax: Syntax): DimensionPair | undefined {
    return this.lasting.get(syntax) ?? this.constants.get(syntax);
  }

  private constantShape(syntax: Extract<Syntax, { kind: "name" }>): DimensionPair {
    const found = this.constantShapeAt(syntax);
    if (found) return found;
    const rows = this.dimensions.fresh();
    const cols =
      syntax.name === "I" ? rows : syntax.name === "𝟏" ? this.dimensions.one : this.dimensions.fresh();
    const made = { rows, cols };
    (this.isSettled ? this.constants : this.lasting).set(syntax, made);
    return made;
  }

  /** Does anything say what this name is? */
  isStated(key: string): boolean {
    return (
      lookUp(this.context, ({ definitions, shapes, namingOf, places }) =>
        definitions.has(key) || shapes.has(key) || namingOf.has(key) || places.has(key) ? true : undefined,
      ) ?? false
    );
  }

  /** Is it the name of something whole, rather than of a printed entry? */
  isNamed(key: string): boolean {
    return (
      lookUp(this.context, ({ definitions, shapes, namingOf }) =>
        definitions.has(key) || shapes.has(key) || namingOf.has(key) ? true : undefined,
      ) ?? false
    );
  }

  protected shapeNamed(key: string): DimensionPair {
    const found = this.known.get(key) ?? this.local.get(key);
    if (found) return found;
    const made = this.newShape(key);
    (this.isSettled && !this.isStated(key) ? this.local : this.known).set(key, made);
    return made;
  }

  private newShape(key: string): DimensionPair {
    const { dimensions } = this;
    if (this.context.symmetric.has(key) && !this.isStated(key)) {
      const size = dimensions.fresh();
      return { rows: size, cols: size };
    }
    const declared = lookUp(this.context, ({ shapes }) => shapes.get(key));
    const isScalarDeclared = declared && !declared[0];
    if (isScalarDeclared) return this.scalarShape();
    if (declared)
      return {
        rows: dimensions.of(declared[0]!),
        cols: declared[1] ? dimensions.of(declared[1]) : dimensions.one,
      };
    const naming = lookUp(this.context, ({ namingOf }) => namingOf.get(key));
    const definition = lookUp(this.context, ({ definitions }) => definitions.get(key));
    if (naming && this.kind === "printed") return this.printedShape(naming.cells);
    if (naming) {
      const size = (count: number): DimensionPair["rows"] =>
        count === 1 ? dimensions.one : dimensions.fresh();
      return { rows: size(naming.cells.length), cols: size(naming.cells[0]!.length) };
    }
    if (definition) return { rows: dimensions.fresh(), cols: dimensions.fresh() };
    if (this.isLoss(key) || lookUp(this.context, ({ places }) => places.has(key) || undefined))
      return this.scalarShape();
    const look = looksLikeVector(key, this.context);
    if (look === "scalar") return this.scalarShape();
    return { rows: dimensions.fresh(), cols: look === "vector" ? dimensions.one : dimensions.fresh() };
  }

  /** How far an index runs, from the first entry that has it. */
  rangeOf(letter: string, syntax: Syntax): number | undefined {
    return this.rangesOf(letter, syntax)[0];
  }

  private rangesOf(letter: string, syntax: Syntax): number[] {
    const reference = referenceOf(syntax);
    const at = reference
      ? reference.indices.findIndex((term) => term.letter === letter && term.offset === 0)
      : -1;
    if (reference && at >= 0) {
      const range = this.rangeAt(reference, at);
      return range === undefined ? [] : [range];
    }
    const single =
      syntax.kind === "name" && /^E_\p{Ll}\p{Ll}$/u.test(syntax.name)
        ? this.constantShapeAt(syntax)
        : undefined;
    const place = single && syntax.kind === "name" ? syntax.name.slice(2).indexOf(letter) : -1;
    if (single && place >= 0) return [this.numberOf(place === 0 ? single.rows : single.cols)];
    if (syntax.kind === "call" && syntax.name === "delta") return [];
    return insideOf(syntax).flatMap((part) => this.rangesOf(letter, part));
  }

  private rangeAt({ base, indices }: Reference, at: number): number | undefined {
    const printed = this.kind === "printed" ? this.printedRange(base, indices.length, at) : undefined;
    if (printed !== undefined) return printed;
    const owner = this.ownerOf(base);
    if (owner === undefined) return undefined;
    const shape = this.shapeNamed(owner);
    const isRow = indices.length === 1 && rootOf(shape.rows).constant === 1;
    return this.numberOf(at === 1 || isRow ? shape.cols : shape.rows);
  }

  private printedRange(base: string, count: number, at: number): number | undefined {
    const found = lookUp(this.context, ({ printed }) => printed.get(`${base} ${count} ${at}`));
    return found;
  }

  /** The number that a letter is because matrices are printed so. */
  statedSize(letter: string): number | undefined {
    return this.dimensions.isNumber(letter) ? this.sizes.get(letter) : undefined;
  }

  /** Is the letter a size in this problem? */
  isSize(letter: string): boolean {
    const own = this.context.sizeLetters;
    return own.size > 0 ? own.has(letter) : this.sizes.has(letter);
  }

  /** An undefined scalar that is differentiated. */
  isLoss(key: string): boolean {
    const [base = "", indices] = key.split("|");
    const isEntry =
      indices !== undefined &&
      (ownerOf(this.context, base) !== undefined ||
        lookUp(this.context, (c) => c.general.get(`${base}/${indices.split(",").length}`)) !== undefined);
    if (isEntry) return false;
    return (
      !this.isStated(key) &&
      lookUp(this.context, ({ differentiated }) => differentiated.has(key) || undefined) === true
    );
  }

  protected numberOf(dimension: DimensionPair["rows"]): number {
    const root = rootOf(dimension);
    root.constant ??= root.shift
      ? this.numberOf(root.shift.of) + root.shift.by
      : POOLS.general[this.local.size % 5]!;
    return root.constant;
  }

  /** A printed matrix holds at its printed size only. */
  protected isActive(key: string, cells: readonly (readonly Reference[])[]): boolean {
    const shape = this.known.get(key);
    if (!shape || this.kind === "printed") return true;
    return rootOf(shape.rows).constant === cells.length && rootOf(shape.cols).constant === cells[0]!.length;
  }

  /** In general x_{ik} are the entries of X, even where printed ones belong to a part of it. */
  protected ownerOf(base: string): string | undefined {
    const capital = base.slice(0, 1).toUpperCase() + base.slice(1);
    if (this.kind === "general" && capital !== base && !this.isNamed(base) && this.isNamed(capital))
      return capital;
    return ownerOf(this.context, base);
  }
}
