/**
 * A section at one choice of sizes: what its formulas are worth there, as expressions of the engine.
 *
 *     n = 3, d = 4:  x_i ─▶ the entry that i says    \sum_{i=1}^n x_i^2 ─▶ x_1² + x_2² + x_3²
 *
 * Definitions are put in; a name that a derivative is by stays a symbol until the derivative is taken.
 */

import { UnsupportedError } from "../../errors.ts";
import { symbol, zeros } from "../../expression/build.ts";
import { evaluateSize, UNIT } from "../../expression/dimension.ts";
import type { Expr, Shape, Structure } from "../../expression/expr.ts";
import { substitute } from "../../expression/walk.ts";
import { readClaim } from "../../problem/claim/claimText.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import { elaborate } from "../../shapes/elaborate.ts";
import { unitPlaces } from "../../shapes/names.ts";
import { allParts, withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { called, expandedSum } from "./calls.ts";
import { derivative, differentialOf } from "./derivative.ts";
import { isDotted, writtenOut } from "./dots.ts";
import {
  type Cut,
  entryOf,
  type Indices,
  isConstant,
  isFunction,
  isOpen,
  type Knowledge,
  lineOf,
  NO_CUT,
  ValuesAt,
} from "./knowledge.ts";
import { labelsOf, type Place, placeOf } from "./letters.ts";
import { definitionOf, isLater, memberValue, whole } from "./naming.ts";
import { isNought, type Reference, referenceOf, type Term } from "./reference.ts";
import { nameAt } from "./shapes.ts";

export class Setting {
  readonly #memory = new ValuesAt();

  /** Of names. */
  get values(): Map<string, Expr> {
    return this.#memory.at(this.outer);
  }

  count = 0;

  depth = 0;

  placeholders = new Map<Expr, Expr>();

  /** Names whose differentials are directions of their own. */
  moving: ReadonlySet<string> = new Set();

  /** They move as the equations that are assumed let them. */
  isTied = false;

  /** Of the claim's own free indices. */
  outer: Indices = new Map();

  constructor(
    readonly known: Knowledge,
    readonly sizes: ReadonlyMap<string, number>,
  ) {}

  /** Both sides, of one shape where one of them leaves its size open. */
  pair(left: Syntax, right: Syntax, indices: Indices): readonly [Expr, Expr] {
    this.outer = indices;
    const [a, b] = [left, right].map((side) => this.plain(side, indices, NO_CUT)) as [Syntax, Syntax];
    return this.elaboratedPair(a, b);
  }

  value(syntax: Syntax, indices: Indices, cut: Cut = NO_CUT): Expr {
    return this.elaborated(this.plain(syntax, indices, cut));
  }

  /** Of a tree in names of this setting only. */
  elaborated(plain: Syntax): Expr {
    const { span } = plain;
    const { value } = elaborate([{ kind: "expression", value: plain, span }], this.options(plain));
    return this.filled(value);
  }

  elaboratedPair(left: Syntax, right: Syntax): readonly [Expr, Expr] {
    const alone = (s: Syntax): Expr =>
      this.filled(elaborate([{ kind: "expression", value: s, span: s.span }], this.options(s)).value);
    if (isNought(right)) {
      const value = alone(left);
      return [value, zeros(value.shape)];
    }
    if (isNought(left)) {
      const value = alone(right);
      return [zeros(value.shape), value];
    }
    const [a, b] = [alone(left), alone(right)];
    if (isOpen(a) === isOpen(b)) return [a, b];
    return isOpen(b) ? [a, this.beside(right, a.shape)] : [this.beside(left, b.shape), b];
  }

  /** One side; what leaves its size open has that of the first of the others that doesn't. */
  alone(side: Syntax, indices: Indices, others: readonly Syntax[]): Expr {
    const own = this.value(side, indices);
    if (!isOpen(own)) return own;
    for (const other of others) {
      const value = this.value(other, indices);
      if (!isOpen(value)) return this.beside(this.plain(side, indices, NO_CUT), value.shape);
    }
    throw new UnsupportedError("nothing says of what size this is", side.span);
  }

  /** A side whose size only the other tells. */
  beside(side: Syntax, shape: Shape): Expr {
    const { types } = this.options(side);
    return this.filled(readClaim(side, { types, definitions: [], columnPowers: true }, shape));
  }

  filled(value: Expr): Expr {
    let current = value;
    for (let round = 0; round < 4; round++) {
      const next = substitute(current, this.placeholders);
      if (next === current) break;
      current = next;
    }
    return current;
  }

  options(syntax: Syntax) {
    const types = new Map<string, DeclaredType>();
    for (const part of allParts(syntax)) {
      if (part.kind === "name") {
        const shape = this.shapesOfNames.get(part.name);
        if (shape) types.set(part.name, { kind: "variable", shape, structure: this.structureOf(part.name) });
      }
      if (part.kind === "call" && this.known.functions.has(part.name.replace(/'+$/, "")))
        types.set(part.name.replace(/'+$/, ""), { kind: "elementwise-function" });
    }
    return { types, columnPowers: true, undeclaredAllowed: false } as const;
  }

  readonly shapesOfNames = new Map<string, Shape>();

  structureOf(name: string): Structure | undefined {
    return this.structured.get(name);
  }

  readonly structured = new Map<string, Structure>();

  /** A name for a value that is put in afterwards. */
  placeholder(value: Expr, like: Syntax): Syntax {
    if (value.kind === "number" && value.value.d === 1 && value.value.n >= 0)
      return { kind: "number", text: `${value.value.n}`, span: like.span };
    const name = `#${this.count++}`;
    this.shapesOfNames.set(name, value.shape);
    this.placeholders.set(symbol(name, value.shape), value);
    return nameAt(name, like);
  }

  /** The tree in names of this setting only. */
  plain(part: Syntax, indices: Indices, cut: Cut): Syntax {
    const at = (inside: Syntax): Syntax => this.plain(inside, indices, cut);
    const own = referenceOf(part);
    if (own) return this.named(own, part, indices, cut);
    switch (part.kind) {
      case "name":
        if (part.derivative)
          return this.placeholder(derivative(this, part.derivative, indices, cut, part), part);
        if (part.differential) {
          const of = nameAt(part.differential, part);
          return this.placeholder(differentialOf(this, of, indices, cut), part);
        }
        return part;
      case "product":
        // g' ∘ x
        for (const { operator, factor } of part.factors)
          if (operator === ".*" && part.factors.some(({ factor: f }) => isFunction(this.known, f)))
            throw new UnsupportedError("a composition of functions is not judged", factor.span);
        return withParts(part, at);
      case "indexed-sum":
        return expandedSum(this, part, indices, cut);
      case "block":
        return isDotted(part)
          ? withParts({ ...part, rows: writtenOut(part, (term) => this.term(term, indices)) }, at)
          : withParts(part, at);
      case "call":
        return called(this, part, indices, cut);
      case "entry": {
        const whole = this.value(part.of, indices, cut);
        const places = part.indices.map((i) =>
          i.kind === "at" ? this.indexValue(i.index, indices) : undefined,
        );
        if (places.some((place) => place === undefined)) return { ...part, of: at(part.of) };
        return this.placeholder(entryOf(whole, places as number[]), part);
      }
      default:
        return withParts(part, at);
    }
  }

  indexValue(syntax: Syntax, indices: Indices): number | undefined {
    if (syntax.kind === "number") return Number(syntax.text);
    const own = referenceOf({
      kind: "entry",
      of: nameAt("x", syntax),
      indices: [{ kind: "at", index: syntax }],
      span: syntax.span,
    });
    if (own?.indices[0]) return this.term(own.indices[0], indices);
    return syntax.kind === "name" ? this.sizes.get(syntax.name) : undefined;
  }

  term({ letter, offset }: Term, indices: Indices): number {
    if (letter === undefined) return offset;
    const value = indices.get(letter) ?? this.outer.get(letter) ?? this.sizes.get(letter);
    if (value === undefined) throw new UnsupportedError(`nothing says what the index ${letter} runs over`);
    return value + offset;
  }

  named(own: Reference, part: Syntax, indices: Indices, cut: Cut): Syntax {
    const { letters } = this.known;
    if (own.indices.length === 0 && !own.label) {
      const index = indices.get(own.key);
      if (index !== undefined) return { kind: "number", text: `${index}`, span: part.span };
    }
    if (own.key === "I" && this.isIdentity()) return nameAt("I", part);
    if (this.isUnit(own)) {
      const at = unitPlaces(own.key)!.map((place) =>
        /\d/.test(place) ? place : this.term({ letter: place, offset: 0 }, indices),
      );
      return nameAt(`${own.key.charAt(0)}_${at.join("_")}`, part);
    }
    const cell = this.cellOf(own, indices);
    if (cell) return this.placeholder(this.placed(cell, indices, cut, part), part);
    const place = placeOf(own, letters);
    if (place.kind === "whole" && !this.known.shapes.has(place.name) && !definitionOf(this, place.name, [])) {
      const size = this.sizes.get(place.name);
      if (size !== undefined) return { kind: "number", text: `${size}`, span: part.span };
      if (isConstant(place.name)) return part;
    }
    return this.placeholder(this.placed(place, indices, cut, part), part);
  }

  /** y_{i1} where y_{11}, y_{21}, … are printed. */
  cellOf({ base, indices: terms, label }: Reference, indices: Indices): Place | undefined {
    const { letters } = this.known;
    if (terms.length === 0 || label || !letters.owners.has(base)) return undefined;
    if (terms.some(({ letter }) => letter !== undefined && !letters.counting.has(letter))) return undefined;
    const numbers = terms.map((term) => this.term(term, indices));
    const cell = letters.cells.get(`${base}_${numbers.join("_")}`);
    const at = (offset: number): Term => ({ letter: undefined, offset });
    return cell && { kind: "entry", of: cell.of, terms: [at(cell.row), at(cell.column)] };
  }

  /** Of whatever size a product asks for, however often I is declared. */
  isIdentity(): boolean {
    const shape = this.known.shapes.get("I");
    return shape === undefined || (shape.rows === shape.cols && shape.rows !== UNIT);
  }

  /** e_i and E_{ij} of letters that nothing says anything of. */
  isUnit({ key, indices }: Reference): boolean {
    const { letters, shapes, definitions } = this.known;
    const places = unitPlaces(key);
    const letter = key.charAt(0);
    if (!places || letters.plain.has(letter) || letters.families.has(letter)) return false;
    if (shapes.has(key) || definitions.some(({ reference }) => reference.base === letter)) return false;
    const isCount = (place: string): boolean => /\d/.test(place) || letters.counting.has(place);
    return indices.length !== 1 || places.every(isCount);
  }

  /** What a place is worth. */
  placed(place: Place, indices: Indices, cut: Cut, part: Syntax): Expr {
    if (place.kind === "whole") return whole(this, place.name, [], cut, part);
    const terms = place.terms.map((term) => this.term(term, indices));
    if (place.kind === "entry") {
      const labels = labelsOf(place).map((term) => this.term(term, indices));
      const direct = labels.length > 0 ? undefined : definitionOf(this, place.of, terms);
      if (direct && isLater(this, direct, definitionOf(this, place.of, [])) && !cut.has(place.of))
        return memberValue(this, direct, terms, cut);
      const owner = whole(this, place.of, labels, cut, part);
      if (terms.length > 1 && terms[1] !== 1 && owner.shape.cols === UNIT && owner.shape.rows !== UNIT)
        throw new UnsupportedError(`an entry of ${place.of} has one index`, part.span);
      const isNamed = place.terms.some(({ letter }) => letter !== undefined);
      return entryOf(owner, terms, isNamed);
    }
    const line = this.known.letters.lines.get(place.family);
    if (line) return lineOf(whole(this, line.of, [], cut, part), terms[0]!, line.isRow);
    return whole(this, place.family, terms, cut, part);
  }

  concrete({ rows, cols }: Shape): readonly [number, number] {
    const of = (size: Shape["rows"]): number => {
      const value = evaluateSize(size, this.sizes);
      if (value === undefined || value < 1) throw new UnsupportedError(`the size ${size.key} is not known`);
      return value;
    };
    return [of(rows), of(cols)];
  }
}
