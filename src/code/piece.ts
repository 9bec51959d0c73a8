/**
 * A part of a formula as code: its text, and how tightly that binds.
 *
 *     { text: "X @ w - y", level: SUM }  ─▶  as an operand of a product: (X @ w - y)
 */

/** The precedence that all targets share, loosest first. */
export const Level = { SUM: 1, PRODUCT: 2, POWER: 3, POSTFIX: 4, ATOM: 5 } as const;
export type Level = (typeof Level)[keyof typeof Level];

export interface Piece {
  readonly text: string;
  readonly level: Level;
  /** The sign is not in the text: the sum or bracket around it writes it. */
  readonly negative: boolean;
  /** How the text is negated, where a minus before it is not enough. */
  readonly minus?: (text: string) => string;
  /** Costs nothing to be written twice: a name, a number, a transposed name. */
  readonly free: boolean;
  /** A row, column or scalar that is replicated to make this piece, for targets that replicate by themselves. */
  readonly spread?: Spread;
}

export interface Spread {
  /** Without the sign of the whole. */
  readonly part: Piece;
  /** The whole, replicated from another part of the same value. */
  readonly around: (part: Piece) => Piece;
}

export const piece = (text: string, level: Level = Level.ATOM, free = false): Piece => ({
  text,
  level,
  negative: false,
  free,
});
export const atom = (text: string): Piece => piece(text, Level.ATOM, true);
export const negated = (p: Piece): Piece => ({ ...p, negative: !p.negative });
export const positive = (p: Piece): Piece => (p.negative ? negated(p) : p);

/** The text as an operand that must bind at least that tightly; a sign is bracketed. */
export function within(p: Piece, level: Level): string {
  if (p.negative && p.minus) return p.minus(p.text);
  if (p.negative) return `(${negativeText(within(positive(p), Level.POWER))})`;
  return p.level >= level ? p.text : `(${p.text})`;
}

/** left op right, associating to the left. */
export const infix = (left: Piece, operator: string, right: Piece, level: Level): Piece =>
  piece(`${within(left, level)}${operator}${within(right, (level + 1) as Level)}`, level);

/** name(a, b) */
export const called = (name: string, args: readonly string[]): Piece => piece(`${name}(${args.join(", ")})`);

/** The text by itself; a leading minus binds like the sum that it could stand in. */
export function alone(p: Piece): string {
  if (!p.negative) return p.text;
  if (p.minus) return p.minus(p.text);
  return p.level === Level.SUM ? `-(${p.text})` : negativeText(p.text);
}

/** −text; JavaScript refuses a minus before an operand of `**`. */
export const negativeText = (text: string): string => (hasPower(text) ? `-(${text})` : `-${text}`);

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
