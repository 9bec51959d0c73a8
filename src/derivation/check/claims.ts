/**
 * What a derivation claims: every equation in its steps, margins and sentences, and every composed piece
 * (a product of pieces has the value of the product, a braced piece that of its label).
 *
 *     X = [x_11 x_12; …],  \underbrace{[…]}_{Xᵀ} G  ─▶  X ~ block, brace ~ Xᵀ, product ~ brace · G
 */
import { block, index } from "../../expression/blocks.ts";
import { sum } from "../../expression/build.ts";
import type { Expr } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { trace } from "../../functions/matrix.ts";
import type { Derivation, Equation, Place, Section, Sentence, Setting, Shown, Step } from "../step.ts";

/** Values that must agree: the last two as `relation` says, all others exactly. */
export interface Claim {
  readonly values: readonly Expr[];
  readonly relation: Equation["relation"];
  /** For an error: the step's rule and position, or the part of the derivation. */
  readonly where: string;
  /** The position of that step among all; absent: of the opening, a title, a result or a remark. */
  readonly step?: number;
  /** One of the equations that are counted and shown, not the inside of a piece. */
  readonly isEquation: boolean;
}

export interface ClaimGroup {
  readonly setting: Setting;
  readonly claims: readonly Claim[];
}

/** The claims by setting: one group a section; the opening belongs to the first, the results to the last. */
export function claimsOf({ given, sections, results, remarks }: Derivation): ClaimGroup[] {
  let position = 0;
  return sections.map((section, s) => {
    const claims: Claim[] = [];
    if (s === 0) for (const sentence of given) ofSentence(sentence, "given", claims);
    for (const step of section.steps) {
      const own: Claim[] = [];
      ofStep(step, `step ${position} (${step.rule})`, own);
      claims.push(...own.map((claim) => ({ ...claim, step: position })));
      position++;
    }
    if (section.title) ofSentence(section.title, "title", claims);
    if (s === sections.length - 1) {
      for (const equation of results) ofEquation(equation, "result", claims);
      for (const sentence of remarks) ofSentence(sentence, "remark", claims);
    }
    return { setting: section.setting, claims };
  });
}

function ofStep(step: Step, where: string, claims: Claim[]): void {
  for (const sentence of step.text) ofSentence(sentence, where, claims);
  for (const equation of step.equations) ofEquation(equation, where, claims);
}

function ofSentence({ places = {} }: Sentence, where: string, claims: Claim[]): void {
  for (const place of Object.values(places)) ofPlace(place, where, claims);
}

function ofPlace(place: Place, where: string, claims: Claim[]): void {
  if (typeof place === "string") return;
  if (isList(place)) for (const item of place) ofPlace(item, where, claims);
  else if ("key" in place) ofSentence(place, where, claims);
  else if ("sides" in place) ofEquation(place, where, claims);
  else if (place.kind !== "membership") ofPiece(place, where, claims);
}

export const isList = (place: Place): place is Extract<Place, readonly unknown[]> => Array.isArray(place);

function ofEquation({ sides, reason, relation }: Equation, where: string, claims: Claim[]): void {
  if (sides.length > 1 && relation !== "at") {
    claims.push({ values: sides.map((side) => side.value), relation, where, isEquation: true });
  }
  for (const side of sides) ofPiece(side, where, claims);
  if (reason) ofSentence(reason, where, claims);
}

/** The composed pieces inside a piece. Pieces are as deep as what is printed on one line. */
function ofPiece(piece: Shown, where: string, claims: Claim[]): void {
  const claim = (values: readonly Expr[]): void => {
    if (values.some((v) => v !== piece.value)) {
      claims.push({ values: [piece.value, ...values], relation: undefined, where, isEquation: false });
    }
  };
  switch (piece.kind) {
    case "expression":
    case "derivative":
    case "differential":
      return;
    case "product":
      claim([product(piece.parts.map((p) => p.value))]);
      break;
    case "sum":
      claim([sum(piece.parts.map((p) => p.value))]);
      break;
    case "brace":
      claim([piece.of.value, piece.label.value]);
      break;
    case "transpose":
      claim([transpose(piece.of.value)]);
      break;
    case "trace":
      claim([trace(piece.of.value)]);
      break;
    case "matrix":
      ofMatrix(piece, where, claims, claim);
  }
  for (const part of partsOf(piece)) ofPiece(part, where, claims);
}

function ofMatrix(
  { cells, at, value }: Extract<Shown, { kind: "matrix" }>,
  where: string,
  claims: Claim[],
  claim: (values: readonly Expr[]) => void,
): void {
  if (!at) {
    claim([block(cells.map((row) => row.map((cell) => cell.value)))]);
    return;
  }
  cells.forEach((row, i) => {
    row.forEach((cell, j) => {
      const entry = index(value, at.rows[i] as Expr, at.columns[j] as Expr);
      claims.push({ values: [entry, cell.value], relation: undefined, where, isEquation: false });
    });
  });
}

/** The pieces that a piece is made of. */
function partsOf(piece: Shown): readonly Shown[] {
  switch (piece.kind) {
    case "expression":
      return [];
    case "product":
    case "sum":
      return piece.parts;
    case "brace":
      return [piece.of, piece.label];
    case "matrix":
      return piece.cells.flat();
    case "transpose":
    case "trace":
      return [piece.of];
    case "derivative":
    case "differential":
      return [];
  }
}

/** How many equations a section shows, for the closing line. */
export const countEquations = (sections: readonly Section[]): number =>
  sections.reduce(
    (total, { steps }) =>
      total +
      steps.reduce(
        (n, { equations }) => n + equations.reduce((m, { sides }) => m + Math.max(0, sides.length - 1), 0),
        0,
      ),
    0,
  );
