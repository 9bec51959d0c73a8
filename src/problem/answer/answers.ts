/**
 * Answers for statements in matgrad's text: one for each variable asked for.
 *
 *     Y = X W + b, by W and b  ─▶  [{ wrt: "W", ascii: "X'*G", … }, { wrt: "b", ascii: "G'*ones(m)", … }]
 */
import { UnknownNameError, UnsupportedError } from "../../errors.ts";
import { freshStore, isScalar, type Structure, type SymbolNode } from "../../expression/expr.ts";
import type { FunctionEntry } from "../../functions/function.ts";
import { type Elaborated, elaborate } from "../../shapes/elaborate.ts";
import type { EquationSyntax } from "../../shapes/equations.ts";
import { nearestNames } from "../../shapes/names.ts";
import { plainName } from "../../syntax/tokens.ts";
import type { Statement } from "../../syntax/tree.ts";
import { blockQuestion } from "../block.ts";
import { cotangentOf } from "../cotangent.ts";
import { directionNamed, isAlong, orderAlong, usualDirection } from "../direction.ts";
import { type OrderLimits, type Question, solve, usualKind } from "../problem.ts";
import { answerQuestion, type CheckAt, type DerivativeAnswer, type Refusal } from "./answer.ts";

export interface AnswersRequest {
  /** Names of variables or definitions; absent: every variable. */
  readonly wrt?: readonly string[] | undefined;
  /** A whole number from 1; 1 unless given. */
  readonly order?: number;
  /** jvp: the differential along a direction; hvp: the Hessian times it. The kind that the shapes ask for unless given. */
  readonly kind?: "jvp" | "hvp" | undefined;
  /** Name of that direction; dX for jvp, v or V for hvp. */
  readonly direction?: string | undefined;
  /** Most terms in index notation, and most parts by a scalar. */
  readonly limits?: OrderLimits;
  /** Name of the cotangent of a matrix value; G. */
  readonly cotangent?: string | undefined;
  readonly structures?: ReadonlyMap<string, Structure>;
  /** What else is known to hold. */
  readonly equations?: readonly EquationSyntax[];
  /** The user's own functions, by name. */
  readonly functions?: ReadonlyMap<string, FunctionEntry>;
  /** What a derivative by a structured variable means; the projection unless given. */
  readonly structure?: "projection" | "independent-entries" | "free";
  readonly seed?: number | undefined;
  /** What nothing declares is an error. */
  readonly strict?: boolean | undefined;
  /** Checks the answers at these sizes too. */
  readonly checkAt?: CheckAt | undefined;
}

/**
 * Of order 2, the blocks of the Hessian by two of the variables come after those by one.
 * Throws the errors of elaborate() and of solve().
 */
export function answers(
  statements: readonly Statement[],
  request: AnswersRequest,
): (DerivativeAnswer | Refusal)[] {
  freshStore();
  const names = (request.wrt ?? [...elaborate(statements, optionsOf(request)).variables.keys()]).map(
    plainName,
  );
  const options = () => ({ seed: request.seed, at: request.checkAt, start: performance.now() });
  const own = names.map((name) => {
    const from = options();
    const { question, elaborated } = ask(statements, name, request);
    return answerQuestion(question, elaborated, from);
  });
  if (request.order !== 2 || request.kind !== undefined) return own;
  const pairs = names.flatMap((row, i) => names.slice(i + 1).map((column) => [row, column] as const));
  const blocks = pairs.flatMap(([row, column]) => {
    const from = options();
    const asked = askBlock(statements, row, column, request);
    if (!asked) return [];
    const answer = answerQuestion(asked.question, asked.elaborated, from);
    return [{ ...answer, wrt: `${row},${column}` }];
  });
  return [...own, ...blocks];
}

/** The block of the Hessian by two variables, a row for each entry of the first; undefined where there is none. */
function askBlock(
  statements: readonly Statement[],
  row: string,
  column: string,
  request: AnswersRequest,
): { readonly question: Question; readonly elaborated: Elaborated } | undefined {
  freshStore();
  const both = new Set([row, column]);
  const elaborated = elaborate(statements, { ...optionsOf(request), opaque: both, free: both });
  const first = questionFor(row, elaborated, undefined, { ...request, order: 1 });
  const by = elaborated.variables.get(column);
  if (!by || !(isScalar(first.value) || (isScalar(first.wrt) && isScalar(by)))) return undefined;
  return { question: blockQuestion(solve(first).derivative, by, first), elaborated };
}

/** The question about one variable, in a store of its own. */
export function ask(
  statements: readonly Statement[],
  name: string,
  request: AnswersRequest,
): { readonly question: Question; readonly elaborated: Elaborated } {
  freshStore();
  return askAlso(statements, name, request);
}

/**
 * The question about one variable, in the store of those before: they share what they have in common. Where it is
 * known already what the statements mean with no variable in mind, that need not be found again.
 */
export function askAlso(
  statements: readonly Statement[],
  name: string,
  request: AnswersRequest,
  known?: Elaborated,
): { readonly question: Question; readonly elaborated: Elaborated } {
  const opaque = new Set([name]);
  const isDefined = known?.definitions.some((definition) => definition.name === name);
  const whole = known && !isDefined ? known : elaborate(statements, { ...optionsOf(request), opaque });
  const structured = whole.variables.get(name);
  const elaborated = structured?.structure
    ? elaborate(statements, { ...optionsOf(request), opaque, free: opaque })
    : whole;
  return { question: questionFor(name, elaborated, structured, request), elaborated };
}

/** What a request says of the meaning of statements. */
export const optionsOf = ({ structures, equations, functions, strict }: AnswersRequest) => ({
  ...(strict && { strict }),
  ...(structures && { structures }),
  ...(equations && { equations }),
  ...(functions && { functions }),
});

function questionFor(
  name: string,
  elaborated: Elaborated,
  structured: SymbolNode | undefined,
  request: AnswersRequest,
): Question {
  const { order = 1, structure = "projection" } = request;
  const { value, variables } = elaborated;
  if (!Number.isInteger(order) || order < 1) {
    throw new UnsupportedError(`the order of a derivative is a whole number from 1, and this is ${order}`);
  }
  const wrt = variables.get(name);
  if (!wrt) {
    const hint = nearestNames(name, [...variables.keys()]);
    throw new UnknownNameError(`${name}, which the derivative is by, does not occur`, undefined, hint);
  }
  const usual = usualKind(value, wrt);
  // a matrix by a matrix is asked for with a cotangent: let G = ∂L/∂Y
  const kind = request.kind ?? (usual === "tensor" && order === 1 ? "vjp" : usual);
  const direction = request.direction ?? usualDirection(kind, wrt, variables);
  return {
    value,
    wrt,
    kind,
    order: isAlong(kind) ? orderAlong(kind) : order,
    limits: request.limits,
    cotangent: kind === "vjp" ? cotangentOf(value, elaborated, request.cotangent) : undefined,
    direction: isAlong(kind) ? directionNamed(direction, wrt, variables) : undefined,
    structured,
    structure: structured?.structure && structure !== "free" ? structure : undefined,
    equations: elaborated.equations,
  };
}
