/**
 * A rule of the proof-reader: all that is known of it.
 *
 *     severity   error: a mistake · warning: what an author would want mended · note: what could not be read
 *     about      of findings at one place that are about the same, only one is said
 *     example    a note that has it; none where it takes a file of bytes, or one that is too long to print
 */
import type { Severity } from "../finding.ts";

export interface RuleRow {
  readonly severity: Severity;
  readonly about: "claim" | "reading" | "names" | "writing" | "file";
  readonly what: string;
  readonly example: string | undefined;
}

type Maker = (about: RuleRow["about"], what: string, example?: string) => RuleRow;
export const error: Maker = (about, what, example) => ({ severity: "error", about, what, example });
export const warning: Maker = (about, what, example) => ({ severity: "warning", about, what, example });
export const note: Maker = (about, what, example) => ({ severity: "note", about, what, example });

export const text = (...parts: readonly string[]): string => `${parts.join("\n\n")}\n`;
export const X = String.raw`$$X = \begin{bmatrix} x_{11} & x_{12} \\ x_{21} & x_{22} \end{bmatrix}$$`;
export const W = X.replace("X", "W").replaceAll("x_", "w_");
export const Y = X.replace("X", "Y").replaceAll("x_", "y_");
/** A note that writes its matrices out. */
export const printed = (...parts: readonly string[]): string => text(X, W, Y, ...parts);
export const SIZES = String.raw`Let $X \in \mathbb{R}^{m \times n}$, $W \in \mathbb{R}^{n \times k}$ and $w \in \mathbb{R}^n$.`;
export const LAYER = `${SIZES} The loss $L$ depends on $Y = X W$.`;
