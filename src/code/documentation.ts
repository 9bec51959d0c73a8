/**
 * What the code says of itself: the formula, the shapes, and how it was checked.
 */
import { UnsupportedError } from "../errors.ts";
import { type Expr, SCALAR, type Shape, type SymbolNode, shapeText } from "../expression/expr.ts";
import { toUnicode } from "../print/unicode.ts";
import type { Identifiers } from "./names.ts";
import type { Language } from "./pieces/language.ts";
import type { CodePlan, Result } from "./plan.ts";
import type { SolvedDerivative, SolvedProblem } from "./solved.ts";

/** A longer formula is left out. */
const LONGEST = 60;

interface Documented {
  readonly problem: SolvedProblem;
  readonly variables: readonly SymbolNode[];
  readonly results: readonly Result[];
  readonly names: Identifiers;
  readonly plan: CodePlan;
  /** Sizes that are arguments. */
  readonly open: readonly string[];
  readonly language: Language;
}

/** Lines of at most some 80 characters. */
export function documentation(d: Documented): string[] {
  const { problem, variables, results, names, plan, open } = d;
  const { derivatives, value, elaborated } = problem;
  const name = elaborated.name ?? "value";
  const formula = formulaOf(value);
  const by = derivatives.map((one) => one.wrt.name).filter((n, i, all) => all.indexOf(n) === i);
  const lines = [
    `${elaborated.name === undefined ? "A value" : name} and its derivatives by ${listed(by)}.`,
    "",
    ...(formula === undefined ? [] : [`${name} = ${formula}`, ""]),
    "Arguments:",
    ...[...plan.functions].map(
      (f) => `  ${names.of(f, "function")}: a function${shownAs(f, names.of(f, "function"))}`,
    ),
    ...variables.map(
      (v) => `  ${names.ofSymbol(v)}: ${kindText(v.shape)}${structureText(v)}${meaning(v, d)}`,
    ),
    ...open.map((size) => `  ${names.of(size, "size")}: a size${shownAs(size, names.of(size, "size"))}`),
    "",
    "Returns:",
    ...results.map((r, i) => resultLine(r, derivatives[i - 1], name)),
    "",
    ...convention(d),
    ...checks(derivatives, d.language),
  ];
  return lines.map((line) => line.replace(/[\r\n]+/g, " "));
}

/** The formula where it is short, and no variable has the name of a function that it needs. */
function formulaOf(value: Expr): string | undefined {
  try {
    const formula = toUnicode(value);
    return formula.length <= LONGEST ? formula : undefined;
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const kindText = (shape: Shape): string => {
  if (shape === SCALAR) return "scalar";
  return shape.cols.key === "1" ? `vector of ${shape.rows.key}` : `${shapeText(shape)} matrix`;
};

const structureText = ({ structure }: SymbolNode): string => (structure ? `, ${structure}` : "");
const shownAs = (name: string, identifier: string): string =>
  identifier === name ? "" : ` (${name} in the formula)`;

function meaning(v: SymbolNode, { names, problem }: Documented): string {
  if (v === problem.cotangent) return `, the derivative of a loss by the value`;
  return shownAs(v.name, names.ofSymbol(v));
}

function resultLine({ name, value }: Result, d: SolvedDerivative | undefined, of: string): string {
  if (!d) return `  ${name}: ${kindText(value.shape)}`;
  const formula = d.kind === "vjp" ? undefined : formulaOf(value);
  const symbol = d.order === 2 ? `∂²${of}/∂${d.wrt.name}²` : `∂${of}/∂${d.wrt.name}`;
  const shown = formula === undefined ? "" : `, ${symbol} = ${formula}`;
  return `  ${name}: ${kindText(value.shape)}${shown}`;
}

function convention({ variables, language }: Documented): string[] {
  const hasVector = variables.some((v) => v.shape.cols.key === "1" && v.shape !== SCALAR);
  if (!hasVector) return [];
  if (language.vectors) return [language.vectors, ""];
  return [
    "Vectors are flat or columns (n×1), and a gradient by one is as it is;",
    "other vectors are columns.",
    "",
  ];
}

/** What was tried of the code itself, by the project's own tests. */
const TRIED = "this code was not run here, code of its kind is by matgrad's tests.";
const UNTRIED = "this code was not run: matgrad's tests only compare its kind with earlier text.";

function checks(derivatives: readonly SolvedDerivative[], { runner }: Language): string[] {
  const verified = derivatives.filter((d) => d.check?.verdict === "verified");
  const others = derivatives.filter((d) => d.check?.verdict !== "verified");
  const worst = Math.max(0, ...verified.map((d) => d.check?.maxRelError ?? 0));
  const error = worst === 0 ? "0" : worst.toExponential(0).replace("e-0", "e-");
  return [
    ...(verified.length > 0
      ? [
          `The formulas agree with numerical differences (largest relative error ${error});`,
          runner ? TRIED : UNTRIED,
        ]
      : []),
    ...others.map((d) => `Not checked by ${d.wrt.name}: ${d.check?.reason ?? "no values were compared"}.`),
  ];
}
