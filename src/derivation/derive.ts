/**
 * The one entry: a problem and what is wanted of it, to a derivation that has been checked.
 *
 *     derive({ statements: Y = X W + b }, { style: "differential", wrt: ["W"] })
 *       ─▶  steps from dY to ∂L/∂W = Xᵀ G, and a report of what was evaluated
 */
import { OptionError, UncheckedError, UnsupportedError } from "../errors.ts";
import { inOwnStore, isScalar } from "../expression/expr.ts";
import { checkDerivation, type Report } from "./check/check.ts";
import { withClosedForms } from "./endings/closedForms.ts";
import { withConditions } from "./endings/conditions.ts";
import { withDetail } from "./endings/detail.ts";
import { withEquations } from "./endings/given.ts";
import { withKinks } from "./endings/kinks.ts";
import { namedValues } from "./endings/namedValues.ts";
import { opening } from "./endings/opening.ts";
import { withStationaryPoints } from "./endings/stationary.ts";
import { withStructures } from "./endings/structure.ts";
import { withoutRepeats, withWhere } from "./endings/where.ts";
import { withZeros, zerosOf } from "./endings/zero.ts";
import { refuseLong } from "./length.ts";
import { sentence } from "./pieces.ts";
import { keepSymmetry } from "./plan/symmetry.ts";
import { refusalOf } from "./refusal.ts";
import { type Problem, setUp, type Target } from "./setup.ts";
import type { Derivation, Section, Sentence, Style } from "./step.ts";
import type { EntryNaming, Setup, StyleOptions } from "./style.ts";
import { requireStyle, STYLES } from "./styles.ts";

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

/** A derivation, for print() and outline(); outline() gives all that stands in it as plain data. */
export interface DerivedDocument {
  /** What the check of its lines found. */
  readonly report: Report;
  /** The engine's own, of no form that is promised. */
  readonly derivation: unknown;
}

export interface Derived {
  readonly derivation: Derivation;
  readonly report: Report;
  readonly setup: Setup;
}

/**
 * In the style that is asked for; where it can't treat the problem, in the next that can, and says so.
 * @throws UnsupportedError where no style can or no values can be found for its check; the errors of elaborate();
 *   a plain Error that names the step where a line does not hold (our bug).
 */
export function derive(problem: Problem, options: DeriveOptions = {}): Derived {
  const asked = options.style ?? ((options.order ?? 1) > 2 ? "index" : "differential");
  const reasons: UnsupportedError[] = [];
  // no other style writes out the sizes that are given
  const tried = [asked, ...(options.sizes?.size ? [] : STYLES[asked].instead)];
  for (const style of tried) {
    try {
      const [reason] = reasons;
      return deriveIn(style, problem, options, reason && { asked, reason });
    } catch (error) {
      if (!(error instanceof UnsupportedError) || error instanceof OptionError) throw error;
      reasons.push(error);
    }
  }
  throw (
    reasons.find((r) => r instanceof UncheckedError) ?? withoutAdvice(reasons[0] as UnsupportedError, tried)
  );
}

/** That another style would do is no hint where all have been tried. */
function withoutAdvice(reason: UnsupportedError, tried: readonly Style[]): UnsupportedError {
  const isTried = tried.some((style) => reason.hint?.startsWith(`the style ${style} `));
  return isTried ? new UnsupportedError(reason.message, reason.span) : reason;
}

interface Instead {
  readonly asked: Style;
  readonly reason: UnsupportedError;
}

function deriveIn(style: Style, problem: Problem, options: DeriveOptions, instead?: Instead): Derived {
  const { order = 1 } = options;
  const asked = instead?.asked ?? style;
  const byEntries = style === "index" && order > 1;
  const { preferJacobian } = STYLES[asked];
  const cotangent = options.cotangent ?? cotangentOfRoot(problem, options);
  const free = setUp(problem, { ...options, cotangent, byEntries, preferJacobian });
  const { keepsSymmetry } = STYLES[style];
  const setup = keepsSymmetry ? keepSymmetry(free, keepsSymmetry) : free;
  requireStyle(style, setup);
  const zeros = byEntries && !isByEntry(setup) ? [] : namesOfZeros(problem, { ...options, preferJacobian });
  const none = new Set(setup.wrt.filter((v) => zeros.includes(v.name)));
  const others = { ...setup, wrt: setup.wrt.filter((v) => !none.has(v)) };
  const made = others.wrt.length > 0 ? STYLES[style].make(others, styleOptions(options)) : undefined;
  const whole = none.size > 0 ? withZeros(made, setup, none) : (made as Derivation);
  const said = instead ? [insteadSentence(instead, style)] : [];
  const opened: Derivation = { ...whole, style, given: [...opening(setup), ...whole.given, ...said] };
  const structured = withStructures(opened, setup);
  const closed = withClosedForms(withEquations(structured, setup), setup);
  // lines that are left out define names too
  const values = namedValues(closed);
  const detailed = withDetail(closed, setup, options.detail);
  const derivation = options.stationary ? withStationaryPoints(detailed, setup, values) : detailed;
  const stated = withWhere(withoutRepeats(derivation), setup, values);
  const complete = withKinks(withConditions(stated, setup), setup);
  if (asked !== "matrix") refuseLong(complete);
  const report = checkDerivation(complete, options.seed);
  // the style matrix is results alone, whichever style has them, and where they vanish
  const isVanishing = ({ steps }: Section): boolean => steps.some(({ rule }) => rule === "stationary");
  const shown =
    asked === "matrix" ? { ...complete, sections: complete.sections.filter(isVanishing) } : complete;
  return { derivation: shown, report, setup };
}

/** Has each derivative the shape of its variable, or of the value? */
const isByEntry = ({ root, wrt }: Setup): boolean => isScalar(root.value) || wrt.every(isScalar);

/** The name that was given for the derivative by the last definition. */
function cotangentOfRoot({ statements }: Problem, { entries }: DeriveOptions): string | undefined {
  const root = statements.findLast((s) => s.kind === "definition");
  const names = entries?.cotangents;
  return root && names !== "partials" ? names?.get(root.name) : undefined;
}

/** Found in a store of its own: how a formula is written goes by which of its parts was there first. */
const namesOfZeros = (problem: Problem, target: Target): string[] =>
  inOwnStore(() => [...zerosOf(setUp(problem, target))].map((v) => v.name));

const styleOptions = ({ sizes, entries, detail }: DeriveOptions): StyleOptions => ({
  sizes: sizes ?? new Map(),
  entries: entries ?? { form: "indexed" },
  detail: detail ?? "normal",
});

const insteadSentence = ({ asked, reason }: Instead, style: Style): Sentence =>
  sentence("style.instead", { asked, style, reason: refusalOf(reason.message) ?? reason.message });
