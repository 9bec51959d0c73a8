/**
 * An answer's printed forms, read again beside the problem that they answer.
 */
import { symbol } from "../../src/expression/build.ts";
import { type Expr, freshStore, SCALAR, type Shape, shapeOf } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { type ClaimContext, contextOf, parseClaim, readClaim } from "../../src/problem/claim/claimText.ts";
import { type DeclaredType, declaredType, positiveSize, readingOf } from "../../src/shapes/declarations.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseExpression, parseType } from "../../src/syntax/parse.ts";
import { readStatements } from "../../src/syntax/read.ts";
import { equalAtSamples } from "../atSamples.ts";

const NONE: ReadonlySet<string> = new Set();

/** "m×n", "n×1", "scalar" as an answer has it. */
export function shapeFrom(text: string): Shape {
  if (text === "scalar") return SCALAR;
  const names = new Map((text.match(/[^\s\d+*×-][^\s+*×-]*/gu) ?? []).map((name) => [name, undefined]));
  const options = { functionNames: NONE, variables: names };
  const [rows, columns] = text.split("×").map((size) => positiveSize(parseExpression(size, options)));
  return shapeOf(rows!, columns!);
}

/** The problem's names, in a store of its own. */
function contextFor(problem: BatchProblem): ClaimContext {
  freshStore();
  const types = new Map<string, DeclaredType>();
  for (const [name, text] of Object.entries(problem.vars ?? {}))
    types.set(name, declaredType(parseType(text, { functionNames: FUNCTION_NAMES })));
  const statements = readStatements(problem.expr, readingOf(types, [problem.wrt]));
  const elaborated = elaborate(statements, { types });
  const cotangent = types.has("G") ? undefined : symbol("G", elaborated.value.shape);
  const context = contextOf(elaborated, { structured: undefined, cotangent }, statements);
  return { ...context, types: new Map([...context.types, ...types]) };
}

export function readForm(text: string, context: ClaimContext, shape: Shape | undefined): Expr {
  const [{ syntax }, own] = parseClaim(text, context);
  return readClaim(syntax, own, shape);
}

/** What is wrong with how a problem's printed answers read; empty where each reads as the first. */
export function misreadings(problem: BatchProblem): string[] {
  const answer = answerProblem({ ...problem, check: false });
  if (!answer.ok) return [];
  const shape = answer.shape === undefined ? undefined : shapeFrom(answer.shape);
  const isByEntries = answer.kind === "index";
  const printed = answer.correct ?? { ascii: isByEntries ? undefined : answer.ascii, ...answer };
  const entries = [answer.index?.ascii, answer.index?.latex];
  const context = contextFor(problem);
  // an answer by entries says which entry it is: ∂y_i/∂x_j = …
  const wholes = [printed.ascii, printed.unicode, printed.latex].map((text) =>
    isByEntries ? undefined : text,
  );
  const byEntries = isByEntries
    ? [answer.unicode, answer.latex].map((text) => text?.replace(/^.* = /, ""))
    : [];
  return [
    ...compared(wholes, context, shape, problem),
    ...compared([...entries, ...byEntries], context, undefined, problem),
  ];
}

function compared(
  texts: readonly (string | undefined)[],
  context: ClaimContext,
  shape: Shape | undefined,
  problem: BatchProblem,
): string[] {
  let first: Expr | undefined;
  return texts.flatMap((text) => {
    if (text === undefined) return [];
    try {
      const read = readForm(text, context, shape);
      first ??= read;
      return areSame(first, read, problem) ? [] : [`${text} reads otherwise`];
    } catch (error) {
      return [`${text}: ${(error as Error).message}`];
    }
  });
}

export function areSame(
  a: Expr,
  b: Expr,
  { positive = [], spd = [] }: Pick<BatchProblem, "positive" | "spd">,
): boolean {
  return (
    a === b || (a.shape === b.shape && equalAtSamples(a, b, { hints: { positive, spd } }).verdict === "equal")
  );
}
