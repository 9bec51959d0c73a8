/**
 * The last line of every style is read as what was printed, in ASCII, Unicode and LaTeX, over the corpora. Without
 * MATGRAD_FULL a few lines, each in one style.
 *
 * MATGRAD_FULL=1 npx vitest run test/reading/styles.test.ts
 */
import { describe, expect, it } from "vitest";
import { STYLE_NAMES } from "../../src/derivation/styles.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { declaredType } from "../../src/shapes/declarations.ts";
import { parseStatements, parseType } from "../../src/syntax/parse.ts";
import { linesOf } from "../corpus/published.ts";
import type { Line } from "../derivation/oneAnswer.ts";
import { CASES } from "../derivation/problems.ts";
import { oneIn } from "../sample.ts";
import { misreadLines, type Posed } from "./styles.ts";

/** Some stand beside a checkout, not in it. */
const FILES = [
  ...["cases", "public", "claims"].map((name) => `../../../shared/accept/${name}.jsonl`),
  ...["cookbook", "identities", "regressions"].map((name) => `./${name}.jsonl`),
];
/** Without MATGRAD_FULL one line in so many. */
const SHARE = 24;
const options = { functionNames: FUNCTION_NAMES };

/** Of a product with a cotangent the G declares itself. */
function posed({ vars, expr, wrt, kind, order, positive, spd }: Line): Posed {
  const declared = Object.entries(vars).filter(([name]) => !(kind === "vjp" && name === "G"));
  return {
    problem: () => ({
      statements: parseStatements(expr, options),
      types: new Map(declared.map(([name, text]) => [name, declaredType(parseType(text, options))])),
      hints: { ...(positive && { positive }), ...(spd && { spd }) },
    }),
    options: { wrt: [wrt], order: order ?? 1, structure: "free" },
  };
}

const problems = [
  ...FILES.flatMap((file) => linesOf<Partial<Line>>(file))
    .filter((line): line is Line => line.expr !== undefined && line.wrt !== undefined)
    .map((line) => [JSON.stringify([line.vars, line.expr, line.wrt]), posed(line)] as const),
  ...CASES.map(({ name, text, wrt, options: more }): readonly [string, Posed] => [
    name,
    { problem: () => ({ statements: parseStatements(text, options) }), options: { wrt, ...more } },
  ]),
];

describe.each(STYLE_NAMES)("the last lines of the style %s", (style) => {
  const mine = oneIn(SHARE, problems, STYLE_NAMES.indexOf(style));
  it("read as what was printed", { timeout: 3_600_000 }, () => {
    const found = mine.map(
      ([title, p]) => [title, misreadLines({ ...p, options: { ...p.options, style } })] as const,
    );
    expect(found.flatMap(([title, faults]) => faults.map((fault) => `${title}: ${fault}`))).toEqual([]);
  });
});
