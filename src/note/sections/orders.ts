/** What a note says of its names by their sizes below them, and by inequalities. */
import { type Dimension, sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Structure, shapeOf } from "../../expression/expr.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { isNought, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Said } from "../said.ts";
import { OF_A_CASE } from "../statements/cues.ts";
import { turnedEntry } from "../statements/forms.ts";
import type { Judgeable } from "../statements/roles.ts";
import type { Document } from "./document.ts";

/** Z_{m \times k}, X = (x_{ij})_{m \times n} */
export function subscriptedIn(relations: readonly Judgeable[]): Document["subscripted"] {
  const size = (part: Syntax | undefined): Dimension | undefined =>
    part?.kind === "name" ? sizeOf(part.name) : part?.kind === "number" ? sizeOf(Number(part.text)) : UNIT;
  return relations.flatMap(({ section, formula, left, right, rightSpan }) =>
    formula.shapes.flatMap(({ name: own, rows, columns, span }) => {
      const [m, n] = [size(rows), size(columns)];
      const isRight = right && formula.passage.start + span.start >= rightSpan.start;
      const name = own ?? (isRight && left?.kind === "name" ? left.name : undefined);
      return name && m && n ? [{ section, name: referenceOfName(name).key, shape: shapeOf(m, n) }] : [];
    }),
  );
}

/** A \succ 0, A \succeq 0 */
export const definiteIn = (relations: readonly Judgeable[]): Said<Structure>[] =>
  relations.flatMap(({ section, left, right, kind, latex }) => {
    const own = left && referenceOf(left);
    const isOrder = kind === "other" && isNought(right) && own;
    const value = /\\succ(?![a-z])|≻/u.test(latex) ? "spd" : "symmetric";
    return isOrder && /\\succ|≻|⪰|≽/u.test(latex) ? [{ name: own.key, value, section } as const] : [];
  });

/** p_{ij} = p_{ji}, a_{ij} = -a_{ji}: of the matrix of such entries. */
export const symmetricIn = (relations: readonly Judgeable[]): Said<Structure>[] =>
  relations.flatMap(({ section, left, right }) => {
    const own = left && right && turnedEntry(left, right);
    if (!own) return [];
    const capital = own.base.charAt(0).toUpperCase() + own.base.slice(1);
    return [own.base, capital].map((name) => ({ name, value: own.structure, section }));
  });

interface SizeOrder {
  readonly larger: string;
  readonly smaller: string;
  readonly areEqual?: true;
}

/** m > n: m is the larger one; M = O, of two sizes. */
export const sizeOrdersIn = (relations: readonly Judgeable[]): SizeOrder[] =>
  relations.flatMap(({ left, right, kind, latex, words }): SizeOrder[] => {
    if (left?.kind !== "name" || right?.kind !== "name" || left.derivative || right.derivative) return [];
    const [a, b] = [left.name, right.name];
    if (kind === "equal")
      return OF_A_CASE.test(words.before) ? [] : [{ larger: a, smaller: b, areEqual: true }];
    if (kind !== "other") return [];
    if (/>|\\g[et]/.test(latex)) return [{ larger: a, smaller: b }];
    return /<|\\l[et]/.test(latex) ? [{ larger: b, smaller: a }] : [];
  });

/** Names that are said to be positive, and nowhere to be negative. */
export function positiveIn(relations: readonly Judgeable[]): Set<string> {
  const named = (sign: RegExp): string[] =>
    relations.flatMap(({ kind, left, latex }) =>
      kind === "other" && left?.kind === "name" && sign.test(latex) ? [left.name] : [],
    );
  const negative = new Set(named(/(?:<|\\l(?:t|e|eq)(?![a-z]))\s*0\s*$/));
  return new Set(named(/>/).filter((name) => !negative.has(name)));
}

/** \sum_k y_{ik} = 1: the y_i sum to 1. */
export const summingIn = (relations: readonly Judgeable[]): string[] =>
  relations.flatMap(({ role, left, right }) => {
    if (role !== "assumption" || left?.kind !== "indexed-sum" || right?.kind !== "number") return [];
    const own = referenceOf(left.body);
    const isByLast = own?.indices.at(-1)?.letter === left.index && own.indices.length <= 2;
    const first = own?.indices.length === 2 ? `_${own.indices[0]!.letter}` : "";
    return isByLast && !own.label && right.text === "1" ? [`${own.base}${first}`] : [];
  });
