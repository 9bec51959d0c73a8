/**
 * Plans that take and give matrices of mathjs.
 *
 *     compile("norm(X * w - y)^2", { wrt: ["w"] }).run({ X, w, y })  ─▶  { value: 58, derivatives: { w: [48, 68] } }
 */
import type { Backend } from "../backend/backend.ts";
import type { Compiled, CompileRequest } from "../code/compiled.ts";
import { UnknownNameError } from "../errors.ts";
import { compile } from "../library/code.ts";
import { names } from "../library/names.ts";
import type { ParsedProblem } from "../library/parse.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MathTypes } from "./problem.ts";
import { type Given, given, type MathMatrix, type MathValue, type MatrixMaker, toMath } from "./values.ts";

export interface MathCompileOptions {
  /** The derivatives are by these. */
  readonly wrt: readonly string[];
  readonly types?: MathTypes;
  /** 2 gives Hessians as well, under `hessians`. */
  readonly order?: 1 | 2;
  readonly backend?: Backend["name"];
}

export interface MathResult {
  readonly value: number | MathMatrix;
  /** By the names of the variables, each in the form in which its variable was given. */
  readonly derivatives: Readonly<Record<string, number | MathMatrix>>;
  readonly hessians: Readonly<Record<string, number | MathMatrix>>;
}

export interface MathCompiled {
  /** @throws UnknownNameError where a value is missing, ShapeError where sizes don't fit, ArgumentError */
  run(values: Readonly<Record<string, MathValue>>): MathResult;
}

export function compiledFor(
  math: MatrixMaker,
  problem: ParsedProblem,
  options: MathCompileOptions,
): MathCompiled {
  const { wrt, order, backend } = options;
  const variables = names(problem).filter(({ origin }) => origin !== "defined");
  const plans = new Map<string, Compiled>();
  const request: Omit<CompileRequest, "sizes" | "functions"> = {
    ...{ wrt, backend },
    ...(order && { order }),
  };
  return {
    run(values) {
      const taken = new Map(
        needed(values).map((name) => {
          if (!Object.hasOwn(values, name)) throw new UnknownNameError(`${name} has no value`);
          return [name, given(values[name], `the value of ${name}`)] as const;
        }),
      );
      const plan = planFor(taken);
      const { value, derivatives } = plan.run(
        Object.fromEntries([...taken].map(([name, { value: matrix }]) => [name, matrix])),
      );
      const isList = [...taken.values()].some(({ form }) => form === "list");
      const out = (m: Matrix, form: Given["form"]) => toMath(math, m, form) as number | MathMatrix;
      const isOne = ({ rows, cols }: Matrix) => rows === 1 && cols === 1;
      const byOrder = (wanted: number) =>
        Object.fromEntries(
          derivatives
            .filter((d) => d.order === wanted)
            .map(({ wrt: name, kind, value: matrix }) => {
              const own = taken.get(name)?.form ?? "rows";
              const hasItsForm = wanted === 1 && kind !== "jacobian";
              return [
                name,
                out(
                  matrix,
                  hasItsForm ? own : own === "scalar" ? (isOne(matrix) ? "scalar" : "list") : "rows",
                ),
              ];
            }),
        );
      return {
        value: out(value, isOne(value) ? "scalar" : isList ? "list" : "rows"),
        derivatives: byOrder(1),
        hessians: byOrder(2),
      };
    },
  };

  /** The variables, and the cotangent of a matrix where there is one. */
  function needed(values: object): readonly string[] {
    const own = variables.map(({ name }) => name);
    return Object.hasOwn(values, "G") && !own.includes("G") ? [...own, "G"] : own;
  }

  /** One plan for each choice of sizes. */
  function planFor(taken: ReadonlyMap<string, Given>): Compiled {
    const sized = [...taken].filter(([, { form }]) => form !== "scalar");
    const sizes = Object.fromEntries(sized.map(([name, { value: m }]) => [name, [m.rows, m.cols] as const]));
    const key = JSON.stringify(sizes);
    const known = plans.get(key) ?? compile(problem, { ...request, sizes });
    plans.set(key, known);
    return known;
  }
}
