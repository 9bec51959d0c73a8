/**
 * Which names call a function and which are variables, read off a text before it is parsed.
 *
 * In: raw tokens, the engine's function names. Out: both sets, as the text's own statements change them.
 *
 *     f : function        f is a function       f : R^n -> R    so is this f
 *     sum : scalar        sum is a variable     L(w) = w'w      and so is L
 */
import { plainName, type RawToken } from "./tokens.ts";

export interface DeclaredNames {
  readonly functions: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

const DECIDES: ReadonlySet<string> = new Set(["colon", "member", "equals", "arrow"]);

export function declaredNames(raw: readonly RawToken[], known: ReadonlySet<string>): DeclaredNames {
  const variables = new Set<string>();
  if (!raw.some((token) => DECIDES.has(token.type) || token.text === "in"))
    return { functions: known, variables };
  const functions = new Set(known);
  for (const statement of statementsOf(raw)) {
    const names = listedNames(statement);
    const isFunction = declaresFunction(statement, names.length);
    if (isFunction === undefined) continue;
    for (const name of names) {
      (isFunction ? functions : variables).add(name);
      (isFunction ? variables : functions).delete(name);
    }
  }
  return { functions, variables };
}

/** Cuts at line ends and `;` outside brackets; a line that goes on is cut too, which leaves its head whole. */
function* statementsOf(raw: readonly RawToken[]): Generator<readonly RawToken[]> {
  let depth = 0;
  let from = 0;
  for (const [position, { type }] of raw.entries()) {
    if (type === "open" || type === "braceOpen" || type === "bracketOpen") depth++;
    if (type === "close" || type === "braceClose" || type === "bracketClose") depth--;
    if (depth > 0 || (type !== "newline" && type !== "semicolon")) continue;
    if (position > from) yield raw.slice(from, position);
    from = position + 1;
  }
  if (raw.length > from) yield raw.slice(from);
}

function listedNames(statement: readonly RawToken[]): string[] {
  const names: string[] = [];
  for (let position = 0; statement[position]?.type === "name"; position += 2) {
    names.push(plainName(statement[position]!.text));
    if (statement[position + 1]?.type !== "comma") break;
  }
  return names;
}

/** True for a declared function, false for a variable, undefined where the statement names neither. */
function declaresFunction(statement: readonly RawToken[], nameCount: number): boolean | undefined {
  if (nameCount === 0) return undefined;
  const after = 2 * nameCount - 1;
  const next = statement[after];
  if (next?.type === "colon" || next?.type === "member" || next?.text === "in") {
    return statement.some(({ type, text }, at) => at > after && (type === "arrow" || text === "function"));
  }
  if (nameCount > 1) return undefined;
  if (next?.type === "equals") return false;
  if (next?.type !== "open") return undefined;
  const close = statement.findIndex(({ type }) => type === "close");
  return statement[close + 1]?.type === "equals" && close > after ? false : undefined;
}
