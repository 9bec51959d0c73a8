/**
 * Text as people paste it, matgrad's own or LaTeX, → statements.
 *
 *     "A : n x n", "f = \\operatorname{tr}(A^\\top A)"  ─▶  the declaration by the text's grammar, f by that of LaTeX
 *
 * Each line is read by its own surface; LaTeX is known by its commands, as `A\b` is the solve.
 */
import { ParseError, type Span, UnsupportedError } from "../errors.ts";
import { type Known, knownIn } from "./known.ts";
import { type LatexFormula, parseLatexTogether } from "./latex/parse.ts";
import { isLatex } from "./latex/tokens/detect.ts";
import { meant } from "./meaning/meaning.ts";
import { apart } from "./meaning/redefined.ts";
import { derivedFrom, gradientName } from "./names.ts";
import { parseUnread, type SyntaxOptions } from "./parse.ts";
import { allParts } from "./parts.ts";
import { rewritten } from "./rewrite.ts";
import { valuesOf } from "./text/lexer.ts";
import type { Statement, Syntax } from "./tree.ts";

export { isLatex } from "./latex/tokens/detect.ts";

/**
 * Statements whose names mean something, each one thing.
 * @throws ParseError, UnknownNameError; UnsupportedError for LaTeX that states no problem
 */
export const readStatements = (text: string, options: SyntaxOptions): readonly Statement[] =>
  apart(meant(unreadStatements(text, options), options));

/** Statements of several texts in which a name stands for one thing. */
export function readTogether(
  texts: readonly string[],
  options: SyntaxOptions,
): readonly (readonly Statement[])[] {
  const parsed = texts.map((text, i) => {
    const others = texts.filter((_, k) => k !== i && !isLatex(texts[k] as string));
    return unreadStatements(text, { ...options, values: others.flatMap((other) => [...valuesOf(other)]) });
  });
  const all = meant(parsed.flat(), options);
  return parsed.map(({ length }, i) => {
    const from = parsed.slice(0, i).reduce((total, before) => total + before.length, 0);
    return apart(all.slice(from, from + length));
  });
}

function unreadStatements(text: string, options: SyntaxOptions): readonly Statement[] {
  if (!isLatex(text)) return parseUnread(text, options);
  const pieces = piecesOf(text);
  const plain = pieces.reduce((rest, piece) => (piece.isLatex ? blanked(rest, piece) : rest), text);
  const own = plain.trim() === "" ? [] : parseUnread(plain, options);
  const statements = [...own, ...latexStatements(text, pieces, own, options)];
  return statements.sort((a, b) => a.span.start - b.span.start);
}

/** The one name that a text is: \theta is θ; a text that isn't LaTeX is itself. */
export function readName(text: string): string {
  if (!isLatex(text)) return text;
  const [parse] = parseLatexTogether([text]);
  const [formula] = parse?.formulas ?? [];
  const syntax = formula?.kind === "chain" ? formula.sides[0]?.syntax : undefined;
  return syntax?.kind === "name" ? syntax.name : text;
}

interface Piece extends Span {
  readonly isLatex: boolean;
}

/** Lines; those of an environment, or between braces, hold together. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let depth = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const before = depth > 0 ? pieces.pop() : undefined;
    depth += nesting(line);
    const from = before?.start ?? start;
    const whole = text.slice(from, end);
    if (whole.trim() !== "") pieces.push({ start: from, end, isLatex: isLatex(whole) });
    start = end + 1;
  }
  return pieces;
}

const nesting = (line: string): number => {
  const plain = line.replace(/\\[{}]/g, "");
  const count = (pattern: RegExp): number => plain.match(pattern)?.length ?? 0;
  return count(/\{/g) - count(/\}/g) + count(/\\begin\b/g) - count(/\\end\b/g);
};

const blanked = (text: string, { start, end }: Span): string =>
  text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);

function latexStatements(
  text: string,
  pieces: readonly Piece[],
  own: readonly Statement[],
  options: SyntaxOptions,
): Statement[] {
  const known = knownIn(own, options);
  const { functions, roles } = known;
  const declared = [...functions].filter((name) => !options.functionNames.has(name));
  const names = new Map([...roles].flatMap(([name, role]) => (role ? [[name, role] as const] : [])));
  // spaces before a piece keep its places what they are
  const texts = pieces
    .filter((piece) => piece.isLatex)
    .map(({ start, end }) => " ".repeat(start) + text.slice(start, end));
  const parses = parseLatexTogether(texts, {
    ...options,
    names: new Map([...names, ...declared.map((name) => [name, "function"] as const)]),
  });
  const [error] = parses.flatMap(({ errors }) => errors);
  if (error) throw error;
  const formulas = parses.flatMap((parse) => parse.formulas);
  const statements = formulas.map((formula) => statementOf(formula, known));
  const defined = new Set(statements.flatMap((s) => (s.kind === "definition" ? [s.name] : [])));
  const called = parses.flatMap((parse) => [...parse.functions].map((name) => name.replace(/'+$/, "")));
  const isKnown = (name: string): boolean =>
    defined.has(name) || functions.has(known.spellings.find(name) ?? name);
  const unknown = [...new Set(called)].filter((name) => !isKnown(name) && !isKnown(derivedFrom(name) ?? ""));
  return [...unknown.map((name) => functionDeclared(name)), ...statements];
}

/** A function that nothing defines acts on each entry, as in notes. */
function functionDeclared(name: string): Statement {
  const span = { start: 0, end: 0 };
  const type = { words: ["function"], sizes: [], result: undefined, span };
  return { kind: "declaration", names: [{ name, span }], type, span };
}

function statementOf(
  formula: LatexFormula,
  { functions, roles }: Pick<Known, "functions" | "roles">,
): Statement {
  if (formula.kind === "declaration") return formula;
  const { sides, relations, span } = formula;
  const strange = relations.find(({ kind }) => kind !== "equal" && kind !== "defined");
  if (strange) throw new ParseError(`'${strange.text}' states no definition`, strange.span, "write L = …");
  const written = sides.flatMap(({ syntax }) => (syntax ? [syntax] : []));
  const [left, ...rights] = written as [Syntax, ...Syntax[]];
  const isHead = left.kind === "name" && (left.derivative ?? left.differential) !== undefined;
  const value = rewritten(rights[0] ?? left, (part) => unitIn(gradientIn(part, functions), roles));
  refuseDerivatives(value);
  if (rights.length === 0 || isHead) return { kind: "expression", value, span };
  if (left.kind === "name")
    return { kind: "definition", name: left.name, nameSpan: left.span, parameters: [], value, span };
  const names = left.kind === "call" ? left.args.flatMap((a) => (a.kind === "name" ? [a.name] : [])) : [];
  if (left.kind === "call" && names.length === left.args.length)
    return { kind: "definition", name: left.name, nameSpan: left.span, parameters: names, value, span };
  throw new UnsupportedError("the left side of a definition is a name", left.span, "write L = … or L(w) = …");
}

/** \\nabla L(Y) of an L that is declared is a function of its own. */
function gradientIn(part: Syntax, functions: ReadonlySet<string>): Syntax {
  const { operator, of, by, order } = (part.kind === "name" && part.derivative) || {};
  if (operator !== "nabla" || order !== 1 || by?.length !== 0 || of?.kind !== "call") return part;
  return functions.has(of.name) ? { ...of, name: gradientName(of.name), span: part.span } : part;
}

/** e_i and E_ij of an e and an E that nothing declares are a unit vector and a single-entry matrix, as in text. */
function unitIn(part: Syntax, roles: Known["roles"]): Syntax {
  if (part.kind !== "entry" || part.of.kind !== "name" || !/^[eE]$/.test(part.of.name)) return part;
  const { name } = part.of;
  const places = part.indices.flatMap((at) =>
    at.kind !== "at"
      ? []
      : at.index.kind === "name"
        ? [at.index.name]
        : at.index.kind === "number"
          ? [at.index.text]
          : [],
  );
  const isUnit = places.length === part.indices.length && places.length === (name === "e" ? 1 : 2);
  if (roles.has(name) || !isUnit) return part;
  return {
    kind: "name",
    name: `${name}_${places.join(places.every((p) => p.length === 1) ? "" : "_")}`,
    span: part.span,
  };
}

function refuseDerivatives(root: Syntax): void {
  for (const part of allParts(root))
    if (part.kind === "name" && (part.derivative ?? part.differential) !== undefined) {
      const hint = "ask for the derivative of an expression; it isn't part of one";
      throw new UnsupportedError(`${part.name} is a derivative`, part.span, hint);
    }
}
