/**
 * The one spelling of a LaTeX name that the tree has, and the names that a problem already knows.
 *
 *     \hat{x}_{12} ─▶ x_hat_12    \lambda ─▶ λ    W_{1,2} ─▶ W_1_2    \mathbf{W}^{(1)} ─▶ W^(1)    z_i^{pred} ─▶ z^pred_i
 *
 * The text language and the printers read and write the same names (superscript labels are LaTeX's own).
 * Bold type is no part of a name unless the problem has the same letter in two styles (`styled`): then
 * the bold one is written with the mathematical letter, 𝐱.
 */
import { LETTERS, type Style } from "./commands.ts";

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

/** φ and ϕ, ε and ϵ are one letter to somebody who has only one of them; A is also a Greek capital. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  [..."ϕφϵεϑθϱρΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo"].flatMap((c, i, all) =>
    i % 2 === 0 ? [[c, all[i + 1]!] as const] : [],
  ),
);

/** What two spellings of a name have in common: lambda_1, λ1 and λ_1 are alike. */
function likeness(name: string): string {
  const [head = "", ...rest] = name.split("_");
  const [, word = head, digits] = /^(.*?\D)(\d+)$/u.exec(head) ?? [];
  return [word, ...(digits ? [digits] : []), ...rest]
    .map((part) => {
      const letter = LETTERS.get(part) ?? part;
      return ALIKE.get(letter) ?? letter;
    })
    .join("_");
}

/** The known names by what they look like; a spelling that is itself known comes first. */
export interface KnownNames {
  find(name: string): string | undefined;
}

export function knownNames(names: Iterable<string>): KnownNames {
  const exact = new Set(names);
  const alike = new Map<string, string>();
  for (const name of exact) {
    const key = likeness(name);
    if (!alike.has(key)) alike.set(key, name);
  }
  const find = (name: string): string | undefined => (exact.has(name) ? name : alike.get(likeness(name)));
  return {
    find: (name) => find(name) ?? (name.includes("_vec") ? find(name.replace("_vec", "")) : undefined),
  };
}
