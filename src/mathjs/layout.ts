/**
 * An expression as text in the language of mathjs, for vectors as lists and as columns alike.
 *
 *     2 Xᵀ (X w − y)  ─▶  2 * X' * (X * w - y)        x yᵀ  ─▶  reshape(x, [-1, 1]) * reshape(y, [1, -1])
 *
 * mathjs multiplies two lists to a number and adds a list to a column to a matrix: products of vectors are written
 * so that they can't be taken for one another, and what has the form of a list is added to nothing else.
 */

import { added } from "../code/pieces/infix.ts";
import {
  alone,
  atom,
  called,
  infix,
  negated,
  type Piece,
  piece,
  positive,
  within,
} from "../code/pieces/piece.ts";
import { code } from "../code/pieces/text.ts";
import { UnsupportedError } from "../errors.ts";
import { isCall } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import {
  type BlockNode,
  type Expr,
  isRow,
  isScalar,
  isVector,
  type ProductNode,
  type SumNode,
} from "../expression/expr.ts";
import { ONES, TRANSPOSE } from "../expression/heads.ts";
import * as Q from "../expression/rational.ts";
import { topological } from "../expression/walk.ts";
import { Level } from "../print/part.ts";
import {
  type At,
  alike,
  asList,
  asRows,
  baseOf,
  free,
  isReciprocal,
  type Laid,
  list,
  MATH,
  type Names,
} from "./laid.ts";
import { callOf } from "./layoutCalls.ts";

const LONGEST = 200_000;
/** @throws UnsupportedError for a function that mathjs can't be given, and beyond 200,000 characters */
export function mathText(root: Expr, names: Names): string {
  const laid = new Map<Expr, Laid>();
  for (const e of topological([root])) {
    const made = layOut(e, (part) => laid.get(part) as Laid, names);
    if (made.piece.text.length > LONGEST) {
      throw new UnsupportedError(
        `the formula has more than ${LONGEST} characters when it is written out`,
        undefined,
        "compile it: what its parts share is then computed once",
      );
    }
    laid.set(e, made);
  }
  return alone((laid.get(root) as Laid).piece).text;
}

function layOut(e: Expr, at: At, names: Names): Laid {
  switch (e.kind) {
    case "number":
      return free(Q.same(e.value, Q.PI) ? atom("pi") : MATH.number(e.value));
    case "symbol":
      if (e.role === "size") return free(atom(e.name));
      return { piece: atom(names.of(e)), isList: isVector(e) && names.formOf(e) === "list" };
    case "sum":
      return sumOf(e, at);
    case "product":
      return productOf(e, at);
    case "power":
      return free(powerOf(e.base, e.exponent, isScalar(e), at));
    case "call":
      return callOf(e, at, names);
    case "index":
      return free(entryPiece(e.of, e.row, e.column, at));
    case "block":
      return blockOf(e, at);
    case "bound": {
      const name = names.of(e.index);
      const term = code`sum_over_${name}(${name}) = ${alone(at(e.body).piece)}`;
      return free(called("sum", [called("map", [code`1:${within(names.size(e.size), Level.SUM)}`, term])]));
    }
  }
}

/** c of c·𝟏, which replicates by itself beside what is no such thing. */
const spreadOf = (
  e: Expr,
): { readonly coefficient: Q.Rational; readonly scalars: readonly Expr[] } | undefined => {
  if (isScalar(e)) return undefined;
  if (isCall(e, ONES)) return { coefficient: Q.ONE, scalars: [] };
  const [only] = e.kind === "product" ? e.factors : [];
  return e.kind === "product" && e.factors.length === 1 && only && isCall(only, ONES) ? e : undefined;
};

function sumOf({ terms }: SumNode, at: At): Laid {
  const full = terms.filter((t) => spreadOf(t) === undefined);
  const whole = full.length === 0 ? terms : full;
  const { pieces, isList } = alike(whole, at);
  const written = terms.map((t): Piece => {
    const spread = full.length === 0 ? undefined : spreadOf(t);
    return spread
      ? scaled(spread.coefficient, spread.scalars, undefined, at)
      : (pieces[whole.indexOf(t)] as Piece);
  });
  return { piece: written.reduce((a, b) => added(a, b, " + ", " - ")), isList };
}

function productOf({ coefficient, scalars, factors }: ProductNode, at: At): Laid {
  const chain = factors.length === 0 ? undefined : chainOf(factors, at);
  return { piece: scaled(coefficient, scalars, chain?.piece, at), isList: chain?.isList ?? false };
}

/** c s of / t */
function scaled(coefficient: Q.Rational, scalars: readonly Expr[], of: Piece | undefined, at: At): Piece {
  const over = scalars.filter((s) => !isReciprocal(s)).map((s) => at(s).piece);
  const under = scalars.filter(isReciprocal).map((s) => at(baseOf(s)).piece);
  const signs = [...over, ...under, ...(of ? [of] : [])].filter((p) => p.negative).length;
  const absolute = Q.absolute(coefficient);
  const numbers = over.map(positive);
  if (!Q.isOne(absolute) || (numbers.length === 0 && !of)) numbers.unshift(MATH.number(absolute));
  const number =
    numbers.length === 0 ? undefined : numbers.reduce((a, b) => infix(a, " * ", b, Level.PRODUCT));
  // numbers on the left of a product need no brackets around it
  const scale = (by: Piece, what: Piece): Piece =>
    piece(code`${within(by, Level.PRODUCT)} * ${within(what, Level.PRODUCT)}`, Level.PRODUCT);
  const top = number && of ? scale(number, positive(of)) : ((number ?? (of && positive(of))) as Piece);
  const whole = under.map(positive).reduce((a, b) => infix(a, " / ", b, Level.PRODUCT), top);
  return signs % 2 === (coefficient.n < 0 ? 0 : 1) ? negated(whole) : whole;
}

/** A B x · xᵀ A y · x yᵀ */
function chainOf(factors: readonly Expr[], at: At): Laid {
  const cut = factors.findIndex((f, i) => i > 0 && f.shape.rows === UNIT);
  if (cut > 0) {
    const column = called("reshape", [alone(chainOf(factors.slice(0, cut), at).piece), "[-1, 1]"]);
    const turned = factors.length === cut + 1 ? factors[cut] : undefined;
    const right =
      turned && isCall(turned, TRANSPOSE) ? at(turned.args[0] as Expr) : chainOf(factors.slice(cut), at);
    return free(infix(column, " * ", called("reshape", [alone(right.piece), "[1, -1]"]), Level.PRODUCT));
  }
  const [first, last] = [factors[0] as Expr, factors.at(-1) as Expr];
  if (factors.length > 1 && first.shape.rows === UNIT && last.shape.cols === UNIT)
    return free(scalarChain(factors, at));
  const pieces = factors.map((f) => at(f).piece);
  const negative = pieces.filter((p) => p.negative).length % 2 === 1;
  const whole = pieces.map(positive).reduce((a, b) => infix(a, " * ", b, Level.PRODUCT));
  return { piece: negative ? negated(whole) : whole, isList: isVector(last) && at(last).isList };
}

/** xᵀ A y ─▶ dot(x, A * y), the same for lists and columns; 𝟏ᵀ x is a sum. */
function scalarChain(factors: readonly Expr[], at: At): Piece {
  const first = factors[0] as Expr;
  const { piece: right } = chainOf(factors.slice(1), at);
  if (isCall(first, ONES)) return called("sum", [alone(right)]);
  const last = factors.at(-1) as Expr;
  if (isCall(last, ONES)) return called("sum", [alone(chainOf(factors.slice(0, -1), at).piece)]);
  const left = isCall(first, TRANSPOSE)
    ? at(first.args[0] as Expr).piece
    : called("flatten", [alone(at(first).piece)]);
  return called("dot", [alone(left), alone(right)]);
}

function powerOf(base: Expr, exponent: Expr, isNumber: boolean, at: At): Piece {
  const [x, k] = [at(base).piece, at(exponent).piece];
  const value = exponent.kind === "number" ? exponent.value : undefined;
  if (isNumber && value?.n === 1 && value.d === 2) return called("sqrt", [alone(x)]);
  return isNumber && value && Q.isMinusOne(value) ? MATH.divide(atom("1"), x) : MATH.scalarPower(x, k);
}

function entryPiece(of: Expr, row: Expr, column: Expr, at: At): Piece {
  const whole = at(of);
  const place = (e: Expr): Piece => at(e).piece;
  if (isVector(of)) return piece(code`${within(asList(whole), Level.ATOM)}[${alone(place(row))}]`);
  if (isRow(of)) return piece(code`flatten(${alone(whole.piece)})[${alone(place(column))}]`);
  return piece(code`${within(whole.piece, Level.ATOM)}[${alone(place(row))}, ${alone(place(column))}]`);
}

function blockOf(e: BlockNode, at: At): Laid {
  const cells = e.cells.flat();
  if (cells.every(isScalar)) {
    const rows = e.cells.map((row) => row.map((c) => alone(at(c).piece).text).join(", "));
    return isVector(e) ? list(piece(`[${rows.join(", ")}]`)) : free(piece(`[${rows.join("; ")}]`));
  }
  const join = (pieces: readonly Piece[], dimension: string): Piece =>
    pieces.length === 1 ? (pieces[0] as Piece) : called("concat", [...pieces.map(alone), dimension]);
  const rows = e.cells.map((row) =>
    join(
      row.map((c) => asRows(c, at(c))),
      "2",
    ),
  );
  const whole = join(rows, "1");
  return isVector(e) ? list(called("flatten", [alone(whole)])) : free(whole);
}
