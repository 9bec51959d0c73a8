/**
 * The derivatives that code is written for: all of one problem, in one store, each checked.
 *
 *     L = ‖X w − y‖², by X and w  ─▶  the value, and two gradients that share X w − y
 */
import { UnsupportedError } from "../errors.ts";
import type { Check } from "../evaluate/index.ts";
import { type Expr, freshStore, isScalar, type SymbolNode } from "../expression/expr.ts";
import { substitute, symbolsIn } from "../expression/walk.ts";
import { withoutIndexSums } from "../index/index.ts";
import { type AnswersRequest, askAlso, optionsOf } from "../problem/answer/answers.ts";
import { type Kind, type Question, solve } from "../problem/problem.ts";
import { verify } from "../problem/verify.ts";
import { type Elaborated, elaborate } from "../shapes/elaborate.ts";
import { plainName } from "../syntax/tokens.ts";
import type { Statement } from "../syntax/tree.ts";

export interface SolvedDerivative {
  readonly wrt: SymbolNode;
  readonly kind: Kind;
  readonly order: number;
  readonly value: Expr;
  /** Absent where it wasn't asked for. */
  readonly check?: Check;
}

export interface SolvedProblem {
  readonly elaborated: Elaborated;
  readonly value: Expr;
  readonly derivatives: readonly SolvedDerivative[];
  readonly cotangent: SymbolNode | undefined;
}

export interface SolveRequest extends AnswersRequest {
  /** False leaves the numeric check out. */
  readonly check?: boolean | undefined;
}

/** @throws UnsupportedError where a derivative has no matrix form or fails its check; the errors of ask() */
export function solveAll(statements: readonly Statement[], request: SolveRequest): SolvedProblem {
  freshStore();
  const elaborated = elaborate(statements, optionsOf(request));
  let cotangent: SymbolNode | undefined;
  const derivatives: SolvedDerivative[] = [];
  for (const name of request.wrt?.map(plainName) ?? elaborated.variables.keys()) {
    const first = askAlso(statements, name, { ...request, order: 1 }, elaborated).question;
    cotangent ??= first.cotangent;
    derivatives.push(solved(first, elaborated, request));
    if (request.order !== 2) continue;
    if (!isScalar(first.value)) {
      throw new UnsupportedError("a Hessian is of a scalar, and this value is not one");
    }
    derivatives.push(solved({ ...first, order: 2 }, elaborated, request));
  }
  return { elaborated, value: withoutIndexSums(elaborated.value), derivatives, cotangent };
}

function solved(question: Question, elaborated: Elaborated, request: SolveRequest): SolvedDerivative {
  const { wrt, kind, order } = question;
  const { seed } = request;
  const answer = solve(question);
  const value = asGiven(answer.derivative, elaborated);
  if (request.check === false) return { wrt, kind, order, value };
  const check = verify(question, answer, { seed });
  if (check.verdict === "refuted") {
    throw new UnsupportedError(
      `the derivative by ${wrt.name} did not pass its numeric check and is not shown`,
    );
  }
  return { wrt, kind, order, value, check };
}

/** Variables with their structure, and definitions that it is a derivative by with their value. */
function asGiven(e: Expr, { variables, definitions }: Elaborated): Expr {
  const values = new Map(definitions.map((d) => [d.name, d.value]));
  const replacements = new Map<Expr, Expr>();
  for (const s of symbolsIn(e)) {
    if (s.role !== "variable") continue;
    const given = variables.get(s.name) ?? values.get(s.name);
    if (given && given !== s && given.shape === s.shape) replacements.set(s, given);
  }
  return replacements.size === 0 ? e : substitute(e, replacements);
}
