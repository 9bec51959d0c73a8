/**
 * A file's own commands: \newcommand, \def, \DeclareMathOperator.
 *
 *     \newcommand{\grad}[2]{\nabla_{#1} #2}  …  \grad{W}{L}  ─▶  \nabla_{W} L, at the place of \grad{W}{L}
 *
 * Expansion is bounded: macros that would grow a formula without end are left as they stand.
 */
import type { Span } from "../../../errors.ts";
import { type RawToken, rawTokens } from "./characters.ts";

export interface Macro {
  readonly parameters: number;
  /** The first parameter's value where it is left out. */
  readonly preset: readonly RawToken[] | undefined;
  readonly body: readonly RawToken[];
}

const DEFINES: ReadonlySet<string> = new Set([
  ...["\\newcommand", "\\renewcommand", "\\providecommand", "\\def", "\\gdef", "\\DeclareMathOperator"],
  ...["\\DeclarePairedDelimiter", "\\let"],
]);
const MAXIMUM_EXPANSIONS = 10_000;
const MAXIMUM_GROWTH = 20;
const MAXIMUM_NESTING = 50;

/** The macros that a text defines, the last definition of each. */
export function readMacros(text: string): ReadonlyMap<string, Macro> {
  if (!/\\(?:re)?newcommand|\\providecommand|\\g?def(?![a-zA-Z])|\\DeclareMathOperator/.test(text))
    return new Map();
  return takeDefinitions(rawTokens(text)).macros;
}

/** Macros and what is left of the text without their definitions. */
export function takeDefinitions(tokens: readonly RawToken[]): {
  readonly macros: ReadonlyMap<string, Macro>;
  readonly rest: readonly RawToken[];
} {
  const macros = new Map<string, Macro>();
  if (!tokens.some(({ type, text }) => type === "command" && DEFINES.has(text)))
    return { macros, rest: tokens };
  const rest: RawToken[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at]!;
    const defined = token.type === "command" && DEFINES.has(token.text) ? definition(tokens, at) : undefined;
    if (defined) {
      macros.set(defined.name, defined.macro);
      at = defined.next;
    } else {
      rest.push(token);
      at++;
    }
  }
  return { macros, rest };
}

function definition(
  tokens: readonly RawToken[],
  start: number,
): { name: string; macro: Macro; next: number } | undefined {
  const command = tokens[start]!.text;
  let at = start + 1;
  if (tokens[at]?.text === "*") at++;
  const named = groupAt(tokens, at);
  const name = named?.inside.find(({ type }) => type === "command")?.text;
  if (!named || !name) return undefined;
  at = named.next;
  let parameters = 0;
  let preset: readonly RawToken[] | undefined;
  if (command.endsWith("def")) {
    for (; tokens[at]?.text === "#"; at += 2) parameters++;
  } else if (tokens[at]?.text === "[") {
    parameters = Number(tokens[at + 1]?.text) || 0;
    at += 3;
    if (tokens[at]?.text === "[") {
      const close = tokens.findIndex(({ text }, i) => i > at && text === "]");
      if (close < 0) return undefined;
      preset = tokens.slice(at + 1, close);
      at = close + 1;
    }
  }
  const body = groupAt(tokens, at);
  if (!body) return undefined;
  const operator = command === "\\DeclareMathOperator";
  return {
    name,
    macro: { parameters, preset, body: operator ? asOperator(body.inside) : body.inside },
    next: body.next,
  };
}

function asOperator(inside: readonly RawToken[]): readonly RawToken[] {
  const place = { start: 0, end: 0, spaced: true };
  return [
    { type: "command", text: "\\operatorname", ...place },
    { type: "braceOpen", text: "{", ...place },
    ...inside,
    { type: "braceClose", text: "}", ...place },
  ];
}

/** The inside of a braced group, or one token. */
function groupAt(
  tokens: readonly RawToken[],
  at: number,
): { inside: readonly RawToken[]; next: number } | undefined {
  const first = tokens[at];
  if (!first || first.type === "braceClose") return undefined;
  if (first.type !== "braceOpen") return { inside: [first], next: at + 1 };
  let depth = 0;
  for (let i = at; i < tokens.length; i++) {
    if (tokens[i]!.type === "braceOpen") depth++;
    if (tokens[i]!.type === "braceClose") depth--;
    if (depth === 0) return { inside: tokens.slice(at + 1, i), next: i + 1 };
  }
  return undefined;
}

/** All macros replaced; what comes of one has the place of its call. */
export function expandMacros(
  tokens: readonly RawToken[],
  macros: ReadonlyMap<string, Macro>,
): readonly RawToken[] {
  if (macros.size === 0 || !tokens.some(({ text }) => macros.has(text))) return tokens;
  const limit = tokens.length * MAXIMUM_GROWTH + MAXIMUM_EXPANSIONS;
  let expansions = 0;
  let current = tokens;
  for (let round = 0; round < MAXIMUM_NESTING; round++) {
    const out: RawToken[] = [];
    let changed = false;
    for (let at = 0; at < current.length; ) {
      const token = current[at]!;
      const macro = macros.get(token.text);
      const isCall = macro && token.type === "command" && expansions < MAXIMUM_EXPANSIONS;
      const call = isCall ? expanded(current, at, macro) : undefined;
      if (call && out.length + call.made.length <= limit) {
        expansions++;
        changed = true;
        for (const made of call.made) out.push(made);
        at = call.next;
      } else {
        out.push(token);
        at++;
      }
    }
    current = out;
    if (!changed) break;
  }
  return current;
}

function expanded(
  tokens: readonly RawToken[],
  at: number,
  { parameters, preset, body }: Macro,
): { made: RawToken[]; next: number } | undefined {
  const call = tokens[at]!;
  let next = at + 1;
  const values: (readonly RawToken[])[] = [];
  if (preset) {
    const close = tokens[next]?.text === "[" ? tokens.findIndex((t, i) => i > next && t.text === "]") : -1;
    values.push(close < 0 ? preset : tokens.slice(next + 1, close));
    if (close >= 0) next = close + 1;
  }
  while (values.length < parameters) {
    const group = groupAt(tokens, next);
    if (!group) return undefined;
    values.push(group.inside);
    next = group.next;
  }
  const span: Span = { start: call.start, end: Math.max(call.end, tokens[next - 1]!.end) };
  const made: RawToken[] = [];
  for (let i = 0; i < body.length; i++) {
    const value = body[i]!.text === "#" ? values[Number(body[i + 1]?.text) - 1] : undefined;
    if (value) {
      made.push(...value);
      i++;
    } else made.push({ ...body[i]!, start: span.start, end: span.end });
  }
  return { made, next };
}
