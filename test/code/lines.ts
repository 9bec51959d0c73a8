/**
 * A line of a corpus as statements that code is written for.
 *
 *     {"vars": {"x": "vector n"}, "expr": "x'*x", "wrt": "x"}  ─▶  x : vector n⏎x'*x, by x
 */
import type { CodeProblem } from "./posed.ts";

export interface Line {
  readonly id: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly wrt: string;
  readonly kind?: string;
  readonly order?: number;
  readonly structure?: string;
  readonly positive?: readonly string[];
  readonly spd?: readonly string[];
}

/** The cotangent of a vjp declares itself. */
export function problemOf(line: Line): CodeProblem {
  const { vars, expr, wrt, kind, order, structure, positive = [], spd = [] } = line;
  const declared = Object.entries(vars).filter(([name]) => !(kind === "vjp" && name === "G"));
  const meaning = structure === "diagonal" ? "projection" : (structure ?? "free");
  return {
    text: [...declared.map(([name, type]) => `${name} : ${type}`), expr].join("\n"),
    wrt: [wrt],
    structure: meaning as NonNullable<CodeProblem["structure"]>,
    hints: { positive, spd },
    ...(order === 2 && { order }),
  };
}
