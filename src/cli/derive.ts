/**
 * `matgrad derive`: statements in, derivations out.
 */
import { existsSync } from "node:fs";
import { derive as deriveProblem } from "../derivation/derive.ts";
import { answerSteps, printDerivation } from "../derivation/documents.ts";
import type { Style } from "../derivation/step.ts";
import { describeError, MatrixCalculusError, UnsupportedError } from "../errors.ts";
import { freshStore } from "../expression/expr.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import type { AnswerStep, CheckAt, ProblemAnswer } from "../problem/answer.ts";
import { answers } from "../problem/answers.ts";
import { parseStatements } from "../syntax/parse.ts";
import type { Statement } from "../syntax/tree.ts";
import { checkAtOf, checkText } from "./checkAt.ts";
import { readText, UsageError, writeWhole } from "./files.ts";
import { type DeriveRequest, readOptions } from "./options.ts";
import { splitProblem } from "./problemFile.ts";
import type { Streams } from "./streams.ts";

/** The exit status. */
export async function derive(args: readonly string[], streams: Streams): Promise<number> {
  const request = requestOf(args);
  const { text, name } = request.located;
  let output: string;
  let checked: readonly ProblemAnswer[] = [];
  try {
    const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
    const checkAt = checkAtOf(request, streams);
    output = request.json ? jsonAnswers(statements, request, checkAt) : documents(statements, request);
    if (!request.json && checkAt) checked = answers(statements, { ...request, checkAt });
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    streams.error(`matgrad: ${describeError(error, text, name)}\n`);
    return 1;
  }
  if (request.output === undefined) await streams.out(output);
  else writeWhole(request.output, output);
  streams.error(checked.map(checkText).join(""));
  return checked.every((answer) => answer.ok) ? 0 : 1;
}

interface Located {
  readonly text: string;
  readonly name: string;
}

/** The command line's options, after those that stand in the file. */
function requestOf(args: readonly string[]): DeriveRequest & { readonly located: Located } {
  const own = readOptions(args);
  const located = locate(own);
  const { statements, options } = splitProblem(located.text);
  if (options.length === 0) return { ...own, located: { ...located, text: statements } };
  // in a file, words that follow an option's value are more values: --wrt W X b
  const joined = joinValues(options);
  const merged = readOptions([...joined, ...args]);
  return { ...merged, located: { ...located, text: statements } };
}

function locate({ texts, file }: DeriveRequest): Located {
  const [only] = texts;
  if (file !== undefined) {
    if (texts.length > 0) throw new UsageError("give the statements or --file, not both");
    return { text: readText(file), name: file === "-" ? "input" : file };
  }
  if (
    texts.length === 1 &&
    only !== undefined &&
    (only === "-" || (/\.\w+$/.test(only) && existsSync(only)))
  ) {
    return { text: readText(only), name: only === "-" ? "input" : only };
  }
  if (texts.length === 0)
    throw new UsageError("there is nothing to derive: matgrad derive 'Y = X W + b' --wrt W");
  return { text: texts.join("\n"), name: "input" };
}

function joinValues(options: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of options) {
    const last = joined.at(-1);
    const before = joined.at(-2);
    if (!word.startsWith("--") && last !== undefined && before?.startsWith("--") && !last.startsWith("--")) {
      joined.push(before, word);
    } else joined.push(word);
  }
  return joined;
}

function documents(statements: readonly Statement[], request: DeriveRequest): string {
  const {
    styles,
    wrt,
    sizes,
    entries,
    cotangent,
    order,
    kind,
    direction,
    detail,
    format,
    locale,
    notation,
    seed,
    stationary,
  } = request;
  const parts = styles.map((style) => {
    freshStore();
    const derived = deriveProblem(
      { statements, structures: request.structures, equations: request.equations },
      {
        style: style !== "matrix" ? style : request.order > 2 ? "index" : "differential",
        wrt,
        sizes,
        entries,
        cotangent,
        order,
        kind,
        direction,
        detail,
        seed,
        stationary,
      },
    );
    const { derivation } = derived;
    // the style matrix is the results alone
    const shown =
      style === "matrix" ? { ...derived, derivation: { ...derivation, sections: [], remarks: [] } } : derived;
    return printDerivation(shown, { format, locale, notation });
  });
  return parts.join(format === "md" ? "\n---\n\n" : "\n");
}

/** One object a variable; the steps are those of the first style that has any. */
function jsonAnswers(
  statements: readonly Statement[],
  request: DeriveRequest,
  checkAt: CheckAt | undefined,
): string {
  const style = request.styles.find((s) => s !== "matrix") ?? (request.order > 2 ? "index" : "differential");
  return answers(statements, { ...request, checkAt })
    .map((answer) => {
      const steps =
        answer.ok && answer.wrt !== undefined ? stepsFor(statements, request, style, answer.wrt) : undefined;
      return `${JSON.stringify({ ...answer, ...(steps && { steps }) })}\n`;
    })
    .join("");
}

/** The steps of a derivation; none where the style can't treat the problem. */
function stepsFor(
  statements: readonly Statement[],
  request: DeriveRequest,
  style: Style,
  wrt: string,
): readonly AnswerStep[] | undefined {
  const { sizes, entries, cotangent, order, kind, direction, detail, locale, notation, seed } = request;
  const { structures, equations } = request;
  freshStore();
  try {
    const { derivation } = deriveProblem(
      { statements, structures, equations },
      { style, wrt: [wrt], sizes, entries, cotangent, order, kind, direction, detail, seed },
    );
    return answerSteps(derivation, { locale, notation });
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
