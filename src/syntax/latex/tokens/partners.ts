/**
 * Which bracket, brace or \begin belongs to which, and what stands between the two.
 *
 *     ( a , { b ) }  ─▶  the brace has its partner; the bracket that it closes over has none
 */
import type { RawToken, RawType } from "./characters.ts";

export interface Structure {
  readonly tokens: readonly RawToken[];
  /** For an opening token its closing one and back; -1 where there is none. */
  readonly match: readonly number[];
  /** Opening brackets that have a comma, or a gap, directly inside. */
  readonly withComma: ReadonlySet<number>;
  readonly withGap: ReadonlySet<number>;
  /** The first token that is nested too deep. */
  readonly tooDeep: RawToken | undefined;
}

const OPENS: ReadonlySet<RawType> = new Set(["open", "braceOpen", "begin"]);
const ENDS_BRACKETS: ReadonlySet<RawType> = new Set(["rowEnd", "dollar", "prose"]);

/** What is smaller than something. */
const OPERANDS: ReadonlySet<RawType> = new Set(["letter", "word", "number", "close", "braceClose", "prime"]);

/** <A, B>, as many write \langle A, B \rangle: a comma between the two, and no other relation. */
export function angled(tokens: readonly RawToken[]): RawToken[] {
  const found = [...tokens];
  let from: number | undefined;
  let commas = 0;
  tokens.forEach((token, at) => {
    const { type, text } = token;
    if (type === "comma") commas++;
    else if (type === "relation" && text === ">" && from !== undefined && commas === 1) {
      found[from] = { ...tokens[from]!, type: "open" };
      found[at] = { ...token, type: "close" };
      from = undefined;
    } else if (type === "relation" && text === "<" && !OPERANDS.has(tokens[at - 1]?.type ?? "open")) {
      from = at;
      commas = 0;
    } else if (type === "relation" || ENDS_BRACKETS.has(type)) from = undefined;
  });
  return found;
}

/** Partners by one stack; an opening bracket that a brace, an environment or a line closes over has none. */
export function matched(tokens: readonly RawToken[], maximumDepth: number): Structure {
  const match = new Array<number>(tokens.length).fill(-1);
  const withComma = new Set<number>();
  const withGap = new Set<number>();
  const open: number[] = [];
  let tooDeep: RawToken | undefined;
  const typeAt = (i: number | undefined): RawType | undefined =>
    i === undefined ? undefined : tokens[i]!.type;
  tokens.forEach(({ type }, at) => {
    if (OPENS.has(type)) {
      open.push(at);
      if (open.length > maximumDepth) tooDeep ??= tokens[at];
    } else if (type === "comma" && open.length > 0) withComma.add(open.at(-1)!);
    else if (type === "quad" && open.length > 0) withGap.add(open.at(-1)!);
    else if (ENDS_BRACKETS.has(type)) while (typeAt(open.at(-1)) === "open") open.pop();
    else if (type === "close" && typeAt(open.at(-1)) === "open") pair(match, open.pop()!, at);
    else if (type === "braceClose" || type === "end") {
      const wanted = type === "end" ? "begin" : "braceOpen";
      while (typeAt(open.at(-1)) === "open") open.pop();
      if (typeAt(open.at(-1)) === wanted) pair(match, open.pop()!, at);
    }
  });
  return { tokens, match, withComma, withGap, tooDeep };
}

function pair(match: number[], a: number, b: number): void {
  match[a] = b;
  match[b] = a;
}
