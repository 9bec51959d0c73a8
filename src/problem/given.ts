/**
 * What is known besides the declarations, from words: structures of matrices, and equations.
 *
 *     "A symmetric, P spd"  ─▶  structures        "sum(y) = 1, Q' Q = I"  ─▶  equations
 */
import { ParseError } from "../errors.ts";
import type { Structure } from "../expression/expr.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { type EquationSyntax, transposedName } from "../shapes/equations.ts";
import { isConstantName, namesIn } from "../shapes/names.ts";
import { structuresNamed } from "../structures.ts";
import { parseExpression } from "../syntax/parse.ts";
import type { Syntax } from "../syntax/tree.ts";

export interface Given {
  readonly structures: ReadonlyMap<string, Structure>;
  readonly equations: readonly EquationSyntax[];
}

/**
 * Reads assumptions, separated by commas or semicolons.
 * @throws ParseError where one is neither a name with a structure nor an equation
 */
export function readGiven(texts: readonly string[], functions: Iterable<string> = []): Given {
  const functionNames = new Set([...FUNCTION_NAMES, ...functions]);
  const structures = new Map<string, Structure>();
  const equations: EquationSyntax[] = [];
  for (const part of texts.flatMap(partsOf)) {
    const known = structureIn(part);
    if (known) structures.set(...known);
    else if (!isEquation(part)) throw notGiven(part);
    else {
      const [left, right] = part.split("=").map((side) => parseExpression(side, { functionNames })) as [
        Syntax,
        Syntax,
      ];
      const said = structureSaid(left, right) ?? structureSaid(right, left);
      if (said) structures.set(...said);
      else equations.push({ left, right });
    }
  }
  return { structures, equations };
}

/** The equations between known names among assumptions in words; what is no equation in matgrad's text is left out. */
export function equationsIn(text: string, known: ReadonlySet<string>): readonly EquationSyntax[] {
  const isKnown = ({ left, right }: EquationSyntax) =>
    [left, right].every((side) => namesIn(side).every((name) => known.has(name) || isConstantName(name)));
  return partsOf(text).flatMap((part) => {
    if (!isEquation(part)) return [];
    try {
      return readGiven([part]).equations.filter(isKnown);
    } catch (error) {
      if (error instanceof ParseError) return [];
      throw error;
    }
  });
}

const notGiven = (part: string): ParseError =>
  new ParseError(
    `${JSON.stringify(part)} is no assumption that can be used`,
    undefined,
    "write 'A symmetric' or an equation such as 'sum(y) = 1'",
  );

const isEquation = (part: string): boolean => /^[^=<>!≠≤≥]+=[^=<>!≠≤≥]+$/.test(part);

/** Commas within brackets belong to calls. */
function partsOf(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const c of text) {
    if (/[([{]/.test(c)) depth++;
    if (/[)\]}]/.test(c)) depth--;
    if (depth === 0 && /[,;]/.test(c)) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

const FILLERS: ReadonlySet<string> = new Set(["is", "a", "an", "matrix"]);

/**
 * "A is symmetric", "x > 0"; nothing that says more, "A not symmetric".
 * @throws ParseError for two structures at once
 */
function structureIn(part: string): [string, Structure] | undefined {
  const positive = /^(\p{L}[\p{L}\p{N}_]*)\s*>\s*0$/u.exec(part);
  if (positive) return [positive[1] as string, "positive"];
  const [name = "", ...words] = part.split(/\s+/).filter((word) => !FILLERS.has(word));
  const [structure, other] = structuresNamed(words) ?? [];
  if (!structure || !/^\p{L}[\p{L}\p{N}_]*$/u.test(name)) return undefined;
  if (other) throw new ParseError(`${name} can be given as one of ${structure} and ${other}, not as both`);
  return [name, structure];
}

/** A' = A and A' = -A are structures; whether Q' Q = I is one hangs on the sizes of Q. */
function structureSaid(left: Syntax, right: Syntax): [string, Structure] | undefined {
  const turned = transposedName(left);
  if (turned === undefined) return undefined;
  if (right.kind === "name" && right.name === turned) return [turned, "symmetric"];
  return negatedName(right) === turned ? [turned, "antisymmetric"] : undefined;
}

/** -K, which is a sum of one term. */
function negatedName(syntax: Syntax): string | undefined {
  if (syntax.kind !== "sum" || syntax.terms.length !== 1) return undefined;
  const [{ sign, term }] = syntax.terms as [(typeof syntax.terms)[number]];
  return sign === "-" && term.kind === "name" ? term.name : undefined;
}
