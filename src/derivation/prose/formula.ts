/**
 * How pieces become formulas: what a way of writing (LaTeX, Unicode) must say. One walk serves both.
 */
import { isCall, isNumber, splitCoefficient } from "../../expression/build.ts";
import { type Expr, isScalar, type Shape } from "../../expression/expr.ts";
import { HADAMARD, SINGLE } from "../../expression/heads.ts";
import { entryOf } from "../../functions/index.ts";
import type { Equation, Membership, Shown } from "../step.ts";

export interface Writer {
  readonly minus: string;
  expression(e: Expr): string;
  bracket(text: string): string;
  /** Factors side by side. */
  join(factors: readonly string[]): string;
  brace(of: string, label: string): string;
  /** Rows of cells; `gaps` says after which rows and columns dots stand. */
  matrix(cells: readonly (readonly string[])[], gaps: Gaps): string;
  transpose(of: string): string;
  trace(of: string): string;
  derivative(of: string, by: string): string;
  /** `turned`: the second variable as a row. */
  secondDerivative(of: string, by: string, across: string, turned: string): string;
  /** By one entry after the other. */
  mixedDerivative(of: string, by: readonly string[]): string;
  differential(of: string): string;
  membership(of: string, shape: Shape): string;
  relation(relation: Equation["relation"]): string;
}

export interface Gaps {
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

/** Pieces are as deep as what stands on one line, so this may recurse. */
export function write(piece: Shown, w: Writer): string {
  switch (piece.kind) {
    case "expression":
      return w.expression(piece.value);
    case "product":
      return productText(piece.parts, w);
    case "sum":
      return piece.parts.map((part, i) => term(write(part, w), i)).join("");
    case "brace":
      return w.brace(write(piece.of, w), write(piece.label, w));
    case "matrix":
      return w.matrix(
        piece.cells.map((row) => row.map((cell) => write(cell, w))),
        gapsOf(piece.at),
      );
    case "transpose":
      return w.transpose(isSimple(piece.of) ? write(piece.of, w) : w.bracket(write(piece.of, w)));
    case "trace":
      return w.trace(write(piece.of, w));
    case "derivative":
      return piece.more
        ? w.mixedDerivative(
            write(piece.of, w),
            [piece.by, ...piece.more].map((by) => write(by, w)),
          )
        : firstOrSecond(piece, w);
    case "differential":
      return w.differential(isSimple(piece.of) ? write(piece.of, w) : w.bracket(write(piece.of, w)));
  }
}

function firstOrSecond(piece: Extract<Shown, { kind: "derivative" }>, w: Writer): string {
  const [of, by] = [write(piece.of, w), write(piece.by, w)];
  if (piece.order !== 2) return w.derivative(of, by);
  const { across = piece.by } = piece;
  const column = write(across, w);
  if (isScalar(piece.by.value) && isScalar(across.value)) return w.mixedDerivative(of, [by, column]);
  return w.secondDerivative(of, by, column, isScalar(across.value) ? column : w.transpose(column));
}

export const writeMembership = (m: Membership, w: Writer): string => w.membership(write(m.of, w), m.shape);

export function writeEquation(equation: Equation, w: Writer): string {
  return sidesText(equation, 0, w);
}

/** The sides from one position on, each after its sign but for the first. */
export function sidesText({ sides, relation }: Equation, from: number, w: Writer): string {
  return sides
    .slice(from)
    .map((side, i) => {
      const text = write(side, w);
      const isLast = from + i === sides.length - 1;
      return i === 0 ? text : ` ${w.relation(isLast ? relation : undefined)} ${text}`;
    })
    .join("");
}

/** −1 at the front is a sign. */
function productText(parts: readonly Shown[], w: Writer): string {
  const [first, ...rest] = parts;
  const isSign = first?.kind === "expression" && isNumber(first.value, -1) && rest.length > 0;
  const texts = (isSign ? rest : parts).map((part, i) => factor(part, i > 0 || isSign, w));
  return (isSign ? w.minus : "") + w.join(texts);
}

const term = (text: string, i: number): string =>
  i === 0 ? text : /^[-−]/.test(text) ? ` ${text[0]} ${text.slice(1).trimStart()}` : ` + ${text}`;

/** A factor of a product: sums and what is joined by ⊙ in brackets; a sign too, but at the front. */
function factor(piece: Shown, inside: boolean, w: Writer): string {
  const text = write(piece, w);
  const loose = isLoose(piece) || (inside && /^[-−]/.test(text));
  return loose ? w.bracket(text) : text;
}

function isLoose(piece: Shown): boolean {
  if (piece.kind === "sum") return true;
  if (piece.kind !== "expression") return false;
  const { value } = piece;
  const [coefficient, body] = splitCoefficient(value);
  return (
    // b − a is −(a − b)
    (body.kind === "sum" && Math.abs(coefficient.n) === coefficient.d) ||
    value.kind === "bound" ||
    isCall(value, HADAMARD) ||
    (value.kind === "call" && value.fn.name === "kron")
  );
}

/** Takes a mark without brackets. */
function isSimple(piece: Shown): boolean {
  if (piece.kind === "expression") {
    const { value } = piece;
    if (value.kind === "call") return isCall(value, SINGLE) || entryOf(value.fn).latex.endsWith("(#1)");
    return value.kind === "symbol" && value.role !== "hole";
  }
  return piece.kind === "matrix";
}

/** After which of the given rows and columns one or more are left out. */
function gapsOf(at: Extract<Shown, { kind: "matrix" }>["at"]): Gaps {
  const gaps = (places: readonly Expr[] = []): Set<number> => {
    const found = new Set<number>();
    places.forEach((place, i) => {
      const next = places[i + 1];
      if (next && !follows(place, next)) found.add(i);
    });
    return found;
  };
  return { rows: gaps(at?.rows), columns: gaps(at?.columns) };
}

const follows = (a: Expr, b: Expr): boolean =>
  a.kind === "number" && b.kind === "number" && b.value.n === a.value.n + 1;
