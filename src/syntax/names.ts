/**
 * Which names call a function and which are variables, read off a text before it is parsed.
 *
 * In: raw tokens, the engine's function names, the variables known from outside. Out: the sets, as the text's own
 * statements change them.
 *
 *     f : function        f is a function       f : R^n -> R    so is this f
 *     sum : scalar        sum is a variable     L(w) = w'w      and so is L
 *     a(x) + 2 a          a is used as a value: a(x) is a product
 */
import { knownNames } from "./likeness.ts";
import { plainName, type RawToken } from "./tokens.ts";

export interface DeclaredNames {
  readonly functions: ReadonlySet<string>;
  /** Declared, defined, or known from outside. */
  readonly variables: ReadonlySet<string>;
  /** Names that stand somewhere without a bracket behind them: nothing declares them as functions. */
  readonly values: ReadonlySet<string>;
  /** Functions by the text's own declarations. */
  readonly declared: ReadonlySet<string>;
  /** Definitions with parameters, L(w) = …: before a bracket they are called. */
  readonly parametric: ReadonlySet<string>;
  /** What sums run over: the i of sum_i, Σ_i and sum_(i=1)^n. */
  readonly indices: ReadonlySet<string>;
  /** Names in the types of declarations. */
  readonly sizes: ReadonlySet<string>;
}

const DECIDES: ReadonlySet<string> = new Set(["colon", "member", "equals", "arrow"]);

export function declaredNames(
  raw: readonly RawToken[],
  known: ReadonlySet<string>,
  outside: {
    readonly variables?: Iterable<string> | undefined;
    readonly functions?: Iterable<string> | undefined;
    readonly values?: Iterable<string> | undefined;
    readonly sizes?: Iterable<string> | undefined;
  } = {},
): DeclaredNames {
  const variables = new Set(outside.variables);
  const [declared, parametric] = [new Set(outside.functions), new Set<string>()];
  const functions = new Set([...known, ...declared]);
  for (const name of variables) functions.delete(name);
  const found = {
    functions,
    variables,
    declared,
    parametric,
    values: new Set([...valuesIn(raw), ...(outside.values ?? [])]),
    indices: indicesIn(raw),
    sizes: new Set(outside.sizes),
  };
  const decides = raw.some((token) => DECIDES.has(token.type) || token.text === "in");
  for (const statement of decides ? statementsOf(raw) : []) {
    const names = listedNames(statement);
    const isFunction = declaresFunction(statement, names.length);
    if (isFunction === undefined) continue;
    for (const size of typeNames(statement)) found.sizes.add(size);
    for (const name of names) {
      (isFunction ? functions : variables).add(name);
      (isFunction ? variables : functions).delete(name);
      if (isFunction) declared.add(name);
      else if (statement[1]?.type === "open") parametric.add(name);
    }
  }
  addOtherSpellings(raw, found);
  return found;
}

/** α is what alpha is; grad_L and J_L are called where L is. */
function addOtherSpellings(
  raw: readonly RawToken[],
  found: Record<"variables" | "functions" | "declared" | "indices", Set<string>>,
): void {
  const { variables, functions, declared, indices } = found;
  if (variables.size + declared.size === 0) return;
  const { find } = knownNames([...variables, ...declared]);
  for (const { type, text } of raw) {
    const name = plainName(text);
    const known = type === "name" && !indices.has(name) ? find(name) : undefined;
    if (known === undefined || known === name) continue;
    const isFunction = declared.has(known);
    (isFunction ? functions : variables).add(name);
    (isFunction ? variables : functions).delete(name);
    if (isFunction) declared.add(name);
  }
  for (const name of [...declared].flatMap(derivativeNames)) if (!variables.has(name)) functions.add(name);
}

/** f' of f'(x) is no value: it may be a derivative. */
export function valuesIn(raw: readonly RawToken[]): Set<string> {
  const isCalled = (at: number): boolean => {
    let next = at + 1;
    while (raw[next]?.text === "'") next++;
    return raw[next]?.type === "open";
  };
  return new Set(
    raw.flatMap(({ type, text }, at) => (type === "name" && !isCalled(at) ? [plainName(text)] : [])),
  );
}

const SUM = /^(?:sum|[Σ∑])_(.*)$/u;

function indicesIn(raw: readonly RawToken[]): Set<string> {
  const found = new Set<string>();
  raw.forEach(({ type, text }, at) => {
    const written = type === "name" ? SUM.exec(plainName(text))?.[1] : undefined;
    if (written === "") found.add(plainName(raw[at + 2]?.text ?? ""));
    else for (const index of written?.split("_") ?? []) found.add(index);
  });
  return found;
}

/** What the gradient of a declared L is called, grad_L, and the Jacobian of an f, J_f; and the L and the f of those. */
export const gradientName = (name: string): string => `grad_${name}`;
const derivativeNames = (name: string): readonly string[] => [gradientName(name), `J_${name}`];
export const derivedFrom = (name: string): string | undefined => /^(?:grad|J)_(.+)$/u.exec(name)?.[1];

/** Of x_i the x and the subscripts [i], of x_hat_i those of a known x_hat; undefined where a name has none. */
export function subscripted(
  name: string,
  isKnown: (base: string) => boolean = () => false,
): { readonly base: string; readonly places: string[] } | undefined {
  const [first = "", ...rest] = name.split("_");
  if (first === "" || rest.length === 0 || rest.includes("")) return undefined;
  for (let k = rest.length - 1; k > 0; k--) {
    const base = [first, ...rest.slice(0, k)].join("_");
    if (isKnown(base)) return { base, places: rest.slice(k) };
  }
  return { base: first, places: rest };
}

/** Does something else than the name itself say that it is no function: x_i of a known x, or under Σ_i? */
export function isPartOfKnown(
  name: string,
  { variables, values, indices }: Pick<DeclaredNames, "variables" | "values" | "indices">,
): boolean {
  const { base = "", places = [] } = subscripted(name, (known) => variables.has(known)) ?? {};
  if ([base, base.toUpperCase()].some((known) => variables.has(known)) || values.has(base)) return true;
  return places.some(
    (place) => indices.has(place) || (place.length === 2 && [...place].some((c) => indices.has(c))),
  );
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

/** What stands behind the `:`, words and sizes. */
function typeNames(statement: readonly RawToken[]): string[] {
  const colon = statement.findIndex(
    ({ type, text }) => type === "colon" || type === "member" || text === "in",
  );
  const type = colon < 0 ? [] : statement.slice(colon + 1);
  return type.flatMap((token) => (token.type === "name" ? [plainName(token.text)] : []));
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
