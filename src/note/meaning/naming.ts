import { ShapeError, UnsupportedError } from "../../errors.ts";
import { block } from "../../expression/blocks.ts";
import { number, sum, symbol } from "../../expression/build.ts";
import { sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, SCALAR, type Shape, shapeOf } from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { product } from "../../expression/product.ts";
import { totalOf } from "../../functions/reductions.ts";
import { isOfSquares, traits } from "../../structures.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { fieldAlone } from "./fields.ts";
import { type Cut, type Definition, isOpen, MOST_DEPTH, without } from "./knowledge.ts";
import { labelsOf, MEMBER, placeName, placeOf, termsOf } from "./letters.ts";
import type { Term } from "./reference.ts";
import type { Setting } from "./setting.ts";

/** Of a name, an entry or a member at a place; `isOfMember`: of an entry of a member, z^{(l)}_i at l and i. */
export function definitionOf(
  setting: Setting,
  name: string,
  terms: readonly number[],
  isOfMember = false,
): Definition | undefined {
  const { definitions, letters } = setting.known;
  for (let i = definitions.length - 1; i >= 0; i--) {
    const { reference } = definitions[i]!;
    if (placeName(reference, letters) !== name) continue;
    const place = placeOf(reference, letters);
    if ((place.kind === "entry" && place.labels !== undefined) !== isOfMember) continue;
    const given = termsOf(place);
    if (given.length !== terms.length) continue;
    if (given.every((term, k) => isAt(setting, term, terms[k]!))) return definitions[i];
  }
  return undefined;
}

/** Is a place one of those that a term stands for? x_2 is x_2, x_{t+1} is any from x_2 on, and x_{T+1} the one behind the last. */
function isAt({ sizes }: Setting, { letter, offset }: Term, place: number): boolean {
  if (letter === undefined) return offset === place;
  const end = /^\p{Lu}$/u.test(letter) ? sizes.get(letter) : undefined;
  return end === undefined ? place - offset >= 1 : place - offset === end;
}

export function isLater(setting: Setting, one: Definition, other: Definition | undefined): boolean {
  const { definitions } = setting.known;
  return !other || definitions.indexOf(one) > definitions.indexOf(other);
}

export function memberValue(
  setting: Setting,
  definition: Definition,
  terms: readonly number[],
  cut: Cut,
): Expr {
  const given = termsOf(placeOf(definition.reference, setting.known.letters));
  const indices = new Map<string, number>();
  given.forEach(({ letter, offset }, k) => {
    if (letter !== undefined) indices.set(letter, terms[k]! - offset);
  });
  try {
    return setting.value(definition.value, indices, cut);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new UnsupportedError(`what ${definition.reference.key} is doesn't conform: ${error.message}`);
  }
}

/** A name's value: its definition's, unless a derivative is by it, or a symbol. */
export function whole(
  setting: Setting,
  name: string,
  terms: readonly number[],
  cut: Cut,
  part: Syntax,
): Expr {
  const key = terms.length > 0 ? `${name}|${terms.join(",")}` : name;
  const memo = `${[...cut].sort().join(" ")} : ${key}`;
  const before = setting.values.get(memo);
  if (before) return before;
  if (++setting.depth > MOST_DEPTH) throw new UnsupportedError(`${name} is defined by itself`);
  try {
    const value = newWhole(setting, name, terms, key, cut, part);
    setting.values.set(memo, value);
    return value;
  } finally {
    setting.depth--;
  }
}

function newWhole(
  setting: Setting,
  name: string,
  terms: readonly number[],
  key: string,
  cut: Cut,
  part: Syntax,
): Expr {
  const definition = definitionOf(setting, name, terms);
  if (cut.has(key)) {
    const shape = definition
      ? whole(setting, name, terms, without(cut, key), part).shape
      : shapeOfName(setting, name, part, terms.length > 0);
    return freeSymbol(key, shape);
  }
  const general = generalOf(setting, name, terms);
  const made =
    general && isLater(setting, general, definition)
      ? assembled(setting, name, general, terms, cut)
      : undefined;
  if (made) return made;
  if (definition)
    return ofItsSize(setting, name, definition, memberValue(setting, definition, terms, cut), cut);
  const { frontier } = setting.known;
  const field = terms.length === 0 ? fieldAlone(setting, name, new Map(), cut) : undefined;
  if (field) return field;
  if (isLoss(setting, name)) return lossOver(setting, frontier, cut, part);
  const shape = shapeOfName(setting, name, part, terms.length > 0);
  const structure = setting.known.structures.get(name) ?? setting.known.structures.get(name + MEMBER);
  const square = !isOfSquares(structure) || shape.rows === shape.cols ? structure : undefined;
  const own = symbol(key, shape, square);
  const on = setting.known.dependences.filter(({ of }) => of === name);
  return on.reduce((value, { on: other }) => depending(setting, value, key, other, cut, part), own as Expr);
}

/** I − 𝟏𝟏ᵀ/n leaves its size open, which the other formulas of the name may tell. */
function ofItsSize(
  setting: Setting,
  name: string,
  { value: of, reference }: Definition,
  value: Expr,
  cut: Cut,
): Expr {
  const shape = setting.known.shapes.get(name);
  if (!isOpen(value) || !shape || reference.indices.length > 0) return value;
  const [rows, cols] = setting.concrete(shape);
  return setting.beside(setting.plain(of, new Map(), cut), shapeOf(sizeOf(rows), sizeOf(cols)));
}

/** K₀ + θ K₁ of a K that depends on θ. */
function depending(setting: Setting, value: Expr, key: string, on: string, cut: Cut, part: Syntax): Expr {
  const other = whole(setting, on, [], cut, part);
  const structure = value.kind === "symbol" && value.structure ? "symmetric" : undefined;
  const slope = (shape: Shape): Expr =>
    symbol(`${key}'${on}`, shape, shape.rows === shape.cols ? structure : undefined);
  if (isScalar(other))
    return sum([
      value,
      product([other, slope(value.shape)]),
      product([
        other,
        other,
        symbol(`${key}''${on}`, value.shape, value.shape.rows === value.shape.cols ? structure : undefined),
      ]),
    ]);
  if (isScalar(value)) return sum([value, totalOf(hadamard([slope(other.shape), other]))]);
  return sum([value, product([slope(shapeOf(value.shape.rows, other.shape.rows)), other])]);
}

/** The definition of entries of a name, or of a member of a family. */
function generalOf(setting: Setting, name: string, labels: readonly number[]): Definition | undefined {
  const { definitions, letters } = setting.known;
  return definitions.findLast(({ reference }) => {
    const place = placeOf(reference, letters);
    if (place.kind !== "entry" || place.of !== name) return false;
    const own = labelsOf(place);
    return own.length === labels.length && own.every((term, k) => isAt(setting, term, labels[k]!));
  });
}

/** A vector or matrix whose entries are defined. */
function assembled(
  setting: Setting,
  name: string,
  general: Definition,
  labels: readonly number[],
  cut: Cut,
): Expr | undefined {
  const { letters } = setting.known;
  const place = placeOf(general.reference, letters);
  const shape = setting.known.shapes.get(labels.length > 0 ? name + MEMBER : name);
  if (place.kind !== "entry" || !shape) return undefined;
  const [rows, cols] = setting.concrete(shape);
  const [first, second] = place.terms;
  const isDiagonal = first?.letter !== undefined && first.letter === second?.letter;
  const { lower, upper } = traits(setting.known.structures.get(name));
  if (isDiagonal && !(lower && upper)) return undefined;
  const cells = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: place.terms.length === 1 ? 1 : cols }, (_, j) => {
      if (isDiagonal && i !== j) return number(0);
      const terms = place.terms.length === 1 ? [i + 1] : [i + 1, j + 1];
      const at = [...labels, ...terms];
      const definition = definitionOf(setting, name, at, labels.length > 0);
      if (!definition) throw new UnsupportedError(`entry ${terms.join(", ")} of ${name} isn't given`);
      return memberValue(setting, definition, at, cut);
    }),
  );
  return cells.length === 1 && cells[0]!.length === 1 ? cells[0]![0]! : block(cells);
}

function isLoss(setting: Setting, name: string): boolean {
  return (
    setting.known.frontier.length > 0 && !definitionOf(setting, name, []) && setting.known.losses.has(name)
  );
}

function lossOver(setting: Setting, frontier: readonly string[], cut: Cut, part: Syntax): Expr {
  const terms = frontier.map((key) => {
    const [name = "", at] = key.split("|");
    const value = whole(setting, name, at ? at.split(",").map(Number) : [], cut, part);
    return totalOf(hadamard([symbol(`G:${key}`, value.shape), value]));
  });
  return sum(terms.map((term) => (isScalar(term) ? term : totalOf(term))));
}

function freeSymbol(key: string, shape: Shape): Expr {
  return symbol(`free:${key}`, shape);
}

/** x_1, …, x_N are of another size than an x that stands by itself. */
function shapeOfName(setting: Setting, name: string, part: Syntax, isMember: boolean): Shape {
  const { shapes } = setting.known;
  const [own, other] = isMember ? [name + MEMBER, name] : [name, name + MEMBER];
  const shape = shapes.get(own) ?? shapes.get(other);
  if (!shape) {
    const size = setting.sizes.get(name);
    if (size !== undefined) return SCALAR;
    throw new UnsupportedError(`nothing says what ${name} is`, part.span);
  }
  const [rows, cols] = setting.concrete(shape);
  return shapeOf(rows === 1 ? UNIT : sizeOf(rows), cols === 1 ? UNIT : sizeOf(cols));
}
