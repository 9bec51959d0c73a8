/**
 * What a language model can ask, as a table: a name, what it is for, what it takes, and how it is answered. An answer
 * is short; `details` gives the rest. What is at fault is a sentence that says what to write instead.
 */
import { z } from "zod";
import { LANGUAGES, TARGETS } from "../code/languages/targets.ts";
import { describeError, MatrixCalculusError } from "../errors.ts";
import { equal, judge } from "../library/claims.ts";
import { toCode } from "../library/code.ts";
import { differentiate } from "../library/differentiate.ts";
import { proofread } from "../library/notes.ts";
import { parse } from "../library/parse.ts";
import { print } from "../library/print.ts";
import { derive } from "../verbs.ts";

/** Most characters of a formula, and of a note. */
const FORMULA = 20_000;
const NOTE = 500_000;

interface ToolAnswer {
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The shape of what a tool takes, and its answer to it. */
interface Tool {
  readonly title: string;
  readonly about: string;
  readonly takes: z.ZodRawShape;
  readonly answer: (input: unknown) => ToolAnswer;
}

function tool<T extends z.ZodRawShape>(
  title: string,
  about: string,
  takes: T,
  answer: (input: z.infer<z.ZodObject<T>>) => ToolAnswer,
): Tool {
  const shape = z.object(takes);
  return { title, about, takes, answer: (input) => answer(shape.parse(input) as z.infer<z.ZodObject<T>>) };
}

const statements = z
  .string()
  .max(FORMULA)
  .describe(
    "Declarations and definitions in lines: 'X : m x k', 'A : symmetric n', 'w in R^n', 'L = ‖X w - y‖^2'. The last is differentiated. X' or X^T is the transpose, .* the entry-by-entry product, inv(X) the inverse. LaTeX is read too.",
  );
const wrt = z.string().max(200).describe("The variable that is differentiated by: 'W'.");
const details = z.boolean().optional().describe("Say more: steps, every field of the answer.");

export const TOOLS: Readonly<Record<string, Tool>> = {
  differentiate: tool(
    "Differentiate",
    "The derivative of a matrix expression by one variable, verified numerically: a gradient in the shape of the variable, a Jacobian (numerator layout) for vectors, a Hessian with order 2.",
    { statements, wrt, order: z.union([z.literal(1), z.literal(2)]).optional(), details },
    ({ statements: text, wrt: by, order, details: more }) => {
      const answer = differentiate(parse(text), { wrt: by, ...(order && { order }) });
      if (!answer.ok) return { text: `No answer: ${answer.error.message}` };
      const { latex, text: formula, kind, shape, assumed } = answer;
      const said = (assumed ?? []).join("; ");
      const short = `${formula ?? latex}\n${kind}, ${shape}; verified numerically${said && `\nassumed: ${said}`}`;
      return {
        text: short,
        data: more ? { ...answer } : { formula, latex, kind, shape, assumed },
      };
    },
  ),
  derive: tool(
    "Derive",
    "The derivation by steps, every line checked: Markdown with LaTeX, or LaTeX, or Unicode text. Styles: differential, elementwise, index, backprop, perturbation, matrix.",
    {
      statements,
      wrt: z.array(z.string().max(200)).max(20).optional().describe("All variables unless given."),
      style: z
        .enum(["differential", "elementwise", "index", "backprop", "perturbation", "matrix"])
        .optional(),
      detail: z.enum(["low", "normal", "high"]).optional(),
      format: z.enum(["md", "tex", "unicode"]).optional(),
      language: z.enum(["en", "zh", "ja"]).optional(),
    },
    ({ statements: text, wrt: by, style, detail, format, language }) => {
      const derived = derive(parse(text), { wrt: by, style, detail });
      return { text: print(derived, { format: format ?? "md", locale: language ?? "en" }) };
    },
  ),
  judge_claim: tool(
    "Judge a claim",
    "Is a claimed derivative right? Verdict right, wrong or unclear, with the reason, and where it is wrong what is right.",
    {
      statements,
      wrt,
      claim: z.string().max(FORMULA).describe("The formula that is said to be the derivative: '2 A x'."),
      order: z.union([z.literal(1), z.literal(2)]).optional(),
      layout: z.enum(["numerator", "denominator"]).optional(),
    },
    ({ statements: text, ...request }) => {
      const { verdict, why, correct } = judge(text, request);
      const right = correct && `\nright: ${correct.ascii}`;
      return {
        text: `${verdict}${why ? `: ${why}` : ""}${right ?? ""}`,
        data: { verdict, why, correct: correct?.ascii, latex: correct?.latex },
      };
    },
  ),
  equal: tool(
    "Compare two formulas",
    "Are two matrix formulas the same function? If not: a witness, and what it would take. Declarations may stand before each, in lines.",
    { left: z.string().max(FORMULA), right: z.string().max(FORMULA) },
    ({ left, right }) => {
      const { verdict, why, needs, assumed } = equal(left, right);
      return {
        text: `${verdict}: ${why}${needs ? `; equal if ${needs}` : ""}`,
        data: { verdict, why, needs, assumed },
      };
    },
  ),
  proofread: tool(
    "Proof-read a note",
    "Finds the equations of matrix calculus that are wrong in a note (Markdown, LaTeX, notebook): line, formula, why, what is right.",
    {
      text: z.string().max(NOTE),
      file: z
        .string()
        .max(300)
        .optional()
        .describe("Its name, whose ending says how it is read: note.md, a.tex."),
      language: z.enum(["en", "zh", "ja"]).optional().describe("The note's own unless given."),
      details,
    },
    ({ text, file, language, details: more }) => {
      const { findings, summary } = proofread(text, { file, locale: language });
      const shown = findings.filter(({ severity }) => more || severity === "error");
      const lines = shown.map(
        ({ line, severity, latex, why, correct }) =>
          `line ${line}: ${severity}: ${latex}: ${why}${correct === undefined ? "" : `; right: ${correct}`}`,
      );
      const { errors, right, claims } = summary;
      return {
        text: [`${errors} errors; ${right} of ${claims} claims right`, ...lines].join("\n"),
        data: { summary, findings: shown },
      };
    },
  ),
  code: tool(
    "Write code",
    `A function that computes a value and its gradients together, for ${TARGETS.map((target) => LANGUAGES[target].title).join(", ")}.`,
    {
      statements,
      wrt: z.array(z.string().max(200)).max(20).optional(),
      target: z.enum(TARGETS),
    },
    ({ statements: text, wrt: by, target }) => ({ text: toCode(parse(text), { wrt: by, target }) }),
  ),
};

/** The outcome of a call, as plain data: it goes from one process to another. */
export type Outcome = ({ readonly ok: true } & ToolAnswer) | { readonly ok: false; readonly text: string };

/** What a tool answers; a mistake of the caller's is an outcome, too. */
export function answerOf(name: string, input: unknown): Outcome {
  const asked = TOOLS[name];
  if (!asked) return { ok: false, text: `there is no tool ${name}` };
  try {
    return { ok: true, ...asked.answer(input) };
  } catch (error) {
    if (error instanceof z.ZodError) return { ok: false, text: z.prettifyError(error) };
    if (!(error instanceof MatrixCalculusError)) throw error;
    const { statements: text, claim } = input as { statements?: string; claim?: string };
    return { ok: false, text: describeError(error, text ?? claim ?? "") };
  }
}
