/**
 * Where arcsin(sin x) and its like turn: below an inverse function the periodic one has four quarters.
 */
import type { CallNode, Expr } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf, FUNCTIONS } from "../../functions/index.ts";
import type { Matrix } from "../../matrix/matrix.ts";

const inverseOf = (e: Expr): string | undefined => (e.kind === "call" ? entryOf(e.fn).inverse : undefined);
const INVERSES: ReadonlySet<string | undefined> = new Set(
  FUNCTIONS.map(({ inverse }) => inverse).filter(Boolean),
);
const QUARTERS = [0, 1, 2, 3] as const;

/** The periodic functions of which an inverse is taken somewhere, with their pieces. */
export function quartered(nodes: readonly Expr[]): ReadonlyMap<CallNode, readonly number[]> {
  const roots = nodes.filter((e) => e.kind === "call" && INVERSES.has(e.fn.name));
  if (roots.length === 0) return new Map();
  const below = new Set(topological(roots));
  return new Map(
    nodes
      .filter((e): e is CallNode => inverseOf(e) !== undefined && below.has(e))
      .map((e) => [e, QUARTERS] as const),
  );
}

export const quadrants = (_node: CallNode, [x]: readonly Matrix[]): number[] =>
  Array.from((x as Matrix).data, (v) => (Number.isFinite(v) ? Math.floor(v / (Math.PI / 2)) & 3 : 0));
