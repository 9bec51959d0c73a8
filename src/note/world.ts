/**
 * A world: sizes and values for all that a problem speaks of, so that every formula of it is worth something.
 *
 *     C = A B, \quad ∂L/∂C known  ─▶  A 3×4, B 4×5 at random, C their product, L an unknown smooth function of C
 *
 * In a *printed* world matrices have the sizes in which they are printed and entries their printed names;
 * in a *general* one every declared size is a number of its own.
 */
import { ShapeError, UnknownNameError, UnsupportedError } from "../errors.ts";
import type { Syntax } from "../syntax/tree.ts";
import { type Context, type Definition, definedBy, insideOf, generalKey, isConstantName, lookUp, ownerOf } from "./context.ts";
import { type DimensionPair, Dimensions, rootOf } from "./dimensions.ts";
import { Graph, type ScalarNode } from "./graph.ts";
import { interpret } from "./interpret.ts";
import { looksLikeVector } from "./looks.ts";
import { type Reference, referenceOf, referenceOfName } from "./reference.ts";
import { inferShape, type ShapeScope, together } from "./shapes.ts";
import { lossOf, type Sink } from "./loss.ts";
import { entryAt, scalarValue, type Value, valueOf } from "./values.ts";

export type Indices = ReadonlyMap<string, number>;
export const NO_INDICES: Indices = new Map();

export type WorldKind = "printed" | "general";

/** Sizes of a general world: at least 3, as 2×2 satisfies what others don't. */
const POOLS: Readonly<Record<WorldKind, readonly (readonly number[])[]>> = {
  printed: [[3, 4, 2, 5, 6]],
  general: [[3, 4, 5, 2, 6, 7]],
};

export class World implements ShapeScope {
  readonly graph: Graph;
  readonly dimensions: Dimensions;
  readonly context: Context;
  readonly kind: WorldKind;
  private readonly known = new Map<string, DimensionPair>();
  private local = new Map<string, DimensionPair>();
  private readonly lasting = new Map<Syntax, DimensionPair>();
  private constants = new Map<Syntax, DimensionPair>();
  /** Definitions whose sizes don't fit. */
  private readonly broken = new Set<Definition>();
  private readonly values = new Map<string, Value>();
  private readonly busy = new Set<string>();
  private readonly sizes: ReadonlyMap<string, number>;
  private isSettled = false;
  /** Names that nothing defines or declares, met since the claim began. */
  readonly undeclared = new Set<string>();
  private readonly sinks: readonly Sink[] | undefined;

  constructor(
    context: Context,
    kind: WorldKind,
    seed: number,
    sinks?: readonly Sink[],
    same?: readonly [string, string],
  ) {
    this.context = context;
    this.kind = kind;
    this.sinks = sinks;
    this.graph = new Graph(seed);
    const rigid = new Set<string>();
    for (let at: Context | undefined = context; at; at = at.previous)
      for (const letter of at.sizeLetters) rigid.add(letter);
    if (same) rigid.delete(same[1]);
    this.dimensions = new Dimensions(rigid);
    if (same) this.dimensions.unify(this.dimensions.symbol(same[0]), this.dimensions.symbol(same[1]));
    this.settleShapes();
    this.sizes = this.dimensions.solve(POOLS[kind][0]!);
    this.isSettled = true;
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

  beginClaim(): void {
    this.local = new Map();
    this.constants = new Map();
    this.undeclared.clear();
  }

  /** What an equation itself says of the sizes of I, 1, E_{ij} and of names that nothing declares. */
  inferTogether(sides: readonly Syntax[]): void {
    together(
      sides.map((side) => inferShape(side, this)),
      this,
    );
  }

  isDerived(name: string): boolean {
    return this.isValued(name) || this.isLoss(name);
  }

  sizeNamed(name: string): number | undefined {
    return this.sizes.get(name);
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

  private constantShape(syntax: Extract<Syntax, { kind: "name" }>): DimensionPair {
    const found = this.lasting.get(syntax) ?? this.constants.get(syntax);
    if (found) return found;
    const rows = this.dimensions.fresh();
    const cols = syntax.name === "I" ? rows : syntax.name === "𝟏" ? this.dimensions.one : this.dimensions.fresh();
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

  private shapeNamed(key: string): DimensionPair {
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
      const size = (count: number): DimensionPair["rows"] => (count === 1 ? dimensions.one : dimensions.fresh());
      return { rows: size(naming.cells.length), cols: size(naming.cells[0]!.length) };
    }
    if (definition) return { rows: dimensions.fresh(), cols: dimensions.fresh() };
    if (this.isLoss(key) || lookUp(this.context, ({ places }) => places.has(key) || undefined)) return this.scalarShape();
    const look = looksLikeVector(key, this.context);
    if (look === "scalar") return this.scalarShape();
    return { rows: dimensions.fresh(), cols: look === "vector" ? dimensions.one : dimensions.fresh() };
  }

  /** Names whose differentials vary freely in the claim at hand. */
  readonly varying = new Set<string>();

  /** The loss that an unspoken one is: the one undefined name that is differentiated, or the last result. */
  theLoss(): string | undefined {
    const keys = new Set<string>();
    for (let at: Context | undefined = this.context; at && keys.size === 0; at = at.previous)
      for (const key of at.differentiated) if (this.isLoss(key) || this.isValued(key)) keys.add(key);
    const [first, second] = [...keys].sort((a, b) => lossRank(a) - lossRank(b));
    return second === undefined || lossRank(first!) < lossRank(second) ? first : undefined;
  }

  /** How far an index runs, from the first entry that has it. */
  rangeOf(letter: string, syntax: Syntax): number | undefined {
    return this.rangesOf(letter, syntax)[0];
  }

  private rangesOf(letter: string, syntax: Syntax): number[] {
    const reference = referenceOf(syntax);
    const at = reference ? reference.indices.findIndex((term) => term.letter === letter && term.offset === 0) : -1;
    if (reference && at >= 0) {
      const range = this.rangeAt(reference, at);
      return range === undefined ? [] : [range];
    }
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
    return !this.isStated(key) && lookUp(this.context, ({ differentiated }) => differentiated.has(key) || undefined) === true;
  }

  private numberOf(dimension: DimensionPair["rows"]): number {
    const root = rootOf(dimension);
    root.constant ??= root.shift ? this.numberOf(root.shift.of) + root.shift.by : POOLS.general[0]![this.local.size % 5]!;
    return root.constant;
  }

  /** I, 1 and E_{ij} of the size that their place asks for. */
  constantAt(syntax: Extract<Syntax, { kind: "name" }>, indices: Indices): Value | undefined {
    const shape = this.lasting.get(syntax) ?? this.constants.get(syntax);
    if (!shape) return undefined;
    const [rows, cols] = [this.numberOf(shape.rows), this.numberOf(shape.cols)];
    const { one, zero } = this.graph;
    if (syntax.name === "𝟏") return valueOf(rows, cols, () => one);
    if (syntax.name === "I") return valueOf(rows, cols, (i, j) => (i === j ? one : zero));
    const at = [...syntax.name.slice(2)].map((letter) => this.indexValue({ letter, offset: 0 }, indices, syntax));
    return valueOf(rows, cols, (i, j) => (i + 1 === at[0] && j + 1 === at[1] ? one : zero));
  }

  indexValue({ letter, offset }: Reference["indices"][number], indices: Indices, syntax: Syntax): number {
    if (letter === undefined) return offset;
    const value = indices.get(letter) ?? this.sizes.get(letter);
    if (value === undefined) throw new UnknownNameError(`nothing says what the index ${letter} is`, syntax.span);
    return value + offset;
  }

  /** The value of a name without indices. */
  named(key: string, syntax: Syntax): Value {
    const found = this.values.get(key);
    if (found) return found;
    if (this.busy.has(key)) throw new UnsupportedError(`${key} is defined by itself`, syntax.span);
    this.busy.add(key);
    try {
      const value = this.newValue(key, syntax);
      if (this.isStated(key) || this.isLoss(key)) this.values.set(key, value);
      return value;
    } finally {
      this.busy.delete(key);
    }
  }

  private newValue(key: string, syntax: Syntax): Value {
    const cell = this.cellAt(key);
    if (cell) return scalarValue(cell);
    if (!this.isNamed(key) && this.isStated(key)) throw new UnsupportedError(`${key} is an entry of a printed matrix`, syntax.span);
    const defined = this.definedValue(key);
    if (defined) return defined;
    const naming = lookUp(this.context, ({ namingOf }) => namingOf.get(key));
    if (naming && this.isActive(key, naming.cells))
      return valueOf(naming.cells.length, naming.cells[0]!.length, (i, j) => {
        const { key: cell } = naming.cells[i]![j]!;
        return this.isBroken(key) ? this.statedCell(cell) : this.graph.variable(cell);
      });
    if (this.isLoss(key)) return scalarValue(lossOf(this, key, this.sinks, syntax));
    const size = this.sizes.get(key);
    if (size !== undefined) return scalarValue(this.graph.constant(size));
    if (!this.isStated(key) && !lookUp(this.context, ({ given }) => given.has(key) || undefined)) this.undeclared.add(key);
    const shape = this.shapeNamed(key);
    const [rows, cols] = [this.numberOf(shape.rows), this.numberOf(shape.cols)];
    const isSymmetric = rows === cols && this.context.symmetric.has(key);
    return valueOf(rows, cols, (i, j) => {
      const [p, q] = isSymmetric && i > j ? [j, i] : [i, j];
      return this.graph.variable(`${key}|${p + 1},${q + 1}`);
    });
  }

  /** By the nearest definition that has a meaning. */
  private definedValue(key: string): Value | undefined {
    for (let at: Context | undefined = this.context; at; at = at.previous) {
      const definition = at.definitions.get(key);
      if (!definition) continue;
      // what is printed entry by entry holds at that size
      const isPrinted = definition.value.kind === "block" && this.kind === "general" && this.hasEarlier(key, at);
      if (isPrinted) continue;
      if (this.broken.has(definition)) {
        if (at === this.context) return undefined;
        continue;
      }
      try {
        return interpret(this, definition.value, NO_INDICES);
      } catch (error) {
        if (!(error instanceof ShapeError || error instanceof OutOfRange)) throw error;
        this.broken.add(definition);
        if (at === this.context) return undefined;
      }
    }
    return undefined;
  }

  private hasEarlier(key: string, { previous }: Context): boolean {
    return previous !== undefined && lookUp(previous, (c) => c.definitions.get(key)) !== undefined;
  }

  /** A printed matrix holds at its printed size only. */
  private isActive(key: string, cells: readonly (readonly Reference[])[]): boolean {
    const shape = this.known.get(key);
    if (!shape || this.kind === "printed") return true;
    return rootOf(shape.rows).constant === cells.length && rootOf(shape.cols).constant === cells[0]!.length;
  }

  /** The entry that a printed matrix calls so. */
  private cellAt(key: string): ScalarNode | undefined {
    const place = lookUp(this.context, ({ places }) => places.get(key));
    if (!place) return undefined;
    const { naming, row, column } = place;
    const { owner, cells } = naming;
    const name = owner && definedBy(owner)?.key;
    const isValued = owner && (name === undefined || this.isValued(name));
    if (!isValued && name !== undefined && lookUp(this.context, (c) => c.definitions.get(name))) return this.statedCell(key);
    if (!isValued) return this.kind === "printed" || (name && this.isActive(name, cells)) || !owner ? this.graph.variable(key) : undefined;
    const value = name === undefined ? interpret(this, owner, NO_INDICES) : this.named(name, owner);
    if (name !== undefined && !this.isValued(name)) return this.statedCell(key);
    if (value.rows !== cells.length || value.cols !== cells[0]!.length) return undefined;
    return entryAt(value, row, column);
  }

  /** Where the definition of a matrix has no meaning, its entries may still have one. */
  private statedCell(key: string): ScalarNode {
    const stated = this.context.stated.get(key);
    return stated ? interpret(this, stated.value, NO_INDICES).entries[0]! : this.graph.variable(key);
  }

  /** An entry: by its printed name, by a definition of its own, or of the matrix it belongs to. */
  entry(reference: Reference, indices: Indices, syntax: Syntax): Value {
    const written = this.cellAt(reference.key);
    if (written) return scalarValue(written);
    const places = reference.indices.map((index) => this.indexValue(index, indices, syntax));
    const key = `${reference.base}|${places.join(",")}`;
    const cell = this.cellAt(key);
    if (cell) return scalarValue(cell);
    const own = lookUp(this.context, ({ definitions }) => definitions.get(key));
    if (own) return interpret(this, own.value, NO_INDICES);
    const general = lookUp(this.context, (c) => c.general.get(generalKey(reference)));
    if (general) return this.generalEntry(general, places);
    const owner = this.ownerOf(reference.base);
    const isName = syntax.kind === "name" && reference.indices.every(({ letter }) => letter === undefined);
    if (owner !== undefined) {
      if (this.kind === "general") this.refuseUnusual(key, places, isName, syntax);
      const found = this.entryOf(owner, places, syntax, isName);
      if (found) return found;
    }
    const isGiven = lookUp(this.context, ({ given }) => given.has(reference.base) || given.has(key) || undefined);
    if (!isGiven) this.undeclared.add(reference.key);
    return scalarValue(this.graph.variable(key));
  }

  private isBroken(key: string): boolean {
    const definition = this.context.definitions.get(key);
    return definition !== undefined && this.broken.has(definition);
  }

  private isValued(key: string): boolean {
    const definition = lookUp(this.context, ({ definitions }) => definitions.get(key));
    return definition !== undefined && !this.isBroken(key);
  }

  /** A number as an index says nothing in general where the printed entries are named otherwise, v_0 in row 1. */
  private refuseUnusual(key: string, places: readonly number[], isName: boolean, { span }: Syntax): void {
    const place = isName ? lookUp(this.context, (c) => c.places.get(key)) : undefined;
    if (!place) return;
    const at = [place.row + 1, place.column + 1];
    const usual = places.length === 1 ? at.includes(places[0]!) : places.every((index, i) => index === at[i]);
    if (!usual) throw new UnsupportedError("a printed entry has no such place in general", span);
  }

  /** In general x_{ik} are the entries of X, even where printed ones belong to a part of it. */
  private ownerOf(base: string): string | undefined {
    const capital = base.slice(0, 1).toUpperCase() + base.slice(1);
    if (this.kind === "general" && capital !== base && !this.isNamed(base) && this.isNamed(capital)) return capital;
    return ownerOf(this.context, base);
  }

  /** Undefined where a name with one digit, u_0, is no entry of the matrix u. */
  private entryOf(owner: string, places: readonly number[], syntax: Syntax, isName: boolean): Value | undefined {
    const value = this.named(owner, syntax);
    const [row = 0, column = 1] = value.rows === 1 && places.length === 1 ? [1, places[0]] : places;
    const isMatrix = places.length === 1 && value.cols !== 1 && value.rows !== 1;
    if (isMatrix && isName) return undefined;
    if (isMatrix)
      throw new UnsupportedError(`one index is no entry of the matrix ${owner}`, syntax.span);
    const isInside = row >= 1 && row <= value.rows && column >= 1 && column <= value.cols;
    if (!isInside && isName && this.kind === "general")
      throw new UnsupportedError("a printed entry has no such place in general", syntax.span);
    if (!isInside)
      throw new OutOfRange(owner, this.sizeText(value), syntax.span);
    return scalarValue(entryAt(value, row - 1, column - 1));
  }

  private generalEntry(
    { reference, value }: { readonly reference: Reference; readonly value: Syntax },
    places: readonly number[],
  ): Value {
    const key = `${reference.base}|${places.join(",")}`;
    const found = this.values.get(key);
    if (found) return found;
    const bound = new Map<string, number>();
    reference.indices.forEach(({ letter, offset }, i) => {
      if (letter !== undefined) bound.set(letter, places[i]! - offset);
    });
    const made = interpret(this, value, bound);
    this.values.set(key, made);
    return made;
  }
}

/** An index beyond the matrix. */
export class OutOfRange extends UnsupportedError {
  readonly owner: string;
  constructor(owner: string, sizes: string, span: Syntax["span"]) {
    super(`${owner} is ${sizes} and has no such entry`, span);
    this.owner = owner;
  }
}

/** What people call a loss, before anything else. */
const lossRank = (key: string): number => (/^(L|J|C|E|ℓ|l|loss|\\mathcal\{L\}|𝓛)$/u.test(key) ? 0 : /^\p{Lu}/u.test(key) ? 1 : 2);
