/**
 * A problem at given sizes ─▶ a plan that computes its value and derivatives together.
 *
 *     L = ‖X w − y‖², by w, n = 20000, d = 200  ─▶  X w − y once; its sum of squares; 2 Xᵀ (X w − y)
 *
 * Two forms of all derivatives are planned, the simplified closed forms and those that come out of the backward
 * loop, and the cheaper plan is taken.
 */
import type { Backend } from "../backend/backend.ts";
import { backendNamed, bestBackend } from "../backend/index.ts";
import { type CompiledPlan, type Draft, draft, type Limits, prepared } from "../compile/plan.ts";
import { gradients } from "../derivative/differentiate.ts";
import { number } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { toText } from "../print/text.ts";
import { givenSizes } from "../problem/givenSizes.ts";
import type { Kind } from "../problem/problem.ts";
import type { Statement } from "../syntax/tree.ts";
import { type InputValues, writeInputs } from "./inputs.ts";
import { type SolvedProblem, type SolveRequest, solveAll } from "./solved.ts";

/** Numbers of size names, and rows and columns of variables: `{ n: 20000, W: [200, 10] }`. */
export type SizeValues = Readonly<Record<string, number | readonly [number, number]>>;

export interface CompileRequest extends Omit<SolveRequest, "limits"> {
  readonly sizes: SizeValues;
  /** Its name, or one of the caller's; the fastest that is there unless given. */
  readonly backend?: Backend["name"] | Backend | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

export interface CompiledDerivative {
  readonly wrt: string;
  readonly kind: Kind;
  readonly order: number;
  /** A gradient has the shape of its variable; a Jacobian or Hessian has a row for each entry of what it is of. */
  readonly value: Matrix;
}

export interface CompiledResult {
  readonly value: Matrix;
  readonly derivatives: readonly CompiledDerivative[];
}

export interface Compiled extends Pick<CompiledPlan, "inputs" | "flops" | "bytes" | "steps" | "explain"> {
  /** What the runs write. */
  readonly result: CompiledResult;
  /**
   * Value and derivatives at the values of all variables; without values, at those that stand in `inputs`. The
   * same matrices each time, overwritten by the next run.
   * @throws UnknownNameError where a value is missing or is of no variable, ShapeError where one has another size,
   *   ArgumentError where one has no numbers
   */
  run(values?: InputValues): CompiledResult;
}

/** @throws UnsupportedError where a limit would be passed or there is no matrix form; the errors of ask() */
export const compileProblem = (statements: readonly Statement[], request: CompileRequest): Compiled =>
  planProblem(solveAll(statements, solveRequest(request)), request);

/** The limits of a request are the plan's. */
const solveRequest = ({ limits: _, ...request }: CompileRequest): SolveRequest => request;

/** The plan of a solved problem; its store must still be the current one. */
export function planProblem(
  problem: SolvedProblem,
  request: Pick<CompileRequest, "sizes" | "backend" | "limits">,
): Compiled {
  const roots = [problem.value, ...problem.derivatives.map((d) => d.value)];
  const sizes = givenSizes(new Map(Object.entries(request.sizes)), roots);
  const { backend, limits } = request;
  const plan = prepared(cheapest(problem, sizes), {
    backend: typeof backend === "object" ? backend : backend ? backendNamed(backend) : bestBackend(),
    limits,
    nameOf: toText,
  });
  return compiled(problem, plan);
}

/** The plan with less arithmetic. */
export function cheapest(problem: SolvedProblem, sizes: ReadonlyMap<string, number>): Draft {
  const { value, derivatives } = problem;
  const closed = draft([value, ...derivatives.map((d) => d.value)], sizes);
  const backward = backwardForms(problem);
  if (!backward) return closed;
  const other = draft([value, ...backward], sizes);
  return other.flops < closed.flops ? other : closed;
}

/** The derivatives as the backward loop makes them; undefined where one isn't a gradient by free entries. */
function backwardForms({ elaborated, value, derivatives, cotangent }: SolvedProblem): Expr[] | undefined {
  const isPlain = derivatives.every(
    ({ wrt, kind, order }) =>
      order === 1 && (kind === "gradient" || kind === "vjp") && elaborated.variables.get(wrt.name) === wrt,
  );
  if (!isPlain || derivatives.length === 0) return undefined;
  const G = isScalar(value) ? number(1) : cotangent;
  if (!G) return undefined;
  const found = gradients(
    value,
    G,
    derivatives.map((d) => d.wrt),
  );
  return derivatives.map((d) => found.get(d.wrt) as Expr);
}

function compiled({ derivatives, elaborated, cotangent }: SolvedProblem, plan: CompiledPlan): Compiled {
  const [value, ...others] = plan.results as readonly [Matrix, ...Matrix[]];
  const result: CompiledResult = {
    value,
    derivatives: derivatives.map(({ wrt, kind, order }, i) => ({
      wrt: wrt.name,
      kind,
      order,
      value: others[i] as Matrix,
    })),
  };
  const { inputs, flops, bytes, explain } = plan;
  const known = new Set([
    ...inputs.keys(),
    ...elaborated.variables.keys(),
    ...(cotangent ? [cotangent.name] : []),
  ]);
  return {
    inputs,
    flops,
    bytes,
    get steps() {
      return plan.steps;
    },
    explain,
    result,
    run(values) {
      if (values !== undefined) writeInputs(inputs, values, known);
      plan.run();
      return result;
    },
  };
}
