/**
 * The answers to a problem under another name, read again: each is the first answer with that name replaced.
 */
import { MatrixCalculusError, UnsupportedError } from "../../src/errors.ts";
import { symbol } from "../../src/expression/build.ts";
import { type Expr, freshStore, type Shape } from "../../src/expression/expr.ts";
import type { DerivativeAnswer } from "../../src/problem/answer/answer.ts";
import { answers, ask } from "../../src/problem/answer/answers.ts";
import { type ClaimContext, contextOf } from "../../src/problem/claim/claimText.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { areSame, readForm, shapeFrom } from "../reading/readBack.ts";
import { HIDDEN, read } from "./documents.ts";
import { type Named, replaceWord } from "./problems.ts";

interface Answered {
  readonly answers: readonly DerivativeAnswer[];
  readonly refusals: number;
  /** What the cotangent is called. */
  readonly cotangents: readonly (string | undefined)[];
}

function answered({ text, wrt, order }: Named): Answered {
  const request = { wrt, ...(order && { order }) };
  const all = answers(read(text), request);
  return {
    answers: all.flatMap((answer) => (answer.ok ? [answer] : [])),
    refusals: all.filter(({ ok }) => !ok).length,
    cotangents: wrt.map((name) => ask(read(text), name, request).question.cotangent?.name),
  };
}

/** Undefined where the answer needs a function whose name is a variable's. */
function orHidden<T>(answer: () => T): T | undefined {
  try {
    return answer();
  } catch (error) {
    if (error instanceof UnsupportedError && HIDDEN.test(error.message)) return undefined;
    throw error;
  }
}

const known = new Map<Named, Answered>();

/** What is wrong with the answers to `changed`, in which `from` is called `to`. */
export function answerFaults(problem: Named, changed: Named, from: string, to: string): string[] {
  const before = known.get(problem) ?? answered(problem);
  known.set(problem, before);
  const after = orHidden(() => answered(changed));
  if (!after) return [];
  if (after.answers.length !== before.answers.length || after.refusals !== before.refusals) {
    return [`${after.answers.length} answers, ${before.answers.length} before`];
  }
  return after.answers.flatMap((answer, k) => {
    const first = before.answers[k] as DerivativeAnswer;
    const cotangents = [before.cotangents[k], after.cotangents[k]] as const;
    const renames: [string, string][] = [
      [from, to],
      [`grad_${from}`, `grad_${to}`],
      [`J_${from}`, `J_${to}`],
    ];
    if (cotangents[0] !== undefined && cotangents[0] !== from)
      renames.push([cotangents[0], cotangents[1] ?? ""]);
    return compared(answer, first, changed, renames, cotangents[1]);
  });
}

function compared(
  answer: DerivativeAnswer,
  first: DerivativeAnswer,
  changed: Named,
  renames: readonly (readonly [string, string])[],
  cotangent: string | undefined,
): string[] {
  if (answer.check?.verdict !== first.check?.verdict) return [`${answer.wrt} is ${answer.check?.verdict}`];
  freshStore();
  const elaborated = elaborate(read(changed.text));
  const { shape } = elaborated.value;
  const own =
    cotangent === undefined ? undefined : (elaborated.variables.get(cotangent) ?? symbol(cotangent, shape));
  const context = contextOf(elaborated, { structured: undefined, cotangent: own }, read(changed.text));
  if (answer.ascii === undefined) return [];
  const result = shapeFrom(answer.shape);
  const wanted = readForm(withNames(first.ascii as string, renames), context, result);
  return [answer.ascii, answer.unicode, answer.latex].flatMap((text) =>
    misread(text, wanted, context, result),
  );
}

function misread(text: string, wanted: Expr, context: ClaimContext, shape: Shape): string[] {
  try {
    return areSame(wanted, readForm(text, context, shape), {}) ? [] : [`${text} reads otherwise`];
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return [`${text}: ${error.message}`];
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** What the program called something in the text has a name that nobody takes: a shared part, what a sum runs over. */
function withNames(text: string, renames: readonly (readonly [string, string])[]): string {
  const made = [...text.matchAll(/sum_\(?([\p{L}\d_]+)|(?:^|; )([\p{L}\d_]+) = /gu)].map(
    (m) => m[1] ?? m[2] ?? "",
  );
  const apart = made.reduce((own, name, k) => replaceWord(own, name, `made${LETTERS[k]}`), text);
  const between = renames.reduce((own, [from], k) => replaceWord(own, from, `given${LETTERS[k]}`), apart);
  return renames.reduce((own, [, to], k) => replaceWord(own, `given${LETTERS[k]}`, to), between);
}
