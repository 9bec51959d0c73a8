/**
 * A world: sizes and values for all that a problem speaks of, so that every formula of it is worth something.
 *
 *     C = A B, \quad ∂L/∂C known  ─▶  A 3×4, B 4×5 at random, C their product, L an unknown smooth function of C
 *
 * In a *printed* world matrices have the sizes in which they are printed and entries their printed names;
 * in a *general* one every declared size is a number of its own.
 */
import { ShapeError, UnknownNameError, UnsupportedError } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Context, type Definition, definedBy, generalKey, lookUp } from "../context/context.ts";
import type { Reference } from "../context/reference.ts";
import { chains } from "./chains.ts";
import { Graph, type ScalarNode } from "./graph.ts";
import { interpret } from "./interpret.ts";
import { lossOf, type Sink } from "./loss.ts";
import { Sizing, type WorldKind } from "./sizing.ts";
import { entryAt, matrixOf, scalarValue, type Value } from "./values.ts";

export type Indices = ReadonlyMap<string, number>;
export const NO_INDICES: Indices = new Map();

export class World extends Sizing {
  readonly graph: Graph;
  /** Names that nothing defines or declares, met since the claim began. */
  readonly undeclared = new Set<string>();
  /** Definitions whose sizes don't fit. */
  private readonly broken = new Set<Definition>();
  private readonly values = new Map<string, Value>();
  private readonly busy = new Set<string>();
  private readonly within = chains();
  private readonly sinks: readonly Sink[] | undefined;

  constructor(
    context: Context,
    kind: WorldKind,
    seed: number,
    sinks?: readonly Sink[],
    same?: readonly string[],
  ) {
    super(context, kind, same);
    this.sinks = sinks;
    this.graph = new Graph(seed);
  }

  beginClaim(): void {
    this.forgetShapes();
    this.undeclared.clear();
  }

  isDerived(name: string): boolean {
    return this.isValued(name) || this.isLoss(name);
  }

  /** The matrices of the problem that are named by one letter. */
  matricesKnown(): [string, Value][] {
    return [...this.values].filter(([key, value]) => /^\p{Lu}$/u.test(key) && value.entries.length > 1);
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

  /** I, 1 and E_{ij} of the size that their place asks for. */
  constantAt(syntax: Extract<Syntax, { kind: "name" }>, indices: Indices): Value | undefined {
    const shape = this.constantShapeAt(syntax);
    if (!shape) return undefined;
    const [rows, cols] = [this.numberOf(shape.rows), this.numberOf(shape.cols)];
    const { one, zero } = this.graph;
    if (syntax.name === "𝟏") return matrixOf(rows, cols, () => one);
    if (syntax.name === "I") return matrixOf(rows, cols, (i, j) => (i === j ? one : zero));
    const at = [...syntax.name.slice(2)].map((letter) =>
      this.indexValue({ letter, offset: 0 }, indices, syntax),
    );
    return matrixOf(rows, cols, (i, j) => (i + 1 === at[0] && j + 1 === at[1] ? one : zero));
  }

  indexValue({ letter, offset }: Reference["indices"][number], indices: Indices, syntax: Syntax): number {
    if (letter === undefined) return offset;
    const value = indices.get(letter) ?? this.sizes.get(letter);
    if (value === undefined)
      throw new UnknownNameError(`nothing says what the index ${letter} is`, syntax.span);
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

  /** The names that a function is defined of, f(x) = …; undefined where it is no function. */
  parametersOf(key: string): readonly string[] | undefined {
    const definition = lookUp(this.context, ({ definitions }) => definitions.get(key));
    for (const { syntax } of definition?.equation.sides ?? []) {
      if (syntax?.kind !== "call" || syntax.name !== key) continue;
      return syntax.args.flatMap((arg) => (arg.kind === "name" ? [arg.name] : []));
    }
    return undefined;
  }

  private newValue(key: string, syntax: Syntax): Value {
    const cell = this.cellAt(key);
    if (cell) return scalarValue(cell);
    if (!this.isNamed(key) && this.isStated(key))
      throw new UnsupportedError(`${key} is an entry of a printed matrix`, syntax.span);
    const defined = this.definedValue(key);
    if (defined) return defined;
    const naming = lookUp(this.context, ({ namingOf }) => namingOf.get(key));
    if (naming && this.isActive(key, naming.cells))
      return matrixOf(naming.cells.length, naming.cells[0]!.length, (i, j) => {
        const { key: cell } = naming.cells[i]![j]!;
        return this.isBroken(key) ? this.statedCell(cell) : this.graph.variable(cell);
      });
    if (this.isLoss(key)) return scalarValue(lossOf(this, key, this.sinks, syntax));
    const size = this.sizes.get(key);
    if (size !== undefined) return scalarValue(this.graph.constant(size));
    if (!this.isStated(key) && !lookUp(this.context, ({ given }) => given.has(key) || undefined))
      this.undeclared.add(key);
    const shape = this.shapeNamed(key);
    const [rows, cols] = [this.numberOf(shape.rows), this.numberOf(shape.cols)];
    const isSymmetric = rows === cols && this.context.symmetric.has(key);
    return matrixOf(rows, cols, (i, j) => {
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
      const isPrinted =
        definition.value.kind === "block" && this.kind === "general" && this.hasEarlier(key, at);
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

  /** The entry that a printed matrix calls so. */
  private cellAt(key: string): ScalarNode | undefined {
    const place = lookUp(this.context, ({ places }) => places.get(key));
    if (!place) return undefined;
    const { naming, row, column } = place;
    const { owner, cells } = naming;
    const name = owner && definedBy(owner)?.key;
    const isValued = owner && (name === undefined || this.isValued(name));
    if (!isValued && name !== undefined && lookUp(this.context, (c) => c.definitions.get(name)))
      return this.statedCell(key);
    if (!isValued)
      return this.kind === "printed" || (name && this.isActive(name, cells)) || !owner
        ? this.graph.variable(key)
        : undefined;
    const value = name === undefined ? interpret(this, owner, NO_INDICES) : this.named(name, owner);
    if (name !== undefined && !this.isValued(name)) return this.statedCell(key);
    if (value.rows !== cells.length || value.cols !== cells[0]!.length) return undefined;
    return entryAt(value, row, column);
  }

  /** Where the definition of a matrix has no meaning, its entries may still have one. */
  private statedCell(key: string): ScalarNode {
    const stated = this.context.stated.get(key);
    if (!stated) return this.graph.variable(key);
    return this.within(key, () => interpret(this, stated.value, NO_INDICES).entries[0]!);
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
    if (own) return this.within(key, () => interpret(this, own.value, NO_INDICES));
    const general = lookUp(this.context, (c) => c.general.get(generalKey(reference)));
    if (general) return this.generalEntry(general, places);
    const owner = this.ownerOf(reference.base);
    const isName = syntax.kind === "name" && reference.indices.every(({ letter }) => letter === undefined);
    if (owner !== undefined) {
      if (this.kind === "general") this.refuseUnusual(key, places, isName, syntax);
      const found = this.entryOf(owner, places, syntax, isName);
      if (found) return found;
    }
    const isGiven = lookUp(
      this.context,
      ({ given }) => given.has(reference.base) || given.has(key) || undefined,
    );
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

  /** Undefined where a name with one digit, u_0, is no entry of the matrix u. */
  private entryOf(
    owner: string,
    places: readonly number[],
    syntax: Syntax,
    isName: boolean,
  ): Value | undefined {
    const value = this.named(owner, syntax);
    const [row = 0, column = 1] = value.rows === 1 && places.length === 1 ? [1, places[0]] : places;
    const isMatrix = places.length === 1 && value.cols !== 1 && value.rows !== 1;
    if (isMatrix && isName) return undefined;
    if (isMatrix) throw new UnsupportedError(`one index is no entry of the matrix ${owner}`, syntax.span);
    const isInside = row >= 1 && row <= value.rows && column >= 1 && column <= value.cols;
    if (!isInside && isName && this.kind === "general")
      throw new UnsupportedError("a printed entry has no such place in general", syntax.span);
    if (!isInside) throw new OutOfRange(owner, this.sizeText(value), syntax.span);
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
    const made = this.within(generalKey(reference), () => interpret(this, value, bound));
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
const lossRank = (key: string): number =>
  /^(L|J|C|E|ℓ|l|loss|\\mathcal\{L\}|𝓛)$/u.test(key) ? 0 : /^\p{Lu}/u.test(key) ? 1 : 2;
