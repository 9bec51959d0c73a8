/**
 * One equation of a note: which of its sides agree, which differ, which have no meaning.
 *
 *     ∂L/∂Z = [ … ] = G Wᵀ  ─▶  the side that most others equal is taken as meant, each other is judged against it
 */
import { type MatrixCalculusError, ShapeError } from "../errors.ts";
import type { Syntax } from "../syntax/tree.ts";
import { choicesOf, type Comparison, compared, freeLetters, type SideValue, sideValue } from "./compare.ts";
import { type Context, equalSides, insideOf, lookUp } from "./context.ts";
import { FourIndices } from "./derivatives.ts";
import { isDotted } from "./dots.ts";
import { type Sink, sinksOf } from "./loss.ts";
import { referenceOf, referenceOfName } from "./reference.ts";
import type { Equation } from "./statements.ts";
import type { Value } from "./values.ts";
import { type Indices, OutOfRange, World, type WorldKind } from "./world.ts";

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
  | { readonly kind: "ill-formed"; readonly side: number; readonly error: MatrixCalculusError; readonly trial: Trial }
  | { readonly kind: "unclear"; readonly side: number; readonly why: string };

/** A world in which the sides have values. */
export interface Trial {
  readonly world: World;
  readonly sides: readonly (Syntax | undefined)[];
  readonly choices: readonly Indices[];
  readonly values: readonly (SideValue | undefined)[];
}

/** The worlds of a problem, made when they are needed. */
export class Scene {
  readonly context: Context;
  private readonly worlds = new Map<string, World>();
  private sinks: readonly Sink[] | undefined;

  constructor(context: Context) {
    this.context = context;
  }

  world(kind: WorldKind, over?: readonly Sink[]): World {
    const key = `${kind} ${over?.map((sink) => (typeof sink === "string" ? sink : "unnamed")).join(",") ?? ""}`;
    const found = this.worlds.get(key);
    if (found && found.graph.size < LARGEST_GRAPH) return found;
    const made = new World(this.context, kind, 20240229, over);
    this.worlds.set(key, made);
    return made;
  }

  /** What an unknown loss may be a function of, beside all last results. */
  otherSinks(): readonly (readonly Sink[])[] {
    this.sinks ??= sinksOf(this.context);
    return this.sinks.length > 1 ? this.sinks.slice(0, 6).map((sink) => [sink]) : [];
  }
}

/** Beyond so many nodes a world is made anew. */
const LARGEST_GRAPH = 300_000;

export function judgeEquation(scene: Scene, equation: Equation): readonly Outcome[] {
  return judgeSides(
    scene,
    equalSides(equation).map(({ syntax }) => syntax),
  );
}

export function judgeSides(scene: Scene, sides: readonly (Syntax | undefined)[]): readonly Outcome[] {
  const [first, second] = orderOf(scene.context, sides);
  const outcomes = judgeIn(scene.world(first), sides);
  const better = outcomes.every(({ kind }) => kind === "unclear") ? judgeIn(scene.world(second), sides) : outcomes;
  const best = better.every(({ kind }) => kind === "unclear") ? outcomes : better;
  if (!best.some(isBad)) return best;
  const kind = best === outcomes ? first : second;
  for (const over of scene.otherSinks()) {
    const other = judgeIn(scene.world(kind, over), sides);
    if (other.length > 0 && other.every((outcome) => outcome.kind === "right")) return other;
  }
  return best;
}

export const isBad = ({ kind }: Outcome): boolean => kind === "wrong" || kind === "ill-formed";

/** Formulas with dots, general indices or sizes hold for all sizes, those with printed entries as they are printed. */
function orderOf(context: Context, sides: readonly (Syntax | undefined)[]): readonly [WorldKind, WorldKind] {
  const isGeneral = sides.some((side) => side && speaksGenerally(side));
  const isPrinted = sides.some((side) => side && namesEntries(side, context));
  return isPrinted && !isGeneral ? ["printed", "general"] : ["general", "printed"];
}

function speaksGenerally(syntax: Syntax): boolean {
  if (isDotted(syntax)) return true;
  if (syntax.kind === "indexed-sum" && syntax.to?.kind !== "number") return true;
  if (referenceOf(syntax)?.indices.some(({ letter }) => letter !== undefined)) return true;
  return insideOf(syntax).some(speaksGenerally);
}

function namesEntries(syntax: Syntax, context: Context): boolean {
  if (syntax.kind === "block") return true;
  if (syntax.kind === "call" && /^(ones|zeros|eye)$/.test(syntax.name)) return syntax.args[0]?.kind === "number";
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

function judgeIn(world: World, sides: readonly (Syntax | undefined)[]): readonly Outcome[] {
  const trial = trialOf(world, sides);
  if (typeof trial === "string") return sides.slice(1).map((_, i) => ({ kind: "unclear", side: i + 1, why: trial }));
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

const valuesOf = (value: SideValue | undefined): readonly Value[] => (value?.kind === "values" ? value.values : []);

/** The side that most others equal; of as many the first. */
function meantSide(readable: readonly number[], values: readonly (SideValue | undefined)[]): number | undefined {
  let best: number | undefined;
  let most = -1;
  for (const i of readable) {
    const agreeing = readable.filter((j) => compared(valuesOf(values[i]), valuesOf(values[j])).kind === "equal").length;
    if (agreeing > most) [best, most] = [i, agreeing];
  }
  return best;
}

function judgedAgainst(trial: Trial, side: number, against: number): Outcome {
  const comparison = compared(valuesOf(trial.values[against]), valuesOf(trial.values[side]));
  if (comparison.kind === "equal") return { kind: "right", side, sizesMustAgree: undefined };
  if (comparison.kind === "unknown") return { kind: "unclear", side, why: "it has no finite value where it was tried" };
  return { kind: "wrong", side, against, comparison, trial, undeclared: [...trial.world.undeclared] };
}

function failureOf(trial: Trial, side: number, error: MatrixCalculusError, meant: number | undefined): Outcome {
  const isMatrix = meant !== undefined && valuesOf(trial.values[meant]).length > 0;
  const isCertain = error instanceof ShapeError || error instanceof OutOfRange || (error instanceof FourIndices && isMatrix);
  if (isCertain && trial.world.undeclared.size === 0) return { kind: "ill-formed", side, error, trial };
  return { kind: "unclear", side, why: error.message };
}
