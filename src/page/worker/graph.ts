/** The picture of an expression. */
import { type Graph, graph, names, parse } from "../../index.ts";
import { targets } from "./derive.ts";
import type { Tasks } from "./protocol.ts";

export function graphOf({ text, wrt, notation }: Tasks["graph"]["asks"]): Graph {
  const problem = parse(text);
  return graph(problem, { notation, ...targets({ wrt }, names(problem)) });
}
