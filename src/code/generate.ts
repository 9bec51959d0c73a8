/**
 * A problem ─▶ a function in a programming language that returns its value and derivatives.
 *
 *     L = ‖X w − y‖², by w, numpy  ─▶  def value_and_gradients(X, w, y): … return L, grad_w
 *
 * Everything that is asked for is computed together; what the value and the gradients share is computed
 * once. Arrays have two dimensions throughout: a vector is a column, and may be given flat (see Language).
 */
import { UnsupportedError } from "../errors.ts";
import { addSizes, constantSize, type Dimension, sizeOf, UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, isVector, SCALAR, type Shape, type SymbolNode } from "../expression/expr.ts";
import { symbolsIn } from "../expression/walk.ts";
import { FUNCTIONS } from "../functions/index.ts";
import type { AnswersRequest } from "../problem/answer/answers.ts";
import type { Statement } from "../syntax/tree.ts";
import { documentation } from "./documentation.ts";
import { LANGUAGES, type Target } from "./languages/targets.ts";
import { type Identifiers, identifiers, transliterated } from "./names.ts";
import type { Argument, FunctionParts, Language } from "./pieces/language.ts";
import { calledIn, codeOf, helpersOf } from "./pieces/templates.ts";
import { needsOf } from "./pieces/text.ts";
import { planCode, type Result } from "./plan.ts";
import { type SolvedDerivative, type SolvedProblem, solveAll } from "./solved.ts";

export interface CodeRequest extends AnswersRequest {
  readonly target: Target;
  /** The name of the function; value_and_gradients, in JavaScript valueAndGradients. */
  readonly name?: string | undefined;
}

/**
 * The text of a module (for Octave, a function file) with one function.
 * @throws UnsupportedError for what the target or matgrad has no function or no matrix form for
 */
export function generateCode(statements: readonly Statement[], request: CodeRequest): string {
  return codeFor(solveAll(statements, request), LANGUAGES[request.target], request.name);
}

/** The code of a solved problem; its store must still be the current one. */
export const codeFor = (problem: SolvedProblem, language: Language, name?: string): string =>
  written(functionFor(problem, language, name), language);

export const written = (parts: FunctionParts, language: Language): string =>
  language.shell(parts, helpersOf(language));

/** What that code is written from. */
export function functionFor(problem: SolvedProblem, language: Language, name?: string): FunctionParts {
  const names = identifiers([...language.reserved, ...helpersOf(language).keys(), ...calledNames(language)]);
  const { elaborated, value, derivatives } = problem;
  if (name !== undefined && names.isTaken(name)) {
    throw new UnsupportedError(`${name} is a name that ${language.target} code needs: choose another`);
  }
  const functionName = names.fresh(name ?? language.functionName ?? "value_and_gradients");
  const variables = variablesOf(problem);
  for (const v of variables) names.ofSymbol(v);
  const valueName = elaborated.name === undefined ? names.fresh("value") : names.of(elaborated.name, "value");
  const results: Result[] = [
    { name: valueName, value },
    ...derivatives.map((d) => ({ name: resultName(d, names), value: d.value })),
  ];
  const given = new Map<string, string>();
  const givenNames = new Set(variables.map((v) => names.ofSymbol(v)));
  for (const d of derivatives) {
    const like = givenLike(d, names);
    if (like !== undefined && givenNames.has(like) && !given.has(like))
      given.set(like, names.fresh(`${like}_${language.given}`));
  }
  const plan = planCode(results, definedNames(problem, names), language, names);
  const needs = needsOf(plan.assignments.map(([, value]) => value));
  const sizes = [...plan.sizes].filter((size) => needs.has(names.of(size, "size")));
  const { read, open } = readSizes(sizes, variables, language, names);
  const args: Argument[] = [
    ...[...plan.functions].map((f) => argument(f, names.of(f, "function"), undefined, given)),
    ...variables.map((v) => argument(v.name, names.ofSymbol(v), v.shape, given)),
    ...open.map((size) => ({ ...argument(size, names.of(size, "size"), SCALAR, given), isSize: true })),
  ];
  return {
    name: functionName,
    args,
    documentation: documentation({ problem, variables, results, names, plan, open, language }),
    sizes: read,
    body: plan.assignments,
    outputs: results.map(({ name: output }, i) => ({
      name: output,
      like: given.get(givenLike(derivatives[i - 1], names) ?? ""),
    })),
  };
}

/** The problem's definitions keep their names. */
function definedNames({ elaborated, value }: SolvedProblem, names: Identifiers): Map<Expr, string> {
  const own = elaborated.definitions.filter((d) => d.value !== value && d.value.kind !== "symbol");
  return new Map(own.map((d) => [d.value, names.of(d.name, "value")]));
}

/** The variables that the value or a derivative uses or is by, in the order they were met, and the cotangent. */
function variablesOf({ elaborated, value, derivatives, cotangent }: SolvedProblem): SymbolNode[] {
  const roots = [value, ...derivatives.map((d) => d.value)];
  const used = new Set(roots.flatMap((r) => symbolsIn(r).map((s) => s.name)));
  for (const d of derivatives) used.add(d.wrt.name);
  const variables = [...elaborated.variables.values()].filter((v) => used.has(v.name));
  const isOwn = cotangent && !elaborated.variables.has(cotangent.name);
  return isOwn ? [...variables, cotangent] : variables;
}

const argument = (
  of: string,
  name: string,
  shape: Shape | undefined,
  given: ReadonlyMap<string, string>,
): Argument => ({
  of,
  name,
  given: given.get(name),
  isFunction: shape === undefined,
  isScalar: shape === SCALAR,
  isSize: false,
  isVector: shape !== undefined && shape.cols === UNIT && shape !== SCALAR,
});

/** grad_W, jac_x, hess_x */
function resultName({ wrt, kind, order }: SolvedDerivative, names: Identifiers): string {
  const what = order === 2 ? "hess" : kind === "jacobian" ? "jac" : "grad";
  return names.fresh(`${what}_${transliterated(wrt.name)}`);
}

/** The vector that a gradient is by: the result has its shape as given. */
function givenLike(d: SolvedDerivative | undefined, names: Identifiers): string | undefined {
  const isGradient = d && d.order === 1 && (d.kind === "gradient" || d.kind === "vjp");
  return isGradient && isVector(d.wrt) && d.value.shape === d.wrt.shape ? names.ofSymbol(d.wrt) : undefined;
}

/** The functions that templates call: no variable has their names. */
const calledNames = (language: Language): string[] =>
  FUNCTIONS.flatMap((f) => calledIn(codeOf(f, language) ?? ""));

/** How each size is read off an argument; `open` are those that no argument tells. */
function readSizes(
  sizes: readonly string[],
  variables: readonly SymbolNode[],
  language: Language,
  names: Identifiers,
): { readonly read: (readonly [string, string])[]; readonly open: string[] } {
  const read: (readonly [string, string])[] = [];
  const open: string[] = [];
  for (const size of sizes) {
    const found = variables
      .filter((v) => !isScalar(v))
      .flatMap((v) =>
        (
          [
            [v.shape.rows, 1],
            [v.shape.cols, 2],
          ] as const
        ).map(([d, axis]) => ({ v, d, axis })),
      )
      .map(({ v, d, axis }) => ({ v, axis, rest: difference(d, size) }))
      .filter(({ rest }) => rest !== undefined)
      .sort((a, b) => Math.abs(a.rest as number) - Math.abs(b.rest as number))[0];
    if (!found) {
      open.push(size);
      continue;
    }
    const { v, axis, rest = 0 } = found;
    const offset = rest === 0 ? "" : rest > 0 ? ` - ${rest}` : ` + ${-rest}`;
    read.push([names.of(size, "size"), `${language.sizeOf(names.ofSymbol(v), axis)}${offset}`]);
  }
  return { read, open };
}

/** k where the dimension is size + k. */
function difference(d: Dimension, size: string): number | undefined {
  return constantSize(addSizes(d, sizeOf(size), -1));
}
