/**
 * The sides of an equation in a world, compared for all values of its free indices.
 *
 *     ∂y_{ij}/∂w_{kj} = x_{ik}  ─▶  for all i, j, k: equal
 */
import { MatrixCalculusError } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { insideOf } from "../context/context.ts";
import { referenceOf } from "../context/reference.ts";
import { isDots } from "../meaning/dots.ts";
import { interpret } from "../world/interpret.ts";
import { isScalar, type Value } from "../world/values.ts";
import type { Indices, World } from "../world/world.ts";

/** What a side is worth for each choice of the free indices, or why it is worth nothing. */
export type SideValue =
  | { readonly kind: "values"; readonly values: readonly Value[]; readonly undeclared: ReadonlySet<string> }
  | { readonly kind: "error"; readonly error: MatrixCalculusError };

/** At most so many choices of the free indices are tried, evenly spread. */
const CHOICES = 240;
const TOLERANCE = 1e-8;

/** The letters of indices that no sum binds and that are no sizes. */
export function freeLetters(sides: readonly Syntax[], world: World): readonly string[] {
  const free = new Set<string>();
  const walk = (syntax: Syntax, bound: ReadonlySet<string>): void => {
    if (isDots(syntax)) return;
    const reference = referenceOf(syntax);
    if (reference && reference.indices.length > 0 && world.isStated(reference.key)) return;
    const letters = reference ? reference.indices.map(({ letter }) => letter) : [];
    if (syntax.kind === "name" && /^E_\p{Ll}\p{Ll}$/u.test(syntax.name))
      letters.push(...syntax.name.slice(2));
    if (syntax.kind === "call" && syntax.name === "delta")
      for (const arg of syntax.args) if (arg.kind === "name") letters.push(arg.name);
    if (syntax.kind === "entry" && !reference)
      for (const index of syntax.indices)
        if (index.kind === "at" && index.index.kind === "name") letters.push(index.index.name);
    for (const letter of letters)
      if (letter !== undefined && letter.length === 1 && !bound.has(letter) && !world.isSize(letter))
        free.add(letter);
    if (reference) return;
    const inner = syntax.kind === "indexed-sum" ? new Set([...bound, syntax.index]) : bound;
    for (const part of insideOf(syntax)) walk(part, inner);
  };
  for (const side of sides) walk(side, new Set());
  return [...free];
}

/** Undefined where it isn't said how far an index runs. */
export function choicesOf(
  letters: readonly string[],
  sides: readonly Syntax[],
  world: World,
): readonly Indices[] | undefined {
  let choices: Indices[] = [new Map()];
  for (const letter of letters) {
    const ranges = sides.map((side) => world.rangeOf(letter, side)).filter((range) => range !== undefined);
    const range = ranges[0] ?? partnerRange(letter, sides, world);
    if (range === undefined) return undefined;
    choices = choices.flatMap((choice) =>
      Array.from({ length: range }, (_, i) => new Map([...choice, [letter, i + 1]])),
    );
  }
  const step = Math.ceil(choices.length / CHOICES);
  return choices.filter((_, i) => i % step === 0);
}

/** A letter that stands in a \delta_{ju} only runs as far as the other. */
function partnerRange(letter: string, sides: readonly Syntax[], world: World): number | undefined {
  const open = [...sides];
  while (open.length > 0) {
    const part = open.pop()!;
    open.push(...insideOf(part));
    if (part.kind !== "call" || part.name !== "delta") continue;
    const letters = part.args.map((arg) => (arg.kind === "name" ? arg.name : ""));
    const other = letters.includes(letter) ? letters.find((name) => name !== letter) : undefined;
    const range =
      other && sides.map((side) => world.rangeOf(other, side)).find((found) => found !== undefined);
    if (range !== undefined && range !== "") return range;
  }
  return undefined;
}

export function sideValue(world: World, syntax: Syntax, choices: readonly Indices[]): SideValue {
  try {
    world.undeclared.clear();
    const values = choices.map((choice) => interpret(world, syntax, choice));
    return { kind: "values", values, undeclared: new Set(world.undeclared) };
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { kind: "error", error };
  }
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
      const verdict = nodesEqual(x.entries[i]!.values, y.entries[i]!.values);
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
  const isZero = only!.operation === "constant" && only!.values[0] === 0;
  return isZero ? { ...other, entries: other.entries.map(() => only!) } : value;
}

/** Undefined where no sample has a finite value on both sides. */
export function nodesEqual(a: Float64Array, b: Float64Array): boolean | undefined {
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    count++;
    if (Math.abs(x - y) > TOLERANCE * Math.max(1, Math.abs(x), Math.abs(y))) return false;
  }
  return count > 0 ? true : undefined;
}
