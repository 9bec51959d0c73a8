/**
 * The styles by name, what each can treat, and which stands in where it can't.
 */
import { UnsupportedError } from "../errors.ts";
import { isScalar } from "../expression/expr.ts";
import { backprop } from "./differentials/backprop.ts";
import { differentialStyle } from "./differentials/differential.ts";
import { matrixStyle } from "./differentials/matrixStyle.ts";
import { elementwise } from "./entries/elementwise.ts";
import { indexNotation } from "./indices/indexStyle.ts";
import { perturbation } from "./indices/perturbation.ts";
import type { Target } from "./setup.ts";
import type { Style } from "./step.ts";
import type { Setup, StyleFunction } from "./style.ts";

interface StyleEntry {
  readonly make: StyleFunction;
  readonly highestOrder: number;
  readonly kinds: readonly Setup["kind"][];
  /** What is no derivative of a loss unless that is asked for. */
  readonly preferJacobian?: Target["preferJacobian"];
  /** Symmetric variables are symmetric from the start; is the gradient by one taken within the symmetric matrices too? */
  readonly keepsSymmetry?: "of gradients" | "of variables";
  /** Writes the entries of matrices out, at sizes. */
  readonly writesOut?: true;
  /** Tried one after the other where the style can't treat a problem. */
  readonly instead: readonly Style[];
}

export const STYLES: Readonly<Record<Style, StyleEntry>> = {
  matrix: {
    make: matrixStyle,
    highestOrder: 2,
    kinds: ["gradient", "jacobian", "jvp", "hvp"],
    preferJacobian: "of vectors",
    instead: ["index"],
  },
  elementwise: {
    make: elementwise,
    keepsSymmetry: "of variables",
    writesOut: true,
    highestOrder: 1,
    kinds: ["gradient"],
    instead: ["index", "differential", "backprop", "matrix"],
  },
  index: {
    make: indexNotation,
    keepsSymmetry: "of variables",
    highestOrder: Number.POSITIVE_INFINITY,
    kinds: ["gradient", "jacobian"],
    preferJacobian: "by scalars",
    instead: ["differential", "backprop", "matrix"],
  },
  differential: {
    make: differentialStyle,
    keepsSymmetry: "of gradients",
    highestOrder: 2,
    kinds: ["gradient", "jacobian", "jvp", "hvp"],
    preferJacobian: "of vectors",
    instead: ["backprop", "matrix", "index"],
  },
  backprop: {
    make: backprop,
    keepsSymmetry: "of gradients",
    highestOrder: 1,
    kinds: ["gradient"],
    instead: ["differential", "matrix", "index"],
  },
  perturbation: {
    make: perturbation,
    keepsSymmetry: "of variables",
    writesOut: true,
    highestOrder: 1,
    kinds: ["gradient"],
    instead: ["index", "differential", "backprop", "matrix"],
  },
};

export const STYLE_NAMES = Object.keys(STYLES) as readonly Style[];

/** @throws UnsupportedError where the style has nothing for derivatives of that order or kind */
export function requireStyle(style: Style, { order, kind, root, loss, wrt }: Setup): void {
  const { highestOrder, kinds } = STYLES[style];
  const isOfLoss = !isScalar(root.value) && loss !== root.symbol && !wrt.every(isScalar);
  if (order > 1 && isOfLoss) {
    throw new UnsupportedError(
      `not supported: the derivative of order ${order} of ${root.symbol.name} in matrices`,
      undefined,
      "the style index has it entry by entry",
    );
  }
  if (order > highestOrder) {
    throw new UnsupportedError(
      `not supported: derivatives of order ${order}`,
      undefined,
      "the style index has derivatives of every order",
    );
  }
  if (kinds.includes(kind)) return;
  const what = kind === "jacobian" ? "Jacobians" : "derivatives along a direction";
  throw new UnsupportedError(`not supported: ${what}`, undefined, "the style differential has it");
}
