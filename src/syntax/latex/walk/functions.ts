/**
 * Which names call a function.
 *
 *     \operatorname{Tr}(A) ─▶ tr     \mathrm{Sigmoid}(x) ─▶ sigmoid     f_1'(W x) ─▶ the unknown function f_1'     x(a + b) ─▶ a product
 */
import { FUNCTION_WORDS } from "../tokens/commands.ts";
import { spelled } from "../tokens/names.ts";
import type { ReadName } from "./operands.ts";
import type { Scan } from "./scan.ts";
import { isPrime, labelIn, type Scripts } from "./scripts.ts";
import { namePieces } from "./subscripts.ts";

export interface Called {
  /** With its primes. */
  readonly name: string;
  readonly isKnown: boolean;
  readonly hasBracket: boolean;
  /** Subscripts that are arguments, as the sizes of unvec. */
  readonly withSizes: boolean;
}

/** Letters that are functions before a bracket, unless something says that they are variables. */
const CALLABLE: ReadonlySet<string> = new Set([..."fghlℓLJFϕφψσ"]);
/** They go on without brackets: \log x, \operatorname{tr} X A. */
const BRACKETLESS: ReadonlySet<string> = new Set(
  "tr det log ln exp sin cos tan sinh cosh tanh arcsin arccos arctan diag vec logdet sign relu sigmoid".split(
    " ",
  ),
);

export function calledAs(scan: Scan, read: ReadName, scripts: Scripts, to: number): Called | undefined {
  const { parts, isWord } = read;
  const { roles, functionNames, facts } = scan.context;
  const next = scripts.next < to ? scan.tokens[scripts.next] : undefined;
  const hasBracket =
    next?.type === "open" && (next.text === "(" || next.text === "[" || (isWord && next.text === "{"));
  const primes = "'".repeat(scripts.above.filter(isPrime).length);
  const subscripts = [...parts.subscripts, ...scripts.below.flatMap((range) => namePieces(scan, range))];
  const label = scripts.above
    .map((range) => (isPrime(range) ? "" : (labelIn(scan, range)?.label ?? "")))
    .join("");
  const whole = { ...parts, label, subscripts };
  const name = scan.context.known.find(spelled(whole, false)) ?? spelled(whole, false);
  const unknown = (called: string): Called => {
    scan.notes.functions.add(called);
    return { name: called + primes, isKnown: false, hasBracket: true, withSizes: false };
  };
  const role = roles.get(name) ?? roles.get(scan.context.known.find(parts.base) ?? parts.base);
  if (role === "function" && hasBracket) return unknown(name);
  if (role !== undefined) return undefined;
  const word = isWord ? engineName(parts.base, subscripts, functionNames) : undefined;
  if (word && (hasBracket || BRACKETLESS.has(word.name))) {
    if (primes !== "" && hasBracket) return unknown(parts.base);
    return { ...word, isKnown: true, hasBracket };
  }
  if (!hasBracket || next?.text !== "(") return undefined;
  if (isWord) return parts.base.length > 1 ? unknown(name) : undefined;
  const isValue = facts.equated.get(parts.base)?.has(soleLetter(scan, scripts.next) ?? "");
  if (isValue && name === parts.base && primes === "" && !facts.transposed.has(name))
    return { name, isKnown: false, hasBracket: true, withSizes: false };
  if (facts.defined.has(parts.base)) return unknown(name);
  if (!CALLABLE.has(parts.base) || facts.transposed.has(parts.base) || parts.accent) return undefined;
  if (standsInside(scan, parts.base, scripts.next)) return undefined;
  // \sum_n \sum_k g_{nk} (…)
  const indices = [...subscripts.join("")];
  if (indices.length > 1 && indices.every((index) => facts.bound.has(index))) return undefined;
  const isSigmoid =
    parts.base === "σ" && subscripts.length === 0 && label === "" && functionNames.has("sigmoid");
  if (isSigmoid && facts.plain.has("σ")) return undefined; // a standard deviation
  if (isSigmoid && !facts.primed.has("σ"))
    return { name: "sigmoid", isKnown: true, hasBracket, withSizes: false };
  return unknown(name);
}

/** The one letter in brackets. */
function soleLetter({ tokens, match }: Scan, open: number): string | undefined {
  const inside = tokens[open + 1];
  return match[open] === open + 2 && inside?.type === "letter" ? inside.text : undefined;
}

/** h_i (1 - h_i), \\sigma (1 - \\sigma): what stands in the brackets by itself is a factor before them. */
function standsInside({ tokens, match }: Scan, base: string, open: number): boolean {
  const inside = tokens.slice(open + 1, Math.max(open + 1, match[open]!));
  return inside.some((token, i) => {
    if (token.type !== "letter" || token.text !== base) return false;
    const isScripted = inside[i + 1]?.type === "lower";
    const isGroup = inside[i + 2]?.type === "braceOpen";
    const end = isScripted ? (isGroup ? match[open + 1 + i + 2]! - open : i + 3) : i + 1;
    return inside[end]?.type !== "open" && inside[end]?.type !== "prime";
  });
}

/** The engine's function that a word names, with a subscript that is part of its name, softmax_rows. */
function engineName(
  word: string,
  subscripts: readonly string[],
  functionNames: ReadonlySet<string>,
): { name: string; withSizes: boolean } | undefined {
  const lower = word.toLowerCase();
  const name = [word, FUNCTION_WORDS.get(lower) ?? lower].find((spelling) => functionNames.has(spelling));
  if (!name) return undefined;
  const joined = [name, ...subscripts].join("_");
  if (subscripts.length > 0 && functionNames.has(joined)) return { name: joined, withSizes: false };
  return { name, withSizes: subscripts.length > 0 };
}
