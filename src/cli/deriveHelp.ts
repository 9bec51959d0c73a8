/**
 * The help of `derive`, from the tables of its options.
 */
import { NOTATION, valuesText } from "../print/notation.ts";
import { FLAGS, type Flag, notationFlags } from "./options.ts";

export function deriveHelp(): string {
  const rows = [
    ...Object.entries(FLAGS as Record<string, Flag>).map(([name, { value, short, help }]) => [
      `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`,
      help,
    ]),
  ];
  const notation = [...notationFlags].map(([flag, name]) => [
    `--${flag}`,
    `${NOTATION[name].help} (${valuesText(NOTATION[name])})`,
  ]);
  const width = 28;
  const show = ([flag = "", help = ""]: readonly string[]) => `  ${flag.padEnd(width)} ${help}`;
  return `matgrad derive STATEMENTS… [options]

Writes the derivation of a derivative, checked line by line. STATEMENTS are declarations and definitions
in matgrad's text, or the name of a .matgrad file, or - for standard input; the last definition or
expression is differentiated. A line of a file that begins with -- holds options.

  matgrad derive 'Y = X W + b' --wrt W
  matgrad derive 'X : m x n' 'L(w) = ‖X w - y‖² + λ ‖w‖²' --wrt w --order 2

Options
${rows.map(show).join("\n")}

Notation
${notation.map(show).join("\n")}

Exit status 0: printed; 1: the input is at fault or has no answer; 2: could not run.
`;
}
