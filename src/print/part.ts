/**
 * A part of a formula that is written. Text, LaTeX, Unicode and the languages of code have one precedence, and one
 * rule for what is bracketed; the typographies of formulas share what becomes of signs, too.
 *
 *     −(a − b) in a sum or alone  ─▶  b - a        (a − b)ᵀ as a factor  ─▶  as it is, a - b in brackets
 */
import type { Expr } from "../expression/expr.ts";

/** How tightly a part binds, loosest first; an operand looser than its place is bracketed. */
export const Level = {
  SUM: 1,
  /** Σ_i …, which takes the rest of a product as its body. */
  INDEXED: 2,
  /** `*`, `/`, factors side by side. */
  PRODUCT: 3,
  /** ⊙, ⊘, ⊗: never mixed with one another or a product without brackets, in formulas. */
  ENTRYWISE: 4,
  /** `**` of code, whose base may be a postfix. */
  POWER: 5,
  /** In formulas powers, transposes and fractions: bracketed before another raised mark. */
  POSTFIX: 6,
  ATOM: 7,
} as const;
export type Level = (typeof Level)[keyof typeof Level];

export interface Binding {
  /** The sign is not in the text: the sum or bracket around it writes it. */
  readonly negative: boolean;
  readonly level: Level;
}

/** Has it to be bracketed where nothing looser may stand? */
export const isLooser = ({ negative, level }: Binding, least: Level): boolean => negative || level < least;

export interface Part extends Binding {
  readonly text: string;
  /** Higher than a line, so that brackets around it grow. */
  readonly tall?: boolean;
  /** The text times −1, where that has no leading minus either: (b − a) X for (a − b) X. */
  readonly turned?: () => string;
}

/** The parts of the nodes that have been written. */
export type Parts<P extends Part> = Pick<Map<Expr, P>, "get">;

/** What puts brackets and signs around a part. */
export interface Brackets {
  readonly minus: string;
  bracket(text: string, tall: boolean): string;
}

const bracketed = (text: string, { tall = false }: Part, t: Brackets): string => t.bracket(text, tall);

/** With its sign, where nothing is around it. */
export function signed(p: Part, t: Brackets): string {
  if (!p.negative) return p.text;
  return p.turned?.() ?? `${t.minus}${termText(p, t)}`;
}

/** Bracketed unless it binds at least as tightly. */
export const atLeast = (p: Part, level: Level, t: Brackets): string =>
  isLooser(p, level) ? bracketed(signed(p, t), p, t) : p.text;

/** The terms with their signs (or the opposite ones), one without a minus first. */
export function sumText(parts: readonly Part[], opposite: boolean, t: Brackets): string {
  const found = parts.findIndex((p) => p.negative === opposite);
  const lead = Math.max(0, found);
  const first = parts[lead] as Part;
  let text = termText(first, t);
  if (found < 0) text = opposite ? `${t.minus}${text}` : signed(first, t);
  parts.forEach((part, i) => {
    if (i !== lead) text += ` ${part.negative === opposite ? "+" : t.minus} ${termText(part, t)}`;
  });
  return text;
}

/** −(a + b), not −a + b. */
const termText = (p: Part, t: Brackets): string => (p.level === Level.SUM ? bracketed(p.text, p, t) : p.text);

/** How a product is turned: by its one operand that can be. −(a − b)ᵀ(a − b) stays, where that would hide that two are alike. */
export function turnedIn<P extends Part>(
  operands: readonly Expr[],
  parts: Parts<P>,
  write: (from: Parts<P>) => P,
): Pick<Part, "turned"> {
  const [turnable, ...others] = operands.filter((e) => parts.get(e)?.turned);
  if (!turnable || others.length > 0) return {};
  const { turned, ...opposite } = parts.get(turnable) as P & { turned: () => string };
  const overlay: Parts<P> = {
    get: (e) => (e === turnable ? ({ ...opposite, text: turned() } as unknown as P) : parts.get(e)),
  };
  return { turned: () => write(overlay).text };
}

/** (A + B)ᵀ from A + B. */
export function transposedPart<P extends Part>(of: P, transpose: (of: P) => P): P {
  const { turned, ...rest } = of;
  const upright = { ...rest, negative: false } as unknown as P;
  const part = { ...transpose(upright), negative: of.negative };
  return turned ? { ...part, turned: () => transpose({ ...upright, text: turned() }).text } : part;
}
