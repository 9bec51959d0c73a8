/**
 * The sides of an equation in a reading, compared for all values of its free indices.
 *
 *     ∂y_{ij}/∂w_{kj} = x_{ik}  ─▶  for all i, j, k: equal
 */
import { MatrixCalculusError } from "../../../errors.ts";
import { symbolsIn } from "../../../expression/walk.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Indices } from "../../meaning/knowledge.ts";
import { differentialsIn, everyPart, referenceOf } from "../../meaning/reference.ts";
import { Setting } from "../../meaning/setting.ts";
import { indexChoices, movingIn } from "../../verdict/readings/choices.ts";
import { baseOf } from "../../verdict/sides/summing.ts";
import type { World } from "./scene.ts";
import { isScalar, numbersOf, type Value } from "./values.ts";

/** What a side is worth for each choice of the free indices, or why it is worth nothing. */
export type SideValue =
  | { readonly kind: "values"; readonly values: readonly Value[]; readonly undeclared: ReadonlySet<string> }
  | { readonly kind: "error"; readonly error: MatrixCalculusError };

/** A reading in which the sides have values. */
export interface Trial {
  readonly world: World;
  readonly setting: Setting;
  readonly sides: readonly (Syntax | undefined)[];
  readonly choices: readonly Indices[];
  readonly values: readonly (SideValue | undefined)[];
}

const TOLERANCE = 1e-8;

export function trialOf(world: World, sides: readonly (Syntax | undefined)[]): Trial {
  const { known, sizes, section, document } = world;
  const present = sides.filter((side) => side !== undefined).map((side) => document.normal(side));
  const setting = new Setting(known, sizes);
  setting.moving = movingIn(new Set(present.flatMap(differentialsIn)), known, section.letters);
  let choices: readonly Indices[] = [new Map()];
  let failure: MatrixCalculusError | undefined;
  try {
    choices = indexChoices(present, setting, section);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    failure = error;
  }
  const trial: Trial = { world, setting, sides, choices, values: [] };
  const values = sides.map((side) => {
    if (!side) return undefined;
    return failure
      ? ({ kind: "error", error: failure } as const)
      : sideValue(trial, side, shapesBeside(sides, side));
  });
  return { ...trial, values };
}

const shapesBeside = (sides: readonly (Syntax | undefined)[], side: Syntax): readonly Syntax[] =>
  sides.filter((other): other is Syntax => other !== undefined && other !== side);

/** What the sides beside it say of the size of an I or a 0 is known from them. */
export function sideValue(
  { setting, choices, world, sides }: Trial,
  syntax: Syntax,
  beside: readonly Syntax[] = sides.filter((side): side is Syntax => side !== undefined),
): SideValue {
  const { document } = world;
  const own = document.normal(syntax);
  const undeclared = new Set(unknownIn(own, world));
  try {
    const values = choices.map((choice) => {
      setting.outer = choice;
      const expr = setting.alone(
        own,
        choice,
        beside.map((other) => document.normal(other)),
      );
      for (const { name, role } of symbolsIn(expr))
        if (role === "variable" && !/^(?:G:|d:|free:)|'/.test(name) && !document.given.has(baseOf(name)))
          undeclared.add(baseOf(name));
      return numbersOf(expr);
    });
    return { kind: "values", values, undeclared };
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { kind: "error", error };
  }
}

/** What something is differentiated by, of which the note says nothing. */
function unknownIn(side: Syntax, { document, section, known }: World): string[] {
  return [...everyPart(side)].flatMap((part) =>
    (part.kind === "name" ? (part.derivative?.by ?? []) : []).flatMap((by) => {
      const base = referenceOf(by)?.base;
      const isKnown =
        base === undefined ||
        document.given.has(base) ||
        section.letters.printed.has(referenceOf(by)!.key) ||
        section.letters.owners.has(base) ||
        known.shapes.has(base.charAt(0).toUpperCase() + base.slice(1));
      return isKnown ? [] : [base];
    }),
  );
}

export type Comparison =
  | { readonly kind: "equal" }
  | { readonly kind: "unknown" }
  | { readonly kind: "shapes"; readonly left: Value; readonly right: Value }
  /** `places` are the entries that differ, where there are no free indices. */
  | {
      readonly kind: "different";
      readonly choice: number;
      readonly places: readonly (readonly [number, number])[];
    };

export function compared(a: readonly Value[], b: readonly Value[]): Comparison {
  let isUnknown = false;
  for (const [choice, left] of a.entries()) {
    const right = b[choice]!;
    const [x, y] = [replicated(left, right), replicated(right, left)];
    if (x.rows !== y.rows || x.cols !== y.cols) return { kind: "shapes", left, right };
    const places: (readonly [number, number])[] = [];
    for (let i = 0; i < x.entries.length; i++) {
      const verdict = numbersEqual(x.entries[i]!.values, y.entries[i]!.values);
      if (verdict === undefined) isUnknown = true;
      else if (!verdict) places.push([Math.floor(i / x.cols), i % x.cols]);
    }
    if (places.length > 0) return { kind: "different", choice, places };
  }
  return isUnknown ? { kind: "unknown" } : { kind: "equal" };
}

/** A zero is a matrix of zeros where the other side is one. */
function replicated(value: Value, other: Value): Value {
  if (!isScalar(value) || isScalar(other)) return value;
  const [only] = value.entries;
  return only!.values.every((x) => x === 0) ? { ...other, entries: other.entries.map(() => only!) } : value;
}

/** Undefined where no sample has a finite value on both sides. */
export function numbersEqual(a: Float64Array, b: Float64Array): boolean | undefined {
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    count++;
    if (Math.abs(x - y) > TOLERANCE * Math.max(1, Math.abs(x), Math.abs(y))) return false;
  }
  return count > 0 ? true : undefined;
}
