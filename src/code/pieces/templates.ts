/**
 * How the table's functions are called in a language: by its own templates, or by those of the entries' `code` column.
 *
 *     det  ─▶  np.linalg.det(X), jnp.linalg.det(X), torch.linalg.det(X), det(X), …
 */
import { sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Expr, type Shape, shapeOf } from "../../expression/expr.ts";
import type { CodeColumn, CodeTemplate, FunctionEntry } from "../../functions/function.ts";
import { FUNCTIONS } from "../../functions/index.ts";
import type { Language } from "./language.ts";
import { patternsIn } from "./patterns.ts";

const isTemplate = (code: CodeTemplate | CodeColumn): code is CodeTemplate =>
  typeof code === "string" || "helper" in code;

function templateOf({ name, code }: FunctionEntry, language: Language, of: Shape): CodeTemplate | undefined {
  const { target, family, functions } = language;
  const own = functions && Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (own !== undefined) return own;
  const column = typeof code === "function" ? code(of) : code;
  const any = column === undefined || isTemplate(column) ? column : column.any;
  const said =
    column === undefined || isTemplate(column) ? undefined : (column[target] ?? column[family ?? target]);
  return said ?? (any !== undefined && isKnown(any, language) ? any : undefined);
}

/** What is the same in all languages counts where the language has what it calls. */
const isKnown = (template: CodeTemplate, language: Language): boolean =>
  typeof template === "object" ||
  calledIn(template).every((f) => language.reserved.has(f) || ownHelpers(language).has(f));

/** The functions that a template calls by bare names. */
export const calledIn = (template: string): string[] =>
  template.includes("#")
    ? [...template.matchAll(/(?<![.\w#])([A-Za-z_]\w*)(?=[(.])/g)].map(([, name]) => name as string)
    : [template];

const inModule = (text: string, { module }: Language): string =>
  module === undefined ? text : text.replaceAll("$.", `${module}.`);

const VECTOR = shapeOf(sizeOf("n"), UNIT);

/** How an entry is called in a target, on arguments like these; undefined where the target lacks it. */
export function codeOf(
  entry: FunctionEntry,
  language: Language,
  args: readonly Expr[] = [],
): string | undefined {
  const template = isOperator(entry) ? undefined : templateOf(entry, language, args[0]?.shape ?? VECTOR);
  if (template === undefined) return undefined;
  return inModule(typeof template === "string" ? template : template.call, language);
}

/** Each is computed once for a language, and kept with it. */
function kept<T>(compute: (language: Language) => T): (language: Language) => T {
  const known = new WeakMap<Language, T>();
  return (language) => {
    const value = known.get(language) ?? compute(language);
    known.set(language, value);
    return value;
  };
}

const ownHelpers = kept(
  ({ helpers = {}, pattern }) =>
    new Map([...Object.entries(helpers), ...(pattern ? patternsIn(pattern) : [])]),
);

/** All helpers of a language, with those that entries bring along, by name. */
export const helpersOf = kept((language): ReadonlyMap<string, string> => {
  const brought = FUNCTIONS.flatMap((entry): [string, string][] => {
    const template = templateOf(entry, language, VECTOR);
    return typeof template === "object" ? [[calledBy(template), template.helper]] : [];
  });
  return new Map(
    [...ownHelpers(language), ...brought].map(([name, text]) => [name, inModule(text, language)]),
  );
});

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

/** @throws Error where a function has no code, or empty code, and the language doesn't say that it is without it */
export function requireCode(language: Language, entries: readonly FunctionEntry[] = FUNCTIONS): void {
  for (const entry of entries) {
    if (isOperator(entry) || language.without?.has(entry.name)) continue;
    const template = codeOf(entry, language);
    if (template === undefined ? !isDerived(entry, language) : !template.trim())
      throw new Error(`${entry.name} has no code for ${language.target}`);
  }
}

/** @throws Error where an entry has code for what is no target */
export function requireTargets(languages: readonly Language[]): void {
  const known = new Set(["any", ...languages.flatMap(({ target, family }) => [target, family])]);
  for (const { name, code } of FUNCTIONS) {
    const column = typeof code === "function" ? code(VECTOR) : code;
    if (column === undefined || isTemplate(column)) continue;
    const strange = Object.keys(column).find((key) => !known.has(key));
    if (strange !== undefined) throw new Error(`${name} has code for ${strange}, which is no target`);
  }
}

/** Is the code that of the entries by their definition in index notation? See layout/derived.ts. */
export const isDerived = ({ entry }: FunctionEntry, { entries }: Language): boolean =>
  entry !== undefined && entries !== undefined;
