/**
 * Text → Syntax: the only importer of nearley, and the only place that knows that there is a parser.
 *
 * In: text, and the names that are functions. Out: statements, one expression, or one type; or a ParseError
 * with its place, one sentence and, where there is one, a hint. The tree is at most `maximumDepth` deep.
 *
 *     parseStatements("Y = X W + b")  ─▶  [{ kind: "definition", name: "Y", value: sum [ X W, b ] }]
 */
import nearley from "nearley";
import { depthOf } from "./depth.ts";
import compiled from "./expression.generated.ts";
import type { Role } from "./known.ts";
import { meant } from "./meaning/meaning.ts";
import { apart } from "./meaning/redefined.ts";
import { failOnToken } from "./text/expectation.ts";
import { tokenFeed } from "./text/feed.ts";
import { tokensOf } from "./text/lexer.ts";
import { fail, type Token, type TokenType } from "./tokens.ts";
import type { Statement, Syntax, TypeSyntax } from "./tree.ts";

export interface SyntaxOptions {
  /** The engine's functions: only these, and what the text declares as one, are called. */
  readonly functionNames: ReadonlySet<string>;
  /** Variables besides the text's own, with what they are: the types of a batch line, what is differentiated by. */
  readonly variables?: ReadonlyMap<string, Role | undefined> | undefined;
  /** Functions besides the engine's and the text's own. */
  readonly functions?: Iterable<string> | undefined;
  /** Names of sizes besides those that the text declares. */
  readonly sizes?: Iterable<string> | undefined;
  /** Names that stand as values elsewhere: before a bracket they are no functions. */
  readonly values?: Iterable<string> | undefined;
  /** In UTF-16 units; 1,000,000 unless given. */
  readonly maximumLength?: number;
  /** Of open brackets, and of the tree; 1,000 unless given. */
  readonly maximumDepth?: number;
}

type Start = "statement" | "expression" | "declared_type";

const grammars = new Map<Start, nearley.Grammar>();

function grammarFrom(start: Start): nearley.Grammar {
  const made = grammars.get(start);
  if (made) return made;
  const rules = { ...compiled, ParserStart: start } as unknown as nearley.CompiledRules;
  const grammar = nearley.Grammar.fromCompiled(rules);
  grammars.set(start, grammar);
  return grammar;
}

/** Statements of matgrad's own text whose names mean something (meaning.ts), each one thing (redefined.ts). */
export const parseStatements = (text: string, options?: SyntaxOptions): readonly Statement[] =>
  apart(meant(parseUnread(text, options), { functionNames: NO_FUNCTIONS, ...options }));

/** Statements as the grammar has them. */
export function parseUnread(text: string, options?: SyntaxOptions): readonly Statement[] {
  const statements = parse<Statement>(text, "statement", options);
  for (const statement of statements) {
    if (statement.kind !== "declaration") checkDepth(statement.value, options);
    else for (const size of sizesOf(statement.type)) checkDepth(size, options);
  }
  return statements;
}

export function parseExpression(text: string, options?: SyntaxOptions): Syntax {
  const [first, second] = parse<Syntax>(text, "expression", options);
  if (second)
    fail(second.span, "expected one expression but found a second statement", "bracket what is one");
  checkDepth(first!, options);
  const statement: Statement = { kind: "expression", value: first!, span: first!.span };
  const [read] = meant([statement], { functionNames: NO_FUNCTIONS, ...options });
  return (read as typeof statement).value;
}

/** `matrix m n`, `symmetric n`, `n x n spd`: what stands behind the `:` of a declaration. */
export function parseType(text: string, options?: Pick<SyntaxOptions, "functionNames">): TypeSyntax {
  const { functionNames } = options ?? { functionNames: NO_FUNCTIONS };
  const known = types.get(functionNames)?.get(text);
  if (known) return known;
  const [first, second] = parse<TypeSyntax>(text, "declared_type", { functionNames });
  if (second) fail(second.span, "expected one type but found a second statement");
  for (const size of sizesOf(first!)) checkDepth(size);
  const read = types.get(functionNames) ?? new Map<string, TypeSyntax>();
  if (read.size >= MOST_TYPES) read.clear();
  types.set(functionNames, read.set(text, first!));
  return first!;
}

/** The same few types stand in problem after problem. */
const types = new WeakMap<ReadonlySet<string>, Map<string, TypeSyntax>>();
const MOST_TYPES = 1_000;

const sizesOf = (type: TypeSyntax): readonly Syntax[] => [...type.sizes, ...(type.result?.sizes ?? [])];

const NO_FUNCTIONS: ReadonlySet<string> = new Set();
const MAXIMUM_LENGTH = 1_000_000;
const MAXIMUM_DEPTH = 1_000;

function parse<Result>(text: string, start: Start, options?: SyntaxOptions): Result[] {
  const maximumLength = options?.maximumLength ?? MAXIMUM_LENGTH;
  if (text.length > maximumLength) {
    const span = { start: maximumLength, end: text.length };
    fail(
      span,
      `the text has ${text.length} characters, more than ${maximumLength}`,
      "split it, or raise the limit",
    );
  }
  const tokens = tokensOf(text, {
    functionNames: options?.functionNames ?? NO_FUNCTIONS,
    functions: options?.functions,
    variables: options?.variables?.keys(),
    sizes: options?.sizes,
    values: options?.values,
    maximumDepth: options?.maximumDepth ?? MAXIMUM_DEPTH,
    isType: start === "declared_type",
  });
  if (tokens.length === 0) {
    const example = start === "declared_type" ? "matrix m n" : "Y = X W + b";
    fail({ start: 0, end: text.length }, "the text is empty", `write something like '${example}'`);
  }
  const results: Result[] = [];
  let from = 0;
  tokens.forEach(({ type }, at) => {
    if (type !== "end") return;
    results.push(readingOf(tokens, from, at + 1, start) as Result);
    from = at + 1;
  });
  return results;
}

/** nearley's own message walks its states, which takes long at some depths; ours needs only the token. */
const QUIET = { reportError: () => "unexpected token" };

/** The one state of nearley that its types leave out: for each column, which tokens could come next. */
interface Columns {
  readonly current: number;
  readonly table: readonly { readonly scannable: readonly Waiting[] }[];
}
interface Waiting {
  readonly dot: number;
  readonly rule: { readonly symbols: readonly { readonly type: TokenType }[] };
}

function readingOf(tokens: readonly Token[], from: number, to: number, start: Start): unknown {
  const parser = Object.assign(
    new nearley.Parser(grammarFrom(start), { lexer: tokenFeed(tokens, from, to) }),
    QUIET,
  );
  try {
    parser.feed("");
  } catch (error) {
    const { current, table } = parser as unknown as Columns;
    const found = (error as { token?: Token }).token;
    if (!found) throw error;
    const expected = table[current]!.scannable.map(({ rule, dot }) => rule.symbols[dot]!.type);
    failOnToken(found, new Set(expected), tokens.slice(from, from + current));
  }
  if (parser.results.length !== 1)
    throw new Error(`the grammar has ${parser.results.length} readings of a statement`);
  return parser.results[0];
}

function checkDepth(syntax: Syntax, options?: SyntaxOptions): void {
  const maximumDepth = options?.maximumDepth ?? MAXIMUM_DEPTH;
  if (depthOf(syntax) <= maximumDepth) return;
  fail(
    syntax.span,
    `the expression is nested more than ${maximumDepth} deep`,
    "define a part of it under a name",
  );
}
