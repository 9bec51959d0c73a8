/**
 * One node of an expression as text, its operands being laid out.
 */

import { isCall } from "../../expression/build.ts";
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import { type BoundNode, type CallNode, type Expr, type IndexNode, isScalar } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE, ONES, TRANSPOSE, ZEROS } from "../../expression/heads.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { type Letters, refuseAmbiguousCall } from "../names/letters.ts";
import { Level } from "../part.ts";
import type { Writer } from "../walk.ts";
import { entrywisePiece, powerPiece, productPiece } from "./chains.ts";
import { alone, atom, concatenated, numberPiece, type Piece, type Pieces, withLevel } from "./piece.ts";
import { sumPiece } from "./sums.ts";

/** A' from A. */
const transpose = (of: Piece): Piece => ({
  negative: false,
  text: `${withLevel(of, Level.ATOM)}'`,
  level: Level.POSTFIX,
  ops: of.ops,
});

/** The way text is written, with these letters. */
export const textWriter = (letters: Letters): Writer<Piece> => ({
  node: (e, pieces) => layOut(e, pieces, letters),
  product: productPiece,
  transpose,
});

/** The piece of a node whose children have theirs. */
function layOut(e: Expr, pieces: Pieces, letters: Letters): Piece {
  const at = (child: Expr): Piece => pieces.get(child) as Piece;
  switch (e.kind) {
    case "number":
      return numberPiece(e.value);
    case "symbol":
      return atom(letters.of(e));
    case "sum":
      return sumPiece(e.terms, pieces);
    case "product":
      return productPiece(e, pieces);
    case "power":
      return powerPiece(e.base, e.exponent, "^", pieces);
    case "call":
      return callPiece(e, pieces, letters);
    case "index":
      return entryPiece(e, pieces);
    case "block": {
      const rows = e.cells.map((row) => {
        const texts = row.map((cell) => alone(at(cell)));
        return concatenated(texts, ", ");
      });
      const ops = e.cells.flat().reduce((total, cell) => total + at(cell).ops, 0);
      return atom(`[${concatenated(rows, "; ")}]`, ops);
    }
    case "bound":
      return indexedSumPiece(e, pieces, letters);
  }
}

/** X[1,2], v[i]. */
function entryPiece({ of, row, column }: IndexNode, pieces: Pieces): Piece {
  const [whole, i, j] = [of, row, column].map((e) => pieces.get(e) as Piece) as [Piece, Piece, Piece];
  const isFirst = column.kind === "number" && column.value.n === 1 && of.shape.cols === UNIT;
  const places = isFirst ? alone(i) : `${alone(i)},${alone(j)}`;
  return atom(`${withLevel(whole, Level.ATOM)}[${places}]`, whole.ops);
}

function indexedSumPiece({ index, size, body }: BoundNode, pieces: Pieces, letters: Letters): Piece {
  const of = pieces.get(body) as Piece;
  const summand = of.negative
    ? `(-${of.text})`
    : withLevel(of, of.level === Level.ENTRYWISE ? Level.ATOM : Level.INDEXED);
  const letter = letters.of(index);
  const head = runsOverEntries(body, index) ? `sum_${letter}` : boundsText(letter, size);
  return { negative: false, text: `${head} ${summand}`, level: Level.INDEXED, ops: of.ops + 1 };
}

const boundsText = (index: string, size: Dimension): string => `sum_(${index}=1)^{${size.key}}`;

/** Is the index that of an entry, so that its range follows from its use? */
export function runsOverEntries(body: Expr, index: Expr): boolean {
  return topological([body]).some((e) => e.kind === "index" && (e.row === index || e.column === index));
}

function callPiece(e: CallNode, pieces: Pieces, letters: Letters): Piece {
  const [x, k] = e.args as readonly [Expr, Expr];
  if (isCall(e, TRANSPOSE)) return transpose(pieces.get(x) as Piece);
  if (isCall(e, HADAMARD)) return entrywisePiece(e.args, pieces);
  if (isCall(e, HADAMARD_POWER)) return powerPiece(x, k, ".^", pieces);
  if (isCall(e, INVERSE) && x.kind === "power" && x.exponent.kind === "number" && !isScalar(x)) {
    const base = pieces.get(x.base) as Piece;
    const text = `${withLevel(base, Level.ATOM)}^-${numberPiece(x.exponent.value).text}`;
    return { negative: false, text, level: Level.POSTFIX, ops: base.ops + 1 };
  }
  refuseAmbiguousCall(e.fn.name, letters);
  const { text } = entryOf(e.fn);
  return text === undefined ? plainCall(e, pieces) : templateCall(text, pieces.get(x) as Piece);
}

const templateCall = (template: string, of: Piece): Piece =>
  atom(
    template.replace("#1", () => alone(of)),
    of.ops + Math.max(1, template.split("(").length - 1),
  );

function plainCall(e: CallNode, pieces: Pieces): Piece {
  const isConstant = isCall(e, ONES) || isCall(e, ZEROS);
  const sizes = isConstant && e.sizes[1] === UNIT ? e.sizes.slice(0, 1) : e.sizes;
  const isFree = entryOf(e.fn).isConstant === true;
  let text = "";
  let ops = isFree ? 0 : 1;
  for (const a of e.args) {
    const piece = pieces.get(a) as Piece;
    text += `${text === "" ? "" : ", "}${alone(piece)}`;
    if (!isFree) ops += piece.ops;
  }
  for (const d of sizes) {
    text += `${text === "" ? "" : ", "}${d.key}`;
    if (!isFree) ops += sizeOperations(d);
  }
  return atom(`${e.fn.name}(${text})`, ops);
}

/** The operators in the text of a size, `m*n+1`. */
const sizeOperations = (d: Dimension): number => d.key.slice(1).match(/[-+*]/g)?.length ?? 0;
