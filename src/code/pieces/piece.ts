/**
 * A part of a formula as code: its text, and how tightly that binds.
 *
 *     { text: "X @ w - y", level: SUM }  ─▶  as an operand of a product: (X @ w - y)
 */
import { type Binding, isLooser, Level } from "../../print/part.ts";
import { asCode, type Code, code, joined, own } from "./text.ts";

export interface Piece extends Code, Binding {
  /** How the text is negated, where a minus before it is not enough. */
  readonly minus?: (text: Code) => Code;
  /** Costs nothing to be written twice: a name, a number, a transposed name. */
  readonly free: boolean;
  /** A row, column or scalar that is replicated to make this piece, for targets that replicate by themselves. */
  readonly spread?: Spread;
}

interface Spread {
  /** Without the sign of the whole. */
  readonly part: Piece;
  /** The whole, replicated from another part of the same value. */
  readonly around: (part: Piece) => Piece;
}

export const piece = (text: Code | string, level: Level = Level.ATOM, free = false): Piece => ({
  ...asCode(text),
  level,
  negative: false,
  free,
});
export const atom = (text: Code | string): Piece => piece(text, Level.ATOM, true);
export const negated = (p: Piece): Piece => ({ ...p, negative: !p.negative });
export const positive = (p: Piece): Piece => (p.negative ? negated(p) : p);

/** The text as an operand that must bind at least that tightly; a sign is bracketed. */
export function within(p: Piece, level: Level): Code {
  if (p.negative && p.minus) return p.minus(p);
  if (p.negative) return code`(${negativeText(within(positive(p), Level.POWER))})`;
  return isLooser(p, level) ? code`(${p})` : p;
}

/** left op right, associating to the left. */
export const infix = (left: Piece, operator: string, right: Piece, level: Level): Piece =>
  piece(code`${within(left, level)}${operator}${within(right, (level + 1) as Level)}`, level);

/** name(a, b); a name that is a string is of the target's or a helper's. */
export const called = (name: Code | string, args: readonly (Code | string)[]): Piece =>
  piece(code`${own(name)}(${joined(args, ", ")})`);

/** The text by itself; a leading minus binds like the sum that it could stand in. */
export function alone(p: Piece): Code {
  if (!p.negative) return p;
  if (p.minus) return p.minus(p);
  return p.level === Level.SUM ? code`-(${p})` : negativeText(p);
}

/** −text; JavaScript refuses a minus before an operand of `**`. */
export const negativeText = (text: Code): Code => (hasPower(text.text) ? code`-(${text})` : code`-${text}`);

/** Is there a `**` outside all brackets? */
function hasPower(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ("([".includes(c)) depth++;
    else if (")]".includes(c)) depth--;
    else if (depth === 0 && text.startsWith("**", i)) return true;
  }
  return false;
}
