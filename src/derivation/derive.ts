/**
 * The one entry: a problem and what is wanted of it, to a derivation that has been checked.
 *
 *     derive({ statements: Y = X W + b }, { style: "differential", wrt: ["W"] })
 *       ─▶  steps from dY to ∂L/∂W = Xᵀ G, and a report of what was evaluated
 */
import { UnsupportedError } from "../errors.ts";
import { checkDerivation, type Report } from "./check.ts";
import { withConditions } from "./conditions.ts";
import { withEquations } from "./given.ts";
import { opening } from "./opening.ts";
import { type Problem, setUp, type Target } from "./setup.ts";
import { withStationaryPoints } from "./stationary.ts";
import type { Derivation, Style } from "./step.ts";
import { withStructures } from "./structure.ts";
import type { EntryNaming, Setup, StyleOptions } from "./style.ts";
import { STYLES } from "./styles.ts";

export interface DeriveOptions extends Omit<Target, "preferJacobian" | "byEntries"> {
  /** differential unless given; index for an order of 3 and more. */
  readonly style?: Style | undefined;
  /** Sizes that are written out, for the styles with entries; 2 unless given. */
  readonly sizes?: StyleOptions["sizes"] | undefined;
  readonly entries?: EntryNaming | undefined;
  /** Sets the gradients to zero and solves for the variables. */
  readonly stationary?: boolean | undefined;
  readonly detail?: StyleOptions["detail"] | undefined;
  readonly seed?: number | undefined;
}

export interface Derived {
  readonly derivation: Derivation;
  readonly report: Report;
  readonly setup: Setup;
}

/**
 * @throws UnsupportedError where the style can't treat the problem or no values can be found for its check;
 *   the errors of elaborate(); a plain Error that names the step where a line does not hold (our bug).
 */
export function derive(problem: Problem, options: DeriveOptions = {}): Derived {
  const { order = 1 } = options;
  const style = options.style ?? (order > 2 ? "index" : "differential");
  if (order > 2 && style !== "index") {
    throw new UnsupportedError(
      `not supported: a derivative of order ${order} in the style ${style}`,
      undefined,
      "the style index has derivatives of every order",
    );
  }
  const byEntries = style === "index" && order > 1;
  const setup = setUp(problem, { ...options, byEntries, preferJacobian: style === "differential" });
  if ((setup.kind === "jvp" || setup.kind === "hvp") && style !== "differential") {
    throw new UnsupportedError(
      `not supported: a derivative along a direction in the style ${style}`,
      undefined,
      "the style differential has it",
    );
  }
  const made = STYLES[style](setup, {
    sizes: options.sizes ?? new Map(),
    entries: options.entries ?? { form: "indexed" },
    detail: options.detail ?? "normal",
  });
  const opened: Derivation = { ...made, style, given: [...opening(setup), ...made.given] };
  const structured = withStructures(opened, setup);
  const shortened = withEquations(structured, setup);
  const derivation = options.stationary ? withStationaryPoints(shortened, setup) : shortened;
  const complete = withConditions(derivation, setup);
  return { derivation: complete, report: checkDerivation(complete, options.seed), setup };
}
