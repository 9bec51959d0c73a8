/**
 * The one spelling of a LaTeX name that the tree has, and the names that a problem already knows.
 *
 *     \hat{x}_{12} ─▶ x_hat_12    \lambda ─▶ λ    W_{1,2} ─▶ W_1_2    \mathbf{W}^{(1)} ─▶ W^(1)    z_i^{pred} ─▶ z^pred_i
 *
 * The text language and the printers read and write the same names (superscript labels are LaTeX's own).
 * Bold type is no part of a name unless the problem has the same letter in two styles (`styled`): then
 * the bold one is written with the mathematical letter, 𝐱.
 */
import { type KnownNames, knownNames } from "../../likeness.ts";
import type { Style } from "./commands.ts";

export interface NameParts {
  readonly base: string;
  readonly style: Style;
  readonly accent: string | undefined;
  /** With its mark: `^(1)`; empty if there is none. */
  readonly label: string;
  readonly subscripts: readonly string[];
}

const CODES: Partial<Record<Style, readonly [capital: number, small: number]>> = {
  bold: [0x1d400, 0x1d41a],
  calligraphic: [0x1d4d0, 0x1d4ea],
  blackboard: [0x1d538, 0x1d552],
};

/** x in bold is 𝐱; Greek and words have no such letters and are marked. */
function inStyle(base: string, style: Style): string {
  const codes = CODES[style];
  if (!codes) return base;
  if (/^[A-Z]$/.test(base)) return String.fromCodePoint(codes[0] + base.charCodeAt(0) - 65);
  if (/^[a-z]$/.test(base)) return String.fromCodePoint(codes[1] + base.charCodeAt(0) - 97);
  return `${base}_${style}`;
}

export function spelled({ base, style, accent, label, subscripts }: NameParts, styled: boolean): string {
  const letter = styled ? inStyle(base, style) : base;
  return `${letter}${accent ? `_${accent}` : ""}${label}${subscripts.map((s) => `_${s}`).join("")}`;
}

/** Those that are known; x⃗ is x where only that is. */
export function knownHere(names: Iterable<string>): KnownNames {
  const { find } = knownNames(names);
  return {
    find: (name) => find(name) ?? (name.includes("_vec") ? find(name.replace("_vec", "")) : undefined),
  };
}
