/** The verb that draws: an expression as a graph of data. */
import { type Graph, graphOf } from "../derivation/graph.ts";
import { setUp } from "../derivation/setup.ts";
import { inOwnStore } from "../expression/expr.ts";
import type { Notation } from "../print/notation.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { type ParsedProblem, statementsBy } from "./parse.ts";
import { GRAPH, PROBLEM } from "./tables.ts";

export interface GraphOptions {
  /** Variables whose gradients flow; all unless given. */
  readonly wrt?: readonly string[] | undefined;
  /** How formulas are written. */
  readonly notation?: Partial<Notation> | undefined;
}

/**
 * The problem as a graph: its variables and every operation as nodes with shapes, and the cotangents that flow back
 * along the edges.
 *
 *     graph(parse("Y = X W + b")).nodes.at(-1)?.cotangent?.unicode === "G"
 *
 * @throws ShapeError, UnknownNameError, UnsupportedError, ArgumentError
 */
export function graph(problem: ParsedProblem, options: GraphOptions = {}): Graph {
  requireArgument("graph", "a problem", PROBLEM, problem);
  requireOptions("graph", GRAPH, options);
  const { wrt, notation } = options;
  const given = { statements: statementsBy(problem, wrt), functions: problem.functions };
  return inOwnStore(() => graphOf(setUp(given, { wrt }), notation));
}
