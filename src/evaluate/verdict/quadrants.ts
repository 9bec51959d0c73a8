/**
 * Where arcsin(sin x) and its like turn: below an inverse function the periodic one has four quarters.
 */
import type { CallNode, Expr } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import type { Matrix } from "../../matrix/matrix.ts";

const PERIODIC: readonly string[] = ["sin", "cos", "tan"];
const INVERSES: readonly string[] = ["arcsin", "arccos", "arctan"];
const QUARTERS = [0, 1, 2, 3] as const;

/** The periodic functions of which an inverse is taken somewhere, with their pieces. */
export function quartered(nodes: readonly Expr[]): ReadonlyMap<CallNode, readonly number[]> {
  const named = (names: readonly string[]) =>
    nodes.filter((e): e is CallNode => e.kind === "call" && names.includes(entryOf(e.fn).name));
  const below = new Set(topological(named(INVERSES)));
  const roots = named(INVERSES);
  if (roots.length === 0) return new Map();
  return new Map(
    named(PERIODIC)
      .filter((e) => below.has(e))
      .map((e) => [e, QUARTERS] as const),
  );
}

export const quadrants = (_node: CallNode, [x]: readonly Matrix[]): number[] =>
  Array.from((x as Matrix).data, (v) => (Number.isFinite(v) ? Math.floor(v / (Math.PI / 2)) & 3 : 0));
