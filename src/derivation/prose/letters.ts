/**
 * The letters of a whole derivation: what is printed anywhere in it has one name throughout.
 */
import type { Expr } from "../../expression/expr.ts";
import { type Letters, lettersFor } from "../../print/names/letters.ts";
import { DEFAULT_NOTATION, type Notation } from "../../print/notation.ts";
import { isList } from "../check/claims.ts";
import type { Derivation, Equation, Membership, Place, Section, Sentence, Shown, Step } from "../step.ts";

export function lettersOf(
  { given, sections, results, remarks }: Derivation,
  { indices }: Pick<Notation, "indices">,
): Letters {
  const steps = sections.flatMap((s) => s.steps);
  const titles = sections.flatMap((s) => s.title ?? []);
  const all = [
    ...[...given, ...titles, ...remarks].flatMap(inSentence),
    ...steps.flatMap(inStep),
    ...results.flatMap(inEquation),
  ];
  return lettersFor(all, [], indices === DEFAULT_NOTATION.indices ? [] : indices.split(","));
}

/** The letters of one section. */
export const lettersIn = ({ title, steps }: Section, whole: Letters): Letters =>
  whole.within([...(title ? inSentence(title) : []), ...steps.flatMap(inStep)]);

const inStep = ({ text, equations }: Step): Expr[] => [
  ...text.flatMap(inSentence),
  ...equations.flatMap(inEquation),
];

const inSentence = ({ places = {} }: Sentence): Expr[] => Object.values(places).flatMap(inPlace);

function inPlace(place: Place): Expr[] {
  if (typeof place === "string") return [];
  if (isList(place))
    return [...place].flatMap((item: Shown | Equation | Membership | Sentence) => inPlace(item));
  if ("key" in place) return inSentence(place);
  if ("sides" in place) return inEquation(place);
  return place.kind === "membership" ? inPiece(place.of) : inPiece(place);
}

const inEquation = ({ sides, reason }: Equation): Expr[] => [
  ...sides.flatMap(inPiece),
  ...(reason ? inSentence(reason) : []),
];

/** Pieces are as deep as what stands on one line, so this may recurse. */
function inPiece(piece: Shown): Expr[] {
  switch (piece.kind) {
    case "expression":
      return [piece.value];
    case "product":
    case "sum":
      return piece.parts.flatMap(inPiece);
    case "brace":
      return [...inPiece(piece.of), ...inPiece(piece.label)];
    case "matrix":
      return piece.cells.flat().flatMap(inPiece);
    case "transpose":
    case "trace":
    case "differential":
      return inPiece(piece.of);
    case "derivative":
      return [piece.of, piece.by, ...(piece.across ? [piece.across] : []), ...(piece.more ?? [])].flatMap(
        inPiece,
      );
  }
}
