/**
 * How the table's functions are called in the languages that code is written in: the `code` column.
 *
 *     det  ─▶  np.linalg.det(X), jnp.linalg.det(X), torch.linalg.det(X), det(X), …
 */
import { sizeOf, UNIT } from "../expression/dimension.ts";
import { type Expr, type Shape, shapeOf } from "../expression/expr.ts";
import { type CodeColumn, type CodeTemplate, type FunctionEntry, TARGETS, type Target } from "./function.ts";

/** The modules of Python's targets. */
export const MODULES = { numpy: "np", jax: "jnp", torch: "torch" } as const;
const moduleOf = (target: Target): string | undefined => (MODULES as Partial<Record<Target, string>>)[target];

const isTemplate = (code: CodeTemplate | CodeColumn): code is CodeTemplate =>
  typeof code === "string" || "helper" in code;

function templateOf({ code }: FunctionEntry, target: Target, of: Shape): CodeTemplate | undefined {
  const column = typeof code === "function" ? code(of) : code;
  if (column === undefined || isTemplate(column)) return column;
  return column[target] ?? (moduleOf(target) && column.python) ?? column.any;
}

const inModule = (text: string, target: Target): string =>
  text.replaceAll("$.", `${moduleOf(target) ?? "$"}.`);

const VECTOR = shapeOf(sizeOf("n"), UNIT);

/** How an entry is called in a target, on arguments like these; undefined where the target lacks it. */
export function codeOf(entry: FunctionEntry, target: Target, args: readonly Expr[] = []): string | undefined {
  const template = templateOf(entry, target, args[0]?.shape ?? VECTOR);
  if (template === undefined || isOperator(entry)) return undefined;
  return inModule(typeof template === "string" ? template : template.call, target);
}

/** The helpers that the entries bring along, by name. */
export const helpersIn = (entries: readonly FunctionEntry[], target: Target): Map<string, string> =>
  new Map(
    entries.flatMap((entry): [string, string][] => {
      const template = templateOf(entry, target, VECTOR);
      return typeof template === "object" ? [[calledBy(template), inModule(template.helper, target)]] : [];
    }),
  );

/**
 * The helper's own name, which its call begins with: an entry may be called otherwise.
 * @throws Error where the helper defines another
 */
function calledBy({ call, helper }: Exclude<CodeTemplate, string>): string {
  const name = /\w+/.exec(call)?.[0] ?? "";
  if (!new RegExp(`\\b${name}\\b`).test(helper)) throw new Error(`no helper is called as ${call} is`);
  return name;
}

/** Is it written as an operator, not as a call? */
export const isOperator = ({ code }: FunctionEntry): boolean => code === "operator";

/** Is the function in the table, so that a target without it lacks it? Others are a user's own. */
export const hasCode = (entry: FunctionEntry): boolean => entry.code !== undefined;

/** @throws Error where a target has no code, or empty code */
export function requireCode(entry: FunctionEntry): void {
  for (const target of isOperator(entry) ? [] : TARGETS)
    if (!codeOf(entry, target)?.trim()) throw new Error(`${entry.name} has no code for ${target}`);
}
