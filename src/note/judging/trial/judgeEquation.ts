/**
 * One equation of a note: which of its sides agree, which differ, which have no meaning.
 *
 *     ∂L/∂Z = [ … ] = G Wᵀ  ─▶  the side that most others equal is taken as meant, each other is judged against it
 */
import { type MatrixCalculusError, MatrixCalculusError as Refusal, ShapeError } from "../../../errors.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { FourIndices } from "../../meaning/derivative.ts";
import type { Knowledge } from "../../meaning/knowledge.ts";
import { everyPart } from "../../meaning/reference.ts";
import type { SectionKind } from "../../sections/printing.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { looseIn } from "../../verdict/certainty.ts";
import { attempted, isTooDeep } from "../../verdict/compare.ts";
import { kindsFor } from "../../verdict/readings/kinds.ts";
import { type Comparison, compared, type SideValue, sideValue, type Trial, trialOf } from "./compare.ts";
import { asSquare, type Scene, sizeText, worldsFor } from "./scene.ts";
import { numbersOf, type Value } from "./values.ts";

export type Outcome =
  | { readonly kind: "right"; readonly side: number; readonly sizesMustAgree: string | undefined }
  | {
      readonly kind: "wrong";
      readonly side: number;
      readonly against: number;
      readonly comparison: Exclude<Comparison, { kind: "equal" | "unknown" }>;
      readonly trial: Trial;
      /** Names that nothing declares. */
      readonly undeclared: readonly string[];
    }
  | {
      readonly kind: "ill-formed";
      readonly side: number;
      readonly error: MatrixCalculusError;
      readonly trial: Trial;
    }
  | {
      readonly kind: "unclear";
      readonly side: number;
      readonly why: string;
      /** It speaks of a derivative of a matrix by a matrix. */
      readonly isFourIndices?: boolean;
      /** Where the side was tried and something in it is unknown. */
      readonly trial?: Trial;
    };

/** A formula nested beyond what the stack holds is not judged. */
export function judgeSides(
  scene: Scene,
  sides: readonly (Syntax | undefined)[],
  own: Judgeable,
  change?: (known: Knowledge) => Knowledge,
): readonly Outcome[] {
  try {
    return judgeReadable(scene, sides, own, change);
  } catch (error) {
    if (isTooDeep(error) || error instanceof Refusal)
      return [{ kind: "unclear", side: 0, why: "it is nested too deep or too large" }];
    return [
      {
        kind: "unclear",
        side: 0,
        why: attempted(() => {
          throw error;
        }).why,
      },
    ];
  }
}

const isRight = ({ kind }: Outcome): boolean => kind === "right";
const isUnclear = ({ kind }: Outcome): boolean => kind === "unclear";
const count = (outcomes: readonly Outcome[], is: (outcome: Outcome) => boolean): number =>
  outcomes.filter(is).length;

/** As much as a matrix all of whose entries differ. */
const SHAPES_DIFFER = 1e3;

/** What is unclear weighs more than all that differs. */
const distance = (outcomes: readonly Outcome[]): number =>
  1e6 * count(outcomes, isUnclear) +
  outcomes.reduce(
    (sum, outcome) =>
      outcome.kind !== "wrong"
        ? sum
        : sum + (outcome.comparison.kind === "different" ? outcome.comparison.places.length : SHAPES_DIFFER),
    0,
  );

/** In the first reading in which all is right; of none the first in which the most is clear. */
function judgeReadable(
  scene: Scene,
  sides: readonly (Syntax | undefined)[],
  own: Judgeable,
  change?: (known: Knowledge) => Knowledge,
): readonly Outcome[] {
  const [left, right] = sides.filter((side) => side !== undefined).map(scene.document.normal);
  const general = scene.sectionAt(own.section, "general");
  const kinds: readonly SectionKind[] = general.hasPrints
    ? kindsFor({ ...own, left, right }, general)
    : ["general"];
  let best: readonly Outcome[] | undefined;
  for (const kind of kinds) {
    const present = [left, right].filter((side) => side !== undefined);
    for (const world of worldsFor(scene, present, own, kind, change)) {
      const outcomes = judgeIn(trialOf(world, sides));
      if (outcomes.every(isRight)) return outcomes;
      if (!best || distance(outcomes) < distance(best)) best = outcomes;
    }
    if (best && !best.some(isUnclear)) break;
  }
  if (best) return sameSizes(best, sides) ?? best;
  return [{ kind: "unclear", side: 0, why: "no sizes fit what the note says" }];
}

/** A trace asks for a square matrix: judged where the sizes agree, and said so. */
function sameSizes(
  outcomes: readonly Outcome[],
  sides: readonly (Syntax | undefined)[],
): readonly Outcome[] | undefined {
  const failed = outcomes.find((outcome) => outcome.kind === "ill-formed");
  if (failed?.kind !== "ill-formed") return undefined;
  const why = notSquareIn(failed.trial, sides[failed.side]);
  if (why === undefined) return undefined;
  return judgeIn(trialOf(asSquare(failed.trial.world), sides)).map((outcome) =>
    outcome.kind === "right" ? { ...outcome, sizesMustAgree: why } : outcome,
  );
}

const SQUARE: ReadonlyMap<string, string> = new Map([
  ["tr", "trace"],
  ["det", "determinant"],
  ["logdet", "determinant"],
]);

/** Of a trace of what isn't square the sentence; it would mean something if two sizes were equal. */
export function notSquareIn(trial: Trial, side: Syntax | undefined): string | undefined {
  for (const part of side ? everyPart(side) : []) {
    const what = part.kind === "call" ? SQUARE.get(part.name) : undefined;
    const of = part.kind === "call" && what ? sideValue(trial, part.args[0]!) : undefined;
    const [value] = valuesOf(of);
    if (!value || value.rows === value.cols) continue;
    const sizes = sizeText(trial.world, value);
    return `the ${what} of a ${sizes} matrix is defined only where ${sizes.replace("×", " = ")}`;
  }
  return undefined;
}

export const isBad = ({ kind }: Outcome): boolean => kind === "wrong" || kind === "ill-formed";

export function judgeIn(trial: Trial): readonly Outcome[] {
  const { values, sides } = trial;
  const readable = values.flatMap((value, i) => (value?.kind === "values" ? [i] : []));
  const meant = meantSide(readable, values);
  const outcomes: Outcome[] = [];
  sides.forEach((_, side) => {
    const value = values[side];
    if (!value) outcomes.push({ kind: "unclear", side, why: "it can't be read" });
    else if (value.kind === "error") outcomes.push(failureOf(trial, side, value.error, meant));
    else if (meant !== undefined && side !== meant) outcomes.push(judgedAgainst(trial, side, meant));
  });
  return outcomes;
}

const valuesOf = (value: SideValue | undefined): readonly Value[] =>
  value?.kind === "values" ? value.values : [];

const undeclaredIn = (value: SideValue | undefined): ReadonlySet<string> =>
  value?.kind === "values" ? value.undeclared : new Set();

/** The side that most others equal; of as many the first. */
function meantSide(
  readable: readonly number[],
  values: readonly (SideValue | undefined)[],
): number | undefined {
  let best: number | undefined;
  let most = -1;
  for (const i of readable) {
    const agreeing = readable.filter(
      (j) => compared(valuesOf(values[i]), valuesOf(values[j])).kind === "equal",
    ).length;
    if (agreeing > most) [best, most] = [i, agreeing];
  }
  return best;
}

function judgedAgainst(trial: Trial, side: number, against: number): Outcome {
  const comparison = compared(valuesOf(trial.values[against]), valuesOf(trial.values[side]));
  if (comparison.kind === "equal") return { kind: "right", side, sizesMustAgree: undefined };
  if (comparison.kind === "unknown")
    return { kind: "unclear", side, why: "it has no finite value where it was tried" };
  const [own, other] = [undeclaredIn(trial.values[side]), undeclaredIn(trial.values[against])];
  // what stands on both sides may be anything
  const undeclared = [
    ...[...own].filter((key) => !other.has(key)),
    ...[...other].filter((key) => !own.has(key)),
  ];
  return { kind: "wrong", side, against, comparison, trial, undeclared };
}

/** ∂Y/∂W can be no matrix of another size; the identity, and Kronecker forms that fit, aren't judged against it. */
function fourIndices(trial: Trial, side: number, error: FourIndices, meant: number | undefined): Outcome {
  const other = meant === undefined ? undefined : trial.values[meant];
  const matrix = valuesOf(other)[0];
  const isIdentity = meant !== undefined && trial.sides[meant]?.kind === "name" && error.of === error.by;
  const own = trial.sides[side];
  // what a ∇ stands before is a scalar: that it was read as none is no mistake of the note's
  const isNabla = own?.kind === "name" && own.derivative?.operator === "nabla";
  // ∂L/∂z · ∂z/∂W stands for the chain rule
  const isFactor = own?.kind === "product";
  const [rows, columns] = [error.of, error.by].map((expr) => numbersOf(expr).entries.length) as [
    number,
    number,
  ];
  const isStacked =
    matrix &&
    Math.min(matrix.rows, matrix.cols) === Math.min(rows, columns) &&
    matrix.rows * matrix.cols === rows * columns;
  const { document, section, place } = trial.world;
  const [left, right] = [trial.sides[side], meant === undefined ? undefined : trial.sides[meant]];
  const isLoose = looseIn({ left, right, section: place }, document, section) !== undefined;
  if (!matrix || isNabla || isFactor || isIdentity || isStacked || isLoose || undeclaredIn(other).size > 0)
    return { kind: "unclear", side, why: error.message, isFourIndices: true };
  return { kind: "ill-formed", side, error, trial };
}

function failureOf(
  trial: Trial,
  side: number,
  error: MatrixCalculusError,
  meant: number | undefined,
): Outcome {
  if (error instanceof FourIndices) return fourIndices(trial, side, error, meant);
  const isCertain =
    error instanceof ShapeError && !trial.values.some((value) => undeclaredIn(value).size > 0);
  if (isCertain) return { kind: "ill-formed", side, error, trial };
  return { kind: "unclear", side, why: error.message, trial };
}
