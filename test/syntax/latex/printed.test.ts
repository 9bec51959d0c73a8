/**
 * What the printer writes is read again as the same expression, in every notation; and every text, sense or
 * nonsense, has one reading or none.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { areEqual } from "../../../src/evaluate/verdict/equality.ts";
import { type Expr, isScalar, isVector } from "../../../src/expression/expr.ts";
import { symbolsIn, topological } from "../../../src/expression/walk.ts";
import { FUNCTION_NAMES } from "../../../src/functions/index.ts";
import { macroPreamble, toLatex } from "../../../src/print/latex.ts";
import { NOTATION, type Notation, resolveNotation } from "../../../src/print/notation.ts";
import { toText } from "../../../src/print/text.ts";
import { elaborate } from "../../../src/shapes/elaborate.ts";
import type { NameRole } from "../../../src/syntax/latex/context.ts";
import { parseLatex } from "../../../src/syntax/latex/parse.ts";
import { rawTokens } from "../../../src/syntax/latex/tokens/characters.ts";
import { takeDefinitions } from "../../../src/syntax/latex/tokens/macros.ts";
import { parseStatements } from "../../../src/syntax/parse.ts";
import { build, DECLARATIONS, instructions } from "../../print/pool.ts";

const RUNS = Number(process.env.RUNS ?? 300);
const SEED = Number(process.env.SEED ?? 1);

const choices = Object.entries(NOTATION).flatMap(([name, option]) =>
  option.kind === "choice" ? [[name, option.values] as const] : [],
);
/** Einstein's convention leaves sums out, and decimals round. */
const FIXED = { summation: "explicit", numbers: "fractions" };
const notations: fc.Arbitrary<Notation> = fc
  .tuple(...choices.map(([, values]) => fc.constantFrom<string>(...values)))
  .map((values) =>
    resolveNotation({ ...Object.fromEntries(choices.map(([name], i) => [name, values[i]])), ...FIXED }),
  );

/** Their LaTeX leaves sizes out, or is that of another function where a matrix is 1×1. */
const UNWRITTEN: ReadonlySet<string> = new Set([
  ...[
    "quotient",
    "remainder",
    "delta",
    "zeros",
    "single",
    "eye",
    "ones",
    "center",
    "kron_left",
    "kron_right",
  ],
  ...["eigval", "eigvec", "leftsingular", "rightsingular", "singval", "halflower", "expm_frechet"],
]);

const isWritten = (e: Expr, { determinant }: Notation): boolean =>
  topological([e]).every((node) => {
    if (node.kind !== "call") return true;
    const isBars =
      determinant === "bars" &&
      (node.fn.name === "abs" || (node.fn.name === "det" && isScalar(node.args[0]!)));
    const isScalarInverse = node.fn.name === "pinv" && isScalar(node);
    return !UNWRITTEN.has(node.fn.name) && !isBars && !isScalarInverse;
  });

const roleOf = (e: Expr): NameRole => (isScalar(e) ? "scalar" : isVector(e) ? "vector" : "matrix");

function reread(latex: string, e: Expr, notation: Notation): Expr {
  const names = new Map<string, NameRole>([["f", "function"]]);
  for (const s of symbolsIn(e)) names.set(s.name, roleOf(s));
  const { formulas, errors } = parseLatex(latex, {
    functionNames: FUNCTION_NAMES,
    names,
    bars: notation.determinant === "bars" ? "determinant" : "absolute",
    macros: takeDefinitions(rawTokens(macroPreamble(notation))).macros,
  });
  const [formula] = formulas;
  const value = formula?.kind === "chain" && formulas.length === 1 ? formula.sides[0]?.syntax : undefined;
  if (!value || errors.length > 0) throw new Error(`${latex} does not read: ${errors[0]?.message}`);
  const declarations = parseStatements(DECLARATIONS, { functionNames: FUNCTION_NAMES });
  return elaborate([...declarations, { kind: "expression", value, span: value.span }]).value;
}

test("what is printed reads as the same expression, in every notation", () => {
  fc.assert(
    fc.property(instructions, notations, (list, notation) => {
      const e = build(list);
      fc.pre(isWritten(e, notation));
      const latex = toLatex(e, notation);
      const again = reread(latex, e, notation);
      const verdict = again === e ? "equal" : areEqual(again, e).verdict;
      expect(verdict === "different" && `${latex} reads as ${toText(again)}`).toBe(false);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

const PIECES = (
  String.raw`x X ^ _ { } \frac \partial ( ) [ ] | \| \sum _{i=1} ^n & \\ = + - \log \det ' d \mathrm{d} \nabla \left( ` +
  String.raw`\right) \left. \right| \hat 1 2 \odot \cdot , : \quad \operatorname{tr} \sqrt f \sigma \underbrace \in ` +
  String.raw`\mathbb{R} e I \mathbf T \top ... / . \langle \rangle \begin{bmatrix} \end{bmatrix} 例 \otimes \newcommand`
).split(" ");

test("a random text has one reading or none, and nothing is thrown", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
      parseLatex(pieces.join(" "), { functionNames: FUNCTION_NAMES });
    }),
    { numRuns: 10 * RUNS, seed: SEED },
  );
});
