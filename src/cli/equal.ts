/**
 * `matgrad equal A B`: are two formulas the same function? `matgrad judge … --claim …`: is a claimed
 * derivative right?
 */
import { describeError, MatrixCalculusError } from "../errors.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { ask } from "../problem/answers.ts";
import { contextOf } from "../problem/claimText.ts";
import { equalTexts } from "../problem/equal.ts";
import { type Judgement, judge as judgeClaim } from "../problem/judge.ts";
import { judgeLatex } from "../problem/latex/claim.ts";
import { LAYOUTS, type Layout } from "../problem/layout.ts";
import { type DeclaredType, declaredType } from "../shapes/declarations.ts";
import { parseStatements } from "../syntax/parse.ts";
import type { Statement } from "../syntax/tree.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { UsageError } from "./files.ts";
import type { Streams } from "./streams.ts";

export const equalHelp = `matgrad equal A B [DECLARATIONS…] [--json] [--seed N]

Are the formulas A and B the same function? Decided over finite fields where both are rational, by values
otherwise. Declarations are statements such as 'A : symmetric n'.

  matgrad equal "(A B)'" "B' A'"

Exit status 0: equal; 1: different or undecided; 2: could not run.
`;

export const judgeHelp = `matgrad judge STATEMENTS… --wrt X --claim FORMULA [--layout LAYOUT] [--cotangent G] [--order 2] [--latex] [--json]

Is FORMULA the derivative of the last statement by X? If not: what is wrong with it, and what is right.
Layouts: ${LAYOUTS.join(", ")}. Formulas with a backslash are LaTeX; --latex says so of others.

  matgrad judge "x'A x" --wrt x --claim "2 A x"
  matgrad judge 'x^\\top A x' --wrt x --claim '\\nabla_x f = (A + A^\\top) x'

Exit status 0: right; 1: wrong, ill-formed or unclear; 2: could not run.
`;

const seedOf = ({ values }: Arguments) =>
  typeof values.seed === "string" && /^\d+$/.test(values.seed) ? { seed: Number(values.seed) } : {};

/** The exit status. */
export async function equal(args: readonly string[], streams: Streams): Promise<number> {
  const given = readArguments(args, { json: "boolean", seed: "string" });
  const [left, right, ...declarations] = given.texts;
  if (left === undefined || right === undefined) throw new UsageError("matgrad equal takes two formulas");
  const before = declarations.map((d) => `${d}\n`).join("");
  try {
    const found = equalTexts(before + left, before + right, {}, seedOf(given));
    const needs = found.needs === undefined ? "" : `\nThey would be equal if: ${found.needs}.`;
    await streams.out(
      given.values.json ? `${JSON.stringify(found)}\n` : `${found.verdict}: ${found.why}${needs}\n`,
    );
    return found.verdict === "equal" ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    streams.error(`matgrad: ${describeError(error, before + left, "formula")}\n`);
    return 1;
  }
}

/** The exit status. */
export async function judge(args: readonly string[], streams: Streams): Promise<number> {
  const given = readArguments(args, {
    wrt: "string",
    claim: "string",
    layout: "string",
    cotangent: "string",
    order: "string",
    json: "boolean",
    latex: "boolean",
    seed: "string",
  });
  const { wrt, claim, layout, cotangent, order, json } = given.values;
  if (typeof wrt !== "string" || typeof claim !== "string" || given.texts.length === 0) {
    throw new UsageError("matgrad judge takes statements, --wrt and --claim");
  }
  if (layout !== undefined && !LAYOUTS.includes(layout as Layout)) {
    throw new UsageError(`--layout cannot be ${layout}: it takes ${LAYOUTS.join(", ")}`);
  }
  const text = given.texts.join("\n");
  if (given.values.latex || [text, wrt, claim].some((written) => written.includes("\\"))) {
    const texts = { fn: given.texts.join(" \\\\ "), wrt, claim };
    const judgement = judgeLatex({ ...texts, layout: layout as Layout | undefined, ...seedOf(given) });
    return show(judgement, judgement.correct?.latex, json === true, streams);
  }
  try {
    const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
    const { question, elaborated } = ask(statements, wrt, {
      order: order === "2" ? 2 : 1,
      ...(typeof cotangent === "string" && { cotangent }),
    });
    const context = contextOf(elaborated, question, statements, declaredTypes(statements));
    const judgement = judgeClaim({
      question,
      context,
      claim,
      layout: layout as Layout | undefined,
      options: seedOf(given),
    });
    return await show(judgement, judgement.correct?.unicode, json === true, streams);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    streams.error(`matgrad: ${describeError(error, text)}\n`);
    return 1;
  }
}

/** The verdict, and where it isn't right what is; returns the exit status. */
async function show(
  judgement: Judgement,
  right: string | undefined,
  json: boolean,
  streams: Streams,
): Promise<number> {
  const { verdict, why } = judgement;
  const correct = right !== undefined && verdict !== "right" ? `\nRight is: ${right}` : "";
  await streams.out(json ? `${JSON.stringify(judgement)}\n` : `${verdict}: ${why}${correct}\n`);
  return verdict === "right" ? 0 : 1;
}

function declaredTypes(statements: readonly Statement[]): Map<string, DeclaredType> {
  const types = new Map<string, DeclaredType>();
  for (const s of statements) {
    if (s.kind !== "declaration") continue;
    for (const { name } of s.names) types.set(name, declaredType(s.type));
  }
  return types;
}
