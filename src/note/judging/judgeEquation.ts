/**
 * One equation of a note: which of its sides agree, which differ, which have no meaning.
 *
 *     ∂L/∂Z = [ … ] = G Wᵀ  ─▶  the side that most others equal is taken as meant, each other is judged against it
 */
import { MatrixCalculusError, ShapeError } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Context, equalSides, insideOf, lookUp } from "../context/context.ts";
import { referenceOf, referenceOfName } from "../context/reference.ts";
import type { Equation } from "../context/statements.ts";
import { isDotted } from "../meaning/dots.ts";
import { NotSquare } from "../world/calls.ts";
import { FourIndices } from "../world/derivatives.ts";
import type { Scene } from "../world/scene.ts";
import type { WorldKind } from "../world/sizing.ts";
import type { Value } from "../world/values.ts";
import { type Indices, OutOfRange, type World } from "../world/world.ts";
import { type Comparison, choicesOf, compared, freeLetters, type SideValue, sideValue } from "./compare.ts";

export type Outcome =
  | { readonly kind: "right"; readonly side: number; readonly sizesMustAgree: ShapeError | undefined }
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

/** A world in which the sides have values. */
export interface Trial {
  readonly world: World;
  readonly sides: readonly (Syntax | undefined)[];
  readonly choices: readonly Indices[];
  readonly values: readonly (SideValue | undefined)[];
}

export function judgeEquation(scene: Scene, equation: Equation): readonly Outcome[] {
  return judgeSides(
    scene,
    equalSides(equation).map(({ syntax }) => syntax),
  );
}

/** A formula nested beyond what the stack holds is not judged. */
export function judgeSides(scene: Scene, sides: readonly (Syntax | undefined)[]): readonly Outcome[] {
  try {
    return judgeReadable(scene, sides);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError || error instanceof RangeError)) throw error;
    return [{ kind: "unclear", side: 0, why: "it is nested too deep or too large" }];
  }
}

function judgeReadable(scene: Scene, sides: readonly (Syntax | undefined)[]): readonly Outcome[] {
  const [first, second] = orderOf(scene.context, sides);
  const outcomes = judgeIn(scene.world(first), sides);
  const others = outcomes.some(isUnclear) ? judgeIn(scene.world(second), sides) : outcomes;
  const best = count(others, isUnclear) < count(outcomes, isUnclear) ? others : outcomes;
  if (best.every(isRight)) return best;
  const kind = best === outcomes ? first : second;
  return kinder(scene, kind, sides) ?? sameSizes(scene, sides, best) ?? best;
}

const isRight = ({ kind }: Outcome): boolean => kind === "right";
const isUnclear = ({ kind }: Outcome): boolean => kind === "unclear";
const count = (outcomes: readonly Outcome[], is: (outcome: Outcome) => boolean): number =>
  outcomes.filter(is).length;

/** The readings under which all is right: the loss depends on one result only, or names of earlier problems are new. */
function kinder(
  scene: Scene,
  kind: WorldKind,
  sides: readonly (Syntax | undefined)[],
): readonly Outcome[] | undefined {
  const readings = [
    ...scene.otherSinks().map((over) => (): World => scene.world(kind, over)),
    ...(scene.context.previous ? [(): World => scene.alone().world(kind)] : []),
  ];
  for (const reading of readings) {
    const outcomes = judgeIn(reading(), sides);
    if (outcomes.length > 0 && outcomes.every(isRight)) return outcomes;
  }
  return undefined;
}

/** A trace asks for a square matrix: judged where the sizes agree, and said so. */
function sameSizes(
  scene: Scene,
  sides: readonly (Syntax | undefined)[],
  outcomes: readonly Outcome[],
): readonly Outcome[] | undefined {
  const failed = outcomes.find(
    (outcome) => outcome.kind === "ill-formed" && outcome.error instanceof NotSquare,
  );
  if (failed?.kind !== "ill-formed" || !(failed.error instanceof NotSquare)) return undefined;
  const { error, trial } = failed;
  const same = trial.world.symbolsOf(error.value);
  if (!same) return undefined;
  const judged = judgeIn(scene.world("general", undefined, same), sides);
  return judged.map((outcome) =>
    outcome.kind === "right" ? { ...outcome, sizesMustAgree: error } : outcome,
  );
}

export const isBad = ({ kind }: Outcome): boolean => kind === "wrong" || kind === "ill-formed";

/** Formulas with dots, general indices or sizes hold for all sizes, those with printed entries as they are printed. */
function orderOf(context: Context, sides: readonly (Syntax | undefined)[]): readonly [WorldKind, WorldKind] {
  const isGeneral = sides.some((side) => side && speaksGenerally(side, context));
  const isPrinted = sides.some((side) => side && namesEntries(side, context));
  return isPrinted && !isGeneral ? ["printed", "general"] : ["general", "printed"];
}

function speaksGenerally(syntax: Syntax, context: Context): boolean {
  if (isDotted(syntax)) return true;
  if (syntax.kind === "indexed-sum" && syntax.to?.kind !== "number") return true;
  const reference = referenceOf(syntax);
  const isKnown =
    reference &&
    lookUp(
      context,
      ({ places, namingOf }) => places.has(reference.key) || namingOf.has(reference.key) || undefined,
    );
  if (isKnown) return false;
  if (reference?.indices.some(({ letter }) => letter !== undefined)) return true;
  return insideOf(syntax).some((part) => speaksGenerally(part, context));
}

function namesEntries(syntax: Syntax, context: Context): boolean {
  if (syntax.kind === "block") return true;
  if (syntax.kind === "call" && /^(ones|zeros|eye)$/.test(syntax.name))
    return syntax.args[0]?.kind === "number";
  const reference = referenceOf(syntax);
  const isPlace = reference && lookUp(context, ({ places }) => places.has(reference.key) || undefined);
  if (isPlace || (reference?.indices.length ?? 0) > 0) return true;
  return insideOf(syntax).some((part) => namesEntries(part, context));
}

export function trialOf(world: World, sides: readonly (Syntax | undefined)[]): Trial | string {
  world.beginClaim();
  const present = sides.filter((side) => side !== undefined);
  takeDifferentials(world, present);
  world.inferTogether(present);
  const letters = freeLetters(present, world);
  const choices = choicesOf(letters, present, world);
  if (!choices) return "it isn't said how far an index runs";
  return { world, sides, choices, values: sides.map((side) => side && sideValue(world, side, choices)) };
}

export function judgeIn(world: World, sides: readonly (Syntax | undefined)[]): readonly Outcome[] {
  const trial = trialOf(world, sides);
  if (typeof trial === "string")
    return sides.slice(1).map((_, i) => ({ kind: "unclear", side: i + 1, why: trial }));
  const { values } = trial;
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

/** dX varies freely where X is given. */
function takeDifferentials(world: World, sides: readonly Syntax[]): void {
  world.varying.clear();
  const names = new Set<string>();
  const open = [...sides];
  while (open.length > 0) {
    const part = open.pop()!;
    if (part.kind === "name" && part.differential !== undefined) names.add(part.differential);
    open.push(...insideOf(part));
  }
  for (const name of names) {
    const { key } = referenceOfName(name);
    if (!world.isDerived(key)) world.varying.add(key);
  }
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
  const matrix = meant === undefined ? undefined : valuesOf(trial.values[meant])[0];
  const { of, by } = error;
  const isIdentity =
    meant !== undefined &&
    trial.sides[meant]?.kind === "name" &&
    of.entries.every((x, i) => x === by.entries[i]);
  const [rows, columns] = [of.entries.length, by.entries.length];
  const isStacked =
    matrix &&
    Math.min(matrix.rows, matrix.cols) === Math.min(rows, columns) &&
    matrix.rows * matrix.cols === rows * columns;
  if (!matrix || isIdentity || isStacked || trial.world.undeclared.size > 0)
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
  const isCertain = error instanceof ShapeError || error instanceof OutOfRange;
  if (isCertain && trial.world.undeclared.size === 0) return { kind: "ill-formed", side, error, trial };
  return { kind: "unclear", side, why: error.message, trial };
}
