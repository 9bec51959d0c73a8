/**
 * What undeclared names may be: the choices of kinds for them, the likeliest first, and how unlikely each is.
 *
 *     f = A x + c  ─▶  A a matrix, x and c vectors;  then c a scalar;  then c a matrix;  …
 *     y − X β      ─▶  β a vector, likelier than y replicated over the rows of a multiple of X
 */
import { allParts } from "../syntax/parts.ts";
import type { Statement, Syntax } from "../syntax/tree.ts";
import { type DeclaredType, isParameterLetter, type VariableKind } from "./declarations.ts";
import { namesIn, plainTerms } from "./names.ts";
import { samplesIn } from "./samples.ts";
import type { Replication } from "./scope.ts";

/** How many choices are tried. */
const MAXIMUM_ATTEMPTS = 400;

/** How unlikely another kind is than the usual one, by the usual one. */
const CHANGE: Readonly<Record<VariableKind, Readonly<Record<VariableKind, number>>>> = {
  vector: { vector: 0, scalar: 10, matrix: 50 },
  matrix: { matrix: 0, vector: 20, scalar: 22 },
  scalar: { scalar: 0, vector: 10, matrix: 20 },
};
/** β and θ are scalars as often as vectors of parameters. */
const PARAMETERS = 4;
/** Nobody transposes a scalar, or takes its norm. */
const TRANSPOSED_SCALAR = 30;
/** A column has no powers: such a choice of kinds fails, and many of them are not to be tried. */
const POWER_OF_COLUMN = 100;
/** Where x_i is no number, it is one of the rows of x. */
const SAMPLES = 12;
/** Nor is it multiplied entry by entry. */
const ENTRYWISE_SCALAR = 11;
/** A vector is added to every row, a number or what is computed to every entry. */
const REPLICATED = 15;
/** A scalar's name is added to every entry: x + ε. */
const REPLICATED_NAME = 5;
/** A note's scalar is not spread over a name alone. */
const SPREAD = 40;
/** Formulas of this engine have something else than scalars. */
const ONLY_SCALARS = 20;
/** What is differentiated is a scalar more often than a vector, and a vector more often than a matrix. */
const OF_VALUE: Readonly<Record<VariableKind, number>> = { scalar: 0, vector: 5, matrix: 10 };

/** The names that nothing declares or defines before they stand. */
export function undeclaredNames(
  values: readonly Exclude<Statement, { kind: "declaration" }>[],
  types: ReadonlyMap<string, DeclaredType>,
): string[] {
  const defined = new Set<string>();
  const names = new Set<string>();
  for (const s of values) {
    for (const name of namesIn(s.value)) if (!types.has(name) && !defined.has(name)) names.add(name);
    if (s.kind === "definition") defined.add(s.name);
  }
  return [...names];
}

type Costs = Readonly<Record<VariableKind, number>>;

/** How unlikely each kind of each name is, by what is usual, by convention or as somebody `isTold`, and by its use. */
export function costsOf(
  names: readonly string[],
  usual: (name: string) => VariableKind,
  roots: readonly Syntax[],
  isTold: boolean,
): Map<string, Costs> {
  const { transposed, entrywise, raised } = usesIn(roots);
  const samples = isTold ? undefined : samplesIn(roots);
  return new Map(
    names.map((name) => {
      const kind = usual(name);
      const costs = { ...CHANGE[kind] };
      if (kind === "scalar" && !isTold && isParameterLetter(name)) costs.vector = PARAMETERS;
      if (transposed.has(name)) costs.scalar += TRANSPOSED_SCALAR;
      if (entrywise.has(name)) costs.scalar += ENTRYWISE_SCALAR;
      if (!isTold && raised.has(name)) costs.vector += POWER_OF_COLUMN;
      if (samples?.has(name)) {
        costs.vector += TRANSPOSED_SCALAR;
        costs.matrix = SAMPLES;
      }
      return [name, costs];
    }),
  );
}

/** The names that are transposed, those that are multiplied entry by entry, and those that have powers. */
function usesIn(roots: readonly Syntax[]): Record<"transposed" | "entrywise" | "raised", Set<string>> {
  const [transposed, entrywise, raised] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const s of roots.flatMap((root) => allParts(root))) {
    if (s.kind === "transpose") for (const name of plainTerms(s.of)) transposed.add(name);
    if (s.kind === "power" && !s.elementwise && s.base.kind === "name") raised.add(s.base.name);
    if (s.kind !== "product") continue;
    s.factors.forEach(({ operator, factor }, i) => {
      const before = s.factors[i - 1]?.factor;
      if (!/^\.[*/]$/.test(operator)) return;
      for (const side of before ? [before, factor] : [factor])
        for (const name of plainTerms(side)) entrywise.add(name);
    });
  }
  return { transposed, entrywise, raised };
}

export type Change = readonly [string, VariableKind];

interface KindChoice {
  /** The names that are not of their likeliest kind. */
  readonly changed: readonly Change[];
  readonly cost: number;
}

export const likeliest = (costs: ReadonlyMap<string, Costs>): Map<string, VariableKind> =>
  new Map([...costs].map(([name, own]) => [name, byCost(own)[0]![0]]));

/** The likeliest kinds first; of equally likely choices those that change fewer names. */
export function* kindChoices(costs: ReadonlyMap<string, Costs>): Generator<KindChoice> {
  const names = [...costs.keys()];
  const orders = [...costs.values()].map(byCost);
  const least = orders.reduce((sum, [first]) => sum + first![1], 0);
  const pending: Pending[] = [{ changed: [], cost: least, next: 0 }];
  for (let left = MAXIMUM_ATTEMPTS - 1; left >= 0; left--) {
    const choice = pending.shift();
    if (!choice) return;
    yield choice;
    for (let i = choice.next; i < names.length; i++) {
      const [[, from], ...others] = orders[i] as [[VariableKind, number], ...[VariableKind, number][]];
      for (const [kind, cost] of others) {
        const changed = [...choice.changed, [names[i]!, kind] as const];
        insert(pending, { changed, cost: choice.cost + cost - from, next: i + 1 }, left);
      }
    }
  }
}

interface Pending extends KindChoice {
  readonly next: number;
}

/** Behind those that are as likely, unless as many as are taken stand before it. */
function insert(sorted: Pending[], choice: Pending, most: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle]!;
    const order = other.cost - choice.cost || other.changed.length - choice.changed.length;
    if (order <= 0) low = middle + 1;
    else high = middle;
  }
  if (low >= most) return;
  sorted.splice(low, 0, choice);
  if (sorted.length > most) sorted.pop();
}

const byCost = (costs: Costs): [VariableKind, number][] =>
  (Object.entries(costs) as [VariableKind, number][]).sort(([, a], [, b]) => a - b);

/** What a reading makes of its kinds. */
export interface Made {
  readonly replicated: readonly Replication[];
  readonly value: VariableKind;
  readonly hasOnlyScalars: boolean;
}

/**
 * How unlikely what is made of the kinds is. Where these are told, as a note tells them, replication is what they
 * mean; but no name or computed scalar is spread over a name that nothing is told of.
 */
export function costOfMade({ replicated, value, hasOnlyScalars }: Made, isTold: boolean): number {
  const some = (is: (r: Replication) => boolean): number => Number(replicated.some(is));
  if (isTold) return SPREAD * some(({ of, isOverNames }) => isOverNames && of !== "number");
  const each = (kind: Replication["of"]): number => replicated.filter(({ of }) => of === kind).length;
  const spread =
    // a network has many biases, and an entropy 1 − y and 1 − p: these count once
    REPLICATED * (some(({ of }) => of === "bias") + some(({ of }) => of === "number") + each("value")) +
    REPLICATED_NAME * each("name");
  return spread + OF_VALUE[value] + (hasOnlyScalars ? ONLY_SCALARS : 0);
}
