/**
 * Points on every side of an expression's kinks, jumps and domain edges, at many magnitudes.
 *
 *     relu(x − 5)  ─▶  x = −0.7 and x = 12.6: one point for each of its two pieces
 *
 * Along random lines through a sample every function with pieces says on which one it is; where two neighbours on
 * a line differ, the stretch between them is halved. A piece that no line meets is looked for by climbing.
 */
import { type CallNode, type Expr, isScalar, type Structure } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { type Matrix, map, matrix, zip } from "../../matrix/matrix.ts";
import { arranged } from "../../matrix/patterns.ts";
import { STRUCTURES, type StructureRow } from "../../structures.ts";
import { type Random, randomFrom } from "../sample/random.ts";
import { type Plan, plan, type Sizes, type Values } from "../values/evaluate.ts";
import { type Bounds, boundsOf, type KnownSigns } from "./bounds.ts";
import { quadrants, quartered } from "./quadrants.ts";

export interface Space extends KnownSigns {
  /** Whose pieces count, in the order in which values are given. */
  readonly roots: readonly Expr[];
  readonly sizes: Sizes;
  readonly seed: number;
  readonly structureOf: (name: string) => Structure | undefined;
  /** Names whose values stay: whole numbers. */
  readonly isFixed: (name: string) => boolean;
}

export interface Point {
  readonly values: Values;
  /** The roots' values, in doubles. */
  readonly results: readonly Matrix[];
}

interface Regions {
  /** The first is the sample that was given. */
  readonly points: readonly Point[];
  /** The functions of which some piece was not met, and which. */
  readonly missed: readonly Missed[];
}

export interface Missed {
  readonly node: CallNode;
  readonly piece: number;
}

const MAGNITUDES = [1e-3, 0.05, 3, 12, 40, 150, 600, 2500, 1e4, 1e6, 1e8];
const LINES = 3;
const SCALED = 8;
const DEEPEST_HALVING = 7;
const MOST_POINTS = 14;
/** Of functions with pieces, and of visits on one line: each is as much work as the expression is long. */
const MOST_PAIRS = 300;
const MOST_HALVINGS = 600;
const CLIMBS = 3;
const CLIMB_STEPS = 60;

/** Scans from a sample; `isOfUse` says which points count: where the function that is asked about is defined. */
export function regionsFrom(
  start: Values,
  space: Space,
  isOfUse: (results: readonly Matrix[]) => boolean,
): Regions {
  const scan = scanOf(space, isOfUse);
  scan.visit(start);
  const random = randomFrom(space.seed, "regions");
  for (let k = 0; k < SCALED; k++) scan.visit(scaledEach(start, space, random));
  const lines = scan.hasPieces ? LINES : 1;
  for (let k = 0; k < lines; k++) scanLine(scan, start, space, random);
  for (const missed of scan.missed()) climb(scan, missed, start, space, random);
  return { points: scan.points(), missed: scan.missed() };
}

interface Scan {
  readonly hasPieces: boolean;
  /** What pieces the point is on, as one text; undefined where it is of no use. */
  visit(values: Values): string | undefined;
  /** The largest argument of the node, for the sign. */
  argument(node: CallNode, sign: number): number;
  missed(): Missed[];
  points(): Point[];
}

function scanOf(space: Space, isOfUse: (results: readonly Matrix[]) => boolean): Scan {
  const { roots, sizes } = space;
  const nodes = topological(roots);
  const periodic = quartered(nodes);
  const bounds = boundsOf(roots, space);
  const met = new Map<CallNode, number[]>();
  const args = new Map<CallNode, readonly Matrix[]>();
  const compiled: Plan = plan(roots, sizes, {
    inspect: (node, values) => {
      if (node.kind !== "call") return;
      const { pieces } = entryOf(node.fn);
      const own = periodic.has(node) ? quadrants(node, values) : pieces?.(values);
      if (!own) return;
      const known = met.get(node);
      if (known) known.push(...own);
      else met.set(node, [...own]);
      args.set(node, values);
    },
  });
  const piecewise = nodes.filter(
    (e): e is CallNode => e.kind === "call" && (periodic.has(e) || entryOf(e.fn).pieces !== undefined),
  );
  const seen = new Set<string>();
  const reached = new Set<string>();
  const kept: { point: Point; news: number }[] = [];
  return {
    hasPieces: piecewise.length > 0,
    visit(values) {
      met.clear();
      const results = compiled.run(values);
      if (!isOfUse(results)) return undefined;
      const keys = noveltiesOf(piecewise, met, values);
      for (const [node, own] of met) for (const piece of own) reached.add(`${node.id}:${piece}`);
      const news = keys.filter((key) => !seen.has(key)).length;
      for (const key of keys) seen.add(key);
      const isFirst = kept.length === 0;
      if (isFirst || news > 0) kept.push({ point: { values, results }, news: isFirst ? Infinity : news });
      return piecewise.map((node) => `${node.id}:${met.get(node)?.join() ?? ""}`).join(" ");
    },
    argument(node, sign) {
      const [x, y] = args.get(node) ?? [];
      const gaps = x ? Array.from(x.data, (v, i) => sign * (v - (y?.data[i] ?? 0))) : [];
      return Math.max(...gaps);
    },
    missed: () =>
      piecewise.flatMap((node) =>
        (periodic.get(node) ?? sidesOf(node, bounds))
          .filter((piece) => !reached.has(`${node.id}:${piece}`))
          .map((piece) => ({ node, piece })),
      ),
    points: () => {
      const best = [...kept].sort((a, b) => b.news - a.news).slice(0, MOST_POINTS);
      return kept.filter((k) => best.includes(k)).map((k) => k.point);
    },
  };
}

/** The two sides of a kink, less one that its argument can't be on; one number of many, log|det X|, has none. */
function sidesOf(node: CallNode, bounds: ReadonlyMap<Expr, Bounds>): readonly number[] {
  if (isScalar(node) && !isScalar(node.args[0] as Expr)) return [];
  const [x, y] = node.args.map((a) => bounds.get(a)) as [Bounds, Bounds | undefined];
  const [low, high] = y ? [x[0] - y[1], x[1] - y[0]] : x;
  return [...(low < 0 ? [-1] : []), ...(high > 0 ? [1] : [])];
}

/** Each piece of each entry, pairs of pieces at one entry, and the variables' signs and magnitudes. */
function noveltiesOf(
  piecewise: readonly CallNode[],
  met: ReadonlyMap<CallNode, readonly number[]>,
  values: Values,
): string[] {
  const keys: string[] = [];
  const partners = Math.max(1, Math.floor(MOST_PAIRS / piecewise.length));
  piecewise.forEach((node, k) => {
    const own = met.get(node) ?? [];
    for (const piece of new Set(own)) keys.push(`${node.id}:${piece}`);
    for (const other of piecewise.slice(k + 1, k + 1 + partners)) {
      const theirs = met.get(other) ?? [];
      if (own.length !== theirs.length) continue;
      own.forEach((piece, i) => {
        keys.push(`${node.id}:${piece} ${other.id}:${theirs[i]}`);
      });
    }
  });
  for (const [name, { data }] of values) {
    const sign = Math.sign(data[0] ?? 0);
    const size = Math.log10(data.reduce((most, v) => Math.max(most, Math.abs(v)), 0));
    keys.push(`${name} ${sign} ${size < -1 ? "small" : size < 0.7 ? "plain" : size < 3 ? "large" : "huge"}`);
  }
  return keys;
}

function scanLine(scan: Scan, start: Values, space: Space, random: Random): void {
  const direction = directionFrom(start, space, random);
  const at = (t: number) => moved(start, direction, t, space);
  const steps = [...MAGNITUDES].reverse().map((t) => -t);
  const ts = [...steps, 0, ...MAGNITUDES];
  // the nearest first, so that what is kept is as plain as possible
  const order = [...ts.keys()].sort((a, b) => Math.abs(ts[a] as number) - Math.abs(ts[b] as number));
  const signatures = new Map<number, string | undefined>();
  for (const k of order) signatures.set(k, scan.visit(at(ts[k] as number)));
  if (!scan.hasPieces) return;
  const line = { visit: (t: number) => scan.visit(at(t)), left: MOST_HALVINGS };
  for (const k of order) {
    if (k + 1 === ts.length) continue;
    halve(line, [ts[k] as number, signatures.get(k)], [ts[k + 1] as number, signatures.get(k + 1)], 0);
  }
}

type OnLine = readonly [t: number, signature: string | undefined];

interface Line {
  readonly visit: (t: number) => string | undefined;
  left: number;
}

function halve(line: Line, a: OnLine, b: OnLine, depth: number): void {
  if (a[1] === b[1] || depth === DEEPEST_HALVING || line.left === 0) return;
  line.left -= 1;
  const t = (a[0] + b[0]) / 2;
  const middle: OnLine = [t, line.visit(t)];
  if (middle[1] !== a[1]) halve(line, a, middle, depth + 1);
  if (middle[1] !== b[1]) halve(line, middle, b, depth + 1);
}

/** Steps that increase an argument, or decrease it, until its sign changes. */
function climb(scan: Scan, { node, piece }: Missed, start: Values, space: Space, random: Random): void {
  if (piece !== 1 && piece !== -1) return;
  for (let attempt = 0; attempt < CLIMBS; attempt++) {
    let current = scaledEach(start, space, random);
    let best = Number.NEGATIVE_INFINITY;
    let step = 1;
    for (let k = 0; k < CLIMB_STEPS; k++) {
      const next = moved(current, directionFrom(current, space, random), k === 0 ? 0 : step, space);
      if (scan.visit(next) === undefined) continue;
      const value = scan.argument(node, piece);
      if (value > 0) return;
      if (value > best) [best, current, step] = [value, next, step * 2];
      else step = Math.max(step * 0.7, 1e-6);
    }
  }
}

/** Every variable by a factor of its own, from a thousandth to a thousand; signs change where they may. */
function scaledEach(start: Values, space: Space, random: Random): Values {
  return new Map(
    [...start].map(([name, x]) => {
      if (isUnmoved(name, space)) return [name, x];
      const factor = 10 ** random.uniform(-3, 3);
      const sign = keepsSign(name, space) || random.next() < 0.5 ? 1 : -1;
      return [name, scaledBy(x, sign * factor)];
    }),
  );
}

const scaledBy = (x: Matrix, factor: number): Matrix =>
  matrix(
    x.rows,
    x.cols,
    x.data.map((v) => v * factor),
  );

const valuesOf = (name: string, { structureOf }: Space): StructureRow["values"] => {
  const structure = structureOf(name);
  return structure && STRUCTURES[structure].values;
};
const isUnmoved = (name: string, space: Space): boolean =>
  space.isFixed(name) || valuesOf(name, space) === "orthonormal";
const keepsSign = (name: string, space: Space): boolean =>
  space.isPositive(name) ||
  space.isDefinite(name) ||
  ["definite", "positive"].includes(valuesOf(name, space) ?? "");

/** A random direction of each variable that keeps its structure: entries that mirror each other move together. */
function directionFrom(start: Values, space: Space, random: Random): Values {
  return new Map(
    [...start].map(([name, x]) => {
      const structure = space.structureOf(name);
      const pattern = structure && STRUCTURES[structure].pattern;
      const own = map(x, () => random.normal());
      return [name, pattern ? arranged(own, pattern) : zip(own, x, (v, at) => (at === 0 ? 0 : v))];
    }),
  );
}

function moved(start: Values, direction: Values, t: number, space: Space): Values {
  return new Map(
    [...start].map(([name, x]) => {
      if (isUnmoved(name, space)) return [name, x];
      if (keepsSign(name, space)) return [name, scaledBy(x, t === 0 ? 1 : Math.abs(t))];
      const along = direction.get(name) as Matrix;
      const data = x.data.map((v, i) => v + t * (along.data[i] as number));
      // a diagonal of an antisymmetric matrix stays 0
      return [
        name,
        matrix(
          x.rows,
          x.cols,
          data.map((v, i) => (x.data[i] === 0 ? 0 : v)),
        ),
      ];
    }),
  );
}

/** A value, perhaps one that is too large for doubles. */
export const isValue = (m: Matrix | undefined): boolean => m !== undefined && !m.data.some(Number.isNaN);
