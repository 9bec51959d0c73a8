/**
 * The grammar's tokens of one side → its one reading.
 *
 *     a sign - b  ─▶  sum [ + a, - b ]; a token that can't stand where it stands is a ParseError
 */
import nearley from "nearley";
import type { Span } from "../../errors.ts";
import type { Syntax } from "../tree.ts";
import { type LatexToken, tokenFeed } from "./feed.ts";
import compiled from "./latex.generated.ts";
import { fail, tokenOf } from "./walk/scan.ts";

let grammar: nearley.Grammar | undefined;
const grammarOf = (): nearley.Grammar =>
  (grammar ??= nearley.Grammar.fromCompiled(compiled as unknown as nearley.CompiledRules));
const QUIET = { reportError: () => "unexpected token" };

export function readingOf(tokens: readonly LatexToken[], span: Span): Syntax {
  const end = tokenOf("end", { start: span.end, end: span.end }, "");
  const parser = Object.assign(
    new nearley.Parser(grammarOf(), { lexer: tokenFeed([...tokens, end]) }),
    QUIET,
  );
  try {
    parser.feed("");
  } catch (error) {
    const found = (error as { token?: LatexToken }).token;
    if (!found) throw error;
    const before = tokens[tokens.indexOf(found) - 1] ?? (found === end ? tokens.at(-1) : undefined);
    const what = found.text === "" ? "something is missing" : `'${found.text}' can't stand here`;
    fail(found.start < found.end ? found : span, before?.text ? `${what} after '${before.text}'` : what);
  }
  if (parser.results.length !== 1)
    throw new Error(`the LaTeX grammar has ${parser.results.length} readings of a side`);
  return parser.results[0] as Syntax;
}
