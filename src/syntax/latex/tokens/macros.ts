/**
 * A file's own commands: \newcommand, \def, \DeclareMathOperator, \NewDocumentCommand, \DeclarePairedDelimiter.
 *
 *     \newcommand{\grad}[2]{\nabla_{#1} #2}  …  \grad{W}{L}  ─▶  \nabla_{W} L, at the place of \grad{W}{L}
 *
 * Expansion is bounded: macros that would grow a formula without end are left as they stand.
 */
import type { Span } from "../../../errors.ts";
import { type RawToken, rawTokens } from "./characters.ts";
import { bracketAt, groupAt, type Macro, type Parameter, specified } from "./macroParameters.ts";
import { usualMacro } from "./usualMacros.ts";

const DEFINES: ReadonlySet<string> = new Set(
  (
    "newcommand renewcommand providecommand def gdef let DeclareMathOperator DeclarePairedDelimiter " +
    "NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand"
  )
    .split(" ")
    .map((name) => `\\${name}`),
);
const MAXIMUM_EXPANSIONS = 10_000;
const MAXIMUM_GROWTH = 20;
const MAXIMUM_NESTING = 50;

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
  const head = parametersAt(tokens, named.next, command);
  const body = groupAt(tokens, head.next);
  if (!body) return undefined;
  const { parameters } = head;
  if (command === "\\DeclarePairedDelimiter") {
    const right = groupAt(tokens, body.next);
    if (!right) return undefined;
    const shown = rawTokens("#3").map((token) => ({ ...token, start: 0, end: 0 }));
    return {
      name,
      macro: { parameters: DELIMITED, body: [...body.inside, ...shown, ...right.inside] },
      next: right.next,
    };
  }
  const isOperator = command === "\\DeclareMathOperator";
  return {
    name,
    macro: { parameters, body: isOperator ? asOperator(body.inside) : body.inside },
    next: body.next,
  };
}

/** \norm{x}, \norm*{x}, \norm[\big]{x} */
const DELIMITED: readonly Parameter[] = ["star", { preset: [] }, "argument"];

function parametersAt(
  tokens: readonly RawToken[],
  start: number,
  command: string,
): { readonly parameters: readonly Parameter[]; readonly next: number } {
  const parameters: Parameter[] = [];
  if (command.endsWith("DocumentCommand")) {
    const specification = groupAt(tokens, start);
    return { parameters: specified(specification?.inside ?? []), next: specification?.next ?? start };
  }
  let next = start;
  if (command.endsWith("def")) {
    for (; tokens[next]?.text === "#"; next += 2) parameters.push("argument");
    return { parameters, next };
  }
  const count = bracketAt(tokens, next);
  if (!count) return { parameters, next };
  next = count.next;
  const preset = bracketAt(tokens, next);
  if (preset) {
    parameters.push({ preset: preset.inside });
    next = preset.next;
  }
  while (parameters.length < (Number(count.inside[0]?.text) || 0)) parameters.push("argument");
  return { parameters, next };
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

/** All macros replaced; what comes of one has the place of its call. */
export function expandMacros(
  tokens: readonly RawToken[],
  macros: ReadonlyMap<string, Macro>,
): readonly RawToken[] {
  const macroOf = ({ type, text }: RawToken): Macro | undefined =>
    type === "command" ? (macros.get(text) ?? usualMacro(text)) : undefined;
  if (!tokens.some(macroOf)) return tokens;
  const limit = tokens.length * MAXIMUM_GROWTH + MAXIMUM_EXPANSIONS;
  let expansions = 0;
  let current = tokens;
  for (let round = 0; round < MAXIMUM_NESTING; round++) {
    const out: RawToken[] = [];
    let changed = false;
    for (let at = 0; at < current.length; ) {
      const token = current[at]!;
      const macro = expansions < MAXIMUM_EXPANSIONS ? macroOf(token) : undefined;
      const call = macro && expanded(current, at, macro);
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
  { parameters, body, shorter }: Macro,
): { made: RawToken[]; next: number } | undefined {
  const call = tokens[at]!;
  let next = at + 1;
  const values: (readonly RawToken[])[] = [];
  for (const parameter of parameters) {
    const isGroup = parameter === "group" || parameter === "argument";
    if (parameter === "group" && tokens[next]?.type !== "braceOpen")
      return shorter && expanded(tokens, at, shorter);
    const given = isGroup
      ? groupAt(tokens, next)
      : parameter === "star"
        ? undefined
        : bracketAt(tokens, next);
    if (isGroup && !given) return undefined;
    if (parameter === "star" && tokens[next]?.text === "*") next++;
    values.push(given?.inside ?? (typeof parameter === "object" ? parameter.preset : []));
    next = given?.next ?? next;
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
