/**
 * One problem a line in, one answer a line out: `{"id", "ok", "ascii", "latex", …}`.
 *
 *     {"vars": {"x": "vector n", "A": "matrix n n"}, "expr": "x'*A*x", "wrt": "x"}
 *       ─▶  {"ok": true, "ascii": "(A+A')*x", "kind": "gradient", …}
 */
import { ArgumentError, MatrixCalculusError, UnknownNameError, UnsupportedError } from "../errors.ts";
import { symbol } from "../expression/build.ts";
import { type Expr, inOwnStore, isScalar, type SymbolNode } from "../expression/expr.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { type DeclaredType, declaredType, readingOf } from "../shapes/declarations.ts";
import { type Elaborated, elaborate } from "../shapes/elaborate.ts";
import { namesIn } from "../shapes/names.ts";
import { parseType } from "../syntax/parse.ts";
import { readStatements } from "../syntax/read.ts";
import type { Statement } from "../syntax/tree.ts";
import { flag, listOf, oneOf, shown, type Taken, text, valuesOf, whole } from "../taken.ts";
import { answerQuestion, describeAnswerError, type ProblemAnswer } from "./answer/answer.ts";
import { type ClaimContext, contextOf } from "./claim/claimText.ts";
import { judge, judgementFields } from "./claim/judge.ts";
import { isLayout, LAYOUTS, type Layout } from "./claim/layout.ts";
import { cotangentOf } from "./cotangent.ts";
import { directionNamed, isAlong, orderAlong, usualDirection } from "./direction.ts";
import { equationsIn } from "./given.ts";
import { answerLatexLine, isLatexLine } from "./latex/line.ts";
import { type Kind, type Question, type StructureMeaning, usualKind } from "./problem.ts";

export interface BatchProblem {
  readonly id?: unknown;
  /** Types by name, as in a declaration: "matrix m n", "symmetric n". */
  readonly vars?: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly wrt: string;
  readonly kind?: string;
  readonly order?: number;
  readonly structure?: string;
  /** Assumptions in words; the equations in it that matgrad's text has, such as sum(y) = 1, are used. */
  readonly given?: string;
  /** Variables sampled positive, and positive definite, in the numeric check. */
  readonly positive?: readonly string[];
  readonly spd?: readonly string[];
  /** The cotangent's name for kind vjp; G unless given. */
  readonly cotangent?: string;
  /** The direction's name for kinds jvp and hvp; dX, and v or V, unless given. */
  readonly direction?: string;
  /** A derivative that somebody gives: then the answer is a verdict. */
  readonly claim?: string;
  /** That of the claim: gradient, numerator, denominator, vec. */
  readonly layout?: string;
  /** False leaves the numeric check out. */
  readonly check?: boolean;
  readonly seed?: number;
  /** True: a name that nothing declares is an error. */
  readonly strict?: boolean;
}

const KINDS: readonly string[] = ["gradient", "vjp", "jacobian", "scalar-wrt", "tensor", "jvp", "hvp"];
const MEANINGS: readonly string[] = ["projection", "independent-entries", "diagonal"];

/** The answer to one line. A user's mistake is an answer with `ok: false`; nothing is thrown. */
export function answerLine(line: string): ProblemAnswer {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const message = `this line is not JSON: ${(error as SyntaxError).message}`;
    return { ok: false, error: { message } };
  }
  try {
    return isLatexLine(value) ? answerLatexLine(value) : answerProblem(value as BatchProblem);
  } catch (error) {
    // a bug of ours in one line must not cost the others their answers
    const { id } = value as BatchProblem;
    const message = `internal error: ${String((error as Error).message)}`;
    return { ...(id !== undefined && { id }), ok: false, error: { message } };
  }
}

/** @throws ArgumentError for a field that is missing or of another kind */
function readProblem(value: unknown): BatchProblem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ArgumentError("a line is a JSON object with expr and wrt");
  }
  const { expr, wrt } = value as Record<string, unknown>;
  if (typeof expr !== "string" || typeof wrt !== "string") {
    throw new ArgumentError('a line has the strings "expr" and "wrt"');
  }
  const wrong = wrongField(value as Record<string, unknown>);
  if (wrong !== undefined) throw new ArgumentError(wrong);
  const given = Object.entries(value).filter(([name, field]) => field !== null || name === "id");
  return Object.fromEntries(given) as unknown as BatchProblem;
}

/** eigen: gradient or scalar-wrt, by the variable's shape; index: entry by entry. */
const ALL_KINDS: readonly string[] = [...KINDS, "eigen", "index"];

/** Fields that have to be of a kind where they are there. */
const FIELDS: Readonly<Record<string, Taken>> = {
  vars: valuesOf(text, "an object of types by name"),
  positive: listOf(text, "a list of names"),
  spd: listOf(text, "a list of names"),
  kind: { ...oneOf(ALL_KINDS), what: `one of ${ALL_KINDS.join(", ")}` },
  structure: { ...oneOf(MEANINGS), what: `one of ${MEANINGS.join(", ")}` },
  given: text,
  cotangent: text,
  direction: text,
  claim: text,
  layout: oneOf(LAYOUTS),
  check: flag,
  order: whole(1),
  seed: { holds: Number.isSafeInteger, what: "a whole number" },
};

/** null stands for an absent field. */
function wrongField(line: Record<string, unknown>): string | undefined {
  for (const [name, { holds, what }] of Object.entries(FIELDS)) {
    const value = line[name];
    if (value !== undefined && value !== null && !holds(value))
      return `"${name}" is ${what}, and this is ${shown(value)}`;
  }
  return undefined;
}

/** The answer to a problem or the verdict on its claim; a user's mistake is an answer with `ok: false`. */
export function answerProblem(given: BatchProblem): ProblemAnswer {
  return inOwnStore(() => answered(given));
}

function answered(given: BatchProblem): ProblemAnswer {
  const id = (given as BatchProblem | null)?.id;
  const identity = id === undefined ? {} : { id };
  const start = performance.now();
  let source = "";
  try {
    const problem = readProblem(given);
    source = problem.expr;
    const { elaborated, question, context } = ask(problem);
    const hints = {
      ...(problem.positive && { positive: problem.positive }),
      ...(problem.spd && { spd: problem.spd }),
    };
    const { seed, check } = problem;
    if (problem.claim !== undefined) {
      if (question.order > 2)
        throw new UnsupportedError(`not supported: a claim about order ${question.order}`);
      const task = { question, context, claim: problem.claim, layout: layoutOf(problem) };
      const judgement = judge({ ...task, options: { hints, ...(seed !== undefined && { seed }) } });
      return { ...identity, ok: true, ...judgementFields(judgement, start) };
    }
    return { ...identity, ...answerQuestion(question, elaborated, { hints, seed, check, start }) };
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { ...identity, ok: false, error: describeAnswerError(error, source) };
  }
}

/** What the line asks for. */
function ask(problem: BatchProblem): {
  elaborated: Elaborated;
  question: Question;
  context: ClaimContext;
} {
  const types = new Map<string, DeclaredType>();
  for (const [name, text] of Object.entries(problem.vars ?? {})) {
    types.set(name, declaredType(parseType(text, { functionNames: FUNCTION_NAMES })));
  }
  const statements = readStatements(problem.expr, readingOf(types, [problem.wrt]));
  const equations = equationsIn(problem.given ?? "", namesOf(statements, types));
  const elaborated = elaborate(statements, {
    ...{ types, equations, free: new Set([problem.wrt]) },
    ...(problem.strict === true && { strict: true }),
  });
  const wrt = elaborated.variables.get(problem.wrt);
  if (!wrt) throw new UnknownNameError(`${problem.wrt}, which the derivative is by, is not a variable here`);
  const type = types.get(problem.wrt);
  const structure = type?.kind === "variable" ? type.structure : undefined;
  const structured = symbol(wrt.name, wrt.shape, structure);
  const kind = kindOf(problem, elaborated.value, wrt);
  const question: Question = {
    value: elaborated.value,
    wrt,
    kind,
    order: isAlong(kind) ? orderAlong(kind) : (problem.order ?? 1),
    byEntries: problem.kind === "index",
    cotangent: kind === "vjp" ? cotangentFor(problem, elaborated) : undefined,
    direction: isAlong(kind) ? directionOf(problem, kind, wrt, elaborated) : undefined,
    structured,
    structure: problem.structure as StructureMeaning | undefined,
    equations: elaborated.equations,
  };
  return { elaborated, question, context: contextOf(elaborated, question, statements, types) };
}

const namesOf = (statements: readonly Statement[], types: ReadonlyMap<string, DeclaredType>): Set<string> =>
  new Set([
    ...types.keys(),
    ...statements.flatMap((s) => (s.kind === "declaration" ? [] : namesIn(s.value))),
  ]);

const layoutOf = ({ layout }: BatchProblem): Layout | undefined => (isLayout(layout) ? layout : undefined);

function kindOf(problem: BatchProblem, value: Expr, wrt: SymbolNode): Kind {
  if (problem.kind === "eigen") return isScalar(wrt) ? "scalar-wrt" : "gradient";
  return KINDS.includes(problem.kind ?? "") ? (problem.kind as Kind) : usualKind(value, wrt);
}

const directionOf = (
  { direction }: BatchProblem,
  kind: Kind,
  wrt: SymbolNode,
  { variables }: Elaborated,
): SymbolNode => directionNamed(direction ?? usualDirection(kind, wrt, variables), wrt, variables);

const cotangentFor = ({ cotangent }: BatchProblem, elaborated: Elaborated): SymbolNode =>
  cotangentOf(elaborated.value, elaborated, cotangent);
